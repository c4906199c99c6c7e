"""Bullets below numbered items that nobody has indented."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

HEAD = "# Queue, 2026-03-04\n\n## Action items\n\n"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bullets_between_two_numbers_are_details_of_the_first(gap: str) -> None:
    rows = ["1. Migrate the table", "- create it", "- fill it", "2. Watch the disk"]
    pm = read(imported(f"{HEAD}{gap.join(rows)}\n"))
    assert [each.action for each in pm.followups or ()] == ["Migrate the table", "Watch the disk"]
    assert pm.followups is not None
    assert str(pm.followups[0].details).split() == "- create it - fill it".split()


def test_bullets_below_a_number_that_leads_on_to_them_are_its_details() -> None:
    pm = read(imported(f"{HEAD}1. Watch the disk\n2. Monitor more:\n- the queue\n- the mail\n"))
    assert [each.action for each in pm.followups or ()] == ["Watch the disk", "Monitor more:"]


def test_bullets_below_the_last_number_are_its_details_where_the_one_before_it_has_some() -> None:
    pm = read(imported(f"{HEAD}1. Migrate\n- create\n2. Clean up\n- drop\n\n## Notes\n\nNone.\n"))
    assert [each.action for each in pm.followups or ()] == ["Migrate", "Clean up"]


@pytest.mark.parametrize(
    ("listed", "number"),
    [
        ("1. Watch the disk\n2. Watch the queue\n\n- Test the restore\n- Test the mail\n", 4),  # a list of its own
        ("1. Watch the disk\n\n- Test the restore\n\n1. Test the mail\n", 3),  # no next number
        ("- Watch the disk\n- Test the restore\n1. Test the mail\n2. Test the rest\n", 4),
        ("1. Watch the disk\n\nAnd then:\n\n- Test the restore\n\n2. Test the mail\n", 3),
        ("- Watch it:\n- Test the restore\n", 2),
    ],
)
def test_bullets_of_a_list_of_their_own_are_follow_ups(listed: str, number: int) -> None:
    assert len(read(imported(f"{HEAD}{listed}")).followups or ()) == number


def test_what_stays_in_the_body_stays_as_it_was() -> None:
    told = "1. First\n- one\n- two\n2. Second:\n\n- three\n\nEnd."
    assert told in imported(f"# Queue, 2026-03-04\n\n## Notes\n\n{told}\n").text
