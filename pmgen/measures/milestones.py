"""The milestones of an incident, the state that they lead to, and when it began."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from pmgen import times
from pmgen.model import Event, Kind, PostMortem, State
from pmgen.times import Moment, Precision

BEGAN: Final = "began"
"""The instant when an incident began, among what is untold."""

_STATES = {
    Kind.STARTED: State.ONGOING,
    Kind.REOPENED: State.ONGOING,
    Kind.MITIGATED: State.MITIGATED,
    Kind.RESOLVED: State.RESOLVED,
}


def milestone(pm: PostMortem, kind: Kind) -> Moment | None:
    """When a milestone was reached: the time of the first event of its kind, among those with a known time.

    Of `resolved` it is the last, and none where the incident was reopened since or is said to be ongoing. Of one that
    is not public there is none, either.
    """
    if kind in pm.untold:
        return None
    found = event_of(pm, kind)
    return found.at if found and found.at.instant else None


def state(pm: PostMortem) -> State | None:
    """The state of the incident: as stated, else as the last event left it that changed it."""
    if pm.state is not None:
        return pm.state
    return next((_STATES[each.kind] for each in reversed(pm.timeline) if each.kind in _STATES), None)


def is_distance(moment: Moment) -> bool:
    """Whether it is a distance and no time: `T+2h` where the zero point is known by its day only, and `T+0` itself."""
    written = moment.written
    return (
        moment.relative
        and moment.precision is Precision.DAY
        and written is not None
        and written.precision is not Precision.DAY
    )


def began(pm: PostMortem, zone_name: str) -> dt.datetime:
    """The instant when an incident began, in UTC: `started`, else the first known time of its day, else that day.

    What was first known on a later day says nothing of that on which it began, which the document tells. Where an
    internal event was earlier than all that is public, nobody is told more than the day.

    Args:
        zone_name: the zone of the day where the post-mortem names none.
    """
    first = None if BEGAN in pm.untold else first_known(pm)
    if first and first.instant and pm.milestone(Kind.STARTED):
        return first.instant
    written = times.Written(pm.date.isoformat(), False, times.Precision.DAY, pm.date)
    (day,) = times.place([written], day=pm.date, zone_name=pm.timezone or zone_name, origin=None)
    # No instant: the first or the last day of the calendar, whose midnight lies off it in this zone.
    midnight = day.instant or dt.datetime.combine(pm.date, dt.time(), dt.UTC)
    return first.instant if first and first.instant and first.instant < (day.latest or midnight) else midnight


def first_known(pm: PostMortem) -> Moment | None:
    """The time of `started`, else the first known one.

    What was `introduced` lay there before the incident, so its time is not the beginning.
    """
    start = pm.milestone(Kind.STARTED)
    others = (each.at for each in pm.timeline if each.kind is not Kind.INTRODUCED)
    return start or next((moment for moment in others if moment.instant), None)


def event_of(pm: PostMortem, kind: Kind) -> Event | None:
    """The event that is the milestone of its kind; see `milestone`. Its time may be unknown."""
    if kind is not Kind.RESOLVED:
        return first_of(pm.timeline, kind)
    if state(pm) is State.ONGOING:
        return None
    return first_of(rounds(pm.timeline)[-1][::-1], kind)


def first_of(events: Sequence[Event], *kinds: Kind) -> Event | None:
    """The first event of these kinds; one without a known time only where none has one."""
    found = [each for each in events if each.kind in kinds]
    return next((each for each in found if each.at.instant), found[0] if found else None)


def rounds(timeline: Sequence[Event]) -> list[list[Event]]:
    """The timeline cut before each `reopened`."""
    found: list[list[Event]] = [[]]
    for each in timeline:
        if each.kind is Kind.REOPENED:
            found.append([])
        found[-1].append(each)
    return found
