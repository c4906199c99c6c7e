"""What an axis of time is called: by the clocks of a zone, or by the time since the start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence, Set

from pmgen.render import words
from pmgen.times import Moment, Precision, spell
from pmgen.values import Value

_DAY = 86400.0
_APART, _APART_WITH_YEARS = 58.0, 92.0
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Axis(Value):
    """How instants on a scale are named.

    Args:
        offset: how far the axis is ahead of UTC at an instant, both in seconds.
        name: from an instant and the distance of two ticks to the time and the day, either possibly empty.
        clock: a moment in few characters; it names its day where the axis has several and the day is not that of the
            moment given with it.
        apart: the least distance of two ticks, in pixels.
    """

    offset: Callable[[float], float]
    name: Callable[[float, float], tuple[str, str]]
    clock: Callable[[Moment, Moment | None], str]
    apart: float


def axis(moments: Sequence[Moment], tz: dt.tzinfo, year: int) -> Axis:
    """The axis for these moments: by elapsed time where all of them are written so, else by the clocks of a zone.

    Args:
        year: the one that need not be named.
    """
    placed = [moment for moment in moments if moment.instant is not None]
    first = placed[0].written if placed else None
    if first and placed[0].instant and first.elapsed is not None and all(each.relative for each in placed):
        return _elapsed((placed[0].instant - first.elapsed).timestamp())
    return _wall(tz, {each.instant.astimezone(tz).date() for each in placed if each.instant}, year)


def _wall(tz: dt.tzinfo, days: Set[dt.date], own: int) -> Axis:
    def date(day: dt.date) -> str:
        return words.day_month(day) if day.year == own else words.short_date(day)

    def local(instant: float) -> dt.datetime:
        return (_EPOCH + dt.timedelta(seconds=round(instant))).astimezone(tz)

    def offset(instant: float) -> float:
        return (local(instant).utcoffset() or dt.timedelta(0)).total_seconds()

    def name(instant: float, step: float) -> tuple[str, str]:
        when = local(instant)
        return (date(when), "") if step >= _DAY else (words.clock(when), date(when))

    def clock(moment: Moment, after: Moment | None) -> str:
        assert moment.instant is not None
        when = moment.instant.astimezone(tz)
        about = "~" if moment.about else ""
        if moment.precision is Precision.DAY:
            return about + date(moment.local or when)
        same = after and after.instant and after.instant.astimezone(tz).date() == when.date()
        day = f"{date(when)} " if len(days) > 1 and not same else ""
        return day + about + words.clock(when, seconds=moment.precision is Precision.SECOND)

    return Axis(offset, name, clock, _APART if {day.year for day in days} <= {own} else _APART_WITH_YEARS)


def _elapsed(origin: float) -> Axis:
    def name(instant: float, step: float) -> tuple[str, str]:
        length = dt.timedelta(seconds=round(instant - origin))
        return ("T" + _signed(length), "")

    def clock(moment: Moment, after: Moment | None) -> str:
        assert moment.instant is not None
        length = dt.timedelta(seconds=round(moment.instant.timestamp() - origin))
        return ("~" if moment.about else "") + "T" + _signed(length)

    return Axis(lambda instant: -origin, name, clock, _APART)


def _signed(length: dt.timedelta) -> str:
    if not length:
        return "+0"
    text = spell(length)
    return text if length < dt.timedelta(0) else "+" + text
