"""Why there is no such day as is written, and which one is meant."""

from __future__ import annotations

import re
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
_LEAP_YEAR: Final = 2000


def year_in_full(year: str) -> str:
    """A year of two digits as POSIX reads one: from 1969 on."""
    return year if len(year) == 4 else f"{'20' if year < '69' else '19'}{year}"


def off_the_calendar(text: str) -> str | None:
    """Why there is no such day; `None` where there is, or no day is written."""
    if found := _SLASHED.match(text):
        return _slashed(year_in_full(found[4]), int(found[1]), int(found[3]), text[found.end() :])
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
    likely = dict.fromkeys(f"`{each}`" for each in meant if times.parse(each))
    return "write the year, the month and the day: " + " or ".join(likely) if likely else AS_DAY
