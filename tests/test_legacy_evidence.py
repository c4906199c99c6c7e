"""Whose evidence a row of a table of what was done is."""

from __future__ import annotations

import pytest

from pmgen.legacy import Imported
from tests.test_legacy_shapes import imported, read

PLAN = "Migrate the cart database to the new cluster"


def document(plan: str, done: str) -> Imported:
    rows = f"| Action | Status |\n|--|--|\n| {plan} | TODO |\n| Write a runbook | TODO |\n"
    table = f"| Date | Action | Commit |\n|--|--|--|\n| 2026-05-02 | {done} | `abc1234` |\n"
    head = "# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n"
    return imported(f"{head}\n## Action items\n\n{rows}\n## Follow-up Implementation\n\n{table}")


@pytest.mark.parametrize(
    ("plan", "done"),
    [
        (PLAN, PLAN),
        (PLAN, "Migrated the cart database to the new cluster"),
        (PLAN, f"{PLAN} (took an hour)"),
        (PLAN, f"{PLAN} — with the vendor on the phone"),
        (PLAN, f"{PLAN}, as agreed"),
        (
            "Alert when the leader stops advancing in the log",
            "Added an alert when the leader stops advancing in the log",
        ),
        (
            "Apply the retention policy to all brokers (only ours)",
            "Applied the retention policy to all brokers (only ours)",
        ),
    ],
)
def test_the_same_action_has_the_evidence(plan: str, done: str) -> None:
    found = document(plan, done)
    first, second = read(found).followup_list
    assert first.done is not None
    assert (first.done.commits, second.done, found.notes) == (("abc1234",), None, ())


@pytest.mark.parametrize(
    ("plan", "done"),
    [
        (PLAN, "Wrote a plan to migrate the cart database to the new cluster"),
        (PLAN, "Reverted: migrate the cart database to the new cluster"),
        (PLAN, f"{PLAN} on node 3"),
        (PLAN, f"{PLAN}, but only for staging"),
        (f"{PLAN} in EU", f"{PLAN} in US"),
        (f"{PLAN} and remove the old one", PLAN),
        ("Evaluate moving the cart database to the new cluster", "Moved the cart database to the new cluster"),
    ],
)
def test_what_may_be_another_action_has_not_and_is_named(plan: str, done: str) -> None:
    found = document(plan, done)
    assert [(each.open, each.done) for each in read(found).followup_list] == [(True, None), (True, None)]
    assert [note.message for note in found.notes] == [f"`{done}` may not be `{plan}`, which stays as it was"]
    assert f"| {done} | `abc1234` |" in found.text


def test_what_was_done_besides_the_plan_is_named_at_its_row() -> None:
    found = document(PLAN, "Added an alert for the disk")
    assert [(note.line, note.message) for note in found.notes] == [
        (17, "which follow-up was done by `Added an alert for the disk` is not sure; none is marked"),
    ]
    assert found.text.split("\n")[-2] == "| 2026-05-02 | Added an alert for the disk | `abc1234` |"


def test_who_did_it_is_told_by_the_table_of_what_was_done() -> None:
    plan = "| Action | Status |\n|--|--|\n| Write a runbook | TODO |\n| Move the queue | TODO |\n"
    rows = "| 2026-05-02 | Write a runbook | [`abc1234`](https://git.example/commit/abc1234) | platform |\n"
    table = f"| Date | Action | Commit | Implemented By |\n|--|--|--|--|\n{rows}| | Move the queue | abc1235 | — |\n"
    head = "# Mail down\n\n**Date:** 2026-05-01\n"
    found = imported(f"{head}\n## Action items\n\n{plan}\n## Follow-up Implementation\n\n{table}")
    first, second = read(found).followup_list
    assert first.done is not None
    assert second.done is not None
    assert (str(first.done.on), first.done.commits, first.done.by) == ("2026-05-02", ("abc1234",), "platform")
    assert (second.done.commits, second.done.by) == (("abc1235",), None)


@pytest.mark.parametrize(
    ("item", "commits"),
    [
        ("- [x] Raise the limit (commit 2f1f9107)", ("2f1f9107",)),
        ("- [x] Raise the limit — commit `2f1f9107`", ("2f1f9107",)),
        ("- [x] Raise the limit in 3ab41c9", ("3ab41c9",)),
        ("- [x] Raise the limit (`2f1f9107`)", ("2f1f9107",)),
        ("- [x] Raise the limit ([2f1f910](https://git.example/commit/2f1f9107ab))", ("2f1f910",)),
        ("- [x] Raise the limit, commits 2f1f9107 and 3ab41c9", ("2f1f9107", "3ab41c9")),
        ("- Raise the limit (done in 2f1f9107)", ("2f1f9107",)),
        ("- Raise the limit ✅ (2f1f9107)", ("2f1f9107",)),
    ],
)
def test_the_commit_of_an_item_is_its_evidence(item: str, commits: tuple[str, ...]) -> None:
    (followup,) = read(imported(f"# Mail down\n\n## Action items\n\n{item}\n")).followup_list
    assert followup.done is not None
    assert (str(followup.status), followup.done.commits) == ("done", commits)


