"""Timelines, in whatever shape: tables, lists, headings that are times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from pmgen.legacy import days, lines, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block, bare
from pmgen.serialize import time

HEADING = re.compile(r"\b(?:timeline|chronology|sequence of events|what happened when|event log)\b", re.IGNORECASE)
_TIME_HEAD = re.compile(r"^(?:time|when|timestamp|date ?(?:/|and)? ?time|date|at|utc|hour)\b", re.IGNORECASE)
_NO_EVENTS = re.compile(
    r"^(?:actions?(?: items?)?|priority|commits?|owner|implemented by|due(?: date)?)$", re.IGNORECASE
)
_DAY_HEAD = re.compile(r"^(?:date|day)(?: \(?(?P<year>(?:19|20)\d\d)\)?)?$", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?", re.IGNORECASE)
_CLOCK = re.compile(r"~?\d{1,2}:\d\d")
_SOURCE = re.compile(r"^(?:sources?|evidence)$", re.IGNORECASE)
_ZONE = re.compile(r"\b(UTC|GMT|EEST|EET|CEST|CET|BST|EST|EDT|MDT|MST|PST|PDT|CDT|JST|KST|AEST|AEDT)\b")
_IANA = re.compile(r"\b([A-Z][a-z]+/[A-Z][A-Za-z_]+)\b")
_SENTENCE = re.compile(r"^\W*all times (?:are |shown |given )*in\b[^.\n]*\.?\W*$", re.IGNORECASE)
_MILESTONES = tuple(
    (kind, re.compile(rf"^\W*(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        ("detected", "detect(?:ed|ion)|(?:first )?alert (?:fires|fired)|first (?:report|alert)"),
        (
            "resolved",
            "resolved|recover(?:ed|y)|service (?:fully )?(?:restored|operational)|incident (?:resolved|closed)",
        ),
        ("mitigated", "mitigat(?:ed|ion applied)"),
        ("started", "(?:incident|outage|impact) (?:begins?|starts?|started)|cascade begins"),
    )
)
"""Only where the words leave no doubt."""


def read(draft: Draft) -> None:
    """Enter the timeline, and let it leave the body."""
    events: list[dict[str, Any]] = []
    zones: list[str] = []
    for place, block in enumerate(draft.blocks):
        if block.kind == "heading" and HEADING.search(block.text):
            zones.append(block.text)
            entered = _section(draft, draft.section(place), zones)
            if own := _ZONE.search(block.text):
                # Another timeline of the document may be in another zone.
                entered = [{"zone": own[1], **event} for event in entered]
            events += entered
    if not events:
        events = _anywhere(draft, zones)
    if not events:
        events = _headed(draft, zones)
    if not events:
        return
    draft.tree["timeline"] = events
    zone = _zone([*(each for each in zones if each), *_sentences(draft)])
    if zone:
        draft.tree["timezone"] = zone
    for event in events:
        # A row that names another zone than all of them keeps it.
        own = event.pop("zone", "")
        if own and moments.OFFSETS.get(own) != zone:
            for key in ("at", "until"):
                if key in event:
                    event[key] = time(moments.with_offset(days.written(event[key]), own))


def _anywhere(draft: Draft, zones: list[str]) -> list[dict[str, Any]]:
    """The events of tables, and below times with a line to themselves, that stand below another heading."""
    events: list[dict[str, Any]] = []
    for block in draft.blocks:
        if block.kind == "table" and block.start not in draft.taken:
            head, rows = lines.rows(block)
            planned = any(_NO_EVENTS.match(bare(name)) for name in head)
            if not planned and _TIME_HEAD.match(bare(head[0])) and _mostly_times([row[0] for row in rows]):
                events += _table(draft, block, zones)
        elif block.kind == "text" and block.text.count("\n") > 1:
            events += _prose(draft, block, zones)
    lone = [place for place, block in enumerate(draft.blocks) if _is_time(block) and ":" in block.text]
    for place in lone if len(lone) > 1 and not events else ():
        events += _alone(draft, [each for each in draft.blocks[place:] if each.kind != "blank"], zones)
    return events


def _headed(draft: Draft, zones: list[str]) -> list[dict[str, Any]]:
    """The events of a document whose headings are times, below no heading that says timeline."""
    places = [
        place
        for place, block in enumerate(draft.blocks)
        if block.kind == "heading" and (when := moments.leading(block.text)) and when.rest and ":" in when.at
    ]
    return [_of_heading(draft, place, zones) for place in places] if len(places) > 1 else []


def _of_heading(draft: Draft, place: int, zones: list[str]) -> dict[str, Any]:
    """An event that a heading names, with all that stands below the heading."""
    heading = draft.blocks[place]
    below = list(takewhile(lambda each: each.kind != "heading", draft.blocks[place + 1 :]))
    for each in (heading, *below):
        draft.take(each)
    text = "\n".join(draft.lines[heading.end : below[-1].end]).strip() if below else ""
    event = _event(heading.text, "", zones)
    event["event"] = "\n\n".join(filter(None, [event["event"].strip(), text]))
    return event


def _section(draft: Draft, section: Sequence[Block], zones: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    day = ""
    blocks = [each for each in section if each.start not in draft.taken and each.kind != "blank"]
    for place, block in enumerate(blocks):
        if block.start in draft.taken:
            continue
        if block.kind == "table":
            found += _table(draft, block, zones)
        elif block.kind == "code" and not found:
            found += _code(draft, block, zones)
        elif block.kind == "item":
            entered = _item(draft, block, zones)
            if entered and day:
                days.put(entered[0], day)
                day = ""
            found += entered
        elif block.kind == "text" and _SENTENCE.match(block.text):
            zones.append(block.text)
            draft.take(block, block.text)
        elif block.kind == "heading" and (when := moments.leading(block.text)) and when.rest and ":" in when.at:
            found.append(_of_heading(draft, draft.blocks.index(block), zones))
        elif _is_time(block) and any(_is_timed(each) for each in _below(blocks[place + 1 :])):
            day = block.text
            if block.kind == "text":
                draft.take(block)
        elif block.kind in ("text", "heading"):
            found += _alone(draft, blocks[place:], zones) or _prose(draft, block, zones)
    return found


def _code(draft: Draft, block: Block, zones: list[str]) -> list[dict[str, Any]]:
    """The events of a block of code whose lines begin with times of day; a log has dates, or seconds."""
    fence, *rows = block.text.split("\n")
    rows = rows[:-1] if rows and not rows[-1].strip("`~ ") else rows
    events: list[dict[str, Any]] = []
    for row in filter(str.strip, rows):
        when = moments.leading(row)
        if when and when.rest and _CLOCK.fullmatch(when.at):
            events.append(_event(row[: len(row) - len(when.rest)], when.rest, zones))
        elif events and row[:1] in " \t":
            events[-1]["event"] += f" {row.strip()}"
        else:
            return []
    if len(events) < 2 or fence.strip("`~ "):
        return []
    draft.take(block)
    return events


def _alone(draft: Draft, blocks: Sequence[Block], zones: list[str]) -> list[dict[str, Any]]:
    """An event below a time that has a line, or a heading, of its own."""
    if not _is_time(blocks[0]):
        return []
    below = _below(blocks[1:])
    if not below:
        return []
    for each in (blocks[0], *below):
        draft.take(each)
    return [_event(blocks[0].text, "\n\n".join(each.text for each in below), zones)]


def _below(blocks: Sequence[Block]) -> list[Block]:
    return list(takewhile(lambda each: each.kind in ("text", "item") and not _is_time(each), blocks))


def _is_timed(block: Block) -> bool:
    when = moments.leading(block.text.partition("\n")[0])
    return when is not None and bool(when.rest) and ":" in when.at


def _is_time(block: Block) -> bool:
    when = moments.leading(block.text) if block.kind in ("text", "heading") else None
    return when is not None and not when.rest


def _table(draft: Draft, block: Block, zones: list[str]) -> list[dict[str, Any]]:
    head, rows = lines.rows(block)
    column = next((index for index, name in enumerate(head) if _TIME_HEAD.match(bare(name))), 0)
    weekday = next((i for i in range(len(head)) if all(_WEEKDAY.fullmatch(bare(row[i])) for row in rows)), None)
    day, year = None, ""
    days_in = [i for i, name in enumerate(head) if i != weekday and _DAY_HEAD.match(bare(name))]
    if days_in and _mostly_times([row[days_in[0]] for row in rows]):
        # A column for the day, and another one for the time.
        column = next((i for i, name in enumerate(head) if i != days_in[0] and _TIME_HEAD.match(bare(name))), column)
        if column != days_in[0]:
            day, dated = days_in[0], _DAY_HEAD.match(bare(head[days_in[0]]))
            year = (dated and dated["year"]) or ""
    if len(head) < 2 or not (_TIME_HEAD.match(bare(head[column])) or _mostly_times([row[column] for row in rows])):
        return []
    zones.append(head[column])
    known = next((i for i, name in enumerate(head) if _SOURCE.match(bare(name)) and i != column), None)
    found = []
    for row in rows:
        source = row[known].strip() if known is not None else ""
        others = [
            cell
            for index, cell in enumerate(row)
            if index not in (column, day, known, weekday) and re.search(r"\w", cell)
        ]
        if day is not None and row[day]:
            row[column] = " ".join(filter(None, (bare(row[day]), year, bare(row[column]))))
        text = " — ".join(others)
        if text:
            found.append(_event(row[column], text, zones))
            if re.search(r"\w", source):
                found[-1]["source"] = source
        elif row[column]:
            draft.labels.append(row[column])
    draft.take(block, *head)
    return found


def _mostly_times(cells: Sequence[str]) -> bool:
    readable = sum(moments.leading(cell) is not None for cell in cells)
    return bool(cells) and readable * 2 >= len(cells)


def _item(draft: Draft, block: Block, zones: list[str]) -> list[dict[str, Any]]:
    first, _, nested = block.text.partition("\n")
    events = _of_day(first, nested, zones)
    when = moments.leading(first)
    if not events and when is not None and (when.rest or (nested and ":" in when.at)):
        events = [_timed(block, zones)]
    if events:
        draft.take(block)
    return events


def _of_day(day: str, nested: str, zones: list[str]) -> list[dict[str, Any]]:
    """The events of a list below a day."""
    inside = [each for each in lines.blocks(nested.split("\n")) if each.kind != "blank"]
    when = moments.leading(day)
    if not inside or when is None or when.rest or ":" in when.at:
        return []
    if not all(each.kind == "item" and _is_timed(each) for each in inside):
        return []
    events = [_timed(each, zones) for each in inside]
    days.put(events[0], day)
    return events


def _timed(block: Block, zones: list[str]) -> dict[str, Any]:
    """The event of an item whose first line begins with a time."""
    first = block.text.partition("\n")[0]
    when = moments.leading(first)
    end = len(first) - len(when.rest) if when else 0
    return _event(block.text[:end], block.text[end:], zones)


def _prose(draft: Draft, block: Block, zones: list[str]) -> list[dict[str, Any]]:
    """A paragraph, or the lines of one, or a heading that begins with a time; some of the lines may be days."""
    parts = block.text.split("\n") if block.kind == "text" else [block.text]
    whens = [moments.leading(part) for part in parts]
    if not all(when and (":" in when.at if when.rest else len(parts) > 2) for when in whens):
        return []
    events: list[dict[str, Any]] = []
    day = ""
    for part, when in zip(parts, whens, strict=True):
        if when and when.rest:
            events.append(_event(part[: len(part) - len(when.rest)], when.rest, zones))
            if day:
                days.put(events[-1], day)
            day = ""
        else:
            day = part
    if events and not day:
        draft.take(block)
        return events
    return []


def _event(cell: str, text: str, zones: list[str]) -> dict[str, Any]:
    """An event; the words of a time that cannot be read stay in its text."""
    when = moments.leading(cell)
    text = _tidied(text.lstrip().removeprefix("|").removesuffix("|"))
    if when is None:
        return {"at": "unknown", "event": f"{_tidied(cell)}: {text}" if _tidied(cell) else text}
    event: dict[str, Any] = {"at": time(when.at)}
    if when.zone:
        zones.append(when.zone)
        event["zone"] = when.zone
    if when.until:
        event["until"] = time(when.until)
    kind = next((kind for kind, pattern in _MILESTONES if pattern.search(text)), None)
    if kind:
        event["kind"] = kind
    rest = _tidied(when.rest.lstrip().removeprefix("|").removesuffix("|"))
    event["event"] = f"{rest} {text}" if rest else text
    return event


def _tidied(text: str) -> str:
    """A text without marks of emphasis that are only half there."""
    text = text.strip()
    return text.replace("**", "") if text.count("**") % 2 else text


def _sentences(draft: Draft) -> Iterable[str]:
    return (each.text for each in draft.blocks if each.kind == "text" and "all times" in each.text.lower())


def _zone(texts: Iterable[str]) -> str:
    for text in texts:
        if found := _IANA.search(text):
            return found[1]
        if found := _ZONE.search(text):
            return moments.OFFSETS.get(found[1], "")
        if text in moments.OFFSETS:
            return moments.OFFSETS[text]
    return ""
