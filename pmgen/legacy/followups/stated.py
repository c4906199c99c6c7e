"""What a follow-up says of itself: in lines of its own, `**Owner:** platform`, or round it, `(owner: platform)`."""

from __future__ import annotations

import re
from typing import Any, Final

from pmgen.legacy.followups import dues, progress
from pmgen.legacy.vocabulary import tongues, words
from pmgen.legacy.vocabulary.calendar_names import MONTH
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
_LABELLED = re.compile(
    r"\s*(?:[-*+]\s+)?[*_]{0,2}(?P<label>[^\W\d_][^:：*_\n]{0,30}?)[ \xa0]?(?:[:：][*_]{0,2}|[*_]{2}[:：])\s*(?=\S)"
)
_BAR = re.compile(r"(?<=\s)[|·•]\s+|(?<=\S)\s{2,}$|<br ?/?>|\\$")
_DASH = r"\s[–—-]+\s+"
_LABEL = (
    r"(?:(?P<owner>owner|assignee|assigned to|dri|responsible)|(?P<due>due(?: date| by| on)?|by|deadline|eta|target)"
    r"|(?P<priority>prio(?:rity)?)|(?P<status>status|state))"
)
_AT_END = re.compile(
    rf"{_DASH}(?P<pair>@[\w-]+{_DASH}[^–—()\[\]]{{2,30}}?)\s*\.?$"
    rf"|\s*(?:[(\[（](?P<inside>[^()\[\]（）]{{2,90}})[)\]）]|{_DASH}(?P<behind>[^–—()\[\]]{{2,90}}))\s*\.?$"
)
_TOLD = re.compile(rf"[.;,]\s+(?P<told>{_LABEL}:\s*(?:[^.;,:\n]|,(?= ?\d{{4}}\b)){{1,60}}?)\s*\.?$", re.IGNORECASE)
"""A sentence behind the action: `Owner: platform.`"""
_PART = re.compile(
    rf"{_LABEL}(?:\s*[:=]\s*|\s+(?=\d{{4}}-\d\d-\d\d|{MONTH}\.? \d|\d{{1,2}}\.? {MONTH}\b))(?P<value>\S.*)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"(?P<mark>\*\*|__|`)?(?P<owner>@[\w-]+)(?::(?(mark)(?P=mark))|(?(mark)(?P=mark)):)\s+(?=\w)")
_COMMA = re.compile(rf"[,;、，]\s*+(?!\d{{4}}(?![-/.\d]))|{_DASH}")
_BETWEEN = re.compile(r"\s+\|\s+")
_ACCOUNT = re.compile(r"@[\w-]+")
_ACCOUNT_BY = re.compile(r"(@[\w-]+)\s+(?=(?:by|due)\s+\d{4}-\d\d-\d\d$)", re.IGNORECASE)
_LEVEL = re.compile(r"P[0-4]")
_STATEABLE = ("owner", "due", "priority", "status")
_LONGEST: Final = 40
"""Characters of a name, or of a type."""


def is_field(line: str) -> bool:
    """Whether a line is nothing but such fields."""
    return all(map(_FIELD.fullmatch, _parts(line)))


def take(text: str) -> tuple[dict[str, Any], str]:
    """What some lines state, and the lines that state nothing that is understood.

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


def take_before(text: str) -> tuple[dict[str, Any], str]:
    """Whom an action is addressed to, `@platform: …`, and the rest."""
    found = _ADDRESSED.match(text)
    return ({"owner": found["owner"]}, text[found.end() :]) if found else ({}, text)


def take_at_end(text: str) -> tuple[dict[str, Any], str]:
    """Who does it by when, from the end of an item, `(owner: platform, due: 2026-05-01)`, and the rest.

    Returns:
        Owner, due day, priority and status; a `day` of which is not said what it is, a `doubt`, `others` that may be
        anything; and the rest of the text.
    """
    found, text = _between_bars(text)
    for _ in _STATEABLE:
        tail = _AT_END.search(text)
        told = _TOLD.search(text) if tail is None or tail["inside"] is None else None
        if told is None and tail is None:
            break
        end = told or tail
        assert end is not None
        whole = told["told"] if told else next(filter(None, end.groups()))
        said, sure = _said_at_end(whole.strip())
        if not sure:
            if said:
                found["doubt"] = f"`{end[0].strip(' .;,')}` is not all understood, and stays in the action"
            break
        found, text = said | found, text[: end.start() + (told is not None)].rstrip(" ;,")
    return found, text


def _between_bars(text: str) -> tuple[dict[str, Any], str]:
    """What an item says in the way of a row of a table without a head: `Fix it | platform | 2026-05-01 | done`."""
    action, *cells = _BETWEEN.split(text)
    if action.count("`") % 2 or any(cell.count("`") % 2 or len(cell) > _LONGEST for cell in cells):
        return {}, text
    found: dict[str, Any] = {}
    others = []
    for cell in cells:
        said, sure = _cell(cell)
        if sure and not said.keys() & found.keys():
            found |= said
        else:
            others.append(cell)
    if others and found:
        found["others"] = " — ".join(others)
    return (found, action) if found else ({}, text)


def _cell(said: str) -> tuple[dict[str, Any], bool]:
    if progress.is_plain(said):
        return {"status": said}, True
    if _LEVEL.fullmatch(said):
        return {"priority": said}, True
    day = words.day_alone(said)
    return ({"day": plain(str(day))}, True) if day else _said_at_end(said)


def _said_at_end(said: str) -> tuple[dict[str, Any], bool]:
    """What the parts of such an end state, and whether that is all that they say."""
    parts = [part.strip() for part in _COMMA.split(_ACCOUNT_BY.sub(r"\1, ", said))]
    found: dict[str, Any] = {}
    sure = True
    for part in parts:
        if _ACCOUNT.fullmatch(part):
            found["owner"] = part
        elif _LEVEL.fullmatch(part) and len(parts) > 1:
            found["priority"] = part
        elif len(parts) > 1 and progress.is_plain(part) and progress.status(part) != "todo":
            found.setdefault("status", part)
        elif match := _PART.fullmatch(_in_english(part)):
            found |= {name: match["value"].strip() for name in _STATEABLE if match[name]}
        elif (day := words.day_alone(part)) and "owner" in found:
            found["day"] = plain(str(day))
        else:
            sure = False
    due = dues.read(found.get("due", ""))
    sure = sure and ("due" not in found or due is not None) and progress.is_sure(found.get("status", "todo"))
    if words.is_nobody(found.get("owner", "")):
        found.pop("owner", None)
    return found | ({"due": due} if due else {}), sure


def _parts(line: str) -> list[str]:
    return list(filter(None, _BAR.split(line))) or [line]


def _in_english(part: str) -> str:
    """A label and its value with the label in the words of English."""
    found = _LABELLED.match(part)
    label = tongues.english(found["label"]) if found else ""
    return f"{label}: {part[found.end() :]}" if found and label != found["label"] else part


def _understood(part: str) -> tuple[str, Any] | None:
    field = _FIELD.fullmatch(_in_english(part))
    if field is None:
        return None
    name, value = _LABELS[field["label"].lower()], field["value"].strip(" *_")
    if name == "status":
        return (name, value) if progress.is_sure(value) else None
    if name == "due":
        return (name, day) if (day := dues.read(value)) else None
    if name == "priority":
        return (name, priority) if (priority := words.priority_of_cell(value)) else None
    return (name, value) if len(value) <= _LONGEST and not words.is_nobody(value) else None
