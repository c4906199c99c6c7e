"""Cells of tables in pages of HTML that belong to several rows: Markdown knows none, so each row gets its own."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any, Final

_MOST: Final = 50_000
"""Characters that are said again in one page; a page of hostile spans is not to fill the memory."""
_WIDEST: Final = 1_000
"""Columns of a cell, in HTML as in browsers."""


def expand(soup: Any) -> None:
    """Repeat a cell that spans rows in each of them; one that spans columns stays in the first.

    Args:
        soup: the parsed page.
    """
    left = _MOST
    for table in soup.find_all("table"):
        below: dict[int, tuple[int, Any]] = {}
        group: Any = None
        for row in table.find_all("tr"):
            if row.find_parent("table") is not table:
                continue
            if row.parent is not group:
                below, group = {}, row.parent  # a cell does not go on from the head into the rows
            left = _fill(row, below, left, lambda: soup.new_tag("td"))


def _fill(row: Any, below: dict[int, tuple[int, Any]], left: int, blank: Callable[[], Any]) -> int:
    """Put cells of the rows above into a row, and remember its own.

    Args:
        below: those that go on below the row, by their columns, with the number of rows that they have still.
        left: how many characters may still be said again.
        blank: makes a cell for a row that has too few.

    Returns:
        What is left of `left`.
    """
    cells = row.find_all(["td", "th"], recursive=False)
    at, place, last = 0, 0, max(below, default=-1)
    while (place < len(cells) or at <= last) and left > 0:
        if at in below or place == len(cells):
            rows, cell = below.pop(at, (1, None))
            cell = blank() if cell is None else copy.copy(cell)
            left -= _number(cell, "colspan") + len(cell.get_text())
            _put(cell, row, cells[place : place + 1])
        else:
            cell = cells[place]
            rows, place = _number(cell, "rowspan"), place + 1
            del cell["rowspan"]
        if rows > 1:
            below[at] = (rows - 1, cell)
        at += min(_number(cell, "colspan"), _WIDEST)
    return left


def _put(cell: Any, row: Any, following: Sequence[Any]) -> None:
    if following:
        following[0].insert_before(cell)
    else:
        row.append(cell)


def _number(cell: Any, name: str) -> int:
    """How many rows or columns a cell has; those to the end are many."""
    written = str(cell.get(name, "1")).strip()
    if not (written.isascii() and written.isdigit()) or len(written) > 5:
        return 1
    return int(written) or (_WIDEST if name == "rowspan" else 1)
