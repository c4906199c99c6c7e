"""For people at a terminal: the place and the message on a line of its own, then the line and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pmgen.diagnostics import Diagnostic, Level, worst
from pmgen.reporters.order import counted, ordered
from pmgen.reporters.visible import part, visible, wrapped

NARROWEST = 40
"""Columns below which lines are not cut any further."""

_COLOURS = {Level.ERROR: "1;31", Level.WARNING: "1;33", Level.INFO: "1;36"}
_BOLD, _DIM = "1", "2"


def report(diagnostics: Iterable[Diagnostic], *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """A paragraph for each diagnostic; its first line is `path:line:column: code message`.

    Args:
        colour: whether to write the escape sequences for colours.
        width: columns of the terminal; the first line is never cut, so that programs can read it.
    """
    for each in ordered(diagnostics):
        yield "\n".join(_paragraph(each, colour, max(width, NARROWEST))) + "\n\n"


def summary(diagnostics: Sequence[Diagnostic], files: int, *, colour: bool = False) -> str:
    """One line on what was found: `2 errors, 1 warning in 2 of 6 files (1 fixable with `--fix`)`.

    Args:
        files: how many were looked at.
    """
    touched = len({each.path for each in diagnostics})
    looked_at = f"{files} file{'' if files == 1 else 's'}"
    if (weightiest := worst(diagnostics)) is not None:
        where = looked_at if touched == files else f"{touched} of {looked_at}" if touched < files else ""
        says = _painted(counted(diagnostics), _COLOURS[weightiest], colour)
        says += f" in {where}" if where else ""
    else:
        says = f"{looked_at}, nothing to report"
    fixable = sum(each.fixable for each in diagnostics)
    return f"{says} ({fixable} fixable with `--fix`)" if fixable else says


def _paragraph(each: Diagnostic, colour: bool, columns: int) -> Iterator[str]:
    level = _COLOURS[each.level]
    path, message = visible(each.path), visible(each.message)
    place = _painted(f"{each.line}:{each.column}:", _DIM, colour)
    yield f"{_painted(path, _BOLD, colour)}:{place} {_painted(each.code, level, colour)} {message}"
    number = str(each.line)
    margin = " " * len(number)
    bar = _painted("|", _DIM, colour)
    # Under the line a caret, which may stand behind its last character, a blank and the level have to fit, too.
    room = columns - len(f"{number} | ^ {each.level}")
    end = each.end_column - 1 if each.end_line == each.line else len(each.excerpt.rstrip())
    shown = part(each.excerpt, each.column - 1, end, room)
    mark = _painted(f"{'^' * max(shown.width, 1)} {each.level}", level, colour)
    yield f"{margin} {bar}"
    yield f"{_painted(number, _DIM, colour)} {bar} {shown.text}".rstrip()
    yield f"{margin} {bar} {' ' * shown.start}{mark}"
    notes = [("help", each.help)] if each.help else []
    notes += [("fix", "`pmgen check --fix` makes the change")] if each.fixable else []
    for title, note in notes:
        indent = f"{margin} = {title}: "
        first, *rest = wrapped(note, columns - len(indent))
        yield f"{margin} {_painted('=', _DIM, colour)} {_painted(title, _BOLD, colour)}: {first}"
        yield from (" " * len(indent) + line for line in rest)


def _painted(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour and text else text
