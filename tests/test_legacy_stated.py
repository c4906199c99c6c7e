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


@pytest.mark.parametrize(
    ("end", "stated"),
    [
        ("(@platform, due 2024-02-03)", ("@platform", "2024-02-03", None)),
        ("(owner: platform) (due: 3 February 2024)", ("platform", "2024-02-03", None)),
        ("— owner: platform — due: 2024-02-03", ("platform", "2024-02-03", None)),
        ("(P1, @platform)", ("@platform", "None", "P1")),
        ("(P1, @platform, 2024-02-03)", ("@platform", "2024-02-03", "P1")),
        ("(owner: platform, due: February 3, 2024)", ("platform", "2024-02-03", None)),
        ("— @platform — 2024-02-03", ("@platform", "2024-02-03", None)),
        ("; owner: platform, due: Feb 3, 2024", ("platform", "2024-02-03", None)),
        ("| @platform | 2024-02-03 | P1 | todo", ("@platform", "2024-02-03", "P1")),
    ],
)
def test_all_that_stands_at_the_end_of_an_item_is_stated(end: str, stated: tuple[str, str, str | None]) -> None:
    (found,) = followups(f"- [ ] Add an alert {end}\n")
    assert (found.action, (found.owner, str(found.due), found.priority)) == ("Add an alert", stated)


@pytest.mark.parametrize("end", ["(due: 2024-02-30)", "(@platform, with the vendor)", "(P1, platform)"])
def test_an_end_that_is_not_understood_stays_in_the_action(end: str) -> None:
    told = imported(f"# Lag\n\n## Action items\n\n- Add an alert {end}\n- Look at the disk (owner: platform)\n")
    (found, other) = read(told).followup_list
    assert (found.action, found.owner, found.due, other.owner) == (f"Add an alert {end}", None, None, "platform")
    assert (5, f"`{end}` is not all understood, and stays in the action") in [(n.line, n.message) for n in told.notes]


@pytest.mark.parametrize(
    ("end", "status", "reason", "day"),
    [
        ("(deferred to Q3)", "blocked", "deferred to Q3", None),
        ("- DONE 2024-02-03", "done", None, "2024-02-03"),
        ("— done on 2024-02-03", "done", None, "2024-02-03"),
        ("— done twice", "todo", None, None),
        ("DONE in PR #88", "done", None, None),
        ("**DONE** in MR !88", "done", None, None),
        ("— done in PR #88", "done", None, None),
        ("TODO in PR #88", "todo", None, None),
        ("DONE in PR #88, reverted", "todo", None, None),
        ("DONE in staging", "todo", None, None),
        ("DONE in 2027", "todo", None, None),
        ("— done in the PR", "todo", None, None),
    ],
)
def test_an_end_that_says_how_far_it_is(end: str, status: str, reason: str | None, day: str | None) -> None:
    (found,) = followups(f"- Add an alert {end}\n")
    assert (str(found.status), found.reason, found.done and str(found.done.on)) == (status, reason, day)


@pytest.mark.parametrize("end", ["(see the wiki, with care)", "(2024-02-03)", "— 2024-02-03", "| queue | mail"])
def test_an_end_that_states_nothing_is_a_part_of_the_action(end: str) -> None:
    told = imported(f"# Lag\n\n**Date:** 2024-02-01\n**Severity:** SEV2\n\n## Action items\n\n- Add an alert {end}\n")
    assert ([each.action for each in read(told).followup_list], told.notes) == ([f"Add an alert {end}"], ())


@pytest.mark.parametrize("before", ["@platform:", "**@platform**:", "**@platform:**", "`@platform`:", "[ ] @platform:"])
def test_an_action_may_be_addressed_to_its_owner(before: str) -> None:
    assert [(each.action, each.owner) for each in followups(f"- {before} Add an alert\n")] == [
        ("Add an alert", "@platform")
    ]


def test_sentences_behind_an_action_state_who_does_it_by_when() -> None:
    (found,) = followups("- Add an alert. Owner: platform. Due: 2024-02-03.\n")
    assert (found.action, found.owner, str(found.due)) == ("Add an alert.", "platform", "2024-02-03")


@pytest.mark.parametrize(
    ("item", "details"),
    [
        ("Add an alert | platform | 2024-02-03 | done", "platform — 2024-02-03"),
        ("[x] Add an alert — @platform — 2024-02-03", "2024-02-03"),
    ],
)
def test_what_is_not_said_to_be_an_owner_or_a_day_is_in_the_details(item: str, details: str) -> None:
    told = imported(f"# Lag\n\n## Action items\n\n- {item}\n")
    (found,) = read(told).followup_list
    assert (found.action, found.status, found.due, found.details) == ("Add an alert", "done", None, details)
    note = f"what `{details}` is to `Add an alert` is not said; it is in the details"
    assert (5, note) in [(each.line, each.message) for each in told.notes]


@pytest.mark.parametrize(
    ("item", "notes"),
    [
        (
            "[ ] Roll back | auth | 2024-02-03 | done",
            [
                "what `auth` is to `Roll back` is not said; it is in the details",
                "`Roll back` is said to be done and not ticked; it is left open",
            ],
        ),
        (
            "[~] Add an alert (owner: platform, some day)",
            [
                "`(owner: platform, some day)` is not all understood, and stays in the action",
                "`Add an alert (owner: platform, some day)` has the mark `[~]`, which can mean several things;"
                " it is left open",
            ],
        ),
        ("[ ] Roll back | @auth | 2024-02-03", []),
    ],
)
def test_each_doubt_of_an_item_is_named(item: str, notes: list[str]) -> None:
    told = imported(f"# Lag\n\n**Date:** 2024-02-01\n**Severity:** SEV2\n\n## Action items\n\n- {item}\n")
    assert [each.message for each in told.notes] == notes


@pytest.mark.parametrize(
    "end", ["— @platform by 2024-02-03", "(@platform by 2024-02-03)", "| @platform due 2024-02-03"]
)
def test_an_account_and_a_day_by_which(end: str) -> None:
    (found,) = followups(f"- Add an alert {end}\n")
    assert (found.action, found.owner, str(found.due)) == ("Add an alert", "@platform", "2024-02-03")


@pytest.mark.parametrize("item", ["Ask @platform by 2024-02-03", "Add an alert (see @platform by 2024-02-03)"])
def test_an_account_in_a_sentence_is_no_owner(item: str) -> None:
    (found,) = followups(f"- {item}\n")
    assert (found.action, found.owner, found.due) == (item, None, None)


@pytest.mark.parametrize(
    ("head", "cell", "status"),
    [
        ("Status", "100%", "done"),
        ("Progress", "**100 %**", "done"),
        ("Progress", "50%", "todo"),
        ("Progress", "100% of the design", "todo"),
        ("Result", "100%", "todo"),
        ("Outcome", "100%", "todo"),
    ],
)
def test_all_of_it_is_done(head: str, cell: str, status: str) -> None:
    (found,) = followups(f"| Action | {head} |\n|--|--|\n| Sample traces | {cell} |\n")
    assert found.status == status
