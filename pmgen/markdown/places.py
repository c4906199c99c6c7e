"""Where in the text an inline token's content comes from: markdown-it knows only the lines of a block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pmgen.values import Value

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

_LINE_END: Final = re.compile(r"\r\n?|\n")
_DESTINATION: Final = re.compile(r"\]\([ \t\n]*(<[^<>\n]*>|[^ \t\n<][^ \t\n]*)")


class Lines(Value):
    """A text and where its lines are.

    Args:
        bounds: start and end of each line, without its ending.
    """

    text: str
    bounds: Sequence[tuple[int, int]]


class Origin(Value):
    """Where content comes from: what follows `content[i]` was written from `text[i]` on."""

    content: Sequence[int]
    text: Sequence[int]
    end: int

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A range of the content as a range of the text."""
        first = self._one(start)
        return first, max(first, self._one(end))

    def _one(self, offset: int) -> int:
        at = bisect_right(self.content, offset) - 1
        return min(self.text[at] + offset - self.content[at], self.end)


def lines_of(text: str) -> Lines:
    """The lines of a text as CommonMark counts them: they end at a line feed, a carriage return, or both."""
    ends = [match.span() for match in _LINE_END.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    return Lines(text, list(zip(starts, stops, strict=True)))


def block(lines: Lines, token: Token) -> tuple[int, int]:
    """The range of a block, without blanks round it; where it stands in a list or quote, with the marker."""
    first, last = token.map or (0, 1)
    start = lines.bounds[first][0]
    written = lines.text[start : lines.bounds[max(first, last - 1)][1]]
    indent = len(written) - len(written.lstrip())
    return start + indent, start + max(indent, len(written.rstrip()))


def origin(lines: Lines, token: Token) -> Origin:
    """Where the content of a token comes from: each of its lines is the end of a line, but for blanks."""
    first, last = token.map or (0, 1)
    pieces = token.content.split("\n")
    # A first line can be lost: one that held nothing but a task's box, or spaces that only Unicode knows.
    while first < last - 1 and lines.text.find(pieces[0].strip(), *lines.bounds[first]) < 0:
        first += 1
    content, text, offset, end = [], [], 0, 0
    for number, piece in enumerate(pieces, first):
        start, end = lines.bounds[min(number, len(lines.bounds) - 1)]
        indent = len(piece) - len(piece.lstrip())
        content.append(offset)
        text.append(max(start, lines.text.rfind(piece.strip(), start, end) - indent))
        offset += len(piece) + 1
    return Origin(content, text, end)


def cell(lines: Lines, token: Token, after: int) -> tuple[int, int]:
    """The range of a cell in a table.

    Args:
        after: where the cell before it ends; anything for the first of a row.
    """
    start, end = lines.bounds[(token.map or (0, 1))[0]]
    start = max(start, after) if after <= end else start
    written = _as_in_cell(token.content)
    at = max(start, lines.text.find(written, start, end))
    return at, min(end, at + len(written))


def cell_origin(token: Token, span: tuple[int, int]) -> Origin:
    """Where the content of a cell comes from, given its range."""
    pipes = [index for index, character in enumerate(token.content) if character == "|"]
    shifted = [span[0] + pipe + count for count, pipe in enumerate(pipes, 1)]
    return Origin([0, *pipes], [span[0], *shifted], span[1])


def _as_in_cell(content: str) -> str:
    return content.replace("|", "\\|")


def destination(content: str, start: int, end: int) -> tuple[int, int]:
    """The range of the URL in a link, given that of the link; the latter, where the URL stands elsewhere."""
    if content[start] == "<":
        return start + 1, end - 1
    opening = content.rfind("](", start, end)
    match = _DESTINATION.match(content, opening, end) if opening > start else None
    if match is None:
        return start, end
    first, last = match.span(1)
    if content[first] == "<":
        return (first + 1, last - 1) if last - first > 2 else (start, end)
    last -= last == end  # the closing parenthesis of the link itself
    return (first, last) if last > first else (start, end)
