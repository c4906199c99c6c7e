"""The follow-up queue, and changes to one follow-up that leave every other byte alone."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import decode, document
from pmgen.git import Commit
from pmgen.model import Done, FollowupStatus, Markdown, PostMortem
from pmgen.resolver import changes, worker
from pmgen.resolver.changes import Refused, Wish, change
from pmgen.resolver.queue import next_safe, queue
from pmgen.resolver.reverts import standing
from pmgen.source import Source
from pmgen.values import replace

LEVELS = ["SEV1", "SEV2"]
DAY = dt.date(2026, 4, 23)

TEXT = """\
---
# How this came to be is told below.
title: "Vault: down"   # with quotes
date: 2026-04-22
severity: SEV1
status: published
followups:
  - id: F1      # the first
    action: Alert when a leader stops
    priority: P1
    type: Alert   # safe
    status: todo  # for now
    details: |
      Two lines,
      and no more.
  - {id: F2, action: 'Pin it', type: Config, owner: platform}
  - id: F3
    action: "Write: a runbook"
    status: blocked
    reason: waits for disks

  # The last one was hard.
  - id: F4
    action: Move the data
    status: done
    done:
      on: 2026-04-22
      commits: [2f1f9107]
  - id: F5
    action: Say so
    status: done
    attempts:
      - {on: 2026-04-22, why: no disk}
    done:
      # Not all that it took.
      by: platform
      commits:
        - "2f1f9107"  # on main
      on: 2026-04-22
lessons: [one, two]   # and no more
---

