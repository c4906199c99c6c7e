"""The clocks by which the times of a timeline were written, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from pmgen import times
from pmgen.model import Event
from pmgen.render import words
from pmgen.times import Moment, Precision

_MINUTE = dt.timedelta(minutes=1)
_ONE_CHANGE = dt.timedelta(days=150)
"""Within this, clocks that differ at both ends were put forward or back once."""


def zone_words(zone_name: str, timeline: Sequence[Event]) -> str:
    """The zone of a timeline and how far it is ahead of UTC: `Europe/Sofia, UTC+03:00`, or what it counts from."""
    tz = times.zone(zone_name) or dt.UTC
    zero = zero_day(timeline)
    if zero:
        return f"counted from T+0 on {words.long_date(zero)}"
    if tz is dt.UTC:
        return "UTC"
    found = _offsets(_read_from_clocks(timeline, zone_name), tz)
    return f"{zone_name}, {found}" if found else zone_name


def zero_day(timeline: Sequence[Event]) -> dt.date | None:
    """The day from which all times of a timeline are counted; None where one of them is on the calendar itself."""
    placed = [event.at for event in timeline if event.at.instant]
    if not placed or not all(moment.relative for moment in placed):
        return None
    local, written = placed[0].local, placed[0].written
    return (local - written.elapsed).date() if local and written and written.elapsed is not None else None


def _read_from_clocks(timeline: Sequence[Event], zone_name: str) -> list[dt.datetime]:
    """The instants that were written as a time of day in the zone, in order."""
    moments = [moment for event in timeline for moment in (event.at, event.until) if moment]
    return sorted(moment.instant for moment in moments if moment.instant and _is_clock(moment, zone_name))


def _is_clock(moment: Moment, zone_name: str) -> bool:
    return moment.zone == zone_name and not moment.relative and moment.precision is not Precision.DAY


def _offsets(instants: Sequence[dt.datetime], tz: dt.tzinfo) -> str:
    """`UTC+01:00`; with `, from 30 March 03:00 UTC+02:00` where the clocks were put forward or back meanwhile."""
    runs = [(ahead, list(run)) for ahead, run in groupby(instants, lambda each: _ahead(each, tz))]
    if len(runs) == 2 and runs[1][1][0] - runs[0][1][-1] < _ONE_CHANGE:
        since = _change(runs[0][1][-1], runs[1][1][0], tz).astimezone(tz)
        return f"{_utc(runs[0][0])}, from {words.day_month(since)} {words.clock(since)} {_utc(runs[1][0])}"
    return " and ".join(map(_utc, dict.fromkeys(ahead for ahead, _ in runs)))


def _change(before: dt.datetime, after: dt.datetime, tz: dt.tzinfo) -> dt.datetime:
    """The minute from which on the clocks are as far ahead as they are at `after`."""
    low, high = 0, -((before - after) // _MINUTE)
    start = before.replace(second=0, microsecond=0)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _ahead(start + middle * _MINUTE, tz) == _ahead(after, tz) else (middle, high)
    return start + high * _MINUTE


def _ahead(instant: dt.datetime, tz: dt.tzinfo) -> dt.timedelta:
    return instant.astimezone(tz).utcoffset() or dt.timedelta(0)


def _utc(ahead: dt.timedelta) -> str:
    minutes = abs(ahead) // _MINUTE
    return f"UTC{'−' if ahead < dt.timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}"
