"""For programs of one's own: a list of objects, as documented for `pmgen check --format json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pmgen.diagnostics import Diagnostic
from pmgen.reporters.order import ordered


def report(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """One list; all characters beyond ASCII are escaped, so that it survives any terminal and code page."""
    yield json.dumps([_object(each) for each in ordered(diagnostics)], indent=2) + "\n"


def _object(each: Diagnostic) -> dict[str, object]:
    return {
        "code": each.code,
        "name": each.name,
        "level": each.level,
        "message": each.message,
        "help": each.help,
        "path": each.path,
        "line": each.line,
        "column": each.column,
        "end_line": each.end_line,
        "end_column": each.end_column,
        "fixable": each.fixable,
    }
