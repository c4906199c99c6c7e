"""A work tree: what in it differs, putting it back, and committing some of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmgen.git.asking import asked, run
from pmgen.git.commits import head, refs

_HALF_DONE = {
    "rebase-merge": "a rebase",
    "rebase-apply/applying": "a series of patches (`git am`)",
    "rebase-apply": "a rebase",
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "sequencer": "a series of cherry-picks or reverts",
    "BISECT_START": "a bisection",
}
"""What git is in the middle of where it has one of these."""

_REPLACED = "refs/replace/"
"""Where git notes what it shows in the place of a commit or a file."""


def folder(root: Path) -> Path | None:
    """Where git has what it knows of this work tree; `None` where there is no repository."""
    said = asked(root, "rev-parse", "--absolute-git-dir")
    return None if said is None else Path(said.removesuffix("\n"))


def shared(root: Path) -> Path | None:
    """Where git has what all work trees of a repository share; `None` where there is none."""
    said = asked(root, "rev-parse", "--git-common-dir")
    return None if said is None else root / said.removesuffix("\n")


def branch(root: Path) -> str | None:
    """The full name of the branch that HEAD is on; `None` where it is on none."""
    said = asked(root, "symbolic-ref", "--quiet", "HEAD")
    return said.strip() if said else None


def changed_files(root: Path, *, within: bool = True) -> tuple[str, ...] | None:
    """What in the work tree differs from HEAD, files that git does not know among it; `None` without a repository.

    Args:
        within: whether to look for changes inside of submodules, too: git then does what the settings of these say.
    """
    submodules = f"--ignore-submodules={'none' if within else 'dirty'}"
    said = asked(root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", submodules)
    return None if said is None else tuple(entry[3:] for entry in said.split("\0") if entry)


def ignores(root: Path, path: str) -> bool:
    """Whether git ignores a file, which it does not know.

    Args:
        path: relative to `root`.
    """
    return asked(root, "check-ignore", "--quiet", "--", path) is not None


def tracks(root: Path, path: str) -> bool:
    """Whether git knows a file, or any in a folder; not what is in a repository inside of this one.

    Args:
        path: relative to `root`.
    """
    return asked(root, "--literal-pathspecs", "ls-files", "--error-unmatch", "--", path) is not None


def unwatched(root: Path) -> frozenset[str]:
    """The files in which git overlooks changes, because somebody has told it to, relative to `root`."""
    said = asked(root, "ls-files", "-v", "-z", "--", ":/") or ""
    return frozenset(entry[2:] for entry in said.split("\0") if entry[:1] == "S" or entry[:1].islower())


def watch(root: Path, overlooked: frozenset[str]) -> None:
    """Have git look at all files again, save those that were `unwatched` before."""
    hidden = "\0".join(unwatched(root) - overlooked)
    for flag in ("--no-assume-unchanged", "--no-skip-worktree"):
        asked(root, "update-index", flag, "-z", "--stdin", given=hidden)


def shown_as(known: Mapping[str, str]) -> dict[str, str]:
    """What is shown in the place of commits and files (git-replace(1)), by the full names of what says so.

    Args:
        known: all `refs`.
    """
    return {name: sha for name, sha in known.items() if name.startswith(_REPLACED)}


def show_as(root: Path, before: Mapping[str, str]) -> None:
    """Have git show in the place of commits and files what it showed before."""
    now = shown_as(refs(root))
    for name in now.keys() | before.keys():
        if name not in before:
            asked(root, "update-ref", "-d", name)
        elif now.get(name) != before[name]:
            asked(root, "update-ref", name, before[name])


def locks(root: Path) -> tuple[Path, ...]:
    """The files with which a git that is at work in this work tree, or was ended in the middle, keeps others out."""
    names = ("index", "HEAD", "ORIG_HEAD", branch(root) or "HEAD", "config", "packed-refs", "shallow")
    said = asked(root, "rev-parse", *(word for name in names for word in ("--git-path", f"{name}.lock")))
    paths = (root / each for each in dict.fromkeys((said or "").splitlines()))
    return tuple(path for path in paths if path.is_file())


def half_done(root: Path) -> str | None:
    """What somebody has begun in this work tree and not ended, so that other commands would end it in their own way."""
    said = asked(root, "rev-parse", *(word for name in _HALF_DONE for word in ("--git-path", name)))
    paths = (root / each for each in (said or "").splitlines())
    return next((what for path, what in zip(paths, _HALF_DONE.values(), strict=False) if os.path.lexists(path)), None)


def unlock(root: Path) -> None:
    """Remove these files; only for one who knows that whoever made them has ended."""
    for path in locks(root):
        path.unlink(missing_ok=True)


def knows_who_commits(root: Path) -> bool:
    """Whether git has a name and an address for whoever commits."""
    return asked(root, "var", "GIT_COMMITTER_IDENT") is not None


def restore(root: Path, commit: str, on: str | None) -> bool:
    """Put work tree, submodules, index and branch back to a commit; what git ignores stays. Whether all of it is back.

    What git overlooks stays, too: see `watch`.

    Args:
        on: the full name of the branch; `None` for none.
    """
    # A merge or a rebase that was left half done would go on with the next command.
    for unfinished in ("merge", "rebase", "cherry-pick", "revert", "am"):
        asked(root, unfinished, "--abort")
    asked(root, "bisect", "reset")
    back = asked(root, "symbolic-ref", "HEAD", on) if on else asked(root, "checkout", "--quiet", "--detach", "--force")
    asked(root, "reset", "--quiet", "--hard", commit)
    asked(root, "submodule", "--quiet", "foreach", "--recursive", "git reset -q --hard; git clean -qffd")
    asked(root, "submodule", "--quiet", "update", "--recursive", "--force", "--no-fetch")
    cleaned = asked(root, "clean", "--quiet", "-ffd", "--", ":/")
    if None in (back, cleaned):
        return False
    return (head(root), changed_files(root)) == (commit, ())


def put_on(root: Path, branch: str) -> None:
    """Let HEAD be on a branch again, and that lead to where HEAD is.

    Args:
        root: of the work tree itself: nothing is done where no `.git` is there.
        branch: its full name.
    """
    if os.path.lexists(root / ".git"):
        asked(root, "checkout", "--quiet", "-B", branch.removeprefix("refs/heads/"), "HEAD")


class Unwilling(Exception):
    """Git has refused to commit; the message is what it says."""


def commit(root: Path, message: str, paths: Iterable[str]) -> None:
    """Commit some files as they are, and nothing else. No hook is run.

    Args:
        paths: of files that git knows, be they in a folder that it ignores.

    Raises:
        Unwilling: when git does not.
    """
    files = tuple(paths)
    for words in (("add", "--update", "--"), ("commit", "--quiet", "--only", "-m", message, "--")):
        ended = run(root, "--literal-pathspecs", *words, *files)
        if ended is None:
            raise Unwilling("it does not answer")
        if ended.returncode:
            lines = ended.stderr.decode("utf-8", "replace").split("\n")
            raise Unwilling(next((line.strip() for line in lines if line.strip()), f"it exits with {ended.returncode}"))
