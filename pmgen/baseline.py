"""The diagnostics that were there before, so that only new ones count.

A baseline says how many diagnostics of each rule a file may have, and not on which lines: lines move with every
edit. The file is JSON that two branches can change without a conflict unless they change the same file's counts:

    {"schema": 1, "diagnostics": {"postmortems/2026-04-22-vault.md": {"PM401": 3}}}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from pmgen.diagnostics import Diagnostic, Problem
from pmgen.source import Span
from pmgen.values import Value

SCHEMA: Final = 1

Baseline = Mapping[tuple[str, str], int]
"""How many diagnostics there were, by path and code."""

LookedFor = Callable[[str, str], bool]
"""Whether diagnostics were looked for in the file of a path, by the rule of a code."""


class Gone(Value, order=True):
    """Diagnostics that the baseline holds and that are no longer there."""

    path: str
    code: str
    count: int


class Subtracted(Value):
    """Diagnostics less a baseline.

    Args:
        new: what the baseline does not hold, in the order of the diagnostics.
        known: how many it does.
        gone: what it need not hold any more.
    """

    new: tuple[Diagnostic, ...]
    known: int
    gone: tuple[Gone, ...]


def write(diagnostics: Iterable[Diagnostic], kept: Baseline | None = None) -> str:
    """The text of a baseline that holds these diagnostics.

    Args:
        kept: what it holds besides.
    """
    files: dict[str, dict[str, int]] = {}
    counts = Counter(dict(kept or {}))
    counts.update((each.path, each.code) for each in diagnostics)
    for (path, code), count in sorted(counts.items()):
        files.setdefault(path, {})[code] = count
    text = json.dumps({"schema": SCHEMA, "diagnostics": files}, indent=2, ensure_ascii=False) + "\n"
    # The name of a file may hold bytes that are no text; JSON can escape what stands for them.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def unseen(baseline: Baseline, looked_for: LookedFor) -> Baseline:
    """The part of a baseline of which nobody can say whether it is still there."""
    return {key: count for key, count in baseline.items() if not looked_for(*key)}


def subtract(
    baseline: Baseline, diagnostics: Iterable[Diagnostic], *, looked_for: LookedFor | None = None
) -> Subtracted:
    """Tell new diagnostics from known ones; where there are more than before, the last ones in the file are new.

    Args:
        diagnostics: of every rule; to leave out rules first would make their part of the baseline look gone.
        looked_for: nothing else is said to be gone. By default everything was.
    """
    left = Counter(dict(baseline))
    new: set[int] = set()
    told = list(diagnostics)
    for number in sorted(range(len(told)), key=lambda number: (told[number].line, told[number].column)):
        key = (told[number].path, told[number].code)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.add(number)
    gone = (Gone(*key, count) for key, count in left.items() if count > 0 and (not looked_for or looked_for(*key)))
    return Subtracted(
        tuple(each for number, each in enumerate(told) if number in new), len(told) - len(new), tuple(sorted(gone))
    )


def advice(gone: Collection[Gone]) -> str:
    """The sentence that the baseline can be tightened, and where."""
    total = sum(each.count for each in gone)
    files = len({each.path for each in gone})
    them = "1 diagnostic that is" if total == 1 else f"{total} diagnostics that are"
    return f"the baseline holds {them} gone, in {files} file{'' if files == 1 else 's'}; write it anew to tighten it"


def may_be_one(text: str) -> bool:
    """Whether a text is a baseline, be it damaged, or nothing yet: anything else is somebody's work."""
    written = text.removeprefix("\ufeff").strip()
    return written in ("", "{}") or written.startswith("<<<<<<<") or (written[0] == "{" and '"diagnostics"' in written)


class _Twice(Exception):
    """A key stands twice in one object, which a merge can do to a file."""


def read(text: str) -> tuple[Baseline | None, list[Problem]]:
    """The baseline in a text, and what is wrong with it, at spans of the text."""
    try:
        data = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        at = error.pos + text.startswith("\ufeff")
        message = f"the baseline is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return _damaged(message, Span(at, min(at + 1, len(text))))
    except _Twice as error:
        return _damaged(f"`{error.args[0]}` is there twice in the baseline", _place(text, error.args[0]))
    except (ValueError, RecursionError):
        # A number of thousands of digits, lists a thousand deep: nothing that was ever written here.
        return _damaged(_FOREIGN, Span(0, 0))
    return _decode(data, text)


_FOREIGN = "the baseline is not one that pmgen has written"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise _Twice(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return table


def _decode(data: object, text: str) -> tuple[Baseline | None, list[Problem]]:
    if not isinstance(data, dict) or "schema" not in data:
        return _damaged(_FOREIGN, Span(0, 0))
    schema = data["schema"]
    if schema != SCHEMA or isinstance(schema, bool):  # to Python, `true` is a number and equals 1
        return _damaged(f"the baseline is not of schema {SCHEMA}, which this pmgen reads", _place(text, "schema"))
    files = data.get("diagnostics")
    if not isinstance(files, dict):
        return _damaged(_FOREIGN, _place(text, "diagnostics"))
    baseline: dict[tuple[str, str], int] = {}
    for path, counts in files.items():
        if not isinstance(counts, dict):
            return _damaged(f"`{path}` has no counts in the baseline", _place(text, path))
        for code, count in counts.items():
            if not isinstance(count, int) or isinstance(count, bool) or count < 1:
                return _damaged(f"`{code}` of `{path}` has no count in the baseline", _place(text, path))
            baseline[path, code] = count
    return baseline, []


def _place(text: str, key: str) -> Span:
    """Where a key stands, the last time; the top of the text where that cannot be told."""
    written = json.dumps(key, ensure_ascii=False)
    at = text.rfind(written)
    return Span(at, at + len(written)) if at >= 0 else Span(0, 0)


def _damaged(message: str, at: Span) -> tuple[None, list[Problem]]:
    return None, [Problem("PM023", message, at, help="write it anew with `pmgen check --write-baseline`")]
