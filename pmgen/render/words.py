"""The words that pages use for dates and for the words of the model."""

from __future__ import annotations

import datetime as dt
from typing import Final

from pmgen import model
from pmgen.times import MONTHS

# As MONTHS not from `strftime`, whose names depend on the locale.
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

STATUS: Final = {
    model.Status.DRAFT: "Draft",
    model.Status.REVIEW: "In review",
    model.Status.PUBLISHED: "Published",
    model.Status.WITHDRAWN: "Withdrawn",
}
LEGACY: Final = "Legacy page"
COMPLETE: Final = "Complete"
STATE: Final = {
    model.State.ONGOING: "Ongoing",
    model.State.MITIGATED: "Mitigated",
    model.State.RESOLVED: "Resolved",
}
DETECTOR: Final = {
    model.Detector.ALERT: "an alert",
    model.Detector.MONITORING: "monitoring",
    model.Detector.USER_REPORT: "a user’s report",
    model.Detector.OPERATOR: "an operator",
    model.Detector.UNKNOWN: "unknown",
}
DATA_LOSS: Final = {
    model.DataLoss.NONE: "none",
    model.DataLoss.SUSPECTED: "suspected",
    model.DataLoss.CONFIRMED: "confirmed",
    model.DataLoss.UNKNOWN: "unknown",
}
FOLLOWUP_STATUS: Final = {
    model.FollowupStatus.TODO: "to do",
    model.FollowupStatus.IN_PROGRESS: "in progress",
    model.FollowupStatus.BLOCKED: "blocked",
    model.FollowupStatus.DONE: "done",
    model.FollowupStatus.WONT_DO: "won’t do",
}
PRIORITY: Final = {
    model.Priority.P0: "prevents this exact failure",
    model.Priority.P1: "reduces its reach",
    model.Priority.P2: "detects it faster",
    model.Priority.P3: "resilience",
}
RELATION: Final = {
    (model.Relation.RECURRENCE_OF, False): "recurrence of",
    (model.Relation.RECURRENCE_OF, True): "recurred on",
    (model.Relation.CAUSED_BY, False): "caused by",
    (model.Relation.CAUSED_BY, True): "caused",
    (model.Relation.SAME_CAUSE, False): "same cause as",
    (model.Relation.SAME_CAUSE, True): "same cause as",
    (model.Relation.FOLLOW_ON, False): "follows on from",
    (model.Relation.FOLLOW_ON, True): "followed by",
    (model.Relation.SEE_ALSO, False): "see also",
    (model.Relation.SEE_ALSO, True): "see also",
}
"""By relation, and whether it is read from the other end."""


def kind(of: model.Kind) -> str:
    """What an event is."""
    return of.value.replace("-", " ")


def day_month(day: dt.date) -> str:
    """`14 Apr`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def short_date(day: dt.date) -> str:
    """`14 Apr 2026`."""
    return f"{day_month(day)} {day.year}"


def long_date(day: dt.date) -> str:
    """`14 April 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: dt.date) -> str:
    """`Tuesday 14 April 2026`."""
    return f"{_DAYS[day.weekday()]} {long_date(day)}"


def month_name(month: int) -> str:
    """`April` for 4."""
    return MONTHS[month - 1]


def clock(when: dt.datetime, *, seconds: bool = False) -> str:
    """`09:05`, or `09:05:30`; `strftime`, which asks the C library, takes eight times as long."""
    return when.time().isoformat("seconds" if seconds else "minutes")


def number(of: int, *, whole: bool) -> str:
    """A number of follow-ups; a dash for none where there may be some that the site has not.

    Args:
        whole: whether it has all that was written.
    """
    return f"{of:,}" if of or whole else "–"


def count(number: int, one: str, many: str) -> str:
    """`1 incident`, `2 incidents`, `10,000 incidents`."""
    return f"{number:,} {one if number == 1 else many}"
