"""For code scanning and for editors: SARIF 2.1.0.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from pmgen import __version__
from pmgen.diagnostics import Diagnostic, Level, Rule
from pmgen.reporters.order import fingerprints, ordered
from pmgen.source import Edit

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_ROOT = "%SRCROOT%"
_Object = dict[str, Any]


def report(diagnostics: Iterable[Diagnostic], *, rules: Sequence[Rule], version: str = __version__) -> Iterator[str]:
    """One log with one run.

    Args:
        rules: every rule there is, whether or not it found anything.
        version: of pmgen.
    """
    told = ordered(diagnostics)
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    marks = fingerprints(told)
    run = {
        "tool": {"driver": {"name": "pmgen", "version": version, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the root of the repository"}}},
        "results": [_result(each, numbers.get(each.code), mark) for each, mark in zip(told, marks, strict=True)],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> _Object:
    why = rule.doc.partition("\nBad:")[0]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": why.strip()},
        "help": {"text": rule.doc, "markdown": rule.doc},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(each: Diagnostic, number: int | None, fingerprint: str) -> _Object:
    message = f"{each.message}\n{each.help}" if each.help else each.message
    result: _Object = {"ruleId": each.code}
    if number is not None:
        result["ruleIndex"] = number
    result |= {
        "level": _LEVELS[each.level],
        "message": {"text": _plain(message)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(each.path), "region": _region(each)}}],
        "partialFingerprints": {"pmgen/v1": fingerprint},
    }
    if each.edits:
        change = {"artifactLocation": _artifact(each.path), "replacements": [_replacement(e) for e in each.edits]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _plain(text: str) -> str:
    """A message without what the format would take for a link, `[text](target)`; see 3.11.6."""
    return text.replace("[", "\\[") if "](" in text else text


def _artifact(path: str) -> _Object:
    return {"uri": quote(path, safe="/", errors="replace"), "uriBaseId": _ROOT}


def _region(each: Diagnostic) -> _Object:
    return {
        "startLine": each.line,
        "startColumn": each.column,
        "endLine": each.end_line,
        "endColumn": each.end_column,
    }


def _replacement(edit: Edit) -> _Object:
    region = {"charOffset": edit.span.start, "charLength": edit.span.end - edit.span.start}
    return {"deletedRegion": region} | ({"insertedContent": {"text": edit.text}} if edit.text else {})
