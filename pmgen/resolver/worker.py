"""A program that is to do one follow-up: started, watched, and ended with all that it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pmgen.values import Value

_TAIL = 4_000
"""Bytes of its output that are looked at."""

_GRACE = 5.0
"""Seconds between asking it to end and ending it."""


class Ended(Value):
    """How it ended.

    Args:
        code: its exit code; `None` if it did not end by itself, or could not be started.
        why: what became of it, where that is not its exit code.
        said: the end of what it printed, which nobody has looked at yet.
    """

    code: int | None
    why: str
    said: str


def work(command: Sequence[str], data: bytes, environment: Mapping[str, str], folder: Path, seconds: float) -> Ended:
    """Run a program to its end, or to the end of its time.

    Args:
        data: its standard input. What people wrote reaches it there, and nowhere else.
        environment: its variables, all of them.
        seconds: how long it may take.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as printed:
        given.write(data)
        given.seek(0)
        try:
            # A session of its own is a process group of its own, which ends as one.
            process = subprocess.Popen(  # noqa: S603  # the command is what the person who runs pmgen gave
                list(command),
                cwd=folder,
                env=dict(environment),
                stdin=given,
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            return Ended(None, f"it could not be started: {(error.strerror or 'no reason given').lower()}", "")
        why = ""
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            why = f"it was not done after {_spelled(seconds)}"
        finally:
            _end(process)
        printed.seek(max(0, printed.seek(0, os.SEEK_END) - _TAIL))
        return Ended(None if why else process.returncode, why, printed.read().decode("utf-8", "replace"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of its group: politely, then for good."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _spelled(seconds: float) -> str:
    return f"{seconds / 60:g} minutes" if seconds >= 60 else f"{seconds:g} seconds"
