"""How far a long step is, on a terminal and only there."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pmgen.cli.terminal import is_dumb

T = TypeVar("T")

_PATIENCE = 1.0
"""Seconds before anything is shown: a step that is over sooner needs no progress."""


def progress(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The items, while a line on the terminal says how many of them there have been."""
    if not sys.stderr.isatty() or is_dumb():
        yield from items
        return
    began = shown = time.monotonic()
    for number, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if now - began > _PATIENCE and now - shown > 0.1:
            shown = now
            sys.stderr.write(f"\r{what} {number} of {total}\x1b[K")
            sys.stderr.flush()
    if shown > began:
        sys.stderr.write("\r\x1b[K")
