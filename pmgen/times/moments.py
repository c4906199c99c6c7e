"""Written times put on the calendar, each at its instant, and the distance between two of them."""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import Sequence

from pmgen.times.durations import Duration
from pmgen.times.written import Precision, Written, parse
from pmgen.times.zones import zone
from pmgen.values import Value

_DAY = Precision.DAY.unit
_UNKNOWN = Written("unknown", False, Precision.DAY, unknown=True)


class Clock(enum.StrEnum):
    """How often the clocks of a zone show a wall time."""

    PLAIN = "plain"  # once
    SKIPPED = "skipped"  # never: the clocks were put forward past it
    REPEATED = "repeated"  # twice: the clocks were put back over it


class Moment(Value):
    """A written time on the calendar.

    A relative moment (`T+90m`) is no more certain than the moment it counts from: its `about` and `precision`
    take that in, and `written` has its own.
    """

    text: str  # exactly as written
    about: bool
    precision: Precision
    instant: dt.datetime | None  # in UTC; None if unknown or out of range; the start of a day alone
    local: dt.datetime | None  # the naive wall time in `zone`
    zone: str  # as it is shown: an IANA name, "UTC" or "+02:00"
    clock: Clock
    relative: bool  # written as T+…: exact against other relative moments even if they count from a mere day
    written: Written | None = None  # what was placed

    @property
    def by_day(self) -> bool:
        """Whether no more is known of it than its day."""
        return self.precision is Precision.DAY and not self.relative

    @property
    def latest(self) -> dt.datetime | None:
        """The instant until which it may have been, in UTC: the end of its day where no more is known."""
        tz = zone(self.zone)
        if not self.by_day or self.local is None or tz is None:
            return self.instant
        try:
            return (self.local + _DAY).replace(tzinfo=tz).astimezone(dt.UTC)
        except OverflowError:
            return self.instant


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


def wall_time(moment: Moment, zone_name: str) -> dt.datetime | None:
    """What the clocks of a zone showed at a moment; just as written where that was in this zone, or a day alone."""
    tz = zone(zone_name)
    return _shown_in(moment, "UTC", dt.UTC) if tz is None else _shown_in(moment, zone_name, tz)


def in_full(moment: Moment, day: dt.date) -> str | None:
    """Write a clock time with a day and the offset that it has, if any; None where the moment is not a clock time."""
    written = moment.written
    if written is None or written.time is None:
        return None
    return _in_full(written, day, written.offset)


def readings(moment: Moment) -> tuple[str, ...]:
    """Write out what a wall time can stand for that was skipped or repeated: each in full, the one taken first."""
    tz, written, local = zone(moment.zone), moment.written, moment.local
    if tz is None or written is None or local is None:
        return ()
    offsets = (local.replace(tzinfo=tz, fold=fold).utcoffset() for fold in (0, 1))
    texts = (_in_full(written, local.date(), offset) for offset in offsets)
    # Offsets of long ago are not whole quarters of an hour, and cannot be written.
    return tuple(text for text in texts if parse(text))


def _in_full(written: Written, day: dt.date, offset: dt.timedelta | None) -> str:
    time = written.time or dt.time()
    clock = time.isoformat() if written.precision is Precision.SECOND else time.isoformat("minutes")
    about = "~" if written.about else ""
    return f"{about}{day} {clock}" + ("" if offset is None else f" {_offset_name(offset)}")


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
    local = _wall_time(instant, frame.tz)
    return Moment(item.text, about, precision, instant, local, frame.zone, Clock.PLAIN, True, item)


def _absolute(item: Written, before: Moment | None, frame: _Frame) -> Moment:
    local = dt.datetime.combine(_date(item, before, frame), item.time or dt.time())
    shown, clock = frame.zone, Clock.PLAIN
    if item.offset is not None:
        shown, offset = _offset_name(item.offset), item.offset
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
        shown = _shown_in(before, frame.zone, frame.tz)
    else:
        shown = _shown_in(before, _offset_name(item.offset), dt.timezone(item.offset))
    return shown.date() if shown else frame.day


def _shown_in(moment: Moment, name: str, tz: dt.tzinfo) -> dt.datetime | None:
    # A day alone is that day wherever it is read, and a wall time that never was is on the day it was written for.
    if moment.zone == name or (moment.written and moment.written.time is None and not moment.relative):
        return moment.local
    return _wall_time(moment.instant, tz) or moment.local


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


def _wall_time(instant: dt.datetime | None, tz: dt.tzinfo) -> dt.datetime | None:
    try:
        return None if instant is None else instant.astimezone(tz).replace(tzinfo=None, fold=0)
    except OverflowError:
        return None


def _offset_name(offset: dt.timedelta) -> str:
    minutes = abs(offset) // dt.timedelta(minutes=1)
    sign = "-" if offset < dt.timedelta(0) else "+"
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}" if minutes else "UTC"
