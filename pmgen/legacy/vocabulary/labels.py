"""What people call the fields at the top of a document."""

from __future__ import annotations

import re
from typing import Final

from pmgen.legacy.vocabulary import tongues
from pmgen.legacy.vocabulary.calendar_names import MONTH_ABROAD

_LABELS: Final = {
    "date": "date", "incident date": "date", "day": "date", "when": "date", "start": "date", "started": "date",
    "date of incident": "date", "incident date/time": "date", "date/time": "date", "occurred": "date",
    "outage date": "date", "date of outage": "date", "incident time": "date", "began": "date", "start date": "date",
    "incident title": "title", "incident name": "title",
    "incident severity": "severity", "severity level": "severity", "incident status": "status", "title": "title",
    "prepared by": "authors", "impacted services": "services", "component": "services", "system": "services",
    "affected components": "services", "impacted systems": "services", "timezone": "timezone", "time zone": "timezone",
    "impact time": "date", "impact start": "date", "impact start time": "date", "impact began": "date",
    "start time": "date", "incident start": "date", "window": "date", "incident window": "date", "opened": "date",
    "date opened": "date", "date of occurrence": "date", "occurrence date": "date", "incident date and time": "date",
    "detected": "date", "incident from": "date", "from": "date", "incident began": "date",
    "severity": "severity", "sev": "severity", "impact level": "severity", "priority": "priority", "level": "severity",
    "status": "status", "state": "status", "duration": "duration", "total duration": "duration",
    "outage duration": "duration", "incident duration": "duration",
    "affected services": "services", "affected service": "services", "services impacted": "services",
    "service impacted": "services", "affected system": "services",
    "affected component": "services", "impacted service": "services", "service affected": "services",
    "services affected": "services", "service": "services", "services": "services",
    "affected systems": "services", "systems affected": "services", "systems": "services", "components": "services",
    "affected": "services", "author": "authors", "authors": "authors", "written by": "authors", "owner": "owner",
    "author(s)": "authors", "service(s)": "services",
    "incident commander": "authors", "attendees": "authors", "tags": "tags", "labels": "tags",
    "summary": "summary", "impact": "impact", "customer impact": "impact", "user impact": "impact",
    "root cause": "root_cause", "root causes": "root_cause",
    "root cause(s)": "root_cause", "trigger": "trigger",
}  # fmt: skip
"""What people call the fields that the model has."""
TOLD: Final = ("summary", "impact", "root_cause", "trigger")
"""The fields that hold a text, which may go on over several lines."""
KEYS: Final = {
    "severity": ("severity", "severity_reason"),
    "priority": ("severity",),
    "status": ("state",),
    "trigger": ("root_cause",),
}
"""The keys of front matter that hold a field, where they are not called as it is."""
_IN_ZONE: Final = re.compile(r" \((?:UTC|GMT|[A-Z]{2,4}T|local(?: time)?)\)$")
"""What a label says of the zone of its time."""
_ENGLISH_TOO: Final = frozenset(("data", "tag"))
"""What other languages call a date, and English something else: `Data: 3 rows of 2026-05-01 were lost`."""
_OF_MAIL_TOO: Final = "from"
"""What a letter calls its sender."""
_SENT: Final = "sent"
"""What a letter calls its day where it is sent on, and others what they have sent."""
_DATED: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)[^\n]{0,12}\d:\d\d")
"""A year, and a time behind it."""
_BEGINS_WITH_DAY: Final = re.compile(
    r"[*_`]*(?:[^\W\d]{3,13}(?:-feira)?,\s?|(?:lune|marte|mercole|giove|vener)d[iì] |sabato |domenica )?"
    rf"(?:\d{{1,4}}([./-])(?:\d{{1,2}}|[A-Za-z]{{3}})\1\d"
    rf"|(?:\d{{1,2}}[º.]? ?(?:de )?)?{MONTH_ABROAD}\b)",
    re.IGNORECASE,
)


def field(label: str) -> str:
    """The field of the model that a label means; empty where it means none."""
    return _LABELS.get(_IN_ZONE.sub("", tongues.english(label.strip())).lower(), "")


def zone_of(label: str) -> str:
    """What a label says of the zone of its time, with the blank before it; empty for nothing."""
    found = _IN_ZONE.search(label)
    return found[0] if found else ""


def stated(label: str, value: str) -> str:
    """The field of the model that a label means beside this value; empty where it means none."""
    name = label.strip().lower()
    doubtful = name in _ENGLISH_TOO and not _BEGINS_WITH_DAY.match(value.strip())
    sent = name == _OF_MAIL_TOO and ("@" in value or not any(map(str.isdigit, value)))
    if name == _SENT and _DATED.search(value):
        return "date"
    return "" if doubtful or sent else field(label)
