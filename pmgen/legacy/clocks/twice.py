"""Times that are written twice, by the clocks of two zones: one instant, or a slip that a person has to look at."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from pmgen import times
from pmgen.legacy.clocks import days, moments, zones
from pmgen.legacy.clocks.moments import When
from pmgen.legacy.draft import Draft
from pmgen.values import replace

_DAY: Final = dt.timedelta(days=1)


def by_the_surer(when: When) -> When:
    """A time whose zone is not sure, by its other clock; any other time as it is."""
    other = moments.clock(when.again)
    if other is None or not when.zone or zones.of_abbreviation(when.zone) or not _is_sure(other):
        return when
    return replace(other, rest=when.rest, on=when.on, again=f"{days.written(when.at)} {when.zone}")


def compare(draft: Draft, event: dict[str, Any], day: dt.date, zone: str) -> None:
    """Keep the second time of an event in its text unless both are one instant; note it where they are not.

    Args:
        day: that of the event.
        zone: of the times as written; empty for none.
    """
    again = event.pop("again", "")
    other = moments.clock(again)
    if other is None:
        return
    written = days.written(event["at"])
    first = _instant(written, zone, day)
    if _is_sure(other):
        meant = [_instant(zones.with_offset(other.at, other.zone, day) if other.zone else other.at, "", day)]
    else:
        meant = [_instant(other.at, place, day) for place in times.places(other.zone)]
    if first and any(each and not (first - each) % _DAY for each in meant):
        return
    event["event"] = f"({again}) {event['event']}"
    if first and all(meant) and meant:
        draft.note_at(event["line"], f"`{written}` and `{again}` are not one time; the first one is taken")


def _is_sure(when: When) -> bool:
    return not when.zone or bool(zones.of_abbreviation(when.zone))


def _instant(at: str, zone: str, day: dt.date) -> dt.datetime | None:
    """When a time was; `None` where it is in no zone, or is no time of day."""
    read = times.parse(at)
    if read is None or read.time is None or (read.offset is None and not zone):
        return None
    (moment,) = times.place([read], day=day, zone_name=zone or "UTC", origin=None)
    return moment.instant
