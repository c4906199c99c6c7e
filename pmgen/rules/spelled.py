"""A text as it is read, where characters are escaped, or written by their numbers."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from pmgen.values import Value

_WRITTEN = re.compile(
    r"\\([!-/:-@\[-`{-~])|(&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)|%([2-7][0-9A-Fa-f])"
)
"""CommonMark 0.31, 2.4 and 2.5, and the ASCII that a URL may spell out (RFC 3986, 2.1)."""

# Each begins with one sign, which is looked for ten times as fast as one of three.
_BEGINNINGS = tuple(map(re.compile, (r"\\[!-/:-@\[-`{-~]", "&[#A-Za-z]", "%[2-7][0-9A-Fa-f]")))


class Read(Value):
    """A text as it is read.

    Args:
        starts: where each piece of it begins, and `places`, where in the text as it is written.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A range of this text as one of the text as it is written."""
        return self._at(start), self._at(end - 1) + 1 if end > start else self._at(start)

    def _at(self, offset: int) -> int:
        index = bisect_right(self.starts, offset) - 1
        return self.places[index] + offset - self.starts[index]


def read(written: str) -> Read | None:
    """A text as it is read; `None` where that is how it is written."""
    if not any(each.search(written) for each in _BEGINNINGS):
        return None
    parts: list[str] = []
    starts, places = [0], [0]
    length = last = 0
    for match in _WRITTEN.finditer(written):
        sign = match[1] or (html.unescape(match[2]) if match[2] else chr(int(match[3], 16)))
        parts += [written[last : match.start()], sign]
        length += match.start() - last
        starts += [length, length + len(sign)]
        places += [match.start(), match.end()]
        length += len(sign)
        last = match.end()
    if not parts:
        return None
    return Read("".join([*parts, written[last:]]), tuple(starts), tuple(places))
