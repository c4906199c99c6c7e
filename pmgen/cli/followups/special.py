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


def require_none(place: git.Place) -> None:
    """See that git need not wait for what a run that was killed has left where it looks.

    Raises:
        Failure: when it would.
    """
    for path in _that_git_reads(place.top, [place.shared]):
        here = visible(showing.from_here(path))
        raise Failure(f"git would wait for `{here}`, {_what(path)}, for good; delete it first")


def clear(own: git.Own) -> None:
    """Remove what would keep git waiting for good, wherever it looks, before it is asked for anything."""
    first, *others = own.folders
    folders = (first, *(each for each in others if not each.is_relative_to(first)))
    for path in tuple(_that_git_reads(own.top, folders)):
        _remove(path)


def remove(path: Path) -> None:
    """Remove what is at a path, and say so, if it holds nothing: git would put nothing in its place."""
    if _mode(path) not in (None, stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK):
        _remove(path)


def _remove(path: Path) -> None:
    what = _what(path)
    allowing.at(path.parent, allowing.WRITE | allowing.ENTER)
    with contextlib.suppress(OSError):  # what stays is named as what cannot be kept, or git says what is in its way
        path.unlink()
        showing.warn(f"`{visible(showing.from_here(path))}`, {what}, held nothing, and is gone")


def _what(path: Path) -> str:
    return f"{'a link to ' if path.is_symlink() else ''}a pipe, a socket or a device"


def _mode(path: Path, *, led: bool = False) -> int | None:
    """Of what kind something is; `None` where there is nothing.

    Args:
        led: whether that is asked of what a link leads to.
    """
    with contextlib.suppress(OSError):
        return stat.S_IFMT((path.stat() if led else path.lstat()).st_mode)
    return None


def _keeps_waiting(path: Path) -> bool:
    """Whether somebody who opens it and reads may wait for good; not so for a socket, which cannot be opened."""
    if os.path.realpath(path) == os.devnull:
        return False
    return _mode(path, led=True) in (stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK)


def _that_git_reads(top: Path, folders: Iterable[Path]) -> Iterator[Path]:
    """What git would wait for when it looks at a work tree.

    Args:
        top: of the work tree.
        folders: those of git.
    """
    return filter(_keeps_waiting, chain(_read_in(top), *map(_no_plain_files, folders)))


def _read_in(top: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(top):
        names[:] = [name for name in names if name != _GIT]
        # Git follows no link to one of these.
        yield from (path for name in files if name in _READ and not (path := Path(folder, name)).is_symlink())


def _no_plain_files(folder: Path) -> Iterator[Path]:
    """What is in a folder of git and is no folder or file: of these there may be very many, so none is looked at."""
    folders = [os.fspath(folder)]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for each in entries:
                if each.is_dir(follow_symlinks=False):
                    folders.append(each.path)
                elif not each.is_file(follow_symlinks=False):
                    yield Path(each.path)
