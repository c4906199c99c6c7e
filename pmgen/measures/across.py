"""A figure across incidents: how many have it, why the others do not, and where the values lie.

There is no mean anywhere: lengths of incidents have long tails, and one long incident would move it more than all
the others together.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from pmgen.measures.figures import ONGOING, Figure
from pmgen.times import Duration
from pmgen.values import Value

_SECOND = dt.timedelta(seconds=1)


class Spread(Value):
    """Where lengths of time lie; what is between them is approximate where one of them is, and in days where all are.

    Args:
        lower: a quarter of them is not longer; `upper` is the length that a quarter is not shorter than.
    """

    count: int
    least: Duration
    lower: Duration
    median: Duration
    upper: Duration
    most: Duration


class Across(Value):
    """One figure across incidents.

    Args:
        of: how many incidents there are; so many of them have it: `spread.count`.
        ongoing: how many do not have it because they are not over.
        reasons: why the others do not have it, each with how many; the most frequent first.
        spread: `None` where no incident has it.
    """

    of: int
    ongoing: int
    reasons: tuple[tuple[str, int], ...]
    spread: Spread | None


def across(figures: Sequence[Figure]) -> Across:
    """Sum up one figure of many incidents."""
    missing = Counter(each.missing for each in figures if each.missing)
    ongoing = missing.pop(ONGOING, 0)
    reasons = sorted(missing.items(), key=lambda each: (-each[1], each[0]))
    return Across(len(figures), ongoing, tuple(reasons), spread(each.value for each in figures if each.value))


def spread(values: Iterable[Duration]) -> Spread | None:
    """Median and quartiles of lengths, in whole seconds as the exported data has them; `None` where there are none.

    Quartiles are interpolated between the values at either side, the shortest being 0 % and the longest 100 %: type
    7 of Hyndman and Fan, Sample Quantiles in Statistical Packages (1996), as spreadsheets have it.
    """
    import statistics  # only pages across incidents need it, and it is slow to import

    known = sorted((each.length // _SECOND, each.about, each.unit) for each in values)
    if not known:
        return None
    seconds = [length for length, *_ in known]
    lower = upper = float(seconds[0])
    if len(seconds) > 1:
        lower, _, upper = statistics.quantiles(seconds, n=4, method="inclusive")
    about, unit = any(each for _, each, _ in known), min(each for *_, each in known)
    return Spread(
        len(seconds),
        _value(*known[0]),
        _value(lower, about, unit),
        _value(statistics.median(seconds), about, unit),
        _value(upper, about, unit),
        _value(*known[-1]),
    )


def _value(seconds: float, about: bool, unit: dt.timedelta) -> Duration:
    return Duration(about, dt.timedelta(seconds=seconds), unit)
