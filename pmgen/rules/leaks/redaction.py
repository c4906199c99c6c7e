"""The credentials that a text tells, and the text without them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Final

from pmgen import markdown
from pmgen.rules.leaks import spelled
from pmgen.rules.leaks.secrets import credentials
from pmgen.rules.leaks.told_words import pattern
from pmgen.source import Span

_CUT: Final = "…"
_TELLS: Final = 3
"""How many characters of a credential tell something of it."""
_LONGEST: Final = 400
"""How long the beginning of one can be, which is as long as a message."""
_BETWEEN: Final = r"(?:<br ?/?>|[^\w+/=-]){1,40}"
_PRIVATE_KEY: Final = (
    r"PRIVATE KEY(?: BLOCK)?-----"
    rf"(?:{_BETWEEN}(?:n?[A-Z][\w-]{{2,20}}: [^\\\n]{{1,80}}|[\w+/=]{{16,}}))*"  # its headers, and its lines
    # the last of which may be short, or cut
    rf"(?:{_BETWEEN}(?:[\w+/=]{{4,15}}(?={_BETWEEN}n?-----END)|(?=[A-Za-z]{{0,15}}[\d+/=])[\w+/=]{{4,15}}(?=\s*(?:…|\Z))))?"
)
_NEXT_LINE: Final = r"(?:\r?\n[ \t>]{0,80}|\\n|<br ?/?>)"
_ENDS_LINE: Final = r"(?=[ \t]*(?:\r?\n|\\n|<br|\Z|[…\"'`|]))"
_LONG: Final = r"[\w+/]{40,}+={0,2}"
_BEGINS_BLOCK: Final = rf"{_LONG}\Z"
_REST_OF_BLOCK: Final = (
    rf"(?:{_NEXT_LINE}{_LONG}{_ENDS_LINE})++"
    rf"(?:{_NEXT_LINE}(?=[A-Za-z]{{0,39}}[\d+/=])[\w+/]{{2,39}}={{0,2}}{_ENDS_LINE})?"
)
"""The lines of base64 below one that is a credential, of which the last may be short."""
_LINE_OF_KEY: Final = r"[\w+/=]{16,}|[\w+/=]{4,}\Z"
_LINE_OF_BLOCK: Final = r"[\w+/=]{40,}|[\w+/=]{4,}\Z"


def told_in(text: str) -> Iterator[tuple[Span, str, str]]:
    """The credentials in a text: where each stands, what it is, and what kind of one."""
    return ((span, text[span.start : span.end], kind) for span, kind in credentials(text))


def secrets(*texts: str) -> frozenset[str]:
    """The credentials in texts, as written, as read, and as meant."""
    found: set[str] = set()
    for text in texts:
        found.update(word for _, word in _all_of(text))
        if plain := spelled.read(text):
            for span, word in _all_of(plain.text):
                first, last = plain.place(span.start, span.end)
                found |= {word, text[first:last]}
    # What is said of a damaged word says how it was meant.
    found |= {markdown.mended(word) for word in found if not word.isascii()}
    return frozenset(found - {""})


def _all_of(text: str) -> Iterator[tuple[Span, str]]:
    """The credentials in a text with every line of them, of which a diagnostic points at the first alone."""
    end = 0
    for span, word, _ in told_in(text):
        yield span, word
        if span.end > end and pattern(_BEGINS_BLOCK).search(word):
            block = pattern(_REST_OF_BLOCK).match(text, span.end)
            end = block.end() if block else end
            yield from _lines(_LINE_OF_BLOCK, text, span.end, end)
    for key in pattern(_PRIVATE_KEY).finditer(text) if "PRIVATE KEY" in text else ():
        yield from _lines(_LINE_OF_KEY, text, text.find("-----", key.start()), key.end())


def _lines(form: str, text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    return ((Span(*line.span()), line[0]) for line in pattern(form).finditer(text, start, end))


def redacted(text: str) -> str:
    """A text with dots in the place of the credentials that it tells by itself."""
    return redactor(secrets(text))(text)


def redactor(found: Collection[str]) -> Callable[[str], str]:
    """What puts dots in the place of credentials, which may lie in each other.

    It looks at a text once, however many there are, and but once at a line that has thousands of diagnostics. What
    stands in front of `…` may be the beginning of one that was cut in two.
    """
    if not found:
        return lambda text: text
    known, shortest = frozenset(found), min(map(len, found))
    beginnings: dict[str, set[int]] = {}
    for each in known:
        beginnings.setdefault(each[:shortest], set()).add(len(each))
    lengths = {beginning: sorted(each, reverse=True) for beginning, each in beginnings.items()}

    cut = _of_beginnings(known)

    @cache
    def redact(text: str) -> str:
        left, hidden = [], 0
        for at, sign in enumerate(text):
            for length in lengths.get(text[at : at + shortest], ()):
                if text[at : at + length] in known:
                    hidden = max(hidden, at + length)
                    break
            left.append("•" if at < hidden else sign)
        if _CUT in text:
            left = [sign if sign == other else "•" for sign, other in zip(left, cut(text), strict=True)]
        return "".join(left)

    return redact


def _of_beginnings(known: Collection[str]) -> Callable[[str], str]:
    """What puts dots in the place of each beginning of a credential in front of `…`."""
    ordered, begun = sorted(known), {each[:_TELLS] for each in known}

    def begins(word: str) -> bool:
        at = bisect_left(ordered, word)
        return at < len(ordered) and ordered[at].startswith(word)

    def redact(text: str) -> str:
        *cut, rest = text.split(_CUT)
        left = []
        for part in cut:
            starts = range(max(0, len(part) - _LONGEST), len(part) - _TELLS + 1)
            likely = (at for at in starts if part[at : at + _TELLS] in begun)
            first = next((at for at in likely if begins(part[at:])), len(part))
            left.append(part[:first] + "•" * (len(part) - first))
        return _CUT.join([*left, rest])

    return redact
