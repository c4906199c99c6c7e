"""What was begun and not finished: CommonMark takes it as it stands, and no author means it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from pmgen.markdown import tags
from pmgen.markdown.places import Lines, Origin
from pmgen.markdown.values import Dropped

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

_COMMENT: Final = re.compile(r"(?<!\\)<!--")
_REFERENCE: Final = re.compile(r"(?<!\\)\[\^([^\]\s^]+)\]")
_MERGE: Final = re.compile(r"^<{7} [^\n]+", re.MULTILINE)


def fence(token: Token, lines: Lines) -> Iterator[Dropped]:
    """A block of code without its end: all that stands behind its beginning is code."""
    first, last = token.map or (0, 1)
    end = lines.text[slice(*lines.bounds[max(first, last - 1)])].lstrip("> \t").rstrip(" \t")
    if last - first >= 2 and len(end) >= len(token.markup) and not end.strip(token.markup[0]):
        return
    start, stop = lines.bounds[first]
    at = max(start, lines.text.find(token.markup, start, stop))
    yield Dropped("a block of code is never ended: all that follows is code", at, max(at, stop))


def footnotes(token: Token, origin: Origin) -> Iterator[Dropped]:
    """References to a footnote that is not there: the reader sees `[^1]`."""
    texts = (child.content for child in token.children or () if child.type == "text")
    shown = frozenset(match[0] for text in texts for match in _REFERENCE.finditer(text))
    for match in _REFERENCE.finditer(token.content) if shown else ():
        if match[0] in shown:
            yield Dropped(f"footnote `{match[1]}` is not there", *origin.place(*match.span()))


def comments(token: Token, origin: Callable[[], Origin]) -> Iterator[Dropped]:
    """Beginnings of comments that begin none: the reader sees `<!--` and all that follows.

    Args:
        origin: where the content comes from, asked only where something is found.
    """
    children = token.children or ()
    if "<!--" not in token.content or not any("<!--" in each.content for each in children if each.type == "text"):
        return
    ended = {each.meta["at"][0] for each in children if each.type == "html_inline"}
    place = origin().place
    for match in _COMMENT.finditer(tags.without_code(token.content)):
        if match.start() not in ended:
            yield Dropped("`<!--` that begins no comment", *place(*match.span()))


def merges(token: Token, origin: Callable[[], Origin]) -> Iterator[Dropped]:
    """Where a merge has left both sides of a conflict; code that shows one is no such place."""
    if "<<<<<<< " in token.content and _MERGE.search(token.content):
        place = origin().place
        for match in _MERGE.finditer(token.content):
            yield Dropped(f"`{match[0].rstrip()}`", *place(*match.span()))
