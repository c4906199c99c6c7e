"""Diagrams that are written down and not drawn: no script reaches a page that could draw them in the browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pmgen.markdown import places
from pmgen.markdown.places import Lines
from pmgen.markdown.values import Dropped

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

# Those that other hosts of Markdown draw. In a language such as `dot` it may as well be the code that is shown.
_NAMES: Final = {"mermaid": "Mermaid", "plantuml": "PlantUML", "puml": "PlantUML"}


def language(info: str) -> str:
    """What the language of a diagram is called, by the words behind a fence; empty for any other code."""
    word = info.split(None, 1)[:1]
    return _NAMES.get(word[0].strip("{}").lower(), "") if word else ""


def undrawn(tokens: Sequence[Token], at: int, lines: Lines) -> Iterator[Dropped]:
    """A diagram without a picture of it.

    Args:
        at: the number of the token of the block of code.
    """
    if (name := language(tokens[at].info)) and not _pictured(tokens, at):
        first = (tokens[at].map or (0, 1))[0]
        start, end = places.block(lines, tokens[at])
        yield Dropped(f"a diagram in {name}", start, max(start, min(end, lines.bounds[first][1])))


def _pictured(tokens: Sequence[Token], at: int) -> bool:
    """Whether a picture stands right before or behind it."""
    beside = (*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 3])
    return any(
        "<img" in token.content.lower()
        if token.type == "html_block"
        else any(child.type == "image" for child in token.children or ())
        for token in beside
    )
