"""A program that is to do one follow-up: started, watched, and ended with all that it started."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from pmgen.source import why
from pmgen.values import Value

_TAIL = 4_000
"""Bytes of its output that are looked at."""

_GRACE = 5.0
"""Seconds between asking it to end and ending it."""

_MARK = "PMGEN_RUN"
"""A variable of its own by which what it has started is known, in whatever session that is."""

_ROUNDS = 20
"""How often to look for more: what is being ended may be starting others."""

_PAUSE = 0.01
"""Seconds between that, in which others may ask how what they have started has ended."""

_SUBREAPER = 36
"""What `prctl` calls a process that becomes the parent of what its descendants leave behind."""


class Ended(Value):
    """How it ended.

    Args:
        code: its exit code; `None` if it did not end by itself, or could not be started.
        why: what became of it, where that is not its exit code.
        said: the end of what it printed, in whole lines, which nobody has looked at yet.
        survived: whether something that it has started is still at work, as nobody could end it.
    """

    code: int | None
    why: str
    said: str
    survived: bool = False


def work(
    command: Sequence[str],
    data: bytes,
    environment: Mapping[str, str],
    folder: Path,
    seconds: float,
    *,
    keeps: Sequence[int] = (),
    heeding: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext,
) -> Ended:
    """Run a program to its end, or to the end of its time.

    Args:
        data: its standard input. What people wrote reaches it there, and nowhere else.
        environment: its variables, all of them.
        seconds: how long it may take.
        keeps: files that stay open for as long as it or anything that it has started lives.
        heeding: inside of which alone somebody may stop this: not while it is being started or ended.
    """
    with heeding():
        mark = os.urandom(16).hex()
    others = _descendants(())
    with _adopting(), tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        try:
            # A session of its own is a process group of its own, which ends as one.
            process = subprocess.Popen(  # noqa: S603  # the command is what the person who runs pmgen gave
                list(command),
                cwd=folder,
                env={**environment, _MARK: mark},
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=keeps,
            )
        except OSError as error:
            return Ended(None, f"it could not be started: {why(error)}", "")
        said = bytearray()
        assert process.stdout is not None
        listener = threading.Thread(target=_listen, args=(process.stdout, said), daemon=True)
        late, all_ended = "", False
        try:
            listener.start()
            with heeding():
                process.wait(seconds)
        except subprocess.TimeoutExpired:
            late = f"it was not done after {_spelled(seconds)}"
        finally:
            all_ended = _end(process, f"{_MARK}={mark}".encode(), others)
        listener.join(_GRACE)
        told = _whole_lines(said).decode("utf-8", "replace")
        return Ended(None if late else process.returncode, late, told, survived=not all_ended)


def _listen(stream: IO[bytes], said: bytearray) -> None:
    """Keep the end of what is printed, and no more: a program may print for hours, and fill no disk by it."""
    with stream:
        while piece := os.read(stream.fileno(), 65_536):
            said += piece
            del said[: -_TAIL - 1]


def _whole_lines(said: bytearray) -> bytearray:
    """Of what was printed the end without the line that is cut: in front of a password its name may be missing."""
    return said.partition(b"\n")[2] if len(said) > _TAIL else said


@contextlib.contextmanager
def _adopting() -> Iterator[None]:
    """Be the parent of whatever loses its own, so that nothing gets away by leaving session and environment."""
    with contextlib.ExitStack() as stack:
        if sys.platform == "linux":
            with contextlib.suppress(OSError, AttributeError):
                control = ctypes.CDLL(None).prctl
                control(_SUBREAPER, 1, 0, 0, 0)
                stack.callback(control, _SUBREAPER, 0, 0, 0, 0)
        yield


def _end(process: subprocess.Popen[bytes], mark: bytes, others: Collection[int]) -> bool:
    """End what is left of its group, politely, then for good; and whatever has left the group. Whether all has ended.

    Args:
        others: the descendants of this process that are not its own.
    """
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for _ in range(_ROUNDS):
        left = {*_marked(mark), *_descendants(others)}
        if not left:
            return True
        for each in left:
            with contextlib.suppress(ProcessLookupError, PermissionError, ChildProcessError):
                os.kill(each, signal.SIGKILL)
                os.waitpid(each, 0)  # one that was adopted stays in the list until somebody asks how it ended
        time.sleep(_PAUSE)
    return False


def _marked(mark: bytes) -> list[int]:
    """The processes that have inherited a variable, wherever they went; none where the system does not tell."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def _descendants(others: Collection[int]) -> list[int]:
    """The processes that this one has started, or those in turn; none where the system does not tell.

    Args:
        others: those that are left out, with what they have started.
    """
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # Its name comes before, in brackets, and may hold whatever it likes.
            words = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            children.setdefault(int(words[1]), []).append(int(folder.name))
    found = [os.getpid()]
    for parent in found:
        found += [each for each in children.get(parent, ()) if each not in others]
    return found[1:]


def _spelled(seconds: float) -> str:
    return f"{seconds / 60:g} minutes" if seconds >= 60 else f"{seconds:g} seconds"
