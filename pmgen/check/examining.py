"""One file to what it says and what its own rules find."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from posixpath import basename

from pmgen import decode, document, keys, markdown, rules
from pmgen.check import once
from pmgen.diagnostics import Problem, Quote, Route, quotes
from pmgen.markdown import Link, Outline, Rewrite
from pmgen.model import Lint, PostMortem, Visibility
from pmgen.rules.addresses import addresses
from pmgen.rules.outside import PAGE_ANCHORS, Linked, Outside
from pmgen.rules.policy import Folder, Policy
from pmgen.rules.subject import Fragment, Subject, is_internal
from pmgen.source import LARGEST, Source, Span, decode_bytes
from pmgen.values import Value, replace

_MOST = 200
"""How many problems of one rule a file may have, each with its place; of what is beyond, nobody would read the rest."""


class Examined(Value):
    """A file that has been read and looked at by itself.

    Args:
        subject: what it says; `None` where it cannot be read.
        problems: what the file's own rules found.
        body: the narrative as safe HTML; empty unless it was asked for.
        words: what the search finds it by; `None` unless somebody has looked.
        key: another one whenever anything else here may be; empty if nobody knows.
        page: the legacy page that it is about; `None` for a document in Markdown.
    """

    source: Source
    subject: Subject | None
    problems: tuple[Problem, ...]
    body: str = ""
    words: tuple[str, ...] | None = None
    key: str = ""
    page: Source | None = None

    @property
    def post_mortem(self) -> PostMortem | None:
        """The decoded model."""
        return self.subject.post_mortem if self.subject else None

    @property
    def shown(self) -> str:
        """The path of the file in diagnostics."""
        return self.source.path

    @property
    def outside(self) -> Outside | None:
        """What rules across files see of it."""
        return self.subject.outside if self.subject else None

    @property
    def lint(self) -> Lint:
        """What it asks of the checker."""
        return self.subject.post_mortem.lint if self.subject else Lint()


class Gist(Value):
    """What is asked of all files together: an examined file without what it says.

    Args:
        shown: its path in diagnostics.
        outside: what rules across files see of it; `None` where it cannot be read.
        problems: what the file's own rules found.
        lint: what it asks of the checker.
    """

    shown: str
    outside: Outside | None
    problems: tuple[Problem, ...]
    lint: Lint


def gist(examined: Examined) -> Gist:
    """What is asked of all files together."""
    return Gist(examined.shown, examined.outside, examined.problems, examined.lint)


def examine(
    shown: str, data: bytes, path: str, policy: Policy, folder: Folder, rewrite: Callable[[str], str] | None = None
) -> Examined:
    """Read one file and look at it by itself.

    Args:
        shown: the path of the file in diagnostics, relative to the root of the project.
        path: of the file, relative to the source folder.
        folder: what else is in the source folder.
        rewrite: from an address in the source to one on the page; without it no HTML is made of the body.
    """
    if len(data) > LARGEST:
        return unreadable(shown, "PM016", f"more than the {LARGEST >> 20} MiB that a document may have")
    source, bad = decode_bytes(shown, data)
    if bad is not None:
        problem = Problem("PM003", "not UTF-8 from here on", Span(bad, bad + 1), help="save the file as UTF-8")
        return Examined(source, None, (problem,))
    read, problems = document.read(source)
    if read is None:
        return Examined(source, None, tuple(without_flood(problems)))
    post_mortem, found = decode.decode(
        read.front_matter, severities=policy.severities, timezone=policy.timezone, labels=policy.labels
    )
    if post_mortem is None:
        return Examined(source, None, tuple(without_flood(once.told(problems, found, read.front_matter, source.text))))
    problems += found
    post_mortem = policy.as_catalogued(post_mortem)
    parsed = markdown.parse(read.body, raw_html=policy.raw_html, reserved=PAGE_ANCHORS)
    outline = markdown.outline(parsed)
    prose, start = keys.prose(post_mortem), read.front_matter.body
    fragments = [*_fragments(prose)]
    links = (*_body_links(outline, start), *_front_matter_links(post_mortem, fragments))
    misnamed = frozenset(_misnamed(found))
    subject = Subject(path, post_mortem, outline, start, policy, folder, links, source.text, prose, fragments, misnamed)
    if post_mortem.visibility is Visibility.PUBLIC:
        left = _left(subject)
        subject = replace(subject, left=left, links=tuple(_marked(subject, left)))
    for rule in rules.EACH:
        assert rule.find is not None
        problems += rule.find(subject)
    # The source and the post-mortem have it.
    subject = replace(subject, text="", prose=(), fragments=(), misnamed=frozenset())
    body = markdown.to_html(parsed, rewrite=rewrite) if rewrite else ""
    return Examined(source, subject, tuple(without_flood(problems)), body)


def _misnamed(problems: Iterable[Problem]) -> Iterator[Route]:
    """The routes of keys that are not known, and of the keys for which they probably stand."""
    for problem in problems:
        if problem.code == "PM101" and isinstance(problem.at, tuple):
            yield from ((*problem.at[:-1], key) for key in (problem.at[-1], *problem.meant))
            yield problem.at[-1:]  # it may be one of the front matter's, in the wrong place


def _left(subject: Subject) -> Outline | None:
    """What is in the body that a public edition has; `None` where that is all of it."""
    if not subject.internal.lines:
        return None
    raw_html, hidden = subject.policy.raw_html, subject.internal
    return markdown.outline(markdown.parse(subject.shown, raw_html=raw_html, reserved=PAGE_ANCHORS, hidden=hidden))


def _marked(subject: Subject, left: Outline | None) -> Iterator[Linked]:
    """The links of a public document, each with whether it is in no public edition, nor are the words round it."""
    lines = subject.internal.lines
    starts = [subject.body + start for start, _ in lines]
    urls = {each.url for each in (left or subject.outline).links}
    for each in subject.links:
        if isinstance(each.at, Span):
            index = bisect_right(starts, each.at.start) - 1
            inside = index >= 0 and each.at.start < subject.body + lines[index][1]
            internal = inside or each.link.url not in urls
        else:
            internal = is_internal(subject.post_mortem, each.at)
        yield replace(each, internal=True) if internal else each


def without_flood(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, and of each rule only so many: a hostile file can break one in every few bytes."""
    seen: dict[str, int] = {}
    beyond: dict[str, Problem] = {}
    for problem in problems:
        seen[problem.code] = number = seen.get(problem.code, 0) + 1
        if number <= _MOST:
            yield problem
        else:
            beyond.setdefault(problem.code, problem)
    for code, first in beyond.items():
        number = seen[code] - _MOST
        name = rules.BY_CODE[code].name
        yield Problem(code, f"`{name}` {number} more {'time' if number == 1 else 'times'} from here on", first.at)


