"""A scale of days from left to right, and the periods by which things are counted on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pmgen.render import words
from pmgen.values import Value

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_MOST_TICKS = 8
_LEAST_MONTHS = 2
_MOST_PERIODS = 40
_EDGE, _EDGE_OF_PHONE = 0.97, 0.85
"""The shares from which on a year has no room behind its line, on any screen and on that of a phone."""

_NEAR = 0.25
"""The share of the width that two names need between their lines on a phone, where one is turned to the other."""

_APART = 5 * 365
_LEAST = 3
_FEW = 10
"""The share of the days that may stand apart: one of so many, or a single one."""


class DateTick(Value):
    """The beginning of a month or a year.

    Args:
        x: a share of the width.
        year: empty except where it begins.
        last: it is so near the end that there is no room behind it for its name; `late`: not on a phone.
        near: a phone leaves out its label, as that of every other one: that of the last needs the room before it.
    """

    x: str
    label: str
    year: str
    last: bool
    late: bool
    near: bool


class Period(Value):
    """A stretch of the scale; `left` and `width` are shares."""

    name: str
    left: float
    width: float


class Dates(Value):
    """From days to shares of the width. Months are numbered from year 0.

    Args:
        first: the month that it begins with; `last` is the one that it ends with.
        months: how many are one period: 1, 3 or 12.
    """

    first: int
    last: int
    months: int
    ticks: tuple[DateTick, ...]

    def at(self, day: dt.date) -> float:
        """Where the middle of a day is."""
        begin, end = _start(self.first), _start(self.last + 1)
        return (day.toordinal() + 0.5 - begin) / (end - begin)

    def holds(self, day: dt.date) -> bool:
        """Whether a day is on the scale."""
        return self.first <= month_number(day) <= self.last

    def period(self, day: dt.date) -> int:
        """The number of the period of a day, from the first."""
        return month_number(day) // self.months - self.first // self.months

    @property
    def periods(self) -> tuple[Period, ...]:
        """All periods, in order."""
        begin, end = _start(self.first), _start(self.last + 1)
        found = []
        for number in range(self.first // self.months, self.last // self.months + 1):
            left = max(begin, _start(number * self.months))
            right = min(end, _start((number + 1) * self.months))
            found.append(
                Period(_name(number, self.months), (left - begin) / (end - begin), (right - left) / (end - begin))
            )
        return tuple(found)


def dates(days: Iterable[dt.date]) -> Dates:
    """A scale of whole months with room for some days, of which there is at least one."""
    months = sorted({month_number(day) for day in days})
    first, last = months[0], months[-1]
    first = min(first, last - _LEAST_MONTHS + 1)
    first = max(first, 12)
    size = next((each for each in (1, 3) if (last - first + 1) / each <= _MOST_PERIODS), 12)
    return Dates(first, last, size, _ticks(first, last))


def together(days: Iterable[dt.date]) -> tuple[dt.date, dt.date]:
    """The first and the last of some days, of which there is at least one, without a few that stand apart.

    To show them, too, years would be drawn in which there is nothing, wider than all the others together. Most often a
    year is mistyped.
    """
    held = sorted(day.toordinal() for day in days)
    while (early := _apart(held)) + (late := _apart([-day for day in reversed(held)])):
        held = held[early : len(held) - late]
    return dt.date.fromordinal(held[0]), dt.date.fromordinal(held[-1])


def _apart(held: Sequence[int]) -> int:
    """How many of the first of some days, which are numbers, stand apart from those behind them."""
    few = max(1, len(held) // _FEW) if len(held) > _LEAST else 0
    gaps = ((count, held[count] - held[count - 1], held[-1] - held[count]) for count in range(few, 0, -1))
    return next((count for count, gap, rest in gaps if gap > max(_APART, rest)), 0)


def percent(share: float) -> str:
    """A share as SVG writes it."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _ticks(first: int, last: int) -> tuple[DateTick, ...]:
    step = next((each for each in _STEPS if (last - first) // each < _MOST_TICKS), _STEPS[-1])
    begin, end = _start(first), _start(last + 1)
    months = range(-(-first // step) * step, last + 1, step)
    shares = [(_start(month) - begin) / (end - begin) for month in months]
    crowded = shares[-1] > _EDGE_OF_PHONE and any(shares[-1] - share < _NEAR for share in shares[-2:-1])
    found: list[DateTick] = []
    for left, month, share in zip(range(len(shares), 0, -1), months, shares, strict=True):
        year, number = divmod(month, 12)
        label, named = (str(year), "") if step >= 12 else (words.month_name(number + 1)[:3], str(year))
        shown = named if not found or number == 0 else ""
        near = crowded and left % 2 == 0
        found.append(DateTick(percent(share), label, shown, share > _EDGE, share > _EDGE_OF_PHONE, near))
    return tuple(found)


def month_number(day: dt.date) -> int:
    """The month of a day, counted from year 0."""
    return day.year * 12 + day.month - 1


def _start(month: int) -> int:
    """The first day of a month, as a number of days; behind the calendar, that on which it ends."""
    year, number = divmod(month, 12)
    return dt.date(year, number + 1, 1).toordinal() if year <= dt.MAXYEAR else dt.date.max.toordinal() + 1


def _name(number: int, months: int) -> str:
    if months == 12:
        return str(number)
    if months == 3:
        return f"{number // 4} Q{number % 4 + 1}"
    return f"{words.month_name(number % 12 + 1)} {number // 12}"


def ends(days: Sequence[dt.date]) -> str:
    """From the first to the last of some days, in words."""
    first, last = min(days), max(days)
    return words.short_date(first) if first == last else f"{words.short_date(first)} to {words.short_date(last)}"
