"""Front matter to model: a problem for each field that cannot be read.

The annotations of `pmgen.model` say what each key holds; this room knows how the raw text of YAML becomes a
value of each type. A value that cannot be read is `INVALID` and has been reported; a post-mortem that would
hold one is not made.
"""

from __future__ import annotations

import datetime as dt
import enum
import types
import typing
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from pmgen import model, times
from pmgen.decode import calendar, fixed_words, mappings, shapes, texts
from pmgen.decode.reading import INVALID, Decoder, Reading
from pmgen.diagnostics import Problem
from pmgen.front_matter import FrontMatter, Node, Scalar, Sequence
from pmgen.keys import Key, keys
from pmgen.values import is_value

SCHEMA: Final = 1
"""The version of the data model that this pmgen reads."""

_SPECIAL_KEYS: dict[type, dict[str, Decoder]] = {
    model.PostMortem: {
        "id": texts.id_,
        "severity": fixed_words.severity,
        "timeline": calendar.timeline,
        "timezone": calendar.zone_name,
    },
    model.Impact: {"windows": calendar.windows},
    model.Followup: {"id": texts.id_},
    model.Related: {"id": texts.id_},
}
_DECODERS: dict[Any, Decoder] = {
    str: texts.line,
    model.Markdown: texts.text,
    bool: texts.boolean,
    int: texts.integer,
    dt.date: calendar.date_,
    times.Moment: calendar.written,
    times.Duration: calendar.duration,
    model.Summary: shapes.summary,
    model.Lessons: shapes.lessons,
    model.Factor: shapes.factor,
    model.Followup: shapes.followup,
    model.Cause: shapes.cause,
}


def decode(
    front_matter: FrontMatter, *, severities: Iterable[str], timezone: str, labels: Iterable[str] = ()
) -> tuple[model.PostMortem | None, list[Problem]]:
    """The post-mortem that a front matter describes, and what cannot be read in it.

    Args:
        severities: the names of the levels.
        timezone: the zone of its times where it does not say.
        labels: what the levels are called, in their order; none where that is not known.
    """
    root = front_matter.root
    reading = Reading(tuple(severities), timezone, None, None, _table, root, tuple(labels))
    if (version := _newer(root.get("schema"))) is not None:
        advice = f"this pmgen reads schema {SCHEMA}; a newer pmgen reads this file"
        reading.fail("PM116", f"`schema: {version}` is newer than this pmgen", ("schema",), advice)
        return None, reading.problems
    # The calendar is needed before the times that stand on it, wherever in the file its keys stand.
    reading.day = calendar.day_of(root)
    reading.zone = calendar.zone_of(root) or timezone
    values = mappings.values_of(root, model.PostMortem, (), reading)
    if INVALID in values.values():
        return None, mappings.without_moved(reading)
    values.setdefault("id", f"PM-{reading.day}")
    extra = {key: _plain(entry[1]) for key, entry in root.entries.items() if key.startswith("x-")}
    return model.PostMortem(**values, extra=extra), reading.problems


def _newer(node: Node | None) -> str | None:
    text = node.text if isinstance(node, Scalar) else ""
    return text if text.isascii() and text.isdecimal() and (len(text) > 6 or int(text) > SCHEMA) else None


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return None if node.null else node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, (_, value) in node.entries.items()}


@cache
def _table(cls: type) -> tuple[dict[str, Key], dict[str, Decoder]]:
    # The timeline comes first: other times may count from what it says.
    known = {key.name: key for key in sorted(keys(cls), key=lambda key: key.name != "timeline")}
    special = _SPECIAL_KEYS.get(cls, {})
    return known, {name: special.get(name) or _decoder(key.type) for name, key in known.items()}


def _decoder(kind: Any) -> Decoder:
    """What reads a value of a type."""
    if kind in _DECODERS:
        return _DECODERS[kind]
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return _decoder(next(part for part in typing.get_args(kind) if part is not types.NoneType))
    if typing.get_origin(kind) is tuple:
        item = typing.get_args(kind)[0]
        return (
            shapes.chain if item is model.Cause else mappings.list_of(_decoder(item), item if is_value(item) else None)
        )
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        return fixed_words.word(kind)
    if is_value(kind):
        return mappings.mapping(kind)
    raise TypeError(f"no way to read {kind}")
