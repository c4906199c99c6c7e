"""Pipes, sockets and devices where a program has left them: one holds nothing to keep, and git may wait for it."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups import allowing
from pmgen.reporters.visible import visible

_READ = frozenset((".gitattributes", ".gitignore", ".gitmodules", ".mailmap"))
"""The files of a work tree that git reads whenever it is asked, be it that it does not know them."""

_GIT = ".git"
_OBJECTS = "objects"
"""The folder in one of git in which there may be very many files, none of which a program needs to change."""


def clear(own: git.Own) -> None:
    """Remove what would keep git waiting for good, wherever it looks, before it is asked for anything."""
    first, *others = own.folders
    folders = (first, *(each for each in others if not each.is_relative_to(first)))
    for path in (*_read_in(own.top), *(path for each in folders for path in _files_of_git(each))):
        remove(path)


def remove(path: Path) -> None:
    """Remove what is at a path, and say so, if it holds nothing: git would put nothing in its place."""
    with contextlib.suppress(OSError):  # what stays is named as what cannot be kept, or git says what is in its way
        mode = path.lstat().st_mode
        if any(kind(mode) for kind in (stat.S_ISREG, stat.S_ISDIR, stat.S_ISLNK)):
            return
        allowing.at(path.parent, allowing.WRITE | allowing.ENTER)
        path.unlink()
        showing.warn(f"`{visible(showing.from_here(path))}`, a pipe, a socket or a device, held nothing, and is gone")


def _read_in(top: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(top):
        names[:] = [name for name in names if name != _GIT]
        yield from (Path(folder, name) for name in files if name in _READ)


def _files_of_git(folder: Path) -> Iterator[Path]:
    for each, names, files in os.walk(folder):
        names[:] = [name for name in names if name != _OBJECTS]
        for path in (Path(each, name) for name in files):
            # Somebody who listens on a socket keeps nobody waiting who opens it.
            if not path.is_socket():
                yield path
