"""Days of a timeline that are written as two numbers, without a year: `1/28`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pmgen import times
from pmgen.legacy.lines import HEADING
from pmgen.times import MONTHS

_DAY = re.compile(
    r"^(?P<before>\s*(?:#{1,6}\s+|[-*+]\s+|\|\s*)?(?:\*\*|__)?)(?P<one>\d{1,2})/(?P<other>\d{1,2})"
    r"(?=:?(?:\*\*|__)?:?\s*(?:\||$)|[ ,]+(?:at )?\d{1,2}:\d\d)"
)
"""One at the beginning of a line or a row, which has nothing else there but a time."""
_LEAP_YEAR = 2000
"""It has every day."""


def spelled(
    lines: Sequence[str], is_timeline: Callable[[str], object], month_first: bool | None
) -> tuple[list[str], dict[int, str]]:
    """Lines with `Jan 28` for such days, below headings of a timeline; those that could be two days stay.

    Args:
        is_timeline: whether a heading says that a timeline stands below it.
        month_first: in the dates of the document that have the year last; `None` where nobody can tell.

    Returns:
        The lines, and what is not sure of them, by their numbers.
    """
    found = dict(_found(lines, is_timeline))
    days = [(int(each["one"]), int(each["other"])) for each in found.values()]
    if any(other > 12 for _, other in days):
        month_first = True
    elif any(one > 12 for one, _ in days):
        month_first = False
    months = [(one, other) if month_first else (other, one) for one, other in days]
    if not all(times.calendar_day(_LEAP_YEAR, month, day) for month, day in months):
        return list(lines), {}
    if month_first is None and found:
        number, first = next(iter(found.items()))
        return list(lines), {
            number: f"`{first['one']}/{first['other']}` could be two days, and is none of the timeline"
        }
    written = list(lines)
    for (number, each), (month, day) in zip(found.items(), months, strict=True):
        written[number] = f"{each['before']}{MONTHS[month - 1][:3]} {day}{lines[number][each.end() :]}"
    return written, {}


def _found(lines: Sequence[str], is_timeline: Callable[[str], object]) -> Iterator[tuple[int, re.Match[str]]]:
    inside = False
    for number, line in enumerate(lines):
        day = _DAY.match(line)
        if day is None and HEADING.fullmatch(line.rstrip()):
            inside = bool(is_timeline(line))
        elif day and inside:
            yield number, day
