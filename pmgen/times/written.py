"""One time as a person wrote it: syntax only, before anything is known of its day or zone."""

from __future__ import annotations

import datetime as dt
import enum
import re
from typing import Final

from pmgen.times.durations import read_length, split_about
from pmgen.values import Value

_ZERO: Final = dt.timedelta(0)
_WESTMOST, _EASTMOST = dt.timedelta(hours=-12), dt.timedelta(hours=14)  # the offsets in use anywhere today
_LEAP_YEAR: Final = 2000  # a month and a day without a year may be 29 February

# Not from `strftime`, whose names depend on the locale.
MONTHS: Final = tuple("January February March April May June July August September October November December".split())
_MONTHS: Final = {
    name.lower(): number for number, month in enumerate(MONTHS, start=1) for name in (month, month[:3])
} | {"sept": 9}

_ISO_DAY = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:,? (?=[\d~≈])|(?P<strict>T)(?=\d)|$)"
_NAMED_DAY = (
    r"(?:(?P<name>[a-z]{3,9}) (?P<day_after>\d\d?)|(?P<day_before>\d\d?) (?P<name_after>[a-z]{3,9}))"
    r"(?:,? (?P<named_year>\d{4}))?(?:,? (?=[\d~≈])|$)"
)
_CLOCK = (
    r"(?P<hour>\d\d?)"
    r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?|(?= ?[ap](?:m|\.m\.)))"
    r"(?: ?(?P<half>[ap])(?:m|\.m\.))?"
    r"(?P<offset> ?(?:Z|UTC|GMT|[+-]\d\d(?::?[0-5]\d)?))?"
)
_FORM: Final = re.compile(
    rf"(?=.)(?P<date>{_ISO_DAY}|{_NAMED_DAY})?(?:(?P<about>(?<= )[~≈] ?)?{_CLOCK})?", re.IGNORECASE | re.ASCII
)
_CLOCK_ALONE: Final = re.compile(r"(\d\d?):(\d\d)", re.ASCII)
_BEGINNING: Final = re.compile(r"[~≈\s]*(\d{1,2}):(\d\d)(?::\d\d)?", re.ASCII)
_HALVED: Final = re.compile(r"[~≈\s]*(\d{1,2})(?::(\d\d)(?::\d\d)?)? ?([AaPp])\.?[Mm]\b", re.ASCII)
_ELAPSED: Final = re.compile(r"t ?([+\u2212-]) ?(\d.*)", re.IGNORECASE | re.ASCII)


class Precision(enum.StrEnum):
    """How exactly a time was written."""

    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"

    @property
    def unit(self) -> dt.timedelta:
        """The length of one of these."""
        return _UNITS[self]


_UNITS: Final = {
    Precision.DAY: dt.timedelta(days=1),
    Precision.HOUR: dt.timedelta(hours=1),
    Precision.MINUTE: dt.timedelta(minutes=1),
    Precision.SECOND: dt.timedelta(seconds=1),
}


class Written(Value):
    """A time as a person wrote it; what was not written is None."""

    text: str  # exactly as written
    about: bool  # the text itself says that it is approximate
    precision: Precision
    date: dt.date | None = None
    month_day: tuple[int, int] | None = None  # a month and a day without a year
    time: dt.time | None = None  # naive
    offset: dt.timedelta | None = None  # from UTC, where one is written
    elapsed: dt.timedelta | None = None  # `T+90m`
    unknown: bool = False


def parse(text: str) -> Written | None:
    """Read a time as people write it; None for what is not understood, impossible or open to two readings.

    Never raises, and takes time linear in the text. Understood are a clock time (`9:05`, `10:18 PM`, `2pm`,
    `10:44:05.25 +02:00`), a day (`2026-04-16`, `Apr 16`, `16 April 2026`), a day and a clock time in that
    order (RFC 3339 among them), the time since the start (`T+1h 30m`, `T0`), and `unknown`. What is
    approximate has `~`, `ca.`, `about` … before it, or `~` before its clock time.

    An offset is one in use today: whole quarters of an hour from -12:00 to +14:00. `09:00-10:00` is None, as
    it may well be a range; `09:00 -10:00`, `09:00-1000`, `09:00:00-10:00` and RFC 3339 are not in doubt.
    """
    about, words = split_about(text)
    try:
        if words[:1] in ("t", "T"):
            return _elapsed(text, about, words)
        if words.lower() == "unknown":
            return None if about else Written(text, about, Precision.DAY, unknown=True)
        return _calendar(text, about, words)
    except ValueError:  # the shape is right, but there is no such day, clock time or offset
        return None


