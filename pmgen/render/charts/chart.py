"""The chart of the index: incidents of each month by severity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pmgen.config import Severity
from pmgen.plan import Incident
from pmgen.render import words
from pmgen.render.charts.dates import month_number, percent
from pmgen.render.frame import SHAPES
from pmgen.values import Value

MONTHS = 24
"""How many months are shown at most, up to that of the newest incident that has another one within as many."""

_LEAST_MONTHS = 12
_SHAPES_HIGH = 6
_UNIT, _HIGH = 16.0, 88.0
_EDGE = 0.88
"""The share of the width from which on a year has no room behind its line, on a small screen."""
_ROOM = 0.1
"""The share of it that the name of a year needs before that of the next."""


class Block(Value):
    """Incidents of one severity in a month; one shape for each of them, or a bar for all.

    Args:
        y: pixels from the top of the columns; so is `height`.
        shape: as in `SeverityMark`.
    """

    y: float
    height: float
    shape: int


class Month(Value):
    """A column of the chart; `left` and `middle` are shares of the width.

    `year` is empty except where it begins, and in the first column, unless the next one begins too soon behind that. A
    `quarter` begins with it: where not all months have room for their names, these are enough. At the `edge` the year
    stands before its line.
    """

    left: str
    middle: str
    name: str
    quarter: bool
    year: str
    edge: bool
    long_name: str
    blocks: tuple[Block, ...]
    counts: tuple[int, ...]
    total: int


class Chart(Value):
    """Incidents by month and severity.

    Args:
        shapes: each block is one incident, drawn as the shape of its severity; otherwise blocks are bars.
        table: the months that have incidents, latest first.
        severities: names of the columns of the table.
        beyond: how many incidents are of earlier or later months, in words; empty for none.
    """

    shapes: bool
    height: float
    months: tuple[Month, ...]
    table: tuple[Month, ...]
    severities: tuple[str, ...]
    span: str
    beyond: str


def chart(incidents: Sequence[Incident], severities: Sequence[Severity]) -> Chart | None:
    """Count incidents by the month of their date; None where there are none."""
    if not incidents:
        return None
    names = tuple(each.name for each in severities)
    dates = [(month_number(each.brief.date), each.brief.severity) for each in incidents]
    dated = [month for month, _ in dates]
    months = _span(dated)
    counted = Counter(dates)
    counts = [tuple(counted[month, name] for name in names) for month in months]
    highest = max(1, *(sum(each) for each in counts))
    shapes = highest <= _SHAPES_HIGH
    unit = _UNIT if shapes else _HIGH / highest
    columns = tuple(
        _month(month, index, len(months), each, unit, unit * highest, shapes)
        for index, (month, each) in enumerate(zip(months, counts, strict=True))
    )
    table = tuple(each for each in reversed(columns) if each.total)
    span = f"{columns[0].long_name} to {columns[-1].long_name}"
    beyond = _beyond(dated, months, columns[0].long_name, columns[-1].long_name)
    return Chart(shapes, round(unit * highest, 1), columns, table, names, span, beyond)


def _span(dated: Sequence[int]) -> range:
    """The months to show of those that have incidents, each as a number of months since year 0.

    A month with no other one in reach, such as one with a mistyped year, would leave nothing but itself to be seen.
    """
    newest_first = sorted(dated, reverse=True)
    last = next((after for after, before in pairwise(newest_first) if after - before < MONTHS), newest_first[0])
    first = max(last - MONTHS + 1, newest_first[-1])
    return range(min(first, last - _LEAST_MONTHS + 1), last + 1)


def _beyond(dated: Sequence[int], months: range, first: str, last: str) -> str:
    earlier = sum(month < months.start for month in dated)
    later = sum(month >= months.stop for month in dated)
    told = [(earlier, f"before {first}"), (later, f"after {last}")]
    return ", ".join(f"{words.count(count, 'incident', 'incidents')} {where}" for count, where in told if count)


def _month(month: int, index: int, of: int, counts: tuple[int, ...], unit: float, height: float, shapes: bool) -> Month:
    year, number = divmod(month, 12)
    name = words.month_name(number + 1)
    return Month(
        percent(index / of),
        percent((index + 0.5) / of),
        name[:3],
        number % 3 == 0,
        str(year) if number == 0 or (index == 0 and (12 - number) / of > _ROOM) else "",
        index / of > _EDGE,
        f"{name} {year}",
        tuple(_blocks(counts, unit, height, shapes)),
        counts,
        sum(counts),
    )


def _blocks(counts: Sequence[int], unit: float, height: float, shapes: bool) -> Iterable[Block]:
    """From the bottom up, the worst first."""
    for place, count in enumerate(counts, 1):
        each = [1] * count if shapes else [count] if count else []
        for size in each:
            height -= size * unit
            yield Block(round(height, 2), round(size * unit, 2), min(place, SHAPES))
