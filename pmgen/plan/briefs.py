"""What is told of an incident away from its own page, and what only that page tells."""

from __future__ import annotations

import datetime as dt
from typing import Final, Protocol

from pmgen import markdown, measures
from pmgen.markdown import Heading
from pmgen.measures import Figure
from pmgen.model import Detector, Followup, Kind, PostMortem, Related, State, Status, Summary
from pmgen.times import Precision
from pmgen.values import Value, decoder, encoded

MILESTONES: Final = (Kind.STARTED, Kind.DETECTED, Kind.MITIGATED, Kind.RESOLVED)
"""The milestones that a brief knows, in the order of `Brief.milestones`."""

_NOTICES: Final = {
    Status.REVIEW: "In review: not agreed on yet; details may change.",
    Status.WITHDRAWN: "Withdrawn: no longer stands as it was written.",
}


class Reached(Value):
    """When a milestone was reached, in UTC."""

    at: dt.datetime
    approximate: bool


class _Lists(Value, array_like=False):
    """What is long in a brief; those below read one field of it."""

    followup_list: tuple[Followup, ...]
    figures: tuple[Figure, ...]
    milestones: tuple[Reached | None, ...]
    summary: Summary | None


class _Followups(Value, array_like=False):
    followup_list: tuple[Followup, ...]


class _Figures(Value, array_like=False):
    figures: tuple[Figure, ...]


class _Milestones(Value, array_like=False):
    milestones: tuple[Reached | None, ...]


class _Summary(Value, array_like=False):
    summary: Summary | None


class Brief(Value):
    """An incident as far as other pages than its own tell of it: a fifth of what its document says.

    Of ten thousand incidents these are in memory at a time, and nothing else. So what is long in them is there as
    bytes, and is read whenever it is asked for: a list of follow-ups as objects takes five times the room.

    Args:
        sentence: what happened, in one sentence without marks; empty where there is no summary.
        revised: the day of the last revision.
        detected_by: who or what noticed first, where that is written.
        began: when the incident began, in UTC.
        open: how many follow-ups are open.
        lists: what is long, as `brief` writes it.
    """

    id: str
    title: str
    date: dt.date
    severity: str
    status: Status
    state: State | None
    services: tuple[str, ...]
    tags: tuple[str, ...]
    sentence: str
    related: tuple[Related, ...]
    aliases: tuple[str, ...]
    revised: dt.date | None
    detected_by: Detector | None
    began: dt.datetime
    open: int
    lists: bytes

    @property
    def notice(self) -> str:
        """What has to be said before anything else where it does not simply stand; else empty."""
        return _NOTICES.get(self.status, "")

    @property
    def followup_list(self) -> tuple[Followup, ...]:
        """What is to be done, and what was."""
        found: _Followups = decoder(_Followups)(self.lists)
        return found.followup_list

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the incident."""
        found: _Figures = decoder(_Figures)(self.lists)
        return found.figures

    @property
    def milestones(self) -> tuple[Reached | None, ...]:
        """When each of `MILESTONES` was reached, as far as its instant is known."""
        found: _Milestones = decoder(_Milestones)(self.lists)
        return found.milestones

    @property
    def summary(self) -> Summary | None:
        """The summary."""
        found: _Summary = decoder(_Summary)(self.lists)
        return found.summary


def brief(pm: PostMortem, timezone: str) -> Brief:
    """What is told of an incident away from its own page.

    Args:
        timezone: the zone of times that name none.
    """
    lead = pm.summary.lead if pm.summary else None
    milestones = tuple(_reached(pm, kind) for kind in MILESTONES)
    return Brief(
        pm.id,
        pm.title,
        pm.date,
        pm.severity,
        pm.status,
        measures.state(pm),
        pm.services,
        pm.tags,
        markdown.first_sentence(lead) if lead else "",
        pm.related,
        pm.aliases,
        max((each.date for each in pm.revisions), default=None),
        pm.detection.by if pm.detection else None,
        measures.began(pm, timezone),
        sum(each.open for each in pm.followup_list),
        encoded(_Lists(pm.followup_list, measures.figures(pm), milestones, pm.summary)),
    )


def _reached(pm: PostMortem, kind: Kind) -> Reached | None:
    moment = measures.milestone(pm, kind)
    if moment is None or moment.instant is None or measures.is_distance(moment):
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
