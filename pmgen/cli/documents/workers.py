"""Work in several processes, where that pays."""

from __future__ import annotations

import contextlib
import gc
import os
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from queue import SimpleQueue
from typing import Any, BinaryIO, Final, NoReturn, TypeVar

from pmgen.cli.documents.forking import can_fork, collect_seldom, ended, forked, packed, unpacked

P = TypeVar("P")
R = TypeVar("R")

_MOST: Final = 8
"""Processes that one gets without asking: beyond, the one that hands out the work is what everybody waits for."""

_SIZE: Final = 4
"""Bytes of a number that is sent."""

_TICKETS: Final = 4_096
"""How many may wait in a pipe, on any system."""

_Answers = SimpleQueue[tuple[int, bytes] | None]
"""The numbers of parts with what came of them; `None` for a process that has ended before its time."""


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

    When the block is left the process is gone.

    Returns:
        What waits for the work, and gives what came of it; to be called once. Raises as `spread` does.
    """
    if jobs == 1 or not can_fork():
        yield work
        return

    def answer(answers: BinaryIO) -> None:
        answers.write(packed(work))

    with forked(answer) as answers:
        yield lambda: unpacked(answers.read())


def spread(work: Callable[[P], R], parts: Sequence[P], jobs: int) -> Generator[R, None, None]:
    """The results of all parts, in their order; each is made in one of several processes, of which this is one.

    The others are forked, so that they have all that this one has: what is sent is the results alone. Where the
    system cannot fork, or one process is all that was asked for, the work is done here.

    Raises:
        Failure: when no process can begin, or one was ended by somebody else.
    """
    if jobs == 1 or len(parts) < 2 or not can_fork():
        yield from map(work, parts)
        return
    answers: _Answers = SimpleQueue()
    with _tickets(len(parts)) as take, contextlib.ExitStack() as heard, contextlib.ExitStack() as crew, _collecting():

        def help_out(sending: BinaryIO) -> None:
            while numbers := take():
                for number in numbers:
                    _send(sending, number, packed(partial(work, parts[number])))
            _send(sending, len(parts), b"")

        others = [crew.enter_context(forked(help_out)) for _ in range(min(jobs, len(parts)) - 1)]
        for each in others:  # not before all are forked: a process with threads had better not be
            hearing = threading.Thread(target=_hear, args=(each, len(parts), answers), daemon=True)
            hearing.start()
            heard.callback(hearing.join)
        done: dict[int, Callable[[], R]] = {}
        for number in range(len(parts)):
            while number not in done:
                if not answers.empty():
                    _collect(answers, done)
                elif mine := take():
                    done |= {each: _made(work, parts[each]) for each in mine}
                else:
                    _collect(answers, done)
            yield done.pop(number)()


def _made(work: Callable[[P], R], part: P) -> Callable[[], R]:
    """Work on a part here; what gives the result when it is its turn, or raises the error."""
    try:
        result = work(part)
    except Exception as error:
        return partial(_raise, error)
    return lambda: result


def _raise(error: Exception) -> NoReturn:
    raise error


@contextlib.contextmanager
def _tickets(parts: int) -> Iterator[Callable[[], range]]:
    """What gives each process that asks the numbers of the next parts, and none when all have been given.

    The pipe is all that the processes share: who reads from it takes.
    """
    each = -(-parts // _TICKETS)
    taking, giving = os.pipe()
    try:
        os.write(giving, b"".join(number.to_bytes(_SIZE, "big") for number in range(0, parts, each)))
    finally:
        os.close(giving)

    def take() -> range:
        ticket = os.read(taking, _SIZE)
        first = int.from_bytes(ticket, "big")
        return range(first, min(first + each, parts)) if ticket else range(0)

    try:
        yield take
    finally:
        os.close(taking)


@contextlib.contextmanager
def _collecting() -> Iterator[None]:
    """Look for cycles among new objects, and seldom, where nobody has looked for any until now."""
    if gc.isenabled():
        yield
        return
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.disable()
        gc.set_threshold(*before)
        gc.unfreeze()


def _send(sending: BinaryIO, number: int, answer: bytes) -> None:
    sending.write(number.to_bytes(_SIZE, "big") + len(answer).to_bytes(2 * _SIZE, "big") + answer)
    sending.flush()


def _hear(sent: BinaryIO, last: int, answers: _Answers) -> None:
    """Take all that another process sends, so that it never waits.

    Args:
        last: the number that it sends when it has done its share.
    """
    while len(head := sent.read(3 * _SIZE)) == 3 * _SIZE:
        number, size = int.from_bytes(head[:_SIZE], "big"), int.from_bytes(head[_SIZE:], "big")
        if number == last:
            return
        if len(answer := sent.read(size)) < size:
            break
        answers.put((number, answer))
    answers.put(None)


def _collect(answers: _Answers, done: dict[int, Callable[[], Any]]) -> None:
    """Wait for an answer, and enter it."""
    answer = answers.get()
    if answer is None:
        raise ended()
    number, content = answer
    done[number] = lambda: unpacked(content)
