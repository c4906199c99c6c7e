"""Events in items, paragraphs, blocks of code and headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import Any, Final

from pmgen.legacy import lines
from pmgen.legacy.clocks import days, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.formats import references
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.timeline import quotes
from pmgen.legacy.timeline.events import event_of, is_set_off, is_time, is_timed
from pmgen.legacy.vocabulary import words

_SAYS_WHEN = re.compile(r"(?:\*\*)?~?[\w+-]+(?: [\w+-]+){0,2}(?:\*\*| ?[–—:]| -)+\s")
"""A few words and a mark at the beginning of an item: `pre-incident — …`."""
_CALLS = re.compile(r"\W*\w[^\s.]*(?: [^\s.]+){0,4}")
"""A phase: `Detection`, `**Response by the vendor:**`."""
_LABELLED = re.compile(
    r"(?P<label>[*_]{0,2}[^\W\d][\w /-]{1,40}[*_]{0,2})(?::[*_]{0,2}| [–—-])\s+"
    r"(?P<at>[*_~]{0,2}(?:[A-Z][a-z]{2,8}\.? )?\d\S.{3,40})"
)
_TOLD: Final = ("", "text", "txt", "plain", "plaintext", "log", "irc", "chat")
"""What a block of code says it holds, where that may be told by people."""
_LEVEL = re.compile(r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b|\blevel=", re.ASCII)
_COLUMNS = re.compile(
    r"\s*(?:time|when|timestamp)(?: \([^()]{1,12}\))?[\s|]+(?:events?|what|description)\s*", re.IGNORECASE
)
"""What stands above times and events in a block of code."""
_LONGEST_LOG: Final = 60
"""Lines."""
_BREAK = re.compile(r"<br ?/?>|(?<!\\)\\+[ \t]*(?=\n|$)", re.IGNORECASE)


def item(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The event of an item that begins with a time, or those of the list below one that is a day."""
    first, _, nested = block.text.partition("\n")
    events = _of_day(first, nested, said)
    if not events and (inside := _of_list(block, said)):
        draft.take(block, *([] if moments.leading(first) else [first]))
        return inside
    when = moments.leading(first)
    if not events and when is not None and (when.rest or nested) and not words.is_form(when.rest):
        events = [_timed(block, said)]
    if events:
        draft.take(block)
    return events


def labelled(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The event of an item that is a label and a time: `Detected: 10:05`."""
    found = _LABELLED.fullmatch(block.text)
    when = moments.leading(found["at"]) if found else None
    if found is None or when is None or when.rest or ":" not in when.at:
        return []
    draft.take(block)
    return [event_of(found["at"], bare(found["label"]), said)]


def untimed(draft: Draft, block: Block) -> list[dict[str, Any]]:
    """An item that says in a few words when it was, among others that begin with a time."""
    if not _SAYS_WHEN.match(block.text):
        return []
    draft.take(block)
    return [{"at": "unknown", "event": block.text}]


def _of_day(day: str, nested: str, said: list[str]) -> list[dict[str, Any]]:
    """The events of a list below a day."""
    inside = lines.not_blank(lines.blocks(nested.split("\n")))
    when = moments.leading(day)
    if not inside or when is None or when.rest or ":" in when.at:
        return []
    if not all(each.kind == "item" for each in inside):
        return []
    timed = [is_timed(each) for each in inside]
    if not any(timed):
        return [event_of(day, each.text, said) for each in inside]
    if not all(timed):
        return []
    events = [_timed(each, said) for each in inside]
    days.put(events[0], day)
    return events


def _of_list(block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The events of a list of times below an item that is an event, too, or names them in a few words."""
    found = lines.not_blank(lines.blocks(block.text.split("\n")))
    inside = found[1:]
    if not inside or not all(each.kind == "item" and is_timed(each) for each in inside):
        return []
    told = found[0]
    own = [_timed(told, said)] if is_timed(told) else []
    return [*own, *(_timed(each, said) for each in inside)] if own or _CALLS.fullmatch(told.text) else []


def _timed(block: Block, said: list[str]) -> dict[str, Any]:
    """The event of an item whose first line begins with a time."""
    first = block.text.partition("\n")[0].rstrip()
    when = moments.leading(first)
    end = len(first) - len(when.rest) if when else 0
    return event_of(block.text[:end], quotes.within(block.text[end:]), said)


def prose(draft: Draft, block: Block, said: list[str], *, inside: bool = False) -> list[dict[str, Any]]:
    """A paragraph, or the lines of one, or a heading that begins with a time; some of the lines may be days.

    Args:
        inside: it stands below a heading that says timeline, so that a day is enough, and lines may be wrapped.
    """
    parts = [block.text.rstrip()]
    if block.kind == "text":
        parts = _unwrapped(block.text) if inside else [each.rstrip() for each in block.text.split("\n")]
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
        return events
    return []


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


def code(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The events of a block of code whose lines begin with times; what a program logs has levels, or no end."""
    fence, *rows = block.text.split("\n")
    rows = rows[:-1] if rows and not rows[-1].strip("`~ ") else rows
    names, rows = (rows[:1], rows[1:]) if rows and _COLUMNS.fullmatch(rows[0]) else ([], rows)
    if fence.strip("`~ ").lower() not in _TOLD or len(rows) > _LONGEST_LOG or any(map(_LEVEL.search, rows)):
        return []
    events: list[dict[str, Any]] = []
    for row in map(str.rstrip, filter(str.strip, rows)):
        when = moments.leading(row)
        if when and when.rest and ":" in when.at:
            events.append(event_of(row[: len(row) - len(when.rest)], when.rest, said))
        elif events and row[:1] in " \t":
            events[-1]["event"] += f" {row.strip()}"
        else:
            return []
    if len(events) < 2:
        return []
    if any(not moments.OF_DAY.fullmatch(days.written(each["at"])) for each in events):
        draft.note(block, "the lines of this block of code are taken for events")
    said += names
    draft.take(block, *names)
    return events


def alone(draft: Draft, blocks: Sequence[Block], place: int, said: list[str]) -> list[dict[str, Any]]:
    """What happened at a time that has a line, or a heading, of its own.

    Args:
        place: of the time among the blocks, of which none is blank.
    """
    if not is_time(blocks[place]):
        return []
    told = list(
        takewhile(lambda each: not (each.kind == "text" and is_timed(each, set_off=True)), below(blocks, place))
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
    return [event_of(first, "\n\n".join(filter(None, [more, *(each.text for each in texts)])), said)]


def _by_item(blocks: Sequence[Block]) -> list[str]:
    """The texts of the items that come first; what follows them belongs to the last one."""
    found = [each.text for each in takewhile(lambda each: each.kind == "item", blocks)]
    return [*found[:-1], "\n\n".join([found[-1], *(each.text for each in blocks[len(found) :])])]


def below(blocks: Sequence[Block], place: int) -> list[Block]:
    """The paragraphs and items behind a block, up to the next time that has a line to itself."""
    following = lines.behind(blocks, place)
    return list(takewhile(lambda each: each.kind in ("text", "item") and not is_time(each), following))


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
            return [event for each in run for event in (item if each.kind == "item" else _told)(draft, each, said)]
    return []
