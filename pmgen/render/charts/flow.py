"""Follow-ups opened and closed over time: two lines, and between them what was open."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from pmgen.measures import Flow
from pmgen.render import words
from pmgen.render.charts.dates import Dates, DateTick
from pmgen.render.charts.labels import column
from pmgen.values import Value

WIDE = 400
"""How many units the chart is wide; it is stretched to the width of the page."""

_HIGH, _APART, _TOP = 150.0, 17.0, 10.0
_STEPS = (1, 2, 5)


class CountTick(Value):
    """A number that the scale names; `y` is pixels from the top."""

    y: float
    label: str


class End(Value):
    """Where a line ends, and what it is; see `points.Beside`. `line` is empty for what lies between the lines."""

    at: float
    y: float
    name: str
    value: str
    line: str


class FlowShown(Value):
    """The chart.

    Args:
        opened: a line as an SVG path; so is `closed`, and `between` is the area between them.
        table: each period in which something was opened or closed, latest first: how many were opened in it, how
            many closed, and how many were open at its end.
        undated: how many are in neither line, in words; empty for none.
        wide: how many units of the paths the chart is wide.
    """

    height: float
    ticks: tuple[CountTick, ...]
    days: tuple[DateTick, ...]
    opened: str
    closed: str
    between: str
    ends: tuple[End, ...]
    table: tuple[tuple[str, ...], ...]
    undated: str
    wide: int = WIDE


def flow_shown(flow: Flow, on: Dates, *, whole: bool = True) -> FlowShown | None:
    """Draw follow-ups over time; `None` where there were none.

    Args:
        whole: whether the site has all of them.
    """
    if not flow.days:
        return None
    _, opened, closed = flow.days[-1]
    unit = _HIGH / max(opened, 1)

    def y(count: int) -> float:
        return round(_TOP + _HIGH - count * unit, 1)

    up = _steps([(day, count) for day, count, _ in flow.days], on)
    down = _steps([(day, count) for day, _, count in flow.days], on)
    ends = [("opened", opened, "opened"), ("still open", opened - closed, ""), ("closed", closed, "closed")]
    places = [y(opened), y(opened) + (y(closed) - y(opened)) / 2, y(closed)]
    return FlowShown(
        _TOP + _HIGH,
        tuple(CountTick(y(count), f"{count:,}") for count in _ticks(opened)),
        on.ticks,
        _path(up, y),
        _path(down, y),
        f"{_path(up, y)}V{y(closed)}{_back(down, y)}Z",
        tuple(
            End(round(at, 1), round(place, 1), name, words.number(value, whole=whole), line)
            for (name, value, line), at, place in zip(ends, places, column(places, _APART), strict=True)
        ),
        tuple((name, *(words.number(each, whole=whole) for each in counts)) for name, *counts in _table(flow, on)),
        words.count(flow.undated, "is", "are") if flow.undated else "",
    )


Height = Callable[[int], float]
"""From a number to pixels from the top."""

Steps = Sequence[tuple[int, int]]
"""From which unit of the width on a number holds."""


def _steps(counts: Iterable[tuple[dt.date, int]], on: Dates) -> Steps:
    # Days that share a unit of the width share a step: the last of them has it. Those beyond the scale share its ends.
    return list({round(min(1.0, max(0.0, on.at(day))) * WIDE): count for day, count in counts}.items())


def _path(steps: Steps, y: Height) -> str:
    drawn = f"M0 {y(0)}"
    last = 0
    for at, count in steps:
        if count != last:
            drawn += f"H{at}V{y(count)}"
            last = count
    return f"{drawn}H{WIDE}"


def _back(steps: Steps, y: Height) -> str:
    """The same line from right to left."""
    counts = [0, *(count for _, count in steps)]
    drawn = ""
    for (at, count), before in zip(reversed(steps), reversed(counts[:-1]), strict=True):
        if count != before:
            drawn += f"H{at}V{y(before)}"
    return f"{drawn}H0"


def _ticks(most: int) -> range:
    step = next(each * 10**power for power in range(9) for each in _STEPS if most / (each * 10**power) <= 5)
    return range(0, most + 1, step)


def _table(flow: Flow, on: Dates) -> tuple[tuple[str, int, int, int], ...]:
    found = []
    numbers = [on.period(day) for day, _, _ in flow.days]
    sums = [(0, 0), *(each[1:] for each in flow.days)]
    before = sums[bisect_right(numbers, -1)]
    for number, period in enumerate(on.periods):
        after = sums[bisect_right(numbers, number)]
        if after != before:
            found.append((period.name, after[0] - before[0], after[1] - before[1], after[0] - after[1]))
        before = after
    return tuple(reversed(found))
