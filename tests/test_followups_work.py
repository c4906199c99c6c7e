"""What is taken for the work of a program that does follow-ups, and how that is written down."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.following import (
    GOOD,
    NFS,
    VAULT,
    git,
    run_once,
    text,
    worker,
)
from tests.running import pmgen


def test_a_worker_that_commits_gets_its_work_recorded(repository: Path) -> None:
    run = pmgen(repository, "followups", "run", *worker(repository, GOOD))
    assert run.returncode == 0, run.stderr
    assert "needs human review: PM-2026-04-14#F1, PM-2026-04-14#F2, PM-2026-04-22#F2" in run.stderr
    subjects = git(repository, "log", "--format=%s").splitlines()
    told = "docs: update post-mortem follow-up implementation [{}] [ci skip]"
    dns, vault = told.format("PM-2026-04-15"), told.format("PM-2026-04-22")
    assert subjects == [dns, "Do PM-2026-04-15#F2", dns, "Do PM-2026-04-15#F1", vault, "Do PM-2026-04-22#F1", "Begin"]
    assert git(repository, "status", "--porcelain") == ""
    assert not (repository / "owned").exists()
    task = json.loads((repository / ".git/task.json").read_text())
    assert task["followup"] == "PM-2026-04-15#F2"
    assert task["untrusted"]["action"] == "Watch it"
    commit = git(repository, "rev-parse", "HEAD~5")[:12]
    assert commit in text(repository, "vault")
    kept = [line for line in text(repository, "vault").splitlines() if "done" not in line]
    assert kept == VAULT.splitlines()
    assert text(repository, "nfs") == NFS
    assert pmgen(repository, "check").returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        "password=\\033[31m{}\\033[0m",
        "password: \\033]8;;https://a.test\\033\\\\{}",
        "password:\\n\\n  {}\\n",
        "password=\\r{}\\r\\n",
        "password=\\f{}",
        f"{'x' * 500} password={{}} {'y' * 3_982}",
    ],
)
def test_no_password_that_a_worker_says_stands_in_the_document(repository: Path, words: str) -> None:
    password = "tr0ub4dor7" + "-horse"
    script = f"printf '{words.format(password)}'; exit 1"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert "attempts: [{on: " in text(repository, "vault")
    assert password not in run.stderr + text(repository, "vault")


def test_one_that_fails_does_not_keep_the_next_from_being_done(repository: Path) -> None:
    script = f'[ "$PMGEN_FOLLOWUP" != "PM-2026-04-22#F1" ] || exit 1\n{GOOD}'
    run = pmgen(repository, "followups", "run", *worker(repository, script))
    assert run.returncode == 1
    assert text(repository, "dns").count("status: done") == 2
    assert "attempts" in text(repository, "vault")


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("git commit -q --allow-empty -m x", "its commits change nothing"),
        ("echo x > new; git add .; git commit -qm x; git revert --no-edit HEAD", "its commits change nothing"),
        (
            "mkdir Postmortems; echo x > Postmortems/vault.md; git add .; git commit -qm x",
            "it has changed what the post-mortems say (`Postmortems/vault.md`)",
        ),
        (
            "echo x > new; git add .; git commit -qm New; shown=$(git rev-parse HEAD)\n"
            "git rm -q postmortems/nfs.md; git commit -q --amend -m x\n"
            "git replace HEAD $shown; git reset -q --hard",
            "it has told git to show something else in the place of a commit or a file (`git replace`)",
        ),
        (
            "sed -i 's/Config + Alert/Config/' postmortems/vault.md; git commit -qam x",
            "it has changed what the post-mortems say (`postmortems/vault.md`)",
        ),
        ("git rm -q postmortems/*; git commit -qm x", "it has changed what the post-mortems say"),
        (
            "sed -i 's/Both/All/' postmortems/vault.md; git commit -qam x; git revert --no-edit HEAD; "
            "echo x > new; git add .; git commit -qm New",
            "it has changed what the post-mortems say (`postmortems/vault.md`)",
        ),
        (
            "sed -i 's/Both/All/' postmortems/vault.md; git commit -qam x; git revert --no-edit HEAD; "
            "git fetch -q . HEAD; echo x > new; git add .; git commit -qm New",
            "it has changed what the post-mortems say (`postmortems/vault.md`)",
        ),
        (
            "echo x > new; echo 'safe_types = [\"Investigation\"]' > pmgen.toml; git add .; git commit -qm x",
            "it has changed the settings of pmgen (`pmgen.toml`)",
        ),
        (
            "echo '*.md' >> .gitignore; git add .gitignore; git commit -qm x",
            "it has changed what git ignores, so that no new post-mortem would be committed (`.gitignore`)",
        ),
        (
            "echo x > PMGEN.toml; git add .; git commit -qm x",
            "it has changed the settings of pmgen, where names differ in their case only (`PMGEN.toml`)",
        ),
        ("echo [ > pmgen.toml; git commit -qam x", "it has changed the settings of pmgen (`pmgen.toml`)"),
        (
            "git rm -q pmgen.toml; echo 'tool.pmgen.ci_skip=\"\"' > pyproject.toml; git add .; git commit -qm x",
            "it has changed the settings of pmgen (`pmgen.toml`)",
        ),
    ],
)
def test_what_is_no_work_is_not_taken_for_it(repository: Path, script: str, why: str) -> None:
    before = git(repository, "rev-parse", "HEAD")
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert (run.returncode, why in run.stderr) == (1, True), run.stderr
    assert git(repository, "rev-parse", "HEAD~1") == before
    assert text(repository, "vault").replace("attempts", "").count("done") == 0
    assert text(repository, "nfs") == NFS
    assert git(repository, "replace", "--list") == ""


@pytest.mark.parametrize("line", ["*.log", "/work/*.md", "postmortems.bak/", "*.md\n!postmortems/*.md"])
def test_a_worker_may_have_git_ignore_what_is_no_post_mortem(repository: Path, line: str) -> None:
    script = f"printf '{line}\n' >> .gitignore; git add .gitignore; git commit -qm 'Ignore it'"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert run.returncode == 0, run.stderr


def test_a_worker_may_change_what_stands_beside_the_settings(repository: Path) -> None:
    (repository / "pmgen.toml").unlink()
    settings = "[tool.pmgen]\nci_skip = ''\n"
    (repository / "pyproject.toml").write_text(f"{settings}[project]\nversion = '1'\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Settle")
    script = "sed -i s/\\'1/\\'2/ pyproject.toml; git commit -qam 'Raise the version'"
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert run.returncode == 0, run.stderr
    assert "version = '2'" in (repository / "pyproject.toml").read_text()


def test_work_of_which_nothing_can_be_written_down_after_all_is_told_how_to(repository: Path) -> None:
    path = repository / "postmortems/vault.md"
    path.write_text(VAULT + "It went on.\n" * 8_000)
    git(repository, "commit", "-qam", "Tell all of it")
    command = [sys.executable, "-m", "pmgen", "followups", "run", "--limit", "1", *worker(repository, GOOD)]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64_000, 64_000))

    run = subprocess.run(
        command,
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,  # no other thread is at work here
    )
    sha = git(repository, "rev-parse", "HEAD")[:12]
    told = "warning: `postmortems/vault.md` cannot be written: file too large; it is as it was; later, "
    assert f"{told}`pmgen followups done PM-2026-04-22#F1 --commit {sha}` says that it was done" in run.stderr
    assert (run.returncode, git(repository, "status", "--porcelain")) == (1, "")


def test_no_hook_has_a_say_in_the_commit_of_the_documents(repository: Path) -> None:
    for name, words in (
        ("prepare-commit-msg", 'echo hooked > "$1"'),
        ("post-commit", "touch hooked"),
        ("pre-commit", "exit 1"),
    ):
        hook = repository / ".git/hooks" / name
        hook.write_text(f"#!/bin/sh\n{words}\n")
        hook.chmod(0o755)
    script = GOOD.replace("git commit", "git -c core.hooksPath=/dev/null commit")
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert run.returncode == 0, run.stderr
    subject = git(repository, "log", "-1", "--format=%s")
    assert subject == "docs: update post-mortem follow-up implementation [PM-2026-04-22] [ci skip]"
    assert git(repository, "status", "--porcelain") == ""


def test_a_commit_that_git_refuses_is_told_with_its_reason(repository: Path) -> None:
    git(repository, "config", "commit.gpgsign", "true")
    git(repository, "config", "gpg.program", "no-such-program")
    script = GOOD.replace("git commit", "git -c commit.gpgsign=false commit")
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert run.returncode == 2
    assert "git would not commit that: " in run.stderr
    assert "no-such-program" in run.stderr
    assert "status: done" in text(repository, "vault")
    git(repository, "-c", "commit.gpgsign=false", "commit", "-qam", "Write it down")
    git(repository, "config", "commit.gpgsign", "false")
    assert "an earlier run" not in run_once(repository, GOOD).stderr


@pytest.mark.parametrize("way", ["everything", "link", "relative"])
def test_no_program_says_what_became_of_it_whatever_leads_to_the_documents(repository: Path, way: str) -> None:
    if way == "everything":
        for path in (repository / "postmortems").iterdir():
            path.rename(repository / path.name)
        (repository / "pmgen.toml").write_text("source = '.'\n")
    if way == "link":
        (repository / "docs").mkdir()
        (repository / "postmortems").rename(repository / "docs/told")
        (repository / "postmortems").symlink_to("docs/told")
    root = repository
    if way == "relative":
        root = repository / "deep"
        root.mkdir()
        for name in ("postmortems", "pmgen.toml"):
            (repository / name).rename(root / name)
        git(repository, "config", "diff.relative", "true")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Move")
    script = f"""
    [ "$PMGEN_FOLLOWUP" = PM-2026-04-15#F1 ] || {{ {GOOD} exit; }}
    sed -i s/Watch/Mind/ $(git ls-files '*dns.md') && git commit -qam 'Mind it'
    """
    run = pmgen(root, "followups", "run", "--limit", "2", *worker(repository, script))
    assert run.returncode == 1
    assert "\ndone `PM-2026-04-22#F1`" in run.stderr
    assert "not done `PM-2026-04-15#F1`: it has changed what the post-mortems say" in run.stderr
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "log", "--format=%s").splitlines()[0].startswith("docs: update")


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("git pull -q origin main", "it has only taken in what others have done"),
        ("git merge -q --ff-only side", "it has only taken in what others have done"),
        ("git pull -q origin main && git commit -q --allow-empty -m x", "its commits change nothing"),
        (f"git pull -q origin main && {GOOD.strip()}", ""),
    ],
)
def test_what_others_have_done_is_not_the_work_of_a_program(repository: Path, script: str, why: str) -> None:
    origin = repository.parent / "origin"
    git(repository.parent, "clone", "--quiet", str(repository), "origin")
    for folder, branch in ((origin, "main"), (repository, "side")):
        git(folder, "checkout", "-q", "-B", branch)
        (folder / "other").write_text("other")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", "By somebody else")
    git(repository, "checkout", "-q", "main")
    git(repository, "remote", "add", "origin", str(origin))
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    told = text(repository, "vault")
    if why:
        assert f"not done `PM-2026-04-22#F1`: {why}" in run.stderr
        assert "status: done" not in told
    else:
        assert git(repository, "log", "-2", "--format=%s").splitlines()[1] == "Do PM-2026-04-22#F1"
        assert f"commits: [{git(repository, 'rev-parse', 'HEAD~1')[:12]}]" in told.replace("'", "")


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


def test_who_works_on_no_branch_is_told_how_to_keep_it(repository: Path) -> None:
    run = run_once(repository, GOOD)
    assert "on no branch" not in run.stderr
    git(repository, "checkout", "-q", "--detach")
    run = run_once(repository, GOOD, "--limit", "2")
    told = "HEAD is on no branch; `git branch NAME` keeps what was committed"
    assert (run.returncode, run.stderr.count("committed: "), run.stderr.count(told)) == (0, 2, 1), run.stderr
