"""Incidents in lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from pmgen.model import State, Status
from pmgen.plan import Incident
from pmgen.render import words
from pmgen.render.followups import DateShown, days, open_dues
from pmgen.render.frame import SeverityMark, severity_mark
from pmgen.render.setting import Setting
from pmgen.values import Value

MOST_NAMED = 8
"""How many services of an incident a list names; so does the script of the search."""


class Badge(Value):
    """What a document or an incident is, where a reader has to know that."""

    kind: str
    word: str


class Entry(Value):
    """An incident in a list.

    Args:
        badges: none for a document that is published and an incident that is resolved.
        more: how many services are not named, in words; empty for none.
        resolved: how long it took; empty where that is not known.
        open: how many follow-ups are open, in words; empty for none.
        dues: the days by which those are due, separated by blanks.
    """

    url: str
    title: str
    date: DateShown
    severity: SeverityMark
    badges: tuple[Badge, ...]
    sentence: str
    services: tuple[str, ...]
    more: str
    resolved: str
    open: str
    dues: str


class Group(Value):
    """Incidents of a year or a month, newest first; `anchor` is its place on the page."""

    anchor: str
    name: str
    count: str
    incidents: tuple[Entry, ...]


class Tally(Value):
    """How many incidents have a severity."""

    severity: SeverityMark
    count: int


def entry(incident: Incident, setting: Setting) -> Entry:
    """An incident in a list."""
    told = incident.brief
    resolve = next((each.value for each in incident.figures if each.key == "time_to_resolve"), None)
    open_, left = incident.open, len(told.services) - MOST_NAMED
    return Entry(
        incident.url,
        told.title,
        DateShown(told.date.isoformat(), words.day_month(told.date)),
        severity_mark(setting.severities, told.severity),
        tuple(_badges((told.status,), (incident.state,), incident.legacy)),
        told.sentence,
        told.services[:MOST_NAMED],
        f"and {left:,} more" if left > 0 else "",
        resolve.words if resolve else "",
        f"{open_:,} open" if open_ else "",
        days(open_dues(incident, setting.site)),
    )


def every_kind() -> Entry:
    """An entry that has everything that one can have: what the script makes others of."""
    mark = SeverityMark(0, "", "", "")
    badges = tuple(_badges(Status, State, True))
    return Entry("", "", DateShown("", ""), mark, badges, "–", ("–",), "", "–", "–", "")


def _badges(statuses: Iterable[Status], states: Iterable[State | None], legacy: bool) -> Iterator[Badge]:
    if legacy:
        yield Badge("status-legacy", words.LEGACY)
    for status in statuses:
        if status is not Status.PUBLISHED:
            yield Badge(f"status-{status}", words.STATUS[status])
    for state in states:
        if state not in (State.RESOLVED, None):
            yield Badge(f"state-{state}", words.STATE[state])


def by_year(incidents: Iterable[Incident], setting: Setting) -> tuple[Group, ...]:
    """Incidents, newest first, by the year of their date."""
    return _grouped(incidents, setting, lambda each: (str(each.brief.date.year),) * 2)


def by_month(incidents: Iterable[Incident], setting: Setting) -> tuple[Group, ...]:
    """Incidents of one year, newest first, by the month of their date."""

    def month(incident: Incident) -> tuple[str, str]:
        date = incident.brief.date
        return f"{date:%Y-%m}", words.month_name(date.month)

    return _grouped(incidents, setting, month)


def tallies(incidents: Sequence[Incident], setting: Setting) -> tuple[Tally, ...]:
    """How many incidents have each of the declared severities."""
    found = [each.brief.severity for each in incidents]
    return tuple(Tally(mark, found.count(name)) for name, mark in setting.severities.items())


def _grouped(
    incidents: Iterable[Incident], setting: Setting, name_of: Callable[[Incident], tuple[str, str]]
) -> tuple[Group, ...]:
    # An incident may have begun, in UTC, on another day than that of its date: neighbours can change places.
    ordered = sorted(incidents, key=lambda each: name_of(each)[0], reverse=True)
    found = []
    for (anchor, name), group in groupby(ordered, key=name_of):
        entries = tuple(entry(each, setting) for each in group)
        found.append(Group(anchor, name, words.count(len(entries), "incident", "incidents"), entries))
    return tuple(found)
