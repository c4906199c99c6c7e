"""Events that name a zone of their own: with its offset where it has one, else at a time that nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pmgen import times
from pmgen.legacy import days, zones
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.serialize import time


def put(draft: Draft, first: Block, events: Sequence[dict[str, Any]], zone: str) -> None:
    """Give events that name another zone than all of them the offset of that zone.

    A zone that may be several ones says when nothing was, unless all times are in it: then they are in none.

    Args:
        first: where a doubt is noted.
        zone: that of the document; empty for none.
    """
    named = {each["zone"] for each in events if "zone" in each}
    doubtful = next(iter(named), "") if len(named) == 1 and not zone else ""
    if doubtful:
        draft.note(first, f"`{doubtful}` can be more than one zone; the times are in none")
    lost = []
    carried = ""
    for event in events:
        own = event.pop("zone", "")
        if doubtful and own:
            event["event"] = f"({own}) {event['event']}"
        elif own and zones.of_abbreviation(own) != zone and not _with_offsets(event, own):
            lost.append(own)
            carried = days.day_of(event["at"]) or carried
            _put_unknown(event, own)
            continue
        if carried:
            days.put(event, carried)
            carried = "" if event["at"] != "unknown" else carried
    for own in dict.fromkeys(lost):
        draft.note(first, f"which time `{own}` means is not sure; what happened then is at `unknown`, with its time")


def _with_offsets(event: dict[str, Any], own: str) -> bool:
    """Give the times of an event an offset; whether each of them has one, or needs none."""
    for key in ("at", "until"):
        if key in event and not _is_placed(event[key]):
            event[key] = time(zones.with_offset(days.written(event[key]), own))
    return all(_is_placed(event[key]) for key in ("at", "until") if key in event)


def _is_placed(value: Any) -> bool:
    read = times.parse(days.written(value))
    return read is None or read.time is None or read.offset is not None


def _put_unknown(event: dict[str, Any], own: str) -> None:
    span = "–".join(days.written(event[key]) for key in ("at", "until") if key in event)
    event.pop("until", None)
    event |= {"at": "unknown", "event": f"{span} {own}: {event['event']}"}
