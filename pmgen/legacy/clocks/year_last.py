"""Dates with the year last: whether the month or the day comes first is found out from the whole document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from pmgen.legacy.vocabulary import words
from pmgen.legacy.vocabulary.calendar_names import CAPITAL_MONTH, month_number

_ANYWHERE = re.compile(r"(?<![\d/.-])(\d\d?)([-/])(\d\d?)\2(\d{4})(?![\d/-]\d|\d)")
_BEFORE = r"((?:^\s*(?:#+\s+|[-*+]\s+)?|\|\s*)[~*_`]{0,3})"
"""What stands before a date at the beginning of a line or of a cell."""
_LEADING = re.compile(rf"{_BEFORE}(\d\d?)([-/])(\d\d?)\3(\d{{4}})(?!\d)")
# With points between its parts a date has the day first, in whatever language.
_DOTTED = re.compile(rf"{_BEFORE}(0?[1-9]|[12]\d|3[01])(\.)(0?[1-9]|1[0-2])\.((?:19|20)\d\d)(?![\d.]*\d)")
# As Jira writes them: `12/Jun/25`, `12/Jun/2025`.
_OF_TRACKER = re.compile(rf"{_BEFORE}(0?[1-9]|[12]\d|3[01])/({CAPITAL_MONTH})/((?:20)?\d\d)(?![\d/])")
_TOGETHER: Final = dt.timedelta(days=7)
_APART: Final = dt.timedelta(days=21)
"""An incident takes days: where one reading of its dates does, and the other takes weeks, the other is none."""


def month_first(lines: Sequence[str], today: dt.date) -> bool | None:
    """Whether the month comes first; `None` where there is no such date, or nobody can tell.

    Args:
        today: no date is later.
    """
    found = {match.groups() for line in lines for match in _ANYWHERE.finditer(line)}
    numbers = [(int(one), int(other), int(year)) for one, _, other, year in found]
    firsts, seconds = any(one > 12 for one, _, _ in numbers), any(other > 12 for _, other, _ in numbers)
    if firsts or seconds or not numbers:
        return None if firsts == seconds else seconds
    try:
        month = [dt.date(year, one, other) for one, other, year in numbers]
        day = [dt.date(year, other, one) for one, other, year in numbers]
    except ValueError:
        return None
    spelled = {each for line in lines for each in words.days(line)}
    votes = (
        (len(spelled.intersection(month)), len(spelled.intersection(day))),
        (max(day) > today, max(month) > today),
        (together(month, day), together(day, month)),
    )
    return next((bool(one > other) for one, other in votes if one != other), None)


def together(these: Sequence[dt.date], those: Sequence[dt.date]) -> bool:
    """Whether some days may be those of one incident, and others, which the same numbers could be, are not."""
    return max(these) - min(these) <= _TOGETHER and max(those) - min(those) >= _APART


def explained(lines: Sequence[str]) -> bool:
    """Whether a number above 12 says which one is the month, and nothing else has to."""
    return any(int(number) > 12 for line in lines for match in _ANYWHERE.finditer(line) for number in match.group(1, 3))


def first(lines: Sequence[str]) -> tuple[int, str] | None:
    """The first such date: the number of its line, from 0, and how it is written."""
    return next(((number, match[0]) for number, line in enumerate(lines) for match in _ANYWHERE.finditer(line)), None)


def year_first(lines: Sequence[str], month: bool | None) -> list[str]:
    """Lines with the year put first in the dates at their beginnings and at those of cells.

    Args:
        month: whether the month comes first; where it is `None`, only dates that leave no doubt are turned.
    """
    found = [_DOTTED.sub(lambda found: _turned(found, month=False), line) for line in lines]
    found = [_OF_TRACKER.sub(_in_digits, line) for line in found]
    if month is None:
        return found
    return [_LEADING.sub(lambda found: _turned(found, month=month), line) for line in found]


def _in_digits(found: re.Match[str]) -> str:
    return f"{found[1]}20{found[4][-2:]}-{month_number(found[3]):02}-{int(found[2]):02}"


def _turned(found: re.Match[str], *, month: bool) -> str:
    first, one, _, other, year = found.groups()
    return f"{first}{year}-{int(one if month else other):02}-{int(other if month else one):02}"
