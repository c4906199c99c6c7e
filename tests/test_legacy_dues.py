"""Days by which follow-ups are due that are written without their year."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

DATED = "# Mail down\n\n**Date:** 2025-12-03\n\n## Action items\n\n"
TABLE = "| Action | Owner | Due |\n|---|---|---|\n| Move it | mail | {} |\n"


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("Dec 20", "2025-12-20"),
        ("December 3rd", "2025-12-03"),
        ("Jan 10", "2026-01-10"),
        ("10 Jan", "2026-01-10"),
        ("10. Januar", "2026-01-10"),
        ("Sep 20", "2026-09-20"),
        ("2025-12-01", "2025-12-01"),
    ],
)
@pytest.mark.parametrize(
    "told", [TABLE, "- Move it (owner: mail, due: {})\n", "- Move it\n  - Owner: mail\n  - Due: {}\n"]
)
def test_a_day_without_a_year_is_the_first_such_one_from_the_incident_on(told: str, written: str, due: str) -> None:
    (found,) = read(imported(DATED + told.format(written))).followup_list
    assert (found.action, found.owner, str(found.due), found.details) == ("Move it", "mail", due, None)


@pytest.mark.parametrize(
    "head",
    ["Due", "Due by", "Expected Date", "Target completion", "Planned date", "Expected completion date", "Complete by"],
)
def test_a_column_of_days_has_many_names(head: str) -> None:
    table = f"| Action | {head} |\n|---|---|\n| Move it | Jul 16, 2026 |\n"
    (found,) = read(imported(DATED + table)).followup_list
    assert (str(found.due), found.details) == ("2026-07-16", None)


@pytest.mark.parametrize("head", ["Expected", "Expected effect", "Target", "Date", "Completed date", "Reviewed"])
def test_another_column_with_a_day_is_not_taken_for_one(head: str) -> None:
    table = f"| Action | {head} |\n|---|---|\n| Move it | see 2026-07-16 |\n"
    (found,) = read(imported(DATED + table)).followup_list
    assert found.due is None


def test_the_years_that_were_taken_are_told_once() -> None:
    rows = "| Rack it | mail | Jan 10 |\n| Wire it | mail | 2026-02-01 |\n"
    notes = [(each.line, each.message) for each in imported(DATED + TABLE.format("Dec 20") + rows).notes]
    said = "`Dec 20` has no year; it is taken for the first such day from the incident on, 2025-12-20; so for 1 more"
    assert (9, said) in notes
    assert len([each for each in notes if "no year" in each[1]]) == 1


def test_where_the_day_of_the_incident_is_not_known_such_a_day_is_a_detail() -> None:
    (found,) = read(imported(f"# Mail down\n\n## Action items\n\n{TABLE.format('Dec 20')}")).followup_list
    assert (found.due, found.details) == (None, "due Dec 20")


@pytest.mark.parametrize(
    "written", ["end of Q1", "next Friday", "May", "Feb 29", "Feb 30", "10", "~Dec 20", "Dec 20 10:00", "Dec 2"]
)
def test_what_is_no_such_day_stays_in_words(written: str) -> None:
    (found,) = read(imported(DATED + TABLE.format(written))).followup_list
    assert found.due is None
    assert written in str(found.details)


@pytest.mark.parametrize(
    ("action", "left"),
    [
        ("Move it — @mail, by Dec 12", "Move it"),
        ("Move it (by 12 Dec)", "Move it"),
        ("Move it by Dec 12", "Move it by Dec 12"),
        ("Move it (by hand)", "Move it (by hand)"),
        ("Move what was lost (by May 2 of 3)", "Move what was lost (by May 2 of 3)"),
    ],
)
def test_a_day_at_the_end_of_an_action(action: str, left: str) -> None:
    (found,) = read(imported(f"{DATED}- {action}\n")).followup_list
    assert found.action == left
    assert str(found.due) == ("None" if action == left else "2025-12-12")


@pytest.mark.parametrize(
    "heading",
    [
        "### Prevent (by 2026-01-10)",
        "### Prevent [due: Jan 10]",
        "### Short term — by Jan 10, 2026",
        "### Prevent - due 10 January",
        "**Until 2026-01-10:**",
    ],
)
@pytest.mark.parametrize("told", ["- Move it\n", "- [ ] Move it\n", "| Action |\n|---|\n| Move it |\n"])
def test_what_stands_below_a_heading_with_a_day_is_due_by_it(heading: str, told: str) -> None:
    (found,) = read(imported(f"{DATED}{heading}\n\n{told}")).followup_list
    assert (found.action, str(found.due)) == ("Move it", "2026-01-10")


@pytest.mark.parametrize(
    "heading",
    [
        "### Review of 2026-01-10",
        "### Prevent (2026-01-10)",
        "### Prevent (by hand)",
        "### Written by 2026-01-10 people",
        "### Prevent (by 2026-01-10 if we can)",
        "### Repair by default",
        "### Prevent (by 2026-13-10)",
    ],
)
def test_another_heading_says_nothing_of_when_it_is_due(heading: str) -> None:
    (found,) = read(imported(f"{DATED}{heading}\n\n- Move it\n")).followup_list
    assert found.due is None


def test_a_day_of_its_own_counts_more_than_that_of_the_heading() -> None:
    own = "- Move it (owner: mail, due: 2026-02-01)\n- Turn it off by 2026-03-01\n- Wire it (due 2026-03-01, or so)\n"
    found = read(imported(f"{DATED}### Prevent (by 2026-01-10)\n\n{own}\n### Later\n\n- Look\n")).followup_list
    assert [str(each.due) for each in found] == ["2026-02-01", "None", "None", "None"]


def test_the_day_of_all_sections_is_that_of_the_heading_above_them() -> None:
    text = f"{DATED.replace('items', 'items (by 2026-02-01)')}- Wire it\n\n### Next (by 2026-01-10)\n\n- Move it\n"
    found = read(imported(f"{text}\n### Later\n\n- Look\n")).followup_list
    assert [str(each.due) for each in found] == ["2026-02-01", "2026-01-10", "2026-02-01"]
