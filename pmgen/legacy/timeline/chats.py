"""Messages that were copied out of a chat: a name and a time in a line, and below it what was said."""

from __future__ import annotations

import re
from typing import Any

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


def events(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The events of a paragraph of messages, which leaves the body; none where it is another one.

    Args:
        said: takes what may name the zone of the document.
    """
    found = list(_BEGINS.finditer(block.text)) if block.kind == "text" else []
    if not found or found[0].start() or not found[0]["who"]:
        return []
    draft.take(block)
    ends = [*(each.start() for each in found[1:]), len(block.text)]
    who, told = "", []
    for begins, end in zip(found, ends, strict=True):
        who = begins["who"] or who
        text = " ".join(block.text[begins.end() : end].split())
        told.append(event_of(begins["at"], f"{who}: {text}", said))
    return told
