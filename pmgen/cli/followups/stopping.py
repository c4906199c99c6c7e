"""What stops a command from outside: at once where nothing is half done, and a moment later where something is."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

from pmgen.cli.stopping import SIGNALS, Stopped


class Signals:
    """What has come of the signals that end a job or close its terminal.

    They wait until somebody heeds them: what is done meanwhile is worse half done than late. One that is heeded is so
    like Ctrl-C, and only once, so that no other one keeps from being put right what it has stopped.

    Args:
        message: what whoever stops the command is told at once, as it may take a while.
    """

    def __init__(self, message: str) -> None:
        self._message = message
        self._came: int | None = None
        self._heeded = False

    def come(self, number: int, _frame: object) -> None:
        """Take a signal."""
        with contextlib.suppress(OSError):  # a terminal that was closed
            os.write(2, f"{self._message}\n".encode())  # not through a buffer that may just be written
        self._came = self._came or number
        if self._heeded:
            self._heeded = False
            raise Stopped(self._came)

    @contextlib.contextmanager
    def heeded(self) -> Iterator[None]:
        """Inside this context a signal stops what is done, be it that it has come before."""
        try:
            self._heeded = True
            if self._came:
                raise Stopped(self._came)
            yield
        finally:
            self._heeded = False


@contextlib.contextmanager
def by_signals(message: str) -> Iterator[Signals]:
    """Inside this context signals end the command only where they are heeded, or when it leaves the context.

    Args:
        message: see `Signals`.
    """
    signals = Signals(message)
    # What somebody has chosen to ignore (`nohup`), stays ignored.
    heard = [each for each in SIGNALS if signal.getsignal(each) is not signal.SIG_IGN]
    before = {each: signal.signal(each, signals.come) for each in heard}
    try:
        yield signals
        with signals.heeded():
            pass
    finally:
        for each, old in before.items():
            signal.signal(each, old)
