"""Items below a paragraph that tells of one event: they tell more of it."""

from __future__ import annotations

from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline.events import is_timed


def put(draft: Draft, block: Block, above: Block, event: dict[str, Any]) -> bool:
    """Let an item be a part of the event right above it, and leave the body; whether it is one, and can be.

    Args:
        above: the paragraph of the event, or another such item.
    """
    if block.kind != "item" or above.start not in draft.taken or lines.is_tied(block.text) or _times(block):
        return False
    another = above.kind == "item" and event["event"].endswith(_told(draft, above))
    if not another and not _is_one_event(above):
        return False
    event["event"] += ("\n" if another else "\n\n") + _told(draft, block)
    draft.take(block)
    return True


def _told(draft: Draft, item: Block) -> str:
    mark = "1." if draft.lines[item.start].lstrip()[:1].isdigit() else "-"
    return f"{mark} " + item.text.replace("\n", f"\n{' ' * (len(mark) + 1)}")


def _is_one_event(paragraph: Block) -> bool:
    return paragraph.kind == "text" and is_timed(paragraph) and _times(paragraph) == 1


def _times(block: Block) -> int:
    """How many lines of a block begin with a time, each of which may be another event."""
    return sum(moments.leading(row.strip()) is not None for row in block.text.split("\n"))
