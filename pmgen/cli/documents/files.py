"""The bytes of the files of a project."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pmgen.cli.project import Failure
from pmgen.source import LARGEST, why

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def require_file(path: Path) -> None:
    """Make sure that what somebody has named is a file, if it is there: a document has a name, and can be read twice.

    Raises:
        Failure: it is a pipe, such as `/dev/stdin` may be one, a socket or a device.
    """
    mode = path.stat().st_mode if path.exists() else stat.S_IFREG
    if kind := next((word for test, word in _KINDS if test(mode)), ""):
        raise Failure(f"`{path}` is {kind}, and no file; save what comes from there, and name that")


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
                return f"a link that leads out of `{os.path.basename(os.path.realpath(inside)) or os.sep}`"
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
