"""What a program that does follow-ups has broken, locked or left in the way, so that git cannot go on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.following import (
    FILTER,
    GOOD,
    NFS,
    forging,
    git,
    humble,
    run_humbly,
    run_once,
    text,
    worker,
)
from tests.running import pmgen

HALF_DONE = (
    ("GIT_SEQUENCE_EDITOR='sed -i 1s/pick/edit/' git rebase -q -i HEAD~2", "a rebase", "git rebase --abort"),
    ("git merge -q --no-commit -s ours side", "a merge", "git merge --abort"),
    ("git cherry-pick main~1 main~1 || true", "a cherry-pick", "git cherry-pick --abort"),
    ("git bisect start -q HEAD HEAD~2", "a bisection", "git bisect reset"),
)
"""What leaves the work tree clean in the middle, what that is, and what fails where it is no longer so."""


@pytest.mark.parametrize(("script", "what", "ending"), HALF_DONE, ids=[each[1] for each in HALF_DONE])
def test_what_somebody_is_in_the_middle_of_is_not_given_up_for_them(
    repository: Path, script: str, what: str, ending: str
) -> None:
    for name in ("first", "second"):
        git(repository, "commit", "-q", "--allow-empty", "-m", name)
    git(repository, "branch", "side", "HEAD~1")
    git(repository, "checkout", "-q", "side")
    git(repository, "commit", "-q", "--allow-empty", "-m", "beside")
    git(repository, "checkout", "-q", "main")
    subprocess.run(["sh", "-c", script], cwd=repository, check=True, capture_output=True)
    assert git(repository, "status", "--porcelain") == ""
    run = run_once(repository, "exit 1")
    assert run.returncode == 2
    assert run.stderr == f"error: {what} is half done here, and a run might undo it; finish it or give it up first\n"
    subprocess.run(ending.split(), cwd=repository, check=True, capture_output=True)
    run = run_once(repository, f"{GOOD}\n{script}")
    assert "not done `PM-2026-04-22#F1`: it " in run.stderr, run.stderr
    run = run_once(repository, GOOD)
    assert run.returncode == 0, run.stderr


SPECIAL = "a pipe, a socket or a device, held nothing, and is gone\n"


@pytest.mark.parametrize("ending", ["exit 1", "echo x > x; git add x; git commit -qm x"])
@pytest.mark.parametrize("make", ["mkfifo base", """python3 -c 'import socket; socket.socket(1).bind("base")'"""])
def test_what_holds_nothing_goes_from_where_a_file_was(repository: Path, make: str, ending: str) -> None:
    run = run_once(repository, f"rm base; {make}; {ending}", "--limit", "2")
    assert run.stderr.count(f"warning: `base`, {SPECIAL}") == 2, run.stderr
    assert (repository / "base").read_text() == "base"
    assert git(repository, "status", "--porcelain") == ""


def test_a_pipe_in_the_place_of_documents_is_no_obstacle(repository: Path) -> None:
    run = run_once(repository, "rm -r postmortems; mkfifo postmortems; exit 1", "--limit", "2")
    assert (run.returncode, run.stderr.count("not done `")) == (1, 2), run.stderr
    assert text(repository, "nfs") == NFS


@pytest.mark.parametrize(
    "name",
    [
        *(".gitignore", "postmortems/.gitattributes", ".git/packed-refs", ".git/refs/heads/x"),
        *(".git/refs/heads/objects/x", ".git/objects/info/commit-graph"),
    ],
)
def test_git_waits_for_no_pipe_that_a_program_has_left(repository: Path, name: str) -> None:
    run = run_once(repository, f"{GOOD}\nrm -f {name}; mkdir -p $(dirname {name}); mkfifo {name}")
    assert (run.returncode, f"warning: `{name}`, {SPECIAL}" in run.stderr) == (0, True), run.stderr


@pytest.mark.parametrize("name", [".git/packed-refs", ".git/refs/heads/x"])
def test_git_waits_for_no_pipe_to_which_a_program_has_left_a_link(repository: Path, name: str) -> None:
    run = run_once(repository, f"{GOOD}\nmkfifo {{outside}}/pipe; rm -f {name}; ln -s {{outside}}/pipe {name}")
    assert (run.returncode, f"warning: `{name}`, a link to {SPECIAL}" in run.stderr) == (0, True), run.stderr
    assert (repository.parent / "pipe").is_fifo()


@pytest.mark.parametrize(
    "script",
    [
        """python3 -c 'import socket; socket.socket(1).bind(".git/fsmonitor--daemon.ipc")'""",
        "mkdir d; mkfifo d/pipe",
        "ln -s /dev/null .gitignore; git add .gitignore; git commit -qm x",
        "ln -s /dev/null .git/info/refs; ln -s nowhere .git/nowhere",
    ],
)
def test_what_keeps_git_from_nothing_stays_where_it_is(repository: Path, script: str) -> None:
    run = run_once(repository, f"{GOOD}\n{script}")
    assert (run.returncode, SPECIAL in run.stderr) == (0, False), run.stderr


@pytest.mark.parametrize("first", ["true", GOOD])
def test_a_repository_that_was_taken_away_is_named_and_nothing_stands_in_its_place(
    repository: Path, first: str
) -> None:
    script = f"if [ $PMGEN_FOLLOWUP = PM-2026-04-22#F1 ] && [ '{first == GOOD}' = True ]; then\n{first}\nelse\n"
    run = run_once(repository, f"{script}mv .git ../away\nfi", "--limit", "2")
    assert run.returncode == 2
    assert "the program has taken the repository away, or locked it (`.git`)" in run.stderr, run.stderr
    assert "nothing more was begun; clone it anew" in run.stderr
    (repository.parent / "away").rename(repository / ".git")
    assert git(repository, "status", "--porcelain") == ""
    assert ("status: done" in text(repository, "vault")) is (first == GOOD)


@pytest.fixture
def cloned(repository: Path) -> Path:
    """A clone with more branches than one, a tag that says something, and stashes."""
    git(repository, "branch", "other")
    clone = repository.parent / "clone"
    git(repository.parent, "clone", "-q", str(repository), str(clone))
    git(clone, "branch", "mine")
    git(clone, "tag", "-am", "First", "v1")
    for word in ("once", "twice"):
        (clone / "base").write_text(word)
        git(clone, "stash", "-q")
    return clone


def names(repository: Path) -> list[str]:
    """What all names but that of the branch lead to."""
    said = git(repository, "for-each-ref", "--format=%(refname) %(objectname) %(symref)")
    return [line for line in said.splitlines() if not line.startswith("refs/heads/main ")]


@pytest.mark.parametrize(
    "script",
    [
        "rm -rf .git/refs .git/logs",
        "rm -rf .git/refs/* .git/logs",
        "git pack-refs --all; rm -r .git/refs",
        "git pack-refs --all; echo xx > .git/packed-refs",
    ],
)
def test_names_of_commits_that_a_program_has_destroyed_lead_to_them_again(cloned: Path, script: str) -> None:
    before = names(cloned), git(cloned, "stash", "list")
    run = run_once(cloned, f"{script}; exit 1", "--limit", "2")
    assert (run.returncode, run.stderr.count("it exited with 1")) == (1, 2), run.stderr
    assert (names(cloned), git(cloned, "stash", "list")) == before, run.stderr
    assert git(cloned, "log", "-3", "--format=%s", "main").splitlines()[2] == "Begin"


@pytest.mark.parametrize("ending", ["exit 1", ""])
@pytest.mark.parametrize(
    "script",
    ["rm -rf .git/refs", "echo xx > .git/refs/heads/main", "git pack-refs --all; echo xx > .git/packed-refs"],
)
def test_commits_to_which_a_program_has_destroyed_what_led_are_named(
    repository: Path, script: str, ending: str
) -> None:
    for name in ("first", "second"):
        script = f"git commit -qm {name} --allow-empty; {script}"
    run = run_once(repository, f"{script}; {ending}")
    sha = run.stderr.partition("what was there is kept in ")[2][:8]
    assert (run.returncode, run.stderr.count("is kept in")) == (1, 1), run.stderr
    assert git(repository, "log", "--format=%s", sha).splitlines() == ["first", "second", "Begin"]
    assert git(repository, "log", "-1", "--format=%s", "main~1") == "Begin"


def test_each_branch_that_a_program_has_made_and_destroyed_is_named(repository: Path) -> None:
    script = "".join(f"git checkout -qb {each} main; git commit -qm {each} --allow-empty; " for each in ("one", "two"))
    upon = "git checkout -qb more; git commit -qm more --allow-empty; git checkout -q main"
    run = run_once(repository, f"{script}{upon}; rm -rf .git/refs/* .git/packed-refs; exit 1")
    kept = re.findall(r"what was there is kept in (\w+)", run.stderr)
    assert sorted(git(repository, "log", "-1", "--format=%s", each) for each in kept) == ["more", "one"], run.stderr


def test_no_branch_is_written_again_that_a_program_has_removed_beside_others(cloned: Path) -> None:
    run = run_once(cloned, "git branch -qD mine; echo xx > .git/refs/heads/main; exit 1")
    assert "`refs/heads/mine` led to " in run.stderr, run.stderr
    assert "refs/heads/mine" not in " ".join(names(cloned))


def test_a_clone_without_branches_has_none_that_were_destroyed(cloned: Path) -> None:
    """As a job has it."""
    git(cloned, "checkout", "-q", "--detach")
    git(cloned, "branch", "-qD", "main", "mine")
    run = run_once(cloned, "git tag fresh; git pack-refs --all; echo xx > .git/index; exit 1")
    assert "refs/tags/fresh" in " ".join(names(cloned)), run.stderr


@pytest.mark.parametrize("script", ["git commit -qm x --allow-empty; git reset -q --hard HEAD~1; {}", "{}"])
def test_no_commits_are_named_to_which_something_leads_or_that_a_program_has_given_up(
    repository: Path, script: str
) -> None:
    run = run_once(repository, f"{script.format('rm -rf .git/refs')}; exit 1")
    assert (run.returncode, "is kept in" in run.stderr) == (1, False), run.stderr
    run = run_once(repository, f"{script.format('rm -rf .git/refs .git/logs')}; exit 1")
    assert (run.returncode, "is kept in" in run.stderr) == (1, False), run.stderr


def test_a_name_that_leads_to_nothing_keeps_no_other_from_being_written_again(cloned: Path) -> None:
    (cloned / "base").write_text("gone")
    lost = git(cloned, "hash-object", "-w", "base")
    git(cloned, "tag", "lost", lost)
    git(cloned, "checkout", "-q", "base")
    before = names(cloned)
    run = run_once(cloned, f"rm .git/objects/{lost[:2]}/{lost[2:]}; rm -r .git/refs; exit 1")
    assert "it exited with 1" in run.stderr, run.stderr
    assert names(cloned) == [each for each in before if not each.startswith("refs/tags/lost ")], run.stderr
    assert "`refs/tags/lost` led to " in run.stderr


@pytest.mark.parametrize("script", ["rm -r .git/refs; touch .git/refs", "rm -rf .git; mkdir -p .git/objects"])
def test_no_names_of_commits_are_written_where_they_have_no_sense(cloned: Path, script: str) -> None:
    run = run_once(cloned, script)
    assert "error: the program has taken the repository away, or locked it (`.git`)" in run.stderr, run.stderr
    assert (run.returncode, (cloned / ".git/refs").is_dir()) == (2, False)


def test_files_that_are_left_out_keep_nothing_from_being_put_back(repository: Path) -> None:
    (repository / "rest").mkdir()
    (repository / "rest/file").write_text("x")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Have more")
    git(repository, "sparse-checkout", "set", "postmortems")
    script = f"git sparse-checkout disable\n[ $PMGEN_FOLLOWUP = PM-2026-04-22#F1 ] || exit 1\n{GOOD}"
    run = run_once(repository, script, "--limit", "3")
    assert run.stderr.count("it exited with 1") == 2, run.stderr
    assert not (repository / "rest").exists()
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "script",
    [
        "echo xx > .git/refs/heads/main",
        "rm .git/refs/heads/main; mkdir -p .git/refs/heads/main/more",
        "git rev-parse HEAD | tr 0-9 a > .git/refs/heads/main",
        "git pack-refs --all; echo xx > .git/packed-refs",
        "echo xx > .git/index",
        "rm .git/index; mkdir .git/index",
        "git checkout -q --orphan aside; git rm -q --cached -r .",
        "git checkout -q --detach; tr 0-9 a < .git/HEAD > head; mv head .git/HEAD",
    ],
)
@pytest.mark.parametrize("ending", ["exit 1", ""])
def test_what_git_cannot_read_any_more_is_put_back(repository: Path, script: str, ending: str) -> None:
    run = run_once(repository, f"echo x > new; {script}; {ending}")
    assert run.returncode == 1, run.stderr
    sha = run.stderr.partition("what was there is kept in ")[2][:8]
    assert git(repository, "show", f"{sha}:new") == "x"
    assert git(repository, "log", "--format=%s", "main").splitlines()[1:] == ["Begin"]
    assert git(repository, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(repository, "status", "--porcelain") == ""


def test_a_commit_that_is_in_the_repository_no_more_is_named_with_what_to_do(repository: Path) -> None:
    run = run_once(repository, "rm -rf .git/objects/*; exit 1")
    assert run.returncode == 2
    assert "that commit is not in it any more; clone it anew" in run.stderr
    assert (repository / ".git/refs/heads/main").exists()


@pytest.mark.parametrize(
    ("what", "missing"), [("HEAD", "that commit"), ("HEAD^{tree}", "not all that this commit has")]
)
def test_a_pipe_in_the_place_of_what_a_commit_has_is_named_with_what_to_do(
    repository: Path, what: str, missing: str
) -> None:
    sha = git(repository, "rev-parse", what)
    path = f".git/objects/{sha[:2]}/{sha[2:]}"
    run = run_once(repository, f"rm -f {path}; mkfifo {path}; exit 1")
    assert (run.returncode, "git could not read" in run.stderr) == (2, False), run.stderr
    assert f"and nothing more was begun: {missing} is " in run.stderr, run.stderr
    assert run.stderr.endswith(" in it any more; clone it anew\n")


@pytest.mark.parametrize(
    "script",
    [
        "rm .git/config; mkdir .git/config; touch .git/config/x",
        "mkdir .git/config.worktree .git/commondir .git/info/attributes",
        "rm .git/hooks/pre-push; mkdir .git/hooks/pre-push",
        "rm -r .git/info; echo x > .git/info",
    ],
)
def test_a_folder_in_the_place_of_a_file_of_git_goes(repository: Path, script: str) -> None:
    hook = repository / ".git/hooks/pre-push"
    hook.write_text("#!/bin/sh\n")
    settings = (repository / ".git/config").read_text()
    run = run_once(repository, f"{script}; exit 1")
    assert (run.returncode, "the program had changed `.git/" in run.stderr) == (1, True), run.stderr
    assert (repository / ".git/config").read_text() == settings
    assert hook.read_text() == "#!/bin/sh\n"
    assert not (repository / ".git/config.worktree").exists()
    assert git(repository, "status", "--porcelain") == ""


@humble
@pytest.mark.parametrize("folder", ["postmortems", ".git/hooks", ".git/info"])
def test_a_folder_that_a_program_has_locked_is_named(repository: Path, folder: str) -> None:
    (repository / ".git/hooks/pre-push").touch()
    run = run_humbly(repository, "followups", "run", *worker(repository, f"chmod 000 {folder}; exit 1"))
    (repository / folder).chmod(0o755)
    assert "Traceback" not in run.stderr, run.stderr
    assert f"`{folder}" in run.stderr


@humble
def test_a_lock_that_nobody_may_remove_is_no_traceback(repository: Path) -> None:
    script = "touch .git/index.lock; chmod 555 .git; echo x > new; exit 1"
    run = run_humbly(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    (repository / ".git").chmod(0o755)
    assert (run.returncode, "Traceback" in run.stderr) == (2, False), run.stderr
    assert git(repository, "show", "refs/pmgen/put-back:new") == "x"


@pytest.mark.parametrize(("branch", "other"), [("main", "main/x"), ("main/x", "main")])
def test_a_branch_that_is_in_the_way_of_another_is_called_otherwise(repository: Path, branch: str, other: str) -> None:
    if branch != "main":
        git(repository, "checkout", "-q", "--detach")
        git(repository, "branch", "-q", "-D", "main")
        git(repository, "checkout", "-q", "-b", branch)
    run = run_once(repository, f"git branch -m {other}; git commit -q --allow-empty -m Mine; exit 1")
    told = f"`refs/heads/{other}` was in the way of `refs/heads/{branch}`: it is `refs/pmgen/moved/heads/{other}` now\n"
    assert (run.returncode, f"warning: {told}" in run.stderr) == (1, True), run.stderr
    assert git(repository, "log", "-1", "--format=%s", f"refs/pmgen/moved/heads/{other}") == "Mine"
    assert git(repository, "symbolic-ref", "HEAD") == f"refs/heads/{branch}"
    assert git(repository, "log", "--format=%s").splitlines()[1:] == ["Begin"]


def test_no_lock_keeps_the_branch_from_being_put_back_that_a_program_has_left(repository: Path) -> None:
    locks = [f".git/refs/heads/{name}.lock" for name in ("main", "aside")]
    run = run_once(repository, f"git checkout -qb aside; touch {' '.join(locks)}; exit 1")
    assert (run.returncode, [each for each in locks if (repository / each).exists()]) == (1, []), run.stderr
    assert git(repository, "symbolic-ref", "HEAD") == "refs/heads/main"


def test_a_pipe_in_the_place_of_what_was_fetched_keeps_nobody_waiting(repository: Path) -> None:
    run = run_once(repository, f"{GOOD}\nrm -f .git/FETCH_HEAD; mkfifo .git/FETCH_HEAD")
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("path", ["postmortems", "base"])
def test_what_is_in_the_way_of_a_file_is_put_back(repository: Path, path: str) -> None:
    folder = (
        f"git rm -rq {path}; rm -rf {path}; mkdir {path}; echo x > {path}/x; git add {path}; git commit -qm x; exit 1"
    )
    run = run_once(repository, folder)
    assert (run.returncode, git(repository, "status", "--porcelain")) == (1, ""), run.stderr


@pytest.mark.parametrize("ending", ["exit 1", GOOD])
@pytest.mark.parametrize("script", ["git fetch -q --depth=1 file://$PWD main", "git rev-parse HEAD > .git/shallow"])
def test_a_history_that_a_program_cuts_short_is_whole_again(repository: Path, script: str, ending: str) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "Go on")
    run = run_once(repository, f"{script}\n{ending}")
    told = "warning: the program had changed `.git/shallow`, which git has for itself: it is as it was\n"
    assert (told in run.stderr, run.returncode) == (True, 1 if "exit" in ending else 0), run.stderr
    assert git(repository, "rev-parse", "--is-shallow-repository") == "false"
    assert "Begin" in git(repository, "log", "--format=%s").split("\n")


def test_a_history_of_which_not_all_is_there_stays_cut(repository: Path) -> None:
    other = repository.parent / "other"
    git(repository, "clone", "-q", ".", str(other))
    for subject in ("One", "Two"):
        git(other, "commit", "-q", "--allow-empty", "-m", subject)
    fetch = "git fetch -q --depth=1 file://{outside}/other main:other"
    run = run_once(repository, f"{fetch}; exit 1")
    assert (run.returncode, "`.git/shallow` cannot be put back" in run.stderr) == (1, True), run.stderr
    assert git(repository, "log", "--format=%s", "other") == "Two"
    assert git(repository, "status", "--porcelain") == ""


def test_nothing_is_said_of_a_history_that_was_cut_before(repository: Path) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "Go on")
    (repository / ".git/shallow").write_text(git(repository, "rev-parse", "HEAD") + "\n")
    run = run_once(repository, "git rev-parse HEAD > .git/shallow; exit 1")
    assert (run.returncode, "shallow" in run.stderr) == (1, False), run.stderr
    assert git(repository, "rev-parse", "--is-shallow-repository") == "true"


def test_a_work_tree_that_a_program_removes_stays_removed(repository: Path) -> None:
    git(repository, "worktree", "add", "-q", "-b", "tree", "../tree")
    run = run_once(repository, f"{GOOD}\ngit worktree remove ../tree")
    assert (run.returncode, "the program ha" in run.stderr) == (0, False), run.stderr
    assert not (repository / ".git/worktrees").exists()


def test_no_lock_of_another_work_tree_is_removed(repository: Path) -> None:
    git(repository, "worktree", "add", "-q", "../tree")
    lock = repository / ".git/worktrees/tree/index.lock"
    run = run_once(repository, f"touch {lock} .git/refs/heads/tree.lock; exit 1")
    assert (run.returncode, lock.exists(), (repository / ".git/refs/heads/tree.lock").exists()) == (1, True, True)


@pytest.mark.parametrize("ending", ["exit 1", GOOD])
def test_no_program_says_what_builds_remember_of_a_document(repository: Path, ending: str) -> None:
    assert "Remove it" in pmgen(repository, "followups", "list").stdout
    run = run_once(repository, f"{forging(repository)}\n{ending}")
    assert f"done `PM-2026-04-22#F1`: {'it exited with 1' if 'exit' in ending else ''}" in run.stderr, run.stderr
    assert "Remove it" in pmgen(repository, "followups", "list").stdout


def test_what_builds_remember_stays_where_no_program_has_changed_it(repository: Path) -> None:
    pmgen(repository, "followups", "list")
    remembered = (repository / ".pmgen-cache/builds.sqlite").stat().st_ino
    run_once(repository, "exit 1")
    assert (repository / ".pmgen-cache/builds.sqlite").stat().st_ino == remembered


def test_no_link_leads_what_builds_remember_to_what_a_program_has_written(repository: Path) -> None:
    assert "Remove it" in pmgen(repository, "followups", "list").stdout
    run_once(repository, f"{forging(repository)}; mv .pmgen-cache ../cache; ln -s ../cache .pmgen-cache; exit 1")
    assert not (repository / ".pmgen-cache").is_symlink()
    assert "Remove it" in pmgen(repository, "followups", "list").stdout


def test_what_stands_in_the_place_of_what_builds_remember_goes_and_keeps_nobody_waiting(repository: Path) -> None:
    pmgen(repository, "followups", "list")
    run = run_once(repository, "rm -r .pmgen-cache; mkfifo .pmgen-cache; exit 1", "--limit", "2")
    assert (run.returncode, run.stderr.count("it exited with 1")) == (1, 2), run.stderr
    assert not (repository / ".pmgen-cache").exists()


def test_what_git_goes_by_is_put_back_though_what_builds_remember_cannot_be_removed(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwilling(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    pmgen(repository, "followups", "list")
    monkeypatch.setattr("pmgen.cli.followups.remembered.shutil.rmtree", unwilling)
    config = (repository / ".git/config").read_text()
    run = run_once(repository, f"{FILTER}; echo x > .pmgen-cache/x; echo x > x; git add x; git commit -qm x")
    assert "error: `.pmgen-cache`, in which a program may have written what it likes, cannot be removed" in run.stderr
    assert (run.returncode, (repository / ".git/config").read_text()) == (2, config)
    assert git(repository, "log", "--format=%s") == "Begin"


@humble
@pytest.mark.parametrize("closed", [".pmgen-cache", ".pmgen-cache/a .pmgen-cache"])
def test_what_builds_remember_goes_where_a_program_lets_nobody_look_into_it(repository: Path, closed: str) -> None:
    assert "Remove it" in pmgen(repository, "followups", "list").stdout
    script = f"{forging(repository)}; mkdir .pmgen-cache/a; touch .pmgen-cache/a/b; chmod 0 {closed}; exit 1"
    run = run_humbly(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert run.returncode == 1, run.stderr
    assert "Remove it" in pmgen(repository, "followups", "list").stdout
