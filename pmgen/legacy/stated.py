"""What a follow-up says of itself: in lines of its own, `**Owner:** platform`, or at its end, `(owner: platform)`."""

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
_BAR = re.compile(r"(?<=\s)[|·•]\s+|(?<=\S)\s{2,}$|<br ?/?>|\\$")
_AT_END = re.compile(r"\s*(?:[(\[](?P<inside>[^()\[\]]{2,90})[)\]]|\s[–—-]+\s(?P<behind>[^–—()\[\]]{2,90}))\s*\.?$")
_PART = re.compile(
    r"(?:(?P<owner>owner|assignee|assigned to|dri|responsible)|(?P<due>due(?: date| by| on)?|by|deadline|eta|target)"
    r"|(?P<priority>prio(?:rity)?)|(?P<status>status|state))(?:\s*[:=]\s*|\s+(?=\d{4}-\d\d-\d\d))(?P<value>\S.*)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"@[\w-]+")
_LEVEL = re.compile(r"P[0-4]")
_STATEABLE = ("owner", "due", "priority", "status")
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


def take_at_end(text: str) -> tuple[dict[str, Any], str]:
    """What stands at the end of an item of who does it by when, `(owner: platform, due: 2026-05-01)`, and the rest."""
    found: dict[str, Any] = {}
    for _ in _STATEABLE:
        tail = _AT_END.search(text)
        said = _said_at_end((tail["inside"] or tail["behind"]).strip()) if tail else None
        if tail is None or said is None:
            break
        found, text = said | found, text[: tail.start()]
    return found, text


def _said_at_end(said: str) -> dict[str, Any] | None:
    """What the parts of such an end state; `None` where one of them states something else."""
    parts = [part.strip() for part in re.split(r"[,;]\s*", said)]
    found: dict[str, Any] = {}
    for part in parts:
        if _ACCOUNT.fullmatch(part):
            found["owner"] = part
        elif _LEVEL.fullmatch(part) and len(parts) > 1:
            found["priority"] = part
        elif match := _PART.fullmatch(part):
            found |= {name: match["value"].strip() for name in _STATEABLE if match[name]}
        else:
            return None
    due = words.day_alone(found.get("due", ""))
    if ("due" in found and due is None) or not progress.is_sure(found.get("status", "todo")):
        return None
    if words.is_nobody(found.get("owner", "")):
        found.pop("owner", None)
    return found | ({"due": plain(str(due))} if due else {})


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
        return (name, plain(str(day))) if (day := words.day_alone(value)) else None
    if name == "priority":
        return (name, priority) if (priority := words.priority_of_cell(value)) else None
    return (name, value) if len(value) <= _LONGEST and not words.is_nobody(value) else None
