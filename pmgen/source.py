"""A text file in memory: positions in it, edits to it, and what to say where the system does not let one have it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from pmgen.values import Value

LARGEST = 1 << 20
"""How many bytes a document may have."""

# What an editor counts as the end of a line. YAML and `str.splitlines` know more (U+0085, U+2028, form feed …).
_LINE_END = re.compile(r"\r\n|\n|\r")


# A mapping as bytes: a place is either a span or a route, which is a list.
class Span(Value, order=True, array_like=False):
    """A half-open range of characters in a text."""

    start: int
    end: int


class Edit(Value, tag=True):
    """Replace what stands at `span` by `text`; an empty span inserts."""

    span: Span
    text: str


class OverlappingEdits(Exception):
    """Two edits want to change the same characters."""


class Source(Value, dict=True):
    """The text of one file.

    Args:
        path: where it is, with `/`, relative to the root of the project.
        text: its characters as they are: line endings and a byte order mark included.
    """

    path: str
    text: str

    @property
    def bom(self) -> bool:
        """Whether it begins with a byte order mark, which no editor counts as a column."""
        return self.text.startswith("\ufeff")

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1; past the end is the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        return line, column - 1 if line == 1 and self.bom and column > 1 else column

    def line_span(self, line: int) -> Span:
        """Where a line stands (counted from 1), without its line ending."""
        starts = self._line_starts
        start = starts[line - 1] + (line == 1 and self.bom)
        end = starts[line] if line < len(starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))

    def line_text(self, line: int) -> str:
        """The characters of a line (counted from 1), without its line ending."""
        if line not in self._line_texts:
            span = self.line_span(line)
            self._line_texts[line] = self.text[span.start : span.end]
        return self._line_texts[line]

    @cached_property
    def _line_texts(self) -> dict[int, str]:
        """The lines that were asked for: thousands of diagnostics on one long line share its text."""
        return {}


def decode_bytes(path: str, data: bytes) -> tuple[Source, int | None]:
    """The text of a file's bytes, and where in it the first byte stands that is not UTF-8.

    The text of a file that is not UTF-8 holds a replacement character for each bad byte: good enough to
    point at the place, never to be written back.
    """
    try:
        text, bad = data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        bad = len(data[: error.start].decode("utf-8"))
    return Source(path, text), bad


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits.

    Raises:
        OverlappingEdits: when two of them touch the same characters, or insert at the same place.
    """
    parts: list[str] = []
    at = 0
    last: Span | None = None
    for edit in sorted(edits, key=lambda edit: edit.span):
        if last is not None and (edit.span.start < last.end or edit.span == last):
            raise OverlappingEdits(f"{last} and {edit.span}")
        parts += (text[at : edit.span.start], edit.text)
        at, last = edit.span.end, edit.span
    return "".join((*parts, text[at:]))


def why(error: OSError) -> str:
    """Why the system refused something, in the words of a message."""
    return (error.strerror or "an error of the system").lower()
