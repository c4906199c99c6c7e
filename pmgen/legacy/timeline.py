"""Timelines, in whatever shape: tables, lists, headings that are times."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from pmgen.legacy import (
    days,
    event_tables,
    event_texts,
    halves,
    headings,
    moments,
    own_zones,
    posts,
    sequence,
    told_days,
    zones,
)
from pmgen.legacy.draft import Draft
from pmgen.legacy.events import ALL_TIMES, is_time, is_timed
from pmgen.legacy.lines import Block

_TIMES_ARE = re.compile(r"\b(?:all|these|the)? ?times (?:are|in|shown|given|below)\b|\ball times\b", re.IGNORECASE)
_TIMED = re.compile(r"\W*(?:\d|T[+\u2212-]\d)|[^\n:]{0,20}\b\d\d?:\d\d")
_WRITTEN = re.compile(r"[^\n:]{0,20}\b\d\d?:\d\d\S*|\W*\S*(?: \S*(?:\d|HH|[Mm]{2})\S*)*")


def read(draft: Draft) -> list[list[dict[str, Any]]]:
    """Enter the timeline, and let it leave the body.

    Returns:
        The events of each timeline of the document.
    """
    parts: list[list[dict[str, Any]]] = []
    said: list[str] = []
    for place, block in draft.headings():
        if headings.TIMELINE.search(block.text):
            said.append(block.text)
            entered = _section(draft, _told(draft, place), said, zones.word_in(block.text))
            parts += [entered] if entered else []
    if not parts and (found := _anywhere(draft, said) or _headed(draft, said)):
        parts = [found]
    if not parts:
        return []
    events = [event for part in parts for event in part]
    told = [each for each in events if "line" not in each]  # only a row of a table brings its line
    for event, line in zip(told, draft.lines_of((each["event"] for each in told), _first(draft).start), strict=True):
        event["line"] = line  # before an event is moved, or its text is another one
    zone = next(filter(None, map(zones.named, [*said, *_sentences(draft)])), "") or draft.tree.get("timezone", "")
    if zone:
        draft.tree["timezone"] = zone
    _note_doubts(draft, events, [*said, *_sentences(draft)], zone)
    for part in parts:
        halves.put(draft, part)
    own_zones.put(draft, events, zone)
    parts = [_forwards(draft, part, zone) for part in parts]
    draft.tree["timeline"] = [event for part in parts for event in part]
    return parts


def _forwards(draft: Draft, events: list[dict[str, Any]], zone: str) -> list[dict[str, Any]]:
    """A timeline from what came first to what came last."""
    if not sequence.falls(events, zone) or not sequence.is_turned(events):
        return events
    draft.note(_first(draft), "the timeline begins with what came last, and is turned round")
    return sequence.turned(events)


def settle(draft: Draft, parts: Sequence[list[dict[str, Any]]], day: dt.date) -> None:
    """Say the days of times after midnight, and make one timeline of several, once the day of the incident is known."""
    zone = str(draft.tree.get("timezone", ""))
    for part in parts:
        own_zones.put_on_days(draft, part, day)
    offsets = frozenset(days.written(each["at"])[-6:] for part in parts for each in part)
    if parts and (found := zones.out_of_season(draft.lines, offsets | {zone}, day)):
        number, said = found
        draft.note_at(number, said)
    for part in parts:
        if sequence.falls(part, zone) and not any(days.day_of(each["at"]) for each in part):
            draft.note(_first(draft), "each time is before the one above it; on which days they were is not known")
        else:
            for line, said in days.over_midnight(part, day):
                draft.note_at(line, said)
    if len(parts) > 1 and (events := sequence.merged(parts, day, zone)):
        if events != draft.tree["timeline"]:
            draft.note(_first(draft), f"{len(parts)} timelines are one, in the order of their times")
        draft.tree["timeline"] = events
    elif len(parts) > 1:
        message = f"the events of {len(parts)} timelines follow one another, as not all of their times are known"
        draft.note(_first(draft), message)
    draft.told = [event.pop("line") for event in draft.tree.get("timeline", [])]


def _first(draft: Draft) -> Block:
    """The heading of the first timeline."""
    return next((each for _, each in draft.headings() if headings.TIMELINE.search(each.text)), draft.blocks[0])


def _note_doubts(draft: Draft, events: Sequence[dict[str, Any]], said: Iterable[str], zone: str) -> None:
    """Name zones that may be several ones, and times that cannot be read."""
    if not zone and (word := next(filter(None, map(zones.unsure, said)), "")):
        start = _first(draft).start
        below = (number for number in range(start, len(draft.lines)) if word in draft.lines[number])
        draft.note_at(next(below, start), zones.doubt(word))
    for event in events:
        if event["at"] == "unknown" and _TIMED.match(event["event"]):
            time = match[0].strip(" *_:|") if (match := _WRITTEN.match(event["event"])) else ""
            said = f"`{time}` cannot be read as a time, and is in the text of its event"
            draft.note_at(event["line"], said)


def _anywhere(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events of tables, and below times with a line to themselves, that stand below another heading."""
    events: list[dict[str, Any]] = []
    for block in draft.blocks:
        if block.kind == "table" and block.start not in draft.taken:
            events += event_tables.events_of(draft, block, said) if event_tables.is_timeline(block) else []
        elif block.kind == "text" and block.text.count("\n") > 1:
            events += event_texts.prose(draft, block, said)
    if not events:
        events = event_texts.in_a_row(draft, said)
    blocks = [each for each in draft.blocks if each.kind != "blank"]
    lone = [place for place, block in enumerate(blocks) if is_time(block) and ":" in block.text]
    for place in lone if len(lone) > 1 and not events else ():
        events += event_texts.alone(draft, blocks, place, said)
    posted = [] if events else list(filter(posts.is_post, draft.blocks))
    for block in posted if len(posted) > 1 else ():
        events += posts.event(draft, block, said)
    return events


