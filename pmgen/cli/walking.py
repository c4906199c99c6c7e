"""A folder and all in it, but for those that plainly hold something else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pmgen.cli import leaving_out


def walk(
    folder: Path,
    inside: str,
    ignored: Sequence[str],
    apart: Mapping[str, str],
    skipped: list[tuple[str, str]],
    unread: list[tuple[str, OSError]],
) -> Iterator[tuple[str, list[str]]]:
    """A folder and those in it, each with the names of its files.

    Args:
        inside: its path in the one that is looked into, empty or ending in `/`.
        ignored: patterns of what is left out, as the config has them.
        apart: folders that hold something else, and what; see `leaving_out.folders_apart`.
        skipped: takes in the folders that are left out, and why.
        unread: takes in those that cannot be read, and may not be left out.
    """
    folders: list[str] = []
    files: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
    except OSError as error:
        if inside and isinstance(error, FileNotFoundError):
            return  # somebody has just removed it
        if reason := leaving_out.ignored_folder(inside, ignored):
            skipped.append((inside, reason))
        else:
            unread.append((inside, error))
        return
    if inside and leaving_out.holds_a_site(folder, files):
        skipped.append((inside, "a site is built there"))
        return
    yield inside, files
    for name in folders:
        path = f"{inside}{name}/"
        if reason := leaving_out.folder_reason(path, name, apart):
            skipped.append((path, reason))
        else:
            yield from walk(folder / name, path, ignored, apart, skipped, unread)
