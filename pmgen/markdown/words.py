"""The words of tokens, without markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token


def of_inline(tokens: Iterable[Token] | None) -> str:
    """The words of inline tokens: of a heading, or in place of an image."""
    return "".join(_inline(tokens or ()))


def of_blocks(tokens: Iterable[Token]) -> Iterator[tuple[bool, str]]:
    """The words of each block, with single spaces, and whether it is a heading."""
    heading = False
    for token in tokens:
        if token.type == "inline":
            yield heading, _single_spaces(of_inline(token.children))
        elif token.type == "html_block":
            yield False, _single_spaces(_raw(token))
        elif token.content:
            yield False, _single_spaces(token.content)
        heading = token.type == "heading_open"


def _inline(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield of_inline(token.children)
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "html_inline":
            yield _raw(token)
        else:
            yield token.content


def _raw(token: Token) -> str:
    # Only where an element is a block do the words on both sides of it belong to different lines.
    between = " " if token.type == "html_block" else ""
    pieces = token.meta.get("pieces", ())
    return unescape("".join(each if isinstance(each, str) else between for each in pieces))


def _single_spaces(text: str) -> str:
    return " ".join(text.split())
