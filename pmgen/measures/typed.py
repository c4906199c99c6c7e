"""Lengths that somebody has typed beside those that follow from the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pmgen import times
from pmgen.model import ImpactFigure, PostMortem, fold
from pmgen.times import Duration
from pmgen.values import Value

# A document does not say whether it lasted until it was resolved, or as long as it was felt.
_LASTED: Final = ("time_to_resolve", "time_to_mitigate", "impact_time")
_CALLED: Final = {
    fold(label): keys
    for labels, keys in (
        ("time to detect, time to detection, ttd, mttd", ("time_to_detect",)),
        ("time to mitigate, time to mitigation, ttm, mttm", ("time_to_mitigate",)),
        ("time to resolve, time to resolution, ttr, mttr", ("time_to_resolve",)),
        ("latent", ("latent",)),
        ("impact time", ("impact_time",)),
        ("duration, outage duration, incident duration", _LASTED),
    )
    for label in labels.split(", ")
}


class Typed(Value):
    """A typed length.

    Args:
        place: of the figure of the impact that it is; `None` for the `duration`.
        keys: of the figures that follow from the timeline; it has to be one of them.
    """

    place: int | None
    label: str
    length: Duration
    keys: tuple[str, ...]


def typed(pm: PostMortem) -> Iterator[Typed]:
    """The lengths that a post-mortem types, and that are called as those that follow from its timeline."""
    if pm.duration is not None:
        yield Typed(None, "duration", pm.duration, _LASTED)
    for place, figure in enumerate(pm.impact.figures if pm.impact else ()):
        if (keys := _CALLED.get(fold(figure.label))) and (length := _length(figure)):
            yield Typed(place, figure.label, length, keys)


def _length(figure: ImpactFigure) -> Duration | None:
    return times.parse_duration(f"{figure.value} {figure.unit or ''}".strip())


def agree(typed: Duration, told: Duration) -> bool:
    """Whether a typed length may be the one that follows from the timeline, rounded to the unit that it has."""
    apart = abs(typed.length - told.length)
    # Rounding moves a length by less than the unit, and makes no hour of twenty minutes.
    rounded = apart < typed.unit and typed.length <= told.length * 2
    allowed = told.unit
    if typed.about or told.about:
        allowed = max(typed.unit * 2, told.unit * 2, told.length / 5)
    return rounded or apart <= allowed
