"""The text of a document from its bytes, with the words mended that another encoding has damaged."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence

from pmgen import markdown
from pmgen.front_matter.composing import CONTROL
from pmgen.legacy.draft import Note
from pmgen.legacy.lines import fenced
from pmgen.markdown import Slip

_OF_ENCODINGS = re.compile(
    r"\b(?:mojibake|encodings?|charsets?|character sets?|utf-?8|(?:latin|iso|cp|windows)-?(?:1|8859|125[24]))\b",
    re.IGNORECASE,
)
"""What a document speaks of that may show damaged words on purpose."""
_WORD = re.compile(r"\w+")


def decoded(data: bytes) -> tuple[str, list[Note]]:
    """The text of a document, and what was not sure."""
    notes = []
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-16" if wide else "cp1252", "replace")
        told = "not whole UTF-16; what cannot be read is `\N{REPLACEMENT CHARACTER}`"
        notes.append(Note(1, told if wide else "not UTF-8; read as Windows-1252"))
    text = CONTROL.sub(" ", text)
    damaged = [] if _OF_ENCODINGS.search(text) else list(_damaged(text))
    return _mended(text, damaged), [*notes, *_told(text, damaged)]


def _damaged(text: str) -> Iterator[Slip]:
    """The damaged words of a text, without those that stand in a line with what they were: they are shown there."""
    behind = 0
    beside: frozenset[str] = frozenset()
    for each in markdown.damaged_words(_without_blocks(text)):
        if each.start >= behind:
            start, end = text.rfind("\n", 0, each.start) + 1, text.find("\n", each.start)
            behind = len(text) if end < 0 else end
            beside = frozenset(_WORD.findall(text, start, behind))
        if each.edit and beside.isdisjoint(word for word in _WORD.findall(each.edit[2]) if not word.isascii()):
            yield each


def _without_blocks(text: str) -> str:
    """A text with blanks in the place of its blocks of code, which are as they were where somebody copied them."""
    lines = text.split("\n")
    code = (within or line.startswith(("    ", "\t")) for line, within in zip(lines, fenced(lines), strict=True))
    return "\n".join(" " * len(line) if hidden else line for line, hidden in zip(lines, code, strict=True))


def _mended(text: str, damaged: Sequence[Slip]) -> str:
    """A text with its damaged words as they were."""
    parts: list[str] = []
    behind = 0
    for each in damaged:
        start, end, put = each.edit or (0, 0, "")
        if start >= behind:
            parts += [text[behind:start], put]
            behind = end
    return "".join([*parts, text[behind:]])


def _told(text: str, damaged: Sequence[Slip]) -> list[Note]:
    """That words were mended, at the first of them."""
    if not damaged:
        return []
    first, more = damaged[0], len(damaged) - 1
    besides = f", and so {'are' if more > 1 else 'is'} {more} more" if more else ""
    return [Note(text.count("\n", 0, first.start) + 1, f"{first.what}; it is mended{besides}")]
