"""Start tags, as CommonMark knows them (https://spec.commonmark.org/0.31.2/#open-tag)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from pmgen.values import Value

_ATTRIBUTE: Final = r"""\s+[A-Za-z_:][A-Za-z0-9:._-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
START: Final = re.compile(rf"<([A-Za-z][A-Za-z0-9-]*)((?:{_ATTRIBUTE})*)\s*/?>")
"""The name of an element, and its attributes."""

_PARTS: Final = re.compile(r"""\s+([^\s=]+)(?:\s*=\s*([^\s"'][^\s]*|'[^']*'|"[^"]*"))?""")
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LONGEST: Final = 5_000
"""How long a text may be for code to be told from the rest of it: what comes close to that, nobody types."""


class Attribute(Value):
    """An attribute.

    Args:
        name: in small letters.
        start, end: where it is in the attributes of its tag.
        inside: where its value is, without quotes; the whole where there is none.
    """

    name: str
    value: str
    start: int
    end: int
    inside: tuple[int, int]


def attributes(written: str) -> Iterator[Attribute]:
    """The attributes of a tag."""
    for part in _PARTS.finditer(written):
        value, start, end = part[2] or "", part.start(1), part.end()
        quoted = value[:1] in {"'", '"'}
        inside = (end - len(value) + quoted, end - quoted) if value else (start, end)
        yield Attribute(part[1].lower(), unescape(value[1:-1] if quoted else value), start, end, inside)


def without_code(text: str) -> str:
    """A text of the same length, in which nothing stands for code; one that is too long for that as it is."""
    return text if len(text) > _LONGEST else _CODE.sub(lambda code: "\0" * len(code[0]), text)
