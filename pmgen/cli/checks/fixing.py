"""The safe fixes of `pmgen check --fix`: applied, proved, and only then written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from pmgen import check, rules
from pmgen.cli import storing
from pmgen.cli.documents import files
from pmgen.cli.project import Failure, Project
from pmgen.diagnostics import Diagnostic, Problem
from pmgen.rules.policy import Folder
from pmgen.source import OverlappingEdits, Source, apply, decode_bytes

_COMPARED = 200
"""Characters of a message: fewer than a diagnostic may have."""


def fix(project: Project, diagnostics: Iterable[Diagnostic]) -> int:
    """Apply the fixes of the diagnostics; how many of them were mended."""
    by_path: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        if each.fixable:
            by_path.setdefault(each.path, []).append(each)
    return sum(_fix_file(project, project.root / path, found) for path, found in by_path.items())


def _fix_file(project: Project, path: Path, diagnostics: list[Diagnostic]) -> int:
    data = files.read(path, path.parent)
    if isinstance(data, str):
        raise Failure(f"`{path}` cannot be read: {data}")
    source, bad = decode_bytes(path.name, data)
    if bad is not None:
        return 0
    some = _makeable(diagnostics, lambda some: _better(project, source, some))
    if some:
        storing.replace_file(path, _mended(source, some).encode())
    return len(some)


def _makeable(found: list[Diagnostic], better: Callable[[list[Diagnostic]], bool]) -> list[Diagnostic]:
    """Fixes that can be made at once: all of them, else all that can be made by themselves, else one of these."""
    if better(found):
        return found
    alone = [each for each in found if better([each])]
    return alone if better(alone) else alone[:1]


def _mended(source: Source, diagnostics: list[Diagnostic]) -> str:
    return apply(source.text, [edit for each in diagnostics for edit in each.edits])


def _better(project: Project, source: Source, diagnostics: list[Diagnostic]) -> bool:
    """Whether the fixes of some diagnostics take these away and leave the file as readable as it was.

    Other mistakes may show that nobody could see until now: what a key says counts only when its name is known, and
    rules look only at a document that can be read.
    """
    try:
        text = _mended(source, diagnostics)
    except OverlappingEdits:
        return False
    policy, nothing = project.policy(), Folder(frozenset(), frozenset())
    old, new = (check.examine(source.path, each.encode(), source.path, policy, nothing) for each in (source.text, text))
    before, after = _counted(old.problems), _counted(new.problems)
    renamed = any(each.code == "PM101" for each in diagnostics)
    if old.post_mortem and not new.post_mortem and not renamed:
        return False
    of_the_file = {key for key in after if key[0].startswith("PM0") and rules.BY_CODE[key[0]].find is None}
    return all(after[key] <= before[key] for key in of_the_file) and all(
        after[key] < before[key] for key in _counted(diagnostics)
    )


def _counted(found: Iterable[Problem | Diagnostic]) -> Counter[tuple[str, str]]:
    """How often each message occurs; its beginning is compared, since a diagnostic may be cut short."""
    return Counter((each.code, each.message[:_COMPARED]) for each in found)
