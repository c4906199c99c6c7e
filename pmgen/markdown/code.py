"""Texts whose only markup is code in single backticks: names of programs, files and settings, the usual case."""

from __future__ import annotations

import re
from typing import Final

MARKUP: Final = "\\\\`*_\\[<&~\n\r\0\ud800-\udfff"
"""What goes between `[` and `]` of a pattern for the characters of which a line of mere text has none."""

_ONLY_CODE: Final = re.compile(f"[^{MARKUP}]*+(?:`[^`\n\r\0\ud800-\udfff]++`(?!`)[^{MARKUP}]*+)++")


def parts(line: str) -> list[str] | None:
    """The words of a line and what is code in it, in turn; `None` where it has other markup, or none."""
    if not _ONLY_CODE.fullmatch(line):
        return None
    found = line.split("`")
    found[1::2] = map(_unpadded, found[1::2])
    return found


def _unpadded(code: str) -> str:
    """The contents of a code span: one blank on each side is not part of it (CommonMark 6.1)."""
    return code[1:-1] if len(code) > 2 and code[0] == code[-1] == " " and code.strip(" ") else code