def rewritten(
    examined: Examined, post_mortem: PostMortem, folder: Folder, rewrite: Rewrite, moved: Rewrite = str
) -> Examined:
    """An examined file with another post-mortem, and with its body read anew without what is internal.

    Args:
        folder: what else there is.
        rewrite: from an address in the source to one on the page; empty where nothing may link to.
        moved: from an address in the source to one beside all other documents; those of the post-mortem are so already.
    """
    subject = examined.subject
    assert subject is not None
    raw_html = subject.policy.raw_html
    body = examined.source.text[subject.body :]
    hidden = markdown.internal(body, raw_html=raw_html)
    left = markdown.as_without_comments(markdown.without(body, hidden.lines), raw_html=raw_html)
    parsed = markdown.parse(left, raw_html=raw_html, reserved=PAGE_ANCHORS, hidden=hidden)
    outline = markdown.outline(parsed)
    of_body = (each for each in _body_links(outline, 0) if rewrite(each.link.url))
    links = (
        *(replace(each, link=replace(each.link, url=moved(each.link.url))) for each in of_body),
        *_front_matter_links(post_mortem, _fragments(keys.prose(post_mortem))),
    )
    # Its folder may be called after a customer; the name of the file is that of the page.
    subject = Subject(basename(subject.path), post_mortem, outline, 0, subject.policy, folder, links)
    source = Source(basename(examined.source.path), "")
    return Examined(source, subject, (), markdown.to_html(parsed, rewrite=rewrite))


def _body_links(outline: Outline, body: int) -> Iterator[Linked]:
    return (Linked(Span(body + link.start, body + link.end), link) for link in outline.links)


def _fragments(prose: Iterable[tuple[Route, str]]) -> Iterator[Fragment]:
    for route, text in prose:
        # Without one of these there is neither a link nor an image nor a diagram nor what was meant as Markdown, and
        # most texts have none.
        blocks = "\n" in text and ("|" in text or "```" in text or "~~~" in text)
        if "[" in text or "<" in text or "##" in text or "•" in text or blocks:
            yield Fragment(route, text, markdown.fragment(text))


def _front_matter_links(post_mortem: PostMortem, fragments: Iterable[Fragment]) -> Iterator[Linked]:
    for each in fragments:
        links = each.outline.links
        written = quotes(each.text, (_address(each.text, link) for link in links))
        yield from (Linked(each.at, *found) for found in zip(links, written, strict=True))
    for route, url in addresses(post_mortem):
        yield Linked(route, Link(url, 0, 0, image=False, alt=""), Quote(url))


def _address(text: str, link: Link) -> tuple[int, int]:
    """Where the address of a link stands, without angle brackets round it."""
    inside = text[link.start : link.start + 1] == "<" and text[link.end - 1 : link.end] == ">"
    return link.start + inside, link.end - inside


def unreadable(shown: str, code: str, message: str) -> Examined:
    """A file of which nothing is known but why it cannot be read."""
    return Examined(Source(shown, ""), None, (Problem(code, message, Span(0, 0)),))
