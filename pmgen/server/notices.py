"""What a reader of the preview is told: diagnostics, and whatever else stands in the way of a build."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pmgen.diagnostics import Diagnostic, Level
from pmgen.reporters.visible import visible
from pmgen.values import Value

MOST = 50
"""How many notices are shown; somebody with more of them reads a terminal."""

_ROOM = 160
"""Characters of a line that are shown."""


class Notice(Value):
    """Something that is wrong, in words that are safe to show as text.

    Args:
        place: `path:line:column`, or as much of it as is known; empty where no file is to blame.
        code: of the rule; empty where it is none.
        excerpt: the line in question: before the place, the place itself, behind it; all empty if unknown.
    """

    level: Level
    message: str
    place: str = ""
    code: str = ""
    help: str = ""
    excerpt: tuple[str, str, str] = ("", "", "")


def notice_of(diagnostic: Diagnostic) -> Notice:
    """A diagnostic as a notice."""
    return Notice(
        diagnostic.level,
        visible(diagnostic.message),
        visible(f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"),
        diagnostic.code,
        visible(diagnostic.help or ""),
        _excerpt(diagnostic),
    )


def worst_first(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Notices by their level; those of one level stay in their order."""
    return tuple(sorted(notices, key=lambda notice: notice.level.rank))


def heading(notices: Sequence[Notice]) -> str:
    """How many there are of each level: `2 errors, 1 warning`; empty for none."""
    numbers = {level: sum(notice.level is level for notice in notices) for level in Level}
    return ", ".join(f"{number} {level}{'' if number == 1 else 's'}" for level, number in numbers.items() if number)


def message(id_: str, version: str, notices: Sequence[Notice]) -> str:
    """What the script in the page is sent: JSON on one line."""
    shown = [
        {
            "level": notice.level,
            "message": notice.message,
            "place": notice.place,
            "code": notice.code,
            "help": notice.help,
            "excerpt": notice.excerpt,
        }
        for notice in notices[:MOST]
    ]
    failed = any(notice.level is Level.ERROR for notice in notices)
    told = {"id": id_, "version": version, "heading": heading(notices), "failed": failed, "notices": shown}
    return json.dumps({**told, "more": len(notices) - len(shown)})


def text(notices: Sequence[Notice]) -> str:
    """Notices as plain text, a paragraph for each."""
    paragraphs = []
    for notice in notices[:MOST]:
        where = " ".join(part for part in (f"{notice.place}:" if notice.place else "", notice.code) if part)
        lines = [f"{where} {notice.message}".lstrip(), "".join(notice.excerpt).strip()]
        lines += [f"help: {notice.help}"] if notice.help else []
        paragraphs.append("\n    ".join(line for line in lines if line))
    return "\n\n".join(paragraphs)


def _excerpt(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """The line, cut to what fits round the place, with a sign where something was left out."""
    line = diagnostic.excerpt
    start = min(diagnostic.column - 1, len(line))
    end = diagnostic.end_column - 1 if diagnostic.end_line == diagnostic.line else len(line)
    end = min(max(start, end), len(line), start + _ROOM)
    first = max(0, start - _ROOM // 2)
    last = max(end, min(len(line), first + _ROOM))
    before = ("…" if first else "") + line[first:start]
    behind = line[end:last] + ("…" if last < len(line) else "")
    return visible(before.replace("\t", " ")), visible(line[start:end].replace("\t", " ")), visible(behind)
