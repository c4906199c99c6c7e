"""Boxes and strokes before what is to be done: what they say for sure, and what is named because they do not."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import followups, imported, read

HEAD = "# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n\n"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("[ ] Move the mail", ("Move the mail", "todo")),
        ("[x] Move the mail", ("Move the mail", "done")),
        ("[X] ~~Move the mail~~", ("~~Move the mail~~", "done")),
        ("[x] ~~Move the mail~~ not needed", ("~~Move the mail~~ not needed", "wont-do")),
        ("[ ] Move the mail (in progress)", ("Move the mail (in progress)", "in-progress")),
        ("[x] Move the mail | done", ("Move the mail", "done")),
        ("[x] Move the mail | won't do", ("Move the mail", "wont-do")),
        ("[ ] Move the mail | todo", ("Move the mail", "todo")),
        ("[ ] Move the mail | blocked", ("Move the mail", "blocked")),
        ("[-] Move the mail | done", ("Move the mail", "done")),
        ("[ ] Move the mail **[In Progress]**", ("Move the mail **[In Progress]**", "in-progress")),
        ("Move the mail ✅ 2026-05-03", ("Move the mail ✅ 2026-05-03", "done")),
        ("Move the mail ✅ of 2026", ("Move the mail ✅ of 2026", "todo")),
        ("Move the mail **DONE**", ("Move the mail **DONE**", "done")),
        ("Move the mail **(blocked)**", ("Move the mail **(blocked)**", "blocked")),
        ("Move the mail that is **done**", ("Move the mail that is **done**", "todo")),
        ("[x] Remove the TODO", ("Remove the TODO", "done")),
        ("[ ] Move ~~the mail~~ all of it", ("Move ~~the mail~~ all of it", "todo")),
        ("~~Move the mail~~ ✅", ("~~Move the mail~~ ✅", "done")),
    ],
)
def test_what_boxes_and_words_say_for_sure(item: str, expected: tuple[str, str]) -> None:
    text = f"{HEAD}## Action items\n\n- {item}\n"
    assert (followups(text), imported(text).notes) == ([expected], ())


@pytest.mark.parametrize(
    ("item", "expected", "doubt"),
    [
        (
            "[ ] ~~Move the mail~~",
            ("~~Move the mail~~", "todo"),
            "`~~Move the mail~~` is struck out and not ticked; it is left open",
        ),
        ("~~Move the mail~~", ("Move the mail", "done"), "`Move the mail` is struck out; it is taken as done"),
        (
            "[-] Move the mail",
            ("Move the mail", "todo"),
            "`Move the mail` has the mark `[-]`, which can mean several things; it is left open",
        ),
        (
            "[~] Move the mail",
            ("Move the mail", "todo"),
            "`Move the mail` has the mark `[~]`, which can mean several things; it is left open",
        ),
        (
            "[ ] Move the mail — done",
            ("Move the mail — done", "todo"),
            "`Move the mail — done` is said to be done and not ticked; it is left open",
        ),
        (
            "[ ] Move the mail | done",
            ("Move the mail", "todo"),
            "`Move the mail` is said to be done and not ticked; it is left open",
        ),
        (
            "[ ] Move the mail\n  - Status: done",
            ("Move the mail", "todo"),
            "`Move the mail` is said to be done and not ticked; it is left open",
        ),
        (
            "[x] Move the mail | in progress",
            ("Move the mail", "in-progress"),
            "`Move the mail` is ticked and said to be `in progress`; it is left open",
        ),
    ],
)
def test_what_they_leave_in_doubt_is_named_at_its_line(item: str, expected: tuple[str, str], doubt: str) -> None:
    text = f"{HEAD}## Action items\n\n- [ ] Look at the disk\n- {item}\n"
    assert followups(text) == [("Look at the disk", "todo"), expected]
    assert [(each.line, each.message) for each in imported(text).notes] == [(9, doubt)]


def test_boxes_below_another_heading_are_named_while_some_are_not_ticked() -> None:
    left = "## Checks\n\n- [x] Mail arrives\n- [ ] Mail leaves\n- [ ] Spam does not\n\n## Hardware\n\n- [x] Disk\n"
    found = imported(f"{HEAD}{left}")
    assert read(found).followup_list == ()
    assert [(each.line, each.message) for each in found.notes] == [
        (9, "the boxes below `Checks` stay in the body, and not all of them are ticked"),
    ]
