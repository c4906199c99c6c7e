"""What the list says of an incident that was found, in the order in which the script reads it."""

from __future__ import annotations

from pmgen import measures
from pmgen.plan import Incident, SitePlan


def row(incident: Incident, site: SitePlan) -> tuple[object, ...]:
    """Date, severity, status, state, address, title, first sentence, services, time to resolve, open follow-ups.

    Of these how many, and the days by which they are due, separated by blanks; last, whether it is a legacy page.
    """
    told = incident.brief
    open_ = (each for each in told.followup_list if each.open) if incident.open else ()
    dues = (measures.due(each, told, site.due_days) for each in open_)
    return (
        told.date.isoformat(),
        told.severity,
        told.status,
        incident.state or "",
        incident.url,
        told.title,
        told.sentence,
        told.services,
        _resolved(incident),
        incident.open,
        " ".join(day.isoformat() for day in sorted(filter(None, dues))),
        int(incident.legacy),
    )


def _resolved(incident: Incident) -> str:
    length = next((each.value for each in incident.figures if each.key == "time_to_resolve"), None)
    return length.words if length else ""
