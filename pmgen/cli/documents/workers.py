"""Work in several processes, where that pays."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, BinaryIO, NoReturn, TypeVar

from pmgen.cli.project import Failure
from pmgen.source import why

P = TypeVar("P")
R = TypeVar("R")

_MOST = 8
"""Processes that one gets without asking: beyond, the one that hands out the work is what everybody waits for."""

_SELDOM = (50_000, 10, 1_000)
"""When to look for cycles: trees of tokens have some, and in ten thousand documents they would fill the memory."""

_job: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What the processes that are forked from this one are to do: they inherit it, and nothing has to be sent to them."""


def processes(jobs: int | None) -> int:
    """How many processes to use.

    Args:
        jobs: how many were asked for; `None` for as many as there are cores.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return jobs or min(cores, _MOST)


@contextlib.contextmanager
def apart(work: Callable[[], R], jobs: int) -> Iterator[Callable[[], R]]:
    """Begin some work in a process of its own: this one goes on, and the memory of the other is freed at its end.

    It has no pool and no queue, which take longer to make than the process. When the block is left it is gone.

    Returns:
        What waits for the work, and gives what came of it; to be called once. Raises as `spread` does.
    """
    if jobs == 1 or not hasattr(os, "fork"):
        yield work
        return
    reading, writing = os.pipe()
    # Ctrl-C has to wait until it is certain which of the two processes it is for.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    child = None
    try:
        child = _forked()
        if child == 0:
            _answer(work, reading, writing)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        os.close(writing)
        with open(reading, "rb") as answer:
            yield lambda: _answered(answer)
    finally:
        if child is not None:
            os.kill(child, signal.SIGKILL)  # if it is still at work, it is for nobody
            os.waitpid(child, 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _forked() -> int:
    try:
        return os.fork()
    except OSError as error:
        raise _refused(error) from error


def _answer(work: Callable[[], R], reading: int, writing: int) -> NoReturn:
    """Work, write the result, and end the process here: nothing further up the stack may run twice."""
    try:
        _begin_forked()
        os.close(reading)
        threading.Thread(target=_end_unread, args=(writing,), daemon=True).start()
        try:
            result = pickle.dumps((work(), None))
        except Exception as error:
            result = _packed(error)
        with open(writing, "wb") as answer:
            answer.write(result)
    finally:
        os._exit(0)


def _end_unread(writing: int) -> None:
    """End this process when nobody can read its answer any more: its parent is gone, however it went."""
    from select import poll  # not there on every system

    nobody = poll()
    nobody.register(writing, 0)  # that no reader is left is told in any case
    nobody.poll()
    os._exit(1)


def _packed(error: Exception) -> bytes:
    try:
        return pickle.dumps((None, error))
    except Exception:  # few can say what an exception of a library holds
        return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))


def _answered(answer: BinaryIO) -> Any:
    try:
        result, error = pickle.load(answer)  # noqa: S301  # nobody but the process that was forked writes there
    except (EOFError, pickle.UnpicklingError) as ended:
        raise _ended() from ended
    if error is not None:
        raise error
    return result


def spread(work: Callable[[P], R], parts: Sequence[P], jobs: int) -> Generator[R, None, None]:
    """The results of all parts, in their order; each is made in one of several processes.

    The processes are forked, so that they have all that this one has: what is sent is the results alone. Where the
    system cannot fork, or one process is all that was asked for, the work is done here.

    Raises:
        Failure: when no process can begin, or one was ended by somebody else.
    """
    if jobs == 1 or len(parts) < 2 or not hasattr(os, "fork"):
        yield from map(work, parts)
        return
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # a small site never needs them
    from multiprocessing import get_context

    _job.append((work, parts))
    pool = ProcessPoolExecutor(min(jobs, len(parts)), get_context("fork"), _begin)
    try:
        try:
            results = pool.map(_one, range(len(parts)))
        except OSError as error:
            raise _refused(error) from error
        yield from results
    except BrokenProcessPool as broken:
        raise _ended() from broken
    finally:
        # What has not begun is not begun, and what goes on is waited for: it must not write behind our back.
        pool.shutdown(cancel_futures=True)
        _job.clear()


def _refused(error: OSError) -> Failure:
    return Failure(f"no further process can begin: {why(error)}; `--jobs 1` needs none")


def _ended() -> Failure:
    return Failure("a process of this build was ended from outside; there may be too little memory")


def _end_after(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def _one(index: int) -> Any:
    work, parts = _job[-1]
    return work(parts[index])


def _begin() -> None:
    """Leave Ctrl-C to the first process, and let the garbage collector look at new objects only.

    A process whose parent is gone, however it went, ends as well: nobody else would ever tell it to.
    """
    _begin_forked()
    from multiprocessing import parent_process

    if parent := parent_process():
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _begin_forked() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    gc.enable()
