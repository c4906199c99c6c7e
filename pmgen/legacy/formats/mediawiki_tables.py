"""The tables of MediaWiki as those of Markdown, which know no cell of several rows and no list in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pmgen.legacy.formats import cell_lists
from pmgen.legacy.formats.mediawiki_marks import inline
from pmgen.values import Value, replace

_CELLS: Final = {"|": re.compile(r"\|\|"), "!": re.compile(r"\|\||!!")}
"""What parts the cells of a line, by the mark that it begins with."""
_ATTRIBUTES = re.compile(r"^(?:[ \t]*[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w#%-]++)(?=[ \t|]))++[ \t]*\|")
"""What stands before the text of a cell: how it looks."""
_SPAN: Final = re.compile(r"\b(row|col)span[ \t]*=[ \t]*[\"']?(\d{1,5})\b", re.IGNORECASE)
_ITEM: Final = re.compile(r"[*#]+[ \t]*(?=[^\s*#])")
_MOST: Final = 50_000
"""Characters that are said again in one table; a page of hostile spans is not to fill the memory."""
_WIDEST: Final = 100
"""Rows and columns of a cell, and columns of a table that are filled for one."""


class _Cell(Value):
    """A cell.

    Args:
        text: in Markdown.
        names: whether it is the name of others.
        rows: in how many rows it stands, and `columns`, in how many columns.
    """

    text: str
    names: bool = False
    rows: int = 1
    columns: int = 1


def table(rows: Sequence[str]) -> list[str]:
    """A table of Markdown below its caption; one whose first row is no head gets an empty one."""
    captions = [f"**{inline(row[2:].strip())}**\n" for row in map(str.strip, rows) if row.startswith("|+") and row[2:]]
    cells = list(_spread(row for row in _rows(rows) if any(each.text for each in row)))
    width = max(map(len, cells), default=0)
    headed = bool(cells) and all(each.names for each in cells[0])
    said = [[*(each.text for each in row), *[""] * (width - len(row))] for row in cells]
    head, others = (said[0], said[1:]) if headed else ([" "] * width, said)
    return [*captions, *(f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *others) if width)]


def _spread(rows: Iterable[Sequence[_Cell]]) -> Iterator[list[_Cell]]:
    """Rows in which a cell that spans several stands in each of them, and one that spans columns in the first."""
    below: dict[int, _Cell] = {}
    left = _MOST
    for row in rows:
        found: list[_Cell] = []
        own = list(reversed(row))
        while own or len(found) <= max(below, default=-1):
            cell = below.pop(len(found), None)
            if cell is not None:
                left -= len(cell.text) + cell.columns
            elif own:
                cell = own.pop()
            else:
                cell = _Cell("")
            if cell.rows > 1 and left > 0 and len(found) < _WIDEST:
                below[len(found)] = replace(cell, rows=cell.rows - 1)
            found += [cell, *[_Cell("", cell.names)] * min(cell.columns - 1, max(_WIDEST - len(found), 0))]
        yield found


def _rows(rows: Iterable[str]) -> list[list[_Cell]]:
    """The cells of each row."""
    found: list[list[_Cell]] = [[]]
    for row in map(str.strip, rows):
        if row.startswith("|-"):
            looks = row.lstrip("|-").strip()
            found.append([_Cell(_text(looks))] if looks and "=" not in looks else [])
        elif row.startswith(("|", "!")) and not row.startswith("|+"):
            found[-1] += [_cell(each, names=row[0] == "!") for each in _CELLS[row[0]].split(row[1:])]
        elif row and not row.startswith("|+"):
            last = found[-1].pop() if found[-1] else _Cell("")
            item = _ITEM.match(row)
            text = _text(row[item.end() :]) if item else _text(row)
            text = cell_lists.behind(last.text, text) if item else f"{last.text} {text}".strip()
            found[-1].append(replace(last, text=text))
    return found


def _cell(written: str, *, names: bool) -> _Cell:
    """A cell as it is written, with what says how it looks before its text."""
    looks = _ATTRIBUTES.match(written)
    spans = {name.lower(): int(number) for name, number in _SPAN.findall(looks[0])} if looks else {}
    rows, columns = (min(max(spans.get(name, 1), 1), _WIDEST) for name in ("row", "col"))
    return _Cell(_text(written[looks.end() :] if looks else written), names, rows, columns)


def _text(written: str) -> str:
    return inline(written.strip()).replace("|", "\\|")
