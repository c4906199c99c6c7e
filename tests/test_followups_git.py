"""What a program that does follow-ups may leave to git, so that git does, sees or ignores something else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.following import (
    FILTER,
    GOOD,
    STARTED,
    VAULT,
    git,
    humble,
    run_humbly,
    run_once,
    text,
    worker,
)
from tests.running import pmgen


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_nothing_is_changed_where_git_was_told_to_overlook_it(repository: Path, flag: str) -> None:
    hidden = f"git update-index {flag} postmortems/vault.md base; sed -i s/Both/Neither/ postmortems/vault.md"
    script = (
        f"[ $PMGEN_FOLLOWUP != PM-2026-04-22#F1 ] || {{ echo x >> base; git commit -qam x; {hidden}; exit; }}\n{GOOD}"
    )
    run = pmgen(repository, "followups", "run", "--limit", "2", *worker(repository, script))
    assert run.returncode == 1
    assert "not done `PM-2026-04-22#F1`: it has told git to overlook what changes in `base`" in run.stderr
    assert "\ndone `PM-2026-04-15#F1`" in run.stderr
    kept = [line for line in text(repository, "vault").splitlines() if "attempts" not in line]
    assert kept == VAULT.splitlines()
    assert git(repository, "show", "HEAD:postmortems/vault.md") == text(repository, "vault").strip()
    assert (repository / "base").read_text() == "base"


def test_a_folder_to_which_a_program_has_linked_the_hooks_is_left_alone(repository: Path) -> None:
    (repository.parent / "mine").mkdir()
    (repository.parent / "mine/post-commit").write_text("mine")
    script = f"cd .git; rm -r hooks; ln -s {repository.parent}/mine hooks; exit 1"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert not (repository / ".git/hooks").is_symlink(), run.stderr
    assert (repository.parent / "mine/post-commit").read_text() == "mine"


def test_work_behind_which_git_ignores_more_is_not_done(repository: Path) -> None:
    script = f"{GOOD}\necho '*.log' >> .git/info/exclude; echo x > left.log"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert "it has changed what git ignores (`.git/info/exclude`)" in run.stderr, run.stderr
    assert not (repository / "left.log").exists()


def test_no_hook_stays_whatever_else_was_done(repository: Path) -> None:
    script = f"{GOOD}\necho x > .git/hooks/pre-push"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert run.returncode == 0
    assert "the program had changed `.git/hooks/pre-push`, which git has for itself: it is as it was" in run.stderr
    assert not (repository / ".git/hooks/pre-push").exists()


def test_nothing_is_named_of_a_program_that_has_only_done_its_work(repository: Path) -> None:
    run = pmgen(repository, "followups", "run", *worker(repository, GOOD))
    assert (run.returncode, "the program ha" in run.stderr) == (0, False), run.stderr


def test_no_program_is_started_by_the_settings_that_one_leaves_to_git(repository: Path) -> None:
    script = f"{GOOD}\ngit config core.fsmonitor 'touch ../started; false'"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert run.returncode == 0, run.stderr
    assert not (repository.parent / "started").exists()


@pytest.mark.parametrize("ending", ["", "exit 1"])
@pytest.mark.parametrize(
    "script",
    [
        f"{FILTER}; echo 'base filter=x' > .git/info/attributes",
        f"{FILTER}; echo 'base filter=x' > .gitattributes",
        f"git config include.path ../more; git config -f more filter.x.clean '{STARTED}'; "
        "echo 'base filter=x' > .git/info/attributes",
        f"mkdir w; cd w; git init -q .; {FILTER}; echo '* filter=x' > .git/info/attributes; cd ..; "
        "mv .git old; echo 'gitdir: w/.git' > .git; mv old .git/../w/old",
        f"mkdir ../other; cp -r .git ../other/x; echo '{{outside}}/other/x' > .git/commondir; "
        f"git config -f ../other/x/config filter.x.clean '{STARTED}'; mkdir -p ../other/x/info; "
        "echo 'base filter=x' > ../other/x/info/attributes",
        "git config core.sshCommand 'touch {outside}/started'; "
        "git config diff.external 'touch {outside}/started'; "
        "git config gpg.program 'touch {outside}/started'; git config commit.gpgSign true; "
        "git config credential.helper '!touch {outside}/started'; "
        "git config core.editor 'touch {outside}/started'; "
        "git config core.pager 'touch {outside}/started'",
    ],
    ids=["attributes", "tracked", "include", "other", "common", "programs"],
)
def test_nothing_that_a_program_leaves_to_git_is_started(repository: Path, script: str, ending: str) -> None:
    run = run_once(repository, f"{GOOD}\n{script}\nsleep 0.01; touch base; {ending}")
    assert not (repository.parent / "started").exists(), run.stderr


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (
            "git config core.excludesFile {outside}/ignored; echo '*.log' > {outside}/ignored; echo x > left.log",
            "it left changes that are in no commit (`left.log`)",
        ),
        (
            "mkdir -p ~/.config/git; echo '*.log' > ~/.config/git/ignore; echo x > left.log",
            "it has changed what git ignores (`../home/.config/git/ignore`)",
        ),
        (
            "echo '*.log' > .git/info/exclude; echo x > left.log",
            "it has changed what git ignores (`.git/info/exclude`)",
        ),
        (
            f"git init -q evil; cd evil; echo x > a; git add a; git commit -qm x; {FILTER}; "
            "echo 'a filter=x' > .git/info/attributes;"
            "cd ..; git add evil 2>&-; git commit -qm x; sleep 0.01; touch evil/a",
            "it has put another repository into this one (`evil`)",
        ),
    ],
)
def test_work_behind_which_git_sees_something_else_is_not_done(repository: Path, script: str, why: str) -> None:
    run = run_once(repository, f"{GOOD}\n{script}")
    assert why in run.stderr, run.stderr
    assert not (repository / "evil").exists()
    assert not (repository.parent / "started").exists()
    assert git(repository, "status", "--porcelain") == ""


def test_what_git_ignores_everywhere_is_put_back_and_hides_nothing_from_the_next(repository: Path) -> None:
    ignore = repository.parent / "home/.config/git/ignore"
    script = "mkdir -p ~/.config/git; echo '*.log' > ~/.config/git/ignore; echo x > left.log; exit 1"
    run = run_once(repository, script, "--limit", "3")
    assert (run.returncode, run.stderr.count("doing `")) == (1, 3), run.stderr
    assert not (repository / "left.log").exists()
    assert not ignore.exists()


@pytest.fixture
def gitconfig(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of whoever runs this, where git looks for them."""
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    path = repository.parent / "home/.gitconfig"
    path.parent.mkdir()
    path.write_text("[user]\n\tname = on-call\n")
    return path


