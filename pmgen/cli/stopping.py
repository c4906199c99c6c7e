"""What ends a command from outside: Ctrl-C, the end of its job, the end of its terminal."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from typing import Final

SIGNALS: Final = tuple(each for each in signal.Signals if each.name in ("SIGINT", "SIGTERM", "SIGHUP"))
"""What says so, as far as the system knows it."""

_PATIENCE = 2.0
"""Seconds in which one is the same as the one before: `timeout`, and what runs commands in a terminal, send two."""


class Stopped(KeyboardInterrupt):
    """A command is to end: as with Ctrl-C, what it has begun is put right on the way out.

    Args:
        number: the signal that said so.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def exit_code(stopped: KeyboardInterrupt) -> int:
    """What a shell says of a command that was ended so."""
    return 128 + (stopped.number if isinstance(stopped, Stopped) else signal.SIGINT)


@contextlib.contextmanager
def heard() -> Iterator[None]:
    """Inside this context each of the signals stops what is done; what somebody ignores (`nohup`) stays ignored.

    While the first is heeded, one that comes together with it is the same; a later one ends the process where it is, as
    somebody insists.

    Raises:
        Stopped: when one comes.
    """
    came: list[float] = []

    def come(number: int, _frame: object) -> None:
        came.append(time.monotonic())
        if len(came) == 1:
            raise Stopped(number)
        if came[-1] - came[0] > _PATIENCE:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
            os._exit(128 + number)  # the first process of a container is ended by none

    before = {each: signal.signal(each, come) for each in SIGNALS if signal.getsignal(each) is not signal.SIG_IGN}
    try:
        yield
    finally:
        for each, old in before.items():
            signal.signal(each, old)