@pytest.mark.parametrize(
    "item",
    [
        "- [x] Delete the pod `06fa940b` by hand",
        "- [x] Revert 2f1f9107 and raise the limit",
        "- [x] Raise the limit to 10000000",
        "- [x] Put the data in defaced",
        "- [x] Raise the limit (queue-2f1f9107)",
        "- [ ] Raise the limit (commit 2f1f9107)",
    ],
)
def test_what_is_no_evidence_of_an_item(item: str) -> None:
    (followup,) = read(imported(f"# Mail down\n\n## Action items\n\n{item}\n")).followup_list
    assert followup.done is None


@pytest.mark.parametrize(
    ("cell", "commits", "links", "details"),
    [
        ("2f1f9107", ("2f1f9107",), (), None),
        ("`2f1f9107`", ("2f1f9107",), (), None),
        ("2f1f9107 (and a dashboard)", ("2f1f9107",), (), "2f1f9107 (and a dashboard)"),
        ("https://git.example/pull/7", (), ("https://git.example/pull/7",), "https://git.example/pull/7"),
    ],
)
def test_a_column_of_commits_is_evidence(
    cell: str, commits: tuple[str, ...], links: tuple[str, ...], details: str | None
) -> None:
    rows = f"| Raise the limit | Done | {cell} |\n| Lower it | TODO | 3ab41c9 |\n| Ask | Done | #12 |\n"
    table = f"| Action | Status | Commit |\n|--|--|--|\n{rows}"
    first, *others = read(imported(f"# Mail down\n\n## Action items\n\n{table}")).followup_list
    assert first.done is not None
    assert (first.done.commits, first.done.links, first.details) == (commits, links, details)
    assert [(each.done, each.details) for each in others] == [(None, "3ab41c9"), (None, "#12")]


def test_a_follow_up_that_waits_says_so_in_brackets() -> None:
    items = "- Raise the limit (WIP)\n- Lower it (blocked)\n- Ask (in part)\n"
    found = read(imported(f"# Mail down\n\n## Action items\n\n{items}")).followup_list
    assert [str(each.status) for each in found] == ["in-progress", "blocked", "todo"]


@pytest.mark.parametrize(
    ("planned", "row", "expected"),
    [
        ("| Add an alert | |", "| Add an alert | Alert | `1a2b3c4` | Done |", "Alert"),
        ("| Add an alert | Open |", "| Add an alert | Alert | | Open |", "Alert"),
        ("| Add an alert | |", "| Add an alert | Alert | | |", "Alert"),
        ("| Add an alert | |", "| Add an alert | TBD | | |", None),
        ("| Add an alert | |", "| Add an alert | Alert | | Blocked by legal |", None),
        ("| Add an alert | |", "| Add an alert | Alert | | ask on-call |", None),
        ("| Add an alert | ask on-call |", "| Add an alert | Alert | | Open |", None),
        ("| Add an alert | blocked |", "| Add an alert | Alert | | Open |", None),
        ("| Add an alert | |", "| Move the alerts to the new cluster | Alert | | Open |", None),
    ],
)
def test_a_type_is_joined_where_nothing_leaves_the_follow_up_to_a_person(
    planned: str, row: str, expected: str | None
) -> None:
    plan = f"| Action | Status |\n|--|--|\n{planned}\n| Write the runbook | |\n"
    table = f"| Action | Type | Commit | Status |\n|--|--|--|--|\n{row}\n"
    found = read(imported(f"# Lag\n\n## Action items\n\n{plan}\n## Follow-up Implementation\n\n{table}"))
    assert [each.type for each in found.followup_list] == [expected, None]


def test_a_type_that_a_plan_states_stays() -> None:
    plan = "| Action | Type |\n|--|--|\n| Add an alert | Architecture |\n"
    table = "| Action | Type | Status |\n|--|--|--|\n| Add an alert | Alert | Done |\n"
    found = read(imported(f"# Lag\n\n## Action items\n\n{plan}\n## Follow-up Implementation\n\n{table}"))
    assert [each.type for each in found.followup_list] == ["Architecture"]
