"""Why there is no such day as is written, and which one is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pmgen import times

AS_DAY: Final = "write the year, the month and the day: `2026-04-22`"
_SLASHED: Final = re.compile(r"(\d\d?)([/-])(\d\d?)\2(\d{4}|(?<=/)\d\d)\b,? *", re.ASCII)
_DAYS: Final = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)(?!\d)",
        r"(?P<day>\d\d?)\. ?(?P<month>\d\d?)\.(?: ?(?P<year>\d{4}))?",
        r"(?P<name>[a-z]{3,9})\.? (?P<day>\d\d?)(?![\d:])(?:,? (?P<year>\d{4}))?(?![\d:])",
        r"(?P<day>\d\d?)\.? (?P<name>[a-z]{3,9})(?:,? (?P<year>\d{4}))?(?![\d:])",
    )
)
# A day whose year has two digits, or a time of day: which, its numbers tell, or nobody can.
_SHORT: Final = re.compile(r"(?P<about>[~≈]? ?)(\d\d?)(?P<mark>[.-])(\d\d?)(?P=mark)(\d\d)(?![\d.:/-]),? *", re.ASCII)
_LAST_SHORT_YEAR: Final = 2039
_LEAP_YEAR: Final = 2000


def year_in_full(year: str) -> str:
    """A year of two digits as POSIX reads one: from 1969 on."""
    return year if len(year) == 4 else f"{'20' if year < '69' else '19'}{year}"


def off_the_calendar(text: str) -> str | None:
    """Why there is no such day; `None` where there is, or no day is written."""
    if found := _SLASHED.match(text):
        return _slashed(year_in_full(found[4]), int(found[1]), int(found[3]), text[found.end() :])
    if (days := short_days(text)) is not None:
        return _likely(days)
    for pattern in _DAYS:
        if found := pattern.search(text):
            words = found.groupdict()
            names = [name[:3].lower() for name in times.MONTHS]
            short = (words.get("name") or "")[:3].lower()
            month = int(words.get("month") or (names.index(short) + 1 if short in names else 0))
            if month or "month" in words:
                why = _no_such_day(int(words["year"] or 0), month, int(words["day"]))
                # Who mends only the day of `31.04.2026` is told next that days are not written so.
                return f"{why}; {AS_DAY}" if why and "." in found[0] else why
    return None


def short_days(text: str) -> list[str] | None:
    """The days that three short numbers may stand for, with what follows them; `None` where it is none of these.

    With dots between them the day comes first, as it is written nowhere else; only where there is no such day, it may
    be the month or the year. With hyphens it may be each of them.
    """
    if not (found := _SHORT.match(text)):
        return None
    first, second, third = found[2], found[4], found[5]
    orders = ((third, second, first), (third, first, second), (first, second, third))
    dotted = found["mark"] == "."
    days = []
    for year, month, day in orders if dotted else (orders[2], *orders[:2]):
        full = year_in_full(year.zfill(2))
        written = f"{found['about'].strip()}{full}-{month:>02}-{day:>02} {text[found.end() :]}".strip()
        if int(full) <= _LAST_SHORT_YEAR and times.parse(written):
            if dotted and (year, month, day) == orders[0]:
                return None
            days.append(written)
    return days or None


def _no_such_day(year: int, month: int, day: int) -> str | None:
    from calendar import monthrange  # only a mistake needs it

    if not 1 <= month <= 12:
        turned = f"{year}-{day:02}-{month:02}"
        return f"the month comes before the day: `{turned}`" if times.parse(turned) else "a year has 12 months"
    last = monthrange(year or _LEAP_YEAR, month)[1]
    if 1 <= day <= last:
        return None
    name = times.MONTHS[month - 1] + (f" {year}" if year else "")
    return f"{name} has {last} days" if day else "a month begins with its day 1"


def _slashed(year: str, first: int, second: int, clock: str) -> str:
    """What is meant by a day that is written with slashes, whose month may come first or second."""
    meant = (f"{year}-{month:02}-{day:02} {clock}".strip() for month, day in ((first, second), (second, first)))
    return _likely(each for each in meant if times.parse(each))


def _likely(days: Iterable[str]) -> str:
    likely = dict.fromkeys(f"`{each}`" for each in days)
    return "write the year, the month and the day: " + " or ".join(likely) if likely else AS_DAY
