"""Incidents that happened again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

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
        span: from the first to the last, in words.
        more: how many earlier ones are not shown, in words; empty for none.
    """

    times: str
    span: str
    occurrences: tuple[Occurrence, ...]
    more: str


class Unwritten(Value):
    """An incident that came after one of which there is no post-mortem: what it is to that, and the id of that."""

    later: Occurrence
    relation: str
    id: str


class Recurring(Value):
    """What happened again, most often first; `more` as in `Chain`.

    Args:
        unwritten: what happened again, and nobody knows here how it was before; latest first.
    """

    chains: tuple[Chain, ...]
    more: str
    unwritten: tuple[Unwritten, ...]


def recurring(incidents: Sequence[Incident], setting: Setting) -> Recurring:
    """The chains among incidents, which are newest first."""
    found = recurrences([each.brief for each in incidents])
    chains = sorted(([incidents[index] for index in chain] for chain in found), key=len, reverse=True)
    beyond = len(chains) - _MOST_CHAINS
    return Recurring(
        tuple(_chain(each, setting) for each in chains[:_MOST_CHAINS]),
        f"{beyond:,}" if beyond > 0 else "",
        tuple(islice(_unwritten(incidents, setting), _MOST_CHAINS)),
    )


def _unwritten(incidents: Sequence[Incident], setting: Setting) -> Iterator[Unwritten]:
    written = {each.brief.id for each in setting.site.incidents}
    for incident in incidents:
        for other in incident.brief.related:
            if other.as_ in AGAIN and other.id not in written:
                yield Unwritten(_occurrence(incident, setting), words.RELATION[other.as_, False], other.id)


def _chain(incidents: Sequence[Incident], setting: Setting) -> Chain:
    last, first = incidents[0].brief.date, incidents[-1].brief.date
    beyond = len(incidents) - _MOST_OF_ONE
    return Chain(
        f"{len(incidents):,} times",
        f"in {words.count((last - first).days + 1, 'day', 'days')}",
        tuple(_occurrence(each, setting) for each in incidents[:_MOST_OF_ONE]),
        f"{beyond:,}" if beyond > 0 else "",
    )


def _occurrence(incident: Incident, setting: Setting) -> Occurrence:
    told = incident.brief
    return Occurrence(date_shown(told.date), severity_mark(setting.severities, told.severity), told.title, incident.url)
