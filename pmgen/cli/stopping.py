"""What stops a command from outside: at once where nothing is half done, and a moment later where something is."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def by_any_signal(message: str) -> Iterator[None]:
    """Treat the signals that end a job or close its terminal like Ctrl-C: nothing is left running or half done.

    Args:
        message: what whoever stops the command is told at once, as it may take a while.
    """

    def stop(_number: int, _frame: object) -> None:
        with contextlib.suppress(OSError):  # a terminal that was closed
            os.write(2, f"{message}\n".encode())  # not through a buffer that may just be written
        raise KeyboardInterrupt

    with _handled(stop):
        yield


@contextlib.contextmanager
def later() -> Iterator[None]:
    """Inside this context signals wait: what is done there is worse half done than late."""
    came: list[int] = []
    with _handled(lambda number, _: came.append(number)):
        yield
    if came:
        raise KeyboardInterrupt


@contextlib.contextmanager
def _handled(handler: Callable[[int, object], None]) -> Iterator[None]:
    # What somebody has chosen to ignore (`nohup`), stays ignored.
    heard = [each for each in _SIGNALS if signal.getsignal(each) is not signal.SIG_IGN]
    before = {each: signal.signal(each, handler) for each in heard}
    try:
        yield
    finally:
        for each, old in before.items():
            signal.signal(each, old)
