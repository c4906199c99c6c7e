"""Times of a timeline that are written as seconds or milliseconds since 1970, as programs print them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Final

from pmgen.legacy.lines import HEADING

_SECONDS = re.compile(
    r"^(\s*(?:[-*+]\s+|\d{1,3}[.)]\s+|\|\s*)?(?:[*_`]{0,2}|\[\s*))(1\d{9})(?:(\d{3})|\.(\d{1,9}))?(?=[\s:*_`|,\]–—]|$)"
)
_ENOUGH: Final = 2
_LONGEST: Final = 31 * 24 * 60 * 60
"""Seconds between the first and the last: numbers of tickets, or amounts, are farther apart, or in no order."""


def spelled(lines: Sequence[str], is_timeline: Callable[[str], object]) -> tuple[list[str], dict[int, str]]:
    """Lines with days and times for such numbers at their beginnings, below headings of a timeline.

    Args:
        is_timeline: whether a heading says that a timeline stands below it.

    Returns:
        The lines, and what is not sure of them, by their numbers.
    """
    inside, found = False, dict[int, int]()
    for number, line in enumerate(lines):
        inside = bool(is_timeline(line)) if HEADING.fullmatch(line.rstrip()) else inside
        if inside and (match := _SECONDS.match(line)):
            found[number] = int(match[2])
    if not _are_times(list(found.values())):
        return list(lines), {}
    first = min(found)
    unit = "milliseconds" if (match := _SECONDS.match(lines[first])) and match[3] else "seconds"
    doubt = f"the numbers at the beginning of its lines are taken for {unit} since 1970"
    return [_SECONDS.sub(_as_time, line) if at in found else line for at, line in enumerate(lines)], {first: doubt}


def _are_times(numbers: Sequence[int]) -> bool:
    near = len(numbers) >= _ENOUGH and 0 < max(numbers) - min(numbers) <= _LONGEST
    return near and list(numbers) in (sorted(numbers), sorted(numbers, reverse=True))


def _as_time(found: re.Match[str]) -> str:
    part = f".{found[3] or found[4]}" if int(found[3] or found[4] or 0) else ""
    return f"{found[1]}{dt.datetime.fromtimestamp(int(found[2]), dt.UTC):%Y-%m-%d %H:%M:%S}{part}Z"
