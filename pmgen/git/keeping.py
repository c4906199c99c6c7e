"""Keeping what a work tree has before it is put back."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pmgen.git.asking import asked
from pmgen.git.commits import existing
from pmgen.git.filters import without_filters
from pmgen.git.place import Place
from pmgen.git.status import State, unlike
from pmgen.values import Value

_KEPT = "refs/pmgen/put-back"
"""What leads to the last commit that `keep` has made; its reflog leads to those before."""


class Kept(Value):
    """What is kept of a work tree.

    Args:
        commit: the whole hash of the one that has it; `None` where there is nothing to keep, or it cannot be kept.
        left: the files and submodules that differ and are not in it, relative to the top of the work tree.
    """

    commit: str | None
    left: tuple[str, ...]


def keep(place: Place, since: str, message: str, now: State) -> Kept:
    """Keep in a commit all that git knows of or could add, for `restore` takes it away; it is on no branch.

    What is in submodules is not in it.

    Args:
        since: the commit to which all of it will be put back; empty where that is not known.
        message: of the commit, if one has to be made.
        now: how the work tree is.
    """
    import shutil  # most commands that ask git keep nothing
    import tempfile

    if not now.changed:
        kept, done = _led_to(place.top, since, message, now.commit)
        return Kept(kept, () if done else (str(now.commit)[:8],))
    tree = left = None
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory(dir=_apart(place, tempfile.gettempdir())) as folder:
        # An index of its own, as what is staged is no longer of interest: a copy, which knows what has not changed.
        # It is as old as the other one: what was changed in the moment in which that was written, git looks at again.
        index = Path(folder) / "index"
        with contextlib.suppress(OSError):
            shutil.copy2(place.files["index"], index)
        plain = _take_in(place.top, index)
        left = unlike(place.top, index, plain)
        tree = asked(place.top, "write-tree", index=index, settings=plain)
    kept, done = _led_to(place.top, since, message, _committed(place.top, message, now.commit, tree))
    # Where nothing is kept at all, that is whatever differs.
    return Kept(kept, left if done and left is not None else now.changed)


def _apart(place: Place, folder: str) -> Path:
    """A folder for what is temporary: where git has its own, if it were in the work tree, as git would take that in."""
    elsewhere = Path(os.path.realpath(folder))
    return place.here if elsewhere.is_relative_to(place.top) else elsewhere


def keep_branch(root: Path, branch: str, message: str) -> str | None:
    """Keep the commit that a branch leads to, for `put_on` leads it elsewhere; `None` where others lead to it, too.

    Args:
        branch: its full name.
        message: says why, where one asks what was kept.
    """
    alone = asked(root, "rev-list", "--max-count=1", branch, "--not", f"--exclude={branch}", "--all")
    return _led_to(root, "", message, alone.strip())[0] if alone else None


def keep_commits(root: Path, commits: Iterable[str], message: str) -> Iterator[str]:
    """Keep those of some commits to which nothing leads, be it another of them; see `keep_branch`."""
    given = "".join(f"{each}\n" for each in existing(root, commits))
    said = asked(root, "rev-list", "--parents", "--stdin", "--not", "--all", given=given) or ""
    lines = [line.split() for line in said.splitlines()]
    before = {parent for _, *parents in lines for parent in parents}
    for commit in (sha for sha, *_ in lines if sha not in before):
        yield from filter(None, _led_to(root, "", message, commit)[:1])


def _take_in(root: Path, index: Path) -> tuple[str, ...]:
    """Take into an index what differs from it; as it stands, where git cannot make of it what is to be stored.

    Returns:
        The settings by which git has done so, and must go by whenever it looks into that index.
    """
    words = ("add", "--all", "--ignore-errors", "--")
    if asked(root, *words, ":/", index=index) is not None:
        return ()
    plain = without_filters(root)
    if asked(root, *words, ":/", index=index, settings=plain) is None:
        for path in unlike(root, index, plain) or ():
            asked(root, *words, f":(top,literal){path}", index=index, settings=plain)
    return plain


def _committed(root: Path, message: str, head: str | None, tree: str | None) -> str | None:
    """The commit that has a tree: HEAD itself, or one that comes from it."""
    if head is None or tree is None or tree == asked(root, "rev-parse", f"{head}^{{tree}}"):
        return head if tree else None
    return (asked(root, "commit-tree", "-p", head, "-m", message, tree.strip()) or "").strip() or None


def _led_to(root: Path, since: str, message: str, commit: str | None) -> tuple[str | None, bool]:
    """A commit to which something leads from now on, if it is another one than there was; and whether all is well."""
    if commit == since:
        return None, True
    if not commit or asked(root, "update-ref", "--create-reflog", "-m", message, _KEPT, commit) is None:
        return None, False
    return commit, True
