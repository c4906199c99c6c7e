"""An examined file as bytes: for another process, and for another run, which need not look again."""

from __future__ import annotations

from pmgen.check import Examined
from pmgen.diagnostics import Problem
from pmgen.markdown import Heading, Outline
from pmgen.model import PostMortem
from pmgen.rules.outside import Linked
from pmgen.rules.policy import Folder, Policy
from pmgen.rules.subject import Subject
from pmgen.source import Source
from pmgen.values import Value, decoder, encoded

__all__ = ["Pages", "of_bytes", "page_of_bytes", "to_bytes"]


class _Subject(Value):
    """A subject without what it shares with all others."""

    post_mortem: PostMortem
    outline: Outline
    path: str
    body: int
    links: tuple[Linked, ...]


class _Kept(Value):
    """What `Examined` holds, without its words."""

    subject: _Subject | None
    body: str
    path: str
    text: str
    problems: tuple[Problem, ...]
    page: tuple[str, str] | None


class _Headings(Value):
    """Of `Outline`, what the page is made of."""

    headings: tuple[Heading, ...]


class _Told(Value):
    """Of `_Subject`, what the page is made of."""

    post_mortem: PostMortem
    outline: _Headings


class _Page(Value):
    """Of `_Kept`, what the page is made of."""

    subject: _Told
    body: str


Pages = tuple[PostMortem, str, tuple[Heading, ...]]
"""What a page is made of: the front matter, the body as HTML, and the headings of that."""


def to_bytes(examined: Examined) -> bytes:
    """An examined file, without its key and its words."""
    source, subject = examined.source, examined.subject
    own = None
    if subject is not None:
        own = _Subject(subject.post_mortem, subject.outline, subject.path, subject.body, subject.links)
    page = (examined.page.path, examined.page.text) if examined.page else None
    return encoded(_Kept(own, examined.body, source.path, source.text, examined.problems, page))


def of_bytes(data: bytes, policy: Policy, folder: Folder) -> Examined:
    """The inverse of `to_bytes`.

    Raises:
        DecodeError: when the bytes are something else.
    """
    kept: _Kept = decoder(_Kept)(data)
    own, subject = kept.subject, None
    if own is not None:
        subject = Subject(own.path, own.post_mortem, own.outline, own.body, policy, folder, own.links)
    page = Source(*kept.page) if kept.page else None
    return Examined(Source(kept.path, kept.text), subject, kept.problems, kept.body, page=page)


def page_of_bytes(data: bytes) -> Pages:
    """Of an examined file that could be read, what its page is made of, which is had sooner than all of it.

    Raises:
        DecodeError: when the bytes are something else.
    """
    found: _Page = decoder(_Page)(data)
    return found.subject.post_mortem, found.body, found.subject.outline.headings
