r"""Marks that are escaped without need, as editors export them: `2026\-04\-02`, `\[x\]`, `queue\_length`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmgen.legacy.lines import fenced

_BEGINNING = re.compile(r"\s*(?:(?:[-*+>]|\d{1,9}[.)])\s+)*")
_BOX = re.compile(r"^\\\[([ xX])\\\](?=\s)")
_OWN = re.compile(r"\\[^~]|\d{1,9}\\.")
"""What begins a line and could be a mark of a list, or its number."""
_CODE = re.compile(r"((?<!`)`++[^`]+`+)")
_NEEDLESS = re.compile(r"(\\\\)|\\(?=[-+.=>#]|!(?!\[)|~\d|(?<=[^\W_]\\)_[^\W_])")
"""What means nothing but itself anywhere else; a backslash behind one is what that one escapes, and stays."""


def without_need(lines: Sequence[str]) -> list[str]:
    """Lines without backslashes before marks that mean nothing there; code keeps its own."""
    if not any("\\" in line for line in lines):
        return list(lines)
    return [line if code or "\\" not in line else _line(line) for line, code in zip(lines, fenced(lines), strict=True)]


def _line(line: str) -> str:
    begins = _BEGINNING.match(line)
    start = begins.end() if begins else 0
    told = _BOX.sub(r"[\1]", line[start:]) if line[:start].strip() else line[start:]
    own = _OWN.match(told)
    end = own.end() if own else 0
    parts = _CODE.split(told[end:])
    plain = (part if at % 2 else _NEEDLESS.sub(r"\1", part) for at, part in enumerate(parts))
    return line[:start] + told[:end] + "".join(plain)
