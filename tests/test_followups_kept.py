"""What a program has left that is hard to keep, and is kept all the same before it is put back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.following import (
    NFS,
    git,
    humble,
    run_humbly,
    run_once,
    text,
    worker,
)


@pytest.fixture
def with_filter(repository: Path) -> Path:
    """A repository in which git takes in no file of a kind any more: what makes of it what is stored has gone."""
    (repository / ".gitattributes").write_text("*.bin filter=gone\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Have a filter")
    git(repository, "config", "filter.gone.required", "true")
    git(repository, "config", "filter.gone.clean", "false")
    return repository


def test_what_a_filter_refuses_is_kept_as_it_stands(with_filter: Path) -> None:
    script = "for f in a.bin b.txt 'c d.bin' postmortems/new.md; do echo saved > \"$f\"; done; exit 1"
    run = run_once(with_filter, script)
    assert (run.returncode, "could not be kept" in run.stderr) == (1, False), run.stderr
    kept = git(with_filter, "show", "--format=", "--name-only", "refs/pmgen/put-back").splitlines()
    assert kept == ["a.bin", "b.txt", "c d.bin", "postmortems/new.md"]
    assert git(with_filter, "show", "refs/pmgen/put-back:c d.bin") == "saved"
    assert git(with_filter, "status", "--porcelain") == ""


def test_a_file_that_a_filter_does_not_put_out_any_more_is_there_all_the_same(with_filter: Path) -> None:
    git(with_filter, "config", "filter.gone.clean", "cat")
    (with_filter / "a.bin").write_text("stored\n")
    git(with_filter, "add", ".")
    git(with_filter, "commit", "-qm", "Have a file")
    git(with_filter, "config", "filter.gone.smudge", "false")
    run = run_once(with_filter, "echo changed > a.bin; rm postmortems/nfs.md; exit 1")
    assert "warning: a filter of git fails for `a.bin`: that is there as git stores it\n" in run.stderr, run.stderr
    assert (with_filter / "a.bin").read_text() == "stored\n"
    assert git(with_filter, "show", "refs/pmgen/put-back:a.bin") == "changed"
    assert (run.returncode, git(with_filter, "status", "--porcelain"), text(with_filter, "nfs")) == (1, "", NFS)


def test_what_was_changed_in_the_moment_in_which_it_was_staged_is_kept(repository: Path) -> None:
    """Git knows only by the age of its index that it must look into such a file again."""
    old = "touch -d 2026-01-01T00:00:00"
    run = run_once(
        repository, f"printf 1234 > base; {old} base; git add .; printf 5678 > base; {old} base .git/index; exit 1"
    )
    assert run.returncode == 1, run.stderr
    assert git(repository, "show", "refs/pmgen/put-back:base") == "5678"
    assert (repository / "base").read_text() == "base"


def test_line_endings_that_git_refuses_are_kept_as_they_stand(repository: Path) -> None:
    git(repository, "config", "core.autocrlf", "input")
    git(repository, "config", "core.safecrlf", "true")
    run = run_once(repository, "printf 'x\\r\\n' > a.txt; echo x > b.txt; exit 1")
    assert (run.returncode, "could not be kept" in run.stderr) == (1, False), run.stderr
    kept = git(repository, "show", "--format=", "--name-only", "refs/pmgen/put-back").splitlines()
    assert kept == ["a.txt", "b.txt"]


def test_what_cannot_be_kept_stays_and_all_of_it_is_named(repository: Path) -> None:
    """Here, what git cannot read as the text that it is said to be."""
    (repository / ".gitattributes").write_text("*.odd working-tree-encoding=UTF-16\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Have odd files")
    script = "for f in a.odd b.txt c.odd; do printf saved > $f; done; exit 1"
    run = run_once(repository, script, "--limit", "2")
    assert run.returncode == 2
    assert "warning: what was there could not be kept, so that it stays (`a.odd`, `c.odd`)\n" in run.stderr
    assert "error: the repository cannot be put back to " in run.stderr
    assert "doing `PM-2026-04-15#F1`" not in run.stderr
    assert {each: (repository / each).read_text() for each in ("a.odd", "b.txt", "c.odd")} == dict.fromkeys(
        ("a.odd", "b.txt", "c.odd"), "saved"
    )
    assert git(repository, "show", "refs/pmgen/put-back:b.txt") == "saved"


@pytest.mark.parametrize("ending", ["", "exit 1"])
def test_links_in_a_circle_are_links_like_others(repository: Path, ending: str) -> None:
    run = run_once(repository, f"ln -s one two; ln -s two one; git add .; git commit -qm x; {ending}")
    assert (run.returncode, "Traceback" in run.stderr) == (1 if ending else 0, False), run.stderr
    assert git(repository, "status", "--porcelain") == ""


def test_of_very_many_files_that_stay_some_are_named(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.odd working-tree-encoding=UTF-16\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Have odd files")
    run = run_once(repository, "for i in 1 2 3 4 5 6; do for f in a b c d; do printf x > $f$i.odd; done; done; exit 1")
    assert run.stderr.count(".odd`") == 20
    assert "`d2.odd` and 4 more, which `git status` names)\n" in run.stderr
    sha = git(repository, "rev-parse", "--short=8", "HEAD")
    advice = f"once what you need of it is elsewhere, `git reset --hard {sha}` and `git clean -ffd` go there\n"
    assert run.stderr.endswith(advice), run.stderr
    for words in (["reset", "--hard", sha], ["clean", "-ffd"]):
        git(repository, *words)
    assert git(repository, "status", "--porcelain") == ""


def test_another_repository_that_a_program_has_made_is_moved_aside_with_its_commits(repository: Path) -> None:
    script = (
        "git clone -q . one; (cd one; git commit -q --allow-empty -m Mine)\n"
        "git init -q deep/two; echo x > deep/two/file\n"
        "git init -q three; (cd three; git commit -q --allow-empty -m Ours); git add three 2>&-; git commit -qm x\n"
        "echo x > new; exit 1"
    )
    for number in ("1", "2"):
        run = run_once(repository, script)
        assert run.returncode == 1, run.stderr
        for name in ("one", "deep/two", "three"):
            there = f".git/pmgen-put-back/{number}/{name}"
            assert f"warning: `{name}`, another repository, now lies in `{there}`\n" in run.stderr, run.stderr
            assert not (repository / name).exists()
        aside = repository / ".git/pmgen-put-back" / number
        assert [git(aside / name, "log", "-1", "--format=%s") for name in ("one", "three")] == ["Mine", "Ours"]
        assert (aside / "deep/two/file").read_text() == "x\n"
        assert git(repository, "show", "refs/pmgen/put-back:new") == "x"
        assert git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize("add", ["git worktree add -q tree -b side", "git worktree add -q --detach tree"])
def test_a_work_tree_that_a_program_has_added_inside_is_not_forgotten(repository: Path, add: str) -> None:
    commit = "cd tree; git commit -qm Mine --allow-empty; cp .git ../../led; git rev-parse HEAD > ../../mine"
    run = run_once(repository, f"{add}; {commit}; exit 1")
    moved = repository / ".git/pmgen-put-back/1/tree"
    assert f"now lies in `{moved.relative_to(repository)}`" in run.stderr, run.stderr
    assert "has added a work tree" not in run.stderr  # it does not stay where that was
    assert "prunable" not in git(repository, "worktree", "list")
    git(repository, "worktree", "prune", "--expire=now")
    assert git(moved, "rev-parse", "HEAD") == (repository.parent / "mine").read_text().strip()


def test_nothing_is_moved_to_where_a_program_leads(repository: Path) -> None:
    (repository.parent / "mine").mkdir()
    script = "git init -q one; echo x > one/file; ln -s {outside}/mine .git/pmgen-put-back; exit 1"
    run = run_once(repository, script)
    assert (repository / ".git/pmgen-put-back/1/one/file").read_text() == "x\n", run.stderr
    assert list((repository.parent / "mine").iterdir()) == []


@humble
def test_a_repository_that_nobody_may_write_into_is_moved_aside(repository: Path) -> None:
    script = "git init -q d/one; cd d/one; git commit -q --allow-empty -m Mine; chmod 555 . ..; exit 1"
    run = run_humbly(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert (run.returncode, "now lies in `.git/pmgen-put-back/1/d/one`" in run.stderr) == (1, True), run.stderr


def test_what_cannot_be_moved_aside_stays(repository: Path) -> None:
    script = "git init -q one; cd one; git commit -q --allow-empty -m Mine; touch ../.git/pmgen-put-back; exit 1"
    run = run_once(repository, script, "--limit", "2")
    assert "`one`, another repository, could not be moved aside, so that it stays: not a directory" in run.stderr
    assert (run.returncode, "the repository cannot be put back" in run.stderr) == (2, True), run.stderr
    assert git(repository / "one", "log", "--format=%s") == "Mine"


def test_nothing_is_lost_whose_name_is_in_another_encoding(repository: Path) -> None:
    name = os.fsdecode(b"n\xff")
    script = (
        "name=$(printf 'n\\377'); echo x > $name; git add .; git commit -qm x\n"
        "git update-index --assume-unchanged $name; echo hidden > $name\n"
        "git init -q r$name; cd r$name; git commit -q --allow-empty -m Mine; exit 1"
    )
    run = run_once(repository, script)
    assert (run.returncode, "`rn<U+DCFF>`, another repository, now lies in " in run.stderr) == (1, True), run.stderr
    assert git(repository / ".git/pmgen-put-back/1" / f"r{name}", "log", "--format=%s") == "Mine"
    assert git(repository, "show", f"refs/pmgen/put-back:{name}") == "hidden"
    assert [each for each in (name, f"r{name}") if (repository / each).exists()] == []


@pytest.mark.parametrize("script", ["git add -f own.cfg deep", "git add -f own.cfg deep; git commit -qm x"])
@pytest.mark.parametrize("ending", ["exit 1", "echo x > left", "rm .gitignore; exit 1"])
def test_what_git_ignores_stays_though_a_program_has_added_it(repository: Path, script: str, ending: str) -> None:
    (repository / ".gitignore").write_text("own.cfg\ndeep/\n")
    (repository / "own.cfg").write_text("mine")
    (repository / "deep").mkdir()
    (repository / "deep/own").write_text("mine")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Ignore it")
    run = run_once(repository, f"{script}; {ending}")
    assert (run.returncode, git(repository, "status", "--porcelain")) == (1, ""), run.stderr
    assert [(repository / each).read_text() for each in ("own.cfg", "deep/own")] == ["mine", "mine"]
    assert git(repository, "ls-files", "own.cfg", "deep") == ""


def test_what_is_kept_needs_no_folder_for_what_is_temporary(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As it is where no such folder may be written to: all that is left is the work tree.
    monkeypatch.setattr("tempfile.tempdir", str(repository))
    run = run_once(repository, "echo x > left; exit 1")
    assert (run.returncode, "what was there is kept in" in run.stderr) == (1, True), run.stderr
    assert git(repository, "status", "--porcelain") == ""
    assert list(repository.glob(".git/pmgen-*/")) == []
