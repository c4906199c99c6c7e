"""The follow-ups of all documents, in the order in which they are to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pmgen import markdown, measures
from pmgen.feeds.values import absolute, readable
from pmgen.model import Followup
from pmgen.plan import Incident, SitePlan
from pmgen.values import Value


class Listed(Value):
    """A follow-up and the incident that it is of.

    Args:
        id: its full name, `PM-2026-04-22#F3`.
        action: in plain words, on one line.
        due: as written or as the config has it.
        safe: whether a program may do it.
        url: its place on the page of the incident; relative where nobody said where the site will be.
    """

    incident: Incident
    followup: Followup
    id: str
    action: str
    due: dt.date | None
    safe: bool
    url: str


def followups(site: SitePlan) -> tuple[Listed, ...]:
    """All follow-ups: open ones first, then by priority, by the day when they are due, and by age, oldest first."""
    oldest_first = reversed(site.incidents)
    found = [_listed(each, incident, site) for incident in oldest_first for each in incident.brief.followup_list]
    return tuple(sorted(found, key=_urgency))


def columns(listed: Listed) -> Mapping[str, object]:
    """What a file says of a follow-up; an unknown is `None`."""
    incident, followup = listed.incident, listed.followup
    return {
        "id": listed.id,
        "title": readable(incident.brief.title),
        "action": listed.action,
        "priority": followup.priority.value if followup.priority else None,
        "type": readable(followup.type) if followup.type else None,
        "owner": readable(followup.owner) if followup.owner else None,
        "due": listed.due.isoformat() if listed.due else None,
        "status": followup.status.value,
        "safe": listed.safe,
        "commits": [readable(each) for each in followup.done.commits] if followup.done else [],
        "url": listed.url,
        "document": readable(incident.source),
        # A draft may still drop it, and what a withdrawn one left open is work for nobody.
        "document_status": incident.brief.status.value,
    }


def _listed(followup: Followup, incident: Incident, site: SitePlan) -> Listed:
    told = incident.brief
    place = incident.place_of(followup)
    return Listed(
        incident,
        followup,
        readable(f"{told.id}#{followup.id}"),
        readable(markdown.plain(followup.action)),
        measures.due(followup, told, site.due_days),
        measures.is_safe(followup, told, site.safe_types),
        absolute(site, place) or place,
    )


def _urgency(listed: Listed) -> tuple[bool, int, dt.date]:
    return (not listed.followup.open, *measures.urgency(listed.followup, listed.due))
