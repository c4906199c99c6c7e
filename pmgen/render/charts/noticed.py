"""Who or what noticed incidents first, over time: one row of bars for machines, one for people, one for neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pmgen.model import Detector
from pmgen.plan import Brief
from pmgen.render import words
from pmgen.render.charts.dates import Dates, percent
from pmgen.values import Value

_ROWS = (
    ("An alert or monitoring", (Detector.ALERT, Detector.MONITORING)),
    ("A person", (Detector.USER_REPORT, Detector.OPERATOR)),
    ("Unknown", (Detector.UNKNOWN,)),
)
_UNIT, _HIGH = 11.0, 56.0
_COUNTABLE = 5
_WIDEST = 0.025


class Bar(Value):
    """Incidents of a period; `x` and `width` are shares, `y` and `height` pixels."""

    x: str
    y: float
    width: str
    height: float


class Row(Value):
    """A row of bars, all rows on the same scale."""

    name: str
    total: int
    bars: tuple[Bar, ...]


class Noticed(Value):
    """How incidents were noticed.

    Args:
        columns: the words for each of those who notice.
        table: each period that has incidents, latest first, with their numbers in the order of the columns.
        machines: of how many it is known, and how often it was a machine, in words; empty where it is not known of any.
    """

    height: float
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    table: tuple[tuple[str, tuple[int, ...]], ...]
    machines: str


def noticed(told: Sequence[Brief], on: Dates) -> Noticed:
    """Count incidents by who noticed them and the period of their date."""
    found = [(on.period(each.date), each.detected_by or Detector.UNKNOWN) for each in told]
    counted = Counter(found)
    periods = on.periods
    sums = [[sum(counted[period, by] for by in detectors) for period in range(len(periods))] for _, detectors in _ROWS]
    highest = max(1, *(max(row) for row in sums))
    unit = _UNIT if highest <= _COUNTABLE else _HIGH / highest
    width = min(0.7 / len(periods), _WIDEST)
    left = [percent(period.left + (period.width - width) / 2) for period in periods]
    rows = []
    for (name, detectors), row in zip(_ROWS, sums, strict=True):
        bars = (
            Bar(x, round((highest - top) * unit, 1), percent(width), round(size * unit, 1))
            for x, count in zip(left, row, strict=True)
            for top, size in _blocks(count, highest <= _COUNTABLE)
        )
        rows.append(Row(name, sum(by in detectors for _, by in found), tuple(bars)))
    table = tuple(
        (period.name, counts)
        for number, period in reversed(list(enumerate(periods)))
        if any(counts := tuple(counted[number, by] for by in Detector))
    )
    known = rows[0].total + rows[1].total
    share = f"{rows[0].total:,} of the {words.count(known, 'incident', 'incidents')}" if known else ""
    return Noticed(
        round(highest * unit, 1),
        tuple(rows),
        tuple(words.DETECTOR[by] for by in Detector),
        table,
        share,
    )


def _blocks(count: int, countable: bool) -> list[tuple[int, int]]:
    """The bars of a number of incidents: how high each reaches, and how high it is."""
    if countable:
        return [(place, 1) for place in range(1, count + 1)]
    return [(count, count)] if count else []
