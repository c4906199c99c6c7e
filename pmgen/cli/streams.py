"""The standard streams as a command uses them: whatever becomes of what they lead to, and in whatever locale."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import Any, NoReturn, TextIO

import click


class _Output(io.RawIOBase):
    """A standard stream that may refuse what is written to it: its disk is full, or it was closed.

    Args:
        name: as Python calls the stream.
        under: what it writes to.
        lossy: go on without what cannot be written, rather than fail: on stderr there is nobody left to tell.
    """

    def __init__(self, name: str, under: io.RawIOBase, *, lossy: bool) -> None:
        self.name = name
        self._under = under
        self._lossy = lossy

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._under.fileno()

    def isatty(self) -> bool:
        return self._under.isatty()

    def write(self, data: Any) -> int | None:
        try:
            return self._under.write(data)
        except OSError as error:
            if not self._lossy:
                self._fail(error)
            return len(data)

    def _fail(self, error: OSError) -> NoReturn:
        if error.errno == errno.EPIPE:
            raise error  # whoever read has seen enough, which click knows
        self._lossy = True  # what is still buffered will be written once more, and that once is enough to say so
        from pmgen.cli.project import Failure  # few outputs fail
        from pmgen.source import why

        reason = "it is closed" if error.errno == errno.EBADF else why(error)
        raise Failure(f"the output cannot be written: {reason}") from error


def keep_places() -> None:
    """Occupy the numbers of standard streams that were closed: a file opened there would get what is printed."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while (place := os.open(os.devnull, os.O_RDONLY)) < 3:
            pass
        os.close(place)


def opened(stream: TextIO | None, name: str, place: int, *, lossy: bool) -> TextIO:
    """A standard stream for any character, whatever the terminal's locale is: a page or a name may hold it.

    Args:
        stream: `None` where Python has none, as it was closed.
        place: its file descriptor.
        name, lossy: as in `_Output`.
    """
    under: Any = stream.buffer if stream else io.FileIO(place, "w", closefd=False)
    output = io.BufferedWriter(_Output(name, getattr(under, "raw", under), lossy=lossy))
    buffered = stream is not None and not stream.line_buffering
    return io.TextIOWrapper(output, encoding="utf-8", errors="backslashreplace", line_buffering=not buffered)


def leave(ended: SystemExit) -> NoReturn:
    """End at once: freeing object by object what the system takes back as a whole is a tenth of a check."""
    code = ended.code
    try:
        sys.stdout.flush()
    except click.ClickException as failure:
        failure.show()
        code = failure.exit_code
    except (OSError, ValueError):
        raise ended from None  # Python says what it thinks of a stream that was closed.
    sys.stderr.flush()
    if code is not None and not isinstance(code, int):
        raise ended
    os._exit(code or 0)
