"""JSON with a line for each key of a file, and for each item of a list below it.

It is UTF-8 without `<`, `>` and `&`, so that it can stand inside HTML as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_ESCAPES: Final = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}

json_line: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
"""A value on one line, with every character as it is; `json.dumps` makes a new encoder for each."""


def json_text(content: Mapping[str, object]) -> bytes:
    """A whole file.

    Args:
        content: what an iterator gives is a list, of which only the text of one item after the other is in memory.
    """
    return b"".join(_pieces(content))


def _pieces(content: Mapping[str, object]) -> Iterator[bytes]:
    before = "{\n"
    for key, value in content.items():
        yield f"{before}  {_json(key)}: ".encode()
        yield from _items(value) if isinstance(value, list | Iterator) else (_json(value).encode(),)
        before = ",\n"
    yield b"\n}\n"


def _items(values: Iterable[object]) -> Iterator[bytes]:
    before = "[\n    "
    for value in values:
        yield f"{before}{_json(value)}".encode()
        before = ",\n    "
    yield b"[]" if before.startswith("[") else b"\n  ]"


def _json(value: object) -> str:
    text = json_line(value)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text
