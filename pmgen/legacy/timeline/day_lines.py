"""Blocks that only say when, with times below them: lines and headings that are days, or begin with one."""

from __future__ import annotations

from collections.abc import Sequence

from pmgen.legacy.clocks import moments, told_days
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline import event_texts
from pmgen.legacy.timeline.events import is_time, is_timed


def is_clock(heading: Block) -> bool:
    """Whether a heading begins with a time of day: it tells of an event, and names no section."""
    when = moments.leading(heading.text)
    return when is not None and ":" in when.at


def is_day(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block is a line that says when, with times below it."""
    first, following = blocks[place], blocks[place + 1 : place + 2]
    when = moments.leading(first.text) if is_time(first) else None
    if when is None or "\n" in first.text or moments.OF_DAY.match(when.at):
        return False
    if following and following[0].kind == "table":
        return ":" not in first.text
    clock = bool(following) and is_time(following[0]) and ":" in following[0].text and ":" not in first.text
    return clock or has_times(blocks, place)


def told(blocks: Sequence[Block], place: int) -> str:
    """The day that a block tells by its distance or its name, with times below it; empty for any other block."""
    block = blocks[place]
    day = block.text if told_days.is_heading(block.text) else ""
    if block.kind == "heading" and not is_clock(block):
        day = day or told_days.titled(block.text)
    return day if day and has_times(blocks, place) else ""


def has_times(blocks: Sequence[Block], place: int) -> bool:
    """Whether times stand below a block."""
    following = blocks[place + 1 : place + 2]
    table = bool(following) and following[0].kind == "table"
    return table or any(map(is_timed, event_texts.below(blocks, place)))


def is_dated(section: Sequence[Block]) -> bool:
    """Whether the heading of a section begins with a day, and times stand below it."""
    return is_day(section, 0) or is_titled_day(section, 0)


def is_titled_day(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block is a heading that begins with a day and tells what happened on it, with times below it."""
    when = moments.leading(blocks[place].text) if blocks[place].kind == "heading" else None
    return when is not None and ":" not in when.at and bool(when.rest) and has_times(blocks, place)
