"""The names of months and of the days of the week, in full and as people shorten them."""

from __future__ import annotations

from typing import Final

from pmgen.times import MONTHS
from pmgen.times.months_abroad import MONTH_ABROAD, month_abroad

__all__ = [
    "CAPITAL_MONTH",
    "CAPITAL_WEEKDAY",
    "MONTH",
    "MONTH_ABROAD",
    "WEEKDAY",
    "WEEKDAYS",
    "WHOLE_CAPITAL_WEEKDAY",
    "WHOLE_WEEKDAY",
    "month_number",
    "whole_weekday",
]

WEEKDAYS: Final = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_LONGER: Final = {"September": 4, "Tuesday": 4, "Thursday": 5}
"""With how many letters some are shortened, too; all are with three."""


def _spellings(name: str) -> list[str]:
    """A name and what it is shortened to, the longest first."""
    return [name, *(name[:length] for length in range(_LONGER.get(name, 3), 2, -1) if length < len(name))]


def _any(names: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(each for name in names for each in _spellings(name))})"


CAPITAL_MONTH: Final = _any(MONTHS)
"""As part of an expression that knows capitals: `may 10` in a sentence is no day."""
CAPITAL_WEEKDAY: Final = _any(WEEKDAYS)
WHOLE_CAPITAL_WEEKDAY: Final = f"(?:{'|'.join(WEEKDAYS)})"
MONTH: Final = CAPITAL_MONTH.lower()
"""As part of one that does not."""
WEEKDAY: Final = CAPITAL_WEEKDAY.lower()
WHOLE_WEEKDAY: Final = WHOLE_CAPITAL_WEEKDAY.lower()


def month_number(name: str) -> int:
    """The number of a month, from 1; 0 for a word that is none."""
    at_home = (number for number, month in enumerate(MONTHS, start=1) if name.title() in _spellings(month))
    return next(at_home, 0) or month_abroad(name)


def whole_weekday(name: str) -> str:
    """The name in full of a day of the week."""
    return next(day for day in WEEKDAYS if name.title() in _spellings(day))
