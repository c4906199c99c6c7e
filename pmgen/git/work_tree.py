"""A work tree: putting it back, and committing some of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pmgen.git.asking import asked, run
from pmgen.git.place import Place, git_folder
from pmgen.git.status import State, state

_REPLACED = "refs/replace/"
"""Where git notes what it shows in the place of a commit or a file."""


_BACK = "; ".join(
    (
        "git update-ref --no-deref HEAD HEAD",  # no branch goes back with it
        "git reset -q --mixed $sha1",
        "git reset -q --hard",
        "git clean -qffd",
    )
)
"""What puts a submodule back: see `restore`."""


def watch(top: Path, hidden: Iterable[str]) -> None:
    """Have git look at files again in which it overlooks changes.

    Args:
        hidden: relative to the top of the work tree.
    """
    for flag in ("--no-assume-unchanged", "--no-skip-worktree"):
        asked(top, "update-index", flag, "-z", "--stdin", given="\0".join(hidden))


def shown_as(known: Mapping[str, str]) -> dict[str, str]:
    """What is shown in the place of commits and files (git-replace(1)), by the full names of what says so.

    Args:
        known: all `refs`.
    """
    return {name: sha for name, sha in known.items() if name.startswith(_REPLACED)}


def show_as(root: Path, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Have git show in the place of commits and files what it showed before: see `shown_as`."""
    for name in now.keys() | before.keys():
        if name not in before:
            asked(root, "update-ref", "-d", name)
        elif now.get(name) != before[name]:
            asked(root, "update-ref", name, before[name])


def knows_who_commits(root: Path) -> bool:
    """Whether git has a name and an address for whoever commits."""
    return asked(root, "var", "GIT_COMMITTER_IDENT") is not None


def restore(place: Place, commit: str, on: str | None, *, submodules: bool, settings: Sequence[str] = ()) -> bool:
    """Put work tree, submodules, index and branch back to a commit; what git ignores stays. Whether all of it is back.

    What git overlooks stays, too: see `watch`.

    Args:
        on: the full name of the branch; `None` for none.
        submodules: whether there are any.
        settings: by which git goes, each as `key=value`.
    """
    root = place.top
    # A merge or a rebase that was left half done would go on with the next command.
    for unfinished in place.given_up():
        asked(root, unfinished, "reset" if unfinished == "bisect" else "--abort")
    off = ("checkout", "--quiet", "--detach", "--force")
    back = asked(root, "symbolic-ref", "HEAD", on) if on else asked(root, *off, settings=settings)
    # First the index alone: what git ignores may have been added, and would go with what else was.
    for how in ("--mixed", "--hard"):
        asked(root, "reset", "--quiet", how, commit, settings=settings)
    if submodules:
        asked(root, "submodule", "--quiet", "foreach", "--recursive", _BACK)
        asked(root, "submodule", "--quiet", "update", "--recursive", "--force", "--no-fetch")
    cleaned = asked(root, "clean", "--quiet", "-ffd", "--", ":/")
    return None not in (back, cleaned) and state(root) == State(commit, on, ())


def put_on(root: Path, branch: str) -> None:
    """Let HEAD be on a branch again, and that lead to where HEAD is.

    Args:
        root: of the work tree itself: nothing is done where no `.git` is there.
        branch: its full name.
    """
    if os.path.lexists(root / ".git"):
        asked(root, "checkout", "--quiet", "-B", branch.removeprefix("refs/heads/"), "HEAD")


def moved_to(root: Path, tree: Path) -> None:
    """Have git know where another work tree lies that was moved there: it would forget of one that it does not find.

    Args:
        tree: the top of the other work tree, or of anything else, with which nothing is done.
    """
    folder = git_folder(tree) if (tree / ".git").is_file() else None
    if folder and folder.parent.name == "worktrees":
        asked(root, "worktree", "repair", str(tree))


class Unwilling(Exception):
    """Git has refused to commit; the message is what it says."""


def commit(root: Path, message: str, paths: Iterable[str]) -> None:
    """Commit some files as they are, and nothing else. No hook is run.

    Args:
        paths: of files that git knows, be they in a folder that it ignores.

    Raises:
        Unwilling: when git does not.
    """
    ended = run(root, "--literal-pathspecs", "commit", "--quiet", "--only", "-m", message, "--", *paths)
    if ended is None:
        raise Unwilling("it does not answer")
    if ended.returncode:
        lines = ended.stderr.decode("utf-8", "replace").split("\n")
        raise Unwilling(next((line.strip() for line in lines if line.strip()), f"it exits with {ended.returncode}"))
