"""Messages that were copied out of a chat: a name and a time in a line, and below it what was said."""

from __future__ import annotations

import re
from typing import Any, Final

from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline.events import event_of

_BEGINS = re.compile(
    r"^(?:(?P<who>[^\W\d_][^\n:|]{0,38}?)(?: {2,}|[ \t]*\n[ \t]+))?"
    r"\[?(?P<at>\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?)\]?[ \t]*\n(?=[ \t]*\S)",
    re.MULTILINE,
)
"""Who said something and when, in lines of their own: two blanks stand for what was drawn between them.

Where one says more, the next message has its time alone.
"""

_ENOUGH: Final = 2
"""One message alone may be quoted."""


def events(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The events of a paragraph of messages, which leaves the body; none where it is another one.

    Args:
        said: takes what may name the zone of the document.
    """
    found = _messages(block)
    if not found:
        return []
    draft.take(block)
    ends = [*(each.start() for each in found[1:]), len(block.text)]
    who, told = "", []
    for begins, end in zip(found, ends, strict=True):
        who = begins["who"] or who
        text = " ".join(block.text[begins.end() : end].split())
        told.append(event_of(begins["at"], f"{who}: {text}", said))
    return told


def elsewhere(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events of a talk below no heading which says timeline; none of a message alone, or of more than messages."""
    talk = [each for each in draft.blocks if each.start not in draft.taken and _messages(each)]
    if sum(len(_messages(each)) for each in talk) < _ENOUGH:
        return []
    told = [each for each in draft.blocks if talk[0].start <= each.start <= talk[-1].start and each.kind != "blank"]
    if told != talk:
        other = next(each for each, message in zip(told, talk, strict=False) if each != message)
        draft.note(other, "the messages of a chat stay in the body, as these words among them are none")
        return []
    draft.note(talk[0], "the messages of a chat are taken for the timeline")
    return [event for each in talk for event in events(draft, each, said)]


def _messages(block: Block) -> list[re.Match[str]]:
    """Where the messages begin of which a paragraph consists; none where it is another one."""
    found = list(_BEGINS.finditer(block.text)) if block.kind == "text" else []
    return found if found and not found[0].start() and found[0]["who"] else []
