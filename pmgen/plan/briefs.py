"""What is told of an incident away from its own page, and what only that page tells."""

from __future__ import annotations

import datetime as dt
from typing import Final, Protocol

from pmgen import markdown, measures
from pmgen.markdown import Heading
from pmgen.measures import Figure
from pmgen.model import Detector, Followup, Kind, PostMortem, Related, State, Status, Summary
from pmgen.times import Precision
from pmgen.values import Value

MILESTONES: Final = (Kind.STARTED, Kind.DETECTED, Kind.MITIGATED, Kind.RESOLVED)
"""The milestones that a brief knows, in the order of `Brief.milestones`."""


class Reached(Value):
    """When a milestone was reached, in UTC."""

    at: dt.datetime
    approximate: bool


class Brief(Value):
    """An incident as far as other pages than its own tell of it: a fifth of what its document says.

    Of ten thousand incidents these are in memory at a time, and nothing else.

    Args:
        sentence: what happened, in one sentence without marks; empty where there is no summary.
        revised: the day of the last revision.
        detected_by: who or what noticed first, where that is written.
        milestones: when each of `MILESTONES` was reached, as far as that is known.
        began: when the incident began, in UTC.
    """

    id: str
    title: str
    date: dt.date
    severity: str
    status: Status
    state: State | None
    services: tuple[str, ...]
    tags: tuple[str, ...]
    summary: Summary | None
    sentence: str
    followup_list: tuple[Followup, ...]
    related: tuple[Related, ...]
    aliases: tuple[str, ...]
    revised: dt.date | None
    detected_by: Detector | None
    milestones: tuple[Reached | None, ...]
    began: dt.datetime
    figures: tuple[Figure, ...]

    @property
    def open(self) -> int:
        """How many follow-ups are open."""
        return sum(each.open for each in self.followup_list)


def brief(pm: PostMortem, timezone: str) -> Brief:
    """What is told of an incident away from its own page.

    Args:
        timezone: the zone of times that name none.
    """
    lead = pm.summary.lead if pm.summary else None
    return Brief(
        pm.id,
        pm.title,
        pm.date,
        pm.severity,
        pm.status,
        measures.state(pm),
        pm.services,
        pm.tags,
        pm.summary,
        markdown.first_sentence(lead) if lead else "",
        pm.followup_list,
        pm.related,
        pm.aliases,
        max((each.date for each in pm.revisions), default=None),
        pm.detection.by if pm.detection else None,
        tuple(_reached(pm, kind) for kind in MILESTONES),
        measures.began(pm, timezone),
        measures.figures(pm),
    )


def _reached(pm: PostMortem, kind: Kind) -> Reached | None:
    moment = measures.milestone(pm, kind)
    if moment is None or moment.instant is None:
        return None
    return Reached(moment.instant, moment.about or moment.precision is Precision.DAY)


class Whole(Value):
    """An incident as far as its own page tells of it.

    Args:
        body: the narrative as safe HTML; empty if there is none.
        headings: those of the body, in order.
    """

    post_mortem: PostMortem
    body: str
    headings: tuple[Heading, ...]


class Account(Protocol):
    """Where the rest of an incident is, for those who need it; it is asked for each time, and kept by nobody."""

    def whole(self) -> Whole:
        """All of it."""

    def words(self) -> tuple[str, ...]:
        """What the search finds it by, from what says most about it to what says least."""


class Held(Value):
    """An account in memory."""

    of: Whole
    found: tuple[str, ...]

    def whole(self) -> Whole:
        """All of it."""
        return self.of

    def words(self) -> tuple[str, ...]:
        """What the search finds it by."""
        return self.found
