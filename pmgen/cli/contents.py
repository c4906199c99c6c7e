"""What is in the files of a project: their bytes, and what is to be said of each by itself."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from pmgen.addresses import is_legacy, rewriter
from pmgen.cli.project import Project
from pmgen.source import LARGEST, why

if TYPE_CHECKING:
    from pmgen.check import Examined
    from pmgen.rules.policy import Folder, Policy


def read_file(path: Path, inside: Path, most: int = LARGEST + 1) -> bytes | str:
    """The bytes of a file, or why it cannot be read.

    Args:
        inside: a folder that a link may not lead out of.
        most: how many bytes to read; -1 for all of them.
    """
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(inside)):
                return "a link that leads out of the source folder"
            status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        with path.open("rb", buffering=0) as stream:
            if most < 0:
                return stream.readall()
            # `read` takes memory for all that it is asked for, and few files are so large.
            return stream.readall()[:most] if status.st_size <= most else stream.read(most)
    except OSError as error:
        return why(error)


def examine(project: Project, path: Path, policy: Policy, folder: Folder) -> Examined:
    """Read one file of the project and look at it by itself; see `read_and_examine`."""
    return read_and_examine(project, path, policy, folder)[0]


def read_and_examine(
    project: Project, path: Path, policy: Policy, folder: Folder, *, html: bool = False
) -> tuple[Examined, tuple[bytes, ...]]:
    """Read one file of the project and look at it by itself; with it the bytes that were read.

    Args:
        path: of the file, which may be outside of the source folder.
        folder: what else is in the source folder.
        html: whether to make HTML of the body.
    """
    from pmgen import check  # only what looks at a document needs it

    source = project.source
    above = os.path.join(source, "")
    inside = str(path).startswith(above)
    name = str(path).removeprefix(above).replace(os.sep, "/") if inside else path.name
    if is_legacy(name):
        from pmgen.cli import legacy_pages  # most projects have none

        examined, read = legacy_pages.examine(project, path, name, policy, folder)
    elif isinstance(data := read_file(path, source if inside else path.parent), str):
        examined, read = check.unreadable(project.shown(path), "PM017", f"cannot be read: {data}"), ()
    else:
        rewrite = rewriter(name, folder.documents) if html else None
        examined, read = check.examine(project.shown(path), data, name, policy, folder, rewrite), (data,)
    return check.under_its_name(examined, name), read
