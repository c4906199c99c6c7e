"""Tables that are written in HTML inside of Markdown, as tables like any other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import zip_longest

from pmgen.legacy import lines
from pmgen.legacy.draft import missing
from pmgen.legacy.draft import words as words_of
from pmgen.legacy.formats import escapes, pages, shells
from pmgen.legacy.lines import Block
from pmgen.values import replace

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_BEGINS = re.compile(r"^ {0,3}<table\b", re.IGNORECASE)
_ENDS = re.compile(r"</table\s*>[ \t]*$", re.IGNORECASE)
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_OTHER = re.compile(r"<!|<(?:script|style|caption|img|input|details)\b", re.IGNORECASE)
"""What would not be in a table of Markdown, or not as it is."""


def as_tables(blocks: Sequence[Block], texts: Sequence[str]) -> list[Block]:
    """The blocks of a text, with one block for each such table that has a paragraph to itself.

    Args:
        texts: the lines that the blocks are of.
    """
    begins = [number for number, line in enumerate(texts) if _BEGINS.search(line)]
    ends = [number for number, line in enumerate(texts) if _ENDS.search(line)] if begins else []
    spans = {start: end for start, end in _spans(begins, ends) if _ends_there(texts[end : end + 1])}
    return list(_with_tables(blocks, texts, spans)) if spans else list(blocks)


def _ends_there(following: Sequence[str]) -> bool:
    """Whether the line behind a table, if there is one, does not go on from it."""
    return all(not line.strip() or shells.CLOSES.fullmatch(line) for line in following)


def _spans(begins: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first line of each table, and the one behind its last; a table in a table is none."""
    for start, following in zip_longest(begins, begins[1:]):
        at = bisect_left(ends, start)
        if at < len(ends) and (following is None or ends[at] < following):
            yield start, ends[at] + 1


def _with_tables(blocks: Sequence[Block], texts: Sequence[str], spans: Mapping[int, int]) -> Iterator[Block]:
    behind = 0
    for block in blocks:
        start = max(block.start, behind)
        if block.kind != "text" or start >= block.end:
            yield from [block] if start < block.end else []
            continue
        at = next((each for each in range(start, block.end) if not shells.OPENS.fullmatch(texts[each])), start)
        end = spans.get(at, 0)
        table = _table(texts[at:end], at) if end else None
        behind = end if table else block.end
        parts = [_text(texts, start, at), table, _text(texts, end, block.end)] if table else []
        yield from filter(None, parts or [_text(texts, start, block.end)])


def _text(texts: Sequence[str], start: int, end: int) -> Block | None:
    """Some lines of a paragraph; none where there are none."""
    return Block("text", start, end, 0, "\n".join(texts[start:end])) if start < end else None


def _table(texts: Sequence[str], start: int) -> Block | None:
    """The table that some lines are; `None` where it is more than a table of Markdown can be.

    Args:
        start: the number of the first of them.
    """
    if any(map(_OTHER.search, texts)) or sum(len(_TABLE.findall(each)) for each in texts) > 1:
        return None
    written = "\n".join(texts)
    made, *_ = pages.to_markdown(written)
    found = lines.blocks(escapes.without_need(made.split("\n")))
    lost = missing(unescape(_TAG.sub(" ", written)), words_of(made))
    if lost or [each.kind for each in found] != ["table"]:
        return None
    _, rows = lines.rows(found[0])
    places = [start + at for at, line in enumerate(texts) for _ in _ROW.finditer(line)]
    if not rows or len(places) < len(rows):
        return None
    return replace(found[0], start=start, end=start + len(texts), raw=tuple(places[-len(rows) :]))


def without_marks(text: str, blocks: Sequence[Block], first: int) -> str:
    """The text of a document with what is told in such tables, and without their tags.

    Args:
        first: the number of the line of the text that the lines of the blocks are counted from.
    """
    tables = [each for each in blocks if each.raw]
    told = text.split("\n") if tables else []
    for each in reversed(tables):
        told[first + each.start : first + each.end] = [each.text]
    return "\n".join(told) if tables else text
