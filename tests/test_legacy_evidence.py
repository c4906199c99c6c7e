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
