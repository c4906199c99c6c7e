"""Timelines: their zone, the order of their events, and the days of these."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pmgen.legacy.clocks import days, halves, own_zones, sequence, zone_doubts, zones
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline import event_places, origin, stamps
from pmgen.legacy.timeline.event_places import first_heading

_TIMED = re.compile(r"(?![+\u2212-]\d)\W*(?:\d|T[+\u2212-]\d)|[^\n:]{0,20}\b\d\d?:\d\d")
_WRITTEN = re.compile(r"[^\n:]{0,20}\b\d\d?:\d\d\S*|\W*\S*(?: \S*(?:\d|HH|[Mm]{2})\S*)*")


def read(draft: Draft, stated: Sequence[tuple[Block, str]], keys: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """Enter the timeline, and let it leave the body.

    Args:
        stated: times in fields, with their blocks; they say in which zone those are of a timeline that names none.
        keys: of the front matter.

    Returns:
        The events of each timeline of the document.
    """
    said: list[str] = []
    parts = event_places.by_timeline(draft, said) or list(filter(None, [stamps.events(draft, said, keys)]))
    if not parts:
        return []
    for part in parts:
        origin.put(draft, part, said)
    events = [event for part in parts for event in part]
    said += event_places.on_zones(draft)
    zone = next(filter(None, map(zones.named, said)), "") or draft.tree.get("timezone", "")
    zone = zone or ("" if zone_doubts.word(said) else _of_fields(draft, stated))
    if zone:
        draft.tree["timezone"] = zone
    _note_doubts(draft, events, said, zone)
    for part in parts:
        halves.put(draft, part)
    own_zones.put(draft, events, zone)
    parts = [_forwards(draft, part, zone) for part in parts]
    _end_once(events)
    draft.tree["timeline"] = [event for part in parts for event in part]
    return parts


def _end_once(events: Sequence[dict[str, Any]]) -> None:
    """Let `INCIDENT ENDS` be no milestone behind the end of the outage: then people went home."""
    ends = [each for each in events if each.get("kind") == "resolved"]
    for event in ends[1:]:
        if event["event"].startswith("**INCIDENT ENDS**") and ends[0]["event"].startswith("**OUTAGE ENDS**"):
            del event["kind"]


def _of_fields(draft: Draft, stated: Sequence[tuple[Block, str]]) -> str:
    """The zone of the times in fields, where these name one and no other; empty where they do not."""
    found = [(block, text, zone) for block, text in stated if (zone := zones.named(text))]
    if len({zone for _, _, zone in found}) != 1 or any(zones.unsure(text) for _, text in stated):
        return ""
    block, text, zone = found[0]
    if zone != "UTC":
        draft.note(block, f"`{zones.word_in(text)}`, the zone of a field, is taken for that of the timeline, too")
    return zone


def _forwards(draft: Draft, events: list[dict[str, Any]], zone: str) -> list[dict[str, Any]]:
    """A timeline from what came first to what came last."""
    if not sequence.falls(events, zone) or not sequence.is_turned(events):
        return events
    draft.note(first_heading(draft), "the timeline begins with what came last, and is turned round")
    return sequence.turned(events)


def settle(draft: Draft, parts: Sequence[list[dict[str, Any]]], day: dt.date, *, stated: bool = True) -> None:
    """Enter the days of times after midnight, and join timelines, once the day of the incident is known.

    Args:
        stated: the document says which day it was; else another one stands in for it, until somebody mends it.
    """
    zone = str(draft.tree.get("timezone", ""))
    for part in parts:
        own_zones.put_on_days(draft, part, day)
    offsets = frozenset(days.written(each["at"])[-6:] for part in parts for each in part)
    if parts and (found := zones.out_of_season(draft.lines, offsets | {zone}, day)):
        number, said = found
        draft.note_at(number, said)
    for part in parts:
        if sequence.falls(part, zone) and not any(days.day_of(each["at"]) for each in part):
            draft.note(
                first_heading(draft), "each time is before the one above it; on which days they were is not known"
            )
        else:
            for line, said in days.over_midnight(part, day):
                draft.note_at(line, said if stated else f"{said}; mend its day together with `date`")
    if len(parts) > 1:
        _make_one(draft, parts, day, zone)
    draft.told = [event.pop("line") for event in draft.tree.get("timeline", [])]


def _make_one(draft: Draft, parts: Sequence[list[dict[str, Any]]], day: dt.date, zone: str) -> None:
    """Make one timeline of several, in the order of their times if all of these are known."""
    if sequence.are_days_apart(parts, day, zone):
        message = "timelines in several zones lie hours apart; one of them may have been on another day there"
        draft.note(first_heading(draft), message)
    events = sequence.merged(parts, day, zone)
    if not events:
        message = f"the events of {len(parts)} timelines follow one another, as not all of their times are known"
        draft.note(first_heading(draft), message)
    elif events != draft.tree["timeline"]:
        draft.note(first_heading(draft), f"{len(parts)} timelines are one, in the order of their times")
        draft.tree["timeline"] = events


def _note_doubts(draft: Draft, events: Sequence[dict[str, Any]], said: Sequence[str], zone: str) -> None:
    """Name zones that may be several ones, and times that cannot be read."""
    if not zone and (word := zone_doubts.word(said)):
        start = first_heading(draft).start
        below = (number for number in range(start, len(draft.lines)) if word in draft.lines[number])
        draft.note_at(next(below, start), zone_doubts.told(word))
    for event in events:
        if event["at"] == "unknown" and _TIMED.match(event["event"]):
            time = match[0].strip(" *_:|") if (match := _WRITTEN.match(event["event"])) else ""
            said = f"`{time}` cannot be read as a time, and is in the text of its event"
            draft.note_at(event["line"], said)
