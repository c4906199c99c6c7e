"""Where in its source a public document names one that no public edition has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator

from pmgen import document, markdown
from pmgen.addresses import unquoted
from pmgen.check import Examined
from pmgen.diagnostics import Route
from pmgen.document import Document
from pmgen.front_matter import Mapping, Node, Scalar
from pmgen.model import PostMortem
from pmgen.rules import mentions, readings
from pmgen.rules.mentions import Names
from pmgen.source import Span
from pmgen.values import Value

_WITH_INTERNAL = ("timeline", "followups", "contributing_factors", "references")
_BLANKS = re.compile(r"[\s>]+")
_ADDRESS = re.compile(r"\]\(<?([^\s()<>]*)")
_WRITTEN = r"[^\S\r\n]*\S[^\r\n]*"
_PARAGRAPH = re.compile(rf"^{_WRITTEN}(?:\r?\n{_WRITTEN})*", re.MULTILINE)
_LINE = re.compile(rf"^{_WRITTEN}", re.MULTILINE)
_LONGEST = 60_000
"""How much of a body is looked through for what is written otherwise than it is read, line by line, and with how many
of the addresses that links have by their labels."""
_DEFINITIONS = 50
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\r\n]+\]:[^\r\n]*", re.MULTILINE)


class Placed(Value):
    """A place that names a document.

    Args:
        word: as it is written there, or read where that is another.
        as_read: whether it is written as it is read.
    """

    span: Span
    word: str
    as_read: bool = True


def placed(examined: Examined, words: Collection[str], names: Names, left_out: Callable[[str], bool]) -> list[Placed]:
    """Where some words stand that everybody would read, once in each line; of two that overlap, the longer one.

    Args:
        words: as they are read in the edition.
        names: all that documents are called that the edition is without.
        left_out: whether an address leads to one of them.
    """
    text, known = examined.source.text, mentions.only(names, words)
    read, _ = document.read(examined.source)
    hidden = Unread.of(_hidden(examined, read, names, left_out))
    wanted = {_key(word) for word in words}
    places: dict[tuple[int, str], Span] = {}
    for span in _apart([*mentions.places(text, known), *readings.places_of_urls(text)]):
        key = _key(text[span.start : span.end])
        if key in wanted and not hidden.holds(span.start):
            places.setdefault((examined.source.position(span.start)[0], key), span)
    found = [Placed(span, _BLANKS.sub(" ", text[span.start : span.end])) for span in places.values()]
    # What is written otherwise than it is read has no place of its own, and may be a part of what has one.
    lost = {word for word in words if not any(_key(word) in key for _, key in places)}
    return found + ([*_otherwise(examined, read, lost, known, hidden)] if lost else [])


class Unread(Value):
    """Parts of a text that nobody outside reads, in order and apart."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Unread:
        """These parts, which may hold each other."""
        starts, ends = list[int](), list[int]()
        for each in sorted(spans, key=lambda each: each.start):
            if ends and each.start <= ends[-1]:
                ends[-1] = max(ends[-1], each.end)
            else:
                starts.append(each.start)
                ends.append(each.end)
        return cls(tuple(starts), tuple(ends))

    def holds(self, at: int) -> bool:
        """Whether a place is in one of them."""
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]


def _key(word: str) -> str:
    return _BLANKS.sub(" ", unquoted(word)).lower()


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in their order; of those that overlap the first, and of these the longest."""
    end = 0
    for each in sorted(set(spans), key=lambda each: (each.start, -each.end)):
        if each.start >= end:
            yield each
            end = each.end


def _hidden(examined: Examined, read: Document | None, names: Names, left_out: Callable[[str], bool]) -> Iterator[Span]:
    """What of the file no public edition has: internal blocks of the body, some values, addresses of links."""
    subject, text = examined.subject, examined.source.text
    assert subject is not None
    blocks = markdown.internal(text[subject.body :], raw_html=subject.policy.raw_html)
    yield from (Span(subject.body + start, subject.body + end) for start, end in blocks.lines)
    yield from (Span(*each.span(1)) for each in _ADDRESS.finditer(text) if left_out(each[1]))
    if read:
        spans = map(read.front_matter.value_span, _left_out(subject.post_mortem, names, left_out))
        yield from filter(None, spans)


def _left_out(post_mortem: PostMortem, names: Names, left_out: Callable[[str], bool]) -> Iterator[Route]:
    """The values of which no public edition has anything that names a document: see `edition.public`."""
    yield from ((key,) for key in ("related", "lint", *post_mortem.extra))
    for key in _WITH_INTERNAL:
        yield from ((key, index) for index, item in enumerate(getattr(post_mortem, key) or ()) if item.internal)
    yield from (("references", index) for index, each in enumerate(post_mortem.references) if left_out(each.url))
    for index, event in enumerate(post_mortem.timeline):
        if event.source and mentions.is_mentioned(event.source, names):
            yield "timeline", index, "source"
    for index, followup in enumerate(post_mortem.followup_list):
        links = followup.done.links if followup.done else ()
        yield from (("followups", index, "done", "links", number) for number, url in enumerate(links) if left_out(url))


def _otherwise(
    examined: Examined, read: Document | None, words: Collection[str], known: Names, hidden: Unread
) -> Iterator[Placed]:
    """Where some words are read that are written otherwise: the value, or the line or paragraph of the body."""
    if read is None or examined.subject is None:
        return
    lost = set(words)
    for span, texts in (*_values(read), *_lines(read, raw_html=examined.subject.policy.raw_html)):
        if lost and not hidden.holds(span.start):
            found = {_key(word) for text in texts for word in (*mentions.mentioned(text, known), *readings.urls(text))}
            for word in sorted(each for each in lost if _key(each) in found):
                yield Placed(span, word, as_read=False)
                lost.discard(word)
    yield from (Placed(read.front_matter.span, word, as_read=False) for word in sorted(lost))


Piece = tuple[Span, Iterable[str]]
"""A part of a source, and what is read there."""


def _values(read: Document) -> Iterator[Piece]:
    """The values of a front matter."""
    yield from ((node.span, readings.of_markdown(node.text)) for node in _scalars(read.front_matter.root))


def _lines(read: Document, *, raw_html: bool) -> Iterator[Piece]:
    """The lines of a body, each paragraph behind its own: a word may go on in the next one."""
    body, start = read.body[:_LONGEST], read.front_matter.body
    definitions = "\n".join(_DEFINITION.findall(body)[:_DEFINITIONS])

    def of_body(text: str) -> Iterator[str]:
        parsed = markdown.parse(f"{text}\n\n{definitions}", raw_html=raw_html)
        yield from readings.of_html(markdown.to_html(parsed, rewrite=str))

    for paragraph in _PARAGRAPH.finditer(body):
        for each in (*_LINE.finditer(body, *paragraph.span()), paragraph):
            yield Span(start + each.start(), start + each.end()), of_body(each[0])


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    for each in (value for _, value in node.entries.values()) if isinstance(node, Mapping) else node.items:
        yield from _scalars(each)
