"""Where the words of a public document name one that no public edition has: all of it in one go, with its places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pmgen import document, edition, markdown
from pmgen.addresses import unquoted
from pmgen.check import Examined
from pmgen.rules.mentions import Names, mentioned, of_html, of_markdown, urls
from pmgen.rules.policy import Policy, matches
from pmgen.source import Span

_MOST = 40
"""How many places of one document are told: nobody would read more of them in one go."""

_ADVICE = "take it out, or allow it with `allowed_addresses` in the config"
_WITH_INTERNAL = ("timeline", "followups", "contributing_factors", "references")


def refusals(
    examined: Examined, found: Examined, policy: Policy, names: Names, left_out: Callable[[str], bool]
) -> Iterator[str]:
    """Why a document cannot be in the edition: the words of a link stay, and so does whatever else is no link.

    Args:
        found: what of the document the edition would have.
        names: of the documents that it has not.
        left_out: whether an address leads to one of them.
    """
    words = [
        *dict.fromkeys(each for each in _words(found, names, left_out) if not matches(each, policy.allowed_addresses))
    ]
    if not words:
        return
    places = _places(examined, words)
    placed = {word for _, word in places}
    # What is written otherwise than it is read has no place of its own, and may be a part of what has one.
    lost = (word for word in words if word not in placed and not any(_read(word) in _read(each) for each in placed))
    told = [*(f":{line}` names `{word}`" for line, word in places), *(f"` names `{word}`" for word in lost)]
    for each in told[:_MOST]:
        yield f"`{examined.shown}{each}, which no public edition has: {_ADVICE}"
    if len(told) > _MOST:
        yield f"`{examined.shown}` names such ones in {len(told) - _MOST} more places"


def _words(found: Examined, names: Names, left_out: Callable[[str], bool]) -> Iterator[str]:
    texts = (each for text in edition.told(found.post_mortem) for each in of_markdown(text))
    for text in ("\n".join(texts), *of_html(found.body)):
        named = [*mentioned(text, names)]
        yield from named
        # An address that holds the name of a document is told by that.
        yield from (each for each in urls(text) if left_out(each) and not any(word in _read(each) for word in named))


def _read(address: str) -> str:
    return unquoted(address).lower()


def _places(examined: Examined, words: list[str]) -> list[tuple[int, str]]:
    """The lines in which some words stand where everybody would read them; of two that overlap, the longer word."""
    text, hidden = examined.source.text, [*_hidden(examined)]
    longest = sorted(words, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, longest)), text, re.IGNORECASE)
    written = {word.lower(): word for word in words}
    seen = (each for each in found if not any(span.start <= each.start() < span.end for span in hidden))
    return [
        *dict.fromkeys(
            (examined.source.position(each.start())[0], written.get(each[0].lower(), each[0])) for each in seen
        )
    ]


def _hidden(examined: Examined) -> Iterator[Span]:
    """What of the file no public edition has: internal blocks of the body, internal items of the front matter."""
    subject = examined.subject
    assert subject is not None
    blocks = markdown.internal(examined.source.text[subject.body :], raw_html=subject.policy.raw_html)
    yield from (Span(subject.body + start, subject.body + end) for start, end in blocks.lines)
    read, _ = document.read(examined.source)
    for key in _WITH_INTERNAL if read else ():
        for index, item in enumerate(getattr(subject.post_mortem, key) or ()):
            if item.internal and read and (span := read.front_matter.value_span((key, index))):
                yield span