@pytest.mark.parametrize("ending", ["", "exit 1"])
def test_git_goes_by_no_settings_that_a_program_leaves_to_whoever_runs_it(gitconfig: Path, ending: str) -> None:
    repository, mine = gitconfig.parents[1] / "repository", gitconfig.read_text()
    script = (
        f"{GOOD}\ngit config --global filter.x.clean '{STARTED}'; git config --global filter.x.smudge '{STARTED}'\n"
        f"echo 'base filter=x' > .git/info/attributes; sleep 0.01; touch base; {ending}"
    )
    run = run_once(repository, script)
    assert "the program had changed `.git/info/attributes` and 1 more, which git has" in run.stderr, run.stderr
    assert not (repository.parent / "started").exists()
    assert gitconfig.read_text() == mine
    assert ("done" in text(repository, "vault")) is (ending == "")


def test_what_was_in_the_settings_of_whoever_runs_it_is_kept(gitconfig: Path) -> None:
    repository = gitconfig.parents[1] / "repository"
    run = run_once(repository, f"{GOOD}\ngit config --global user.name platform")
    assert run.returncode == 0, run.stderr
    kept = repository / ".git/pmgen-put-back/1" / gitconfig.relative_to("/")
    assert f"what was in `../home/.gitconfig` now lies in `{kept.relative_to(repository)}`" in run.stderr
    assert "platform" in kept.read_text()


def test_settings_of_whoever_runs_it_come_back_wherever_a_link_leads(gitconfig: Path) -> None:
    repository, mine = gitconfig.parents[1] / "repository", gitconfig.read_text()
    other = gitconfig.with_name("dotfiles")
    gitconfig.rename(other)
    gitconfig.symlink_to(other)
    for script in ("rm ~/.gitconfig", "git config --global user.name x", "rm ~/.gitconfig; mkdir ~/.gitconfig"):
        assert "the program had changed `../home/.gitconfig`" in run_once(repository, f"{script}; exit 1").stderr
        assert (os.readlink(gitconfig), gitconfig.read_text()) == (str(other), mine), script


