"""JSON Schema of the front matter, for editors: made from the annotations of the model.

It describes what an editor sees, and an editor resolves YAML where pmgen reads the raw text. So a text may
also be a number here: `title: 404`, or `at: 10:44`, which YAML 1.1 takes for 644.

A key that says nothing is a mistake to an editor, which shows while one writes what is still to be filled in; `check`
takes one that is not needed, as if it were not there.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import types
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, Union, get_args, get_origin

from pmgen import model, times
from pmgen.keys import Key, keys
from pmgen.values import defaults, is_value

Schema = dict[str, Any]

_NOT_BLANK: Final = "\\S"
_TEXT: Final[Schema] = {"type": ["string", "number"], "pattern": _NOT_BLANK}
_MARKDOWN: Final[Schema] = {"type": "string", "pattern": _NOT_BLANK}
_ID: Final[Schema] = {"type": ["string", "number"], "pattern": f"^{model.ID}$"}
_COMMIT: Final[Schema] = {"type": ["string", "number"], "pattern": f"^{model.COMMIT}$"}
_OLD_PAGE: Final[Schema] = {"type": "string", "pattern": '^(?!/|\\.\\./)[^<>:"|?*\\\\]*\\.html?(/|$)'}

_TYPES: Final[Mapping[Any, Schema]] = {
    str: _TEXT,
    model.Markdown: _MARKDOWN,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    dt.date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    times.Moment: _TEXT,
    times.Duration: {"type": "string", "pattern": _NOT_BLANK},
}
_SPECIAL_KEYS: Final[Mapping[tuple[type, str], Schema]] = {
    (model.PostMortem, "id"): _ID,
    (model.PostMortem, "schema"): {"const": 1},
    (model.PostMortem, "aliases"): {"type": "array", "items": _OLD_PAGE},
    (model.Attempt, "commits"): {"type": "array", "items": _COMMIT},
    (model.Done, "commits"): {"type": "array", "items": _COMMIT},
    (model.Followup, "id"): _ID,
    # How many is a number to an editor.
    (model.Impact, "users"): _TEXT,
    (model.Impact, "scope"): _TEXT,
    (model.Related, "id"): _ID,
}
_SHORT_FORMS: Final[Mapping[type, Schema]] = {
    model.Summary: _MARKDOWN,
    model.Lessons: {"type": "array", "items": _MARKDOWN},
    model.Factor: _MARKDOWN,
    model.Cause: _MARKDOWN,
}

_MEANINGS: Final[Mapping[type[enum.StrEnum], Mapping[str, str]]] = {
    model.Status: {
        "draft": "being written; needs little more than a title",
        "review": "tells what happened, and waits for others to read it",
        "published": "tells why, too, and what will be done",
        "withdrawn": "no longer holds; its address goes on working",
    },
    model.State: {
        "ongoing": "users are affected",
        "mitigated": "users are no longer affected, but it is not over",
        "resolved": "it is over",
    },
    model.DataLoss: {
        "none": "it is known that nothing was lost",
        "suspected": "something may have been lost",
        "confirmed": "it is known that something was lost",
        "unknown": "it is not known whether anything was lost",
    },
    model.Detector: {
        "alert": "an alert called somebody",
        "monitoring": "somebody saw it in what is monitored",
        "user-report": "a user said so",
        "operator": "somebody came across it at work",
        "unknown": "it is not known",
    },
    model.Kind: {
        "introduced": "milestone: what made it possible came to be",
        "started": "milestone: the incident began",
        "detected": "milestone: it was noticed",
        "acknowledged": "milestone: somebody took it on",
        "identified": "milestone: its cause was found",
        "mitigated": "milestone: its effects were stopped or worked around",
        "resolved": "milestone: it was over",
        "reopened": "milestone: it was not over after all",
        "change": "something about the system changed",
        "action": "somebody did something about it",
        "finding": "something was found out",
        "ruled-out": "an explanation turned out to be wrong",
        "communication": "somebody was told",
        "note": "anything else",
    },
    model.Priority: {
        "P0": "prevents this exact failure",
        "P1": "reduces its reach",
        "P2": "detects it faster",
        "P3": "makes the system more resilient",
    },
    model.FollowupStatus: {
        "todo": "not begun",
        "in-progress": "begun",
        "blocked": "waits for something; `reason` says for what",
        "done": "done; `done` holds the evidence",
        "wont-do": "will not be done; `reason` says why",
    },
    model.Relation: {
        "recurrence-of": "the other happened before, and this is the same again",
        "caused-by": "the other set this one off",
        "same-cause": "both come from one cause",
        "follow-on": "this one came of what was done about the other",
        "see-also": "the other is worth reading, too",
    },
    model.Visibility: {
        "internal": "never in a public edition",
        "public": "in a public edition as soon as it is published",
    },
}


def schema(severities: Sequence[str], *, meanings: Mapping[str, str] | None = None) -> Schema:
    """The JSON Schema (draft 2020-12) of the front matter.

    Args:
        severities: the names of the levels.
        meanings: what a level means, by its name.
    """
    levels = _words({name: (meanings or {}).get(name, "") for name in severities})
    special = {**_SPECIAL_KEYS, (model.PostMortem, "severity"): levels}
    definitions = {cls.__name__: _mapping(cls, special) for cls in _classes(model.PostMortem)}
    definitions["Followup"] |= _needed([model.FollowupStatus.WONT_DO], ["reason"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a post-mortem",
        **_mapping(model.PostMortem, special),
        "patternProperties": {"^x-": {"description": "a key of your own, which holds what you like"}},
        "allOf": [
            _needed(states, [key for key, asking in model.NEEDED.items() if asking == states])
            for states in dict.fromkeys(model.NEEDED.values())
        ],
        "$defs": definitions,
    }


def text(severities: Sequence[str], *, meanings: Mapping[str, str] | None = None) -> bytes:
    """The JSON Schema as a file; for the arguments see `schema`."""
    return (json.dumps(schema(severities, meanings=meanings), ensure_ascii=False, indent=2) + "\n").encode()


def _classes(root: type) -> list[type]:
    """The classes that the keys of a class hold, and the keys of those, in the order of the keys."""
    found = [root]
    for cls in found:  # which grows meanwhile
        for part in (_item(_known(key.type)) for key in keys(cls)):
            if is_value(part) and part not in (*found, *_TYPES):
                found.append(part)
    return found[1:]


def _mapping(cls: type, special: Mapping[tuple[type, str], Schema]) -> Schema:
    usual = defaults(cls)
    properties = {
        key.name: _property(key, special.get((cls, key.name)) or _schema_of(key.type), usual.get(key.attribute))
        for key in keys(cls)
    }
    required = [key.name for key in keys(cls) if key.required]
    return {
        "description": cls.__doc__,
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _needed(states: Collection[str], needed: Sequence[str]) -> Schema:
    """That a mapping whose `status` is one of some needs other keys."""
    return {
        "if": {"properties": {"status": {"enum": sorted(states)}}, "required": ["status"]},
        "then": {"required": list(needed)},
    }


def _property(key: Key, holds: Schema, default: object) -> Schema:
    found = {"description": key.doc.text, **holds}
    if key.doc.example:
        examples = {"examples": [int(key.doc.example) if _known(key.type) is int else key.doc.example]}
        # The example of a list is one of its items.
        found |= {"items": {**found["items"], **examples}} if "items" in found else examples
    if isinstance(default, enum.StrEnum | bool):
        found["default"] = default
    return found


def _schema_of(kind: Any) -> Schema:
    """What a value of a type looks like."""
    kind = _known(kind)
    if get_origin(kind) is tuple:
        item = _schema_of(_item(kind))
        items = {"type": "array", "items": item}
        return {"anyOf": [*item["anyOf"], items]} if _item(kind) is model.Cause else items
    if kind in _TYPES:
        return _TYPES[kind]
    if kind in _MEANINGS:
        return _words({word: _MEANINGS[kind][word] for word in kind})
    reference = {"$ref": f"#/$defs/{kind.__name__}"}
    return {"anyOf": [_SHORT_FORMS[kind], reference]} if kind in _SHORT_FORMS else reference


def _words(meanings: Mapping[str, str]) -> Schema:
    """A fixed set of words; those that mean something say so where an editor offers them."""
    if not any(meanings.values()):
        return {"enum": list(meanings)}
    words = meanings.items()
    return {"oneOf": [{"const": word} | ({"description": meaning} if meaning else {}) for word, meaning in words]}


def _known(kind: Any) -> Any:
    """The type that a value has if there is one: `X` of `X | None`."""
    if not isinstance(kind, types.UnionType) and get_origin(kind) is not Union:
        return kind
    return next(part for part in get_args(kind) if part is not types.NoneType)


def _item(kind: Any) -> Any:
    """The type of the items: `X` of `tuple[X, ...]`; of what is no list, the type itself."""
    return get_args(kind)[0] if get_origin(kind) is tuple else kind
