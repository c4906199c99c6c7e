"""In which order diagnostics are told, how many there are, and what tells one from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pmgen.diagnostics import Diagnostic, Level


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics by file and place; those at one place by code and message, in whatever order they were found."""
    return sorted(diagnostics, key=lambda each: (each.path, each.line, each.column, each.code, each.message))


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """How many there are of each level, worst first: `2 errors, 1 warning`; empty where there are none."""
    numbers = Counter(each.level for each in diagnostics)
    return ", ".join(_number(numbers[level], level) for level in Level if numbers[level])


def _number(count: int, level: Level) -> str:
    return f"{count} {level}" if count == 1 or level is Level.INFO else f"{count} {level}s"


def fingerprints(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """What each diagnostic is recognised by in the next run, although its line has moved.

    Each is unique: the same message for the same file counts through.
    """
    import hashlib  # slow to import, and most formats have no use for it

    seen: Counter[tuple[str, str, str]] = Counter()
    for each in diagnostics:
        key = (each.path, each.code, each.message)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
