"""The phases of an incident: what it was between one milestone and the next."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from pmgen import times
from pmgen.model import Event, Kind
from pmgen.times import Duration, Moment, Precision


class PhaseKind(enum.StrEnum):
    """What an incident can be."""

    LATENT = "latent"
    UNDETECTED = "undetected"
    DETECTED = "detected"
    MITIGATED = "mitigated"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of time between two milestones.

    Args:
        end: None where the timeline does not tell it.
    """

    kind: PhaseKind
    start: Moment
    end: Moment | None

    @property
    def length(self) -> Duration | None:
        """How long it lasted."""
        return times.apart(self.start, self.end) if self.end else None


_NOTICED = frozenset({Kind.DETECTED, Kind.ACKNOWLEDGED, Kind.IDENTIFIED})


def phases(timeline: Sequence[Event]) -> tuple[Phase, ...]:
    """The phases in the order of their instants; milestones without a known time have no part in it.

    An incident is latent from `introduced`, undetected from `started`, detected from the first of `detected`,
    `acknowledged` and `identified`, mitigated from `mitigated`, and over with `resolved`. What was noticed
    before it started is never undetected, and neither is what is `reopened`.
    """
    events = [event for event in timeline if event.kind.milestone and event.at.instant is not None]
    events.sort(key=lambda event: event.at.instant or 0)
    found: list[Phase] = []
    current: tuple[PhaseKind, Moment] | None = None
    noticed = False
    for event in events:
        noticed = noticed or event.kind in _NOTICED
        following = _after(event.kind, current[0] if current else None, noticed)
        if following is (current[0] if current else None):
            continue
        if current and current[1].instant != event.at.instant:
            found.append(Phase(current[0], current[1], event.at))
        current = (following, event.at) if following else None
    if current:
        found.append(Phase(current[0], current[1], None))
    return tuple(found)


def _after(kind: Kind, current: PhaseKind | None, noticed: bool) -> PhaseKind | None:
    """What an incident is after a milestone."""
    if kind is Kind.INTRODUCED:
        return current or PhaseKind.LATENT
    if kind is Kind.STARTED:
        return PhaseKind.DETECTED if noticed else PhaseKind.UNDETECTED
    if kind in _NOTICED:
        # What was noticed while it was latent had not begun; after a mitigation the work simply goes on.
        return PhaseKind.DETECTED if current is PhaseKind.UNDETECTED else current
    if kind is Kind.REOPENED:
        return PhaseKind.DETECTED
    return PhaseKind.MITIGATED if kind is Kind.MITIGATED and current else None


def soft(moment: Moment) -> bool:
    """Whether a moment is not known exactly enough to draw a sharp edge."""
    return moment.about or (moment.precision is Precision.DAY and not moment.relative)
