"""A scale of time with long quiet stretches cut out, and the ticks that belong on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pmgen.values import Value

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86400.0
_STEPS = (
    *(_MINUTE * n for n in (1, 2, 5, 10, 15, 30)),
    *(_HOUR * n for n in (1, 2, 3, 6, 12)),
    *(_DAY * n for n in (1, 2, 7, 14, 28, 91, 365)),
)
_SHORTEST_CUT = 2 * _HOUR
_LEAST_REST = 10 * _MINUTE
_DOMINANCE = 3
_OUTSIDE = 5


class Piece(Value):
    """A stretch of time and where it is drawn.

    Args:
        start: seconds since the epoch; so is `end`.
        left: pixels; so is `right`.
        cut: it is not drawn to scale.
    """

    start: float
    end: float
    left: float
    right: float
    cut: bool


class Scale(Value):
    """From instants to pixels.

    Args:
        pieces: in order, without holes.
        rate: pixels per second outside of the cuts.
    """

    pieces: tuple[Piece, ...]
    rate: float

    def at(self, instant: float) -> float:
        """Where an instant is drawn; what is off the scale is drawn at its end."""
        for piece in self.pieces:
            if instant <= piece.end:
                share = max(0.0, instant - piece.start) / (piece.end - piece.start)
                return piece.left + share * (piece.right - piece.left)
        return self.pieces[-1].right

    @property
    def cuts(self) -> tuple[Piece, ...]:
        """The stretches that are not drawn to scale."""
        return tuple(piece for piece in self.pieces if piece.cut)


def scale(
    instants: Sequence[float], *, core: tuple[float, float], left: float, right: float, cut: float
) -> Scale | None:
    """Lay instants out between two edges.

    Args:
        instants: seconds since the epoch, in any order.
        core: from when to when most happened; what lies outside of it is cut more readily.
        left: where the first is drawn, in pixels.
        right: where the last is.
        cut: how wide a cut is, in pixels; less where there are many.

    Returns:
        None where there are not two different instants.
    """
    points = sorted(set(instants))
    if len(points) < 2:
        return None
    gaps = list(pairwise(points))
    cuts = _to_cut(gaps, core)
    cut = min(cut, (right - left) / 2 / max(1, len(cuts)))
    rate = (right - left - cut * len(cuts)) / sum(after - before for before, after in gaps if before not in cuts)
    return Scale(tuple(_pieces(points, cuts, left, cut, rate)), rate)


def _to_cut(gaps: Sequence[tuple[float, float]], core: tuple[float, float]) -> frozenset[float]:
    """The beginnings of the gaps to cut.

    The weightiest gaps are cut where the least of them still outweighs three times all that remains; what remains
    is looked at again in the same way.
    """
    weighed = [
        ((after - before) * (1 if core[0] <= before and after <= core[1] else _OUTSIDE), before, after)
        for before, after in gaps
    ]
    weighed.sort(reverse=True)
    rest = sum(after - before for before, after in gaps)
    cuts = 0
    for index, (weight, before, after) in enumerate(weighed, 1):
        rest -= after - before
        if after - before < _SHORTEST_CUT or rest < _LEAST_REST:
            break
        if weight > _DOMINANCE * rest:
            cuts = index
    return frozenset(before for _, before, _ in weighed[:cuts])


def _pieces(points: Sequence[float], cuts: frozenset[float], left: float, cut: float, rate: float) -> Iterator[Piece]:
    start = points[0]
    for before, after in pairwise(points):
        if before not in cuts:
            continue
        if before > start:
            yield Piece(start, before, left, left + (before - start) * rate, False)
            left += (before - start) * rate
        yield Piece(before, after, left, left + cut, True)
        left, start = left + cut, after
    if points[-1] > start:
        yield Piece(start, points[-1], left, left + (points[-1] - start) * rate, False)


class Tick(Value):
    """A mark on the axis.

    Args:
        at: pixels.
        day: the day, where it is not that of the tick before; empty otherwise.
    """

    at: float
    label: str
    day: str


def ticks(
    on: Scale,
    apart: float,
    taken: Sequence[tuple[float, float]],
    name: Callable[[float, float], tuple[str, str]],
    offset: Callable[[float], float],
) -> tuple[Tick, ...]:
    """Round times on the scale.

    Args:
        apart: the least distance of two ticks, in pixels.
        taken: where there is no room for one, in pixels.
        name: from an instant and the step to the words for it: the time and the day.
        offset: how far the clocks on the axis are ahead of UTC at an instant, in seconds.
    """
    step = next((step for step in _STEPS if step * on.rate >= apart), _STEPS[-1])
    found: list[Tick] = []
    last_day = ""
    for piece in on.pieces:
        if piece.cut:
            continue
        for instant in _round_times(piece, step, offset):
            at = on.at(instant)
            free = not any(left < at < right for left, right in taken)
            if free and (not found or at - found[-1].at >= apart * 0.75):
                label, day = name(instant, step)
                found.append(Tick(at, label, day if day != last_day else ""))
                last_day = day
    return tuple(found)


def _round_times(piece: Piece, step: float, offset: Callable[[float], float]) -> Iterator[float]:
    """The instants in a piece at which the clocks of the axis show a multiple of the step; else its beginning."""
    ahead = offset(piece.start)
    first = -(-(piece.start + ahead) // step) * step - ahead
    # Where the clocks are put forward meanwhile, they show more at the end than has passed.
    last = piece.end + max(0.0, offset(piece.end) - ahead)
    count = int((last - first) // step) + 1 if first <= last else 0
    if not count:
        yield piece.start
    for index in range(count):
        instant = first + index * step
        # The clocks may have been put forward or back since the beginning of the piece.
        shifted = instant + ahead - offset(instant)
        if piece.start <= shifted <= piece.end:
            yield shifted


def seconds(instant: dt.datetime) -> float:
    """An aware instant as seconds since the epoch."""
    return instant.timestamp()
