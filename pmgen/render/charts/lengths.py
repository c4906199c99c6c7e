"""A logarithmic scale of lengths of time, from the bottom up."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import log10, sqrt

from pmgen.values import Value

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86400.0
_TICKS = (
    (_MINUTE, "1 min"),
    (10 * _MINUTE, "10 min"),
    (_HOUR, "1 h"),
    (6 * _HOUR, "6 h"),
    (_DAY, "1 d"),
    (7 * _DAY, "7 d"),
    (30 * _DAY, "30 d"),
    (365 * _DAY, "1 y"),
    (3650 * _DAY, "10 y"),
    (36500 * _DAY, "100 y"),
)
# Between any two neighbours is about the same ratio, and every tick is one of them.
_BOUNDS = (
    *((n * _MINUTE, f"{n} min") for n in (1, 2, 5, 10, 25)),
    *((n * _HOUR, f"{n} h") for n in (1, 2, 6, 12)),
    *((n * _DAY, f"{n} d") for n in (1, 2, 4, 7, 14, 30, 90, 180)),
    *((365 * n * _DAY, f"{n} y") for n in (1, 2, 5, 10, 100)),
)
_STARTS = tuple(start for start, _ in _BOUNDS)
_DECADE = 46.0
_LEAST_HEIGHT = 92.0
_TOP, _BOTTOM = 10.0, 14.0


class LengthTick(Value):
    """A length that the scale names; `y` is pixels from the top, as everywhere here."""

    y: float
    label: str


class Bucket(Value):
    """Lengths that are counted together; `y` is in their middle."""

    y: float
    label: str


class Lengths(Value):
    """From lengths of time to pixels.

    Args:
        low: seconds; what is shorter is drawn at the bottom.
        high: seconds; nothing is longer.
        decade: how many pixels a factor of ten takes.
    """

    low: float
    high: float
    decade: float
    ticks: tuple[LengthTick, ...]
    height: float

    def at(self, length: dt.timedelta) -> float:
        """Where a length is drawn."""
        return _at(length.total_seconds(), self.low, self.high, self.decade)

    def bucket(self, length: dt.timedelta) -> int:
        """The number of the bucket of a length, from the shortest."""
        return bisect_right(_STARTS, length.total_seconds())

    def bucket_at(self, number: int) -> Bucket:
        """A bucket by its number."""
        if number == 0:
            return Bucket(self.height - _BOTTOM, "under 1 min")
        low, name = _BOUNDS[number - 1]
        if number == len(_BOUNDS):
            return Bucket(_TOP, f"{name} and more")
        high, until = _BOUNDS[number]
        return Bucket(_at(sqrt(low * high), self.low, self.high, self.decade), f"{name} to {until}")


def lengths(values: Sequence[dt.timedelta]) -> Lengths:
    """A scale with room for some lengths, of which there is at least one; it ends at ticks."""
    seconds = [value.total_seconds() for value in values]
    low = max((at for at, _ in _TICKS if at <= min(seconds)), default=_MINUTE)
    high = min((at for at, _ in _TICKS if at >= max(seconds)), default=_TICKS[-1][0])
    if high <= low:
        low, high = next((a, b) for (a, _), (b, _) in pairwise(_TICKS) if b >= high)
    decade = max(_DECADE, _LEAST_HEIGHT / log10(high / low))
    height = _TOP + decade * log10(high / low) + _BOTTOM
    named = [(at, label) for at, label in _TICKS if low <= at <= high]
    ticks = [LengthTick(round(_at(at, low, high, decade), 1), label) for at, label in named]
    if min(seconds) < low:
        ticks[0] = LengthTick(ticks[0].y, f"≤ {named[0][1]}")
    return Lengths(low, high, decade, tuple(ticks), round(height))


def _at(seconds: float, low: float, high: float, decade: float) -> float:
    within = min(max(seconds, low), high)
    return round(_TOP + decade * log10(high / within), 1)
