"""Diagnostics as text for people, and in the formats that other programs read.

A reporter gives pieces of text that, put together, are its output; it knows no terminal and no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pmgen.diagnostics import Diagnostic, Level, Rule
from pmgen.reporters import text
from pmgen.reporters.text import summary
from pmgen.values import Value

__all__ = ["REPORTERS", "Checked", "report", "summary"]


class Checked(Value):
    """What was found, and what some formats tell besides.

    Args:
        files: every file that was looked at.
        rules: every rule there is.
        colour: whether the reader sees colours.
        width: of the reader's terminal, in columns.
        fails: the mildest level that makes the command fail.
    """

    diagnostics: Sequence[Diagnostic]
    files: Sequence[str]
    rules: Sequence[Rule]
    colour: bool
    width: int
    fails: Level


def _json(checked: Checked) -> Iterator[str]:
    from pmgen.reporters import json

    return json.report(checked.diagnostics)


def _github(checked: Checked) -> Iterator[str]:
    from pmgen.reporters import github

    return github.report(checked.diagnostics)


def _gitlab(checked: Checked) -> Iterator[str]:
    from pmgen.reporters import gitlab

    return gitlab.report(checked.diagnostics)


def _sarif(checked: Checked) -> Iterator[str]:
    from pmgen.reporters import sarif

    return sarif.report(checked.diagnostics, rules=checked.rules)


def _junit(checked: Checked) -> Iterator[str]:
    from pmgen.reporters import junit

    return junit.report(checked.diagnostics, files=checked.files, fails=checked.fails)


REPORTERS: Mapping[str, Callable[[Checked], Iterator[str]]] = {
    "text": lambda checked: text.report(checked.diagnostics, colour=checked.colour, width=checked.width),
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
    "sarif": _sarif,
    "junit": _junit,
}
"""The formats of `pmgen check --format`. Only the one that is asked for is imported: most runs are for people."""


def report(
    format_: str,
    diagnostics: Sequence[Diagnostic],
    *,
    files: Sequence[str] = (),
    rules: Sequence[Rule] = (),
    colour: bool = False,
    width: int = 80,
    fails: Level = Level.ERROR,
) -> Iterator[str]:
    """Tell diagnostics in one of the formats of `REPORTERS`; for the arguments see `Checked`."""
    return REPORTERS[format_](Checked(diagnostics, files, rules, colour, width, fails))
