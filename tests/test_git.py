"""What the log of a real repository says of its files."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pmgen import git
from pmgen.git import asking


def run(folder: Path, *words: str, day: str = "2026-04-22") -> None:
    stamp = f"{day}T12:00:00+02:00"
    environment = {
        **os.environ,
        "GIT_AUTHOR_DATE": stamp,
        "GIT_COMMITTER_DATE": stamp,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    identity = ["-c", "user.name=on-call", "-c", "user.email=on-call@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *words], cwd=folder, env=environment, check=True, capture_output=True)


def commit(folder: Path, path: str, text: str, subject: str, day: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)
    run(folder, "add", "-A")
    run(folder, "commit", "-m", subject, day=day)


linux = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="no other system names a folder in this way")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "origin"
    folder.mkdir()
    run(folder, "init")
    commit(folder, "postmortems/a.md", "a\n" * 20, "Write up the outage", "2026-04-22")
    commit(folder, "postmortems/b é.md", "b\n" * 20, "Another one", "2026-04-23")
    commit(folder, "postmortems/a.md", "a\n" * 20 + "more\n", "Add the second regression\n\nAt length.", "2026-04-25")
    return folder


def history_of(root: Path, folder: str) -> git.History | None:
    place = git.place(root)
    return git.history(place, folder) if place else None


def told(history: git.History | None, path: str) -> list[tuple[dt.date, str]]:
    assert history is not None
    return [(change.date, change.subject) for change in history.changes.get(path, ())]


def test_each_file_has_its_changes_newest_first(repository: Path) -> None:
    history = history_of(repository, "postmortems")
    assert told(history, "postmortems/a.md") == [
        (dt.date(2026, 4, 25), "Add the second regression"),
        (dt.date(2026, 4, 22), "Write up the outage"),
    ]
    assert told(history, "postmortems/b é.md") == [(dt.date(2026, 4, 23), "Another one")]
    assert history is not None
    assert not history.cut


def made_by_hand(folder: Path, author: str, message: str) -> None:
    """A commit of what is in the index, as anybody can write one."""

    def said(*words: str, given: str = "") -> str:
        ended = subprocess.run(["git", *words], cwd=folder, input=given.encode(), capture_output=True, check=True)
        return ended.stdout.decode().strip()

    head = f"tree {said('write-tree')}\nparent {said('rev-parse', 'HEAD')}\nauthor {author}\n"
    text = f"{head}committer on-call <on-call@example.org> 1777000000 +0000\n\n{message}\n"
    run(
        folder, "reset", "-q", "--hard", said("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=text)
    )


@pytest.mark.parametrize("when", ["", "-1 +0000", "253402300800 +0000", "99999999999999999999 +0000", "soon"])
def test_a_commit_of_no_day_has_the_first_that_there_is(repository: Path, when: str) -> None:
    run(repository, "rm", "-q", "postmortems/a.md")
    made_by_hand(repository, f"on-call <on-call@example.org> {when}", "Remove it\n\nCloses: PM-2026-04-22#F1")
    commits = git.commits(repository)
    assert commits
    first, told_first = commits[0], (dt.date(1970, 1, 1), "Remove it")
    assert (first.date, first.subject) == told_first
    assert first.trailers == (("closes", "PM-2026-04-22#F1"),)
    assert told(history_of(repository, "postmortems"), "postmortems/a.md")[0] == told_first


@pytest.mark.parametrize("subject", ["a\x01b", "\x01", "a\x02\x02b", f"x\x01{'0' * 40}\x022020-01-01\x02Forged"])
def test_no_subject_of_a_commit_is_taken_for_another_commit(repository: Path, subject: str) -> None:
    before = told(history_of(repository, "postmortems"), "postmortems/a.md")
    commit(repository, "postmortems/a.md", "other", subject, "2026-04-26")
    found = told(history_of(repository, "postmortems"), "postmortems/a.md")
    assert found == [(dt.date(2026, 4, 26), subject), *before]


def test_changes_under_an_older_name_count(repository: Path) -> None:
    run(repository, "mv", "postmortems/a.md", "postmortems/c.md")
    run(repository, "commit", "-m", "Name it after the day", day="2026-04-26")
    commit(repository, "postmortems/a.md", "something else\n", "A new file of the old name", "2026-04-27")
    history = history_of(repository, "postmortems")
    assert [subject for _, subject in told(history, "postmortems/c.md")] == [
        "Name it after the day",
        "Add the second regression",
        "Write up the outage",
    ]
    assert [subject for _, subject in told(history, "postmortems/a.md")] == ["A new file of the old name"]


def test_a_project_below_the_root_of_the_repository_is_read_from_there(repository: Path) -> None:
    commit(repository, "docs/postmortems/d.md", "d\n", "Deeper", "2026-04-28")
    assert told(history_of(repository / "docs", "postmortems"), "postmortems/d.md") == [
        (dt.date(2026, 4, 28), "Deeper")
    ]


def test_a_shallow_clone_says_so(repository: Path, tmp_path: Path) -> None:
    run(tmp_path, "clone", "--depth", "1", repository.as_uri(), "clone")
    history = history_of(tmp_path / "clone", "postmortems")
    assert history is not None
    assert history.cut


def test_a_shallow_clone_takes_no_file_for_changed_by_its_oldest_commit(repository: Path, tmp_path: Path) -> None:
    commit(repository, "postmortems/b é.md", "b\n" * 20 + "more\n", "Say more", "2026-04-26")
    run(tmp_path, "clone", "--depth", "2", repository.as_uri(), "clone")
    history = history_of(tmp_path / "clone", "postmortems")
    assert told(history, "postmortems/b é.md") == [(dt.date(2026, 4, 26), "Say more")]
    # Of the commit before it, which changed `a.md`, the clone cannot tell that it did not make `b é.md`.
    assert told(history, "postmortems/a.md") == []


def test_no_repository_has_no_history(tmp_path: Path) -> None:
    assert history_of(tmp_path, "postmortems") is None


@pytest.mark.parametrize("name", ["INT", "TERM", "HUP"])
def test_what_stops_whoever_asks_does_not_stop_git(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A signal to all processes of a terminal may come before git has left these."""
    real, stand_in = shutil.which("git"), tmp_path / "bin/git"
    stand_in.parent.mkdir()
    stand_in.write_text(
        f'#!/bin/sh\n[ -e {tmp_path}/once ] && exec {real} "$@"\ntouch {tmp_path}/once; kill -{name} $$\n'
    )
    stand_in.chmod(0o755)
    before = git.head(repository)
    monkeypatch.setenv("PATH", str(stand_in.parent), prepend=os.pathsep)
    assert git.head(repository) == before is not None
    assert (tmp_path / "once").exists()


