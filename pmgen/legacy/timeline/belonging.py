"""What tells more of the event above it: items below a paragraph of one event, and code between two events."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Final

from pmgen.legacy import lines
from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline.events import is_timed

_LONGEST: Final = 30
"""Lines of code."""


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


def put_code(draft: Draft, blocks: Sequence[Block], place: int, event: dict[str, Any]) -> bool:
    """Let a block of code between two events be a part of the upper one, and leave the body; whether it can be.

    What stands behind the last event may be of all, and a long one is no part of an event.

    Args:
        blocks: as in `put`, and `place`, of the code.
    """
    above, code = blocks[place - 1], blocks[place]
    following = next((each for each in blocks[place + 1 : place + 3] if each.kind != "code"), None)
    told = above.kind in ("item", "text", "code") and above.start in draft.taken and code.kind == "code"
    if not told or code.text.count("\n") > _LONGEST or following is None or not is_timed(following):
        return False
    event["event"] += f"\n\n{code.text}"
    draft.take(code)
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
