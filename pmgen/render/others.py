"""The other incidents that the page of one links to."""

from __future__ import annotations

from pmgen.plan import Incident, Neighbour
from pmgen.render import words
from pmgen.render.frame import SeverityMark, severity_mark
from pmgen.render.setting import Setting
from pmgen.values import Value


class RelatedShown(Value):
    """Another incident; without an address where it was not written up."""

    label: str
    id: str
    title: str
    url: str | None
    date: str
    severity: SeverityMark | None


class NeighbourShown(Value):
    """The incident before or after this one."""

    url: str
    title: str
    date: str


def related(incident: Incident, setting: Setting) -> tuple[RelatedShown, ...]:
    """The incidents that one is related to, in either direction."""
    found = []
    for each in incident.related:
        other = each.incident
        label = words.RELATION[each.relation, each.derived]
        if other is None:
            found.append(RelatedShown(label, each.id, "", None, "", None))
            continue
        severity = severity_mark(setting.severities, other.severity)
        found.append(RelatedShown(label, each.id, other.title, other.url, words.long_date(other.date), severity))
    return tuple(found)


def beside(neighbour: Neighbour | None) -> NeighbourShown | None:
    """The incident before or after one, if there is any."""
    return NeighbourShown(neighbour.url, neighbour.title, words.long_date(neighbour.date)) if neighbour else None
