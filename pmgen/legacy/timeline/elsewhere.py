"""Events that stand below no heading which says timeline."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import takewhile
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline import chats, event_items, event_tables, event_texts, posts
from pmgen.legacy.timeline.events import is_time, is_timed
from pmgen.legacy.vocabulary import headings

_IN_BRACKETS = re.compile(r"[(\[（][^()\[\]（）]{1,60}[)\]）]\W*$")

_TIME_LAST = re.compile(r"(?P<name>[^\n]*\S)\s*[(\[](?P<at>[^()\[\]\n]{4,40})[)\]]")


def read(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events that stand below other headings, or are headings themselves; they leave the body.

    Args:
        said: takes what may name the zone of the document.
    """
    before = frozenset(draft.taken)
    found = _anywhere(draft, said) or _headed(draft, said)
    said += _said_above(draft, draft.taken - before)
    return found


def _said_above(draft: Draft, taken: Collection[int]) -> Iterator[str]:
    """What the headings right above some lines say in brackets: `Хронология (МСК)`."""
    name = ""
    for block in draft.blocks:
        if block.kind == "heading":
            name = block.text
        elif block.start in taken and (found := _IN_BRACKETS.search(name)):
            yield found[0]
            name = ""


def _anywhere(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events below other headings: in tables and lines, in a row of items, in posts, below times."""
    found = _tables_and_lines(draft, said) or _in_an_item(draft, said) or event_texts.in_a_row(draft, said)
    found = found or posts.elsewhere(draft, lines.not_blank(draft.blocks), said) or chats.elsewhere(draft, said)
    return found or _below_times(draft, said)


def _tables_and_lines(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    for block in draft.blocks:
        if block.kind == "table" and block.start not in draft.taken:
            events += event_tables.events_of(draft, block, said) if event_tables.is_timeline(block) else []
        elif block.kind == "text" and block.text.count("\n") > 1:
            events += event_texts.prose(draft, block, said)
    return events


def _in_an_item(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events of the list in the one item that says timeline, as in a document that is a list of fields."""
    named = [each for each in draft.blocks if each.kind == "item" and _names_timeline(each)]
    events = event_items.item(draft, named[0], said) if len(named) == 1 else []
    said += [named[0].text.partition("\n")[0]] if events else []
    return events


def _names_timeline(item: Block) -> bool:
    first, _, nested = item.text.partition("\n")
    return bool(nested) and headings.names_timeline(lines.bare(first)) and moments.leading(first) is None


def _below_times(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events below times that have a line to themselves, and those of headings that begin with one beside them."""
    blocks = lines.not_blank(draft.blocks)
    lone = [is_time(block) and ":" in block.text for block in blocks]
    if sum(lone) < 2:
        return []
    found: list[dict[str, Any]] = []
    for place, block in enumerate(blocks):
        if lone[place]:
            found += event_texts.alone(draft, blocks, place, said)
        elif is_headed(block):
            found.append(event_texts.of_heading(draft, draft.place(block), said))
    return found


def _headed(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events of a document whose headings are times, below no heading that says timeline."""
    places = [place for place, block in enumerate(draft.blocks) if is_headed(block)]
    return [event_texts.of_heading(draft, place, said) for place in places] if len(places) > 1 else []


def is_headed(block: Block) -> bool:
    """Whether a block is a heading that begins with a time and tells what happened then."""
    when = moments.leading(block.text) if block.kind == "heading" else None
    return when is not None and bool(when.rest) and ":" in when.at


def with_time_first(draft: Draft, block: Block) -> str:
    """A heading that ends in a time in brackets, with that before it; empty for any other, and above other times."""
    found = _TIME_LAST.fullmatch(lines.label_of(block)) if block.kind == "heading" else None
    when = moments.leading(found["at"]) if found else None
    if found is None or when is None or when.rest or ":" not in when.at:
        return ""
    below = takewhile(lambda each: each.kind != "heading", lines.behind(draft.blocks, draft.place(block)))
    told = [each for each in below if each.kind != "blank"]
    return "" if any(each.kind == "table" or is_timed(each) for each in told) else f"{found['at']}: {found['name']}"
