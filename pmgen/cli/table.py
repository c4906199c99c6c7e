"""A table for a terminal: aligned, as wide as it is, with nothing in it that the terminal would obey."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pmgen.reporters.visible import part, visible, width

_GAP = 2
_LEAST = 24
"""Columns that the last cell has even on a narrow terminal."""


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    room: int,
    *,
    red: tuple[int, set[int]] | None = None,
    bold: bool = False,
) -> str:
    """Rows under their heads; the last cell of a row is cut where the line ends.

    Args:
        room: columns of the terminal.
        red: a column, and the rows in which its cell stands out.
        bold: whether the heads stand out.
    """
    cells = [[visible(cell) for cell in row] for row in rows]
    last = len(heads) - 1
    sizes = [max(width(row[index]) for row in (heads, *cells)) for index in range(last)]
    left = max(_LEAST, room - sum(sizes) - _GAP * last)
    lines = [_line(heads, sizes, left, None, bold=bold)]
    for index, row in enumerate(cells):
        lines.append(_line(row, sizes, left, red[0] if red and index in red[1] else None))
    return "".join(lines)


def _line(cells: Sequence[str], sizes: Sequence[int], left: int, red: int | None, *, bold: bool = False) -> str:
    padded = [cell + " " * (size - width(cell)) for cell, size in zip(cells, sizes, strict=False)]
    if red is not None:
        padded[red] = click.style(padded[red], fg="red")
    line = (" " * _GAP).join([*padded, part(cells[-1], 0, 0, left).text]).rstrip()
    return (click.style(line, bold=True) if bold else line) + "\n"
