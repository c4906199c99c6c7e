"""Events that name a zone of their own: their times get its offset, or become `unknown`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pmgen import times
from pmgen.legacy.clocks import days, twice, zone_doubts, zones
from pmgen.legacy.draft import Draft
from pmgen.serialize import time


def put(draft: Draft, events: Sequence[dict[str, Any]], zone: str) -> None:
    """Give events that name another zone than all of them the offset of that zone.

    A zone that may be several ones says when nothing was, unless all times are in it: then they are in none.

    Args:
        zone: that of the document; empty for none.
    """
    _name_those_within(events, zone)
    named = {each["zone"] for each in events if "zone" in each}
    doubtful = next(iter(named), "") if len(named) == 1 and not zone else ""
    if doubtful and not zones.unsure(doubtful):
        draft.note_at(next(each["line"] for each in events if "zone" in each), zone_doubts.told(doubtful))
    lost: dict[str, int] = {}
    carried = ""
    for event in events:
        own = event.get("zone", "")
        meant = zones.of_abbreviation(own) if own else ""
        if doubtful and own:
            event["event"] = f"({own}) {event['event']}"
        elif own and meant and meant != zone and not _with_offsets(event, own, None):
            continue  # its offset is that of its day, which is not known yet
        elif own and not meant:
            lost.setdefault(own, event["line"])
            carried = days.day_of(event["at"]) or carried
            days.put_unknown(event, own)
            continue
        event.pop("zone", None)
        if carried:
            days.put(event, carried)
            carried = "" if event["at"] != "unknown" else carried
    _note_lost(draft, lost)


def put_on_days(draft: Draft, events: Sequence[dict[str, Any]], day: dt.date) -> None:
    """Give the other events in zones of their own the offsets of their days, once the day of the incident is known.

    Args:
        day: that of the first time, where it has none.
    """
    lost: dict[str, int] = {}
    carried = ""
    for event in events:
        read = times.parse(days.written(event["at"]))
        day = (read.date if read else None) or day
        own = event.pop("zone", "")
        if own and not _with_offsets(event, own, day):
            lost.setdefault(own, event["line"])
            carried = days.day_of(event["at"]) or carried
            days.put_unknown(event, own)
        elif carried:
            days.put(event, carried)
            carried = ""
        twice.compare(draft, event, day, str(draft.tree.get("timezone", "")))
    _note_lost(draft, lost)


def _name_those_within(events: Sequence[dict[str, Any]], zone: str) -> None:
    """Enter the zone of events whose table or heading names another one than the document."""
    several = len({each["within"] for each in events if each.get("within")}) > 1
    for event in events:
        own = event.pop("within", "")
        if own and (zones.of_abbreviation(own) != zone or (several and not zone)):
            event.setdefault("zone", own)


def _note_lost(draft: Draft, lost: Mapping[str, int]) -> None:
    """Note zones that are not sure, each at the first line that has it."""
    for own, line in lost.items():
        draft.note_at(line, f"which time `{own}` means is not sure; what happened then is at `unknown`, with its time")


def _with_offsets(event: dict[str, Any], own: str, day: dt.date | None) -> bool:
    """Give the times of an event an offset; whether each has one now, or needs none."""
    for key in ("at", "until"):
        if key in event and not _is_placed(event[key]):
            event[key] = time(zones.with_offset(days.written(event[key]), own, day))
    return all(_is_placed(event[key]) for key in ("at", "until") if key in event)


def _is_placed(value: Any) -> bool:
    read = times.parse(days.written(value))
    return read is None or read.time is None or read.offset is not None
