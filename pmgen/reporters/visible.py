"""Text of a document made safe to show: what a terminal would obey is written out, and widths are known.

Widths are those of Unicode's East Asian Width (UAX #11): wide and fullwidth characters take two columns,
combining ones none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pmgen.values import Value

TAB = 4
"""Columns from one tab stop to the next."""

CUT = "…"

# Format characters that letters and emoji are joined by; all others, those that turn the direction of text
# among them, could make a line look like another one.
_JOINERS = "\u200c\u200d"
# They have no glyph, or are not text at all: format, surrogate, line and paragraph separator, control.
_HIDDEN = frozenset(("Cf", "Cs", "Zl", "Zp", "Cc"))


class Part(Value):
    """The part of a line that fits, and where in it a range of characters stands, in columns from 0."""

    text: str
    start: int
    width: int


def visible(text: str) -> str:
    """A text on one line with nothing in it that a terminal, a log or XML would take for more than text."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_glyph(char)[0] for char in text)


def width(text: str) -> int:
    """How many columns a text takes once it is visible."""
    return len(text) if text.isascii() and text.isprintable() else sum(_glyph(char)[1] for char in text)


@lru_cache(maxsize=4096)
def _glyph(char: str) -> tuple[str, int]:
    """What is shown for a character, and how many columns that takes."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code), 1
    if code == 0x7F:
        return "\u2421", 1
    category = unicodedata.category(char)
    if (category in _HIDDEN and char not in _JOINERS) or code & 0xFFFE == 0xFFFE:
        shown = f"<U+{code:04X}>"
        return shown, len(shown)
    # The vowels and final consonants of a Hangul syllable stand inside the cell of its first consonant.
    if category in ("Mn", "Me", "Cf") or 0x1160 <= code <= 0x11FF:
        return char, 0
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _cells(text: str) -> Iterator[tuple[str, int]]:
    """What is shown for each character of a line, and its columns; a tab is as many blanks as it takes."""
    column = 0
    for char in text:
        shown, columns = _glyph(char)
        if char == "\t":
            columns = TAB - column % TAB
            shown = " " * columns
        yield shown, columns
        column += columns


def part(line: str, start: int, end: int, room: int) -> Part:
    """As much of a line as fits into `room` columns, the characters from `start` to `end` first of all.

    Args:
        start: index of a character; behind the last one means just there.
        end: the index behind the last character of the range.
    """
    start, end = min(start, len(line)), min(max(start, end), len(line))
    # Of a line without end only what could be shown is looked at.
    first, last = max(0, start - 4 * room), min(len(line), start + 4 * room)
    cells = list(_cells(line[first:last]))
    edges = [0]
    for _, columns in cells:
        edges.append(edges[-1] + columns)
    start, end = start - first, min(end, last) - first
    if edges[-1] <= room and not first and last == len(line):
        return Part("".join(shown for shown, _ in cells), edges[start], edges[end] - edges[start])
    return _cut(cells, edges, start, end, room, ends=last == len(line), begins=not first)


def _cut(
    cells: list[tuple[str, int]], edges: list[int], start: int, end: int, room: int, *, begins: bool, ends: bool
) -> Part:
    """The cells round a range that fit, with a sign on each side where something is left out."""
    left = 0 if begins and edges[end] < room else max(0, edges[start] - room // 4)
    if ends:
        left = max(0, min(left, edges[-1] - room + 1))
    low = next(index for index, edge in enumerate(edges) if edge >= left)
    begins = begins and low == 0
    limit = edges[low] + room - (not begins)
    ends = ends and edges[-1] <= limit
    high = max(index for index, edge in enumerate(edges) if edge <= limit - (not ends))
    text = "".join(shown for shown, _ in cells[low:high])
    before = "" if begins else CUT
    offset = len(before) - edges[low]
    shown = min(edges[end], edges[high]) - edges[start]
    return Part(f"{before}{text}{'' if ends else CUT}", edges[start] + offset, max(0, shown))


def wrapped(text: str, room: int) -> list[str]:
    """A text in lines of at most `room` columns, if its words allow it; what is in backticks is on one line.

    An address stays whole, to be copied; a text without blanks, as Chinese and Japanese have it, does not.
    """
    lines = [""]
    for piece in _pieces(text):
        words = [piece] if width(piece) <= room else [part for word in piece.split() for part in _broken(word, room)]
        for word in words:
            longer = f"{lines[-1]} {word}".lstrip()
            if lines[-1] and width(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
    return lines


def _broken(word: str, room: int) -> Iterator[str]:
    """The parts of a word that fit on a line, where it can be broken anywhere."""
    if "://" in word or width(word) <= room or width(word) < len(word) * 3 // 2:
        yield word
        return
    first, columns = 0, 0
    for at, char in enumerate(word):
        columns += width(char)
        if columns > max(room, 2):
            yield word[first:at]
            first, columns = at, width(char)
    yield word[first:]


def _pieces(text: str) -> Iterator[str]:
    """The words of a text, as a terminal shows them; those between two backticks as one."""
    words: list[str] = []
    inside = False
    for word in text.split():
        words.append(visible(word))
        inside ^= word.count("`") % 2 == 1
        if not inside:
            yield " ".join(words)
            words = []
    yield from words
