"""What the list says of an incident that was found, in the order in which the script reads it."""

from __future__ import annotations

from pmgen import markdown, measures, times
from pmgen.model import PostMortem
from pmgen.plan import Incident, SitePlan


def row(incident: Incident, site: SitePlan) -> tuple[object, ...]:
    """Date, severity, status, state, address, title, first sentence, services, time to resolve, open follow-ups.

    Of these how many, and the days by which they are due, as `render` writes them; last, whether it is a legacy page.
    """
    pm = incident.post_mortem
    dues = (measures.due(each, pm, site.due_days) for each in pm.followup_list if each.open)
    return (
        pm.date.isoformat(),
        pm.severity,
        pm.status,
        incident.state or "",
        incident.url,
        pm.title,
        _sentence(pm),
        pm.services,
        _resolved(incident),
        incident.open,
        " ".join(day.isoformat() for day in sorted(filter(None, dues))),
        int(incident.legacy),
    )


def _sentence(pm: PostMortem) -> str:
    return markdown.first_sentence(pm.summary.lead) if pm.summary and pm.summary.lead else ""


def _resolved(incident: Incident) -> str:
    length = next((each.value for each in incident.figures if each.key == "time_to_resolve"), None)
    return f"{'~' if length.about else ''}{times.spell(length.length)}" if length else ""
