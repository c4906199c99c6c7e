"""Items below a paragraph that tells of one event: they tell more of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline.events import is_timed


def put(draft: Draft, blocks: Sequence[Block], place: int, event: dict[str, Any]) -> bool:
    """Let the items right below the paragraph of an event be a part of it, and leave the body; whether any can be.

    Args:
        blocks: of which none is blank.
        place: of the first item; what stands above it tells of the event.
    """
    above = blocks[place - 1]
    if above.start not in draft.taken or not _is_one_event(above):
        return False
    items = list(takewhile(_can_be_told, lines.behind(blocks, place - 1)))
    if not items:
        return False
    event["event"] += "\n\n" + "\n".join(_told(draft, each) for each in items)
    for each in items:
        draft.take(each)
    return True


def _can_be_told(block: Block) -> bool:
    return block.kind == "item" and not lines.is_tied(block.text) and not _times(block)


def _told(draft: Draft, item: Block) -> str:
    mark = "1." if draft.lines[item.start].lstrip()[:1].isdigit() else "-"
    return f"{mark} " + item.text.replace("\n", f"\n{' ' * (len(mark) + 1)}")


def _is_one_event(paragraph: Block) -> bool:
    return paragraph.kind == "text" and is_timed(paragraph) and _times(paragraph) == 1


def _times(block: Block) -> int:
    """How many lines of a block begin with a time, each of which may be another event."""
    return sum(moments.leading(row.strip()) is not None for row in block.text.split("\n"))
