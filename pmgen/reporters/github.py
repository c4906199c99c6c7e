"""For GitHub Actions: annotations in the diff, and all of it as a list in the log.

A step shows ten annotations of each kind and drops the rest in silence, so the worst come first and the list
holds all. The log is also where the runner takes its commands from: `::name::` at the beginning of a line, and
`##[name]` anywhere in it. No line of the list begins with text of a document, and `##[` is taken apart.
`::stop-commands::` would do the same, but a run that dies before it switches them on again would leave the rest
of the step without.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmgen.diagnostics import Diagnostic, Level
from pmgen.reporters.order import counted, ordered
from pmgen.reporters.visible import visible

SHOWN = 10
"""How many annotations of a kind a step shows."""

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def report(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """The first ten annotations of each kind, then a group with a line for each diagnostic."""
    told = ordered(diagnostics)
    for level in Level:
        of_level = [each for each in told if each.level is level]
        yield from map(_annotation, of_level[:SHOWN])
    if told:
        yield f"::group::pmgen: {counted(told)}\n"
        yield from map(_line, told)
        yield "::endgroup::\n"


def _annotation(each: Diagnostic) -> str:
    properties = {"file": visible(each.path), "line": each.line, "endLine": each.end_line}
    if each.line == each.end_line:
        # Columns are only understood within a line.
        properties |= {"col": each.column, "endColumn": each.end_column}
    properties["title"] = f"{each.code} {each.name}"
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = "\n".join(visible(text) for text in (each.message, each.help) if text)
    return f"::{_COMMANDS[each.level]} {told}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _line(each: Diagnostic) -> str:
    text = visible(f"{each.path}:{each.line}:{each.column}: {each.code} {each.message}")
    return f"{each.level} {text.replace('##[', '## [')}\n"
