"""A figure of every incident as a point: when it was, and how long it took.

Beyond a number of points that a page can hold, those of a period and of about the same length become one square
whose area is their number.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from pmgen.measures import Figure, Spread
from pmgen.plan import Incident
from pmgen.render.charts.dates import Dates, percent
from pmgen.render.charts.labels import column
from pmgen.render.charts.lengths import Lengths, LengthTick, lengths
from pmgen.render.frame import SeverityMark, severity_mark
from pmgen.values import Value

LARGEST = 13
"""Side of the largest square, in pixels; the page defines one for each number up to it."""

QUARTILES = 4
"""From how many values on there are quartiles: of fewer, the values themselves say more."""

_APART = 17.0


class Point(Value):
    """An incident; `url` is empty where there are too many for each to be a link."""

    x: str
    y: float
    url: str
    title: str


class Points(Value):
    """The incidents of one severity; `shape` as in `SeverityMark`."""

    shape: int
    points: tuple[Point, ...]


class Square(Value):
    """Several incidents; `side` in pixels."""

    x: str
    y: float
    side: int


class Beside(Value):
    """A value of the spread, named beside the scale.

    Args:
        at: where it is; `y` is where its name stands.
    """

    at: float
    y: float
    name: str
    value: str


class YearMedian(Value):
    """The median of a year, drawn as far as it has incidents."""

    left: str
    right: str
    y: float


class Counts(Value):
    """How many incidents there are of each length and period: the squares as a table."""

    periods: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


class Scatter(Value):
    """The points of one figure.

    Args:
        top: of the band between the quartiles; `None` where there are too few values for them.
        bottom: of the same band.
        median: `None` where there is one value only.
        counts: `None` where each incident is a point.
    """

    height: float
    lengths: tuple[LengthTick, ...]
    points: tuple[Points, ...]
    squares: tuple[Square, ...]
    top: float | None
    bottom: float | None
    median: float | None
    beside: tuple[Beside, ...]
    years: tuple[YearMedian, ...]
    counts: Counts | None


Known = tuple[Incident, Figure]
"""An incident and one of its figures, which has a value."""


def scatter(
    known: Sequence[Known],
    spread: Spread,
    by_year: Mapping[int, Spread],
    on: Dates,
    marks: Mapping[str, SeverityMark],
    *,
    single: bool,
    linked: bool,
) -> Scatter | None:
    """Draw the known values of a figure, of which there is at least one; `None` where none is of a day on the scale.

    Args:
        by_year: the spreads of the years that have enough values for one.
        single: each incident is a point; otherwise several become squares.
        linked: each point leads to its incident.
    """
    scale = lengths([_length(figure) for _, figure in known])
    known = [each for each in known if on.holds(each[0].brief.date)]
    if not known:
        return None
    years: dict[int, list[dt.date]] = {}
    for each, _ in known:
        years.setdefault(each.brief.date.year, []).append(each.brief.date)
    squares, counts = ((), None) if single else _squares(known, scale, on)
    has_quartiles = spread.count >= QUARTILES
    return Scatter(
        scale.height,
        scale.ticks,
        _points(known, scale, on, marks, linked=linked) if single else (),
        squares,
        scale.at(spread.upper.length) if has_quartiles else None,
        scale.at(spread.lower.length) if has_quartiles else None,
        scale.at(spread.median.length) if spread.count > 1 else None,
        _beside(spread, scale) if spread.count > 1 else (),
        tuple(_year(years[year], each, scale, on) for year, each in by_year.items() if year in years),
        counts,
    )


def _length(figure: Figure) -> dt.timedelta:
    assert figure.value is not None
    return figure.value.length


def _points(
    known: Iterable[Known], scale: Lengths, on: Dates, marks: Mapping[str, SeverityMark], *, linked: bool
) -> tuple[Points, ...]:
    """The worst on top of the others."""
    by_shape: dict[int, list[Point]] = {}
    for incident, figure in known:
        told = incident.brief
        title = f"{told.title}: {figure.value.words}" if linked and figure.value else ""
        point = Point(percent(on.at(told.date)), scale.at(_length(figure)), incident.url if linked else "", title)
        by_shape.setdefault(severity_mark(marks, told.severity).shape, []).append(point)
    ordered = sorted(by_shape.items(), key=lambda each: (each[0] != 0, -each[0]))
    return tuple(Points(shape, tuple(points)) for shape, points in ordered)


def _squares(known: Iterable[Known], scale: Lengths, on: Dates) -> tuple[tuple[Square, ...], Counts]:
    counted = Counter((on.period(each.brief.date), scale.bucket(_length(figure))) for each, figure in known)
    most = max(counted.values())
    periods = on.periods
    squares = []
    for (period, bucket), count in sorted(counted.items()):
        middle = periods[period].left + periods[period].width / 2
        side = max(2, round(LARGEST * sqrt(count / most)))
        squares.append(Square(percent(middle), scale.bucket_at(bucket).y, side))
    buckets = sorted({bucket for _, bucket in counted}, reverse=True)
    rows = tuple(
        (scale.bucket_at(bucket).label, tuple(counted[period, bucket] for period in range(len(periods))))
        for bucket in buckets
    )
    return tuple(squares), Counts(tuple(each.name for each in periods), rows)


def _beside(spread: Spread, scale: Lengths) -> tuple[Beside, ...]:
    named = [("median", spread.median)]
    if spread.count >= QUARTILES:
        named = [("¾ within", spread.upper), *named, ("¼ within", spread.lower)]
    places = [scale.at(value.length) for _, value in named]
    return tuple(
        Beside(at, round(y, 1), name, value.words)
        for (name, value), at, y in zip(named, places, column(places, _APART), strict=True)
    )


def _year(days: Sequence[dt.date], spread: Spread, scale: Lengths, on: Dates) -> YearMedian:
    """From the first to the last of its incidents."""
    return YearMedian(percent(on.at(min(days))), percent(on.at(max(days))), scale.at(spread.median.length))
