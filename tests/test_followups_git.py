"""What a program that does follow-ups may leave to git, so that git does, sees or ignores something else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.following import DNS, GOOD, NFS, begin, begun, copied, git, humble, run_humbly, text, worker
from tests.running import Run, pmgen, started

STARTED = "touch {outside}/started; cat"
"""What a program leaves for others to start."""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return begun(tmp_path, monkeypatch)


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


def run_once(folder: Path, script: str, *words: str) -> Run:
    outside = folder.parent
    return pmgen(
        folder,
        "followups",
        "run",
        *(words or ("--limit", "1")),
        *worker(folder, script.replace("{outside}", str(outside))),
    )


FILTER = (
    f"git config filter.x.clean '{STARTED}'; git config filter.x.smudge '{STARTED}'; git config filter.x.required true"
)


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
    assert (run.returncode, "done `PM-2026-04-15#F1`" in run.stderr) == (1, True), run.stderr
    assert (repository / "a.log").exists()


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


@pytest.mark.parametrize("damage", ["rm -rf .git/*", "echo > .git/HEAD"])
@pytest.mark.parametrize(
    "words", [["run", "--", "true"], ["sync"], ["done", "PM-2026-04-14#F1", "--commit", "1234567"]], ids=" ".join
)
def test_the_repository_around_a_damaged_one_is_left_alone(repository: Path, words: list[str], damage: str) -> None:
    around = repository.parent
    git(around, "init", "--quiet")
    (around / ".gitignore").write_text("/repository/.git\n")
    git(around, "add", ".gitignore", "repository/postmortems", "repository/pmgen.toml")
    git(around, "add", "--force", "repository/base")
    git(around, "commit", "-qm", "Closes: PM-2026-04-14#F1")
    subprocess.run(["sh", "-ec", damage], cwd=repository, check=True)
    before = git(around, "rev-parse", "HEAD")
    run = pmgen(repository, "followups", *words)
    assert run.returncode == 2
    assert f"git reads no repository from `{repository / '.git'}`" in run.stderr
    assert (repository / ".git").is_dir()
    assert (git(around, "rev-parse", "HEAD"), text(repository, "nfs")) == (before, NFS)


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
    assert (run.returncode, "done `PM-2026-04-22#F1`" in run.stderr) == (0, True), run.stderr
    git(with_submodule, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", "--force")
    run = run_once(with_submodule, "git rm -q libs/sub; git commit -qm Remove")
    assert (run.returncode, "done `PM-2026-04-15#F1`" in run.stderr) == (0, True), run.stderr


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


def test_another_repository_around_the_documents_is_not_asked(repository: Path) -> None:
    git(repository, "mv", "pmgen.toml", "postmortems")
    git(repository, "commit", "-qm", "Settle")
    folder = repository / "postmortems"
    (folder / "pmgen.toml").write_text("source = '.'\n")
    git(repository, "commit", "-qam", "Settle again")
    script = (
        f"git init -q .; {FILTER}; echo '* filter=x' > .git/info/attributes; git add .; git commit -qm x\n"
        "rm -f {outside}/started; sleep 0.01; touch *"
    )
    script = script.replace("{outside}", str(repository.parent))
    run = pmgen(folder, "followups", "run", "--limit", "1", *worker(repository, script))
    assert "it made no commit" in run.stderr, run.stderr
    assert not (folder / ".git").exists()
    assert git(repository / ".git/pmgen-put-back/1/postmortems/.git", "log", "--format=%s") == "x"
    assert not (repository.parent / "started").exists()
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


@pytest.mark.parametrize("name", [".gitignore", "postmortems/.gitattributes", ".git/packed-refs", ".git/refs/heads/x"])
def test_git_waits_for_no_pipe_that_a_program_has_left(repository: Path, name: str) -> None:
    run = run_once(repository, f"{GOOD}\nrm -f {name}; mkfifo {name}")
    assert (run.returncode, f"warning: `{name}`, {SPECIAL}" in run.stderr) == (0, True), run.stderr


@pytest.mark.parametrize(
    "script",
    [
        """python3 -c 'import socket; socket.socket(1).bind(".git/fsmonitor--daemon.ipc")'""",
        "mkdir d; mkfifo d/pipe",
        "ln -s /dev/null .gitignore; git add .gitignore; git commit -qm x",
    ],
)
def test_what_keeps_git_from_nothing_stays_where_it_is(repository: Path, script: str) -> None:
    run = run_once(repository, f"{GOOD}\n{script}")
    assert (run.returncode, SPECIAL in run.stderr) == (0, False), run.stderr


def test_what_was_fetched_is_named_once(repository: Path) -> None:
    origin = repository.parent / "origin"
    subprocess.run(["git", "clone", "-q", "--bare", str(repository), str(origin)], check=True)
    git(repository, "remote", "add", "origin", str(origin))
    # Each time there is something new to fetch.
    script = f"git --git-dir={{outside}}/origin branch seen-$PMGEN_POST_MORTEM-$PMGEN_ID main; git fetch -q\n{GOOD}"
    run = run_once(repository, script, "--limit", "3")
    assert run.returncode == 0, run.stderr
    assert run.stderr.count("besides its branch") == 1, run.stderr
    assert "the program has changed `refs/remotes/origin/main` and 3 more besides its branch" in run.stderr


@pytest.mark.parametrize(
    "script",
    [
        "git checkout -qb aside; git checkout -q main; git branch -d aside -q",
        "git worktree add -q ../aside; git worktree remove ../aside; git branch -qD aside",
        "git stash -q; git gc -q",
        "mkdir -p .husky/_; echo x > .husky/_/pre-commit; echo x > .husky/pre-commit; "
        "echo _ > .husky/.gitignore; git add .; git commit -qm Hook",
        "git clone -q . sub-clone 2>&-; rm -rf sub-clone",
    ],
)
def test_nothing_is_said_of_what_is_only_work(repository: Path, script: str) -> None:
    git(repository, "config", "core.hooksPath", ".husky")
    run = run_once(repository, f"{GOOD}\n{script}")
    assert (run.returncode, "the program ha" in run.stderr) == (0, False), run.stderr
    assert text(repository, "nfs") == NFS


@pytest.mark.parametrize("first", ["true", GOOD])
def test_a_repository_that_was_taken_away_is_named_and_nothing_stands_in_its_place(
    repository: Path, first: str
) -> None:
    script = f"if [ $PMGEN_FOLLOWUP = PM-2026-04-22#F1 ] && [ '{first == GOOD}' = True ]; then\n{first}\nelse\n"
    run = run_once(repository, f"{script}mv .git ../away\nfi", "--limit", "2")
    assert run.returncode == 2
    assert "the program has taken the repository away, or locked it (`.git`)" in run.stderr, run.stderr
    assert ("the documents are changed, and not committed: " in run.stderr) is (first == GOOD)
    (repository.parent / "away").rename(repository / ".git")
    assert git(repository, "status", "--porcelain") == ("M postmortems/vault.md" if first == GOOD else "")


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


def test_a_work_tree_that_a_program_removes_stays_removed(repository: Path) -> None:
    git(repository, "worktree", "add", "-q", "-b", "tree", "../tree")
    run = run_once(repository, f"{GOOD}\ngit worktree remove ../tree")
    assert (run.returncode, "the program ha" in run.stderr) == (0, False), run.stderr
    assert not (repository / ".git/worktrees").exists()


@humble
def test_a_work_tree_may_be_called_as_it_likes(repository: Path) -> None:
    tree = repository.parent / "hooks"
    git(repository, "worktree", "add", "-q", "-b", "tree", str(tree))
    git(repository, "config", "extensions.worktreeConfig", "true")
    git(tree, "config", "--worktree", "user.name", "on-call")
    own = repository / ".git/worktrees/hooks"
    script = f"rm {own}/config.worktree; chmod 555 {own}; exit 1"
    run = run_humbly(tree, "followups", "run", *worker(repository, script))
    own.chmod(0o755)
    assert "hooks/config.worktree`, which cannot be put back" in run.stderr, run.stderr
    assert "nothing else was put back, and nothing more was begun" in run.stderr


def test_a_submodule_that_a_program_removes_stays_removed(with_submodule: Path) -> None:
    script = "git rm -q libs/sub; rm -r .git/modules/libs; git commit -qm Remove"
    run = run_once(with_submodule, script)
    assert (run.returncode, "done `PM-2026-04-22#F1`" in run.stderr) == (0, True), run.stderr
    assert not (with_submodule / ".git/modules/libs").exists()


def test_who_works_on_no_branch_is_told_how_to_keep_it(repository: Path) -> None:
    run = run_once(repository, GOOD)
    assert "on no branch" not in run.stderr
    git(repository, "checkout", "-q", "--detach")
    run = run_once(repository, GOOD)
    assert (run.returncode, "HEAD is on no branch; `git branch NAME` keeps" in run.stderr) == (0, True), run.stderr


def test_no_lock_that_a_program_has_left_keeps_git_from_its_settings(repository: Path) -> None:
    run = run_once(repository, f"{GOOD}\ntouch .git/config.lock .git/packed-refs.lock")
    assert run.returncode == 0, run.stderr
    git(repository, "config", "user.name", "on-call")
    git(repository, "pack-refs", "--all")


def around(repository: Path) -> Path:
    """A repository around another one, with what is in no commit."""
    outer = repository.parent
    git(outer, "init", "--quiet", "--initial-branch=outer")
    (outer / "mine").write_text("in no commit")
    (outer / ".gitignore").write_text("worker\nrepository\n")
    git(outer, "add", ".gitignore")
    git(outer, "commit", "--quiet", "-m", "Mine")
    return outer


@pytest.mark.parametrize(
    "script",
    [
        "echo xx > .git/HEAD",
        "rm .git/HEAD",
        "rm .git/HEAD; mkdir .git/HEAD",
        "rm .git/HEAD; mkfifo .git/HEAD",
        "rm -r .git/refs; touch .git/refs",
        "rm -r .git/objects; touch .git/objects",
    ],
)
def test_no_repository_further_up_is_taken_for_the_one_that_a_program_has_broken(repository: Path, script: str) -> None:
    outer = around(repository)
    before = git(outer, "for-each-ref"), git(outer, "status", "--porcelain")
    run = run_once(repository, f"{script}; exit 1")
    assert (git(outer, "for-each-ref"), git(outer, "status", "--porcelain")) == before, run.stderr
    assert git(outer, "symbolic-ref", "HEAD") == "refs/heads/outer"
    assert (outer / "mine").read_text() == "in no commit"
    if "HEAD" in script:
        assert "the program had changed `.git/HEAD`, which git has for itself: it is as it was" in run.stderr
        assert git(repository, "log", "-2", "--format=%s").splitlines()[1] == "Begin"
    else:
        assert "the program has taken the repository away, or locked it (`.git`)" in run.stderr


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


def test_folders_that_git_makes_for_itself_are_not_named(tmp_path: Path, repository: Path) -> None:
    """One that was made without a template has no `info`, and a clean-up makes it."""
    for folder in ("info", "hooks"):
        shutil.rmtree(repository / ".git" / folder)
    run = run_once(repository, f"{GOOD}\ngit gc -q; mkdir -p .git/info .git/hooks")
    assert (run.returncode, "the program ha" in run.stderr) == (0, False), run.stderr
    assert (repository / ".git/info").is_dir()


def killed_run(folder: Path, script: str) -> None:
    """A run that its own program kills, so that nothing is put back."""
    words = worker(folder, f"{script.replace('{outside}', str(folder.parent))}\nkill -9 $PPID")
    run = started(folder, "followups", "run", *words)
    assert run.returncode == -9, run.stderr


def test_after_a_run_that_was_killed_git_goes_by_nothing_that_a_program_wrote(repository: Path) -> None:
    killed_run(repository, f"{FILTER}; echo 'base filter=x' > .git/info/attributes; sleep 0.01; touch base")
    run = run_once(repository, GOOD)
    note = ".git/pmgen-followups.before"
    told = "`.git/config` and 1 more, by which git goes, is not what it was before; put that right, and delete "
    assert (run.returncode, run.stderr) == (
        2,
        f"error: an earlier run did not come to its end here, and {told}`{note}`\n",
    )
    assert not (repository.parent / "started").exists()
    git(repository, "config", "--remove-section", "filter.x")
    (repository / ".git/info/attributes").unlink()
    (repository / note).write_text("{}")
    assert f"`{note}` cannot be read" in run_once(repository, GOOD).stderr
    (repository / note).unlink()
    assert run_once(repository, GOOD).returncode == 0


def test_after_a_run_that_was_killed_the_next_one_goes_on_where_git_is_as_it_was(repository: Path) -> None:
    sha = git(repository, "rev-parse", "HEAD")[:8]
    (repository / ".git/hooks/pre-push").touch()
    killed_run(repository, f"{GOOD}\ngit checkout -qb aside; rm .git/hooks/pre-push; git gc -q")
    git(repository, "checkout", "-q", "main")
    run = run_once(repository, "git commit -q --allow-empty -m x; echo x > new; git add .; git commit -qm y")
    assert run.stderr.startswith(
        f"warning: an earlier run did not come to its end here; when it began, HEAD was at {sha}\n"
    ), run.stderr
    assert run.returncode == 0
    assert "an earlier run" not in run_once(repository, GOOD).stderr


def test_work_trees_of_one_repository_have_no_run_at_the_same_time(repository: Path) -> None:
    """What is put back is also what they share; what people do in another one goes on meanwhile."""
    beside = repository.parent / "beside"
    git(repository, "worktree", "add", "-q", str(beside))
    command = f'"{sys.executable}" -m pmgen followups'
    script = (
        f"(cd {{outside}}/beside; {command} run -- true 2> {{outside}}/said; {command} start PM-2026-04-15#F1) "
        f"> {{outside}}/started || exit 9\n{GOOD}"
    )
    run = run_once(repository, script)
    assert run.returncode == 0, run.stderr
    assert "another `pmgen followups run` is at work here" in (repository.parent / "said").read_text()
    assert "status: in-progress" in text(beside, "dns")
    git(beside, "checkout", "-q", ".")
    assert run_once(beside, f"echo beside > base\n{GOOD}").returncode == 0


def test_after_a_run_that_was_killed_no_other_work_tree_goes_by_what_a_program_wrote(repository: Path) -> None:
    beside = repository.parent / "beside"
    git(repository, "worktree", "add", "-q", str(beside))
    killed_run(beside, f"{FILTER}; echo 'base filter=x' > ../repository/.git/info/attributes")
    (repository / "base").touch()
    run = run_once(repository, GOOD)
    assert (run.returncode, "an earlier run did not come to its end here, and" in run.stderr) == (2, True), run.stderr
    assert not (repository.parent / "started").exists()


@pytest.mark.parametrize("script", [GOOD, "exit 1", f"{GOOD}\ngit config user.name x"])
def test_a_run_that_ends_by_itself_leaves_no_note(repository: Path, script: str) -> None:
    before = {path.name for path in (repository / ".git").iterdir()}
    run_once(repository, script)
    left = {path.name for path in (repository / ".git").iterdir()} - before
    assert {name for name in left if name.startswith("pmgen")} == {"pmgen-followups.lock"}


@humble
@pytest.mark.parametrize("folder", [".git", ".git/refs", ".git/objects"])
def test_no_repository_further_up_is_taken_for_one_that_a_program_has_locked(repository: Path, folder: str) -> None:
    outer = around(repository)
    before = git(outer, "for-each-ref"), git(outer, "status", "--porcelain")
    run = run_humbly(repository, "followups", "run", *worker(repository, f"chmod 000 {folder}; exit 1"))
    (repository / folder).chmod(0o755)
    assert (git(outer, "for-each-ref"), git(outer, "status", "--porcelain")) == before, run.stderr
    assert "the program has taken the repository away, or locked it (`.git`)" in run.stderr
    assert (run.returncode, git(repository, "log", "--format=%s")) == (2, "Begin")


@humble
@pytest.mark.parametrize("folder", ["postmortems", ".git/hooks", ".git/info"])
def test_a_folder_that_a_program_has_locked_is_named(repository: Path, folder: str) -> None:
    (repository / ".git/hooks/pre-push").touch()
    run = run_humbly(repository, "followups", "run", *worker(repository, f"chmod 000 {folder}; exit 1"))
    (repository / folder).chmod(0o755)
    assert "Traceback" not in run.stderr, run.stderr
    assert f"`{folder}" in run.stderr


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


@pytest.mark.parametrize("script", ["rm .git/*.before; mkdir .git/pmgen-followups.before", "chmod 000 .git/*.before"])
def test_a_note_that_a_program_has_changed_is_named_if_it_is_in_the_way(repository: Path, script: str) -> None:
    first = run_once(repository, f"{GOOD}\n{script}")
    assert first.returncode == 0, first.stderr
    run = run_once(repository, GOOD)
    if "mkdir" in script:
        why = "`.git/pmgen-followups.before` cannot be written: is a directory"
        assert (run.returncode, run.stderr) == (2, f"error: {why}\n")
    else:
        assert run.returncode == 0, run.stderr


def orphaned(repository: Path, how: str) -> Path:
    """A repository around a project whose own is gone, so that git answers for the other one."""
    outer = repository.parent
    git(outer, "init", "--quiet", "--initial-branch=outer")
    (outer / "mine").write_text("mine")
    (outer / ".gitignore").write_text("worker\n" + ("repository\n" if how == "ignored" else ""))
    # A repository that others have added is known by its commit alone, and git looks no further.
    git(outer, "add", "--force", "mine", ".gitignore", *(["repository"] if how == "submodule" else []))
    git(outer, "commit", "--quiet", "-m", "Mine")
    (repository / ".git").rename(outer / "away") if how != "submodule" else shutil.rmtree(repository / ".git")
    return outer


@pytest.mark.parametrize("how", ["submodule", "ignored", "new"])
@pytest.mark.parametrize("script", [GOOD, "echo x > ../mine; git commit -qam x; exit 1", "echo x > new; exit 1"])
def test_a_repository_that_knows_no_document_is_not_that_of_the_project(
    repository: Path, how: str, script: str
) -> None:
    outer = orphaned(repository, how)
    before = git(outer, "for-each-ref"), git(outer, "status", "--porcelain")
    run = run_once(repository, f"touch {{outside}}/begun; {script}")
    assert (git(outer, "for-each-ref"), git(outer, "status", "--porcelain")) == before, run.stderr
    assert not (outer / "begun").exists(), run.stderr
    assert (run.returncode, run.stderr) == (
        2,
        "error: the git repository here is `..`, which does not know `repository/postmortems`; "
        "bring `.git` back, if it is gone; otherwise commit the documents first\n",
    )
    assert (text(repository, "nfs"), text(repository, "vault").count("attempts")) == (NFS, 0)
    assert not list(outer.glob(".git/pmgen*"))


NOT_OURS = (
    "the git repository here is `..`, which does not know `repository/postmortems`; "
    "bring `.git` back, if it is gone; otherwise commit the documents first"
)


@pytest.mark.parametrize("how", ["submodule", "ignored", "new"])
def test_the_commits_of_a_repository_that_knows_nothing_of_the_project_are_not_read(repository: Path, how: str) -> None:
    name = "PM-2026-04-15#F1"
    outer = orphaned(repository, how)
    git(outer, "commit", "-q", "--allow-empty", "-m", f"Alert\n\nCloses: {name}")
    sha = git(outer, "rev-parse", "--short=12", "HEAD")
    run = pmgen(repository, "followups", "sync")
    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"error: {NOT_OURS}\n")
    run = pmgen(repository, "followups", "done", name, "--commit", sha)
    assert (run.returncode, run.stderr) == (2, f"error: {NOT_OURS}; `--no-verify` records it unchecked\n")
    assert text(repository, "dns") == DNS
    assert pmgen(repository, "followups", "done", name, "--commit", sha, "--no-verify").returncode == 0
    path = repository / "postmortems/dns.md"
    path.write_text(text(repository, "dns").replace(", unverified: true", ""))
    assert f"warning: the commits that are named as evidence were not looked for: {NOT_OURS}\n" in (
        pmgen(repository, "check").stderr
    )
    run = pmgen(repository, "followups", "reopen", name)
    assert (run.returncode, run.stderr) == (
        0,
        f"warning: a commit that says `{name}` is done is not noted, and `sync` may believe it again: {NOT_OURS}\n",
    )
    assert "attempts" not in text(repository, "dns")


@pytest.mark.parametrize("known", ["pmgen.toml", "postmortems/nfs.md", "link"])
def test_a_repository_that_knows_anything_of_the_project_is_read(repository: Path, known: str) -> None:
    """As where the documents are new, or elsewhere."""
    inner, name = repository / "teams/platform", "PM-2026-04-15#F1"
    shutil.copytree(repository / "postmortems", inner / "postmortems")
    (inner / "pmgen.toml").write_text("")
    if known == "link":
        (inner / "postmortems").rename(repository.parent / "elsewhere")
        (inner / "postmortems").symlink_to("../../../elsewhere")
    git(repository, "add", str(inner / ("postmortems" if known == "link" else known)))
    git(repository, "commit", "-qm", f"Alert\n\nCloses: {name}")
    sha = git(repository, "rev-parse", "HEAD")
    run = pmgen(inner, "followups", "done", name, "--commit", sha)
    assert run.returncode == 0, run.stderr
    assert "not looked for" not in pmgen(inner, "check").stderr
    assert pmgen(inner, "followups", "reopen", name).stderr == ""
    assert pmgen(inner, "followups", "sync").returncode == 0


@pytest.mark.parametrize("folder", [".", "teams/platform"])
def test_documents_outside_of_the_repository_are_said_to_be_so(repository: Path, folder: str) -> None:
    inner, elsewhere = repository / folder, repository.parent / "elsewhere"
    inner.mkdir(parents=True, exist_ok=True)
    (inner / "pmgen.toml").write_text("")
    (repository / "postmortems").rename(elsewhere)
    (inner / "postmortems").symlink_to(elsewhere)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Move")
    run = pmgen(inner, "followups", "run", *worker(repository, "touch ../begun"))
    there, top = ("../elsewhere", ".") if folder == "." else (elsewhere, repository)
    assert (run.returncode, run.stderr) == (
        2,
        f"error: the documents are in `{there}`, outside of the git repository `{top}`, "
        "whose commits cannot hold what becomes of them; run it where they are\n",
    )


@pytest.mark.parametrize("link", [False, True])
def test_a_project_in_a_folder_of_a_repository_that_knows_it_has_its_runs(repository: Path, link: bool) -> None:
    """As in a monorepo, and where the documents themselves lie elsewhere in it."""
    inner = repository / "teams/[platform]"
    inner.mkdir(parents=True)
    git(repository, "mv", "pmgen.toml", str(inner))
    git(repository, "mv", "postmortems", str(repository if link else inner) + "/" + ("all" if link else ""))
    if link:
        (inner / "postmortems").symlink_to("../../all")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "Move")
    run = pmgen(inner, "followups", "run", "--limit", "1", *worker(repository, GOOD))
    assert (run.returncode, "done `PM-2026-04-22#F1`" in run.stderr) == (0, True), run.stderr
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "log", "--format=%s").splitlines()[1:] == ["Do PM-2026-04-22#F1", "Move", "Begin"]


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


@pytest.mark.parametrize("add", ["git worktree add -q tree -b side", "git worktree add -q --detach tree"])
def test_a_work_tree_that_a_program_has_added_inside_is_not_forgotten(repository: Path, add: str) -> None:
    commit = "cd tree; git commit -qm Mine --allow-empty; cp .git ../../led; git rev-parse HEAD > ../../mine"
    run = run_once(repository, f"{add}; {commit}; exit 1")
    moved = repository / ".git/pmgen-put-back/1/tree"
    assert f"now lies in `{moved.relative_to(repository)}`" in run.stderr, run.stderr
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
    assert ("done `PM-2026-04-22#F1`" in run.stderr, "not done" in run.stderr) == (True, True), run.stderr
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


def test_no_lock_of_another_work_tree_is_removed(repository: Path) -> None:
    git(repository, "worktree", "add", "-q", "../tree")
    lock = repository / ".git/worktrees/tree/index.lock"
    run = run_once(repository, f"touch {lock} .git/refs/heads/tree.lock; exit 1")
    assert (run.returncode, lock.exists(), (repository / ".git/refs/heads/tree.lock").exists()) == (1, True, True)


def test_a_submodule_whose_index_git_cannot_read_is_put_back(with_submodule: Path) -> None:
    run = run_once(with_submodule, "echo x > libs/sub/b; echo xx > .git/modules/libs/sub/index; exit 1")
    assert (run.returncode, git(with_submodule, "status", "--porcelain")) == (1, ""), run.stderr
    assert git(with_submodule / "libs/sub", "show", "refs/pmgen/put-back:b") == "x"


@humble
def test_a_lock_that_nobody_may_remove_is_no_traceback(repository: Path) -> None:
    script = "touch .git/index.lock; chmod 555 .git; echo x > new; exit 1"
    run = run_humbly(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    (repository / ".git").chmod(0o755)
    assert (run.returncode, "Traceback" in run.stderr) == (2, False), run.stderr
    assert git(repository, "show", "refs/pmgen/put-back:new") == "x"


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


@pytest.mark.parametrize("name", [b"n\xff", "nö".encode(), b"two\nlines"])
def test_a_repository_may_be_in_a_folder_of_any_name(repository: Path, name: bytes) -> None:
    folder = repository.rename(repository.with_name(os.fsdecode(name)))
    run = run_once(folder, f"git init -q one; [ $PMGEN_ID = F2 ] || exit 1\n{GOOD}")
    assert (run.returncode, (folder / ".git/pmgen-put-back/1/one").is_dir()) == (1, True), run.stderr
    run = run_once(folder, GOOD)
    assert (run.returncode, git(folder, "status", "--porcelain")) == (0, ""), run.stderr


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
        (["run", "--limit", "1"], GOOD, f"{BEFORE} / {LOOKED} rev-list diff-tree commit for-each-ref"),
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
