"""Where the events of a document stand: below a heading that says timeline, or anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.clocks import days, moments, zones
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline import (
    belonging,
    chats,
    day_lines,
    elsewhere,
    event_code,
    event_items,
    event_tables,
    event_texts,
    groups,
    origin,
    posts,
    quotes,
    roughness,
)
from pmgen.legacy.timeline.events import ALL_TIMES, is_timed
from pmgen.legacy.vocabulary import headings

_TIMES_ARE = re.compile(
    r"\b(?:all|these|the)? ?times(?:tamps)? (?:are|in|shown|given|below)\b|\ball times(?:tamps)?\b"
    r"|\ball (?:events|entries) are (?:\w+ )?in \[?(?-i:[A-Z]{2,5})\b|時刻は|时间(?:均|都)?为",
    re.IGNORECASE,
)


def by_timeline(draft: Draft, said: list[str]) -> list[list[dict[str, Any]]]:
    """The events of each timeline of a document; they leave the body.

    Args:
        said: takes what may name the zone of the document.
    """
    parts: list[tuple[Block | None, list[dict[str, Any]]]] = []
    above = _headings_above(draft.blocks)
    for place, block in draft.headings():
        if headings.names_timeline(block.text):
            said.append(block.text)
            section = _told(draft, place)
            events = _section(draft, section, said, zones.word_in(block.text))
            if roughness.is_said(block, section):
                roughness.put(events)
            if events:
                parts.append((_day_of(above.get(block.start)), events))
                draft.take_emptied(block)
    several = len({day.start for day, _ in parts if day}) > 1
    found = [_on_day(day, events, said) if several else events for day, events in parts]
    found = found or list(filter(None, [_by_days(draft, said) or elsewhere.read(draft, said)]))
    _put_lines(draft, [event for part in found for event in part])  # before one is moved, or its text is another one
    return [events for part in found for events in groups.parted(draft, part)]


def _put_lines(draft: Draft, events: Sequence[dict[str, Any]]) -> None:
    """Enter the line in which each event is told; only rows of tables bring theirs."""
    told = [each for each in events if "line" not in each]
    lines = draft.lines_of((each["event"] for each in told), first_heading(draft).start)
    for event, line in zip(told, lines, strict=True):
        event["line"] = line


def _headings_above(blocks: Iterable[Block]) -> dict[int, Block]:
    """The heading that each heading stands below, by where that begins."""
    above: dict[int, Block] = {}
    around: list[Block] = []
    for each in blocks:
        if each.kind == "heading":
            while around and around[-1].level >= each.level:
                around.pop()
            if around:
                above[each.start] = around[-1]
            around.append(each)
    return above


def _day_of(heading: Block | None) -> Block | None:
    """A heading, if it begins with a day."""
    when = moments.leading(heading.text) if heading else None
    return heading if when and ":" not in when.at else None


def _on_day(day: Block | None, events: list[dict[str, Any]], said: list[str]) -> list[dict[str, Any]]:
    """A timeline below the heading of its day, which is an event, too, where it tells one."""
    if day is None:
        return events
    told = event_texts.of_day(day, said)
    if told["event"]:
        return [told, *events]
    days.put(events[0], day.text)
    return events


def first_heading(draft: Draft) -> Block:
    """The heading of the first timeline."""
    return next((each for _, each in draft.headings() if headings.names_timeline(each.text)), draft.blocks[0])


def on_zones(draft: Draft) -> Iterable[str]:
    """The sentences that say in which zone times are."""
    return (each.text for each in draft.blocks if each.kind == "text" and _TIMES_ARE.search(each.text))


def _told(draft: Draft, heading: int) -> list[Block]:
    """The section of a timeline, and those behind it whose headings are times, or phases: they belong to it."""
    found = draft.section(heading)
    phases = _is_plain(draft, heading) and (any(map(is_timed, found)) or not lines.not_blank(found))
    while (place := heading + 1 + len(found)) < len(draft.blocks):
        if not day_lines.is_clock(draft.blocks[place]) and not (phases and _is_phase(draft, place)):
            break
        found += [draft.blocks[place], *draft.section(place)]
    return found


def _is_phase(draft: Draft, place: int) -> bool:
    """Whether a line without marks names a phase of an incident, and nothing but times stands below it."""
    below = lines.not_blank(draft.section(place))
    named = headings.PHASE.fullmatch(lines.name_of(draft.blocks[place])) and _is_plain(draft, place)
    return bool(named and below) and all(each.kind in ("text", "item") and is_timed(each) for each in below)


def _is_plain(draft: Draft, place: int) -> bool:
    """Whether a heading has no marks, so that nothing tells of what it is a part."""
    return draft.lines[draft.blocks[place].start].lstrip()[:1].isalpha()


def _section(draft: Draft, section: Sequence[Block], said: list[str], within: str) -> list[dict[str, Any]]:
    """The events of a section.

    Args:
        within: what its heading says of a zone; another timeline of the document may be in another one.
    """
    found: list[dict[str, Any]] = []
    day = on = ""
    group = groups.FIRST
    blocks = [each for each in lines.not_blank(section) if each.start not in draft.taken]
    items = [is_timed(each, or_day=True) for each in blocks if each.kind == "item"]
    timed, mostly, counted = any(items), sum(items) > max(1, len(items) // 2), origin.is_counted_from(blocks)
    for place, block in enumerate(blocks):
        if block.start in draft.taken or (found and quotes.put(draft, block, blocks[place - 1], found[-1])):
            continue
        if found and belonging.put_code(draft, blocks, place, found[-1]):
            continue
        if found and not timed and belonging.put(draft, blocks, place, found[-1]):
            continue
        within = _zone_from(block) or within
        if day_lines.is_day(blocks, place):
            day = block.text
            said.append(block.text)
            if block.kind == "text":
                draft.take(block)
        elif told := day_lines.told(blocks, place):
            on, group = told, groups.below(block, group) or group
            if block.kind == "text":
                draft.take(block, block.text)
        elif entered := (counted and origin.event(draft, block, said)) or _entered(
            draft, blocks, place, said, mostly=mostly, first=not found
        ):
            days.put(entered[0], day)
            if on:
                entered[0].setdefault("on", on)
            day = on = ""
            group = groups.of_table(block, group) if block.kind == "table" else group
            found += [{"within": group.zone or within, "group": group, **event} for event in entered]
        else:
            group = groups.below(block, group) or group
    said += filter(None, [groups.zone_of_all(found)])
    return found


def _entered(
    draft: Draft, blocks: Sequence[Block], place: int, said: list[str], *, mostly: bool, first: bool
) -> list[dict[str, Any]]:
    """The events of one block of a section.

    Args:
        mostly: most of the items begin with a time.
        first: there was no event before.
    """
    block = blocks[place]
    if day_lines.is_titled_day(blocks, place):
        draft.take_emptied(block)
        return [event_texts.of_day(block, said)]
    if block.kind == "table":
        return event_tables.events_of(draft, block, said)
    if block.kind == "code":
        return event_code.events(draft, block, said) if first else []
    if block.kind == "item":
        entered = event_items.item(draft, block, said) or event_items.labelled(draft, block, said)
        entered = entered or posts.events(draft, blocks, place, said)
        return entered or (event_items.untimed(draft, block) if mostly else [])
    if block.kind == "text" and ALL_TIMES.match(block.text):
        said.append(block.text)
        draft.take(block, block.text)
        return []
    turned = elsewhere.with_time_first(draft, block)
    if turned or elsewhere.is_headed(block):
        return [event_texts.of_heading(draft, draft.place(block), said, turned)]
    told = event_texts.alone(draft, blocks, place, said) or event_texts.prose(draft, block, said, inside=True)
    return told or posts.events(draft, blocks, place, said) or chats.events(draft, block, said)


def _zone_from(block: Block) -> str:
    """What a sentence says of the zone of the times below it."""
    return zones.word_in(block.text) if block.kind == "text" and _TIMES_ARE.search(block.text) else ""


def _by_days(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events of a document whose headings are days, with or without a title, and times below each."""
    below = ([each, *lines.not_blank(draft.section(place))] for place, each in draft.headings())
    sections = [each for each in below if day_lines.is_dated(each)]
    if len(sections) < 2:
        return []
    if any(day_lines.is_titled_day(section, 0) for section in sections):
        draft.note(sections[0][0], f"{len(sections)} sections, each with a day, are taken for one timeline")
    return _section(draft, [block for section in sections for block in section], said, "")
