"""Stretches of time as bars whose ends are as soft as what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from pmgen.model import Window
from pmgen.render.charts.dates import percent
from pmgen.render.charts.phases import Edge, Phase, PhaseKind
from pmgen.render.charts.scale import Scale, seconds
from pmgen.times import Moment
from pmgen.values import Value

WIDTH = 660.0
"""The narrowest that the drawing may be shown, in pixels; across it is measured in shares of that."""

TAIL = 56.0
"""How long the trace of something without a known end is, in pixels."""

HEIGHTS = {
    PhaseKind.LATENT: 9,
    PhaseKind.UNDETECTED: 28,
    PhaseKind.UNRECORDED: 20,
    PhaseKind.DETECTED: 20,
    PhaseKind.MITIGATED: 9,
}
"""How high the bar of a phase is, in pixels: the worse, the higher, so that it reads without colour."""

LETTER, DIGIT = 6.9, 6.2
"""How wide a character is at most, on average, in bold and in plain words, in pixels."""

_SOFT = 9.0
_LONGEST = 32
_OUTAGES = frozenset({"outage", "down", "full", "major", "major outage", "unavailable"})

Ends = tuple[float, float]
"""From where to where an end of a stretch is soft, in pixels; both are the same where it is sharp."""


class Bar(Value):
    """A stretch of time.

    Args:
        x: where it begins, as a share of the width (`12.5%`); `width` likewise.
        y: pixels from the top; so is `height`.
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


class Fade(Value):
    """A gradient with one or two soft ends; the stops are offsets and opacities."""

    id: str
    kind: str
    stops: tuple[tuple[str, int], ...]


def phase_bar(phase: Phase, index: int, bottom: int, on: Scale, poles: Iterable[float]) -> tuple[Bar, Fade | None]:
    """A phase as a bar on the line.

    Args:
        index: tells its gradient from those of the others.
        bottom: where the bars of all phases stand, in pixels from the top.
        poles: where the labels of milestones stand on the line, in pixels: no words run across one.
    """
    height = HEIGHTS[phase.kind]
    begin, end = phase_ends(phase, on, WIDTH, TAIL)
    left, right, fade = softened(f"phase.{index}", phase.kind, begin, end)
    length = phase.length
    label = f"{phase.kind.words} {length.words}" if length else phase.kind.words
    middle, room = _widest(begin[1], end[0], poles)
    roomy = height > 16 and len(label) * LETTER + 12 < room and not _is_cut(on, left, right)
    shown = label if roomy else ""
    place = share(left), share(right - left), bottom - height, height
    return Bar(*place, phase.kind, fade.id if fade else "", shown, share(middle), False, True), fade


def _widest(left: float, right: float, poles: Iterable[float]) -> tuple[float, float]:
    """The middle and the width of the widest part of a stretch that no pole parts."""
    edges = [left, *sorted(pole for pole in poles if left < pole < right), right]
    start, end = max(pairwise(edges), key=lambda part: part[1] - part[0])
    return (start + end) / 2, end - start


def window_bar(window: Window, index: int, y: int, on: Scale) -> tuple[Bar, Fade | None]:
    """A window of impact as a bar below the line, with its label where there is room for it.

    Args:
        index: tells its gradient from those of the others.
        y: where it hangs, in pixels from the top.
    """
    last = _known_end(window)
    kind = "outage" if (window.level or "").lower() in _OUTAGES else "degraded"
    begin = _ends(Edge(window.start, window.start, window.start), on)
    end = _ends(Edge(last, last, last), on) if last else (WIDTH - TAIL, WIDTH)
    left, right, fade = softened(f"window.{index}", kind, begin, end)
    label = _shortened(", ".join(filter(None, [window.level, *window.services])))
    width = len(label) * DIGIT + 12
    inside = width < end[0] - begin[1] and not _is_cut(on, left, right)
    before = not inside and right + width > WIDTH
    at = begin[1] + 7 if inside else left - 6 if before else right + 6
    place = share(left), share(right - left), y, 15
    return Bar(*place, kind, fade.id if fade else "", label, share(at), before, inside), fade


def phase_ends(phase: Phase, on: Scale, length: float, tail: float) -> tuple[Ends, Ends]:
    """The beginning and the end of a phase on a line.

    Args:
        length: of the line, in pixels.
        tail: how much of it a phase without a known end takes.
    """
    return _ends(phase.start, on), _ends(phase.end, on) if phase.end else (length - tail, length)


def softened(name: str, kind: str, begin: Ends, end: Ends) -> tuple[float, float, Fade | None]:
    """A stretch from the first trace of its beginning to the last of its end, and the gradient for it.

    Args:
        name: id of the gradient.
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


def open_ended(phases: Iterable[Phase], windows: Iterable[Window]) -> bool:
    """Whether something has no known end."""
    return any(phase.end is None for phase in phases) or any(_known_end(window) is None for window in windows)


def _known_end(window: Window) -> Moment | None:
    """The end of a window of impact, if its time is known."""
    return window.end if window.end and window.end.instant else None


def at(moment: Moment, on: Scale) -> float:
    """Where a known moment is on a scale."""
    assert moment.instant is not None
    return on.at(seconds(moment.instant))


def share(pixels: float) -> str:
    """Pixels across as a share of the width."""
    return percent(pixels / WIDTH)


def _ends(edge: Edge, on: Scale) -> Ends:
    earliest, latest = at(edge.earliest, on), at(edge.latest, on)
    if not edge.soft:
        return earliest, latest
    last = edge.latest.latest
    return earliest - _SOFT, max(latest + _SOFT, on.at(seconds(last)) if last else latest)


def _is_cut(on: Scale, left: float, right: float) -> bool:
    """Whether there is a cut in a stretch, which a label would run into."""
    return any(piece.left < right - 8 and piece.right > left + 8 for piece in on.cuts)


def _shortened(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip(" ,") + "…"
