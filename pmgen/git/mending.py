"""What git cannot read of what leads to its commits, made readable again: branches, HEAD and the index."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmgen.git.asking import asked
from pmgen.git.commits import existing, present
from pmgen.git.names import head, refs
from pmgen.git.place import Place, path_of

_MOVED = "refs/pmgen/moved/"
"""What leads to commits to which a branch led that is in the way of another one."""


def mend(root: Path, commit: str, on: str | None, known: Mapping[str, str], aliases: Mapping[str, str]) -> bool:
    """Have git read branches, HEAD and index again where it cannot; whether there was anything to mend.

    What it can read stays, be it another branch or another commit.

    Args:
        commit: that HEAD is to be where it is none.
        on: the full name of the branch; `None` for none.
        known: what branches, tags and the like led to; see `lead`.
        aliases: which names led to others.
    """
    mended = False
    if _are_destroyed(refs(root), known):
        remove_own(root, "packed-refs")
        lead(root, known)
        alias(root, aliases)
        mended = True
    if not existing(root, [commit]):  # then what there is may be all that leads to what is left
        return mended
    if head(root) is None and on:
        asked(root, "symbolic-ref", "HEAD", on)
    if head(root) is None:
        if on:
            remove_own(root, on)
        asked(root, "update-ref", *([on] if on else ["--no-deref", "HEAD"]), commit)
        mended = True
    return mend_index(root, commit) or mended


def _are_destroyed(now: Mapping[str, str] | None, known: Mapping[str, str]) -> bool:
    """Whether there is nothing any more that led to commits, or no branch: no command of git removes that of HEAD.

    Where there was none, as in the clone of a job, some other name may have gone like that.
    """
    return bool(known) and (not now or (_has_branches(known) and not _has_branches(now)))


def _has_branches(names: Iterable[str]) -> bool:
    return any(name.startswith("refs/heads/") for name in names)


def lead(root: Path, known: Mapping[str, str]) -> None:
    """Have branches, tags and the like lead again to what they led to, as far as that is still there.

    Args:
        known: without those that lead to another name, where that is known, too: git sets each name once.
    """
    lost = known.items() - (refs(root) or {}).items()
    there = present(root, (sha for _, sha in lost))  # one that is not would keep all others from being set
    lines = (f"update {name} {sha}\n" for name, sha in sorted(lost) if sha in there)
    asked(root, "update-ref", "--stdin", given="".join(lines))


def alias(root: Path, known: Mapping[str, str]) -> None:
    """Have names lead to others again."""
    for name, to in known.items():
        asked(root, "symbolic-ref", name, to)


def mend_index(root: Path, commit: str) -> bool:
    """Have git read the index again where it cannot; whether there was anything to mend.

    Args:
        commit: the one that it is of then.
    """
    # Nothing is asked of the work tree, only whether there is an answer.
    if asked(root, "ls-files", "--", ":/.git") is not None:
        return False
    remove_own(root, "index")
    asked(root, "read-tree", commit)
    return True


def uncut(place: Place) -> Path | None:
    """Have git read the whole history again where it was cut short: what is cut off goes with the next `git gc`.

    Where not all of it is there, as of what was fetched with `--depth`, it stays as it is.

    Returns:
        The file that has cut it; `None` where none has.
    """
    path = place.files["shallow"]
    if place.shallow or not os.path.lexists(path):
        return None
    aside = path.with_name("pmgen-shallow")
    with contextlib.suppress(OSError):
        path.rename(aside)
        if asked(place.root, "rev-list", "--count", "--all") is None:
            aside.rename(path)
        else:
            aside.unlink()
    return path


def make_way(root: Path, on: str, known: Mapping[str, str]) -> dict[str, str]:
    """Move what leads to commits under a name because of which there can be no branch of another one.

    Args:
        on: the full name of the branch.
        known: what branches, tags and the like lead to.

    Returns:
        The names that it had, and those that it has.
    """
    moved = {}
    for name, sha in known.items():
        if name.startswith(f"{on}/") or on.startswith(f"{name}/"):
            new = f"{_MOVED}{name.removeprefix('refs/')}"
            if asked(root, "update-ref", new, sha) is not None and asked(root, "update-ref", "-d", name) is not None:
                moved[name] = new
    return moved


def remove_own(root: Path, name: str) -> None:
    """Remove a file that git keeps for itself, or what stands in its place."""
    import shutil  # hardly ever is there anything to remove

    path = path_of(root, name)
    if path and path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    elif path:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