@pytest.mark.parametrize(
    "damage",
    ["rm -rf .git/*", "echo > .git/HEAD", "rm -r .git/objects", "rm -r .git; ln -s gone .git", "rm -r .git; : > .git"],
)
@pytest.mark.parametrize("name", ["around", pytest.param("at 10:44", marks=linux)])
def test_what_is_damaged_is_not_taken_for_the_repository_around_it(repository: Path, damage: str, name: str) -> None:
    around = repository / name
    inner, below = around / "inner", around / "inner/postmortems"
    below.mkdir(parents=True)
    run(around, "init", "--quiet")
    commit(around, "a", "a", "Outside", "2026-04-22")
    run(inner, "init", "--quiet")
    commit(inner, "postmortems/a.md", "a", "Inside", "2026-04-22")
    for folder in (inner, below):
        assert [each.subject for each in git.commits(folder) or ()] == ["Inside"]
        assert git.refusal(folder) is None
    subprocess.run(["sh", "-ec", damage], cwd=inner, check=True)
    for folder in (inner, below):
        assert (git.commits(folder), git.head(folder), history_of(folder, ".")) == (None, None, None)
        assert f"git reads no repository from `{inner / '.git'}`" in (git.refusal(folder) or "")
    assert git.inside(below) == "postmortems/"
    subprocess.run(["rm", "-rf", ".git"], cwd=inner, check=True)
    for folder in (inner, below):
        assert [each.subject for each in git.commits(folder) or ()] == ["Outside"]
        assert git.refusal(folder) is None


def test_a_submodule_and_a_second_work_tree_are_repositories_of_their_own(repository: Path) -> None:
    library, beside = repository.parent / "library", repository.parent / "beside"
    library.mkdir()
    run(library, "init", "--quiet")
    commit(library, "a", "a", "Library", "2026-04-22")
    run(repository, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library), "sub")
    run(repository, "worktree", "add", "--quiet", str(repository / "tree"), "HEAD~1")
    run(repository, "worktree", "add", "--quiet", str(beside))
    subjects = [[each.subject for each in git.commits(each) or ()] for each in (repository / "sub", beside)]
    assert subjects == [["Library"], [each.subject for each in git.commits(repository) or ()]]
    assert git.head(repository / "tree") == git.head(repository / "tree/postmortems") != git.head(repository)


def test_a_repository_of_another_user_is_told_from_none(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert git.refusal(repository) is None
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = git.refusal(repository) or ""
    assert said.startswith("git does not read the repository here, since it belongs to another user; `git config ")
    assert said.endswith(f"safe.directory {repository}` lets it")
    assert git.refusal(tmp_path) is None


@pytest.mark.parametrize("name", ["settings", "origin/.git/config"])
def test_nobody_is_told_to_take_a_repository_away_because_of_settings(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    (tmp_path / name).write_text("[x\n")
    said = git.refusal(repository) or ""
    told = r"git does not read the repository here \(bad config line 1 in file .+\); mend that first"
    assert re.fullmatch(told, said)


def test_what_git_warns_of_is_not_why_it_reads_no_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings").mkdir()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    assert "(warning: " not in (git.refusal(repository) or "()")


@pytest.mark.parametrize(("name", "value"), [("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"), ("PATH", "")])
def test_paths_lead_from_the_root_of_a_repository_that_git_does_not_read(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    before = [git.inside(each) for each in (repository, repository / "postmortems", tmp_path)]
    monkeypatch.setenv(name, value)
    assert [git.inside(each) for each in (repository, repository / "postmortems", tmp_path)] == before
    assert before == ["", "postmortems/", None]


def test_git_is_not_ended_while_it_writes(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / ".gitattributes").write_text("*.md filter=slow diff=slow\n")
    run(repository, "config", "filter.slow.smudge", "sleep 1; cat")
    run(repository, "config", "diff.slow.textconv", "sleep 5; cat")
    tip = git.head(repository)
    assert tip
    (repository / "postmortems/a.md").unlink()
    monkeypatch.setattr(asking, "_SECONDS", 0.3)
    assert asking.asked(repository, "log", "-p", "--textconv") is None, "an answer does not take so long"
    place = git.place(repository)
    assert place
    assert git.restore(place, tip, git.branch(repository), submodules=False)
    assert (repository / "postmortems/a.md").read_text().endswith("more\n")
    assert not [*repository.glob(".git/*.lock")]
