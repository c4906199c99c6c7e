"""The marks of MediaWiki inside of a line as those of Markdown: emphasis, links, code."""

from __future__ import annotations

import re
from typing import Final

_INLINE: Final = (
    (re.compile(r"'''''([^\n]+?)'''''"), r"***\1***"),
    (re.compile(r"'''([^\n]+?)'''"), r"**\1**"),
    (re.compile(r"''([^'\n]+)''"), r"*\1*"),
    (re.compile(r"\[(https?://[^\[\]\s]+)[ \t]+([^\[\]\n]+)\]"), r"[\2](\1)"),
    (re.compile(r"(?<!\[)\[(https?://[^\[\]\s]+)\]"), r"<\1>"),
    (re.compile(r"\[\[([^\[\]|\n]+)\|([^\[\]|\n]+)\]\]"), r"\2 (\1)"),
    (re.compile(r"\[\[:?([^\[\]|\n]+)\]\]"), r"\1"),
    (re.compile(r"\{\{[Pp]hab(?:ricator)?T?\|(?:T)?(\d+)\}\}"), r"T\1"),
    (re.compile(r"\{\{(done|in progress|to ?do|pending|declined)\}\}", re.IGNORECASE), r"(\1)"),
    (re.compile(r"<code>([^<>`\n]+)</code>"), r"`\1`"),
)
_MARKS: Final = ("''", "[", "{{", "<code>")
"""Without one of them, nothing of that is in a line."""


def inline(row: str) -> str:
    """A line with its marks of emphasis, links and code."""
    for pattern, by in _INLINE if any(mark in row for mark in _MARKS) else ():
        row = pattern.sub(by, row)
    return row
