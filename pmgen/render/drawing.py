"""The timeline drawn to scale: from moments to plain shapes, along a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmgen.model import Event, Window
from pmgen.render import words
from pmgen.render.axis import Axis, axis
from pmgen.render.labels import flags
from pmgen.render.phases import Edge, Phase, PhaseKind, course
from pmgen.render.scale import Piece, Scale, scale, seconds, ticks
from pmgen.times import Moment, spell

WIDTH = 660.0
"""The narrowest that the drawing may be shown, in pixels; across it is measured in shares of that."""

LABELS = 24
"""How many milestones get a label; of more, the first and the last ones of each kind do."""

_PADDING, _TAIL, _CUT, _SOFT, _TICK = 12.0, 56.0, 76.0, 9.0, 36.0
_ROW, _BAND, _RUG, _LANE, _FOOT = 18, 28, 15, 20, 36
HEIGHTS = {PhaseKind.LATENT: 9, PhaseKind.UNDETECTED: 28, PhaseKind.DETECTED: 20, PhaseKind.MITIGATED: 9}
_LETTER, _DIGIT = 6.9, 6.2
_LONGEST = 32
_OUTAGES = frozenset({"outage", "down", "full", "major", "major outage", "unavailable"})

Ends = tuple[float, float]
"""From where to where an end of a stretch is soft, in pixels."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time.

    Args:
        x: where it begins, as a share of the width (`12.5%`); `width` likewise.
        kind: the phase, or `outage` or `degraded` for a window of impact.
        fade: id of the gradient that softens its ends; empty where both are sharp.
        label: empty where it has no room.
        label_x: where the label stands; `label_end` if it ends there, `label_inside` if on the bar itself.
    """

    x: str
    width: str
    y: int
    height: int
    kind: str
    fade: str
    label: str
    label_x: str
    label_end: bool
    label_inside: bool


@dataclass(frozen=True, slots=True)
class Fade:
    """A gradient with one or two soft ends; the stops are offsets and opacities."""

    id: str
    kind: str
    stops: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A label hanging from a pole."""

    x: str
    y: int
    name: str
    time: str
    leftward: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """An event that is no milestone; `width` is empty for a point in time."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Where hours were cut; `label` says how many, if there is room."""

    x: str
    width: str
    middle: str
    label: str


