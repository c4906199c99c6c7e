"""The safe fixes of `pmgen check --fix`: applied, proved, and only then written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pmgen import check
from pmgen.cli import project as world
from pmgen.cli.project import Failure, Project
from pmgen.diagnostics import Diagnostic
from pmgen.rules.subject import Folder
from pmgen.source import OverlappingEdits, apply, decode_bytes


def fix(project: Project, diagnostics: Iterable[Diagnostic]) -> int:
    """Mend what the diagnostics know how to mend; how many of them are."""
    by_path: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        if each.fixable:
            by_path.setdefault(each.path, []).append(each)
    return sum(_fix_file(project, project.root / path, found) for path, found in by_path.items())


def _fix_file(project: Project, path: Path, diagnostics: list[Diagnostic]) -> int:
    data = world.read_file(path, path.parent)
    if isinstance(data, str):
        raise Failure(f"`{path}` cannot be read: {data}")
    source, bad = decode_bytes(path.name, data)
    if bad is not None:
        return 0
    try:
        text = apply(source.text, [edit for each in diagnostics for edit in each.edits])
    except OverlappingEdits:
        return 0
    if not _better(project, path, data, text.encode()):
        return 0
    world.replace_file(path, text.encode())
    return len(diagnostics)


def _better(project: Project, path: Path, before: bytes, after: bytes) -> bool:
    """Whether the change takes mistakes away and brings none.

    A document that could not be read before may show mistakes that nobody could see until now.
    """
    policy, nothing = project.policy(), Folder(frozenset(), frozenset())
    old = check.examine(path.name, before, path.name, policy, nothing)
    new = check.examine(path.name, after, path.name, policy, nothing)
    if old.post_mortem is None and new.post_mortem is not None:
        return True
    codes_before = Counter(problem.code for problem in old.problems)
    codes_after = Counter(problem.code for problem in new.problems)
    return codes_after < codes_before and (old.post_mortem is None) == (new.post_mortem is None)
