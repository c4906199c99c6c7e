"""What a timeline quotes below its times belongs to the events, and shows no sign of a quote there."""

from __future__ import annotations

import time

import pytest

from pmgen.legacy.timeline import quotes
from tests.test_legacy_shapes import events, imported

_HEAD = "# Lag\n\n## Timeline\n\n"


@pytest.mark.parametrize(
    "told",
    [
        "**10:00** Alert\n> Pool is full,\n> please look\n**10:20** Closed\n",
        "**10:00** Alert\n\n> Pool is full,\n>\n> please look\n\n**10:20** Closed\n",
        "- 10:00 Alert\n  > Pool is full,\n  > please look\n- 10:20 Closed\n",
        "- 10:00 Alert\n\n> Pool is full,\n> please look\n\n- 10:20 Closed\n",
    ],
)
def test_a_quote_is_the_end_of_the_event_above_it(told: str) -> None:
    assert events(_HEAD + told) == ["10:00 Alert — Pool is full, please look", "10:20 Closed"]
    assert not [each for each in imported(_HEAD + told).notes if "stays in the body" in each.message]


@pytest.mark.parametrize(
    "quote",
    [
        "> [!NOTE]\n> All times are from the log.",
        "> ![chart](chart.png)",
        "> said\n\nand more, which is no quote",
        "Somebody said:\n> look",
    ],
)
def test_what_no_event_can_hold_stays_in_the_body(quote: str) -> None:
    told = f"{_HEAD}- 10:00 Alert\n- 10:20 Closed\n\nWhat the team says of it.\n\n{quote}\n"
    assert quote in imported(told).text


@pytest.mark.parametrize("text", ["p > 3 and q > 4", "a\n```\n> b\n```", "a -> b\n-> c", ""])
def test_other_signs_stay(text: str) -> None:
    assert quotes.within(text) == text


def test_many_lines_take_time_that_grows_with_them() -> None:
    start = time.perf_counter()
    quotes.within("a\n" + "> b\n" * 50_000)
    quotes.within("\n" + " " * 100_000)
    assert time.perf_counter() - start < 1
