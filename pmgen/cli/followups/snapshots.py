"""What was in some files before, and putting that back."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmgen.cli import storing
from pmgen.cli.project import Failure
from pmgen.values import Value


class File(Value):
    """What was in a file, and where it led if it was a link."""

    data: bytes
    mode: int
    link: str | None


FOLDER = File(b"", stat.S_IFDIR, None)
"""A folder, of which it is not said what is in it."""

Snapshot = Mapping[Path, File | None]
"""What was in files; `None` where there was none."""


def taken(paths: Iterable[Path], folders: Iterable[Path] = ()) -> Snapshot:
    """What is in files now.

    Args:
        folders: those of them that may be made, being folders.
    """
    free = frozenset(folders)
    return {path: _file(path) or (FOLDER if path in free else None) for path in paths}


def changed(before: Snapshot, paths: Iterable[Path]) -> list[Path]:
    """Those of some files that have changed since."""
    return [path for path in paths if not _same(before.get(path), _file(path))]


def put_back(before: Snapshot, paths: Iterable[Path]) -> list[Path]:
    """Make files what they were before, where that is possible; those that were something else.

    Args:
        paths: each after the folders that it is in, among which may be some that have become links: what these lead to
            is left alone.
    """
    found: list[Path] = []
    left: list[Path] = []
    for path in paths:
        if not any(map(path.is_relative_to, left)) and changed(before, [path]):
            found.append(path)
            try:
                _replace(path, before.get(path))
            except (OSError, Failure):
                left.append(path)
    return found


def _same(old: File | None, new: File | None) -> bool:
    return new == old or (old == FOLDER and new is None)


def _file(path: Path) -> File | None:
    try:
        link = os.readlink(path) if path.is_symlink() else None
        found = path.stat() if link is None or path.is_file() else None
        # From a pipe nothing may ever come.
        if found is None or not stat.S_ISREG(found.st_mode):
            return FOLDER if found and stat.S_ISDIR(found.st_mode) else File(b"", 0, link)
        return File(path.read_bytes(), stat.S_IMODE(found.st_mode), link)
    except OSError:
        return None


def _replace(path: Path, file: File | None) -> None:
    # What a program has put there may lead to what is none of ours, or be a pipe, which takes whatever is written.
    link = os.readlink(path) if path.is_symlink() else None
    if path.is_dir() and link is None:
        shutil.rmtree(path)
    elif file in (None, FOLDER) or link != file.link or not path.is_file():
        path.unlink(missing_ok=True)
    if file is None or file == FOLDER:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if file.link and not path.is_symlink():
        path.symlink_to(file.link)
    if _file(path) != file:
        storing.replace_file(path, file.data)
        path.chmod(file.mode)
