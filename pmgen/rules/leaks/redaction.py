"""The credentials that a text tells, and the text without them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache

from pmgen.rules.leaks import spelled
from pmgen.rules.leaks.secrets import credentials
from pmgen.source import Span


def told_in(text: str) -> Iterator[tuple[Span, str, str]]:
    """The credentials in a text: where each stands, what it is, and what kind of one."""
    return ((span, text[span.start : span.end], kind) for span, kind in credentials(text))


def secrets(*texts: str) -> frozenset[str]:
    """The credentials in texts, as written and as read."""
    found: set[str] = set()
    for text in texts:
        found.update(word for _, word, _ in told_in(text))
        if plain := spelled.read(text):
            for span, word, _ in told_in(plain.text):
                first, last = plain.place(span.start, span.end)
                found |= {word, text[first:last]}
    return frozenset(found - {""})


def redactor(found: Collection[str]) -> Callable[[str], str]:
    """What puts dots in the place of credentials, which may lie in each other.

    It looks at a text once, however many there are, and but once at a line that has thousands of diagnostics.
    """
    if not found:
        return lambda text: text
    known, shortest = frozenset(found), min(map(len, found))
    beginnings: dict[str, set[int]] = {}
    for each in known:
        beginnings.setdefault(each[:shortest], set()).add(len(each))
    lengths = {beginning: sorted(each, reverse=True) for beginning, each in beginnings.items()}

    @cache
    def redact(text: str) -> str:
        left, hidden = [], 0
        for at, sign in enumerate(text):
            for length in lengths.get(text[at : at + shortest], ()):
                if text[at : at + length] in known:
                    hidden = max(hidden, at + length)
                    break
            left.append("•" if at < hidden else sign)
        return "".join(left)

    return redact
