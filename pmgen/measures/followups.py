"""What follows for a follow-up from its incident and from the config."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from pmgen.model import Followup, PostMortem


def due(followup: Followup, pm: PostMortem, due_days: Mapping[str, int]) -> dt.date | None:
    """The day by which a follow-up should be done: as written, else so many days after the incident.

    Args:
        due_days: days by priority; a follow-up of another priority, or of none, has no such day.
    """
    days = due_days.get(followup.priority) if followup.priority else None
    if followup.due is not None or days is None:
        return followup.due
    try:
        return pm.date + dt.timedelta(days=days)
    except OverflowError:
        return None


def is_safe(followup: Followup, safe_types: Iterable[str]) -> bool:
    """Whether a program may do it: its type is exactly one of the safe ones, in capitals or not.

    A follow-up without a type, with an unknown one or with several is for a person.
    """
    written = (followup.type or "").lower()
    return bool(written) and any(written == safe.lower() for safe in safe_types)
