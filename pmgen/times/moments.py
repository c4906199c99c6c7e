"""A written time at its instant, and how it is shown or written out."""

from __future__ import annotations

import datetime as dt
import enum

from pmgen.times.written import Precision, Written, parse
from pmgen.times.zones import zone
from pmgen.values import Value

_DAY = Precision.DAY.unit


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


def wall_time(moment: Moment, zone_name: str) -> dt.datetime | None:
    """What the clocks of a zone showed at a moment; just as written where that was in this zone, or a day alone."""
    tz = zone(zone_name)
    return shown_in(moment, "UTC", dt.UTC) if tz is None else shown_in(moment, zone_name, tz)


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
    return f"{about}{day} {clock}" + ("" if offset is None else f" {offset_name(offset)}")


def shown_in(moment: Moment, name: str, tz: dt.tzinfo) -> dt.datetime | None:
    """What the clocks of a zone showed at a moment; `name` is what the zone is called."""
    # A day alone is that day wherever it is read, and a wall time that never was is on the day it was written for.
    if moment.zone == name or (moment.written and moment.written.time is None and not moment.relative):
        return moment.local
    return wall_time_of(moment.instant, tz) or moment.local


def wall_time_of(instant: dt.datetime | None, tz: dt.tzinfo) -> dt.datetime | None:
    """What the clocks of a zone showed at an instant; `None` where the calendar ends before that."""
    try:
        return None if instant is None else instant.astimezone(tz).replace(tzinfo=None, fold=0)
    except OverflowError:
        return None


def offset_name(offset: dt.timedelta) -> str:
    """How an offset is written: `+02:00`, and `UTC` for none."""
    minutes = abs(offset) // dt.timedelta(minutes=1)
    sign = "-" if offset < dt.timedelta(0) else "+"
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}" if minutes else "UTC"
