"""What front matter of other tools says, in the words of the model."""

from __future__ import annotations

import re
from typing import Any

from pmgen.legacy import metadata
from pmgen.legacy.draft import Draft, Note
from pmgen.legacy.formats import dialects
from pmgen.model import PostMortem
from pmgen.values import names

_KNOWN = {
    "title": "title", "name": "title", "date": "date", "start_time": "date", "start": "date", "published": "date",
    "severity": "severity", "sev": "severity", "impact": "severity", "tags": "tags", "keywords": "tags",
    "categories": "tags", "labels": "tags", "author": "authors", "authors": "authors", "services": "services",
    "service": "services", "affected_services": "services", "product": "services", "summary": "summary",
    "description": "summary", "url": "url", "owner": "owner", "status": "status", "source_published_at": "published",
}  # fmt: skip
_WHOLE = frozenset(("title", "summary", "url", "authors", "author", "tags", "keywords"))
"""Keys that are entered as they are."""
_DATED = re.compile(r"^(?:19|20)\d\d[-_]?\d\d[-_]?\d\d[-_ ]+")
"""The day before the name of a file."""
_BEGAN = frozenset(
    ("start_time", "start", "incident_start", "incident_date", "incident-date", "started_at", "start_date", "occurred")
)
"""What people call the time at which it began, in front matter."""


def known(keys: dict[str, Any]) -> dict[str, str]:
    """The keys that the model has, too, by its names; those of a mapping of parameters count as well."""
    found: dict[str, str] = {}
    inside = keys.get("params")
    for key, value in [*keys.items(), *(inside.items() if isinstance(inside, dict) else ())]:
        name = _KNOWN.get(key.lower())
        if name and value and isinstance(value, (str, list)):
            found.setdefault(name, value if isinstance(value, str) else ", ".join(_texts(value)))
    return found


def listed(keys: dict[str, Any], name: str) -> list[str]:
    """The list of texts that a key holds which means this one of the model; empty where none does."""
    found = (value for key, value in keys.items() if _KNOWN.get(key.lower()) == name and isinstance(value, list))
    return _texts(next(found, []))


def _texts(values: list[Any]) -> list[str]:
    """The texts in a list, and the names of what has one; what is more than that is none."""
    named = (each.get("name") if isinstance(each, dict) else each for each in values)
    return [each for each in named if isinstance(each, str) and each.strip()]


def put(draft: Draft, beside: str) -> None:
    """Enter what a file beside a page says in the words of the model, whatever the page says.

    Args:
        beside: the file, which is YAML.
    """
    keys = dialects.keys_of(beside)
    if keys is None:
        draft.notes.append(Note(1, "what stands beside the page cannot be read"))
    for key, value in (keys or {}).items():
        if key in names(PostMortem) and key != "status" and value not in ("", [], {}):
            draft.tree[key] = value
            draft.tree.pop(f"x-{name(key)}", None)


def keep(draft: Draft, keys: dict[str, Any]) -> None:
    """Keep as the author's own the keys that the model does not have, or has taken only a part of."""
    if url := known(keys).get("url", ""):
        draft.tree["references"] = [{"url": url}, *draft.tree.get("references", [])]
    for key, value in keys.items():
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        entered = key in _WHOLE or (key in _KNOWN.values() and metadata.is_entered(draft, key, text))
        if not entered and value not in ("", [], {}):
            draft.tree[f"x-{name(key)}"] = value


def began(keys: dict[str, Any]) -> str:
    """When it began, if a key says so; empty if none does."""
    return next((str(value) for key, value in keys.items() if key.lower() in _BEGAN and value), "")


def name(key: str) -> str:
    """A key as front matter of pmgen can have it."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", key).strip("-").lower() or "key"


def title(stem: str, keys: dict[str, Any], draft: Draft) -> str:
    """A title for a document that has none: whom it happened to and the first words, or the name of its file."""
    whom = [str(keys[each]) for each in ("company", "product") if isinstance(keys.get(each), str) and keys[each]]
    said = next((each.text for each in draft.blocks if each.kind == "text"), "")
    if whom and said:
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_`#<>]", r"\1", " ".join(said.split()))
        first = re.split(r"(?<=[.!?])\s", plain, maxsplit=1)[0].rstrip(".")
        short = first if len(first) <= 80 else first[:80].rpartition(" ")[0].rstrip(",;:") + " …"
        return short if short.startswith(whom[0]) else f"{whom[0]}: {short}"
    return " · ".join(dict.fromkeys(whom)) or (_DATED.sub("", stem) or stem).replace("_", " ").replace("-", " ")
