"""Files that commands write beside what people write: whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pmgen.cli import leading, showing
from pmgen.cli.project import Failure
from pmgen.source import why


def create_file(path: Path, data: bytes, shown: str) -> None:
    """Make a new file, and the folders that it is in: whole or not at all, and never in the place of another.

    Args:
        shown: what a message calls the file, with `/`.

    Raises:
        Failure: when that is not possible.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"the folder `{shown.rpartition('/')[0] or '.'}` cannot be made: {why(error)}") from error
    own = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        own.write_bytes(data)
        _rename_new(own, path)
    except FileExistsError as error:
        raise Failure(f"`{shown}` is already there") from error
    except OSError as error:
        raise Failure(f"`{shown}` cannot be written: {why(error)}") from error
    finally:
        with suppress(OSError):  # where none can be made, none can be removed, and that was said already
            own.unlink(missing_ok=True)


def _rename_new(own: Path, target: Path) -> None:
    """Give a file a name that no other has."""
    try:
        os.link(own, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError from None
        own.replace(target)


def replace_file(path: Path, data: bytes) -> None:
    """Put other bytes in the place of a file, in one step; where there is none, the bytes become one.

    Raises:
        Failure: when that is not possible; the file is then as it was.
    """
    import tempfile  # few commands write to a document

    temporary = ""
    before = path.is_file()
    try:
        target = leading.to(path)  # a link stays a link
        if target.exists() and not before:
            target.write_bytes(data)  # a pipe or a device takes it, a folder does not
            return
        mode = target.stat().st_mode if before else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".pmgen-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        shown = f"`{showing.from_here(path)}`" if path.is_absolute() else f"`{path}`"
        raise Failure(f"{shown} cannot be written: {why(error)}{'; it is as it was' if before else ''}") from error


def require_replaceable(path: Path, shown: str) -> None:
    """Make sure beforehand that a file could be replaced.

    Args:
        shown: what a message calls the file, with `/`.

    Raises:
        Failure: when nobody may write where it is.
    """
    if not os.access(leading.to(path).parent, os.W_OK | os.X_OK):
        raise Failure(f"`{shown}` cannot be written: its folder may not be changed")


def _umask() -> int:
    """The permissions that new files do not get; the system only tells them to those who set them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
