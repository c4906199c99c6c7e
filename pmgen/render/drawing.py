"""The timeline drawn to scale: from moments to plain shapes, along a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pmgen.model import Event, Window
from pmgen.render import words
from pmgen.render.axis import Axis, axis
from pmgen.render.labels import flags
from pmgen.render.phases import Phase, PhaseKind, phases, soft
from pmgen.render.scale import Scale, scale, seconds, ticks
from pmgen.times import Moment, spell

WIDTH = 660.0
"""The narrowest that the drawing may be shown, in pixels; across it is measured in shares of that."""

LABELS = 24
"""How many milestones get a label; of more, the first and the last ones of each kind do."""

_PADDING, _TAIL, _CUT, _SOFT = 12.0, 56.0, 72.0, 9.0
_ROW, _BAND, _RUG, _LANE, _FOOT = 18, 28, 15, 20, 36
HEIGHTS = {PhaseKind.LATENT: 9, PhaseKind.UNDETECTED: 28, PhaseKind.DETECTED: 20, PhaseKind.MITIGATED: 9}
_LETTER, _DIGIT = 6.9, 6.2
_OUTAGES = frozenset({"outage", "down", "full", "major", "major outage", "unavailable"})


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
    stretches = phases(timeline)
    on = scale(
        tuple(instants(timeline, windows)),
        core=core(stretches),
        left=_PADDING,
        right=WIDTH - (_TAIL if open_ended(stretches, windows) else _PADDING),
        cut=_CUT,
    )
    if on is None:
        return None
    named = axis([event.at for event in timeline], tz)
    labels = _milestones(timeline, on, named)
    band = max((label.y for label in labels), default=0) + 6
    labels = tuple(replace(label, y=band - 6 - label.y + _ROW - 4) for label in labels)
    marks = tuple(_marks(timeline, on))
    rug = band + _BAND
    top = rug + (_RUG if marks else 5)
    shown = [window for window in windows if window.start.instant is not None]
    bars = [_window_bar(window, index, top + index * _LANE, on) for index, window in enumerate(shown)]
    bands = [_phase_bar(phase, index, rug, on) for index, phase in enumerate(stretches)]
    foot = top + len(bars) * _LANE + (3 if bars else 0)
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
        cuts=tuple(_cut(piece.left, piece.right, piece.end - piece.start) for piece in on.cuts),
        ticks=tuple(AxisTick(_share(t.at), t.label, t.day) for t in ticks(on, 58, named.name, named.offset)),
    )


def instants(timeline: Iterable[Event], windows: Iterable[Window]) -> Iterable[float]:
    """Every known instant that is drawn."""
    moments = [*((event.at, event.until) for event in timeline), *((each.start, each.end) for each in windows)]
    return (seconds(each.instant) for pair in moments for each in pair if each and each.instant)


def core(stretches: Sequence[Phase]) -> tuple[float, float]:
    """From when to when the incident itself went on, in seconds since the epoch."""
    active = [phase for phase in stretches if phase.kind is not PhaseKind.LATENT]
    starts = [seconds(phase.start.instant) for phase in active if phase.start.instant]
    ends = [seconds(phase.end.instant) if phase.end and phase.end.instant else float("inf") for phase in active]
    return min(starts, default=float("-inf")), max(ends, default=float("inf"))


def open_ended(stretches: Sequence[Phase], windows: Sequence[Window]) -> bool:
    """Whether something has no known end."""
    return any(phase.end is None for phase in stretches) or any(
        each.start.instant is not None and _end(each) is None for each in windows
    )


def milestone_names(timeline: Iterable[Event]) -> list[tuple[Moment, str]]:
    """The milestones with a known time in its order, those of one instant as one."""
    found: dict[dt.datetime, tuple[Moment, list[str]]] = {}
    for event in timeline:
        if event.kind.milestone and event.at.instant is not None:
            names = found.setdefault(event.at.instant, (event.at, []))[1]
            if words.kind(event.kind) not in names:
                names.append(words.kind(event.kind))
    ordered = [(moment, " · ".join(names)) for _, (moment, names) in sorted(found.items())]
    if len(ordered) <= LABELS:
        return ordered
    names = [name for _, name in ordered]
    ends = {each for name in dict.fromkeys(names) for each in (names.index(name), _last_index(names, name))}
    return [each for index, each in enumerate(ordered) if index in ends][:LABELS]


def _last_index(items: Sequence[str], item: str) -> int:
    return len(items) - 1 - items[::-1].index(item)


def _milestones(timeline: Iterable[Event], on: Scale, named: Axis) -> tuple[Milestone, ...]:
    """The labels, with `y` counted upwards from the band."""
    found = [(_at(moment, on), name, named.clock(moment)) for moment, name in milestone_names(timeline)]
    wanted = [(at, len(name) * _LETTER + len(time) * _DIGIT + 12) for at, name, time in found]
    return tuple(
        Milestone(_share(at), (flag.row + 1) * _ROW, name, time, flag.leftward)
        for (at, name, time), flag in zip(found, flags(wanted, WIDTH), strict=True)
    )


def _phase_bar(phase: Phase, index: int, bottom: int, on: Scale) -> tuple[Bar, Fade | None]:
    height = HEIGHTS[phase.kind]
    left, right = _at(phase.start, on), _at(phase.end, on) if phase.end else WIDTH
    softness = soft(phase.start), phase.end is None or soft(phase.end)
    left, right, fade = softened(f"phase.{index}", phase.kind, left, right, softness, WIDTH, _TAIL)
    length = phase.length
    label = f"{phase.kind} {'~' if length.about else ''}{spell(length.length)}" if length else phase.kind.value
    roomy = height > 16 and len(label) * _LETTER + 12 < right - left
    middle = _share((left + right) / 2)
    return Bar(
        _share(left),
        _share(right - left),
        bottom - height,
        height,
        phase.kind,
        fade.id if fade else "",
        label if roomy and not _is_cut(on, left, right) else "",
        middle,
        False,
        True,
    ), fade


def _window_bar(window: Window, index: int, y: int, on: Scale) -> tuple[Bar, Fade | None]:
    end = _end(window)
    left, right = _at(window.start, on), _at(end, on) if end else WIDTH
    kind = "outage" if (window.level or "").lower() in _OUTAGES else "degraded"
    softness = window.about or soft(window.start), end is None or soft(end)
    left, right, fade = softened(f"window.{index}", kind, left, right, softness, WIDTH, _TAIL)
    label = ", ".join(filter(None, [window.level, *window.services]))
    label = label if len(label) <= 32 else label[:31].rstrip(" ,") + "…"
    width = len(label) * _DIGIT + 12
    inside = width < right - left and not _is_cut(on, left, right)
    before = not inside and right + width > WIDTH
    at = left + 7 if inside else left - 6 if before else right + 6
    return Bar(
        _share(left),
        _share(right - left),
        y,
        15,
        kind,
        fade.id if fade else "",
        label,
        _share(at),
        before,
        inside,
    ), fade


def softened(
    name: str, kind: str, left: float, right: float, soft_ends: tuple[bool, bool], length: float, tail: float
) -> tuple[float, float, Fade | None]:
    """Widen a stretch by its soft ends, so that the middle of each is where the sharp end would be.

    Args:
        name: id of the gradient.
        length: of the drawing; what reaches its end is open, and fades over the tail.
    """
    begins, ends = soft_ends
    left, right = left - _SOFT * begins, min(length, right + _SOFT * ends)
    right = max(right, left + 2)
    if not (begins or ends):
        return left, right, None
    at_end = tail if right >= length else 2 * _SOFT
    first = min(0.5, 2 * _SOFT / (right - left)) if begins else 0.0
    last = max(0.5, 1 - at_end / (right - left)) if ends else 1.0
    stops = [(0.0, int(not begins)), (first, 1), (last, 1), (1.0, int(not ends))]
    return left, right, Fade(name, kind, tuple((f"{offset:.3f}", opacity) for offset, opacity in stops))


def _marks(timeline: Iterable[Event], on: Scale) -> Iterable[Mark]:
    for event in timeline:
        if event.at.instant is None or (event.kind.milestone and event.until is None):
            continue
        at = _at(event.at, on)
        if event.until and event.until.instant and event.until.instant > event.at.instant:
            yield Mark(_share(at), _share(_at(event.until, on) - at))
        elif not event.kind.milestone:
            yield Mark(_share(at), "")


def _cut(left: float, right: float, length: float) -> Cut:
    label = spell(dt.timedelta(seconds=length))
    roomy = len(label) * _DIGIT + 4 < right - left
    return Cut(_share(left), _share(right - left), _share((left + right) / 2), label if roomy else "")


def _is_cut(on: Scale, left: float, right: float) -> bool:
    """Whether the middle of a stretch, where a label would stand, is in a cut."""
    return any(piece.left < right - 8 and piece.right > left + 8 for piece in on.cuts)


def _end(window: Window) -> Moment | None:
    return window.end if window.end and window.end.instant else None


def _at(moment: Moment, on: Scale) -> float:
    assert moment.instant is not None
    return on.at(seconds(moment.instant))


def _share(pixels: float) -> str:
    return f"{pixels / WIDTH * 100:.2f}".rstrip("0").rstrip(".") + "%"
