"""The order of events: timelines that begin with what came last, and several timelines in one document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, Final

from pmgen import times
from pmgen.legacy.clocks import days
from pmgen.times import Moment, Precision

_ENOUGH: Final = 3
"""Times that fall throughout: two may be a slip, or a night between them."""
_SURE: Final = 2
"""Those that are enough where the first one is an end."""
_NOTHING: Final = dt.timedelta(0)
_NIGHT: Final = dt.timedelta(hours=12)
"""A clock that is put forward by more than this goes back over midnight."""
_ANY_DAY: Final = dt.date(2000, 1, 1)
_FIRST: Final = ("introduced", "started", "detected")
_LAST: Final = ("mitigated", "resolved")


def falls(events: Sequence[dict[str, Any]], zone: str) -> bool:
    """Whether each event of a timeline is before the one above it, as status pages have them.

    Args:
        zone: of the times as written; empty for none.
    """
    if any("on" in each for each in events):
        return False  # it tells its days
    timed = [each for each in events if each["at"] != "unknown"]
    moments = _placed(timed, _first_day(timed), zone)
    instants = [each.instant for each in moments if each.instant and each.precision is not Precision.DAY]
    if len(instants) < len(timed) or len(set(instants)) < (_SURE if _ends_first(timed) else _ENOUGH):
        return False
    steps = [other - one for one, other in pairwise(instants)]
    return all(step <= _NOTHING for step in steps) or (
        not any(days.day_of(each["at"]) for each in events) and _falls_over_midnight(steps)
    )


def _ends_first(events: Sequence[dict[str, Any]]) -> bool:
    """Whether the first event is the end, on a day that it names: what is below it was before it."""
    return bool(events) and events[0].get("kind") in _LAST and all(days.day_of(each["at"]) for each in events)


def _falls_over_midnight(steps: Sequence[dt.timedelta]) -> bool:
    """Whether times of day fall all the way but for one night, and too often for a slip of the pen."""
    rises = [step for step in steps if step > _NOTHING]
    falls_ = [step for step in steps if -_NIGHT < step < _NOTHING]
    return len(rises) == 1 and rises[0] > _NIGHT and len(falls_) == sum(map(bool, steps)) - 1 >= _ENOUGH - 1


def _first_day(events: Sequence[dict[str, Any]]) -> dt.date:
    """The first whole date of a timeline, which tells the years of the other days."""
    read = (times.parse(days.written(each["at"])) for each in events)
    return next((each.date for each in read if each and each.date), _ANY_DAY)


def is_turned(events: Sequence[dict[str, Any]]) -> bool:
    """Whether a falling timeline may be turned round: its first event is no start, and its last one no end."""
    kinds = [each.get("kind", "") for each in events]
    return kinds[0] not in _FIRST and kinds[-1] not in _LAST


def turned(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events from the last one to the first, each on the day that it was on."""
    written = [days.day_of(each["at"]) for each in events]
    on: list[str] = []
    for own in written:
        on.append(own or (on[-1] if on else ""))
    found = list(reversed(list(zip(events, written, on, strict=True))))
    carried = ""
    for event, own, day in found:
        if day != carried and not own:
            days.put(event, day)
        carried = day
    return [event for event, _, _ in found]


def merged(parts: Sequence[Sequence[dict[str, Any]]], day: dt.date, zone: str) -> list[dict[str, Any]]:
    """The events of several timelines in the order in which they happened; none where that is not known of each.

    Each timeline keeps its own order. A time without a day is on the day of the one above it in its own timeline.

    Args:
        day: that of the first time of a timeline, where it has none.
    """
    found = []
    for part in parts:
        moments = _placed(part, day, zone)
        if len(moments) < len(part) or any(each.instant is None or each.relative for each in moments):
            return []
        reached = accumulate((each.instant for each in moments if each.instant), max)
        found += list(zip(reached, moments, part, strict=True))
    found.sort(key=lambda each: each[0])
    today = day
    for _, moment, event in found:
        on = moment.local.date() if moment.local else today
        if on != today:
            days.put(event, str(on))
        today = on
    return [event for _, _, event in found]


def are_days_apart(parts: Sequence[Sequence[dict[str, Any]]], day: dt.date, zone: str) -> bool:
    """Whether timelines by the clocks of different zones, none of which begins with a day, lie more than a night apart.

    On the day of the incident in one zone it may have been another one in the other.

    Args:
        day: as for `merged`.
    """
    spans = []
    for part in parts:
        moments = [each for each in _placed(part, day, zone) if each.instant and each.local]
        if not moments or days.day_of(part[0]["at"]):
            return False
        ahead = {each.local - each.instant.replace(tzinfo=None) for each in moments if each.instant and each.local}
        instants = [each.instant for each in moments if each.instant]
        spans.append((min(instants), max(instants), ahead))
    spans.sort(key=lambda each: each[0])
    return any(
        begins - ends > _NIGHT and ahead.isdisjoint(other) for (_, ends, ahead), (begins, _, other) in pairwise(spans)
    )


def _placed(events: Sequence[dict[str, Any]], day: dt.date, zone: str) -> tuple[Moment, ...]:
    """The times of events on the calendar; none where one cannot be read, or is in a zone that nobody knows."""
    read = [each for event in events if (each := times.parse(days.written(event["at"])))]
    offsets = {each.offset is None for each in read if each.time}
    relative = any(each.elapsed is not None for each in read)
    in_zones = any("zone" in event for event in events)  # whose offsets are not known yet
    if len(read) < len(events) or relative or in_zones or (len(offsets) > 1 and not zone):
        return ()
    return times.place(read, day=day, zone_name=zone or "UTC", origin=None)
