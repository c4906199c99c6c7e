"""How far one moment is from another, as exactly as the two are known."""

from __future__ import annotations

import datetime as dt
import math

from pmgen.times.durations import Duration
from pmgen.times.moments import Moment
from pmgen.times.written import Precision

_DAY = Precision.DAY.unit


def apart(a: Moment, b: Moment) -> Duration | None:
    """Measure b - a in elapsed time, as exactly as the less exact of them; None where it is not known.

    Where one of them is known by its day alone, it is counted from the noon of that day, which is the nearest to
    all of it, and known in days: approximately, and not at all if it may be nothing. Two relative moments count
    from the same moment, so neither how exact that one is matters to their distance, nor whether it is known.
    """
    length = distance(a, b)
    if length is None:
        return None
    relative = a.relative and b.relative
    ends = [(moment.written or moment) if relative else moment for moment in (a, b)]
    unit = max(end.precision.unit for end in ends)
    by_day = not relative and Precision.DAY in (a.precision, b.precision)
    if not by_day or _counts_from(a, b) or _counts_from(b, a):
        return Duration(by_day or any(end.about for end in ends), length, unit)
    days = math.ceil((length + _half(b) - _half(a)) / _DAY - 0.5)
    return Duration(True, days * _DAY, unit) if days else None


def _half(moment: Moment) -> dt.timedelta:
    """How long it is from the first instant that a moment may be to the middle of all of them."""
    if moment.precision is not Precision.DAY:
        return dt.timedelta(0)
    return (moment.latest - moment.instant) / 2 if moment.by_day and moment.latest and moment.instant else _DAY / 2


def _counts_from(one: Moment, other: Moment) -> bool:
    """Whether a moment is written as `T+…`, where T is the other one."""
    elapsed = one.written.elapsed if one.written else None
    return elapsed is not None and not other.relative and distance(other, one) == elapsed


def distance(a: Moment, b: Moment) -> dt.timedelta | None:
    """How long it is from the instant of a to that of b; None where it is not known."""
    if a.instant is not None and b.instant is not None:
        return b.instant - a.instant
    if not (a.relative and b.relative and a.written and b.written):
        return None
    try:
        return (b.written.elapsed or dt.timedelta(0)) - (a.written.elapsed or dt.timedelta(0))
    except OverflowError:
        return None
