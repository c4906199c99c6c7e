"""Programs that do follow-ups where there are submodules: what these may do, and what is put back in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.following import (
    FILTER,
    GOOD,
    begin,
    copied,
    git,
    run_once,
    text,
    worker,
)
from tests.running import pmgen


@pytest.fixture
def with_submodule(tmp_path: Path, repository: Path) -> Path:
    shutil.rmtree(repository)
    copied(tmp_path, "with-submodule", _use_another)
    return repository


def _use_another(folder: Path) -> None:
    copied(folder, "repository", begin)
    root, library = folder / "repository", folder / "library"
    library.mkdir()
    (library / "a").write_text("a")
    git(library, "init", "--quiet")
    git(library, "add", ".")
    git(library, "commit", "-qm", "Begin")
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library), "libs/sub")
    git(root, "commit", "-qm", "Use it")


@pytest.mark.parametrize(
    "script", ["echo dirt >> sub/a; echo x > sub/new", "cd sub && git commit -q --allow-empty -m x"]
)
def test_what_a_worker_leaves_in_a_submodule_is_not_held_against_the_next(repository: Path, script: str) -> None:
    library = repository.parent / "library"
    library.mkdir()
    (library / "a").write_text("a")
    git(library, "init", "--quiet")
    git(library, "add", ".")
    git(library, "commit", "-qm", "Begin")
    git(repository, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library), "sub")
    git(repository, "config", "diff.ignoreSubmodules", "all")
    git(repository, "commit", "-qm", "Use it")
    script = f"[ $PMGEN_FOLLOWUP != PM-2026-04-22#F1 ] || {{ ({script}); exit; }}\n{GOOD}"
    run = pmgen(repository, "followups", "run", "--limit", "2", *worker(repository, script))
    assert "not done `PM-2026-04-22#F1`: it left changes that are in no commit (`sub`)" in run.stderr
    assert "what was there in `sub` is kept in " in run.stderr
    assert ("new" in git(repository / "sub", "show", "--format=", "--name-only", "refs/pmgen/put-back")) is (
        "dirt" in script
    )
    assert "\ndone `PM-2026-04-15#F1`" in run.stderr
    assert "attempts" not in text(repository, "dns")
    assert git(repository, "status", "--porcelain", "--ignore-submodules=none") == ""


@pytest.mark.parametrize("ending", ["", "exit 1"])
def test_nothing_that_a_program_leaves_to_a_submodule_is_started(with_submodule: Path, ending: str) -> None:
    script = (
        f"cd libs/sub; {FILTER}; echo '* filter=x' > $(git rev-parse --git-path info/attributes); sleep 0.01; touch a"
    )
    run = run_once(with_submodule, f"{GOOD}\n{script}; {ending}")
    assert "the program had changed `.git/modules/libs/sub/config` and 1 more" in run.stderr, run.stderr
    assert not (with_submodule.parent / "started").exists()
    assert ("done" in text(with_submodule, "vault")) is (ending == "")


def test_a_submodule_is_not_led_to_another_repository(with_submodule: Path) -> None:
    script = (
        f"cp -r .git/modules/libs/sub ../other; echo 'gitdir: {{outside}}/other' > libs/sub/.git; "
        f"cd libs/sub; git config core.worktree $PWD; {FILTER}; "
        "echo '* filter=x' > ../../../other/info/attributes; sleep 0.01; touch a"
    )
    led = (with_submodule / "libs/sub/.git").read_text()
    run = run_once(with_submodule, f"{GOOD}\n{script}")
    assert not (with_submodule.parent / "started").exists(), run.stderr
    assert (with_submodule / "libs/sub/.git").read_text() == led
    assert "it has changed" not in run.stderr


@pytest.mark.parametrize(
    "script",
    ["", "cd libs/sub; git commit -qm x --allow-empty", "cd libs/sub; git checkout -qb other", "rm -r libs/sub"],
)
def test_a_submodule_stays_on_its_branch(with_submodule: Path, script: str) -> None:
    sub = with_submodule / "libs/sub"
    branch, sha = git(sub, "symbolic-ref", "HEAD"), git(sub, "rev-parse", "HEAD")
    assert "not done" in run_once(with_submodule, f"{script}\nexit 1").stderr
    assert (git(sub, "symbolic-ref", "HEAD"), git(sub, "rev-parse", "HEAD")) == (branch, sha)
    git(sub, "checkout", "-q", "--detach")
    assert "not done" in run_once(with_submodule, f"{script}\nexit 1").stderr
    assert git(sub, "rev-parse", "--abbrev-ref", "HEAD") == "HEAD"


def test_a_program_may_work_with_submodules(with_submodule: Path) -> None:
    """Set one up that was not there, take in its next commit, or remove it."""
    git(with_submodule, "submodule", "--quiet", "deinit", "--all", "--force")
    shutil.rmtree(with_submodule / ".git/modules")
    setup = "git -c protocol.file.allow=always submodule --quiet update --init"
    failing = f"{setup}; exit 1"
    assert run_once(with_submodule, failing).returncode == 1
    assert list((with_submodule / "libs/sub").iterdir()) == []
    assert git(with_submodule, "status", "--porcelain") == ""
    run = run_once(with_submodule, f"{setup}\n(cd libs/sub; git commit -q --allow-empty -m More)\n{GOOD}")
    assert (run.returncode, "\ndone `PM-2026-04-22#F1`" in run.stderr) == (0, True), run.stderr
    git(with_submodule, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", "--force")
    run = run_once(with_submodule, "git rm -q libs/sub; git commit -qm Remove")
    assert (run.returncode, "\ndone `PM-2026-04-15#F1`" in run.stderr) == (0, True), run.stderr


def test_a_submodule_that_a_program_removes_stays_removed(with_submodule: Path) -> None:
    script = "git rm -q libs/sub; rm -r .git/modules/libs; git commit -qm Remove"
    run = run_once(with_submodule, script)
    assert (run.returncode, "\ndone `PM-2026-04-22#F1`" in run.stderr) == (0, True), run.stderr
    assert not (with_submodule / ".git/modules/libs").exists()


def test_what_is_in_submodules_is_kept_there(with_submodule: Path) -> None:
    script = (
        "echo x > new; cd libs/sub; git commit -q --allow-empty -m Ours; echo dirt >> a; echo x > b\n"
        "git init -q mine; cd mine; git commit -q --allow-empty -m Mine; exit 1"
    )
    run = run_once(with_submodule, script)
    sub = with_submodule / "libs/sub"
    sha = git(sub, "rev-parse", "--short=8", "refs/pmgen/put-back")
    told = f"what was there in `libs/sub` is kept in {sha}; `git -C libs/sub restore --source={sha} -- FILE` brings"
    assert (run.returncode, told in run.stderr, "could not" in run.stderr) == (1, True, False), run.stderr
    assert git(sub, "show", "--format=%P", "--name-only", sha).split() == [git(sub, "rev-parse", f"{sha}^"), "a", "b"]
    assert git(sub, "log", "-1", "--format=%s", f"{sha}^") == "Ours"
    assert git(with_submodule / ".git/pmgen-put-back/1/libs/sub/mine", "log", "--format=%s") == "Mine"
    assert "new" in git(with_submodule, "show", "--format=", "--name-only", "refs/pmgen/put-back").split()
    assert (git(with_submodule, "status", "--porcelain"), git(sub, "log", "--format=%s")) == ("", "Begin")


@pytest.mark.parametrize("where", ["detached", "on a branch"])
def test_what_is_committed_in_a_submodule_and_in_what_uses_it_is_kept(with_submodule: Path, where: str) -> None:
    sub = with_submodule / "libs/sub"
    if where == "detached":
        git(sub, "checkout", "-q", "--detach")
    script = "(cd libs/sub; echo x > b; git add b; git commit -qm Ours); git commit -qam Both; exit 1"
    run = run_once(with_submodule, script)
    sha = git(sub, "rev-parse", "--short=8", "refs/pmgen/put-back")
    assert f"what was there in `libs/sub` is kept in {sha}; " in run.stderr
    assert git(sub, "log", "-1", "--format=%s", sha) == "Ours"
    assert (git(with_submodule, "status", "--porcelain"), git(sub, "log", "--format=%s", "HEAD")) == ("", "Begin")


def test_what_a_branch_of_a_submodule_leads_to_is_kept_though_nobody_uses_it(with_submodule: Path) -> None:
    sub = with_submodule / "libs/sub"
    run = run_once(with_submodule, "cd libs/sub; git commit -q --allow-empty -m Ours; git checkout -qd HEAD~; exit 1")
    sha = git(sub, "rev-parse", "--short=8", "refs/pmgen/put-back")
    assert f"what was there in `libs/sub` is kept in {sha}; " in run.stderr
    assert git(sub, "log", "-1", "--format=%s", sha) == "Ours"
    assert git(sub, "log", "--format=%s", git(sub, "symbolic-ref", "HEAD")) == "Begin"


def test_a_submodule_stays_on_the_branch_on_which_work_that_was_done_has_left_it(with_submodule: Path) -> None:
    sub = with_submodule / "libs/sub"
    branch = git(sub, "symbolic-ref", "HEAD")
    done = (
        "(cd libs/sub; git commit -q --allow-empty -m Ours; git checkout -qb other HEAD~; echo x > b; git add b\n"
        f"git commit -qm Other); {GOOD}"
    )
    script = f"[ $PMGEN_FOLLOWUP = PM-2026-04-22#F1 ] || exit 1\n{done}"
    run = run_once(with_submodule, script, "--limit", "2")
    assert ("\ndone `PM-2026-04-22#F1`" in run.stderr, "not done" in run.stderr) == (True, True), run.stderr
    assert git(sub, "symbolic-ref", "HEAD") == "refs/heads/other"
    assert [git(sub, "log", "-1", "--format=%s", each) for each in (branch, "HEAD")] == ["Ours", "Other"]
    assert "in `libs/sub` is kept" not in run.stderr


def test_nothing_is_kept_of_a_submodule_in_which_nothing_was_changed(with_submodule: Path) -> None:
    run = run_once(with_submodule, "echo x > new; exit 1")
    assert (run.returncode, "in `libs/sub`" in run.stderr) == (1, False), run.stderr
    assert git(with_submodule / "libs/sub", "for-each-ref", "refs/pmgen") == ""


@pytest.mark.parametrize("script", ["echo xx > $head", "rm $head", "rm $head; mkdir $head"])
def test_a_submodule_that_a_program_has_broken_is_put_back(with_submodule: Path, script: str) -> None:
    run = run_once(with_submodule, f"head=.git/modules/libs/sub/HEAD; {script}; echo dirt >> libs/sub/a; exit 1")
    assert "the program had changed `.git/modules/libs/sub/HEAD`, which git has for itself" in run.stderr, run.stderr
    assert (run.returncode, git(with_submodule, "status", "--porcelain")) == (1, "")
    assert git(with_submodule / "libs/sub", "log", "--format=%s") == "Begin"


@pytest.mark.parametrize("ending", ["exit 1", ""])
def test_no_lock_in_a_submodule_keeps_it_from_being_put_back(with_submodule: Path, ending: str) -> None:
    inside = ".git/modules/libs/sub"
    branch = git(with_submodule / "libs/sub", "symbolic-ref", "HEAD")
    locks = [f"{inside}/index.lock", f"{inside}/HEAD.lock", f"{inside}/{branch}.lock"]
    run = run_once(with_submodule, f"touch {' '.join(locks)}; echo dirt >> libs/sub/a; {ending}")
    assert (run.returncode, [each for each in locks if (with_submodule / each).exists()]) == (1, []), run.stderr
    assert (git(with_submodule, "status", "--porcelain"), "kept" in run.stderr) == ("", True)


def test_a_submodule_whose_index_git_cannot_read_is_put_back(with_submodule: Path) -> None:
    run = run_once(with_submodule, "echo x > libs/sub/b; echo xx > .git/modules/libs/sub/index; exit 1")
    assert (run.returncode, git(with_submodule, "status", "--porcelain")) == (1, ""), run.stderr
    assert git(with_submodule / "libs/sub", "show", "refs/pmgen/put-back:b") == "x"


@pytest.mark.parametrize("script", ["git add -f own", "git add -f own; git commit -qm x"])
@pytest.mark.parametrize("ending", ["exit 1", "git checkout -qb other; exit 1", "cd ../..; git commit -qam x; exit 1"])
def test_what_a_submodule_ignores_stays_though_a_program_has_added_it(
    with_submodule: Path, script: str, ending: str
) -> None:
    sub = with_submodule / "libs/sub"
    (with_submodule / ".git/modules/libs/sub/info/exclude").write_text("own\n")
    (sub / "own").write_text("mine")
    branch = git(sub, "symbolic-ref", "HEAD")
    run = run_once(with_submodule, f"cd libs/sub; {script}; {ending}")
    assert (run.returncode, git(with_submodule, "status", "--porcelain")) == (1, ""), run.stderr
    assert ((sub / "own").read_text(), git(sub, "ls-files", "own")) == ("mine", "")
    assert (git(sub, "symbolic-ref", "HEAD"), git(sub, "log", "--format=%s")) == (branch, "Begin")
    if "checkout" in ending and "commit" in script:
        assert git(sub, "log", "-1", "--format=%s", "other") == "x"


@pytest.mark.parametrize("ending", ["trap 'exit 1' EXIT", GOOD])
@pytest.mark.parametrize("lost", ["sub", "sub/*", "sub/objects/*"])
def test_a_submodule_of_which_git_has_nothing_more_is_moved_aside(with_submodule: Path, lost: str, ending: str) -> None:
    """It may have been fetched again by then, from where it was."""
    take = f"echo mine > libs/sub/a; rm -rf .git/modules/libs/{lost}"
    script = f"{ending}\n[ $PMGEN_POST_MORTEM != PM-2026-04-22 ] || {{ {take}; }}"
    run = run_once(with_submodule, script, "--limit", "2")
    assert ("it has left a submodule that git cannot read (`libs/sub`)" in run.stderr) is (ending == GOOD), run.stderr
    assert "`git submodule update --init libs/sub` fetches it again" in run.stderr, run.stderr
    assert ("\ndone `PM-2026-04-15#F1`: " in run.stderr) is (ending == GOOD), run.stderr
    assert (with_submodule / ".git/pmgen-put-back/1/libs/sub/a").read_text() == "mine\n"
    assert git(with_submodule, "status", "--porcelain") == ""
    git(with_submodule, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init")
    assert (with_submodule / "libs/sub/a").read_text() == "a"


def test_a_submodule_that_git_cannot_read_is_no_repository_without_a_commit(with_submodule: Path) -> None:
    shutil.rmtree(with_submodule / ".git/modules/libs/sub")
    run = run_once(with_submodule, GOOD)
    told = "error: git does not say what was changed in the work tree here; `git status` says why\n"
    assert (run.returncode, told in run.stderr) == (2, True), run.stderr


def test_a_repository_in_the_place_of_another_is_moved_aside(with_submodule: Path) -> None:
    """Where there was only a file that leads to a repository, or nothing."""
    tree, sub = with_submodule.parent / "tree", with_submodule / "libs/sub"
    git(with_submodule, "worktree", "add", "-q", str(tree))
    for folder, at in ((with_submodule, sub), (tree, tree)):
        led = (at / ".git").read_text()
        run = run_once(folder, f"cd {at}; rm .git; git init -q .; git commit -q --allow-empty -m Mine; exit 1")
        inside = (at / ".git").relative_to(folder)
        aside = next(with_submodule.glob(f".git/pmgen-put-back/*/{inside}"))
        assert f"`{inside}`, another repository, now lies in `" in run.stderr, run.stderr
        assert git(aside, "log", "--format=%s") == "Mine"
        assert (at / ".git").read_text() == led
