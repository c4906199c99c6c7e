"""`pmgen followups run` before a program begins: which follow-ups, which repositories, and what else is asked for."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.following import (
    DNS,
    GOOD,
    TOKEN,
    VAULT,
    git,
    humble,
    run_humbly,
    text,
    worker,
)
from tests.running import pmgen


def test_no_work_is_begun_that_could_not_be_written_down(repository: Path) -> None:
    path = repository / "postmortems/vault.md"
    path.write_text(VAULT.replace("priority: P0    # now", "priority: P0\n    status: # since Monday\n      todo"))
    git(repository, "commit", "-qam", "Share it")
    told = path.read_text()
    trial = pmgen(repository, "followups", "run", "--limit", "1", "--dry-run", *worker(repository, GOOD))
    assert [line.split()[0] for line in trial.stdout.splitlines()] == ["Follow-up", "PM-2026-04-15#F1"]
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, GOOD))
    assert "skipped `PM-2026-04-22#F1`: what became of it could not be written down: " in run.stderr
    assert "change it by hand" in run.stderr
    assert "needs human review: PM-2026-04-14#F1, PM-2026-04-14#F2, PM-2026-04-22#F2, PM-2026-04-22#F1" in run.stderr
    assert run.returncode == 1
    assert git(repository, "log", "-2", "--format=%s").splitlines()[1] == "Do PM-2026-04-15#F1"
    assert path.read_text() == told


@pytest.mark.parametrize("pattern", ["/postmortems/", "*.md"])
def test_no_work_is_begun_of_which_no_commit_would_tell(repository: Path, pattern: str) -> None:
    """As in a folder that a repository around it ignores, whose own repository is gone."""
    (repository / ".gitignore").write_text(f"{pattern}\n")
    git(repository, "add", "--force", ".gitignore")
    git(repository, "commit", "-qm", "Ignore")
    first = ("followups", "run", "--limit", "1")
    assert pmgen(repository, *first, *worker(repository, GOOD)).returncode == 0, "what git knows it does not ignore"
    git(repository, "rm", "-r", "--quiet", "--cached", "postmortems")
    git(repository, "commit", "-qm", "Forget them")
    (repository / "postmortems/vault.md").write_text(VAULT)
    run = pmgen(repository, *first, *worker(repository, "touch ../begun"))
    assert (
        "skipped `PM-2026-04-22#F1`: what became of it could not be written down: git ignores `postmortems/"
        in run.stderr
    )
    assert run.returncode == 1
    assert not (repository.parent / "begun").exists()


def test_no_work_is_begun_of_which_git_would_commit_nothing(repository: Path) -> None:
    first = ("followups", "run", "--limit", "1")
    git(repository, "update-index", "--skip-worktree", "postmortems/vault.md")
    run = pmgen(repository, *first, *worker(repository, GOOD))
    why = "git is told to overlook `postmortems/vault.md`, so that no commit would hold it"
    assert f"skipped `PM-2026-04-22#F1`: what became of it could not be written down: {why}\n" in run.stderr, run.stderr
    assert text(repository, "vault") == VAULT
    git(repository, "update-index", "--no-skip-worktree", "postmortems/vault.md")
    git(repository, "update-index", "--assume-unchanged", "postmortems/vault.md")
    run = pmgen(repository, *first, *worker(repository, GOOD))
    assert "\ndone `PM-2026-04-22#F1`" in run.stderr, run.stderr
    assert "status: done" in git(repository, "show", "HEAD:postmortems/vault.md")


@humble
def test_no_work_is_begun_where_nobody_may_write(repository: Path) -> None:
    folder = repository / "postmortems"
    folder.chmod(0o555)
    run = run_humbly(repository, "followups", "run", *worker(repository, GOOD))
    folder.chmod(0o755)
    assert "`postmortems/vault.md` cannot be written: its folder may not be changed" in run.stderr
    assert (run.returncode, git(repository, "log", "--format=%s")) == (1, "Begin")


def test_nothing_is_begun_where_nobody_could_commit(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_COMMITTER_EMAIL")
    git(repository, "config", "user.useConfigOnly", "true")
    run = pmgen(repository, "followups", "run", *worker(repository, GOOD))
    assert run.returncode == 2
    assert "git does not know who commits here; set `user.name` and `user.email`" in run.stderr
    assert git(repository, "log", "--format=%s") == "Begin"


def test_no_program_does_what_a_withdrawn_post_mortem_asks_for(repository: Path) -> None:
    path = repository / "postmortems/dns.md"
    path.write_bytes(path.read_bytes().replace(b"status: draft", b"status: withdrawn"))
    git(repository, "commit", "-qam", "Withdraw it")
    run = pmgen(repository, "followups", "run", *worker(repository, GOOD))
    assert run.returncode == 0, run.stderr
    assert "needs human review: " in run.stderr
    assert "PM-2026-04-15#F1" not in run.stderr
    assert "status: done" not in text(repository, "dns")
    assert "status: done" in text(repository, "vault")


def test_changes_in_the_work_tree_are_not_risked(repository: Path) -> None:
    (repository / "mine").write_text("not yet committed")
    run = pmgen(repository, "followups", "run", *worker(repository, GOOD))
    assert run.returncode == 2
    assert "the work tree has changes (`mine`)" in run.stderr
    assert (repository / "mine").read_text() == "not yet committed"


def test_a_git_that_is_at_work_is_not_disturbed(repository: Path) -> None:
    lock = repository / ".git" / "index.lock"
    lock.touch()
    run = pmgen(repository, "followups", "run", *worker(repository, GOOD))
    assert (run.returncode, lock.exists()) == (2, True)
    assert "another git is at work here; if none is, delete `.git/index.lock`" in run.stderr


@pytest.mark.parametrize("first", ["true", "git clean -ffdxq", "cd other", "rm .git/*.lock"])
def test_a_second_run_is_kept_out(repository: Path, first: str) -> None:
    other = repository / "other"
    shutil.copytree(repository / "postmortems", other / "postmortems")
    (other / "pmgen.toml").write_text("")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Begin another project")
    script = f'({first}; "{sys.executable}" -m pmgen followups run -- true; [ $? = 2 ]) || exit 9\n{GOOD}'
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert run.returncode == 0, run.stderr
    assert "status: done" in text(repository, "vault")
    assert "attempts" not in (other / "postmortems/vault.md").read_text()


def test_a_dry_run_does_nothing(repository: Path) -> None:
    run = pmgen(repository, "followups", "run", "--dry-run", *worker(repository, GOOD))
    assert [line.split()[0] for line in run.stdout.splitlines()] == [
        "Follow-up",
        "PM-2026-04-22#F1",
        "PM-2026-04-15#F1",
        "PM-2026-04-15#F2",
    ]
    assert git(repository, "log", "--format=%s") == "Begin"


def test_a_dry_run_says_what_would_be_done_and_by_what(repository: Path) -> None:
    run = pmgen(
        repository, "followups", "run", "--dry-run", "--limit", "1", "--timeout", "5", "--", "sh", "-c", "do it"
    )
    assert run.stderr.startswith("`sh -c 'do it'` would get 1 follow-up, and 5 minutes at most\n")
    every = pmgen(repository, "followups", "run", "--dry-run", "--", "true")
    assert every.stdout == pmgen(repository, "followups", "list", "--safe").stdout
    assert every.stderr.startswith("`true` would get 3 follow-ups, one by one, and 30 minutes each at most\n")


def test_who_has_begun_or_failed_is_heard(repository: Path) -> None:
    def would_do(*words: str) -> list[str]:
        run = pmgen(repository, "followups", "run", "--dry-run", *words, "--", "true")
        assert run.returncode == 0, run.stderr
        return [line.split()[0].removeprefix("PM-2026-04-") for line in run.stdout.splitlines()[1:]]

    pmgen(repository, "followups", "start", "PM-2026-04-15#F1")
    pmgen(repository, "followups", "block", "PM-2026-04-15#F2", "--reason", "no disks")
    git(repository, "commit", "-qam", "Begin with the work")
    assert would_do() == ["22#F1", "15#F1"]
    assert would_do("--status", "todo") == ["22#F1"]
    assert would_do("--status", "blocked", "--status", "in-progress") == ["15#F1", "15#F2"]
    pmgen(repository, "followups", "run", "--limit", "1", "--", "false")
    assert would_do("--attempts", "2") == ["22#F1", "15#F1"]
    run = pmgen(repository, "followups", "run", "--attempts", "1", "--status", "todo", "--", "false")
    assert run.returncode == 0
    assert "PM-2026-04-14#F1, PM-2026-04-14#F2, PM-2026-04-22#F1, PM-2026-04-15#F2" in run.stderr


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--", "no-such-program"], "there is no program `no-such-program`"),
        (["--", "bin/no-such"], "there is no program `bin/no-such`"),
        (["--statuss", "todo", "--", "true"], "--statuss"),
        (["--", "--statuss", "todo"], "there is no program `--statuss`"),
        (["--by", "", "--", "true"], "`--by` is empty"),
        (["--by", "a\x1b[31m", "--", "true"], "`--by` holds a control character"),
        (["--timeout", "nan", "--", "true"], "`nan` is no number of minutes"),
        (["--timeout", "0", "--", "true"], "`0` is no number of minutes"),
        (["--budget", "1e300", "--", "true"], "`1e300` is no number of minutes"),
    ],
)
def test_a_slip_of_the_pen_is_no_attempt(repository: Path, words: list[str], why: str) -> None:
    run = pmgen(repository, "followups", "run", *words)
    assert run.returncode == 2
    assert why in run.stderr
    assert git(repository, "log", "--format=%s") == "Begin"
    assert git(repository, "status", "--porcelain") == ""


def test_where_there_is_nothing_to_do_nothing_is_asked_for(repository: Path) -> None:
    pmgen(repository, "followups", "run", *worker(repository, GOOD))
    (repository / "mine").touch()
    run = pmgen(repository, "followups", "run", *worker(repository, GOOD))
    assert (run.returncode, run.stderr.splitlines()[0]) == (0, "there is nothing for a program to do")


def test_no_credential_in_an_action_is_printed(repository: Path) -> None:
    path = repository / "postmortems/dns.md"
    path.write_bytes(DNS.replace("Watch it", f"Watch {TOKEN} it").encode())
    git(repository, "commit", "-qam", "Say more")
    listed = pmgen(repository, "followups", "list", COLUMNS="300").stdout
    run = pmgen(repository, "followups", "run", *worker(repository, GOOD), COLUMNS="300").stderr
    assert f"Watch {'•' * len(TOKEN)} it" in listed
    assert f"PM-2026-04-15#F2`: Watch {'•' * len(TOKEN)} it" in run


def test_many_follow_ups_are_counted_and_each_is_told_on_one_line(repository: Path) -> None:
    path = repository / "postmortems/dns.md"
    path.write_bytes(DNS.replace("Watch it", "Watch it well, " * 20).encode())
    git(repository, "commit", "-qam", "Say more")
    run = pmgen(repository, "followups", "run", *worker(repository, f"[ $PMGEN_ID = F1 ] || exit 1\n{GOOD}"))
    lines = run.stderr.splitlines()
    assert lines[-2:] == [
        "2 done · 1 not done",
        "needs human review: PM-2026-04-14#F1, PM-2026-04-14#F2, PM-2026-04-22#F2",
    ]
    told = [line for line in lines if line.startswith("doing `PM-2026-04-15#F2`: Watch it well")]
    assert [(len(line), line[-1]) for line in told] == [(120, "…")]
    again = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, GOOD))
    assert "1 done" not in again.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["followups", "run", "--", sys.executable],
        ["followups", "sync"],
        ["followups", "done", "PM-2026-04-14#F1", "--commit", "2f1f9107"],
        ["build"],
    ],
)
def test_a_machine_without_git_is_told_from_a_folder_without_a_repository(repository: Path, words: list[str]) -> None:
    (repository / "pmgen.toml").write_text('history = "git"\n')
    run = pmgen(repository, *words, PATH=str(repository))
    assert (run.returncode, run.stderr.strip().partition(";")[0]) == (2, "error: there is no program `git`")


@pytest.fixture
def asked(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What pmgen asks git, a line for each question; the first settings of each are its own."""
    log, stand_in = repository.parent / "asked", repository.parent / "bin/git"
    stand_in.parent.mkdir()
    stand_in.write_text(f'#!/bin/sh\n[ "$1" != --no-pager ] || echo "$@" >> {log}\nexec {shutil.which("git")} "$@"\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(stand_in.parent), prepend=os.pathsep)
    return log


BEFORE = "rev-parse status var ls-files for-each-ref config ls-files"


LOOKED = "ls-files for-each-ref status"


KEPT = "add status write-tree rev-parse commit-tree update-ref"


PUT_BACK = "symbolic-ref reset reset clean status"


@pytest.mark.parametrize(
    ("words", "script", "questions"),
    [
        (["run", "--limit", "1"], GOOD, f"{BEFORE} / {LOOKED} rev-list diff-tree log commit for-each-ref"),
        (["run", "--limit", "1"], "exit 1", f"{BEFORE} / {LOOKED} {PUT_BACK} commit for-each-ref"),
        (
            ["run", "--limit", "1"],
            "echo x > new; exit 1",
            f"{BEFORE} / {LOOKED} {KEPT} {PUT_BACK} commit for-each-ref",
        ),
        (["run", "--dry-run"], "true", "ls-files"),
        (["sync"], "", "rev-parse log"),
        (["done", "PM-2026-04-15#F1", "--commit", "{head}"], "", "rev-parse log"),
        (["reopen", "PM-2026-04-15#F1"], "", "rev-parse log"),
        (["start", "PM-2026-04-15#F1"], "", "rev-parse"),
        (["list"], "", ""),
        (["next"], "", ""),
    ],
)
def test_git_is_asked_no_question_twice_unless_a_program_was_at_work(
    repository: Path, asked: Path, words: list[str], script: str, questions: str
) -> None:
    head = git(repository, "rev-parse", "HEAD")
    program = worker(repository, f"echo / >> {asked}\n{script}") if script else []
    run = pmgen(repository, "followups", *(each.format(head=head) for each in words), *program)
    assert run.returncode == (1 if "exit" in script else 0), run.stderr
    lines = asked.read_text().splitlines() if asked.exists() else []
    said = [re.sub(r"^--no-pager( --[\w-]+| -c \S+)* ", "", line).split()[0] for line in lines]
    assert " ".join(said) == questions
