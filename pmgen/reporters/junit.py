"""For CI servers that read test results: each file is a test, and it fails if it has an error.

What is a warning does not make `pmgen check` fail, so it does not fail a test either; it is in its output. A
file has one `failure` that holds all of its errors, because most readers show the first one only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from pmgen.diagnostics import Diagnostic, Level
from pmgen.reporters.order import counted, ordered
from pmgen.reporters.visible import visible


def report(diagnostics: Iterable[Diagnostic], *, files: Sequence[str], fails: Level = Level.ERROR) -> Iterator[str]:
    """One test suite.

    Args:
        files: every file that was looked at, the good ones, too.
        fails: the mildest level that fails a test.
    """
    told: dict[str, list[Diagnostic]] = {path: [] for path in files}
    for each in ordered(diagnostics):
        told.setdefault(each.path, []).append(each)
    failed = sum(any(each.level.rank <= fails.rank for each in here) for here in told.values())
    counts = f'name="pmgen" tests="{len(told)}" failures="{failed}" errors="0"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n  <testsuite {counts}>\n'
    for path, here in sorted(told.items()):
        yield from _case(path, here, fails)
    yield "  </testsuite>\n</testsuites>\n"


def _case(path: str, here: list[Diagnostic], fails: Level) -> Iterator[str]:
    folder = path.rpartition("/")[0] or "pmgen"
    opening = f'    <testcase classname="{_safe(folder)}" name="{_safe(path)}"'
    if not here:
        yield f"{opening}/>\n"
        return
    yield f"{opening}>\n"
    if bad := [each for each in here if each.level.rank <= fails.rank]:
        message = f"{bad[0].code} {bad[0].message}" if len(bad) == 1 else counted(bad)
        attributes = f'type="{bad[0].code}" message="{_safe(message)}"'
        yield f"      <failure {attributes}>{_lines(bad)}</failure>\n"
    if rest := [each for each in here if each.level.rank > fails.rank]:
        yield f"      <system-out>{_lines(rest)}</system-out>\n"
    yield "    </testcase>\n"


def _lines(diagnostics: list[Diagnostic]) -> str:
    lines = []
    for each in diagnostics:
        lines.append(f"{each.path}:{each.line}:{each.column}: {each.code} {each.message} ({each.level})")
        if each.help:
            lines.append(f"    {each.help}")
    return "\n".join(map(_safe, lines))


def _safe(text: str) -> str:
    return escape(visible(text))
