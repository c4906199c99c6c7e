"""For GitLab: a Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pmgen.diagnostics import Diagnostic, Level
from pmgen.reporters.order import fingerprints, ordered

# `critical` and `blocker` are left to what is worse than a document with an error in it.
_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}


def report(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """One list. The host compares it with that of the target branch by the fingerprints."""
    told = ordered(diagnostics)
    issues = [_issue(each, mark) for each, mark in zip(told, fingerprints(told), strict=True)]
    yield json.dumps(issues, indent=2) + "\n"


def _issue(each: Diagnostic, fingerprint: str) -> dict[str, object]:
    return {
        # The host shows the description and no other text, so the code and the advice are a part of it.
        "description": f"{each.code} {each.message}" + (f" ({each.help})" if each.help else ""),
        "check_name": each.name,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[each.level],
        "location": {"path": each.path, "lines": {"begin": each.line, "end": each.end_line}},
    }
