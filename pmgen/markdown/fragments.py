"""Markdown of the front matter as HTML: short texts, many of them, most without any markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pmgen.markdown import code, dialect, page
from pmgen.markdown.render import render
from pmgen.markdown.sanitise import Shield
from pmgen.markdown.values import Rewrite
from pmgen.values import Value

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

TOP: Final = 4
"""The level of the highest headings of a text, unless it stands elsewhere."""

_MARKUP: Final = re.compile(f"[{code.MARKUP}]")
_BLOCK: Final = re.compile(r"[ \t#>+=|-]|\d{1,9}[.)]")


_KINDS: Final = {
    "blockquote_open": "a quote",
    "bullet_list_open": "a list",
    "code_block": "a block of code",
    "fence": "a block of code",
    "heading_open": "a heading",
    "hr": "a line across",
    "ordered_list_open": "a list",
    "table_open": "a table",
}


class _Fragment(Value):
    """A text as tokens; its HTML where that is the same on every page; by how many levels headings are moved down."""

    tokens: Sequence[Token]
    inline: bool
    shift: int = 0
    html: str | None = None


def words_alone(text: str) -> str | None:
    """The words of one paragraph that has no markup but code in single backticks; `None` where there may be more."""
    if _BLOCK.match(text):
        return None
    if not _MARKUP.search(text):
        return text
    parts = code.parts(text)
    return None if parts is None else "".join(parts)


def blocks_in(text: str) -> tuple[str, ...]:
    """What a text consists of that is more than one paragraph, each with its article; nothing for one line, or one."""
    source = text.strip()
    if "\n" not in source:
        return ()
    tokens = dialect.block_tokens(dialect.readable(source), html=False, footnotes=False)
    found = tuple(_KINDS.get(each.type, "a paragraph") for each in tokens if not each.level and each.nesting >= 0)
    return () if found == ("a paragraph",) else found


def inline(text: str, *, rewrite: Rewrite | None = None) -> str:
    """Markdown that is one line of a page, without an element round it; raw HTML is text, an image is a link.

    Args:
        rewrite: from a relative URL of the source to the one on the page; without it relative URLs stay.
    """
    source = text.strip()
    html = _simple(source)
    return _html(_line(source), rewrite) if html is None else html


def block(text: str, *, rewrite: Rewrite | None = None, top: int = TOP) -> str:
    """Markdown of any length; raw HTML is text, headings have no anchors.

    Args:
        rewrite: as for `inline`.
        top: the level that its highest headings have on the page, whichever they have here: none may be left out there.
    """
    source = text.rstrip(" \t\r\n")
    if source and not _BLOCK.match(source) and (html := _simple(source)) is not None:
        return f"<p>{html}</p>"
    return _html(_blocks(source, top), rewrite)


def _simple(line: str) -> str | None:
    """The HTML of a line that has no markup but code in single backticks; `None` where there may be more."""
    words = line.strip()
    if not _MARKUP.search(line):
        return page.text(words)
    # Of what else is blank at its ends, a paragraph keeps some.
    if words == line and (parts := code.parts(line)):
        whole = Shield()
        return "".join([page.code(part, whole) if index % 2 else page.text(part) for index, part in enumerate(parts)])
    return None


@lru_cache(maxsize=4096)
def _line(source: str) -> _Fragment:
    return _alike(_Fragment(dialect.inline_tokens(dialect.readable(source)), True))


@lru_cache(maxsize=1024)
def _blocks(source: str, top: int = TOP) -> _Fragment:
    tokens = dialect.block_tokens(dialect.readable(source), html=False, footnotes=False)
    highest = min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=top)
    return _alike(_Fragment(tokens, False, top - highest))


def _alike(fragment: _Fragment) -> _Fragment:
    """The fragment with its HTML, unless that depends on where relative URLs lead."""
    asked: list[str] = []

    def note(url: str) -> str:
        asked.append(url)
        return url

    html = _rendered(fragment, note)
    return fragment if asked else _Fragment((), fragment.inline, html=html)


def _html(fragment: _Fragment, rewrite: Rewrite | None) -> str:
    return fragment.html if fragment.html is not None else _rendered(fragment, rewrite or str)


def _rendered(fragment: _Fragment, rewrite: Rewrite) -> str:
    shown = page.Page(rewrite, Shield(), fragment.shift, anchored=False, pictures=not fragment.inline)
    return render(fragment.tokens, shown).rstrip("\n")
