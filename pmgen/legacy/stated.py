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
_BAR = re.compile(r"\s+[|·•]\s+|\s{2,}$|<br ?/?>|\\$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AT_END = re.compile(r"\s*(?:[(\[](?P<inside>[^()\[\]]{2,90})[)\]]|\s[–—-]+\s(?P<behind>[^–—()\[\]]{2,90}))\s*\.?$")
_PART = re.compile(
    r"(?:(?P<owner>owner|assignee|assigned to|dri|responsible)|(?P<due>due(?: date| by| on)?|by|deadline|eta|target)"
    r"|(?P<priority>prio(?:rity)?)|(?P<status>status|state))(?:\s*[:=]\s*|\s+(?=\d{4}-\d\d-\d\d))(?P<value>\S.*)",
    re.IGNORECASE,
)
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
    tail = _AT_END.search(text)
    if tail is None:
        return {}, text
    rest, said = text[: tail.start()], (tail["inside"] or tail["behind"]).strip()
    if re.fullmatch(r"@[\w-]+", said):
        return {"owner": said}, rest
    parts = [_PART.fullmatch(part) for part in re.split(r"[,;]\s*", said)]
    found: dict[str, Any] = {
        name: match["value"].strip() for match in parts if match for name in _STATEABLE if match[name]
    }
    due = found.get("due", "")
    if None in parts or (due and not _DAY.fullmatch(due)) or not progress.is_sure(found.get("status", "todo")):
        return {}, text
    if words.is_nobody(found.get("owner", "")):
        found.pop("owner", None)
    return found | ({"due": plain(due)} if due else {}), rest


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
    return (name, value) if len(value) <= _LONGEST and not words.is_nobody(value) else None
