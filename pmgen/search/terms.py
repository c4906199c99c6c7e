"""Text as the words by which it is found; `templates/search/words.js` takes what a reader types apart in the same way.

What is not a word is listed by code point, and the script is given the list: what the two of them know of Unicode
would not be the same in every version.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

LONGEST: Final = 40
"""How many characters of a word count."""

ENOUGH: Final = 5
"""How many characters a part of a name has, if with letters and digits mixed it is to say enough by itself."""

SEPARATORS: Final = (
    (0x00, 0x2C),  # spaces and punctuation of ASCII, less `-` `.` `/` `_`, and then those of Latin-1
    (0x3A, 0x40),
    (0x5B, 0x5E),
    (0x60, 0x60),
    (0x7B, 0xA9),
    (0xAB, 0xAC),
    (0xAE, 0xB1),
    (0xB4, 0xB4),
    (0xB6, 0xB8),
    (0xBB, 0xBB),
    (0xBF, 0xBF),
    (0xD7, 0xD7),
    (0xF7, 0xF7),
    (0x55A, 0x55F),  # Armenian, Hebrew, Arabic, Devanagari
    (0x589, 0x58A),
    (0x5BE, 0x5BE),
    (0x5F3, 0x5F4),
    (0x60C, 0x60D),
    (0x61B, 0x61F),
    (0x66A, 0x66D),
    (0x6D4, 0x6D4),
    (0x964, 0x965),
    (0x2000, 0x206F),  # punctuation, signs of money, arrows, symbols, boxes
    (0x20A0, 0x20CF),
    (0x2190, 0x2BFF),
    (0x2E00, 0x2E7F),
    (0x3000, 0x3004),  # Chinese, Japanese
    (0x3008, 0x3020),
    (0x3030, 0x3030),
    (0x303D, 0x303F),
    (0x30A0, 0x30A0),
    (0x30FB, 0x30FB),
    (0xD800, 0xF8FF),  # halves of characters, private use
    (0xFE10, 0xFE1F),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFF0F),
    (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65),
    (0xFFE0, 0xFFFF),
    (0x1F000, 0x1FAFF),  # pictures
    (0xE0000, 0x10FFFF),
)
"""The code points, from and to, that are no part of a word; `-` `.` `/` `_` are none of them, they join words."""

MARKS: Final = (
    (0xAD, 0xAD),  # where a line may end within a word
    (0x300, 0x36F),
    (0x483, 0x487),
    (0x591, 0x5BD),
    (0x5BF, 0x5C7),
    (0x610, 0x61A),
    (0x64B, 0x65F),
    (0x670, 0x670),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0x3099, 0x309A),
    (0xFE20, 0xFE2F),
)
"""The code points that make no difference to a word: accents, and points of Hebrew, Arabic and Japanese."""

LETTERS: Final = {
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
    "Œ": "Oe",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
}
"""Letters that are no other one with a mark, and what is typed for them where a keyboard has none of them."""

SINGLE: Final = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
"""The code points of writing without spaces: each is a word of its own."""


def _class(ranges: Iterable[tuple[int, int]]) -> str:
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


_PART: Final = rf"[^{_class(SEPARATORS)}./_-]+"
_CHUNK: Final = re.compile(rf"{_PART}(?:[./_-]{_PART})*")
_TAG: Final = re.compile(r"<[^>]*>")
_COLOUR: Final = re.compile(r"</?span\b[^>]*>")
_TARGET: Final = re.compile(r"\]\([^)\s]*\)")
_REFERENCE: Final = re.compile(r"&#?[0-9A-Za-z]+;")
_BETWEEN: Final = bytes(
    0x20 if any(first <= code <= last for first, last in SEPARATORS) and code < 0x80 else code for code in range(256)
)
_DIGITS: Final = frozenset("0123456789")
_JOINT: Final = re.compile(r"[./_-]")
_HOUR: Final = re.compile(r"(?<=[0-9]-[0-9]{2})T(?=[0-9])")
_VERSION: Final = re.compile(r"(^|[./_-])[vV](?=[0-9]+[./_-][0-9])")
_LETTERS: Final = str.maketrans(LETTERS)
_MARK: Final = re.compile(f"[{_class(MARKS)}]")
_SINGLE: Final = re.compile(f"[{_class(SINGLE)}]")


def of_html(html: str) -> str:
    """The text of safe HTML; a tag ends a word, unless it may only change its colour."""
    # To a highlighter `7f3e9a12` in JSON is a number, a mistake and a number again.
    text = _TAG.sub(" ", _COLOUR.sub("", html) if "<span" in html else html)
    return _REFERENCE.sub(" ", text) if "&" in text else text


def of_markdown(text: str) -> str:
    """The text of Markdown without the addresses of its links."""
    return _TARGET.sub("]", text) if "](" in text else text


def pieces(text: str) -> set[bytes]:
    """The different pieces of a text between separators of ASCII."""
    # One byte for another in UTF-8, where no part of a longer character looks like ASCII: by far the fastest way.
    return set(text.encode("utf-8", "surrogatepass").translate(_BETWEEN).split())


def terms(piece: bytes) -> Iterable[str]:
    """What a piece of a text is found by."""
    text = piece.decode("utf-8", "surrogatepass")
    if piece.isalnum() and (piece.islower() or piece.isdigit()):
        return (text[:LONGEST],)
    return set().union(*map(_terms, _CHUNK.findall(text)))


def _terms(chunk: str) -> set[str]:
    """What a chunk is found by: its parts, the words of those, and each of its joined names as one word.

    `kube-system/fsGroup` is found by `kube`, `system`, `kubesystem`, `fs`, `group`, `fsgroup` and `kubesystemfsgroup`.
    """
    found: set[str] = set()
    for plain in _plain(chunk):
        found |= _joined(plain)
        for name in plain.split("/") if "/" in plain else ():
            found |= _joined(name)
    return found


def _plain(chunk: str) -> Iterable[str]:
    """A chunk without marks; some characters stand for several, and not all of those are part of a word."""
    if chunk.isascii():
        return (chunk,)
    return _CHUNK.findall(_MARK.sub("", unicodedata.normalize("NFKD", chunk)).translate(_LETTERS))


def _joined(name: str) -> set[str]:
    """The pieces of a name, its parts, and what is one word in it.

    `v1.2` is found by `1.2`, too: a version is written so in one place and so in another. `2026-04-14T10` is a day and
    an hour.
    """
    parts = _JOINT.split(_HOUR.sub("-", name) if "T" in name else name)
    if name.isascii() and name.islower():
        found = {part[:LONGEST] for part in parts}
    else:
        found = {_folded(piece)[:LONGEST] for part in parts for piece in (part, *_pieces(part))}
    if len(parts) > 1:
        bare = _VERSION.sub(r"\1", name)
        found |= _joined(bare) if bare != name else set(_wholes(parts))
    return found


def _wholes(parts: Iterable[str]) -> Iterator[str]:
    """What is one word: parts that stand together, and what else somebody would take for one name in them."""
    for enough, together in groupby(parts, _says_enough):
        if not enough and len(run := [*together]) > 1:
            yield _whole(run)
            yield from map(_whole, _numbered(run))


def _numbered(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """`node-41` in `prod-node-41.example.org`, and `1.2.3` in `app-1.2.3`; what begins a name begins its word, too."""
    at = 0
    for are_digits, together in groupby(parts, str.isdigit):
        run = [*together]
        if are_digits and at > 1:
            yield (parts[at - 1], run[0])
        if are_digits and at and len(run) > 1:
            yield run
        at += len(run)


def _says_enough(part: str) -> bool:
    """Whether it is like `7d9f4`, long, of letters and digits: such parts are rare, and there are very many of them."""
    return len(part) >= ENOUGH and not part.isdigit() and not _DIGITS.isdisjoint(part)


def _whole(parts: Iterable[str]) -> str:
    """Parts as one word; only between two digits something has to stand."""
    joined = ""
    for part in parts:
        between = "." if joined[-1:] in _DIGITS and part[0] in _DIGITS else ""
        joined += between + part
    return _folded(joined)[:LONGEST]


def _pieces(part: str) -> Iterator[str]:
    """The words of `camelCase` and what begins with one of them, and each character of a writing without spaces."""
    if part.isascii() and (part.islower() or part.isupper() or part.isdigit()):
        return
    start = 0
    for at in range(1, len(part)):
        if _begins_word(part, at):
            yield part[start:at]
            start = at
            # `backoff` is typed for CrashLoopBackOff. Nobody types the middle of a certificate.
            if part.isascii() and len(part) <= LONGEST:
                yield part[at:]
    yield part[start:]


def _begins_word(part: str, at: int) -> bool:
    before, here, after = part[at - 1], part[at], part[at + 1 : at + 2]
    if here.isupper() and (not before.isupper() or after.islower()):
        return True
    return any(not each.isascii() and _SINGLE.match(each) for each in (before, here))


def _folded(word: str) -> str:
    return word.lower().replace("ς", "σ")
