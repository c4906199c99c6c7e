"""Diagrams that are written down and not drawn: no script reaches a page that could draw them in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pmgen.markdown import places
from pmgen.markdown.places import Lines
from pmgen.markdown.values import Dropped

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

# Those that other hosts of Markdown draw. In a language such as `dot` it may as well be the code that is shown.
_NAMES: Final = {"mermaid": "Mermaid", "plantuml": "PlantUML", "puml": "PlantUML"}
_MARK: Final = re.compile(r"@startuml(?:[ \t]+\S+)?[ \t]*(?:\n|$)")
"""The line with which PlantUML begins, where no fence does; it may name the picture."""


def language(info: str) -> str:
    """What the language of a diagram is called, by the words behind a fence; empty for any other code."""
    word = info.split(None, 1)[:1]
    return _NAMES.get(word[0].strip("{}").lower(), "") if word else ""


def undrawn(tokens: Sequence[Token], at: int, lines: Lines) -> Iterator[Dropped]:
    """A diagram without a picture of it.

    Args:
        at: the number of the token of the block of code, or of the words of a paragraph.
    """
    fenced = tokens[at].type == "fence"
    name = language(tokens[at].info) if fenced else "PlantUML" if _MARK.match(tokens[at].content) else ""
    opens, closes = (at, at) if fenced else (at - 1, at + 1)
    if name and not _pictured(tokens, opens, closes):
        first = (tokens[opens].map or (0, 1))[0]
        start, end = places.block(lines, tokens[opens])
        yield Dropped(f"a diagram in {name}", start, max(start, min(end, lines.bounds[first][1])))


def _pictured(tokens: Sequence[Token], opens: int, closes: int) -> bool:
    """Whether a picture stands right before or behind it."""
    beside = (*tokens[max(0, opens - 2) : opens], *tokens[closes + 1 : closes + 3])
    return any(
        "<img" in token.content.lower()
        if token.type == "html_block"
        else any(child.type == "image" for child in token.children or ())
        for token in beside
    )
