"""JSON with a line for each key of a file, and for each item of a list below it.

It is UTF-8 without `<`, `>` and `&`, so that it can stand inside HTML as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pmgen.values import as_json

_ESCAPES: Final = {each.encode(): f"\\u{ord(each):04x}".encode() for each in "<>&\u2028\u2029"}


def json_text(content: Mapping[str, object]) -> bytes:
    """A whole file.

    Args:
        content: what an iterator gives is a list, of which only the text of one item after the other is in memory.
    """
    return _for_html(b"".join(_pieces(content)))


def one_line(value: object) -> bytes:
    """A value on one line; whatever it says, it can stand inside HTML."""
    return _for_html(as_json(value))


def _for_html(text: bytes) -> bytes:
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


def _pieces(content: Mapping[str, object]) -> Iterator[bytes]:
    before = b"{\n"
    for key, value in content.items():
        yield b"%b  %b: " % (before, as_json(key))
        yield from _items(value) if isinstance(value, list | Iterator) else (as_json(value),)
        before = b",\n"
    yield b"\n}\n"


def _items(values: Iterable[object]) -> Iterator[bytes]:
    before = b"[\n    "
    for value in values:
        yield before + as_json(value)
        before = b",\n    "
    yield b"[]" if before.startswith(b"[") else b"\n  ]"
