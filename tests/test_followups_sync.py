"""`pmgen followups sync`: which commits are believed, which are shown, and what opening a follow-up again changes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.following import (
    DNS,
    NFS,
    VAULT,
    git,
    run_once,
    text,
)
from tests.running import pmgen


def test_sync_takes_trailers_and_issues_and_only_shows_mentions(repository: Path) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "Alert\n\nPost-mortem: PM-2026-04-15#F1")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Watch\n\nCloses: OPS-7")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Look at it [PM-2026-04-22]")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Look at it\n\nPost-mortem: PM-2026-04-14")
    trial = pmgen(repository, "followups", "sync", "--dry-run")
    assert text(repository, "dns") == DNS
    run = pmgen(repository, "followups", "sync")
    assert run.stdout == trial.stdout
    assert trial.stderr == "nothing was changed: that is what `pmgen followups sync` would do\n"
    assert (run.returncode, run.stderr) == (0, "")
    assert [line.split(":")[0] for line in run.stdout.splitlines()] == [
        "done `PM-2026-04-15#F2`",
        "done `PM-2026-04-15#F1`",
        "mentioned `PM-2026-04-14`",
        "mentioned `PM-2026-04-22`",
    ]
    assert text(repository, "dns").count("status: done") == 2
    assert text(repository, "vault") == VAULT
    assert "done already" in pmgen(repository, "followups", "sync").stdout


@pytest.mark.parametrize("status", [0, 1])
def test_sync_shows_no_commit_by_which_a_run_has_written_down_what_became_of_them(
    repository: Path, status: int
) -> None:
    work = "echo x > work; git add work; git commit -qm Work" if not status else "exit 1"
    run = run_once(repository, work)
    assert "committed: docs: update post-mortem follow-up implementation [PM-2026-04-22]" in run.stderr
    assert pmgen(repository, "followups", "sync").stderr == "no commit says anything of a follow-up\n"
    git(
        repository,
        "commit",
        "-q",
        "--amend",
        "-m",
        "docs: update post-mortem follow-up implementation\n\nCloses: OPS-7",
    )
    assert "done `PM-2026-04-15#F2`" in pmgen(repository, "followups", "sync").stdout


@pytest.mark.parametrize(
    "words", [["sync"], ["run", "--", "true"], ["done", "PM-2026-04-14#F1", "--commit", "1234567"]]
)
def test_a_repository_of_another_user_is_not_said_to_be_none(
    repository: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    run = pmgen(repository, "followups", *words)
    assert (run.returncode, f"safe.directory {repository}` lets it" in run.stderr) == (2, True)


def test_sync_believes_no_commit_that_was_taken_back_and_no_sentence(repository: Path) -> None:
    def say(words: str) -> None:
        git(repository, "commit", "-q", "--allow-empty", "-m", words)

    (repository / "base").write_text("changed")
    git(repository, "commit", "-qam", "Alert\n\nPost-mortem: PM-2026-04-15#F1")
    git(repository, "revert", "--no-edit", "HEAD")
    say("Look\n\nPost-mortem: see PM-2026-04-15#F2 which is NOT done by this")
    say("Slip\n\nPost-mortem: PM-2026-04-15#F99")
    run = pmgen(repository, "followups", "sync")
    assert run.returncode == 0, run.stderr
    assert [line.split(":")[0] for line in run.stdout.splitlines()] == [
        "mentioned `PM-2026-04-15#F99`, which is not there",
        "mentioned `PM-2026-04-15#F2`",
    ]
    assert text(repository, "dns") == DNS
    git(repository, "revert", "--no-edit", "HEAD~2")
    assert "done `PM-2026-04-15#F1`" in pmgen(repository, "followups", "sync").stdout


def test_sync_names_all_that_share_a_name_and_does_the_rest(repository: Path) -> None:
    """Two ids in one document, two documents of one id: what a merge leaves behind."""
    dns = DNS.replace("id: F2", "id: F1")
    (repository / "postmortems/dns.md").write_bytes(dns.encode())
    (repository / "postmortems/twin.md").write_text(NFS)
    every = "PM-2026-04-14#F1, PM-2026-04-15#F1, PM-2026-04-22#F1"
    git(repository, "commit", "-q", "--allow-empty", "-m", f"Mend\n\nCloses: {every}")
    for words in (["--dry-run"], []):
        run = pmgen(repository, "followups", "sync", *words)
        assert (run.returncode, run.stdout[:23]) == (1, "done `PM-2026-04-22#F1`")
        assert "`PM-2026-04-14#F1` is there 2 times, in `postmortems/nfs.md` and `postmortems/twin.md`" in run.stderr
        assert "`PM-2026-04-15#F1` is there 2 times, in `postmortems/dns.md`" in run.stderr
    assert "status: done" in text(repository, "vault")
    assert (text(repository, "nfs"), text(repository, "twin"), text(repository, "dns")) == (NFS, NFS, dns)


def test_a_name_in_other_letters_is_shown_with_the_one_that_is_there(repository: Path) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "Slip\n\nCloses: pm-2026-04-15#f2")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Slip\n\nCloses: PM-2026-04-15#F9")
    run = pmgen(repository, "followups", "sync")
    assert [line.split(":")[0] for line in run.stdout.splitlines()] == [
        "mentioned `PM-2026-04-15#F9`, which is not there",
        "mentioned `pm-2026-04-15#f2`, which is not there (`PM-2026-04-15#F2` is)",
    ]
    assert text(repository, "dns") == DNS


SIDE = 'git checkout -qb side && echo a > a && git add a && git commit -qm "Alert" -m "Closes: PM-2026-04-15#F1"'


MAIN = "git checkout -q main && echo b > b && git add b && git commit -qm 'Go on'"


MERGE = f"{SIDE}; {MAIN} && git merge -q --no-ff -m 'Merge the alert' side"


@pytest.mark.parametrize(
    ("script", "done"),
    [
        (MERGE, True),
        (f"{MERGE} && git revert -m 1 --no-edit HEAD", False),
        (f"{MERGE} && git revert -m 1 --no-edit HEAD && git revert --no-edit HEAD", True),
        (f"{MERGE} && git revert -m 2 --no-edit HEAD", True),
        (f"{SIDE}; git revert --no-edit HEAD; {MAIN} && git checkout -q side && git rebase -q main", False),
        (f"{SIDE}; git commit -q --allow-empty -m 'Revert \"Alert\" (#12)' -m 'Reverts it/all#11'", False),
        (f'{SIDE}; git commit -q --allow-empty -m "Back to before: reverted $(git rev-parse --short HEAD)"', False),
        (f"{SIDE}; git commit -q --allow-empty -m 'Revert \"Another\"'", True),
        (f'{SIDE}; git commit -q --allow-empty -m "Do not revert $(git rev-parse HEAD)"', True),
    ],
)
def test_sync_believes_nothing_that_was_taken_back_in_any_way(repository: Path, script: str, done: bool) -> None:
    subprocess.run(["sh", "-ec", script], cwd=repository, check=True, capture_output=True)
    assert ("done `PM-2026-04-15#F1`" in pmgen(repository, "followups", "sync").stdout) is done


def shown_by(folder: Path) -> str:
    """What shows that the first follow-up that is done was done."""
    return next(line for line in text(folder, "dns").splitlines() if line.lstrip().startswith("done: {"))


@pytest.mark.parametrize("by_hand", [True, False])
def test_sync_does_not_close_again_what_somebody_has_opened(repository: Path, by_hand: bool) -> None:
    def say(words: str) -> str:
        git(repository, "commit", "-qa", "--allow-empty", "-m", words)
        return git(repository, "rev-parse", "--short=8", "HEAD")

    name = "PM-2026-04-15#F1"
    first = say(f"Alert\n\nCloses: {name}, PM-2026-04-15#F2")
    assert pmgen(repository, "followups", "done", "PM-2026-04-15#F2", "--commit", first).returncode == 0
    say("Write down one of them")
    opened = text(repository, "dns")
    assert f"done `{name}`" in pmgen(repository, "followups", "sync").stdout
    say("Write down the other")
    if by_hand:
        (repository / "postmortems/dns.md").write_bytes(opened.encode())
    else:
        pmgen(repository, "followups", "reopen", name)
    say("It still does not ring")
    before = text(repository, "dns")
    run = pmgen(repository, "followups", "sync")
    assert f"reopened `{name}`, which needs a newer commit than {first} Alert" in run.stdout
    assert (run.returncode, text(repository, "dns")) == (0, before)
    second = say(f"Ring\n\nCloses: {name}")
    for _ in range(2):
        assert f"`{name}`" in pmgen(repository, "followups", "sync").stdout
        assert (second in shown_by(repository), first in shown_by(repository)) == (True, False)


def test_sync_believes_no_commit_that_was_there_when_somebody_opened_it_again(repository: Path) -> None:
    """Be it that no commit holds what `sync` had written, and that nobody commits in between."""
    name = "PM-2026-04-15#F1"

    def say(words: str) -> str:
        git(repository, "commit", "-q", "--allow-empty", "-m", words)
        return git(repository, "rev-parse", "--short=12", "HEAD")

    first = say(f"Alert\n\nCloses: {name}, PM-2026-04-15#F2")
    assert pmgen(repository, "followups", "sync").returncode == 0
    assert pmgen(repository, "followups", "reopen", name).returncode == 0
    before = text(repository, "dns")
    assert re.search(rf"attempts: \[{{on: [-\d]+, why: opened again, commits: \['?{first}'?\]}}\]\r\n", before)
    assert before.count("status: done") == 1
    run = pmgen(repository, "followups", "sync")
    assert f"reopened `{name}`, which needs a newer commit than {first[:8]} Alert" in run.stdout
    assert (run.returncode, text(repository, "dns")) == (0, before)
    assert pmgen(repository, "check").returncode == 0
    second = say(f"Ring\n\nCloses: {name}")
    for _ in range(2):
        assert f"`{name}`" in pmgen(repository, "followups", "sync").stdout
        done = shown_by(repository)
        assert (second in done, first in done) == (True, False)
    assert pmgen(repository, "followups", "done", name, "--commit", first).returncode == 0
    assert first in shown_by(repository), "people may be of another mind"


@pytest.mark.parametrize("trailer", ["", "\n\nCloses: PM-2026-04-15#F2", "\n\nSee: PM-2026-04-15#F1"])
def test_opening_it_again_takes_a_slip_back_without_a_trace(repository: Path, trailer: str) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", f"Alert{trailer}")
    name, sha = "PM-2026-04-15#F1", git(repository, "rev-parse", "HEAD")
    assert pmgen(repository, "followups", "done", name, "--commit", sha).returncode == 0
    assert pmgen(repository, "followups", "reopen", name).returncode == 0
    assert text(repository, "dns").replace("\r\n    status: todo", "") == DNS
    assert "already; nothing was changed" in pmgen(repository, "followups", "reopen", name).stdout


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("broken", "git reads no repository from `{root}/.git` ("),
        ("shallow", "the clone is shallow\n"),
        ("none", ""),
        ("new", ""),
        ("whole", ""),
    ],
)
def test_who_opens_it_again_is_told_that_commits_may_be_missing(repository: Path, how: str, why: str) -> None:
    name = "PM-2026-04-15#F1"
    assert pmgen(repository, "followups", "done", name, "--note", "it rings").returncode == 0
    if how != "whole":
        shutil.rmtree(repository / ".git")
    if how == "broken":
        (repository / ".git").mkdir()
    if how in ("new", "shallow"):
        git(repository, "init", "--quiet")
    if how == "shallow":
        git(repository, "commit", "-q", "--allow-empty", "-m", "Begin")
        (repository / ".git/shallow").write_text(git(repository, "rev-parse", "HEAD") + "\n")
    run = pmgen(repository, "followups", "reopen", name)
    assert (run.returncode, "is open" in run.stdout, text(repository, "dns").count("it rings")) == (0, True, 0)
    told = f"warning: a commit that says `{name}` is done is not noted, and `sync` may believe it again: "
    assert run.stderr.startswith(told + why.format(root=repository)) if why else run.stderr == ""
    assert pmgen(repository, "followups", "reopen", name).stderr == ""


def test_sync_leaves_to_people_what_is_blocked(repository: Path) -> None:
    name = "PM-2026-04-15#F1"
    git(repository, "commit", "-q", "--allow-empty", "-m", f"Alert\n\nCloses: {name}")
    assert pmgen(repository, "followups", "block", name, "--reason", "it never rings").returncode == 0
    before = text(repository, "dns")
    for words in (["--dry-run"], []):
        run = pmgen(repository, "followups", "sync", *words)
        assert f"blocked `{name}`, which people start again or close: " in run.stdout
        assert (run.returncode, text(repository, "dns")) == (0, before)
    assert pmgen(repository, "followups", "start", name).returncode == 0
    assert f"done `{name}`" in pmgen(repository, "followups", "sync").stdout


@pytest.mark.parametrize(
    ("trailer", "said"),
    [
        ("Closes: OPS-7, OPS-8", "done `PM-2026-04-15#F2`"),
        ("Closes: OPS-9", "mentioned `OPS-9`, the issue of several follow-ups, of which one must be named"),
        ("Closes: #9", "mentioned `9`, the issue of several follow-ups, of which one must be named"),
        ("Closes: OPS-9, PM-2026-04-14#F1", "done `PM-2026-04-14#F1`"),
        ("Post-mortem: PM-2026-04-14, PM-2026-04-14#F1", "done `PM-2026-04-14#F1`"),
        ("Closes: PM-2026-04-14#F1 1/2", "mentioned `PM-2026-04-14#F1`"),
        ("Closes: PM-2026-04-14#F1 v2", "mentioned `PM-2026-04-14#F1`"),
    ],
)
def test_sync_takes_nothing_that_may_mean_another_or_a_part(repository: Path, trailer: str, said: str) -> None:
    issue = "'#9'" if "#9" in trailer else "OPS-9"
    path = repository / "postmortems/nfs.md"
    path.write_text(NFS.replace("{id", f"{{issue: {issue}, id"))
    git(repository, "commit", "-qam", f"Alert\n\n{trailer}")
    run = pmgen(repository, "followups", "sync", "--dry-run")
    assert [line.rpartition(":")[0] for line in run.stdout.splitlines()] == [said]