def with_half(at: str, until: str) -> str:
    """The beginning of a range with the half of the day that stands behind its end, or the one before that.

    `9:00` to `10:30 PM` begins at `9:00 pm`, `11:30` to `12:30 PM` at `11:30 am`; any other stays as it is.
    """
    begins, ends = _BEGINNING.fullmatch(at), _HALVED.match(until)
    if begins is None or ends is None or not 1 <= int(begins[1]) <= 12:
        return at
    same, other = ends[3], "a" if ends[3] in "pP" else "p"
    since, end = (int(each[1]) % 12 * 60 + int(each[2] or 0) for each in (begins, ends))
    return f"{at} {(same if since <= end else other).lower()}m"


def _elapsed(text: str, about: bool, words: str) -> Written | None:
    if words[1:] in ("0", "+0"):
        # By definition the moment counted from, so as exact as that moment itself.
        return Written(text, about, Precision.SECOND, elapsed=_ZERO)
    match = _ELAPSED.fullmatch(words)
    found = read_length(match[2]) if match else None
    if match is None or found is None:
        return None
    length, unit = found
    precision = next((each for each in Precision if each.unit <= unit), Precision.SECOND)
    return Written(text, about, precision, elapsed=length if match[1] == "+" else -length)


def _calendar(text: str, about: bool, words: str) -> Written | None:
    if alone := _CLOCK_ALONE.fullmatch(words):  # as most times are written
        return Written(text, about, Precision.MINUTE, time=dt.time(int(alone[1]), int(alone[2])))
    match = _FORM.fullmatch(words)
    if match is None:
        return None
    date, month_day = _day(match) if match["date"] else (None, None)
    if match["hour"] is None:
        return Written(text, about, Precision.DAY, date, month_day)
    smallest = {"minute": Precision.HOUR, "second": Precision.MINUTE}
    precision = next((each for name, each in smallest.items() if match[name] is None), Precision.SECOND)
    about = about or match["about"] is not None
    return Written(text, about, precision, date, month_day, _time(match), _offset(match))


def _day(match: re.Match[str]) -> tuple[dt.date | None, tuple[int, int] | None]:
    if match["year"]:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"])), None
    month = _MONTHS.get((match["name"] or match["name_after"]).lower(), 0)  # no date has month 0: ValueError
    day = int(match["day_after"] or match["day_before"])
    if match["named_year"]:
        return dt.date(int(match["named_year"]), month, day), None
    dt.date(_LEAP_YEAR, month, day)
    return None, (month, day)


def _time(match: re.Match[str]) -> dt.time:
    hour, half = int(match["hour"]), match["half"]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half in "pP" else 0)
    microsecond = int((match["fraction"] or "0")[:6].ljust(6, "0"))
    return dt.time(hour, int(match["minute"] or 0), int(match["second"] or 0), microsecond)


def _offset(match: re.Match[str]) -> dt.timedelta | None:
    written = match["offset"]
    if written is None:
        return None
    sign, digits = written.strip()[0], written.strip()[1:].replace(":", "")
    if sign not in "+-":
        return _ZERO
    like_a_range = written[0] == "-" and (":" in written or len(digits) == 2)
    if like_a_range and not match["second"] and not match["strict"]:
        raise ValueError(written)
    offset = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    offset = -offset if sign == "-" else offset
    if not _WESTMOST <= offset <= _EASTMOST or offset % dt.timedelta(minutes=15):
        raise ValueError(written)
    return offset
