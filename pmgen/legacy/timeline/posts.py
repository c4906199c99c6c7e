"""Posts of a status page: what was said, and in a line below it when."""

from __future__ import annotations

import re
from typing import Any

from pmgen.legacy.clocks import days, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline.events import event_of

_SAYS = re.compile(r"(?:\*\*|__)[A-Z][a-z]+(?: [\w-]+){0,3}:?(?:\*\*|__)")
"""In which state the incident was then."""
_POSTED = re.compile(r"\W*(?:posted |updated )?(?:on )?", re.IGNORECASE)


def event(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The event of a paragraph that is a post, which leaves the body; none where it is another one."""
    if not is_post(block):
        return []
    draft.take(block)
    text, _, last = block.text.rpartition("\n")
    return [event_of(_when(last), text, said)]


def is_post(block: Block) -> bool:
    """Whether a paragraph begins with a state in bold, and its last line is a time on a day and nothing else."""
    text, _, last = block.text.rpartition("\n")
    if block.kind != "text" or not _SAYS.match(text):
        return False
    when = moments.leading(_when(last))
    return when is not None and not when.rest and ":" in when.at and bool(days.day_of(when.at))


def _when(line: str) -> str:
    return _POSTED.sub("", line, count=1).rstrip(" *_.")
