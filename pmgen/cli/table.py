"""A table for a terminal: aligned, no wider than that, and without control sequences."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pmgen.reporters.visible import part, visible, width

_GAP = 2
_LEAST = 24
"""Columns without which the last cell has a line of its own, under the others of its row."""


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    room: int,
    *,
    spare: int | None = None,
    red: tuple[int, set[int]] | None = None,
    bold: bool = False,
) -> str:
    """Rows under their heads; the last cell of a row is cut where the line ends.

    Args:
        room: columns of the terminal.
        spare: a column that is left out where the cells before the last one would not fit.
        red: a column before that, and the rows in which its cell stands out.
        bold: whether the heads stand out.
    """
    cells = [[visible(cell) for cell in row] for row in (heads, *rows)]
    sizes = [max(map(width, column)) for column in zip(*cells, strict=True)][:-1]
    if spare is not None and _taken(sizes) > room:
        del sizes[spare]
        for row in cells:
            del row[spare]
    left = room - _taken(sizes) - _GAP
    lines = [_line(cells[0], sizes, left, room, None, bold=bold)]
    for index, row in enumerate(cells[1:]):
        lines.append(_line(row, sizes, left, room, red[0] if red and index in red[1] else None))
    return "".join(lines)


def _taken(sizes: Sequence[int]) -> int:
    """The columns that cells take with the gaps between them."""
    return sum(sizes) + _GAP * (len(sizes) - 1)


def _line(
    cells: Sequence[str], sizes: Sequence[int], left: int, room: int, red: int | None, *, bold: bool = False
) -> str:
    padded = [cell + " " * (size - width(cell)) for cell, size in zip(cells, sizes, strict=False)]
    if red is not None:
        padded[red] = click.style(padded[red], fg="red")
    beside = left >= _LEAST
    last = part(cells[-1], 0, 0, left if beside else room - _GAP).text
    gap = " " * _GAP
    lines = [gap.join([*padded, last])] if beside else [gap.join(padded), gap + last]
    return "".join((click.style(line, bold=True) if bold else line) + "\n" for line in map(str.rstrip, lines))