@pytest.mark.parametrize(
    "included",
    ["[include]\n\tpath = more\n", "[core]\n\tattributesFile = ~/more\n", "[core]\n\texcludesFile = ~/more\n"],
)
def test_what_settings_of_whoever_runs_it_name_is_put_back(gitconfig: Path, included: str) -> None:
    repository, more = gitconfig.parents[1] / "repository", gitconfig.with_name("more")
    with gitconfig.open("a") as stream:
        stream.write(included)
    for before in (None, "# mine\n"):
        if before:
            more.write_text(before)
        run = run_once(repository, "echo '# x' > ~/more; exit 1")
        assert "the program had changed `../home/more`" in run.stderr, run.stderr
        assert (more.read_text() if more.exists() else None) == before


@pytest.mark.parametrize("script", ["git config --global --list", "echo x > ~/notes; touch ~/.gitconfig", "true"])
def test_nothing_is_said_of_settings_that_are_as_they_were(gitconfig: Path, script: str) -> None:
    repository = gitconfig.parents[1] / "repository"
    run = run_once(repository, f"{script}\n{GOOD}")
    assert (run.returncode, "the program ha" in run.stderr, "now lies" in run.stderr) == (0, False, False), run.stderr
    assert not (repository / ".git/pmgen-put-back").exists()


def test_who_ignores_something_everywhere_has_it_ignored(repository: Path) -> None:
    ignore = repository.parent / "home/.config/git/ignore"
    ignore.parent.mkdir(parents=True)
    ignore.write_text("*.log\n")
    run = run_once(
        repository, f"echo x > a.log; [ $PMGEN_FOLLOWUP != PM-2026-04-22#F1 ] || exit 1\n{GOOD}", "--limit", "2"
    )
    assert (run.returncode, "\ndone `PM-2026-04-15#F1`" in run.stderr) == (1, True), run.stderr
    assert (repository / "a.log").exists()


def test_a_linked_work_tree_is_put_back_with_what_all_of_them_share(repository: Path) -> None:
    tree = repository.parent / "tree"
    git(repository, "worktree", "add", "-q", "-b", "tree", str(tree))
    git(repository, "config", "extensions.worktreeConfig", "true")
    led = (tree / ".git").read_text()
    script = (
        f"git config --worktree filter.x.clean '{STARTED}'; echo x > $(git rev-parse --git-path hooks)/pre-push\n"
        "echo 'base filter=x' > $(git rev-parse --git-path info/attributes)\n"
        "cp -r $(git rev-parse --git-dir) ../led; echo 'gitdir: ../led' > .git; sleep 0.01; touch base; exit 1"
    )
    run = run_once(tree, script)
    assert "it exited with 1" in run.stderr, run.stderr
    assert "`../repository/.git/info/attributes` and 3 more" in run.stderr
    assert not (repository.parent / "started").exists()
    assert not (repository / ".git/hooks/pre-push").exists()
    assert not (repository / ".git/worktrees/tree/config.worktree").exists()
    assert (tree / ".git").read_text() == led


@pytest.mark.parametrize("way", ["link", "setting"])
def test_hooks_that_are_kept_elsewhere_are_put_back(repository: Path, way: str) -> None:
    shared = repository.parent / "shared"
    shared.mkdir()
    (shared / "pre-push").write_text("#!/bin/sh\n")
    if way == "link":
        shutil.rmtree(repository / ".git/hooks")
        (repository / ".git/hooks").symlink_to(shared)
    else:
        git(repository, "config", "core.hooksPath", str(shared))
    run = run_once(repository, f"{GOOD}\ncd {{outside}}/shared; echo x > pre-commit; echo x > pre-push")
    assert "the program had changed `../shared/pre-push` and 1 more" in run.stderr, run.stderr
    assert [path.read_text() for path in shared.iterdir()] == ["#!/bin/sh\n"]


@pytest.mark.parametrize("folder", ["hooks", "info"])
def test_nothing_is_written_where_a_program_has_linked_a_folder_to(repository: Path, folder: str) -> None:
    (repository / ".git" / folder / "exclude").write_text("*.bak\n")
    mine = repository.parent / "mine"
    mine.mkdir()
    (mine / "post-commit").write_text("mine")
    run = run_once(repository, f"cd .git; rm -r {folder}; ln -s {{outside}}/mine {folder}; exit 1")
    assert not (repository / ".git" / folder).is_symlink(), run.stderr
    assert (repository / ".git" / folder / "exclude").exists()
    assert [path.read_text() for path in mine.iterdir()] == ["mine"]


