"""Which events cannot have been in the order in which they stand, or in which milestones are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmgen.model import Event, Kind, PostMortem
from pmgen.times import Moment, Written, distance, in_full, parse, place

# Which milestone cannot come before which.
_ORDER = (
    (Kind.INTRODUCED, Kind.STARTED),
    (Kind.STARTED, Kind.DETECTED),
    (Kind.STARTED, Kind.ACKNOWLEDGED),
    (Kind.STARTED, Kind.IDENTIFIED),
    (Kind.STARTED, Kind.MITIGATED),
    (Kind.STARTED, Kind.RESOLVED),
    (Kind.DETECTED, Kind.ACKNOWLEDGED),
    (Kind.MITIGATED, Kind.RESOLVED),
)
_NIGHT = dt.timedelta(hours=8)
"""By how much a clock goes back at least over midnight; what goes back by less has changed places more likely."""


# Who writes `~14:00` rounds to the half hour at the worst: an hour is twice that. A wrong day or half of the day is
# never within it.
_ABOUT = dt.timedelta(hours=1)


def surely_before(one: Moment, other: Moment) -> bool:
    """Whether a moment is before another however the written precision is read, and however far `about` may be off."""
    length = distance(one, other)
    if length is None:
        return False
    # Two times that count from the same moment are as exact to each other as they are written.
    relative = one.relative and other.relative
    first, second = ((each.written or each) if relative else each for each in (one, other))
    return length >= first.precision.unit + slack(first) + slack(second)


def is_comparable(moment: Moment) -> bool:
    """Whether it can be before or after another: two of `T+…` can even where nobody knows what they count from."""
    return moment.instant is not None or moment.relative


def slack(time: Moment | Written) -> dt.timedelta:
    """How far off a time may be, to either side: nothing unless it is approximate."""
    return max(_ABOUT, time.precision.unit) if time.about else dt.timedelta(0)


def milestones(post_mortem: PostMortem) -> Iterator[tuple[int, Event, Event]]:
    """Each milestone that is too early, by its number, with the one that it cannot come before."""
    first: dict[Kind, int] = {}
    timeline = post_mortem.timeline
    reopened = any(event.kind is Kind.REOPENED for event in timeline)
    for index, event in enumerate(timeline):
        if is_comparable(event.at) and (event.kind not in first or event.kind is Kind.RESOLVED):
            first[event.kind] = index
    for early, late in _ORDER:
        if early not in first or late not in first or (reopened and early is Kind.MITIGATED):
            continue
        one, other = timeline[first[late]], timeline[first[early]]
        if surely_before(one.at, other.at):
            yield first[late], one, other


def events(post_mortem: PostMortem) -> Iterator[tuple[int, Event, str | None]]:
    """The number of each event that stands below a later one, with that one, and the advice to write its day.

    Where midnight has passed and no day is written, that is the first event after it: the next take their day from it.
    """
    above: Event | None = None
    latest: Moment | None = None
    days = 0
    for index, event in enumerate(post_mortem.timeline):
        if event.kind is Kind.INTRODUCED or not is_comparable(event.at):
            continue
        days = days if is_time_of_day(event.at) else 0
        at = (_moved(event.at, days) if days else None) or event.at
        if latest is None or above is None or not surely_before(at, latest):
            above, latest = event, at
            continue
        tomorrow = _tomorrow(event.at, latest, days)
        yield index, above, _advice(tomorrow)
        if tomorrow:
            above, latest, days = event, tomorrow, days + 1


def past_midnight(moment: Moment, latest: Moment) -> str | None:
    """The advice to write the day of a time that stands below a later one, if a night lies between the two."""
    return _advice(_tomorrow(moment, latest, 0))


def _advice(tomorrow: Moment | None) -> str | None:
    return f"past midnight? write the day: `{tomorrow.text}`" if tomorrow else None


def _tomorrow(moment: Moment, latest: Moment, days: int) -> Moment | None:
    """A time without a day on the day after, where a night may lie between and that puts it in order.

    Args:
        days: by how many it is on a later day already than it seems.
    """
    at = (_moved(moment, days) if days else moment) if is_time_of_day(moment) else None
    if at is None or at.instant is None or latest.instant is None or latest.instant - at.instant < _NIGHT:
        return None
    moved = _moved(moment, days + 1)
    return None if moved is None or surely_before(moved, latest) else moved


def _moved(moment: Moment, days: int) -> Moment | None:
    """The same time of day, so many days later; `None` where the calendar ends before."""
    if moment.local is None or (dt.date.max - moment.local.date()).days < days:
        return None
    text = in_full(moment, moment.local.date() + dt.timedelta(days=days))
    written = parse(text) if text else None
    if written is None:
        return None
    (moved,) = place([written], day=moment.local.date(), zone_name=moment.zone, origin=None)
    return moved


def is_time_of_day(moment: Moment) -> bool:
    """Whether it was written without a day."""
    return bool(moment.written and moment.written.time is not None and not has_day(moment))


def has_day(moment: Moment) -> bool:
    """Whether a day was written, from which the times below take theirs."""
    written = moment.written
    return bool(written and (written.date is not None or written.month_day is not None))