@dataclass(frozen=True, slots=True)
class AxisTick:
    """A round time on the axis."""

    x: str
    label: str
    day: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes of a timeline; heights and `y` are pixels from the top."""

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


def draw(timeline: Sequence[Event], windows: Sequence[Window], tz: dt.tzinfo) -> Drawing | None:
    """Draw a timeline from left to right; None where fewer than two different times are known.

    Args:
        tz: the zone of the axis.
    """
    stretches = course(timeline).phases
    shown = [window for window in windows if window.start.instant is not None]
    on = scale(
        instants(timeline, shown),
        core=core(stretches),
        left=_PADDING,
        right=WIDTH - (_TAIL if open_ended(stretches, shown) else _PADDING),
        cut=_CUT,
    )
    if on is None:
        return None
    named = axis([event.at for event in timeline], tz)
    band, labels = _milestones(timeline, on, named)
    marks = tuple(_marks(timeline, on))
    rug = band + _BAND
    top = rug + (_RUG if marks else 5)
    bars = [_window_bar(window, index, top + index * _LANE, on) for index, window in enumerate(shown)]
    bands = [_phase_bar(phase, index, rug, on) for index, phase in enumerate(stretches)]
    foot = top + len(bars) * _LANE + (3 if bars else 0)
    cuts = [(piece, spell(dt.timedelta(seconds=piece.end - piece.start))) for piece in on.cuts]
    taken = [_taken(piece, label) for piece, label in cuts]
    return Drawing(
        height=foot + _FOOT,
        band=band,
        rug=rug,
        foot=foot,
        phases=tuple(bar for bar, _ in bands),
        windows=tuple(bar for bar, _ in bars),
        fades=tuple(fade for _, fade in [*bands, *bars] if fade),
        milestones=labels,
        marks=marks,
        cuts=tuple(_cut(piece, label) for piece, label in cuts),
        ticks=tuple(AxisTick(_share(t.at), t.label, t.day) for t in ticks(on, 58, taken, named.name, named.offset)),
    )


def instants(timeline: Iterable[Event], windows: Iterable[Window]) -> list[float]:
    """Every known instant that is drawn, in seconds since the epoch."""
    moments = [*((event.at, event.until) for event in timeline), *((each.start, each.end) for each in windows)]
    return [seconds(each.instant) for pair in moments for each in pair if each and each.instant]


def core(stretches: Sequence[Phase]) -> tuple[float, float]:
    """From when to when the incident itself went on, in seconds since the epoch."""
    active = [phase for phase in stretches if phase.kind is not PhaseKind.LATENT]
    starts = [_seconds(phase.start.earliest) for phase in active]
    ends = [_seconds(phase.end.latest) if phase.end else float("inf") for phase in active]
    return min(starts, default=float("-inf")), max(ends, default=float("inf"))


def open_ended(stretches: Sequence[Phase], windows: Sequence[Window]) -> bool:
    """Whether something has no known end."""
    return any(phase.end is None for phase in stretches) or any(_end(window) is None for window in windows)


def milestone_names(timeline: Iterable[Event], named: Axis) -> list[tuple[Moment, str, str]]:
    """The milestones with a known time in its order, each with what it is and when; those of one instant as one."""
    found: dict[dt.datetime, tuple[Moment, list[str]]] = {}
    for event in timeline:
        if event.kind.milestone and event.at.instant is not None:
            names = found.setdefault(event.at.instant, (event.at, []))[1]
            if words.kind(event.kind) not in names:
                names.append(words.kind(event.kind))
    moments = [(moment, names) for _, (moment, names) in sorted(found.items())]
    ordered = [
        (moment, " · ".join(names), named.clock(moment, moments[index - 1][0] if index else None))
        for index, (moment, names) in enumerate(moments)
    ]
    if len(ordered) <= LABELS:
        return ordered
    names = [name for _, name, _ in ordered]
    ends = {each for name in dict.fromkeys(names) for each in (names.index(name), _last_index(names, name))}
    return [each for index, each in enumerate(ordered) if index in ends][:LABELS]


def edges(phase: Phase, on: Scale, length: float, tail: float) -> tuple[Ends, Ends]:
    """Where a phase begins and ends to be drawn, each from its first trace to its full colour or back."""
    start = _edge(phase.start, on)
    return start, _edge(phase.end, on) if phase.end else (length - tail, length)


def softened(name: str, kind: str, begin: Ends, end: Ends) -> tuple[float, float, Fade | None]:
    """A stretch from the first trace of its beginning to the last of its end, and the gradient for it.

    Args:
        name: id of the gradient.
        begin: from where to where it comes up, in pixels; equal where it begins at once.
        end: from where to where it fades, likewise.
    """
    left, right = begin[0], max(end[1], begin[0] + 2)
    if begin[0] == begin[1] and end[0] == end[1]:
        return left, right, None
    length = right - left
    first, last = (begin[1] - left) / length, (end[0] - left) / length
    if first > last:
        first = last = (first + last) / 2
    stops = [(0.0, int(begin[0] == begin[1])), (first, 1), (last, 1), (1.0, int(end[0] == end[1]))]
    return left, right, Fade(name, kind, tuple((f"{min(1, max(0, at)):.3f}", opacity) for at, opacity in stops))


def _last_index(items: Sequence[str], item: str) -> int:
    return len(items) - 1 - items[::-1].index(item)


def _edge(edge: Edge, on: Scale) -> Ends:
    earliest, latest = on.at(_seconds(edge.earliest)), on.at(_seconds(edge.latest))
    return (earliest - _SOFT, latest + _SOFT) if edge.soft else (earliest, latest)


def _milestones(timeline: Iterable[Event], on: Scale, named: Axis) -> tuple[int, tuple[Milestone, ...]]:
    """How high the labels stand together, and the labels."""
    found = [(on.at(_seconds(moment)), name, time) for moment, name, time in milestone_names(timeline, named)]
    hung = flags([(at, len(name) * _LETTER + len(time) * _DIGIT + 12) for at, name, time in found], WIDTH)
    band = _ROW * (1 + max((flag.row for flag in hung), default=0)) + 7
    return band, tuple(
        Milestone(_share(at), band - 11 - flag.row * _ROW, name, time, flag.leftward)
        for (at, name, time), flag in zip(found, hung, strict=True)
    )


def _phase_bar(phase: Phase, index: int, bottom: int, on: Scale) -> tuple[Bar, Fade | None]:
    height = HEIGHTS[phase.kind]
    begin, end = edges(phase, on, WIDTH, _TAIL)
    left, right, fade = softened(f"phase.{index}", phase.kind, begin, end)
    length = phase.length
    label = f"{phase.kind} {'~' if length.about else ''}{spell(length.length)}" if length else phase.kind.value
    roomy = height > 16 and len(label) * _LETTER + 12 < end[0] - begin[1] and not _is_cut(on, left, right)
    middle = _share((begin[1] + end[0]) / 2)
    shown = label if roomy else ""
    place = _share(left), _share(right - left), bottom - height, height
    return Bar(*place, phase.kind, fade.id if fade else "", shown, middle, False, True), fade


def _window_bar(window: Window, index: int, y: int, on: Scale) -> tuple[Bar, Fade | None]:
    last = _end(window)
    kind = "outage" if (window.level or "").lower() in _OUTAGES else "degraded"
    begin = _edge(Edge(window.start, window.start, window.start), on)
    end = _edge(Edge(last, last, last), on) if last else (WIDTH - _TAIL, WIDTH)
    left, right, fade = softened(f"window.{index}", kind, begin, end)
    label = ", ".join(filter(None, [window.level, *window.services]))
    label = label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip(" ,") + "…"
    width = len(label) * _DIGIT + 12
    inside = width < end[0] - begin[1] and not _is_cut(on, left, right)
    before = not inside and right + width > WIDTH
    at = begin[1] + 7 if inside else left - 6 if before else right + 6
    place = _share(left), _share(right - left), y, 15
    return Bar(*place, kind, fade.id if fade else "", label, _share(at), before, inside), fade


def _marks(timeline: Iterable[Event], on: Scale) -> Iterable[Mark]:
    for event in timeline:
        if event.at.instant is None or (event.kind.milestone and event.until is None):
            continue
        at = on.at(_seconds(event.at))
        if event.until and event.until.instant and event.until.instant > event.at.instant:
            yield Mark(_share(at), _share(on.at(_seconds(event.until)) - at))
        elif not event.kind.milestone:
            yield Mark(_share(at), "")


def _cut(piece: Piece, label: str) -> Cut:
    width = piece.right - piece.left
    roomy = len(label) * _DIGIT < width
    return Cut(_share(piece.left), _share(width), _share(piece.left + width / 2), label if roomy else "")


def _taken(piece: Piece, label: str) -> tuple[float, float]:
    """Where a tick would run into the label of a cut."""
    middle, half = (piece.left + piece.right) / 2, (len(label) * _DIGIT + _TICK) / 2
    return middle - half, middle + half


def _is_cut(on: Scale, left: float, right: float) -> bool:
    """Whether there is a cut in a stretch, which a label would run into."""
    return any(piece.left < right - 8 and piece.right > left + 8 for piece in on.cuts)


def _end(window: Window) -> Moment | None:
    return window.end if window.end and window.end.instant else None


def _seconds(moment: Moment) -> float:
    assert moment.instant is not None
    return seconds(moment.instant)


def _share(pixels: float) -> str:
    return f"{pixels / WIDTH * 100:.2f}".rstrip("0").rstrip(".") + "%"
