"""Pipes, sockets and devices where a program has left them: one holds nothing to keep, and git may wait for it."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups import allowing
from pmgen.cli.project import Failure
from pmgen.reporters.visible import visible

_READ = frozenset((".gitattributes", ".gitignore", ".gitmodules", ".mailmap"))
"""The files of a work tree that git reads whenever it is asked, be it that it does not know them."""

_GIT = ".git"
_OBJECTS = "objects"
"""The folder in one of git in which there may be very many files, none of which a program needs to change."""


def require_none(place: git.Place) -> None:
    """See that git need not wait for what a run that was killed has left where it looks.

    Raises:
        Failure: when it would.
    """
    for path in _that_git_reads(place.top, [place.shared]):
        here = visible(showing.from_here(path))
        raise Failure(f"git would wait for `{here}`, a pipe or a device, for good; delete it first")


def clear(own: git.Own) -> None:
    """Remove what would keep git waiting for good, wherever it looks, before it is asked for anything."""
    first, *others = own.folders
    folders = (first, *(each for each in others if not each.is_relative_to(first)))
    for path in tuple(_that_git_reads(own.top, folders)):
        remove(path)


def remove(path: Path) -> None:
    """Remove what is at a path, and say so, if it holds nothing: git would put nothing in its place."""
    if _holds_something(path):
        return
    allowing.at(path.parent, allowing.WRITE | allowing.ENTER)
    with contextlib.suppress(OSError):  # what stays is named as what cannot be kept, or git says what is in its way
        path.unlink()
        showing.warn(f"`{visible(showing.from_here(path))}`, a pipe, a socket or a device, held nothing, and is gone")


def _holds_something(path: Path) -> bool:
    """Whether something is at a path that is a file, a folder or a link."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return True
    return any(kind(mode) for kind in (stat.S_ISREG, stat.S_ISDIR, stat.S_ISLNK))


def _that_git_reads(top: Path, folders: Iterable[Path]) -> Iterator[Path]:
    """What git would wait for when it looks at a work tree.

    Args:
        top: of the work tree.
        folders: those of git.
    """
    paths = chain(_read_in(top), *map(_files_of_git, folders))
    # Somebody who listens on a socket keeps nobody waiting who opens it.
    return (each for each in paths if not _holds_something(each) and not each.is_socket())


def _read_in(top: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(top):
        names[:] = [name for name in names if name != _GIT]
        yield from (Path(folder, name) for name in files if name in _READ)


def _files_of_git(folder: Path) -> Iterator[Path]:
    for each, names, files in os.walk(folder):
        names[:] = [name for name in names if name != _OBJECTS]
        yield from (Path(each, name) for name in files)
