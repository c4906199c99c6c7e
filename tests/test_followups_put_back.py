"""What is put back when a follow-up was not done, what is kept of it, and what is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.following import (
    GOOD,
    NFS,
    TOKEN,
    VAULT,
    git,
    humble,
    run_humbly,
    text,
    worker,
)
from tests.running import pmgen


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exit 3", "it exited with 3"),
        ("kill -9 $$", "it was ended by SIGKILL"),
        (f"echo with {TOKEN}; exit 1", f"it exited with 1; it said: with {'•' * len(TOKEN)}"),
        ("sleep 60 & sleep 60", "it was not done after 0.6 seconds"),
        ("echo x > base; git commit -qa --amend -m Other", "it has rewritten the history"),
        ("git checkout -qb other && git commit -q --allow-empty -m x", "left the branch"),
        ("echo x > left; git commit -q --allow-empty -m x", "it left changes that are in no commit (`left`)"),
        ("true", "it made no commit"),
        ("git commit -qam x --allow-empty; git bisect start -q HEAD HEAD~1; exit 5", "it exited with 5"),
        ("touch .git/index.lock .git/refs/heads/main.lock; exit 4", "it exited with 4"),
        ("printf '\\033[31mred\\033]0;title\\007\\033(B\\a'; exit 1", "it exited with 1; it said: red\u2407\n"),
        ("printf 'FAIL  a\\tb \\302\\240 c\\n'; exit 1", "it said: FAIL  a"),
        ("echo x > 'a  b'; git commit -q --allow-empty -m x", "it left changes that are in no commit (`a  b`)"),
    ],
)
def test_a_worker_that_fails_leaves_the_repository_as_it_was(repository: Path, script: str, why: str) -> None:
    before = git(repository, "rev-parse", "HEAD")
    words = ["followups", "run", "--limit", "1", "--timeout", "0.01"]
    run = pmgen(repository, *words, *worker(repository, script))
    assert run.returncode == 1
    assert why in run.stderr
    assert "\x1b" not in run.stderr
    assert git(repository, "rev-parse", "HEAD~1") == before
    assert git(repository, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(repository, "status", "--porcelain") == ""
    assert not (repository / ".git/BISECT_START").exists()
    assert (repository / "base").read_text() == "base"
    assert "attempts: [{on: " in text(repository, "vault")
    kept = [line for line in text(repository, "vault").splitlines() if "attempts" not in line]
    assert kept == VAULT.splitlines()
    assert pmgen(repository, "check").returncode == 0


def test_settings_that_git_does_not_know_are_put_back(repository: Path) -> None:
    (repository / "deep").mkdir()
    (repository / ".gitignore").write_text("pmgen.toml\n")
    git(repository, "rm", "-q", "--cached", "pmgen.toml")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Settle")
    (repository / "pmgen.toml").write_text("safe_types = ['Config']\n")
    script = "echo 'safe_types = [\"Investigation\"]' | tee pmgen.toml > deep/pmgen.toml; exit 1"
    pmgen(repository / "deep", "followups", "run", "--limit", "1", *worker(repository, script))
    assert (repository / "pmgen.toml").read_text() == "safe_types = ['Config']\n"
    assert list((repository / "deep").iterdir()) == []


def test_what_is_put_back_is_kept(repository: Path) -> None:
    saved = "echo saved >> postmortems/nfs.md; echo new > postmortems/new.md"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, f"{saved}; exit 1"))
    assert text(repository, "nfs") == NFS
    assert not (repository / "postmortems/new.md").exists()
    found = re.search(r"what was there is kept in (\w+); `(git restore [^`]+)FILE`", run.stderr)
    assert found, run.stderr
    git(repository, *found[2].split()[1:], "postmortems")
    assert text(repository, "nfs") == f"{NFS}saved\n"
    assert text(repository, "new") == "new\n"
    assert git(repository, "rev-parse", "--short=8", "refs/pmgen/put-back") == found[1]


def test_nothing_is_kept_where_nothing_was_there(repository: Path) -> None:
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, "exit 1"))
    assert "kept" not in run.stderr
    assert git(repository, "for-each-ref", "refs/pmgen") == ""
    assert "could not" not in run.stderr


def test_what_git_runs_and_ignores_is_put_back(repository: Path) -> None:
    hooks = repository / ".git/hooks"
    (hooks / "pre-push").write_text("#!/bin/sh\n")
    (hooks / "post-merge").write_text("#!/bin/sh\n")
    (hooks / "post-merge").chmod(0o644)
    (repository.parent / "mine").write_text("mine")
    settings = (repository / ".git/config").read_bytes()
    script = (
        "cd .git; git config alias.st '!rm -r .'; echo '*.log' > info/exclude; echo x > ../left.log\n"
        "echo '* filter=x' > info/attributes; cd hooks; printf '#!/bin/sh\n' > post-checkout; chmod +x post-*\n"
        f"ln -sf {repository.parent}/mine pre-push; exit 1"
    )
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    told = "the program had changed `.git/config` and 5 more, which git has for itself: it is as it was"
    assert told in run.stderr, run.stderr
    assert (repository / ".git/config").read_bytes() == settings
    assert not (hooks / "post-checkout").exists()
    assert (hooks / "pre-push").read_text() == "#!/bin/sh\n"
    assert not (hooks / "pre-push").is_symlink()
    assert (hooks / "post-merge").stat().st_mode & 0o111 == 0
    assert (repository.parent / "mine").read_text() == "mine"
    assert not (repository / "left.log").exists()


@humble
def test_a_hook_that_cannot_be_put_back_is_named_and_all_else_is_put_back(repository: Path) -> None:
    (repository / ".git/hooks/pre-push").write_text("#!/bin/sh\n")
    script = "rm .git/hooks/pre-push; chmod 555 .git/hooks; echo x > postmortems/nfs.md; exit 1"
    run = run_humbly(repository, "followups", "run", *worker(repository, script))
    (repository / ".git/hooks").chmod(0o755)
    assert "`.git/hooks/pre-push` cannot be put back" in run.stderr, run.stderr
    assert "nothing more was begun" in run.stderr
    assert text(repository, "nfs") == NFS


@pytest.mark.parametrize("ending", ["", "exit 1"])
def test_what_else_a_program_has_changed_in_git_is_named(repository: Path, ending: str) -> None:
    script = f"{GOOD}\ngit tag v1; git branch aside; git notes add -m x; {ending}"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    told = "the program has changed `refs/heads/aside` and 2 more besides its branch: that is not put back"
    assert told in run.stderr, run.stderr


@pytest.mark.parametrize("ending", [GOOD, "exit 1"])
def test_a_work_tree_that_a_program_has_added_elsewhere_is_named(repository: Path, ending: str) -> None:
    git(repository, "worktree", "add", "-q", "--detach", "../mine")
    script = f"git worktree add -q --detach ../$PMGEN_POST_MORTEM\n{ending}"
    run = pmgen(repository, "followups", "run", "--limit", "2", *worker(repository, script))
    told = "the program has added 2 work trees (`../PM-2026-04-15` and 1 more): that stays; see `git worktree list`\n"
    assert told in run.stderr, run.stderr
    assert "mine" not in run.stderr


def test_nothing_is_said_of_a_work_tree_that_a_program_takes_away_again(repository: Path) -> None:
    git(repository, "worktree", "add", "-q", "--detach", "../mine")
    script = f"git worktree add -q --detach ../tree; git worktree remove ../tree\n{GOOD}"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert (run.returncode, "tree" in run.stderr) == (0, False), run.stderr


def test_where_the_work_is_that_a_program_has_thrown_away(repository: Path) -> None:
    """A branch, to which nothing else leads."""
    git(repository, "checkout", "-qb", "aside")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Mine")
    aside = git(repository, "rev-parse", "--short=12", "aside")
    git(repository, "checkout", "-q", "main")
    script = "git branch -qD aside; git branch new; exit 1"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    told = f"that is not put back; `refs/heads/aside` led to {aside}\n"
    assert told in run.stderr, run.stderr


def put_aside(folder: Path) -> str:
    """The list of three stashes that are then there."""
    for each in ("one", "two", "three"):
        (folder / "base").write_text(each)
        git(folder, "stash", "--quiet", "-m", f"Mine: {each}")
    return git(folder, "stash", "list", "--format=%H %gs")


@pytest.mark.parametrize("ending", ["exit 1", GOOD])
@pytest.mark.parametrize("script", ["git stash clear", "git stash drop -q; git stash drop -q; git stash drop -q"])
def test_all_stashes_that_a_program_drops_are_on_the_list_again(repository: Path, script: str, ending: str) -> None:
    stashes = put_aside(repository)
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, f"{script}\n{ending}"))
    assert git(repository, "stash", "list", "--format=%H %gs") == stashes
    told = "warning: the program had dropped 3 stashes: they are on the list again (`git stash list`)\n"
    assert told in run.stderr, run.stderr
    assert "refs/stash" not in run.stderr


def test_a_stash_is_back_though_it_was_not_the_latest(repository: Path) -> None:
    stashes = put_aside(repository).splitlines()
    run = pmgen(
        repository, "followups", "run", "--limit", "1", *worker(repository, "git stash drop -q stash@{1}; exit 1")
    )
    assert sorted(git(repository, "stash", "list", "--format=%H %gs").splitlines()) == sorted(stashes)
    assert "the program had dropped a stash: it is on the list again" in run.stderr, run.stderr


def test_each_stash_that_is_gone_for_good_is_named(repository: Path) -> None:
    stashes = put_aside(repository).splitlines()
    gone = "git stash clear; git reflog expire --expire=now --all; git gc -q --prune=now; exit 1"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, gone))
    for sha, message in (each.split(" ", 1) for each in stashes):
        assert f"the program has dropped the stash {sha[:12]} (`{message}`): it is gone\n" in run.stderr, run.stderr


@pytest.mark.parametrize(
    "script", ["echo xx > $0", "rm $0; mkdir $0; echo x > $0/y", "rm $0; mkdir $0; git rev-parse HEAD > $0/y"]
)
def test_nothing_that_a_program_leaves_in_the_way_of_stashes_keeps_them_off_the_list(
    repository: Path, script: str
) -> None:
    stashes = put_aside(repository)
    script = script.replace("$0", ".git/refs/stash")
    pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, f"{script}; exit 1"))
    assert git(repository, "stash", "list", "--format=%H %gs") == stashes
    assert git(repository, "status", "--porcelain") == ""


def test_a_stash_that_cannot_be_put_back_is_told_with_what_does_it(repository: Path) -> None:
    """As on a full disk."""
    (stash,) = put_aside(repository).splitlines()[2:]
    git(repository, "stash", "drop", "-q", "stash@{1}")
    git(repository, "stash", "drop", "-q")
    script = "git stash clear; rm -rf .git/logs/refs; touch .git/logs/refs; exit 1"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    sha, message = stash.split(" ", 1)
    told = (
        f"the stash {sha[:12]} (`{message}`): it cannot be put back; `git stash store {sha[:12]}` puts it on the list"
    )
    assert told in run.stderr, run.stderr


@pytest.mark.parametrize("script", ["git stash clear; echo x > base; git stash -q", "echo x > base; git stash -q"])
@pytest.mark.parametrize("ending", ["exit 1", GOOD])
def test_a_stash_that_a_program_adds_stays_and_is_named(repository: Path, script: str, ending: str) -> None:
    before = put_aside(repository).splitlines()
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, f"{script}\n{ending}"))
    added = set(git(repository, "stash", "list", "--format=%H %gs").splitlines()) - set(before)
    message = min(added).split(" ", 1)[1]
    told = f"warning: the program has added a stash (`{message}`): that stays; see `git stash list`\n"
    assert (told in run.stderr, len(added), "refs/stash" in run.stderr) == (True, 1, False), run.stderr


@pytest.mark.parametrize("script", ["echo x > base; git stash -q; git stash drop -q", "true"])
def test_nothing_is_said_of_stashes_of_which_none_is_missing(repository: Path, script: str) -> None:
    stashes = put_aside(repository)
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, f"{script}\n{GOOD}"))
    assert (run.returncode, "stash" in run.stderr) == (0, False), run.stderr
    assert git(repository, "stash", "list", "--format=%H %gs") == stashes


@humble
def test_what_a_program_lets_nobody_read_is_kept_all_the_same(repository: Path) -> None:
    script = "mkdir d; echo x > d/one; echo y > two; echo z > three; chmod 0 d two; exit 1"
    run = run_humbly(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert (run.returncode, "could not be kept" in run.stderr) == (1, False), run.stderr
    kept = git(repository, "show", "--format=", "--name-only", "refs/pmgen/put-back").split()
    assert kept == ["d/one", "three", "two"]
    assert git(repository, "status", "--porcelain") == ""


@humble
@pytest.mark.parametrize("folder", ["cache/a", "postmortems"])
def test_folders_in_which_a_program_lets_nobody_write_are_no_obstacle(repository: Path, folder: str) -> None:
    elsewhere = repository.parent / "elsewhere"
    elsewhere.mkdir(mode=0o555)
    script = f"mkdir -p {folder}/b; echo x > {folder}/b/c; ln -s ../elsewhere; chmod -R a-w {folder}; exit 1"
    run = run_humbly(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert (run.returncode, "cannot be put back" in run.stderr) == (1, False), run.stderr
    assert git(repository, "status", "--porcelain") == ""
    assert "why: it exited with 1" in text(repository, "vault")
    assert elsewhere.stat().st_mode & 0o777 == 0o555
