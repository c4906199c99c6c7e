"""What tells a file that is as it was from one that is not, without reading it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pmgen.writer import disk
from pmgen.writer.disk import Stamp, stamp
from pmgen.writer.ledger import STAGING

_TICK = 100_000_000
"""Nanoseconds within which two changes may leave the same stamp."""

_COARSE = 2_000_000_000
"""The same where a file system counts seconds."""


def is_settled(mark: Stamp, seen: int) -> bool:
    """Whether a later change of a file cannot have left the stamp that it had.

    Args:
        seen: when the stamp was taken, in nanoseconds.
    """
    before = seen - (_TICK if mark[1] % 1_000_000_000 else _COARSE)
    return mark[1] < before and mark[2] < before


def stamps(folder: Path) -> dict[str, Stamp | None]:
    """The stamp of everything in a folder, by its path; `None` for what is neither a file nor a folder.

    Raises:
        OSError: when a part of it cannot be read.
    """
    return dict(_stamps(str(folder), ""))


def _stamps(folder: str, prefix: str) -> Iterator[tuple[str, Stamp | None]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield prefix + entry.name, stamp(entry.stat(follow_symlinks=False))
            else:
                yield prefix + entry.name, None


def held(
    folder: Path, found: Mapping[str, Stamp | None], known: Iterable[tuple[str, int, bytes, Stamp]], seen: int
) -> frozenset[str]:
    """The files of a site that still hold what is known of them; only those whose stamps say nothing are read.

    Args:
        found: the stamps that they have.
        known: the path of each, with the size, the SHA-256 and the stamp that it had.
        seen: when those stamps were taken, in nanoseconds.
    """
    long_ago = seen - _COARSE  # most stamps are settled, and of tens of thousands nobody has to be asked
    return frozenset(
        [
            path
            for path, size, digest, mark in known
            if (now := found.get(path)) is not None
            and (
                (now == mark and ((mark[1] < long_ago and mark[2] < long_ago) or is_settled(mark, seen)))
                or (now[0] == size and _digest(folder / path) == digest)
            )
        ]
    )


def _digest(path: Path) -> bytes:
    try:
        return hashlib.sha256(disk.read(path)).digest()
    except OSError:
        return b""


def is_left_over(path: str) -> bool:
    """Whether a build that was killed has left a file."""
    return path.startswith(f"{STAGING}/")
