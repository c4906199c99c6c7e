"""Marks of internal blocks that begin or end none, so that more or less would be left out than somebody meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pmgen.diagnostics import shortened
from pmgen.markdown import dialect, places, unfinished
from pmgen.markdown.places import Lines
from pmgen.markdown.values import Dropped

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

MARK: Final = ":::"

_OTHERS: Final = ("：：：", "!!!", "[!", "???")
"""What other writers of marks begin with: one of wide signs, MkDocs, GitHub."""

_SHOWN: Final = re.compile(
    rf"[\s>|*+\-\d.)]*(?P<mark>{MARK}|：：：|(?:!!!|\?\?\?\+?)[ \t]{{0,9}}internal\b|\[!internal\])", re.IGNORECASE
)
"""What looks like a mark, behind those of quotes, lists and tables."""

_CODE: Final = frozenset({"code_block", "fence"})
_TEXT: Final = frozenset({"inline", "html_block"})


def may_be_in(text: str) -> bool:
    """Whether a text may have such marks; most have none."""
    return any(each in text for each in (MARK, *_OTHERS))


def loose(tokens: Sequence[Token], lines: Lines) -> Iterator[Dropped]:
    """Such marks in all that a text is made of, notes that nobody refers to among it."""
    for index, token in enumerate(tokens):
        if token.type == "container_internal_open":
            yield from _container(tokens, index, lines)
        elif may_be_in(token.content) if token.type in _TEXT else MARK in token.content and _may_hide(token, lines):
            yield from _marks(token, lines)


def _container(tokens: Sequence[Token], start: int, lines: Lines) -> Iterator[Dropped]:
    opening, end = tokens[start], start + 1
    while end < len(tokens) and (tokens[end].type, tokens[end].level) != ("container_internal_close", opening.level):
        end += 1
    if end == len(tokens) or not tokens[end].markup or not _is_ended(opening, lines):
        yield Dropped("`::: internal` that is never ended with `:::`", *places.block(lines, opening))
        return
    for token in tokens[start + 1 : end]:
        if token.type == "fence" and any(unfinished.fence(token, lines)):
            what = "a block of code that `:::` ends, and with it the internal block round it"
            yield Dropped(what, *places.block(lines, token))


def _is_ended(opening: Token, lines: Lines) -> bool:
    """Whether the mark is where a block ends; the token there has the mark of whatever line was looked at last."""
    last = opening.map[1] if opening.map else len(lines.bounds)
    line = lines.text[slice(*lines.bounds[last])].strip(" \t\r\n>") if last < len(lines.bounds) else ""
    return len(line) >= len(opening.markup) and not line.strip(":")


def _may_hide(code: Token, lines: Lines) -> bool:
    """Whether somebody may think that a mark in some code hides something, or it would, had the code an end."""
    if code.type not in _CODE:
        return False
    return dialect.INTERNAL in code.content.lower() or (code.type == "fence" and any(unfinished.fence(code, lines)))


def _marks(token: Token, lines: Lines) -> Iterator[Dropped]:
    """The lines of a block that look like marks, and are text, HTML or code."""
    if not any(map(_SHOWN.match, token.content.splitlines())):
        return
    for start, stop in lines.bounds[slice(*(token.map or (0, 0)))]:
        line = lines.text[start:stop].rstrip()
        if mark := _SHOWN.match(line):
            at = mark.start("mark")
            what = f"`{shortened(line[at:])}`, which neither begins nor ends a block"
            yield Dropped(what, start + at, start + len(line))
