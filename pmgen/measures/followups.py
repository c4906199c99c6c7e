"""Follow-ups: what follows for one from its incident and from the config, and how many there were over time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Protocol

from pmgen.model import Followup, FollowupStatus, PostMortem, Priority, Status
from pmgen.values import Value

_RANKS = {priority: rank for rank, priority in enumerate(Priority)}


class Queued(Protocol):
    """What has follow-ups: a post-mortem, or what is told of one elsewhere."""

    @property
    def status(self) -> Status:
        """Of the document."""

    @property
    def date(self) -> dt.date:
        """The day of the incident."""

    @property
    def followup_list(self) -> Sequence[Followup]:
        """What is to be done, and what was."""


def due(followup: Followup, pm: Queued, due_days: Mapping[str, int]) -> dt.date | None:
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


def urgency(followup: Followup, due: dt.date | None) -> tuple[int, dt.date]:
    """What sorts the more pressing follow-ups first: by priority, those without one last, then by the day.

    Args:
        due: the day by which it should be done; see `due`.
    """
    return _RANKS[followup.priority] if followup.priority else len(_RANKS), due or dt.date.max


def is_safe(followup: Followup, pm: Queued, safe_types: Iterable[str]) -> bool:
    """Whether a program may do it: its type is exactly one of the safe ones, in capitals or not.

    A follow-up without a type, with an unknown one or with several is for a person. So is one of a withdrawn
    post-mortem: whoever withdrew that may have meant its follow-ups, too. And so is one with a key that nobody knows,
    which may be a `status` that is misspelled.
    """
    if pm.status is Status.WITHDRAWN or followup.misnamed:
        return False
    written = (followup.type or "").lower()
    return bool(written) and any(written == safe.lower() for safe in safe_types)


def waits(followup: Followup, *, safe: bool) -> bool:
    """Whether it is open and needs human review: it is not `safe`, or it is blocked."""
    return followup.open and (not safe or followup.status is FollowupStatus.BLOCKED)


def is_complete(pm: PostMortem) -> bool:
    """Whether a post-mortem is published, and says that nothing of it is left to be done."""
    return pm.status is Status.PUBLISHED and pm.followups is not None and not any(each.open for each in pm.followups)


class Flow(Value):
    """How many follow-ups there were, day by day.

    Args:
        days: those on which the numbers changed, with how many had been opened and how many closed until then.
        undated: how many are closed, and nobody wrote down when; they are in neither number.
    """

    days: tuple[tuple[dt.date, int, int], ...]
    undated: int


def flow(pms: Iterable[Queued]) -> Flow:
    """Follow-ups opened and closed over time.

    One is opened on the day of its incident, and closed on the day when it was done. Nobody writes down when it was
    decided that one will not be done. What a withdrawn post-mortem left open is no work, and was never opened.
    """
    opened: Counter[dt.date] = Counter()
    closed: Counter[dt.date] = Counter()
    undated = 0
    for pm in pms:
        for followup in pm.followup_list:
            if followup.open and pm.status is Status.WITHDRAWN:
                continue
            on = followup.done.on if followup.done and followup.status is FollowupStatus.DONE else None
            if followup.open or on:
                opened[pm.date] += 1
            else:
                undated += 1
            if on:
                # Done before the incident, by the dates: it was there when the incident began.
                closed[max(on, pm.date)] += 1
    days = sorted({*opened, *closed})
    totals = zip(accumulate(opened[day] for day in days), accumulate(closed[day] for day in days), strict=True)
    return Flow(tuple((day, *total) for day, total in zip(days, totals, strict=True)), undated)
