"""What a person sees in a terminal: diagnostics, in colour where that is wanted, as wide as there is room."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from pmgen.cli.terminal import wants_colour
from pmgen.diagnostics import Diagnostic
from pmgen.values import replace


def stop_with(diagnostics: Iterable[Diagnostic], prefix: str, *, err: bool) -> NoReturn:
    """Print diagnostics for a person, sum them up, and exit with 1."""
    from pmgen import reporters  # most commands have none

    shown = with_prefix(diagnostics, prefix)
    show(shown, err=err)
    files = len({each.path for each in shown})
    click.echo(reporters.summary(shown, files=files, colour=in_colour(err=True)), err=True)
    raise SystemExit(1)


def with_prefix(diagnostics: Iterable[Diagnostic], prefix: str) -> list[Diagnostic]:
    """Diagnostics whose paths lead from the working directory."""
    return [replace(each, path=prefix + each.path) for each in diagnostics] if prefix else list(diagnostics)


def show(diagnostics: Iterable[Diagnostic], err: bool = False) -> None:
    """Print diagnostics for a person."""
    from pmgen import reporters  # most builds have nothing to say

    stream = sys.stderr if err else sys.stdout
    for piece in reporters.text.report(list(diagnostics), colour=in_colour(err=err), width=width()):
        stream.write(piece)
    stream.flush()  # before what sums them up is written to the other stream


def warn(message: str) -> None:
    """Print a warning that has no place in a document."""
    click.echo(f"{click.style('warning', fg='yellow')}: {message}", err=True)


def from_here(path: Path) -> str:
    """A path, as a person would name it from the working directory."""
    near = Path(os.path.relpath(path))
    return (path if near.parts[:2] == ("..", "..") else near).as_posix()


def count(number: int, noun: str) -> str:
    """A number of things: `1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def in_colour(err: bool = False) -> bool:
    """Whether a stream is a terminal that wants colour."""
    return (sys.stderr if err else sys.stdout).isatty() and wants_colour()


def width() -> int:
    """The width of the terminal, in columns: what `COLUMNS` says comes first, and where nothing is known it is 120."""
    said = os.environ.get("COLUMNS", "")
    return max(40, min(160, (int(said) if said.isdecimal() else _columns()) or 120))


def _columns() -> int:
    # As `shutil.get_terminal_size`, whose import takes as long as reading a document.
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns
    except (OSError, ValueError):
        return 0
