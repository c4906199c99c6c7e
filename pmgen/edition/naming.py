"""Where the words of a public document name one that no public edition has: all of it in one go, with its places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pmgen import document, markdown
from pmgen.addresses import unquoted
from pmgen.check import Examined
from pmgen.diagnostics import Problem, Route
from pmgen.edition.post_mortems import told
from pmgen.model import PostMortem
from pmgen.rules.mentions import Names, is_mentioned, mentioned, of_html, of_markdown, urls
from pmgen.rules.policy import Policy, matches
from pmgen.rules.public_names import words_name_internal
from pmgen.source import Span

_MOST = 40
"""How many places of one document are told: nobody would read more of them in one go."""

_OTHERWISE = "; it is written otherwise than it is read"
_ADVICE = "take it out, or allow it with `allowed_addresses` in the config"
_WITH_INTERNAL = ("timeline", "followups", "contributing_factors", "references")


def naming(
    examined: Examined, found: Examined, policy: Policy, names: Names, left_out: Callable[[str], bool]
) -> Iterator[Problem]:
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
    places = _places(examined, words, names)
    placed = {word for _, word in places}
    # What is written otherwise than it is read has no place of its own, and may be a part of what has one.
    lost = (word for word in words if word not in placed and not any(_read(word) in _read(each) for each in placed))
    told = [*((span, word, "") for span, word in places), *((Span(0, 0), word, _OTHERWISE) for word in lost)]
    for span, word, otherwise in told[:_MOST]:
        message = f"names `{word}`, which no public edition has{otherwise}"
        yield words_name_internal.problem(span, message, help=_ADVICE)
    if len(told) > _MOST:
        message = f"names such ones in {len(told) - _MOST} more places from here on"
        yield words_name_internal.problem(told[_MOST][0], message)


def _words(found: Examined, names: Names, left_out: Callable[[str], bool]) -> Iterator[str]:
    texts = (each for text in told(found.post_mortem) for each in of_markdown(text))
    for text in ("\n".join(texts), *of_html(found.body)):
        named = [*mentioned(text, names)]
        yield from named
        # An address that holds the name of a document is told by that.
        yield from (each for each in urls(text) if left_out(each) and not any(word in _read(each) for word in named))


def _read(address: str) -> str:
    return unquoted(address).lower()


def _places(examined: Examined, words: list[str], names: Names) -> list[tuple[Span, str]]:
    """Where some words first stand in each line that everybody would read; of two that overlap, the longer word."""
    text, hidden = examined.source.text, [*_hidden(examined, names)]
    longest = sorted(words, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, longest)), text, re.IGNORECASE)
    written = {word.lower(): word for word in words}
    places: dict[tuple[int, str], Span] = {}
    for each in found:
        if not any(span.start <= each.start() < span.end for span in hidden):
            word = written.get(each[0].lower(), each[0])
            places.setdefault((examined.source.position(each.start())[0], word), Span(*each.span()))
    return [(span, word) for (_, word), span in places.items()]


def _hidden(examined: Examined, names: Names) -> Iterator[Span]:
    """What of the file no public edition has: internal blocks of the body, and some values of the front matter."""
    subject = examined.subject
    assert subject is not None
    blocks = markdown.internal(examined.source.text[subject.body :], raw_html=subject.policy.raw_html)
    yield from (Span(subject.body + start, subject.body + end) for start, end in blocks.lines)
    read, _ = document.read(examined.source)
    if read:
        spans = map(read.front_matter.value_span, _left_out(subject.post_mortem, names))
        yield from filter(None, spans)


def _left_out(post_mortem: PostMortem, names: Names) -> Iterator[Route]:
    """The values of which no public edition has anything that names a document: see `edition.public`."""
    yield from ((key,) for key in ("related", "lint", *post_mortem.extra))
    for key in _WITH_INTERNAL:
        yield from ((key, index) for index, item in enumerate(getattr(post_mortem, key) or ()) if item.internal)
    for index, event in enumerate(post_mortem.timeline):
        if event.source and is_mentioned(event.source, names):
            yield "timeline", index, "source"
