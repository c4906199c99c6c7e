"""How long a server may have those wait who ask it: `Retry-After` (RFC 9110, 10.2.3), within bounds."""

from __future__ import annotations

import threading
import time
from email.utils import parsedate_to_datetime

_EARNED = 1.0
"""Seconds that an answer adds: a server that has those wait who ask too fast comes to its end all the same."""


class Patience:
    """What all who ask one server have in common: until when it wants to be left alone.

    Args:
        seconds: for how long it may have them wait until it answers anything.
    """

    def __init__(self, seconds: float) -> None:
        self._most, self._left, self._until = seconds, seconds, 0.0
        self._changing = threading.Lock()
        self._over = threading.Event()

    def put_off(self, seconds: float) -> bool:
        """Ask it nothing for so long, from now on; false where nobody waits that long."""
        with self._changing:
            now = time.monotonic()
            since = max(self._until, now)
            more = max(0.0, now + seconds - since)
            if more > self._left:
                return False
            self._left -= more
            self._until = since + more
            return True

    def earn(self) -> None:
        """Let it have them wait a little longer, as it has answered."""
        with self._changing:
            self._left = min(self._most, self._left + _EARNED)

    def wait(self, seconds: float = 0.0) -> bool:
        """Wait at least so long, and until it may be asked; whether it still is to be."""
        return not self._over.wait(max(seconds, self._until - time.monotonic()))

    def end(self) -> None:
        """Let everybody go who waits, and nobody ask any more."""
        self._over.set()


def asked_for(wish: str, date: str) -> float:
    """How many seconds an answer wants one to wait; 0 where it does not say so.

    Args:
        wish: its `Retry-After`: seconds, or a time.
        date: when it was written, by the server's own clock: nobody knows whether that is the one of this machine.
    """
    said = wish.strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return max(0.0, (parsedate_to_datetime(said) - parsedate_to_datetime(date)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
