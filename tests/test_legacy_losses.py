"""Whether data was lost, and what set an incident off: keys that have sections or fields of their own."""

from __future__ import annotations

import pytest

from pmgen.legacy.metadata import losses
from tests.test_legacy_shapes import imported, read

HEAD = "# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n"


@pytest.mark.parametrize(
    ("said", "loss"),
    [
        ("None", "none"), ("**None.**", "none"), ("No", "none"), ("No data was lost.", "none"),
        ("None. All mail is on disk.", "none"), ("none (checked with the backup)", "none"), ("Yes: two", "confirmed"),
        ("Confirmed", "confirmed"), ("Suspected", "suspected"), ("Unknown", "unknown"), ("Not yet known", "unknown"),
        ("None confirmed; the index may be at risk", None), ("None so far", None), ("None, but we still look", None),
        ("None. Two mails were lost for an hour", None), ("No mail, two drafts", None), ("none?", None),
        ("2 mails", None), ("TBD", None), ("", None),
    ],
)  # fmt: skip
def test_a_word_says_whether_data_was_lost(said: str, loss: str | None) -> None:
    assert losses.read(said) == loss


@pytest.mark.parametrize(
    "told",
    [
        "**Data loss:** None\n\nIt broke.\n",
        "\n## Impact\n\n- Nobody could log in\n- **Data loss**: None. All mail is on disk.\n",
        "\n## Impact\n\nData loss: None\n",
        "\n## Impact\n\n| Field | Value |\n|--|--|\n| Data loss | None |\n",
        "\n## Data loss\n\nNone.\n",
    ],
)
def test_lost_data_is_entered_from_wherever_it_is_told(told: str) -> None:
    impact = read(imported(HEAD + told)).impact
    assert impact is not None
    assert impact.data_loss == "none"


def test_a_field_of_lost_data_leaves_the_body_where_it_is_entered() -> None:
    assert imported(f"{HEAD}**Data loss:** None\n\nIt broke.\n").text.endswith("---\n\nIt broke.\n")
    left = imported(f"{HEAD}**Data loss:** None. All is on disk.\n\nIt broke.\n").text
    assert left.endswith("---\n\n- **Data loss:** None. All is on disk.\n\nIt broke.\n")


def test_two_words_for_lost_data_are_none() -> None:
    assert read(imported(f"{HEAD}**Data loss:** None\n\n## Data loss\n\nConfirmed\n")).impact is None


@pytest.mark.parametrize("cause", ["", "\n## Root cause\n\nThe disk was full.\n"])
@pytest.mark.parametrize("heading", ["Trigger", "What triggered the outage?"])
def test_a_section_tells_what_set_it_off(heading: str, cause: str) -> None:
    found = imported(f"{HEAD}\n## {heading}\n\nA large mail.\n{cause}")
    root_cause = read(found).root_cause
    assert root_cause is not None
    assert (root_cause.trigger, root_cause.description) == ("A large mail.", "The disk was full." if cause else None)
    assert found.text.endswith("---\n")


@pytest.mark.parametrize("told", ["TBD", "![The graph](graph.png)", "```\nINSERT\n```"])
def test_a_trigger_that_nobody_wrote_or_that_means_something_in_the_body_stays_there(told: str) -> None:
    found = imported(f"{HEAD}\n## Trigger\n\n{told}\n")
    assert read(found).root_cause is None
    assert found.text.endswith(f"## Trigger\n\n{told}\n")