def _headed(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events of a document whose headings are times, below no heading that says timeline."""
    places = [
        place
        for place, block in enumerate(draft.blocks)
        if block.kind == "heading" and (when := moments.leading(block.text)) and when.rest and ":" in when.at
    ]
    return [event_texts.of_heading(draft, place, said) for place in places] if len(places) > 1 else []


def _told(draft: Draft, heading: int) -> list[Block]:
    """The section of a timeline, and those after it whose headings are times and should have been below."""
    found = draft.section(heading)
    while (place := heading + 1 + len(found)) < len(draft.blocks) and _is_clock(draft.blocks[place]):
        found += [draft.blocks[place], *draft.section(place)]
    return found


def _is_clock(heading: Block) -> bool:
    when = moments.leading(heading.text)
    return when is not None and ":" in when.at


def _section(draft: Draft, section: Sequence[Block], said: list[str], within: str) -> list[dict[str, Any]]:
    """The events of a section.

    Args:
        within: what its heading says of a zone; another timeline of the document may be in another one.
    """
    found: list[dict[str, Any]] = []
    day = on = ""
    blocks = [each for each in section if each.start not in draft.taken and each.kind != "blank"]
    items = [is_timed(each, or_day=True) for each in blocks if each.kind == "item"]
    mostly = sum(items) > max(1, len(items) // 2)
    for place, block in enumerate(blocks):
        if block.start in draft.taken:
            continue
        within = _zone_from(block) or within
        if _is_day(blocks, place):
            day = block.text
            said.append(block.text)
            if block.kind == "text":
                draft.take(block)
            continue
        if told_days.is_heading(block.text) and _has_times(blocks, place):
            on = block.text
            if block.kind == "text":
                draft.take(block, block.text)
            continue
        entered = _entered(draft, blocks, place, said, mostly=mostly, first=not found)
        if entered and day:
            days.put(entered[0], day)
            day = ""
        if entered and on:
            entered[0].setdefault("on", on)
            on = ""
        found += [{"within": within, **event} for event in entered]
    return found


def _entered(
    draft: Draft, blocks: Sequence[Block], place: int, said: list[str], *, mostly: bool, first: bool
) -> list[dict[str, Any]]:
    """The events of one of some blocks.

    Args:
        mostly: most of the items begin with a time.
        first: there was no event before.
    """
    block = blocks[place]
    if block.kind == "table":
        return event_tables.events_of(draft, block, said)
    if block.kind == "code":
        return event_texts.code(draft, block, said) if first else []
    if block.kind == "item":
        entered = event_texts.item(draft, block, said) or event_texts.labelled(draft, block, said)
        return entered or (event_texts.untimed(draft, block) if mostly else [])
    if block.kind == "text" and ALL_TIMES.match(block.text):
        said.append(block.text)
        draft.take(block, block.text)
        return []
    if block.kind == "heading" and (when := moments.leading(block.text)) and when.rest and ":" in when.at:
        return [event_texts.of_heading(draft, draft.place(block), said)]
    told = event_texts.alone(draft, blocks, place, said) or event_texts.prose(draft, block, said, inside=True)
    return told or posts.event(draft, block, said)


def _zone_from(block: Block) -> str:
    """What a sentence says of the zone of the times below it."""
    return zones.word_in(block.text) if block.kind == "text" and _TIMES_ARE.search(block.text) else ""


def _is_day(blocks: Sequence[Block], place: int) -> bool:
    """Whether one of some blocks is a line of its own that says when the following were, which have times."""
    first, following = blocks[place], blocks[place + 1 : place + 2]
    if not is_time(first) or "\n" in first.text:
        return False
    if following and following[0].kind == "table":
        return ":" not in first.text
    clock = bool(following) and is_time(following[0]) and ":" in following[0].text and ":" not in first.text
    return clock or _has_times(blocks, place)


def _has_times(blocks: Sequence[Block], place: int) -> bool:
    """Whether what stands below one of some blocks has times."""
    following = blocks[place + 1 : place + 2]
    table = bool(following) and following[0].kind == "table"
    return table or any(map(is_timed, event_texts.below(blocks, place)))


def _sentences(draft: Draft) -> Iterable[str]:
    return (each.text for each in draft.blocks if each.kind == "text" and _TIMES_ARE.search(each.text))
