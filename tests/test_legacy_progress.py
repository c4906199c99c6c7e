"""How far imported follow-ups are: what surely is a status, and what leaves the work to a person."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from pmgen.legacy.draft import missing
from pmgen.legacy.draft import words as words_of
from pmgen.legacy.followups import progress
from pmgen.measures import is_safe
from pmgen.model import Followup, PostMortem, Status
from tests.test_legacy_shapes import followups, imported, read

SAFE = ("Alert", "Config", "Monitor")
DRAFT = PostMortem("Lag", dt.date(2026, 5, 1), "SEV2", Status.DRAFT)
HEAD = "# Lag\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n\n"


def row(status: str, owner: str = "platform", kind: str = "Config") -> Followup:
    """The follow-up of a row with a status."""
    (found,) = read(imported(f"{HEAD}{table(status, owner, kind)}")).followup_list
    return found


def table(status: str, owner: str = "platform", kind: str = "Config") -> str:
    head = "| Action | Type | Owner | Status |\n|--|--|--|--|\n"
    return f"## Action items\n\n{head}| Widen the pool | {kind} | {owner} | {status} |\n"


@pytest.mark.parametrize(
    "status",
    [
        "Almost done", "90% done", "0% complete", "Mostly complete", "Never done", "Done?", "Un-done", "Not quite done",
        "Not fully implemented", "No fix deployed", "Merged, reverted", "Failed: fix deployed but did not help",
        "Fixed in next release", "Done by end of Q3", "Done when PR 12 lands", "Complete after review",
        "Done except production", "Implemented in staging only", "Design done", "Scheduled, done in July",
        "Done by Friday", "Done by 2026-07-01", "done by 3 May", "Done in July", "Done (half of nodes)", "❌ Done",
        "Merged to staging", "Done - not deployed", "Done (3 of 5)", "Done (phase 1)", "Done, I think", "⏳ done",
        "Done (July)", "Done (in July)", "Done - Dec.", "Done (Q3)", "Done by Wed",
    ],
)  # fmt: skip
def test_what_is_not_surely_done_stays_open_with_its_words_and_is_for_a_person(status: str) -> None:
    found = row(status)
    assert (found.status, is_safe(found, DRAFT, SAFE)) == ("todo", False)
    assert status in (found.details or "")
    assert "Config" in (found.details or "")
    shown = f"`Widen the pool` is left to a person, without its type: `{status}` does not surely say how far it is"
    assert (10, shown) in [(each.line, each.message) for each in imported(f"{HEAD}{table(status)}").notes]


@pytest.mark.parametrize(
    "status",
    [
        "Done", "DONE", "**DONE**", "**DONE (alt)**", "Done (2026-04-14)", "✅ Done", "✅", "Done ✔", "Completed",
        "Fixed", "Done in abc1234", "Merged", "100% done", "done by platform on 3 May", "Done by @platform",
        "Resolved by #47", "Completed Apr 14", "Done on 2026-04-14", "Merged (#12)", "PR #47 merged", "OPS-4 closed",
        "2026-04-14: done", "Fixed in v2.3.1", "Fixed and deployed", "Deployed to production", "Has been fixed",
        "Already done", "(done)", "Done - alert added", "[Done](https://example.org/1)", "Done via https://example.org/1",
        "✅ PR 12", "Verified", "Finished", "Released", "Live", "Implemented in abc1234, def4567", "Done · 14.04.2026",
        "Fixed by a restart", "Done in `abc1234`", "`abc1234` merged", "`done`", "Done (July 9)", "Done (9 July)",
        "Done (July 2026)", "Done (marked by platform)", "Done by marketing", "Done by the decoder team",
        "🟢 Done", "Done 🟢",
    ],
)  # fmt: skip
def test_what_is_surely_done(status: str) -> None:
    found = row(status)
    assert (found.status, found.type) == ("done", "Config")


@pytest.mark.parametrize(
    "status",
    [
        "Abandoned", "Obsolete", "Superseded by OPS-4", "Do not do", "Won't implement", "Will not implement",
        "Not needed", "Duplicate", "Skipped", "Won't do, too expensive", "Closed as duplicate", "Rejected by security",
        "No longer needed", "Cancelled — replaced by F3",
        "Not doing", "Not doing: too expensive",
    ],
)  # fmt: skip
def test_what_will_surely_not_be_done_keeps_its_words_as_the_reason(status: str) -> None:
    found = row(status)
    assert (found.status, found.reason, found.details) == ("wont-do", status, None)


@pytest.mark.parametrize("status", ["Skipped for now", "Cancelled until Q3", "Not needed?", "Rejected, to be reopened"])
def test_what_may_come_back_stays_open(status: str) -> None:
    found = row(status)
    assert (found.status, found.details, is_safe(found, DRAFT, SAFE)) == ("todo", f"{status} — type: Config", False)


@pytest.mark.parametrize(
    ("written", "status", "safe"),
    [
        ("TODO", "todo", True),
        ("Not started", "todo", True),
        ("Open since 2026-05-04", "todo", True),
        ("", "todo", True),
        ("-", "todo", True),
        ("TODO (needs a person)", "todo", False),
        ("Not planned", "todo", False),
        ("Accepted", "todo", False),
        ("N/A", "todo", False),
        ("In progress", "in-progress", True),
        ("Is being deployed", "in-progress", True),
        ("🟡 In progress", "in-progress", True),
        ("🔄 In Progress", "in-progress", True),
        ("🔄", "in-progress", True),
        ("🔄 Done", "todo", False),
        ("🔴 Not started", "todo", True),
        ("🔴 Done", "todo", False),
        ("🟢", "todo", False),
        ("In progress, mind the cluster", "in-progress", False),
        ("Paused", "blocked", False),
        ("Needs approval by legal", "blocked", False),
        ("Needs approval by legal until June", "blocked", False),
    ],
)
def test_what_is_open_is_for_a_program_only_if_all_of_its_status_is_understood(
    written: str, status: str, safe: bool
) -> None:
    found = row(written)
    assert (found.status, is_safe(found, DRAFT, SAFE)) == (status, safe)
    notes = [each.message for each in imported(f"{HEAD}{table(written)}").notes]
    assert any("left to a person" in each for each in notes) is not safe


@pytest.mark.parametrize(
    "heading",
    [
        "Follow-ups for the deployed fix",
        "Action items after the incident was resolved",
        "Action items from closed retro OPS-7",
        "Recommendations for fixed-size volumes",
        "Remediation steps applied / to apply",
        "Action items: deployed fix",
        "Follow-ups (for the deployed fix)",
        "Action items (done by Friday)",
        "Action items (done - [review](https://example.com/1) still open)",
        "Action items (see [done](https://example.com/1))",
        "Action items (in progress) as in [the issue](https://example.com/1)",
    ],
)
def test_a_heading_that_has_a_word_for_done_says_nothing_of_its_items(heading: str) -> None:
    assert followups(f"# Lag\n\n## {heading}\n\n- Widen the pool\n") == [("Widen the pool", "todo")]


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Done", "done"),
        ("Completed actions", "done"),
        ("Completed action items", "done"),
        ("Already fixed", "done"),
        ("Phase 1: watch (DONE)", "done"),
        ("Immediate actions taken", "done"),
        ("Steps completed so far", "done"),
        ("✅ Done", "done"),
        ("Remediation (Applied)", "done"),
        ("Follow-ups – completed", "done"),
        ("**Pending:**", "todo"),
        ("Deferred items", "blocked"),
        ("Improvements (In Progress - [issue](https://example.com/1))", "in-progress"),
        ("Fixes ([done](https://example.com/1))", "done"),
        ("Fixes (Done, see [12](https://example.com/12) and [13](https://example.com/13))", "done"),
    ],
)
def test_a_heading_that_is_a_status_speaks_for_its_items(heading: str, status: str) -> None:
    assert progress.of_heading(heading) == status
    assert followups(f"# Lag\n\n## Actions\n\n### {heading}\n\n- Widen the pool\n") == [("Widen the pool", status)]


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ("Widen the pool (DONE)", "done"),
        ("Widen the pool (done in #12)", "done"),
        ("Widen the pool (done by end of Q3)", "todo"),
        ("Widen the pool (DONE when PR 12 lands)", "todo"),
        ("Widen the pool — done by Friday", "todo"),
        ("Make sure DONE tickets are closed by platform", "todo"),
    ],
)
def test_a_status_at_the_end_of_an_item_is_read_with_all_its_words(item: str, status: str) -> None:
    found = read(imported(f"# Lag\n\n## Action items\n\n- {item}\n")).followup_list
    assert [(each.status, each.action) for each in found] == [(status, item)]


@pytest.mark.parametrize(
    ("owner", "status", "told"),
    [
        ("Open Banking", "", ("Open Banking", "todo")),
        ("Open Source Team", "TODO", ("Open Source Team", "todo")),
        ("Done Team", "TODO", ("Done Team", "todo")),
        ("Resolved Inc", "", ("Resolved Inc", "todo")),
        ("Live", "TODO", ("Live", "todo")),
        ("Done", "Completed Apr 14", (None, "done")),
    ],
)
def test_the_head_of_a_column_says_what_its_cells_are(owner: str, status: str, told: tuple[str | None, str]) -> None:
    found = row(status, owner)
    assert (found.owner, found.status) == told


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("Restarted the mail workers", "done"),
        ("Restarted mail workers", "done"),
        ("Rebooted node 3", "done"),
        ("Deleted spool on node 3", "done"),
        ("Flushed DNS cache", "done"),
        ("Cleaned overlayfs state on each node", "done"),
        ("Drained and cordoned node 3, one by one", "done"),
        ("Restart mail workers", "todo"),
        ("Restarted pods lose state", "todo"),
        ("Deleted users remain", "todo"),
        ("Deleted users can still log in", "todo"),
        ("Restarted half of the nodes", "todo"),
        ("Fixed IP address for the gateway", "todo"),
        ("Improved alerts for disks", "todo"),
    ],
)
def test_an_act_that_is_told_below_a_heading_of_remediation_was_done(action: str, status: str) -> None:
    assert followups(f"# Lag\n\n## Remediation\n\n- {action}\n") == [(action, status)]


@pytest.mark.parametrize(
    "action",
    [
        "Page on-call for every P0",
        "P2 incidents should also get a post-mortem",
        "Escalate S3 alarms to P1",
        "P0/P1 alerts must page",
        "Make the page (P0) louder",
    ],
)
def test_a_priority_that_an_action_is_about_is_not_its_own(action: str) -> None:
    for text in (f"- {action}\n", f"| Action | Status |\n|--|--|\n| {action} | TODO |\n"):
        found = read(imported(f"# Lag\n\n## Action items\n\n{text}")).followup_list
        assert [(each.action, each.priority) for each in found] == [(action, None)]
    found = read(imported(f"# Lag\n\n## Follow-ups of the P1 incident\n\n- {action}\n")).followup_list
    assert [each.priority for each in found] == [None]


@pytest.mark.parametrize(
    "told",
    [
        "- [P1] Widen the pool\n",
        "- P1: Widen the pool\n",
        "- **P1** Widen the pool\n",
        "- Widen the pool (P1)\n",
        "- Widen the pool (priority: P1)\n",
        "### P1 — reduce the reach\n\n- Widen the pool\n",
        "### 2. P1 fixes\n\n- Widen the pool\n",
        "### To do soon (P1)\n\n- Widen the pool\n",
        "| Action | Priority |\n|--|--|\n| Widen the pool | P1 |\n",
        "| Action | Priority |\n|--|--|\n| Widen the pool | now: P1 of all |\n",
        "| Action | Priority |\n|--|--|\n| Widen the pool | High |\n",
    ],
)
def test_a_priority_that_stands_apart(told: str) -> None:
    assert [each.priority for each in read(imported(f"# Lag\n\n## Actions\n\n{told}")).followup_list] == ["P1"]


@pytest.mark.parametrize(
    ("told", "action"),
    [
        ("[P1] Widen the pool", "Widen the pool"),
        ("**[P1]** Widen the pool", "Widen the pool"),
        ("**P1**: Widen the pool", "Widen the pool"),
        ("P1 – Widen the pool", "Widen the pool"),
        ("(P1) `pool` is to be wide", "`pool` is to be wide"),
        ("**P1: Widen** the pool", "**P1: Widen** the pool"),
        ("**P1** Widen the pool", "Widen the pool"),
        ("**P1**: widen the pool", "widen the pool"),
        ("`P1` alerts must page twice", "`P1` alerts must page twice"),
        ("**P1** incidents need a commander", "**P1** incidents need a commander"),
        ("[P1](https://example.org/p1) is to be told", "[P1](https://example.org/p1) is to be told"),
        ("P1-style alerts for the pool", "P1-style alerts for the pool"),
        ("[P4] Widen the pool", "[P4] Widen the pool"),
    ],
)
def test_an_action_does_not_say_again_what_stands_beside_it(told: str, action: str) -> None:
    found = imported(f"# Lag\n\n## Actions\n\n- {told}\n")
    assert [each.action for each in read(found).followup_list] == [action]
    assert missing(told, words_of(found.text)) == []


@pytest.mark.parametrize("title", ["Why did it happen?", "Why this happened", "D4: Root cause analysis"])
def test_a_cause_by_any_name(title: str) -> None:
    cause = read(imported(f"# Lag\n\n## {title}\n\nA leak.\n")).root_cause
    assert cause is not None
    assert cause.description == "A leak."


@pytest.mark.parametrize(
    "title",
    ["How do we prevent it?", "How can we avoid this?", "D5: Permanent corrective actions", "D7: Prevent Recurrence"],
)
def test_follow_ups_by_any_name(title: str) -> None:
    assert followups(f"# Lag\n\n## {title}\n\n- [ ] Widen the pool\n") == [("Widen the pool", "todo")]


def test_a_status_in_brackets_that_is_not_understood_stays_in_the_action() -> None:
    item = "Widen the pool (owner: platform, status: nearly)"
    assert followups(f"# Lag\n\n## Actions\n\n- {item}\n") == [(item, "todo")]


@pytest.mark.parametrize("tick", ["[x]", "[X]", "x", "✓", "✅", "yes"])
def test_a_column_that_is_ticked(tick: str) -> None:
    rows = f"| {tick} | Widen the pool | platform |\n| [ ] | Alert on it | platform |\n| | Write it down | platform |\n"
    found = read(imported(f"# Lag\n\n## Actions\n\n| Done | Task | Owner |\n|--|--|--|\n{rows}")).followup_list
    assert [(each.status, each.owner, each.details) for each in found] == [
        ("done", "platform", None),
        ("todo", "platform", None),
        ("todo", "platform", None),
    ]


@pytest.mark.parametrize(
    ("item", "status", "reason"),
    [
        ("Buy a disk (cancelled)", "wont-do", "cancelled"),
        ("Buy a disk (won't do: too dear)", "wont-do", "won't do: too dear"),
        ("Buy a disk (superseded by #12)", "wont-do", "superseded by #12"),
        ("Buy a disk (not needed yet)", "todo", None),
        ("Count what is lost (dropped packets)", "todo", None),
        ("Buy a disk (live)", "todo", None),
    ],
)
def test_an_item_that_will_not_be_done_says_so_at_its_end(item: str, status: str, reason: str | None) -> None:
    (found,) = read(imported(f"{HEAD}## Action items\n\n- {item}\n")).followup_list
    assert (found.action, found.status, found.reason) == (item, status, reason)


@pytest.mark.parametrize("item", ["None at this time", "No action items needed.", "None", "No follow-ups are planned"])
def test_an_item_that_says_that_there_is_none_is_none(item: str) -> None:
    found = imported(f"{HEAD}## Action items\n\n- {item}\n")
    assert (found.followups, item in found.text) == (0, True)


@pytest.mark.parametrize("item", ["No action is taken without a page", "None of the nodes has a probe: add one"])
def test_an_item_that_begins_like_none_is_one(item: str) -> None:
    assert [action for action, _ in followups(f"{HEAD}## Action items\n\n- {item}\n")] == [item]


def test_a_heading_of_many_links_takes_time_that_grows_with_them() -> None:
    start = time.perf_counter()
    progress.of_heading("Fixes (" + "[a](b) " * 20_000)
    progress.of_heading("Fixes " + "([a](b" * 20_000)
    assert time.perf_counter() - start < 1
