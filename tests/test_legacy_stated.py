"""Follow-ups that say in lines of their own who does them, by when, and how far they are."""

from __future__ import annotations

import pytest

from pmgen.model import Followup
from tests.test_legacy_shapes import imported, read


def followups(told: str) -> list[Followup]:
    return list(read(imported(f"# Lag\n\n## Action items\n\n{told}")).followup_list)


@pytest.mark.parametrize(
    "told",
    [
        "### 1. Add an alert\n\n- **Owner:** platform\n- **Due:** 2024-02-03\n- **Status:** Done\n",
        "### Add an alert\n\n* Owner: platform\n* Due date: 2024-02-03\n* Status: done\n",
        "### Add an alert\n\n**Owner:** platform | **Due:** 2024-02-03 | **Status:** Done\n",
        "- Add an alert\n  - Assignee: platform\n  - Deadline: 2024-02-03\n  - Status: Done\n",
        "- Add an alert\n\n  **Owner**: platform\n  **Due**: 2024-02-03\n  **Status**: ✅ Done\n",
    ],
)
def test_lines_that_state_something_are_fields_of_the_follow_up(told: str) -> None:
    (found,) = followups(told)
    assert (found.action, found.owner, str(found.due), found.status, found.details) == (
        *("Add an alert", "platform", "2024-02-03", "done", None),
    )


def test_what_is_not_understood_stays_in_the_details() -> None:
    (found,) = followups(
        "- Add an alert\n  - Owner: TBD\n  - Due: next sprint\n  - Status: who knows\n  - Priority: P1\n"
    )
    assert (found.owner, found.due, found.status, found.priority) == (None, None, "todo", "P1")
    assert found.details == "- Owner: TBD\n- Due: next sprint\n- Status: who knows"


@pytest.mark.parametrize("nobody", ["TBD", "TBA", "N/A", "none", "unassigned", "???", "—"])
@pytest.mark.parametrize(
    "told", ["| Action | Owner |\n|---|---|\n| Add an alert | {} |\n", "- Add an alert (owner: {}, priority: P1)\n"]
)
def test_a_word_for_nobody_is_no_owner(told: str, nobody: str) -> None:
    (found,) = followups(told.format(nobody))
    assert (found.action, found.owner) == ("Add an alert", None)


@pytest.mark.parametrize(
    "heading", ["2. Rotate logs ✅", "✅ Rotate logs", "2. Rotate logs — DONE", "Rotate logs (done)"]
)
def test_headings_that_say_that_it_is_done(heading: str) -> None:
    assert [(each.action, each.status) for each in followups(f"### {heading}\n\nAll of them.\n")] == [
        ("Rotate logs", "done")
    ]


@pytest.mark.parametrize("heading", ["✅ Completed", "Remediation — DONE", "Remediation ✅"])
def test_headings_for_the_items_below_them(heading: str) -> None:
    assert [(each.action, each.status) for each in followups(f"### {heading}\n\n- Rotate logs\n")] == [
        ("Rotate logs", "done")
    ]
