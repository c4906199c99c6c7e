"""Open follow-ups as metrics for a textfile collector, in the text format of Prometheus.

The format: https://prometheus.io/docs/instrumenting/exposition_formats/ (version 0.0.4). A day is the timestamp of its
beginning, so that what is overdue, which is what was due before today, is a question to the metrics
(`pmgen_followups_due_timestamp_seconds + 86400 <= time()`), not to the builder.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pmgen import measures
from pmgen.plan import SitePlan

_NONE = "none"
"""The priority, or the service, of what has none."""

_Labels = tuple[str, str]


def followups_prom(site: SitePlan) -> bytes:
    """Open follow-ups by priority and service: how many, the earliest due, the oldest."""
    found: dict[_Labels, list[tuple[dt.date | None, dt.date]]] = defaultdict(list)
    for labels, due, opened in _open(site):
        found[labels].append((due, opened))
    rows = sorted(found.items())
    dues = [(labels, min(days)) for labels, each in rows if (days := [due for due, _ in each if due])]
    oldest = [(labels, min(opened for _, opened in each)) for labels, each in rows]
    text = "".join(
        (
            *_metric("open", "Open follow-ups; one of an incident of several services counts for each.", _counts(rows)),
            *_metric("due_timestamp_seconds", "When the earliest day on which one is due begins (UTC).", _times(dues)),
            *_metric("opened_timestamp_seconds", "When the day of the oldest incident begins (UTC).", _times(oldest)),
        )
    )
    return text.encode("utf-8", "replace")


def _open(site: SitePlan) -> Iterator[tuple[_Labels, dt.date | None, dt.date]]:
    for incident in site.incidents:
        if not incident.open:
            continue
        told = incident.brief
        for each in told.followup_list:
            if each.open:
                due = measures.due(each, told, site.due_days)
                for service in dict.fromkeys(told.services) or (_NONE,):
                    yield (each.priority or _NONE, service), due, told.date


def _counts(rows: Iterable[tuple[_Labels, list[tuple[dt.date | None, dt.date]]]]) -> Iterator[tuple[_Labels, int]]:
    return ((labels, len(each)) for labels, each in rows)


def _times(rows: Iterable[tuple[_Labels, dt.date]]) -> Iterator[tuple[_Labels, int]]:
    return ((labels, calendar.timegm(day.timetuple())) for labels, day in rows)


def _metric(name: str, help: str, rows: Iterable[tuple[_Labels, int]]) -> Iterator[str]:
    yield f"# HELP pmgen_followups_{name} {help}\n# TYPE pmgen_followups_{name} gauge\n"
    for (priority, service), value in rows:
        yield f'pmgen_followups_{name}{{priority="{_label(priority)}",service="{_label(service)}"}} {value}\n'


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
