"""Events in paragraphs and headings, and items in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import Any, Final

from pmgen.legacy import lines
from pmgen.legacy.clocks import days, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.formats import references
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline import event_items, quotes
from pmgen.legacy.timeline.events import event_of, is_set_off, is_time, is_timed
from pmgen.legacy.vocabulary import headings

_TOLD: Final = ("text", "item")
"""The kinds of blocks that tell of an event."""
_LABEL = re.compile(r"\s*(?:\*\*|__)?([A-Z][A-Za-z &/-]{2,40}):(?:\*\*|__)?\s+\S")
"""What a line is called, where it goes on behind that."""
_BREAK = re.compile(r"<br ?/?>|(?<!\\)\\+[ \t]*(?=\n|$)", re.IGNORECASE)


def prose(draft: Draft, block: Block, said: list[str], *, inside: bool = False) -> list[dict[str, Any]]:
    """A paragraph, or the lines of one, or a heading that begins with a time; some of the lines may be days.

    Args:
        inside: it stands below a heading that says timeline, so that a day is enough, and lines may be wrapped.
    """
    parts = [block.text.rstrip()]
    rows = block.text.split("\n")
    end = _of_another_section(rows) if inside else len(rows)
    if block.kind == "text":
        parts = _unwrapped("\n".join(rows[:end])) if inside else [each.rstrip() for each in rows]
    whens = [moments.leading(part) for part in parts]
    for part, when in zip(parts, whens, strict=True):
        enough = when and (":" in when.at or (inside and is_set_off(part, when)) if when.rest else len(parts) > 2)
        if not enough:
            return []
    events: list[dict[str, Any]] = []
    day = ""
    for part, when in zip(parts, whens, strict=True):
        if when and when.rest:
            events.append(event_of(part[: len(part) - len(when.rest)], when.rest, said))
            days.put(events[-1], day)
            day = ""
        else:
            day = part
    if events and not day:
        (draft.take_emptied if block.kind == "heading" else draft.take)(block)
        if rows[end:]:
            draft.instead[block.start] = rows[end:]
        return events
    return []


def _of_another_section(rows: Sequence[str]) -> int:
    """The number of the first of some lines behind which no time stands, and that names another section: its end."""
    timed = max((at for at, row in enumerate(rows) if moments.leading(row)), default=0)
    named = (at for at in range(timed + 1, len(rows)) if (found := _LABEL.match(rows[at])) and _is_section(found[1]))
    return next(named, len(rows))


def _is_section(label: str) -> bool:
    return headings.key_of(label) is not None or headings.alone(f"{label}:") != ""


def _unwrapped(text: str) -> list[str]:
    """The parts of a paragraph that begin with a time, each on one line, with what it quotes."""
    lines_of = _BREAK.split(text) if _BREAK.search(text) else text.split("\n")
    parts: list[str] = []
    for line in filter(str.strip, lines_of):
        if parts and moments.leading(line) is None:
            mark = "\n" if line.lstrip().startswith(">") else " "
            parts[-1] += mark + " ".join(line.split())
        else:
            parts.append(" ".join(line.split()))
    return list(map(quotes.within, parts))


def alone(draft: Draft, blocks: Sequence[Block], place: int, said: list[str]) -> list[dict[str, Any]]:
    """What happened at a time that has a line, or a heading, of its own.

    Args:
        place: of the time among the blocks, of which none is blank.
    """
    if not is_time(blocks[place]):
        return []
    own = (*_TOLD, "code") if blocks[place].kind == "heading" else _TOLD
    told = list(
        takewhile(lambda each: not (each.kind == "text" and is_timed(each, set_off=True)), below(blocks, place, own))
    )
    if not told:
        return []
    for each in (blocks[place], *told):
        draft.take(each)
    first, _, more = blocks[place].text.partition("\n")
    texts = [each for each in told if re.search(r"\w", each.text)]
    if texts and not more and texts[0].text.endswith(":") and "\n" not in texts[0].text:
        more, texts = texts[0].text.rstrip(":"), texts[1:]
    if texts and texts[0].kind == "item":
        # What a list tells below one time need not be one event.
        return [event_of(first, f"{more}: {text}" if more else text, said) for text in _by_item(texts)]
    return [event_of(first, "\n\n".join(filter(None, [more, *_as_written(draft, texts)])), said)]


def _as_written(draft: Draft, blocks: Sequence[Block]) -> list[str]:
    """The texts of paragraphs; with the lists and the code between them as these are written."""
    if all(each.kind == "text" for each in blocks):
        return [each.text for each in blocks]
    text = "\n".join(draft.lines[blocks[0].start : blocks[-1].end]).strip()
    return [references.inlined(text, draft.links)]


def _by_item(blocks: Sequence[Block]) -> list[str]:
    """The texts of the items that come first; what follows them belongs to the last one."""
    found = [each.text for each in takewhile(lambda each: each.kind == "item", blocks)]
    return [*found[:-1], "\n\n".join([found[-1], *(each.text for each in blocks[len(found) :])])]


def below(blocks: Sequence[Block], place: int, kinds: Sequence[str] = _TOLD) -> list[Block]:
    """The paragraphs and items, or blocks of other kinds, behind one, up to the next time that has a line to itself."""
    following = lines.behind(blocks, place)
    return list(takewhile(lambda each: each.kind in kinds and not is_time(each), following))


def of_day(heading: Block, said: list[str]) -> dict[str, Any]:
    """The event of a heading that begins with a day, with what it tells of that; empty if it tells nothing."""
    when = moments.leading(heading.text)
    assert when is not None
    return event_of(heading.text[: len(heading.text) - len(when.rest)], when.rest, said)


def of_heading(draft: Draft, place: int, said: list[str], named: str = "") -> dict[str, Any]:
    """An event that a heading names, or what is `named` in its place, with all that stands below the heading."""
    heading = draft.blocks[place]
    told = list(takewhile(lambda each: each.kind != "heading", lines.behind(draft.blocks, place)))
    for each in (heading, *told):
        draft.take(each)
    text = "\n".join(draft.lines[heading.end : told[-1].end]).strip() if told else ""
    event = event_of(named or heading.text, "", said)
    event["event"] = "\n\n".join(filter(None, [event["event"].strip(), references.inlined(text, draft.links)]))
    return event


def _told(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    return prose(draft, block, said, inside=True)


def _is_set_off(block: Block) -> bool:
    """Whether a paragraph or an item begins with a time of day that a mark sets off; for an item a zone will do."""
    when = moments.leading(block.text.partition("\n")[0]) if block.kind == "item" else None
    zoned = when is not None and bool(when.zone or when.at.endswith("Z")) and is_timed(block)
    return block.kind in ("text", "item") and (zoned or is_timed(block, set_off=True))


def in_a_row(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events of the first paragraphs or items, one behind the other, that all begin with a time of day."""
    blocks = lines.not_blank(draft.blocks)
    for _, group in groupby(blocks, _is_set_off):
        run = list(group)
        if len(run) > 2 and is_timed(run[0]):
            return [
                event
                for each in run
                for event in (event_items.item if each.kind == "item" else _told)(draft, each, said)
            ]
    return []
