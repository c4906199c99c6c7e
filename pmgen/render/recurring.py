"""Incidents that happened again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmgen.measures import AGAIN, recurrences
from pmgen.plan import Incident
from pmgen.render import words
from pmgen.render.followups import DateShown, date_shown
from pmgen.render.frame import SeverityMark, severity_mark
from pmgen.render.setting import Setting
from pmgen.values import Value

_MOST_CHAINS = 12
_MOST_OF_ONE = 6


class Occurrence(Value):
    """One time that it happened."""

    date: DateShown
    severity: SeverityMark
    title: str
    url: str


class Chain(Value):
    """Incidents that are one another's recurrence or have the same cause, latest first.

    Args:
        count: how many, in words.
        span: from the first to the last, in words.
        more: how many between these and the first are not shown, in words; empty for none.
        first: what the others are recurrences of, where it is none of the latest.
    """

    count: str
    span: str
    latest: tuple[Occurrence, ...]
    more: str
    first: Occurrence | None


class Alone(Value):
    """A recurrence of an incident that is in no chain: their relation, the id of that one, and why it is in none."""

    later: Occurrence
    relation: str
    id: str
    why: str


class Recurring(Value):
    """What happened again, most often first.

    Args:
        more: how many chains are not shown, in words; empty for none.
        alone: what happened again, and nobody knows here how it was before; latest first.
        more_alone: how many more of those there are, in words; empty for none.
    """

    chains: tuple[Chain, ...]
    more: str
    alone: tuple[Alone, ...]
    more_alone: str


def recurring(incidents: Sequence[Incident], setting: Setting) -> Recurring:
    """The chains among incidents, which are newest first."""
    found = recurrences([each.brief for each in incidents])
    chains = sorted(([incidents[index] for index in chain] for chain in found), key=len, reverse=True)
    alone = tuple(_alone(incidents, setting))
    return Recurring(
        tuple(_chain(each, setting) for each in chains[:_MOST_CHAINS]),
        _beyond(len(chains), _MOST_CHAINS),
        alone[:_MOST_CHAINS],
        _beyond(len(alone), _MOST_CHAINS),
    )


def _beyond(count: int, most: int) -> str:
    return f"{count - most:,}" if count > most else ""


def _alone(incidents: Sequence[Incident], setting: Setting) -> Iterator[Alone]:
    counted = {each.brief.id for each in incidents}
    written = {each.brief.id for each in setting.site.incidents}
    for incident in incidents:
        for other in incident.brief.related:
            if other.as_ in AGAIN and other.id not in counted:
                why = "whose post-mortem is withdrawn" if other.id in written else "which has no post-mortem here"
                yield Alone(_occurrence(incident, setting), words.RELATION[other.as_, False], other.id, why)


def _chain(incidents: Sequence[Incident], setting: Setting) -> Chain:
    # By the instants at which they began they are in order; the days of different zones need not be.
    days = [each.brief.date for each in incidents]
    whole = len(incidents) <= _MOST_OF_ONE
    latest = incidents if whole else incidents[: _MOST_OF_ONE - 1]
    return Chain(
        words.count(len(incidents), "incident", "incidents"),
        f"in {words.count((max(days) - min(days)).days + 1, 'day', 'days')}",
        tuple(_occurrence(each, setting) for each in latest),
        _beyond(len(incidents), _MOST_OF_ONE),
        None if whole else _occurrence(incidents[-1], setting),
    )


def _occurrence(incident: Incident, setting: Setting) -> Occurrence:
    told = incident.brief
    return Occurrence(date_shown(told.date), severity_mark(setting.severities, told.severity), told.title, incident.url)
