"""Which repository is that of the project, and which others around it or inside of it are left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.following import (
    DNS,
    FILTER,
    GOOD,
    NFS,
    git,
    humble,
    run_humbly,
    run_once,
    text,
    worker,
)
from tests.running import pmgen


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
    assert (run.returncode, "\ndone `PM-2026-04-22#F1`" in run.stderr) == (0, True), run.stderr
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "log", "--format=%s").splitlines()[1:] == ["Do PM-2026-04-22#F1", "Move", "Begin"]


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


@pytest.mark.parametrize("name", [b"n\xff", "nö".encode(), b"two\nlines"])
def test_a_repository_may_be_in_a_folder_of_any_name(repository: Path, name: bytes) -> None:
    folder = repository.rename(repository.with_name(os.fsdecode(name)))
    run = run_once(folder, f"git init -q one; [ $PMGEN_ID = F2 ] || exit 1\n{GOOD}")
    assert (run.returncode, (folder / ".git/pmgen-put-back/1/one").is_dir()) == (1, True), run.stderr
    run = run_once(folder, GOOD)
    assert (run.returncode, git(folder, "status", "--porcelain")) == (0, ""), run.stderr
