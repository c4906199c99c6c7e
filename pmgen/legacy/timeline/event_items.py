"""Events in the items of lists."""

from __future__ import annotations

import re
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.clocks import days, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.timeline import quotes
from pmgen.legacy.timeline.events import event_of, is_timed
from pmgen.legacy.vocabulary import milestones
from pmgen.legacy.vocabulary.words import is_form

_SAYS_WHEN = re.compile(r"(?:\*\*)?~?[\w+-]+(?: [\w+-]+){0,2}(?:\*\*| ?[–—:]| -)+\s")
"""A few words and a mark at the beginning of an item: `pre-incident — …`."""
_CALLS = re.compile(r"\W*\w[^\s.]*(?: [^\s.]+){0,4}")
"""A phase: `Detection`, `**Response by the vendor:**`."""
_LABELLED = re.compile(
    r"(?P<label>[*_]{0,2}[^\W\d][\w /-]{1,40}[*_]{0,2})(?::[*_]{0,2}| [–—-])\s+"
    r"(?P<at>[*_~]{0,2}(?:[A-Z][a-z]{2,8}\.? )?\d\S.{3,40})"
)


def item(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The event of an item that begins with a time, or those of the list below one that is a day."""
    first, _, nested = block.text.partition("\n")
    events = _of_day(first, nested, said)
    if not events and (inside := _of_list(block, said)):
        draft.take(block, *([] if moments.leading(first) else [first]))
        return inside
    when = moments.leading(first)
    if not events and when is not None and (when.rest or nested) and not is_form(when.rest):
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
    event, kind = event_of(found["at"], bare(found["label"]), said), milestones.of_label(bare(found["label"]))
    return [{**event, "kind": kind} if kind else event]


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
    timed = [is_timed(each) or _heads_list(each) for each in inside]
    if not any(timed):
        return [event_of(day, each.text, said) for each in inside]
    if not all(timed):
        return []
    events = [_timed(each, said) for each in inside]
    days.put(events[0], day)
    return events


def _heads_list(block: Block) -> bool:
    """Whether an item is a time of day alone, and what happened then is the list below it."""
    first, _, nested = block.text.partition("\n")
    when = moments.leading(first)
    return when is not None and not when.rest and ":" in when.at and bool(nested.strip())


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
