"""The phases of an incident: what it was between one milestone and the next."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence

from pmgen import times
from pmgen.model import Event, Kind
from pmgen.times import Duration, Moment
from pmgen.values import Value, replace


class PhaseKind(enum.StrEnum):
    """What an incident can be."""

    LATENT = "latent"
    UNDETECTED = "undetected"
    UNRECORDED = "unrecorded"
    DETECTED = "detected"
    MITIGATED = "mitigated"

    @property
    def words(self) -> str:
        """What readers call it."""
        return "unknown when noticed" if self is PhaseKind.UNRECORDED else self.value


class Edge(Value):
    """Where one phase gives way to the next.

    Args:
        at: `None` where the milestone has no known time; then it lies between its neighbours in the timeline.
        earliest: the same as `at` where that is known; so is `latest`.
    """

    at: Moment | None
    earliest: Moment
    latest: Moment

    @property
    def soft(self) -> bool:
        """Whether the time is not known exactly enough to draw a sharp edge."""
        return self.at is None or _is_soft(self.at)


class Phase(Value):
    """A stretch of time between two milestones.

    Args:
        end: `None` where the timeline does not tell it.
    """

    kind: PhaseKind
    start: Edge
    end: Edge | None

    @property
    def length(self) -> Duration | None:
        """How long it lasted."""
        return times.apart(self.start.at, self.end.at) if self.start.at and self.end and self.end.at else None


class Course(Value):
    """What an incident went through.

    Args:
        phases: in the order of their instants.
        after: for each event of the timeline, what the incident was from then on; `None` for none of the phases.
    """

    phases: tuple[Phase, ...]
    after: tuple[PhaseKind | None, ...]


_NOTICED = frozenset({Kind.DETECTED, Kind.ACKNOWLEDGED, Kind.IDENTIFIED})
_UNNOTICED = frozenset({PhaseKind.UNDETECTED, PhaseKind.UNRECORDED})


def course(timeline: Sequence[Event]) -> Course:
    """Follow an incident through its timeline, in the order of the instants.

    It is latent from `introduced`, undetected from `started`, detected from the first of `detected`,
    `acknowledged` and `identified`, mitigated from `mitigated`, and over with `resolved`. What was noticed
    before it started is never undetected, and neither is what is `reopened`. Where no `detected` has a place,
    nobody wrote down when it was noticed: it may have been at once.
    """
    found: list[Phase] = []
    after: list[PhaseKind | None] = [None] * len(timeline)
    current: PhaseKind | None = None
    since: Edge | None = None
    noticed = False
    ordered = _ordered(timeline)
    recorded = any(edge and timeline[index].kind is Kind.DETECTED for index, edge in ordered)
    unnoticed = PhaseKind.UNDETECTED if recorded else PhaseKind.UNRECORDED
    for index, edge in ordered:
        kind = timeline[index].kind
        noticed = noticed or kind in _NOTICED
        following = (
            _following(kind, current, PhaseKind.DETECTED if noticed else unnoticed)
            if kind.milestone and edge
            else current
        )
        if following is not current:
            if current and since and edge and since.earliest.instant != edge.latest.instant:
                found.append(Phase(current, since, edge))
            current, since = following, edge
        after[index] = current
    if current and since:
        found.append(Phase(current, since, None))
    return Course(tuple(found), tuple(after))


def as_drawn(timeline: Sequence[Event]) -> tuple[Event, ...]:
    """The events where they are drawn: one that is known by its day alone not before one of that day above it."""
    found: list[Event] = []
    last: Moment | None = None
    for event in timeline:
        at = event.at
        first, since, end = at.instant, last and last.instant, at.latest
        if at.by_day and first and since and end and first < since < end:
            at = replace(at, instant=since)
        last = at if at.instant else last
        found.append(event if at is event.at else replace(event, at=at))
    return tuple(found)


def _ordered(timeline: Sequence[Event]) -> list[tuple[int, Edge | None]]:
    """The events by their instants, each with its index; without an edge where it cannot be placed at all.

    An event without a known time stays behind the one before it.
    """
    placed: list[tuple[dt.datetime, int, Edge | None]] = []
    last: Moment | None = None
    for index, event in enumerate(timeline):
        if event.at.instant:
            last = event.at
            placed.append((event.at.instant, index, Edge(last, last, last)))
            continue
        following = next((each.at for each in timeline[index:] if each.at.instant), None)
        edge = Edge(None, last, following) if last and following and _before(last, following) else None
        placed.append((last.instant if last and last.instant else dt.datetime.min.replace(tzinfo=dt.UTC), index, edge))
    placed.sort(key=lambda each: each[:2])
    return [(index, edge) for _, index, edge in placed]


def _before(first: Moment, second: Moment) -> bool:
    return first.instant is not None and second.instant is not None and first.instant <= second.instant


def _following(kind: Kind, current: PhaseKind | None, begun: PhaseKind) -> PhaseKind | None:
    """What an incident is after a milestone; `begun` if it begins with it."""
    if kind is Kind.INTRODUCED:
        return current or PhaseKind.LATENT
    if kind is Kind.STARTED:
        return begun
    if kind in _NOTICED:
        # What was noticed while it was latent had not begun; after a mitigation the work simply goes on.
        return PhaseKind.DETECTED if current in _UNNOTICED else current
    if kind is Kind.REOPENED:
        return PhaseKind.DETECTED
    return PhaseKind.MITIGATED if kind is Kind.MITIGATED and current else None


def _is_soft(moment: Moment) -> bool:
    """Whether a time is not known exactly enough to draw a sharp edge."""
    return moment.about or moment.by_day
