"""Rows of cells with tabs or commas between them, as they are pasted from a table, as tables like any other."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from pmgen.legacy.lines import Block

_HEAD = re.compile(
    r"[ *_]*(?:date|day|time|when|timestamp|uhrzeit|zeit|datum|heure|hora|fecha|data)s?\b[^\t\n]{0,40}\t+\s*[^\W\d]",
    re.IGNORECASE,
)
"""The names of columns of which the first one holds times."""
_ROW = re.compile(r"[ *_~]*(?:\d|[^\W\d]{3,9}\.? \d)[^\t\n]{0,40}\t+[^\t\n]")
"""A row of such a table: its first cell begins as a time does, or a day."""
_FEWEST = 3
"""Lines, with that of the names."""
_COMMA_HEAD = re.compile(
    r"(?:date|day|time|when|timestamp)s?(?: ?\([\w +:-]{1,12}\))?(?:, ?[A-Za-z]\w{1,20}){1,5}", re.IGNORECASE
)
_COMMA_ROW = re.compile(r"\"?(?:\d|[^\W\d]{3,9}\.? \d)[^,\n]{0,40},[^\n]{1,2000}")


def as_tables(blocks: Sequence[Block], texts: Sequence[str]) -> list[Block]:
    """The blocks of a text, with one block for each such table whose columns have names.

    Args:
        texts: the lines that the blocks are of.
    """
    blocks = [_with_commas(each) for each in blocks]
    return list(_with_tables(blocks)) if any("\t" in text for text in texts) else blocks


def _with_commas(block: Block) -> Block:
    """A paragraph of such rows with commas as a table; any other block as it is."""
    head, *rows = block.text.split("\n") if block.kind == "text" else [""]
    if len(rows) + 1 < _FEWEST or not _COMMA_HEAD.fullmatch(head.rstrip()) or not all(map(_COMMA_ROW.fullmatch, rows)):
        return block
    names, *found = csv.reader((head, *rows), skipinitialspace=True)
    if len(names) == 2:
        found = [[first, ", ".join(more)] for first, *more in found]  # a text with commas and without quotes
    if len(found) != len(rows) or any(len(each) != len(names) for each in found):
        return block
    told = ("\t".join(cell.replace("\t", " ") for cell in each) for each in (names, *found))
    return _table(dict(enumerate(told, block.start)))


def _with_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    at = 0
    while at < len(blocks):
        rows, behind = _rows(blocks, at) if _HEAD.match(blocks[at].text) else ({}, at)
        if len(rows) < _FEWEST:
            yield blocks[at]
            at += 1
        else:
            yield _table(rows)
            at = behind


def _rows(blocks: Sequence[Block], at: int) -> tuple[dict[int, str], int]:
    """The lines of such a table by their numbers, be there blank lines between them or not, and the place behind it.

    Args:
        at: the place of the block that begins with the names of its columns.
    """
    found: dict[int, str] = {}
    behind = at
    for place in range(at, len(blocks)):
        block = blocks[place]
        rows = block.text.split("\n") if block.kind == "text" else []
        told = rows if found else rows[1:]
        if (
            block.kind not in ("text", "blank")
            or (block.kind == "blank" and block.text)
            or not all(map(_ROW.match, told))
        ):
            break
        if rows:
            found |= enumerate(rows, block.start)
            behind = place + 1
    return found, behind


def _table(rows: dict[int, str]) -> Block:
    first, *numbers = rows
    head, *others = _cells(list(rows.values()))
    text = "\n".join(f"| {' | '.join(each)} |" for each in (head, ["--"] * len(head), *others))
    return Block("table", first, numbers[-1] + 1, 0, text, tuple(numbers))


def _cells(rows: Sequence[str]) -> list[list[str]]:
    """The cells of rows, as many in each; several tabs are one where some row has more of them than the first one."""
    cells = [row.rstrip().split("\t") for row in rows]
    if any(len(each) > len(cells[0]) for each in cells):
        cells = [re.split(r"\t+", row.rstrip()) for row in rows]
    width = max(map(len, cells))
    return [[*(cell.strip().replace("|", "\\|") for cell in each), *[""] * (width - len(each))] for each in cells]
