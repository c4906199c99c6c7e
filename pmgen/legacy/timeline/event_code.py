"""Events in blocks of code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from pmgen.legacy.clocks import days, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline.events import event_of

_TOLD: Final = ("", "text", "txt", "plain", "plaintext", "log", "irc", "chat")
"""What a block of code says it holds, where that may be told by people."""
_LEVEL = re.compile(r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b|\blevel=", re.ASCII)
_NEAR: Final = 48
"""Characters, those of a time and of what logs it."""
_COLUMNS = re.compile(
    r"\s*(?:time|when|timestamp)(?: \([^()]{1,12}\))?[\s|]+(?:events?|what|description)\s*", re.IGNORECASE
)
"""What stands above times and events in a block of code."""
_LONGEST_LOG: Final = 60
"""Lines."""


def events(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The events of a block of code whose lines begin with times; what a program logs has levels, or no end."""
    fence, *rows = block.text.split("\n")
    rows = rows[:-1] if rows and not rows[-1].strip("`~ ") else rows
    names, rows = (rows[:1], rows[1:]) if rows and _COLUMNS.fullmatch(rows[0]) else ([], rows)
    if fence.strip("`~ ").lower() not in _TOLD or len(rows) > _LONGEST_LOG or _is_log(rows):
        return []
    found: list[dict[str, Any]] = []
    for row in map(str.rstrip, filter(str.strip, rows)):
        when = moments.leading(row)
        if when and when.rest and ":" in when.at:
            found.append(event_of(row[: len(row) - len(when.rest)], when.rest, said))
        elif found and row[:1] in " \t":
            found[-1]["event"] += f" {row.strip()}"
        else:
            return []
    if len(found) < 2:
        return []
    if any(not moments.OF_DAY.fullmatch(days.written(each["at"])) for each in found):
        draft.note(block, "the lines of this block of code are taken for events")
    said += names
    draft.take(block, *names)
    return found


def _is_log(rows: Sequence[str]) -> bool:
    """Whether a program logs some lines: one has its level near the time, or most have one; people quote some, too."""
    levels = [found.start() for found in map(_LEVEL.search, rows) if found]
    return any(start < _NEAR for start in levels) or 2 * len(levels) > len(rows)
