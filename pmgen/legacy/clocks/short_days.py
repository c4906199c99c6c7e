"""Days of a timeline that are written as two numbers, without a year: `1/28`, `01-28 10:44`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from pmgen import times
from pmgen.legacy.clocks import year_last
from pmgen.legacy.lines import HEADING
from pmgen.legacy.vocabulary import headings, words
from pmgen.times import MONTHS

_DAY = re.compile(
    r"^(?P<before>\s*(?:#{1,6}\s+|[-*+]\s+|\|\s*)?(?:\*\*|__)?)"
    r"(?P<one>\d{1,2})(?P<mark>/|(?P<dash>(?<=\d\d)-(?=\d\d)))(?P<other>\d{1,2})"
    r"(?=(?(dash)(?!)|:?(?:\*\*|__)?:?\s*(?:\||$))|[ ,]+(?:at )?[~≈]?\d{1,2}:\d\d)"
)
"""One at the beginning of a line or a row, which has nothing else there but a time; between dashes it has one."""
_LEAP_YEAR = 2000
"""It has every day."""


def spelled(lines: Sequence[str], month_first: bool | None) -> tuple[list[str], dict[int, str]]:
    """Lines with `Jan 28` for such days, below headings of a timeline; those that could be two days stay.

    Args:
        month_first: in the dates of the document that have the year last; `None` where nobody can tell.

    Returns:
        The lines, and what is not sure of them, by their numbers.
    """
    found = dict(_found(lines))
    month, day = _days(found.values(), month_first=True), _days(found.values(), month_first=False)
    if not month or not day or month == day:
        return _written(lines, found, month or day), {}
    number, first = next(iter(found.items()))
    either = f"`{first['one']}{first['mark']}{first['other']}` could be two days"
    taken = (month if month_first else day) if month_first is not None else _likelier(lines, month, day)
    if not taken:
        return list(lines), {number: f"{either}, `{_named(month[0])}` or `{_named(day[0])}`, and is read as none"}
    said = {} if month_first is not None else {number: f"{either}; `{_named(taken[0])}` is taken"}
    return _written(lines, found, taken), said


def _days(found: Iterable[re.Match[str]], *, month_first: bool) -> list[dt.date]:
    """The days in a leap year, if all of them are days; none otherwise."""
    pairs = ((int(each["one"]), int(each["other"])) for each in found)
    days = [times.calendar_day(_LEAP_YEAR, *(pair if month_first else reversed(pair))) for pair in pairs]
    return [each for each in days if each] if all(days) else []


def _likelier(lines: Sequence[str], month: list[dt.date], day: list[dt.date]) -> list[dt.date]:
    """Of two ways to read days, that of which the document names more elsewhere, or whose days are close together.

    None where that does not decide, or the document has dates with a year that could be two days as well.
    """
    if year_last.first(lines):
        return []
    named = {each.replace(year=_LEAP_YEAR) for line in lines for each in words.days(line)}
    votes = (
        (len(named.intersection(month)), len(named.intersection(day))),
        (year_last.together(month, day), year_last.together(day, month)),
    )
    return next((month if one > other else day for one, other in votes if one != other), [])


def _written(lines: Sequence[str], found: dict[int, re.Match[str]], days: Sequence[dt.date]) -> list[str]:
    written = list(lines)
    for (number, each), day in zip(found.items(), days, strict=False):  # none where the numbers are no days
        written[number] = f"{each['before']}{_named(day)}{lines[number][each.end() :]}"
    return written


def _named(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.day}"


def _heading(line: str) -> str:
    """What a heading says, or a line that does what one does; empty for any other, and for a phase of a timeline."""
    named = headings.alone(line.strip())
    if named:
        return "" if headings.PHASE.fullmatch(named) else named
    return line if HEADING.fullmatch(line.rstrip()) else ""


def _found(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    inside = False
    for number, line in enumerate(lines):
        day = _DAY.match(line)
        if day is None and (heading := _heading(line)):
            inside = headings.names_timeline(heading)
        elif day and inside:
            yield number, day
