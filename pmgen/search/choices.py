"""What can be chosen to see only some incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pmgen.plan import Incident
from pmgen.search.coding import coded


def choices(incidents: Sequence[Incident]) -> Mapping[str, Mapping[str, str]]:
    """What can be chosen to see only some incidents, and which of them, the oldest first, those are; coded."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, incident in enumerate(incidents):
        told = incident.brief
        found["severity"][told.severity].append(number)
        found["year"][str(told.date.year)].append(number)
        if incident.state:
            found["state"][incident.state].append(number)
        if incident.open:
            found["followups"]["open"].append(number)
        for each in dict.fromkeys(told.services):
            found["service"][each].append(number)
        for each in dict.fromkeys(told.tags):
            found["tag"][each].append(number)
    return {choice: {value: coded(found[choice][value]) for value in sorted(found[choice])} for choice in sorted(found)}
