"""What a follow-up says of itself in lines of its own: `**Owner:** platform`, `Status: Done`."""

from __future__ import annotations

import re
from typing import Any, Final

from pmgen.legacy import progress, words
from pmgen.serialize import plain

_LABELS: Final = {
    "owner": "owner", "assignee": "owner", "assigned to": "owner", "responsible": "owner", "dri": "owner",
    "due": "due", "due date": "due", "deadline": "due", "eta": "due", "target date": "due",
    "status": "status", "state": "status", "progress": "status",
    "priority": "priority", "prio": "priority", "type": "type", "category": "type",
}  # fmt: skip
_FIELD = re.compile(
    rf"\s*(?:[-*+]\s+)?[*_]{{0,2}}(?P<label>{'|'.join(_LABELS)})"
    r"(?:[*_]{0,2}:|:[*_]{2}|[*_]{2}\s+[–—-])[*_]{0,2}\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s+[|·•]\s+|\s{2,}$|<br ?/?>|\\$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOBODY = re.compile(r"\W*(?:tb[da]|todo|n/?a|none|nobody|unknown|unassigned|\?+)?\W*", re.IGNORECASE)
_LONGEST: Final = 40
"""Characters of a name, or of a type."""


def is_field(line: str) -> bool:
    """Whether a line is one or several of them."""
    return all(map(_FIELD.fullmatch, _parts(line)))


def take(text: str) -> tuple[dict[str, Any], str]:
    """What some lines state, and those that state nothing, or nothing that is understood.

    Returns:
        Owner, day, priority, type and status, the last in the words of the source; and the rest of the text.
    """
    found: dict[str, Any] = {}
    left = []
    for line in text.split("\n"):
        fields = [_understood(part) for part in _parts(line)]
        if line.strip() and all(fields):
            found |= {name: value for field in fields if field for name, value in [field] if name not in found}
        else:
            left.append(line)
    return found, "\n".join(left).strip() if found else text


def _parts(line: str) -> list[str]:
    return list(filter(None, _BAR.split(line))) or [line]


def _understood(part: str) -> tuple[str, Any] | None:
    field = _FIELD.fullmatch(part)
    if field is None:
        return None
    name, value = _LABELS[field["label"].lower()], field["value"].strip(" *_")
    if name == "status":
        return (name, value) if progress.is_sure(value) else None
    if name == "due":
        return (name, plain(value)) if _DAY.fullmatch(value) else None
    if name == "priority":
        return (name, priority) if (priority := words.priority_of_cell(value)) else None
    return (name, value) if len(value) <= _LONGEST and not _NOBODY.fullmatch(value) else None
