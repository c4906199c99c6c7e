"""Keeping what a work tree has before it is put back."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from pmgen.git.asking import asked
from pmgen.git.commits import head
from pmgen.git.work_tree import changed_files
from pmgen.values import Value

_KEPT = "refs/pmgen/put-back"
"""What leads to the last commit that `keep` has made; its reflog leads to those before."""

_FILTERS = r"^filter\..*\.(clean|process|required)$"
"""The settings that say what git makes of a file that it takes in, and that it takes in no other."""

_NEW_REPOSITORY = ":000000 160000 "
"""How a difference begins that is a repository inside of this one, of which git keeps a commit's name alone."""


class Kept(Value):
    """What is kept of a work tree.

    Args:
        commit: the whole hash of the one that has it; `None` where there is nothing to keep, or it cannot be kept.
        left: the files and repositories that differ and are not in it, relative to the top of the work tree.
    """

    commit: str | None
    left: tuple[str, ...]


def keep(root: Path, since: str, message: str, strangers: Sequence[Path] = ()) -> Kept:
    """Keep in a commit all that git knows of or could add, for `restore` takes it away; it is on no branch.

    What is in submodules is not in it.

    Args:
        since: the commit to which all of it will be put back.
        message: of the commit, if one has to be made.
        strangers: repositories inside of this one that git is not to look into.
    """
    within = not strangers
    with tempfile.TemporaryDirectory() as folder:
        # An index of its own, as what is staged is no longer of interest: a copy, which knows what has not changed.
        index = Path(folder) / "index"
        with contextlib.suppress(OSError):
            shutil.copyfile(root / (asked(root, "rev-parse", "--git-path", "index") or "").rstrip("\n"), index)
        # One that the index does not have is taken as it stands.
        paths = "\0".join(map(str, strangers))
        asked(root, "update-index", "--force-remove", "-z", "--stdin", given=paths, index=index)
        plain = _take_in(root, index)
        left = (*_not_in(root, index, plain, within=within), *_repositories(root, since, index, plain))
        tree = asked(root, "write-tree", index=index, settings=plain)
    now, done = _committed(root, since, message, tree)
    # Where nothing is kept at all, that is whatever differs.
    return Kept(now, tuple(dict.fromkeys(left if done else changed_files(root, within=within) or left)))


def _take_in(root: Path, index: Path) -> tuple[str, ...]:
    """Take into an index what differs from it; as it stands, where git cannot make of it what is to be stored.

    Returns:
        The settings by which git has done so, and must go by whenever it looks into that index.
    """
    words = ("add", "--all", "--ignore-errors", "--")
    if asked(root, *words, ":/", index=index) is not None:
        return ()
    # A filter that fails, or a line ending that is not to be lost, ends git in the middle of its work.
    said = asked(root, "config", "--null", "--name-only", "--get-regexp", _FILTERS) or ""
    filters = (f"{each}={'false' if each.endswith('.required') else ''}" for each in said.split("\0") if each)
    plain = (*filters, "core.safecrlf=false")
    if asked(root, *words, ":/", index=index, settings=plain) is None:
        for path in _not_in(root, index, plain, within=False):
            asked(root, *words, f":(top,literal){path}", index=index, settings=plain)
    return plain


def _not_in(root: Path, index: Path, settings: Sequence[str], *, within: bool) -> Iterable[str]:
    """What in the work tree differs from an index, relative to its top.

    Args:
        settings: by which git goes.
        within: as for `changed_files`.
    """
    submodules = f"--ignore-submodules={'none' if within else 'dirty'}"
    changed = asked(root, "diff-files", "--name-only", "-z", submodules, index=index, settings=settings) or ""
    others = ("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
    new = asked(root, *others, index=index, settings=settings) or ""
    return filter(None, (*changed.split("\0"), *new.split("\0")))


def _repositories(root: Path, since: str, index: Path, settings: Sequence[str]) -> Iterable[str]:
    """The repositories in an index that were not in a commit."""
    words = ("diff-index", "--cached", "--raw", "-z", "--no-renames", since)
    said = asked(root, *words, index=index, settings=settings) or ""
    parts = said.split("\0")
    return (path for what, path in zip(parts[::2], parts[1::2], strict=False) if what.startswith(_NEW_REPOSITORY))


def _committed(root: Path, since: str, message: str, tree: str | None) -> tuple[str | None, bool]:
    """The commit that has a tree, if that is another one than there was; and whether all was as it should be."""
    now = head(root)
    if now is None or tree is None:
        return None, False
    if tree != asked(root, "rev-parse", f"{now}^{{tree}}"):
        now = (asked(root, "commit-tree", "-p", now, "-m", message, tree.strip()) or "").strip()
    if now == since:
        return None, True
    if not now or asked(root, "update-ref", "--create-reflog", "-m", message, _KEPT, now) is None:
        return None, False
    return now, True
