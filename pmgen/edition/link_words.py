"""What the words of a link say of a document that no public edition has: they stay where the link is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from itertools import chain, islice

from pmgen import keys, markdown
from pmgen.check import Examined
from pmgen.diagnostics import Problem
from pmgen.edition.called import Called, told_by
from pmgen.edition.placing import Unread
from pmgen.markdown import Link
from pmgen.rules.mentions import Names, mentioned
from pmgen.rules.outside import Linked
from pmgen.rules.policy import matches
from pmgen.rules.public_names import words_name_internal
from pmgen.rules.subject import is_internal, target_within
from pmgen.source import Span

_MOST = 40
"""How many links of one document are told; see `naming`."""
_LINK = re.compile(r"<a\b([^<>]*)>(.*?)</a>|<img\b([^<>]*)>", re.DOTALL)
_ADDRESS = re.compile(r'\b(?:href|src)="([^"]*)"')
_TEXT = re.compile(r'\balt="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_DEFINITION = re.compile(r"^[ \t>*+-]*\[[^\]\r\n]+\]:[^\r\n]*", re.MULTILINE)
_NOWHERE = Linked(Span(0, 0), Link("", 0, 0, image=False, alt=""))
_ADVICE = "say what it is instead, or allow it with `allowed_addresses` in the config"


def telling(examined: Examined, called: Called, names: Names, left_out: Callable[[str], bool]) -> Iterator[Problem]:
    """Where the words of a link that is left out are what the document is called to which it leads.

    Args:
        names: of the documents that the edition has not: what names one of these anywhere is told by `naming`.
        left_out: whether an address leads to one of them.
    """
    told: dict[str, list[str]] = {}
    for url, words in islice(_telling(examined, called, names, left_out), _MOST):
        told.setdefault(url, []).append(words)
    return _placed(examined, told) if told else iter(())


def _telling(
    examined: Examined, called: Called, names: Names, left_out: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """The addresses of such links, and their words."""
    subject = examined.subject
    assert subject is not None
    for url, words in dict.fromkeys(_links(examined)):
        found = target_within(subject, url) if left_out(url) else None
        said = told_by(words, called.phrases(found[0]), called.shown) if found else ""
        if said and not matches(said, subject.policy.allowed_addresses) and not any(mentioned(words, names)):
            yield url, said


def _placed(examined: Examined, told: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """The problems at the links that have these addresses; those with one address are in the order of its links."""
    places: dict[str, list[Linked]] = {url: [] for url in told}
    for each in _shown(examined):
        if each.link.url in told:
            places[each.link.url].append(each)
    for url, said in told.items():
        at = places[url] or [_NOWHERE]
        for index, words in enumerate(said):
            message = f"names `{words}`, which no public edition has: the words of a link stay"
            place = at[min(index, len(at) - 1)]
            yield words_name_internal.problem(place.at, message, help=_ADVICE, quoting=place.quote)


def _shown(examined: Examined) -> Iterator[Linked]:
    """The links of a document that everybody would read."""
    subject = examined.subject
    assert subject is not None
    text, start = examined.source.text, subject.body
    lines = markdown.internal(text[start:], raw_html=subject.policy.raw_html).lines
    unread = Unread.of(Span(start + first, start + last) for first, last in lines)
    for each in subject.links:
        if isinstance(each.at, Span):
            if not unread.holds(each.at.start):
                yield each
        elif not is_internal(subject.post_mortem, each.at):
            yield each


def _links(examined: Examined) -> Iterator[tuple[str, str]]:
    """The links that everybody would read, be they written as Markdown or HTML: address and words."""
    subject = examined.subject
    assert subject is not None
    post_mortem = subject.post_mortem
    texts = (text for at, text in keys.prose(post_mortem) if "[" in text and not is_internal(post_mortem, at))
    for html in chain((markdown.block(text) for text in texts), (_body(examined),)):
        for found in _LINK.finditer(html):
            attributes = found[1] or found[3] or ""
            address = _ADDRESS.search(attributes)
            words = _worded(found[2]) if found[2] is not None else _alternative(attributes)
            if address and words:
                yield unescape(address[1]), words


def _body(examined: Examined) -> str:
    """The body as everybody reads it, but with its links, those with an address in an internal block among them."""
    subject = examined.subject
    assert subject is not None
    body, raw_html = examined.source.text[subject.body :], subject.policy.raw_html
    hidden = markdown.internal(body, raw_html=raw_html)
    left = markdown.without(body, hidden.lines)
    if hidden.labels:
        definitions = (each[0].lstrip(" \t>*+-") for each in _DEFINITION.finditer(body))
        left = "\n".join((left, "", *definitions))
    return markdown.to_html(markdown.parse(left, raw_html=raw_html), rewrite=str)


def _worded(html: str) -> str:
    pictures = (_alternative(each[3]) for each in _LINK.finditer(html) if each[3])
    return " ".join((unescape(_TAG.sub("", html.replace("<br>", " "))), *pictures)).strip()


def _alternative(attributes: str) -> str:
    found = _TEXT.search(attributes)
    return unescape(found[1]) if found else ""
