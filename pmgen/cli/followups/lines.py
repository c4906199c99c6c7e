"""Follow-ups as lines of a terminal: a table where it is wide enough, else a few lines for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from functools import cache

import click

from pmgen import markdown
from pmgen.cli import showing
from pmgen.cli.table import fits, table
from pmgen.reporters.visible import part, visible, width, wrapped
from pmgen.resolver.queue import Item
from pmgen.rules.leaks.redaction import redacted

_HEADS = ("Follow-up", "Pri", "Status", "Due", "Type", "For a", "Owner", "Action")
_DUE, _TYPE = _HEADS.index("Due"), _HEADS.index("Type")
_WORD = 24
"""Columns that an owner or a type has at most."""
_BESIDE, _LEAST = 40, 24
"""Columns without which an action has no place in a table, and none beside its name."""
_BETWEEN = " · "
_NONE = "–"


def shown(items: Sequence[Item], today: dt.date) -> str:
    """Follow-ups for a person, those past their day marked; each line fits the terminal, if its words allow it."""
    room = showing.width()
    rows = [_row(each, today) for each in items]
    late = {index for index, each in enumerate(items) if each.overdue(today)}
    colour = showing.in_colour()
    # Whether a person is needed says more than the type, which decides that.
    for left_out in ((), (_TYPE,)):
        heads, *cells = [_without(row, left_out) for row in (_HEADS, *rows)]
        if fits(heads, cells, room, _BESIDE):
            return table(heads, cells, room, red=(_DUE, late) if colour else None, bold=colour)
    return "".join(f"{line}\n" for line in _cards(rows, late, room, colour=colour))


def action(item: Item) -> str:
    """What is to be done, without the credentials in it: logs hold what programs are told as well."""
    return redacted(markdown.plain(item.followup.action))


@cache
def word(text: str | None) -> str | None:
    """An owner or a type, likewise."""
    return redacted(text) if text else text


def _row(item: Item, today: dt.date) -> tuple[str, ...]:
    return (
        item.name,
        item.followup.priority or _NONE,
        item.followup.status,
        _due(item, today),
        _short(item.followup.type),
        _hands(item),
        _short(item.followup.owner),
        action(item),
    )


def _without(row: Sequence[str], left_out: Sequence[int]) -> tuple[str, ...]:
    return tuple(cell for place, cell in enumerate(row) if place not in left_out)


def _cards(rows: Sequence[Sequence[str]], late: Container[int], room: int, *, colour: bool) -> Iterator[str]:
    """Of each follow-up what is to be done, beside its name where there is room, and below it all else.

    Args:
        late: the places of those past their day.
    """
    # One name without end moves no other.
    size = max((size for size in (width(name) for name, *_ in rows) if size <= room // 2), default=0)
    for place, (name, priority, status, due, type_, hands, owner, todo) in enumerate(rows):
        named = visible(name)
        start = f"{named}{' ' * (size - width(name))}  {priority:<2}  "
        beside = room - width(start) >= _LEAST
        indent = " " * width(start) if beside else "  "
        first, *more = [*([] if beside else [""]), *wrapped(todo, room - len(indent))]
        yield f"{click.style(named, bold=True) if colour else named}{start[len(named) :]}{first}".rstrip()
        yield from (f"{indent}{line}" for line in more)
        parts = (("", status), ("due ", due), ("", type_), ("for a ", hands), ("", owner))
        for line in _joined([visible(before + each) for before, each in parts if each != _NONE], room - 2):
            yield f"  {line.replace(due, click.style(due, fg='red')) if colour and place in late else line}"


def _joined(parts: Sequence[str], room: int) -> list[str]:
    """Parts in lines of at most `room` columns, none of them over two."""
    lines = [parts[0]]
    for each in parts[1:]:
        if width(f"{lines[-1]}{_BETWEEN}{each}") <= room:
            lines[-1] += f"{_BETWEEN}{each}"
        else:
            lines.append(each)
    return lines


def _hands(item: Item) -> str:
    """Who may do it, of what is still to be done."""
    if item.moot or not item.followup.open:
        return _NONE
    return "program" if item.safe and not item.waits else "person"


def _short(text: str | None) -> str:
    """A word of a document, cut where it would take the room of all others."""
    return part(word(text) or _NONE, 0, 0, _WORD).text


def _due(item: Item, today: dt.date) -> str:
    return f"{item.due}{' !' if item.overdue(today) else ''}" if item.due else _NONE