def test_nothing_is_removed_where_a_program_has_linked_a_repository_to(repository: Path) -> None:
    script = (
        "git init -q evil/in; (cd evil/in; git commit -q --allow-empty -m x); git add evil/in 2>&-; git commit -qm x\n"
        "mv evil {outside}/mine; ln -s {outside}/mine evil"
    )
    run = run_once(repository, script)
    assert run.returncode == 1
    assert (repository.parent / "mine/in/.git").is_dir(), run.stderr
    assert git(repository, "status", "--porcelain") == ""


def test_settings_that_a_commit_changes_are_not_gone_by(repository: Path) -> None:
    (repository / ".gitconfig").write_text("[alias]\n\tst = status\n")
    git(repository, "config", "include.path", "../.gitconfig")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Share settings")
    script = (
        f"git config -f .gitconfig filter.x.clean '{STARTED}'; echo 'base filter=x' > .gitattributes; "
        "git add .; git commit -qm x; rm -f ../started; sleep 0.01; touch base"
    )
    run = run_once(repository, script)
    assert "it has changed the settings of git (`.gitconfig`)" in run.stderr, run.stderr
    assert not (repository.parent / "started").exists()
    assert git(repository, "status", "--porcelain") == ""


@humble
def test_git_is_asked_for_nothing_where_its_settings_cannot_be_put_back(repository: Path) -> None:
    script = "rm .git/config; chmod 555 .git; echo x > postmortems/nfs.md; exit 1"
    run = run_humbly(repository, "followups", "run", "--limit", "3", *worker(repository, script))
    (repository / ".git").chmod(0o755)
    assert run.returncode == 2
    assert "the program has changed `.git/config`, which cannot be put back" in run.stderr, run.stderr
    assert "Traceback" not in run.stderr
    assert text(repository, "nfs") == "x\n"


def test_a_pipe_in_the_place_of_settings_keeps_nobody_waiting(repository: Path) -> None:
    settings = (repository / ".git/config").read_text()
    run = run_once(repository, "rm .git/config; mkfifo .git/config .git/info/attributes .git/hooks/pre-push; exit 1")
    assert "it exited with 1" in run.stderr, run.stderr
    assert (repository / ".git/config").read_text() == settings
    assert not (repository / ".git/hooks/pre-push").exists()
    assert git(repository, "status", "--porcelain") == ""


def test_no_lock_that_a_program_has_left_keeps_git_from_its_settings(repository: Path) -> None:
    run = run_once(repository, f"{GOOD}\ntouch .git/config.lock .git/packed-refs.lock")
    assert run.returncode == 0, run.stderr
    git(repository, "config", "user.name", "on-call")
    git(repository, "pack-refs", "--all")


@humble
@pytest.mark.parametrize("mode", ["000", "111", "311"])
def test_no_hook_stays_in_a_folder_that_nobody_may_look_into(repository: Path, mode: str) -> None:
    """Git runs it all the same, as it knows its name."""
    script = f"cd .git/hooks; echo 'touch ../started' > post-checkout; chmod +x post-checkout; chmod {mode} ."
    run = run_humbly(repository, "followups", "run", "--limit", "1", *worker(repository, f"{GOOD}\n{script}"))
    assert "the program had changed `.git/hooks`" in run.stderr, run.stderr
    (repository / ".git/hooks").chmod(0o755)
    assert list((repository / ".git/hooks").iterdir()) == []


@humble
def test_nothing_is_opened_where_a_program_has_linked_the_hooks_to(repository: Path) -> None:
    mine = repository.parent / "mine"
    mine.mkdir(mode=0o300)
    script = f"rm -r .git/hooks; ln -s {mine} .git/hooks; exit 1"
    run_humbly(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert mine.stat().st_mode & 0o777 == 0o300


def test_folders_that_git_makes_for_itself_are_not_named(tmp_path: Path, repository: Path) -> None:
    """One that was made without a template has no `info`, and a clean-up makes it."""
    for folder in ("info", "hooks"):
        shutil.rmtree(repository / ".git" / folder)
    run = run_once(repository, f"{GOOD}\ngit gc -q; mkdir -p .git/info .git/hooks")
    assert (run.returncode, "the program ha" in run.stderr) == (0, False), run.stderr
    assert (repository / ".git/info").is_dir()
