"""The timeline drawn to scale: from moments to plain shapes, along a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pmgen.model import Event, Window
from pmgen.render import words
from pmgen.render.charts.axis import Axis
from pmgen.render.charts.bars import DIGIT, LETTER, TAIL, WIDTH, Bar, Fade, at, open_ended, phase_bar, share, window_bar
from pmgen.render.charts.labels import flags
from pmgen.render.charts.phases import Phase, PhaseKind
from pmgen.render.charts.scale import Piece, Scale, scale, seconds, ticks
from pmgen.times import Moment, apart
from pmgen.values import Value

BETWEEN = " · "
"""What stands between the names of milestones that were reached at one instant."""

LABELS = 12
"""How many milestones get a label; of more, the first and the last ones of each kind do."""

_PADDING, _CUT, _TICK = 12.0, 76.0, 36.0
_ROW, _BAND, _RUG, _LANE, _FOOT = 18, 28, 15, 20, 36
_POINT = 5.0


class Milestone(Value):
    """A label hanging from a pole; `leftward` if it ends there instead of beginning."""

    x: str
    y: int
    name: str
    time: str
    leftward: bool


class Mark(Value):
    """An event that is no milestone; `width` is empty for a point in time."""

    x: str
    width: str


class Cut(Value):
    """Where hours were cut; `label` says how many, if there is room."""

    x: str
    width: str
    middle: str
    label: str


class AxisTick(Value):
    """A round time on the axis; `day` is empty where the tick before has the same."""

    x: str
    label: str
    day: str


class Drawing(Value):
    """Shapes of a timeline; across in shares of the width, down in pixels from the top.

    Args:
        band: where the bars of the phases begin at the top.
        rug: where they stand, and the other events hang.
        foot: where the axis is.
    """

    height: int
    band: int
    rug: int
    foot: int
    phases: tuple[Bar, ...]
    windows: tuple[Bar, ...]
    fades: tuple[Fade, ...]
    milestones: tuple[Milestone, ...]
    marks: tuple[Mark, ...]
    cuts: tuple[Cut, ...]
    ticks: tuple[AxisTick, ...]


def draw(
    timeline: Sequence[Event],
    phases: Sequence[Phase],
    windows: Sequence[Window],
    labelled: Sequence[Labelled],
    named: Axis,
) -> Drawing | None:
    """Draw a timeline from left to right; None where fewer than two different times are known.

    Args:
        phases: those of the timeline.
        labelled: its milestones to label.
        named: how its times are called.
    """
    placed = [event.at for event in timeline if event.at.instant]
    counted = bool(placed) and all(each.relative for each in placed)
    shown = [each for each in windows if each.start.instant is not None and not (counted and _is_on_clock(each))]
    right = WIDTH - (TAIL if open_ended(phases, shown) else _PADDING)
    on = scale(instants(timeline, shown), core=core(phases), left=_PADDING, right=right, cut=_CUT)
    if on is None:
        return None
    cut = lengths(on, timeline, shown)
    band, milestones = _milestones(labelled, on)
    marks = tuple(_marks(timeline, on))
    rug = band + _BAND
    top = rug + (_RUG if marks else 5)
    below = [window_bar(window, index, top + index * _LANE, on) for index, window in enumerate(shown)]
    poles = [at(moment, on) for moment, _, _ in labelled]
    bands = [phase_bar(phase, index, rug, on, poles) for index, phase in enumerate(phases)]
    foot = top + len(below) * _LANE + (3 if below else 0)
    return Drawing(
        height=foot + _FOOT,
        band=band,
        rug=rug,
        foot=foot,
        phases=tuple(bar for bar, _ in bands),
        windows=tuple(bar for bar, _ in below),
        fades=tuple(fade for _, fade in [*bands, *below] if fade),
        milestones=milestones,
        marks=marks,
        cuts=tuple(_cut(piece, length) for piece, length in cut),
        ticks=_ticks(on, cut, named),
    )


def _is_on_clock(window: Window) -> bool:
    """Whether a window has times of the clock: among times counted from an unknown start it has no place."""
    return not window.start.relative or (window.end is not None and not window.end.relative)


def instants(timeline: Iterable[Event], windows: Iterable[Window]) -> list[float]:
    """Every known instant that is drawn, in seconds since the epoch."""
    return [instant for instant, _ in _known(timeline, windows)]


def _known(timeline: Iterable[Event], windows: Iterable[Window]) -> list[tuple[float, Moment]]:
    moments = [*((event.at, event.until) for event in timeline), *((each.start, each.end) for each in windows)]
    return [(seconds(each.instant), each) for pair in moments for each in pair if each and each.instant]


def lengths(on: Scale, timeline: Iterable[Event], windows: Iterable[Window]) -> list[tuple[Piece, str]]:
    """The cuts of a scale and how long each is, as exactly as its ends are known; empty where that is not at all."""
    cuts = on.cuts
    if not cuts:
        return []
    # Of several that stand at one instant the exact one tells more.
    known = dict(sorted(_known(timeline, windows), key=lambda each: not each[1].by_day))
    found = ((piece, apart(known[piece.start], known[piece.end])) for piece in cuts)
    return [(piece, length.words if length else "") for piece, length in found]


def core(phases: Iterable[Phase]) -> tuple[float, float]:
    """From when to when the incident itself went on, in seconds since the epoch."""
    active = [phase for phase in phases if phase.kind is not PhaseKind.LATENT]
    starts = [seconds(phase.start.earliest.instant) for phase in active if phase.start.earliest.instant]
    ends = [seconds(each.end.latest.instant) for each in active if each.end and each.end.latest.instant]
    unended = any(phase.end is None for phase in active)
    return min(starts, default=float("-inf")), float("inf") if unended or not ends else max(ends)


Labelled = tuple[Moment, str, str]
"""A milestone to label, with what it is and when."""


def milestones(timeline: Iterable[Event], named: Axis) -> list[Labelled]:
    """The milestones to label in their order, each with what it is and when; those of one instant as one."""
    found: dict[dt.datetime, tuple[Moment, list[str]]] = {}
    for event in timeline:
        if event.kind.milestone and event.at.instant is not None:
            names = found.setdefault(event.at.instant, (event.at, []))[1]
            if words.kind(event.kind) not in names:
                names.append(words.kind(event.kind))
    chosen = _chosen([(moment, BETWEEN.join(names)) for _, (moment, names) in sorted(found.items())])
    return [
        (moment, name, named.clock(moment, chosen[index - 1][0] if index else None))
        for index, (moment, name) in enumerate(chosen)
    ]


def _chosen(found: list[tuple[Moment, str]]) -> list[tuple[Moment, str]]:
    """Not more of them than can be labelled, the last one among them."""
    if len(found) <= LABELS:
        return found
    names = [name for _, name in found]
    first = {names.index(name) for name in dict.fromkeys(names)}
    last = {len(names) - 1 - names[::-1].index(name) for name in dict.fromkeys(names)}
    *before, end = sorted(first | last)
    return [found[index] for index in [*before[: LABELS - 1], end]]


def _milestones(found: Sequence[Labelled], on: Scale) -> tuple[int, tuple[Milestone, ...]]:
    """How high the labels stand together, and the labels."""
    hung = flags([(at(each, on), len(name) * LETTER + len(time) * DIGIT + 12) for each, name, time in found], WIDTH)
    band = _ROW * (1 + max((flag.row for flag in hung), default=0)) + 7
    return band, tuple(
        Milestone(share(flag.at), band - 11 - flag.row * _ROW, name, time, flag.leftward)
        for (_, name, time), flag in zip(found, hung, strict=True)
    )


def _marks(timeline: Iterable[Event], on: Scale) -> Iterable[Mark]:
    for event in timeline:
        if event.at.instant is None or (event.kind.milestone and event.until is None):
            continue
        begin = at(event.at, on)
        if event.until and event.until.instant and event.until.instant > event.at.instant:
            width = at(event.until, on) - begin
            # What is shorter than a point is wide would not be seen.
            yield Mark(share(begin), share(width)) if width > _POINT else Mark(share(begin + width / 2), "")
        elif not event.kind.milestone:
            yield Mark(share(begin), "")


def _cut(piece: Piece, length: str) -> Cut:
    width = piece.right - piece.left
    roomy = len(length) * DIGIT < width
    return Cut(share(piece.left), share(width), share(piece.left + width / 2), length if roomy else "")


def _ticks(on: Scale, cuts: Iterable[tuple[Piece, str]], named: Axis) -> tuple[AxisTick, ...]:
    """Round times where they do not run into the label of a cut."""
    taken = []
    for piece, length in cuts:
        middle, half = (piece.left + piece.right) / 2, (len(length) * DIGIT + _TICK) / 2
        taken.append((middle - half, middle + half))
    found = ticks(on, named.apart, taken, named.name, named.offset)
    return tuple(AxisTick(share(tick.at), tick.label, tick.day) for tick in found)
