"""Markup that is not read here, and what makes a page of HTML of it, which is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_OF_MARKDOWN = re.compile(r"^ {0,3}(?:#{1,6} |```|~~~)", re.MULTILINE)
"""A heading or a block of code: what has one is Markdown, whatever else it shows."""
_SECTION = re.compile(r"^={2,5} \S[^\n]*$", re.MULTILINE)
_RST = re.compile(r"^\.\. (?:[a-z][a-z-]{1,30}::(?: |$)|_[^:\n]{1,60}:(?: |$))", re.MULTILINE)
_ENOUGH: Final = 2
"""Headings of AsciiDoc below no title: one may be a line of a log."""


def _is_asciidoc(text: str) -> bool:
    sections = [each for each in _SECTION.findall(text) if not each.rstrip().endswith("=")]
    return text.startswith("= ") or len(sections) >= _ENOUGH


_MARKUPS: Final[tuple[tuple[str, Callable[[str], object], str], ...]] = (
    ("Org", re.compile(r"^#\+(?:title|date|author):", re.IGNORECASE | re.MULTILINE).search, "pandoc -s -f org"),
    ("reStructuredText", _RST.search, "pandoc -s -f rst"),
    ("AsciiDoc", _is_asciidoc, "asciidoctor"),
)


def told(text: str) -> str:
    """What there is to say of a text in another markup: which it is, and what to do; empty where it is Markdown."""
    text = text.lstrip("\ufeff\n ")
    if _OF_MARKDOWN.search(text):
        return ""
    name, command = next(((name, command) for name, is_so, command in _MARKUPS if is_so(text)), ("", ""))
    return f"it looks like {name}, of which little is read; `{command}` makes a page of it to import" if name else ""
