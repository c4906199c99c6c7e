"""Plain values as YAML, the way people write it: short mappings in one line, long texts folded, few quotes."""

from __future__ import annotations

import datetime as dt
import json
import re
import textwrap
from collections.abc import Iterator, Mapping

_WIDTH = 110
_PLAIN = re.compile(r"[A-Za-z](?:[\w ()/.%'+-]*[\w)/.%'+])?")
_NOT_A_TEXT = frozenset("true false yes no on off null y n t f".split())


def dump(values: Mapping[str, object]) -> str:
    """A block of YAML, with a newline at its end."""
    return "".join(f"{line}\n" for line in _mapping(values, ""))


def _mapping(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{indent}{key}:", value, indent)


def _entry(start: str, value: object, indent: str) -> Iterator[str]:
    short = _flow(value)
    if isinstance(value, str) and len(start) + len(short) > _WIDTH:
        yield f"{start} >-"
        yield from textwrap.wrap(value, _WIDTH, initial_indent=f"{indent}  ", subsequent_indent=f"{indent}  ")
    elif not isinstance(value, Mapping | list) or not value or (_simple(value) and len(start) + len(short) < _WIDTH):
        yield f"{start} {short}"
    elif isinstance(value, Mapping):
        yield start
        yield from _mapping(value, f"{indent}  ")
    else:
        yield start
        for item in value:
            yield from _item(item, f"{indent}  ")


def _item(item: object, indent: str) -> Iterator[str]:
    if isinstance(item, Mapping) and (len(indent) + 1 + len(_flow(item)) >= _WIDTH or not _simple(item)):
        first, *rest = _mapping(item, f"{indent}  ")
        yield f"{indent}- {first.lstrip()}"
        yield from rest
    else:
        yield from _entry(f"{indent}-", item, indent)


def _simple(value: object) -> bool:
    """Whether nothing is nested in it that has parts itself, so that it may stand in one line."""
    parts = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    return not any(isinstance(part, Mapping) or (isinstance(part, list) and len(part) > 2) for part in parts)


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, dt.date | int):
        return str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.lower() not in _NOT_A_TEXT
    return text if plain else json.dumps(text, ensure_ascii=False)