Words. # No comment.
"""
FORMS = {
    "unix": TEXT,
    "windows": TEXT.replace("\n", "\r\n"),
    "no end": TEXT.rstrip("\n"),
    "mark": "\ufeff" + TEXT,
}


def read(text: str) -> PostMortem:
    found, problems = document.read(Source("a.md", text))
    assert found is not None, problems
    post_mortem, problems = decode.decode(found.front_matter, severities=LEVELS, timezone="UTC")
    assert post_mortem is not None, problems
    return post_mortem


def after(text: str, id: str, wish: Wish) -> str:
    return change(Source("a.md", text), id, wish, LEVELS, "UTC")


EVIDENCE = changes.done(Done(None, ("2f1f9107", "ab1f9107"), by="platform", note=Markdown("said, so: [it] {is}")), DAY)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("id", "wish", "old", "new"),
    [
        ("F1", changes.started, "status: todo  # for now", "status: in-progress  # for now"),
        ("F2", changes.started, "owner: platform}", "owner: platform, status: in-progress}"),
        (
            "F2",
            EVIDENCE,
            "owner: platform}",
            "owner: platform, status: done, done: {on: 2026-04-23, commits: ['2f1f9107', ab1f9107], "
            "note: 'said, so: [it] {is}', by: platform}}",
        ),
        ("F3", changes.reopened, "    status: blocked\n    reason: waits for disks\n", "    status: todo\n"),
        ("F3", changes.blocked("no: time"), "reason: waits for disks", "reason: 'no: time'"),
        (
            "F4",
            changes.reopened,
            "    status: done\n    done:\n      on: 2026-04-22\n      commits: [2f1f9107]\n",
            "    status: todo\n",
        ),
        (
            "F1",
            changes.wont_do("gone"),
            "status: todo  # for now\n    details: |\n      Two lines,\n      and no more.\n",
            "status: wont-do  # for now\n    details: |\n      Two lines,\n      and no more.\n    reason: gone\n",
        ),
        (
            "F4",
            EVIDENCE,
            "      commits: [2f1f9107]\n",
            "      commits: [2f1f9107, ab1f9107]\n      note: 'said, so: [it] {is}'\n      by: platform\n",
        ),
        (
            "F5",
            changes.done(Done(None, ("ab1f9107", "cd1f9107"), by="platform"), DAY),
            '        - "2f1f9107"  # on main\n',
            '        - "2f1f9107"  # on main\n        - ab1f9107\n        - cd1f9107\n',
        ),
        (
            "F5",
            changes.attempted(DAY, "it was done"),
            "      - {on: 2026-04-22, why: no disk}\n",
            "      - {on: 2026-04-22, why: no disk}\n      - {on: 2026-04-23, why: it was done}\n",
        ),
        (
            "F4",
            changes.attempted(DAY, "it was done"),
            "      commits: [2f1f9107]\n",
            "      commits: [2f1f9107]\n    attempts: [{on: 2026-04-23, why: it was done}]\n",
        ),
    ],
)
def test_that_entry_changes_and_nothing_else(form: str, id: str, wish: Wish, old: str, new: str) -> None:
    text = FORMS[form]
    if form == "windows":
        old, new = old.replace("\n", "\r\n"), new.replace("\n", "\r\n")
    assert text.count(old) == 1
    got = after(text, id, wish)
    # Whether digits need quotes is for the writer of YAML to say.
    assert got.replace("'2f1f9107', ab", "2f1f9107, ab") == text.replace(old, new).replace(
        "'2f1f9107', ab", "2f1f9107, ab"
    )


@pytest.mark.parametrize("id", ["F1", "F2", "F3", "F4"])
@pytest.mark.parametrize("wish", [EVIDENCE, changes.reopened], ids=["done", "reopen"])
def test_a_change_is_made_once(id: str, wish: Wish) -> None:
    once = after(TEXT, id, wish)
    assert after(once, id, wish) == once


LONG = "2f1f9107" * 5


@pytest.mark.parametrize(
    ("evidence", "commits", "on"),
    [
        (Done(commits=("2f1f910",)), [LONG, "ab1f9107"], DAY),
        (Done(commits=("ab1f9107" * 5, "cd1f9107", "cd1f910", "cd1f9107")), [LONG, "ab1f9107", "cd1f9107"], DAY),
        (Done(dt.date(2026, 5, 1)), [LONG, "ab1f9107"], dt.date(2026, 5, 1)),
    ],
)
def test_evidence_that_is_there_stays_as_it_is_and_a_day_can_be_put_right(
    evidence: Done, commits: list[str], on: dt.date
) -> None:
    text = TEXT.replace("on: 2026-04-22", f"on: {DAY}").replace("commits: [2f1f9107]", f"commits: [{LONG}, ab1f9107]")
    got = read(after(text, "F4", changes.done(evidence, dt.date(2026, 6, 1)))).followup_list[3].done
    assert got is not None
    assert (list(got.commits), got.on) == (commits, on)


@pytest.mark.parametrize(
    ("commits", "unverified"),
    [(("2f1f910",), False), (("2f1f910", LONG), False), (("cd1f9107",), True), (("2f1f910", "cd1f9107"), True)],
)
def test_what_was_looked_for_before_stays_so(commits: tuple[str, ...], unverified: bool) -> None:
    """A commit that is there already is no evidence that nobody has looked into, whoever names it again."""
    text = TEXT.replace("commits: [2f1f9107]", f"commits: [{LONG}]")
    wish = changes.done(Done(commits=commits, unverified=True), DAY)
    got = read(after(text, "F4", wish)).followup_list[3].done
    assert (got is not None, got and got.unverified) == (True, unverified)


@pytest.mark.parametrize(
    ("old", "both"),
    [
        ("note: it fired", "it fired; tested: twice"),
        ("note: 'tested: twice, on Monday'", "tested: twice, on Monday"),
        ("note: |\n        It fired.\n\n        - once", "It fired.\n\n- once\n\ntested: twice"),
        ("commits: [2f1f9107]", "tested: twice"),
    ],
)
def test_a_note_is_added_to_that_which_is_there(old: str, both: str) -> None:
    text = f"{TEXT.partition('followups:')[0]}followups:\n  - id: F1\n    action: a\n    done:\n      {old}\n---\n"
    wish = changes.done(Done(note=Markdown("tested: twice")), DAY)
    done = read(after(text, "F1", wish)).followup_list[0].done
    assert done
    assert done.note == both


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("|\n        It fired.\n\n        - once", "|\n        It fired.\n\n        - once\n\n        tested: twice"),
        ("|\n        It fired.", "|\n        It fired. tested: twice"),
        ("| # said\n        It fired # once", "| # said\n        It fired # once; tested: twice"),
        ("|+\n        a\n          b\n\n", "|+\n        a\n          b\n\n        tested: twice\n\n"),
        (">-\n        It fired\n        again", ">-\n        It fired\n        again; tested: twice"),
        (">\n        a\n\n        b", ">\n        a\n\n        b\n\n\n        tested: twice"),
        (">\n        a\n\n          b", '"a\\n\\n  b\\n\\ntested: twice"'),
        ("|1\n        a\n        b", '"a\\n b\\n\\ntested: twice"'),
        ("it fired\n        again", "'it fired again; tested: twice'"),
    ],
)
def test_a_note_that_is_a_block_of_lines_stays_one(old: str, new: str, line_break: str) -> None:
    head = f"{TEXT.partition('followups:')[0]}followups:\n  - id: F1\n    action: a\n    status: done\n"
    forms = (f"{head}    done:\n      note: {note}\n      on: 2026-04-23\n---\n" for note in (old, new))
    before, expected = (each.replace("\n", line_break) for each in forms)
    assert after(before, "F1", changes.done(Done(note=Markdown("tested: twice")), DAY)) == expected


@pytest.mark.parametrize(
    ("text", "id", "wish", "why"),
    [
        (TEXT, "F9", changes.started, "no follow-up `F9`"),
        (TEXT, "F4", changes.started, "it is `done`"),
        (TEXT, "F4", changes.wont_do("x"), "it was done"),
        (TEXT, "F1", changes.done(Done(DAY)), "nothing shows"),
        (TEXT.replace("F2", "F1"), "F1", changes.started, "2 follow-ups `F1`"),
        (TEXT.replace("reason: waits for disks", "reason: waits # for disks"), "F3", changes.reopened, "comment"),
        ("no front matter", "F1", changes.started, "no front matter"),
        (TEXT.replace("date: 2026-04-22", "date: soon"), "F1", changes.started, "read: `soon` is not a date"),
        (TEXT.replace("date: 2026-04-22", "lesons: []\ndate: soon"), "F1", changes.started, "`soon` is not a date"),
        (TEXT.replace("date: 2026-04-22", "dat: 2026-04-22"), "F1", changes.started, "read: unknown key `dat`"),
        (FORMS["windows"].replace("[one", "[[one"), "F1", changes.started, "read: a list that is never closed"),
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str, id: str, wish: Wish, why: str) -> None:
    with pytest.raises(Refused, match=why):
        after(text, id, wish)


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1)
WISHES = st.one_of(
    st.just(changes.started),
    st.just(changes.reopened),
    TEXTS.map(changes.blocked),
    TEXTS.map(changes.wont_do),
    TEXTS.map(lambda why: changes.attempted(DAY, why)),
    TEXTS.map(lambda note: changes.done(Done(DAY, note=Markdown(note), by=note))),
)
DOCUMENTS = [*FORMS.values(), *(path.read_text() for path in sorted(Path("postmortems").glob("*.md")))]


@given(st.data(), st.sampled_from(DOCUMENTS), WISHES)
def test_any_change_reads_back_as_exactly_that_change(data: st.DataObject, text: str, wish: Wish) -> None:
    before = read(text) if text in FORMS.values() else _published(text)
    chosen = data.draw(st.sampled_from(before.followup_list))
    try:
        new = wish(chosen)
        got = change(Source("a.md", text), chosen.id, wish, [*LEVELS, "SEV3", "SEV4"], "UTC")
    except Refused:
        return
    expected = tuple(new if each is chosen else each for each in before.followup_list)
    found, _ = document.read(Source("a.md", got))
    assert found is not None
    now, _ = decode.decode(found.front_matter, severities=[*LEVELS, "SEV3", "SEV4"], timezone="UTC")
    assert now == replace(before, followups=expected)
    assert got.endswith(text[text.index("\n---", 4) :])


def _published(text: str) -> PostMortem:
    found, _ = document.read(Source("a.md", text))
    assert found is not None
    post_mortem, _ = decode.decode(found.front_matter, severities=[*LEVELS, "SEV3", "SEV4"], timezone="UTC")
    assert post_mortem is not None
    return post_mortem


def pm(date: str, *followups: str) -> PostMortem:
    listed = "".join(f"\n  - {each}" for each in followups)
    return read(f"---\ntitle: A\ndate: {date}\nseverity: SEV1\nstatus: draft\nfollowups:{listed or ' []'}\n---\n")


def test_of_what_a_program_prints_the_end_is_kept(tmp_path: Path) -> None:
    ended = worker.work([sys.executable, "-c", "print('x' * 3_000_000); print('the end')"], b"", {}, tmp_path, 60)
    assert ended.code == 0
    assert ended.said == "the end\n", "of the line before nobody knows how it began"


@pytest.mark.parametrize("length", [3_990, 3_999, 4_000])
def test_what_a_program_prints_is_all_kept_where_it_is_short(tmp_path: Path, length: int) -> None:
    words = f"print('x' * {length - 1})"
    assert worker.work([sys.executable, "-c", words], b"", {}, tmp_path, 60).said == "x" * (length - 1) + "\n"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not tell what a process inherited")
def test_what_leaves_the_group_ends_with_it(tmp_path: Path) -> None:
    start = "import subprocess, sys; print(subprocess.Popen(['sleep', '600'], start_new_session=True).pid)"
    ended = worker.work([sys.executable, "-c", start], b"", dict(os.environ), tmp_path, 60)
    inherited = Path(f"/proc/{int(ended.said)}/environ")
    with contextlib.suppress(OSError):  # there is none any more
        assert inherited.read_bytes() == b"", "it lives"


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process can be told from any other by its parents")
def test_what_leaves_group_environment_and_files_ends_with_it(tmp_path: Path) -> None:
    # As daemons do: two forks, a session of its own between them, and nothing inherited.
    daemon = (
        "import os, sys, time\n"
        "if os.fork(): os._exit(0)\n"
        "os.setsid()\n"
        "if os.fork(): os._exit(0)\n"
        "with open('pid', 'w') as file: file.write(str(os.getpid()))\n"
        "os.rename('pid', 'there'); os.closerange(0, 64); time.sleep(600)\n"
    )
    (tmp_path / "daemon").write_text(daemon)
    start = f"env -i {sys.executable} daemon; until [ -e there ]; do :; done"
    ended = worker.work(["sh", "-c", start], b"", dict(os.environ), tmp_path, 60)
    assert ended.code == 0, ended.said
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "there").read_text()), 0)


DID = "abcdef12345"


@pytest.mark.parametrize(
    ("message", "stands"),
    [
        (f"Revert {DID}", False),
        (f"This reverts commit {DID}.", False),
        (f"Also reverts {DID[:7]} and 7654321", False),
        (f"We had to revert {DID}", False),
        (f"It does not ring, so revert {DID}", False),
        (f"It does not ring so revert {DID}", False),
        (f"- it does not ring\n- reverts {DID}", False),
        (f"The alert does not ring\nReverts {DID}", False),
        (f"This does not revert {DID}", True),
        (f"This doesn’t by itself revert {DID}", True),
        (f"We decided not to\nrevert {DID}", True),
        (f"Mend it instead of reverting {DID}", True),
        (f"Silence it, without reverting commit {DID}", True),
        (f"There is no need to revert {DID}", True),
        (f"Follow 7654321, which reverted {DID}", True),
    ],
)
def test_a_commit_is_taken_back_by_what_says_so(message: str, stands: bool) -> None:
    assert (DID in still_standing(message, "Alert on it")) is stands


@pytest.mark.parametrize(
    "message",
    [f"Reapply {DID}", f"Un-revert {DID}", f"Revert the revert of {DID}", f"Undo the revert of commit {DID}"],
)
def test_a_commit_that_is_there_again_stands(message: str) -> None:
    assert DID not in still_standing(f"Revert {DID}", "Alert on it")
    assert DID in still_standing(message, f"Revert {DID}", "Alert on it")
    assert DID not in still_standing(f"Revert {DID}", message, f"Revert {DID}", "Alert on it")


def still_standing(*messages: str) -> list[str]:
    """The commits that stand of those with some messages, the newest first; the last one is `DID`."""
    shas = [*(f"{place:x}" * 11 for place in range(1, len(messages))), DID]
    day = dt.date(2026, 4, 22)
    commits = [
        Commit(sha, day, message.partition("\n")[0], message, (), tuple(shas[place + 1 : place + 2]))
        for place, (sha, message) in enumerate(zip(shas, messages, strict=True))
    ]
    return [each.sha for each in standing(commits)]


def test_the_queue_is_by_priority_then_due_then_age() -> None:
    documents = [
        ("b.md", pm("2026-05-01", "{id: F1, action: a, priority: P1}", "{id: F2, action: a, due: 2026-01-01}")),
        ("a.md", pm("2026-04-01", "{id: F1, action: a, priority: P1, due: 2026-06-01}", "{id: F2, action: a}")),
        ("c.md", pm("2026-06-01", "{id: F1, action: a, priority: P0}")),
    ]
    names = [each.name for each in queue(documents, ["Alert"], {"P0": 7, "P1": 30})]
    assert names == ["PM-2026-06-01#F1", "PM-2026-05-01#F1", "PM-2026-04-01#F1", "PM-2026-05-01#F2", "PM-2026-04-01#F2"]


def test_the_first_document_does_not_hide_the_next() -> None:
    documents = [
        ("a.md", pm("2026-04-01", "{id: F1, action: Remove it, priority: P0}")),
        ("b.md", pm("2026-05-01", "{id: F1, action: a, type: Alert or Config}", "{id: F2, action: b, type: alert}")),
    ]
    found = next_safe(queue(documents, ["Alert", "Config"], {}))
    assert found is not None
    assert found.name == "PM-2026-05-01#F2"
    assert [each.waits for each in queue(documents, ["Alert"], {})] == [True, True, False]


def test_what_shares_its_name_is_for_a_person() -> None:
    alert = "{id: F1, action: a, type: Alert}"
    same = pm("2026-04-01", alert)
    found = queue([("a.md", same), ("b.md", same), ("c.md", pm("2026-05-01", alert))], ["Alert"], {})
    assert [(each.path, each.safe) for each in found] == [("a.md", False), ("b.md", False), ("c.md", True)]
    twice = pm("2026-04-01", alert, "{id: f1, action: b, type: Alert}", "{id: F2, action: c, type: Alert}")
    assert [each.safe for each in queue([("a.md", twice)], ["Alert"], {})] == [False, False, True]


@pytest.mark.parametrize(
    "more", ["staus: done", "Status: blocked", "note: not before June", "x-wait: yes", "done: {comits: [2f1f9107]}"]
)
def test_what_says_more_than_can_be_read_is_for_a_person(more: str) -> None:
    told = pm("2026-04-01", f"{{id: F1, action: a, type: Alert, {more}}}", "{id: F2, action: b, type: Alert}")
    found = queue([("a.md", told)], ["Alert"], {})
    assert [(each.safe, each.waits) for each in found] == [(False, True), (True, False)]
    head = "---\ntitle: A\ndate: 2026-04-01\nseverity: SEV1\nstatus: draft\n"
    text = f"{head}followups: [{{id: F1, action: a, {more}}}]\n---\n"
    assert f"{more}, status: in-progress}}]" in after(text, "F1", changes.started)


def test_what_somebody_has_begun_is_not_next() -> None:
    begun = [("a.md", pm("2026-04-01", "{id: F1, action: a, type: Alert, status: in-progress}"))]
    assert next_safe(queue(begun, ["Alert"], {})) is None
    assert begun[0][1].followup_list[0].status is FollowupStatus.IN_PROGRESS
