"""What can be chosen to see only some incidents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmgen.plan import Incident
from pmgen.search.coding import coded


def choices(incidents: Sequence[Incident]) -> Mapping[str, Mapping[str, str]]:
    """What can be chosen to see only some incidents, and which of them, the oldest first, those are; coded."""
    found: dict[str, dict[str, list[int]]] = {}
    for number, incident in enumerate(incidents):
        for choice, value in _values(incident):
            found.setdefault(choice, {}).setdefault(value, []).append(number)
    return {choice: {value: coded(found[choice][value]) for value in sorted(found[choice])} for choice in sorted(found)}


def _values(incident: Incident) -> Iterator[tuple[str, str]]:
    told = incident.brief
    yield "severity", told.severity
    yield "year", str(told.date.year)
    if incident.state:
        yield "state", incident.state
    if incident.open:
        yield "followups", "open"
    yield from (("service", each) for each in dict.fromkeys(told.services))
    yield from (("tag", each) for each in dict.fromkeys(told.tags))
