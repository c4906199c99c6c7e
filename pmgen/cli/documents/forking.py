"""Processes that are forked from this one: they have all that it has, and send what comes of their work."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final, NoReturn

from pmgen.cli.project import Failure
from pmgen.cli.stopping import SIGNALS
from pmgen.source import why

_SELDOM: Final = (50_000, 10, 1_000)
"""When to look for cycles: trees of tokens have some, and in ten thousand documents they would fill the memory."""

_ROOM: Final = 1 << 20
"""Bytes that may wait to be read, where the system allows it: who has sent them goes on."""


def can_fork() -> bool:
    """Whether the system has what this module needs."""
    return hasattr(os, "fork")


def collect_seldom() -> None:
    """Look for cycles among new objects only, and seldom."""
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    gc.enable()


@contextlib.contextmanager
def forked(work: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """Begin a process that works; when the block is left it is gone, at work or not.

    Args:
        work: gets what it writes to.

    Returns:
        What comes of the work, to be read; it ends where the process does.

    Raises:
        Failure: when no process can begin.
    """
    reading, writing = os.pipe()
    with open(reading, "rb") as answers, contextlib.ExitStack() as child:
        # What stops the command has to wait until it is certain which of the two processes it is for.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        child.callback(signal.pthread_sigmask, signal.SIG_SETMASK, mask)
        try:
            process = _fork()
            if process == 0:
                _work_on(work, answers, writing)
        finally:
            os.close(writing)
        child.callback(_end, process)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        yield answers


def _fork() -> int:
    try:
        return os.fork()
    except OSError as error:
        raise Failure(f"no further process can begin: {why(error)}; `--jobs 1` needs none") from error


def _end(process: int) -> None:
    """End a process that was forked from this one: if it is still at work, that is for nobody."""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def _work_on(work: Callable[[BinaryIO], None], reading: BinaryIO, writing: int) -> NoReturn:
    """Work, and end the process here: nothing further up the stack may run twice."""
    try:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)  # the first process heeds it
        collect_seldom()
        # Those of processes begun before stay open here: where this one's parent is gone, the last begun ends first.
        reading.close()
        _make_room(writing)
        threading.Thread(target=_end_unread, args=(writing,), daemon=True).start()
        with open(writing, "wb", closefd=False) as answers:
            work(answers)
    finally:
        os._exit(0)


def _make_room(writing: int) -> None:
    with contextlib.suppress(ImportError, AttributeError, OSError):  # not there on every system, or not allowed
        import fcntl

        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _ROOM)


def _end_unread(writing: int) -> None:
    """End this process when nobody can read its answers any more: its parent is gone, however it went."""
    from select import poll  # not there on every system

    nobody = poll()
    nobody.register(writing, 0)  # that no reader is left is told in any case
    nobody.poll()
    os._exit(1)


def packed(work: Callable[[], object]) -> bytes:
    """What comes of some work, be it an error, for another process."""
    try:
        return pickle.dumps((work(), None))
    except Exception as error:
        try:
            return pickle.dumps((None, error))
        except Exception:  # few can say what an exception of a library holds
            return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))


def unpacked(answer: bytes) -> Any:
    """What came of some work in another process; raises what it has raised."""
    try:
        result, error = pickle.loads(answer)  # noqa: S301  # nobody but a process that was forked here wrote it
    except (EOFError, pickle.UnpicklingError) as short:
        raise ended() from short
    if error is not None:
        raise error
    return result


def ended() -> Failure:
    """The failure that there is no answer, or not all of it, as somebody has ended the process."""
    return Failure("a process of this build was ended from outside; there may be too little memory")
