"""What a line says of the follow-ups below it: when they are to be done, that they are tasks, or which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pmgen.legacy.vocabulary import words

_GROUP = re.compile(
    r"(?:immediate|short|medium|mid|long|near)(?:[\s-]term)?(?: (?:actions?|fix(?:es)?|items?))?|phase \d\b.*|p\d|done"
    r"|completed?|open|to[\s-]?do|in progress|pending|deferred|(?:high|medium|low) priority",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"(?P<which>(?:(?!(?:{words.TO_DO})\b)[\w-]+ ){{0,2}})(?:[\w-]+/)?"
    r"(?:improvements?|fix(?:es)?|(?:task|to-?do) list|tasks|actions(?: items)?|action items|measures|to-?dos"
    r"|recommendations)"
    r"(?:/[\w-]+|,? (?:and|&) [\w-]+| to (?:address|improve|fix|prevent|resolve)\b.*)?",
    re.IGNORECASE,
)
"""What says that things to be done stand below it, and perhaps which."""
_ANY = re.compile(
    r"(?:(?:the|our|all|these|following|specific|concrete|other|further|additional|general|technical|key|main"
    r"|proposed|planned|recommended|suggested|required|necessary|possible|potential|future|action|follow-?up|todo"
    r"|corrective|prevent(?:at)?ive|immediate|urgent|(?:short|medium|mid|long)-term) )*",
    re.IGNORECASE,
)
"""Words for things to be done that do not say which of them."""


def says_when(text: str) -> bool:
    """Whether a line only says when the items below it are to be done, or how far they are."""
    return bool(_GROUP.fullmatch(text))


def names_tasks(text: str) -> bool:
    """Whether a line calls what stands below it tasks, be it those of some part or team."""
    return bool(_CALLED.fullmatch(text))


def says_nothing_else(text: str) -> bool:
    """Whether a line only says when tasks are to be done, or that they are tasks."""
    called = _CALLED.fullmatch(text)
    return says_when(text) or (called is not None and bool(_ANY.fullmatch(called["which"])))


def below(name: str, items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Follow-ups with what stands above all of them, for which they have no field, before their details."""
    return [{**each, "details": "\n\n".join(filter(None, [name, each.get("details", "")]))} for each in items]
