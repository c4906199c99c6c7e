"""What the incident meant for others, and how it was noticed."""

from __future__ import annotations

from pmgen import measures, times
from pmgen.model import Detection, Detector, Gap, PostMortem, State, Window
from pmgen.render import words
from pmgen.render.events import TimeShown, time_shown
from pmgen.render.prose import Linker, block, told
from pmgen.render.templates import Markup
from pmgen.values import Value


class WindowShown(Value):
    """A stretch of impact."""

    start: TimeShown
    end: TimeShown
    length: str
    level: str
    services: tuple[str, ...]
    note: Markup | None


class ImpactShown(Value):
    """What it meant for others; `services` and `notes` if any of the windows has some."""

    description: Markup | None
    facts: tuple[tuple[str, Markup | str], ...]
    windows: tuple[WindowShown, ...]
    services: bool
    notes: bool


class GapShown(Value):
    """Something that should have noticed and did not."""

    gap: Markup | None
    impact: Markup | None
    fix: Markup | None
    internal: bool = False


class DetectionShown(Value):
    """How it was noticed; `by` is empty where nobody said, `known` if somebody knew."""

    by: str
    known: bool
    description: Markup | None
    gaps: tuple[GapShown, ...]


def impact(pm: PostMortem, link: Linker) -> ImpactShown | None:
    """The impact as it is shown; None where nothing is said."""
    found = pm.impact
    if found is None or not (found.description or found.users or found.scope or found.data_loss or found.windows):
        return None
    loss = words.DATA_LOSS[found.data_loss] if found.data_loss else ""
    facts = (("Users", told(found.users, link)), ("Reach", told(found.scope, link)), ("Data loss", loss))
    return ImpactShown(
        block(found.description, link),
        tuple((label, text) for label, text in facts if text),
        tuple(_window(window, pm, link) for window in found.windows),
        any(window.services for window in found.windows),
        any(window.note for window in found.windows),
    )


def detection(found: Detection | None, link: Linker) -> DetectionShown | None:
    """How it was noticed; None where nothing is said."""
    if found is None or not (found.by or found.description or found.gaps):
        return None
    return DetectionShown(
        words.DETECTOR[found.by] if found.by else "",
        found.by is not Detector.UNKNOWN,
        block(found.description, link),
        tuple(_gap(gap, link) for gap in found.gaps),
    )


def _window(window: Window, pm: PostMortem, link: Linker) -> WindowShown:
    length = times.apart(window.start, window.end) if window.end else None
    lasted = length.words if length else ""
    return WindowShown(
        time_shown(window.start, pm.date),
        time_shown(window.end, pm.date) if window.end else _no_end(pm),
        lasted,
        window.level or "",
        window.services,
        told(window.note, link),
    )


def _no_end(pm: PostMortem) -> TimeShown:
    return TimeShown("ongoing" if measures.state(pm) is State.ONGOING else "unknown", "", "", False)


def _gap(gap: Gap, link: Linker) -> GapShown:
    return GapShown(told(gap.gap, link), told(gap.impact, link), told(gap.fix, link), gap.internal)
