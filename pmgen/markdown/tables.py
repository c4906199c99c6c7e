"""Cells beyond the columns of their table: CommonMark's tables leave them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from pmgen.markdown.places import Lines
from pmgen.markdown.values import Dropped

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

_PIPE: Final = re.compile(r"(?<!\\)\|")
_HELP: Final = "the line of dashes has one part for each column; a `|` that is text is written `\\|`"


def surplus(tokens: Sequence[Token], index: int, lines: Lines) -> Iterator[Dropped]:
    """What stands in the rows of a table behind the last column that its header has.

    Args:
        index: where the table begins among the tokens.
    """
    columns = 0
    # A slice would be a copy of all that follows, for each table of a text.
    rest = (tokens[at] for at in range(index, len(tokens)))
    for token in takewhile(lambda each: each.type != "table_close", rest):
        if token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and columns and token.map:
            start, end = lines.bounds[token.map[0]]
            row = lines.text[start:end]
            begin = len(row) - len(row.lstrip("> \t"))
            pipes = [match.start() for match in _PIPE.finditer(row, begin)]
            last = columns if row.startswith("|", begin) else columns - 1
            beyond = row[pipes[last] + 1 :] if last < len(pipes) else ""
            if words := beyond.strip(" \t|"):
                at = start + pipes[last] + 1 + beyond.index(words)
                what = f"what stands beyond the {columns} column{'s' * (columns > 1)} of a table"
                yield Dropped(what, at, at + len(words), help=_HELP)
