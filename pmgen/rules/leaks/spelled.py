"""A text as it is read, where characters are escaped, written by their numbers, or have between them what nobody sees.

That is markup, and signs without width: a soft hyphen, a joiner, a mark of the direction, a line that goes on.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import Final

from pmgen.values import Value

_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
"""Signs that have no width, so that nobody sees them within a word (Unicode 16, Default_Ignorable_Code_Point)."""
_HYPHENS: Final = "\u2010\u2011"
"""Hyphens that are read as the one that everybody types: RFC 20 has no other."""
_SIGN: Final = f"[{_UNSEEN}{_HYPHENS}]"
_SIGNS: Final = re.compile(_SIGN)

_TAG: Final = r"/?(?:b|em|i|mark|span|strong|tspan|u|wbr)(?:[ \n][^<>]{0,80})?/?>"
_FORM: Final = (
    # What begins with one set of signs is found several times as fast as what begins with this, or that.
    r"[\\&%\[*<](?:"
    r"(?<=\\)(?:([!-/:-@\[-`{-~])|u([0-9A-Fa-f]{4}))|(?<=&)((?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?<=%)([2-7][0-9A-Fa-f])|(?<=\[)(?:(\.|dot)|(@|at))\]"
    rf"|(?:(?<=\w[*<])|(?<=\w[.@][*<]))(?:(?<=\*)|(?<=<){_TAG})(?:\*|<{_TAG}){{0,11}}(?=\w|[.@]\w)"
    r"|(?<=[= \t]\\)\r?\n[ \t>]{0,20})"
)
"""CommonMark 0.31, 2.4 and 2.5, the ASCII that a URL may spell out (RFC 3986, 2.1), markup within a word, what people
write for a dot or an `@` so that no program takes it for an address, a line that goes on in a shell, and how JSON may
spell any sign (RFC 8259, 7)."""
_WRITTEN: Final = re.compile(_FORM)
_WRITTEN_OR_UNSEEN: Final = re.compile(f"{_FORM}|{_SIGN}")

_BEGUN: Final = (
    r"\\(?:[!-/:-@\[-`{-~]|u[0-9A-Fa-f]{4})",
    r"\\(?<=[= \t]\\)\r?\n",
    "&[#A-Za-z]",
    "%[2-7][0-9A-Fa-f]",
    r"\[(?:\.|dot|@|at)\]",
    r"\*(?<=[\w.@]\*)\*{0,11}(?:[<\w]|[.@]\w)",
    r"<(?<=[\w.@]<)/?[beimstuw]",
)
# Each begins with one sign, which is looked for ten times as fast as one of three.
_BEGINNINGS = tuple(map(re.compile, _BEGUN))


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


def without_unseen(text: str) -> str:
    """A text without the signs that nobody sees, and with the hyphens that everybody types."""
    return _SIGNS.sub(_seen, text) if _has_unseen(text) else text


def _has_unseen(text: str) -> bool:
    # Hardly a text has one: to look for each takes a fraction of what it takes to compile a pattern for all of them.
    return not text.isascii() and any(each in text for each in _UNSEEN + _HYPHENS)


def _seen(match: re.Match[str]) -> str:
    return "-" if match[0] in _HYPHENS else ""


def _sign(match: re.Match[str]) -> str:
    escaped, unit, entity, number, dot, at = match.groups()
    if entity:
        return without_unseen(html.unescape(f"&{entity}"))
    if unit or number:
        return without_unseen(chr(int(unit or number, 16)))
    if escaped:
        return str(escaped)
    return "." if dot else "@" if at else _seen(match)


def read(written: str) -> Read | None:
    """A text as it is read; `None` where that is how it is written."""
    unseen = _has_unseen(written)
    if not unseen and not any(each.search(written) for each in _BEGINNINGS):
        return None
    parts: list[str] = []
    starts, places = [0], [0]
    length = last = 0
    for match in (_WRITTEN_OR_UNSEEN if unseen else _WRITTEN).finditer(written):
        sign = _sign(match)
        parts += [written[last : match.start()], sign]
        length += match.start() - last
        starts += [length, length + len(sign)]
        places += [match.start(), match.end()]
        length += len(sign)
        last = match.end()
    if not parts:
        return None
    return Read("".join([*parts, written[last:]]), tuple(starts), tuple(places))
