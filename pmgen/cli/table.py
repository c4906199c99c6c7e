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
    red: tuple[int, set[int]] | None = None,
    bold: bool = False,
) -> str:
    """Rows under their heads; the last cell of a row is cut where the line ends.

    Where the others do not fit on a line, they go on under its first one. A cell that is wider than all the room stays
    whole.

    Args:
        room: columns of the terminal.
        red: a column before that, and the rows in which its cell stands out.
        bold: whether the heads stand out.
    """
    cells = [[visible(cell) for cell in row] for row in (heads, *rows)]
    sizes = _sizes(cells)
    lines = _lines(sizes, room)
    told = [_row(cells[0], sizes, lines, room, None, bold=bold)]
    for index, row in enumerate(cells[1:]):
        told.append(_row(row, sizes, lines, room, red[0] if red and index in red[1] else None))
    return "".join(told)


def fits(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int, least: int) -> bool:
    """Whether the last cell of each row has its place on the line of the others.

    Args:
        room: columns of the terminal.
        least: columns that it is to have.
    """
    return room - _taken(_sizes([heads, *rows])) - _GAP >= least


def _sizes(cells: Sequence[Sequence[str]]) -> list[int]:
    """The columns of all cells of a row but the last one."""
    return [max(map(width, column)) for column in zip(*cells, strict=True)][:-1]


def _taken(sizes: Sequence[int]) -> int:
    """The columns that cells take with the gaps between them."""
    return sum(sizes) + _GAP * (len(sizes) - 1)


def _lines(sizes: Sequence[int], room: int) -> list[slice]:
    """Which cells are on a line, by their sizes: all but the first line are set in by a gap."""
    lines = [slice(0, 0)]
    for place in range(len(sizes)):
        start = lines[-1].start
        if place > start and _taken(sizes[start : place + 1]) + (_GAP if start else 0) > room:
            lines.append(slice(place, place))
        lines[-1] = slice(lines[-1].start, place + 1)
    return lines


def _row(
    cells: Sequence[str],
    sizes: Sequence[int],
    lines: Sequence[slice],
    room: int,
    red: int | None,
    *,
    bold: bool = False,
) -> str:
    padded = [cell + " " * (size - width(cell)) for cell, size in zip(cells, sizes, strict=False)]
    if red is not None:
        padded[red] = click.style(padded[red], fg="red")
    gap = " " * _GAP
    told = [(gap if line.start else "") + gap.join(padded[line]) for line in lines]
    left = room - _taken(sizes) - _GAP
    if left >= _LEAST:
        told[-1] += gap + part(cells[-1], 0, 0, left).text
    else:
        told.append(gap + part(cells[-1], 0, 0, room - _GAP).text)
    return "".join((click.style(line, bold=True) if bold else line) + "\n" for line in map(str.rstrip, told))
