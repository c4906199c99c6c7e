"""Tables and lists as trackers and wikis export them."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import events, followups, imported, read

HEAD = "# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n\n"


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("ID | Title | Owner | Status", "FU-1 | Move it | mail | Outstanding", ("Move it", "mail", "FU-1")),
        ("Key | Summary | Assignee", "OPS-4 | Move it | mail", ("Move it", "mail", None)),
        ("Title | Description | Owner", "Move it | To the new rack | mail", ("Move it", "mail", "To the new rack")),
        ("ID | Description | Owner", "FU-1 | Move it | mail", ("Move it", "mail", "FU-1")),
        ("Action | Title | Owner", "Move it | Rack | mail", ("Move it", "mail", "Rack")),
        ("Action | Ticket | Owner | Due", "Move it | — | – | -", ("Move it", None, None)),
    ],
)
def test_a_column_says_what_is_to_be_done(head: str, row: str, expected: tuple[str, str | None, str | None]) -> None:
    rule = "|".join("--" for _ in head.split("|"))
    (found,) = read(imported(f"{HEAD}## Follow-ups\n\n| {head} |\n|{rule}|\n| {row} |\n")).followup_list
    assert (found.action, found.owner, found.details) == expected


@pytest.mark.parametrize("head", ["Ticket", "Issue", "Bugs", "Jira", "Tracking issue", "Key"])
@pytest.mark.parametrize(
    ("cell", "issue", "details"),
    [
        ("OPS-12", "OPS-12", None),
        ("`OPS-12`", "OPS-12", None),
        ("#14", "#14", None),
        ("platform/queue#14", "platform/queue#14", None),
        ("INC0012345", "INC0012345", None),
        ("[OPS-12](https://tracker.example/OPS-12)", "OPS-12", "[OPS-12](https://tracker.example/OPS-12)"),
        ("—", None, None),
        ("TBD", None, "TBD"),
        ("OPS-12, OPS-13", None, "OPS-12, OPS-13"),
        ("[the ticket](https://tracker.example/12)", None, "[the ticket](https://tracker.example/12)"),
        ("https://tracker.example/browse/OPS-12", "OPS-12", "https://tracker.example/browse/OPS-12"),
        ("<https://tracker.example/OPS-12>", "OPS-12", "<https://tracker.example/OPS-12>"),
        ("https://tracker.example/12", None, "https://tracker.example/12"),
        ("https://tracker.example/OPS-12/notes", None, "https://tracker.example/OPS-12/notes"),
        ("the pool is too small", None, "the pool is too small"),
    ],
)
def test_a_ticket_is_the_issue_where_its_cell_is_an_id(
    head: str, cell: str, issue: str | None, details: str | None
) -> None:
    row = f"| Action | {head} | Owner |\n|--|--|--|\n| Move it | {cell} | mail |\n"
    (found,) = read(imported(f"{HEAD}## Follow-ups\n\n{row}")).followup_list
    assert (found.action, found.issue, found.details) == ("Move it", issue, details)


@pytest.mark.parametrize("head", ["PR", "Link", "Evidence", "Reference", "ID"])
def test_a_number_in_another_column_is_no_issue(head: str) -> None:
    row = f"| Action | {head} | Owner |\n|--|--|--|\n| Move it | #14 | mail |\n"
    (found,) = read(imported(f"{HEAD}## Follow-ups\n\n{row}")).followup_list
    assert (found.issue, found.details) == (None, "#14")


@pytest.mark.parametrize("head", ["Title | Priority", "Summary | Status", "Subject | State"])
def test_a_table_of_titles_elsewhere_is_no_plan(head: str) -> None:
    assert read(imported(f"{HEAD}## Tickets\n\n| {head} |\n|--|--|\n| Mail bounces | open |\n")).followup_list == ()


def test_key_events_are_a_timeline_of_several_days() -> None:
    told = "## Key events\n\n### Thursday, 30 April 2026\n\n**23:51:04** Reported\n\n**23:58:00** Paged\n\n"
    told += "### Friday, 1 May 2026\n\n**00:20:31** Mitigated\n\n**01:12:09** Over\n"
    assert events(f"{HEAD}{told}") == [
        *("30 April 2026 23:51:04 Reported", "23:58:00 Paged", "1 May 2026 00:20:31 Mitigated", "01:12:09 Over"),
    ]


@pytest.mark.parametrize(
    "items",
    [
        '<ul class="inline-task-list"><li class="checked">Clean it</li><li>Rotate it</li></ul>',
        '<ul class="inline-task-list"><li class="checked"><b>Clean</b> it</li><li><i>Rotate</i> it</li></ul>',
        '<ul><li data-task-state="DONE">Clean it</li><li data-task-state="TODO">Rotate it</li></ul>',
        '<ul><li data-task-state="DONE"><input type="checkbox" checked>Clean it</li>'
        '<li data-task-state="TODO"><input type="checkbox">Rotate it</li></ul>',
    ],
)
def test_tasks_of_a_wiki_keep_their_ticks(items: str) -> None:
    page = f"<html><body><h1>Mail down</h1><p>2026-05-01</p><h2>Action items</h2>{items}</body></html>"
    found = [(action.replace("*", ""), status) for action, status in followups(page)]
    assert found == [("Clean it", "done"), ("Rotate it", "todo")]


def test_a_list_of_a_page_without_tasks_has_no_boxes() -> None:
    page = '<html><body><h1>Mail down</h1><h2>Action items</h2><ul class="x"><li class="checked">Clean it</li></ul>'
    assert followups(page) == [("Clean it", "todo")]


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("# | Time | What", ("1 | 09:00 | down", "2 | 09:10 | up"), ["09:00 down", "09:10 up"]),
        ("No. | Time | What", ("1 | 09:00 | down", "2 | 09:10 | up"), ["09:00 down", "09:10 up"]),
        ("# | Time | What", ("1a | 09:00 | down", "2 | 09:10 | up"), ["09:00 1a — down", "09:10 2 — up"]),
        ("Time | Nodes | What", ("09:00 | 1 | down", "09:10 | 2 | up"), ["09:00 1 — down", "09:10 2 — up"]),
    ],
)
def test_the_number_of_a_row_is_no_part_of_its_event(head: str, cells: tuple[str, str], expected: list[str]) -> None:
    rows = "".join(f"| {each} |\n" for each in cells)
    assert events(f"{HEAD}## Timeline\n\n| {head} |\n|--|--|--|\n{rows}") == expected


def test_what_is_said_to_be_done_is_counted_where_nothing_shows_it() -> None:
    rows = "| Move it | Done | |\n| Pin it | Done in 2f1f910 | |\n| Alert | Open | |\n| Rotate | Done | 2026-05-03 |\n"
    found = imported(f"{HEAD}## Follow-ups\n\n| Action | Status | Link |\n|--|--|--|\n{rows}")
    assert (found.followups, found.open, found.unshown) == (4, 1, 2)
    assert "note" not in found.text


@pytest.mark.parametrize("day", ["12/Jun/25", "12/Jun/2025"])
def test_times_as_trackers_write_them(day: str) -> None:
    told = f"- {day} 9:41 AM alert fired\n- **{day} 11:02 PM** fixed\n- 12/Jun/x, no day\n"
    expected = ["2025-06-12 09:41 alert fired", "2025-06-12 23:02 fixed"]
    assert events(f"# Mail down\n\n## Timeline\n\n{told}") == expected
