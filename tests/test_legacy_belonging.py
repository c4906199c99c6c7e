"""Lists below the paragraphs of a timeline, which tell more of what happened then."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

HEAD = "# Mail down, 2026-05-01\n\n## Timeline (UTC)\n\n"


def told(text: str) -> list[tuple[str, str]]:
    return [(each.at.text, each.event) for each in read(imported(HEAD + text)).timeline]


@pytest.mark.parametrize("time", ["**10:00 UTC**: down", "10:00 — down", "10:00 down"])
def test_a_list_below_a_paragraph_with_a_time_is_part_of_its_event(time: str) -> None:
    text = f"{time}\n\n- Nobody was paged\n- Two of them\n  were asleep\n\n{time.replace('10:00', '11:00')}\n\n1. Up\n"
    assert told(text) == [
        ("10:00", "down\n\n- Nobody was paged\n- Two of them\n  were asleep"),
        ("11:00", "down\n\n1. Up"),
    ]


@pytest.mark.parametrize(
    ("text", "events", "kept"),
    [
        # below several events it may be of each
        ("10:00 down\n10:30 up\n\n- Nobody was paged\n", [("10:00", "down"), ("10:30", "up")], "- Nobody was paged"),
        # of a timeline of items another one may be of all
        ("10:00 down\n\n- 10:30 up\n- Nobody paged\n", [("10:00", "down"), ("10:30", "up")], "- Nobody paged"),
        # an image is in the body alone
        ("10:00 down\n\n- ![graph](https://example.org/g.png)\n", [("10:00", "down")], "- ![graph]"),
        # a paragraph between them
        ("10:00 down\n\nBy the way:\n\n- Nobody paged\n", [("10:00", "down")], "By the way:\n\n- Nobody paged"),
        # another kind of event
        ("- Detected: 10:05\n- Nobody was paged\n", [("10:05", "Detected")], "- Nobody was paged"),
    ],
)
def test_a_list_that_may_be_of_something_else_stays(text: str, events: list[tuple[str, str]], kept: str) -> None:
    assert (told(text), kept in imported(HEAD + text).text.partition("\n---\n")[2]) == (events, True)
