"""Written times put on the calendar, each at its instant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pmgen.times.moments import Clock, Moment, offset_name, shown_in, wall_time_of
from pmgen.times.written import Precision, Written
from pmgen.times.zones import zone
from pmgen.values import Value

_UNKNOWN = Written("unknown", False, Precision.DAY, unknown=True)


class _Frame(Value):
    """Where a time is read that says nothing of its own day or zone."""

    day: dt.date
    zone: str
    tz: dt.tzinfo


def place(written: Sequence[Written], *, day: dt.date, zone_name: str, origin: int | None) -> tuple[Moment, ...]:
    """Put times on the calendar in the order in which they were written.

    A time without a date falls on the day of the nearest placed one before it, or on `day`; it never rolls
    past midnight by itself. Where the two are not written in one zone, that is the day which it was where the
    time without a date is read: after `2026-03-17T02:30Z`, `22:40` in New York is on the 16th. A month and day
    take the year that brings them nearest to `day`. A written offset wins over the zone `zone_name`; if that is
    unknown, UTC stands in. `T+…` is counted in elapsed time (a day is 24 hours) from the time at index `origin`;
    if that is unknown, what is counted from it is, too. Where that is None or itself relative, it is counted from
    `day`, which is all that is known of the beginning; among times of day that says too little, and it is unknown.
    """
    frame = _frame(day, zone_name)
    fixed = origin if origin is not None and _stands_alone(written[origin]) else None
    start = _start_of_day(frame) if fixed is None else _fixed(written, fixed, frame)
    unknown = origin is not None and written[origin].unknown
    if fixed is None and (unknown or any(each.time is not None for each in written)):
        start = _moment(_UNKNOWN, None, frame, start)
    moments: list[Moment] = []
    before: Moment | None = None
    for index, item in enumerate(written):
        moment = start if index == fixed else _moment(item, before, frame, start)
        before = moment if moment.local else before
        moments.append(moment)
    return tuple(moments)


def place_until(
    written: Written, after: Moment, *, day: dt.date, zone_name: str, origin: Moment | None = None
) -> Moment:
    """Put the end of a range on the calendar: without a date of its own it is on the day of `after`, as in `place`.

    `origin` is the moment that `T+…` counts from: `T0` as `place` puts it on the calendar. Without one it is `day`.
    """
    frame = _frame(day, zone_name)
    start = origin or _start_of_day(frame)
    return _moment(written, after if after.local else None, frame, start)


def _frame(day: dt.date, zone_name: str) -> _Frame:
    tz = zone(zone_name)
    return _Frame(day, "UTC", dt.UTC) if tz is None else _Frame(day, zone_name, tz)


def _start_of_day(frame: _Frame) -> Moment:
    return _absolute(Written(frame.day.isoformat(), False, Precision.DAY, frame.day), None, frame)


def _stands_alone(item: Written) -> bool:
    return item.elapsed is None and not item.unknown


def _fixed(written: Sequence[Written], index: int, frame: _Frame) -> Moment:
    # Relative times before it have no part in its day: they are counted from it.
    before: Moment | None = None
    for item in written[:index]:
        before = _absolute(item, before, frame) if _stands_alone(item) else before
    return _absolute(written[index], before, frame)


def _moment(item: Written, before: Moment | None, frame: _Frame, start: Moment) -> Moment:
    if item.unknown:
        return Moment(item.text, item.about, item.precision, None, None, frame.zone, Clock.PLAIN, False, item)
    if item.elapsed is not None:
        return _relative(item, item.elapsed, frame, start)
    return _absolute(item, before, frame)


def _relative(item: Written, elapsed: dt.timedelta, frame: _Frame, start: Moment) -> Moment:
    about = item.about or start.about
    precision = max(item.precision, start.precision, key=lambda each: each.unit)
    instant = _shifted(start.instant, elapsed)
    local = wall_time_of(instant, frame.tz)
    return Moment(item.text, about, precision, instant, local, frame.zone, Clock.PLAIN, True, item)


def _absolute(item: Written, before: Moment | None, frame: _Frame) -> Moment:
    local = dt.datetime.combine(_date(item, before, frame), item.time or dt.time())
    shown, clock = frame.zone, Clock.PLAIN
    if item.offset is not None:
        shown, offset = offset_name(item.offset), item.offset
    else:
        offset, clock = _offset_at(local, frame.tz)
    if item.time is None:
        clock = Clock.PLAIN  # nobody wrote the midnight that a day starts with
    instant = _shifted(local.replace(tzinfo=dt.UTC), -offset)
    return Moment(item.text, item.about, item.precision, instant, local, shown, clock, False, item)


def _date(item: Written, before: Moment | None, frame: _Frame) -> dt.date:
    if item.date is not None:
        return item.date
    if item.month_day is not None:
        return _nearest(item.month_day, frame.day)
    return _day_where_read(item, before, frame) if before and before.local else frame.day


def _day_where_read(item: Written, before: Moment, frame: _Frame) -> dt.date:
    """The day of the time before, in the zone of a time that has no day of its own."""
    if item.offset is None:
        shown = shown_in(before, frame.zone, frame.tz)
    else:
        shown = shown_in(before, offset_name(item.offset), dt.timezone(item.offset))
    return shown.date() if shown else frame.day


def _nearest(month_day: tuple[int, int], day: dt.date) -> dt.date:
    # 29 February may be up to eight years away, since 1900 and 2100 have none; of two as near, the earlier.
    years = range(max(dt.MINYEAR, day.year - 8), min(dt.MAXYEAR, day.year + 8) + 1)
    dates = filter(None, (calendar_day(year, *month_day) for year in years))
    return min(dates, key=lambda date: abs(date - day))


def calendar_day(year: int, month: int, day: int) -> dt.date | None:
    """A day of the calendar; `None` where that has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _offset_at(local: dt.datetime, tz: dt.tzinfo) -> tuple[dt.timedelta, Clock]:
    # PEP 495: fold 0 takes the offset before the gap for a skipped time, and the first of a repeated one.
    before = local.replace(tzinfo=tz, fold=0).utcoffset() or dt.timedelta(0)
    after = local.replace(tzinfo=tz, fold=1).utcoffset() or dt.timedelta(0)
    if before == after:
        return before, Clock.PLAIN
    return before, Clock.SKIPPED if before < after else Clock.REPEATED


def _shifted(instant: dt.datetime | None, by: dt.timedelta) -> dt.datetime | None:
    try:
        return None if instant is None else instant + by
    except OverflowError:
        return None
