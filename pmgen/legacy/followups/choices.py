"""Lists of options of which one is to be done: one follow-up, to decide, and not one for each option."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.followups.actions import followup_of
from pmgen.legacy.lines import Block, bare

_CHOICE = re.compile(
    r"\b(?:pick|choose|select|do|decide (?:on|for)|needs?|try) (?:only |just |exactly |at least )?(?:one|either|any)\b"
    r"|\b(?:choose|decide|pick) (?:between|among|from)\b|\b(?:one|either|any) of (?:the|these|them|those|two|three)\b"
    r"|^\W*(?:either|(?:the |our |two |three |possible )?(?:options|alternatives|possibilities)(?: are)?)\W*$",
    re.IGNORECASE,
)


def read(draft: Draft, intro: Block, context: str) -> dict[str, Any] | None:
    """The follow-up of a line that asks to choose, and of the list below it; both leave the body.

    Args:
        intro: a paragraph or a heading.
        context: the heading above it.
    """
    last = intro.text.rstrip().split("\n")[-1] if intro.kind in ("text", "heading") else ""
    if not _CHOICE.search(last) or (intro.kind == "text" and not _leads_on(last)):
        return None
    following = dropwhile(lambda each: each.kind == "blank", lines.behind(draft.blocks, draft.place(intro)))
    listed = [each for each in takewhile(lambda each: each.kind in ("item", "blank"), following) if each.kind == "item"]
    if len(listed) < 2:
        return None
    for each in (intro, *listed):
        draft.take(each)
    draft.note(intro, "of this list one item is to be done: it is one follow-up")
    followup = followup_of(bare(" ".join(intro.text.split())), context, "", context)
    return {**followup, "details": "\n".join(draft.lines[listed[0].start : listed[-1].end]).strip()}


def _leads_on(line: str) -> bool:
    """Whether a line leads to a list."""
    return line.strip().rstrip("*_ ").endswith(":")
