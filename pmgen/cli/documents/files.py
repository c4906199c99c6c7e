"""The bytes of the files of a project."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pmgen.source import LARGEST, why


def read(path: Path, inside: Path, most: int = LARGEST + 1) -> bytes | str:
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
