"""An action as a follow-up, and whether two tell of the same."""

from __future__ import annotations

import re
from typing import Any

from pmgen.legacy import words
from pmgen.legacy.lines import bare


def followup_of(action: str, about: str, said: str, context: str) -> dict[str, Any]:
    """A follow-up, in the words of front matter.

    Args:
        about: where its priority may be stated.
        said: how far it is, in the words of the source; empty if it does not say.
        context: the heading above it, which may say so of all below it.
    """
    entry: dict[str, Any] = {"action": action.strip()}
    if priority := words.priority(about):
        entry["priority"] = priority
    status = words.status(said) or words.status(context) or ("done" if words.is_past(action) else None)
    if status in ("wont-do", "blocked"):
        entry |= {"status": status, "reason": said.strip() or context}
    elif status and status != "todo":
        entry["status"] = status
    return entry


def alike(one: str, other: str) -> bool:
    """Whether two texts tell of the same: one begins as the other does, or most of their words are the same."""
    if one and (one == other or one.startswith(other[:40]) or other.startswith(one[:40])):
        return True
    mine, theirs = (set(re.findall(r"\w{3,}", text)) for text in (one, other))
    shared = len(mine & theirs)
    return shared > 3 and shared >= 0.7 * min(len(mine), len(theirs))


def plain_action(entry: dict[str, Any]) -> str:
    """What is to be done, to be compared."""
    return bare(entry["action"]).casefold()
