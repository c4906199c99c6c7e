"""What is known of a Markdown text. All offsets are half-open ranges of characters in the text as it was given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from pmgen.values import Value

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

Rewrite = Callable[[str], str]
"""From a URL in a source to the one in its place: on its page, or in another source."""


class Heading(Value):
    """A heading.

    Args:
        level: 1 to 6, as written.
        text: its words.
        anchor: its id on the page.
        start: the first character of its line that is not blank.
        end: behind its last line, which is the underline where it has one.
        empty: nothing but blanks, comments and rules follows, up to the next heading of the same or a higher level.
    """

    level: int
    text: str
    anchor: str
    start: int
    end: int
    empty: bool


class Link(Value):
    """A link or an image that reaches the page, from Markdown or from raw HTML.

    Args:
        url: percent-encoded, otherwise as written.
        start: of the URL as written; of the whole link where the URL stands elsewhere (`[text][reference]`).
        end: likewise.
        image: whether it is an image; one on another host becomes a link on the page.
        alt: the text in place of the image; empty for a link.
    """

    url: str
    start: int
    end: int
    image: bool
    alt: str


class Dropped(Value):
    """Something that was written and does not reach the page.

    Args:
        what: a noun phrase, with backticks round what was written: "element `script`".
        url: the address that it is; empty for anything else.
        help: how it would reach the page.
    """

    what: str
    start: int
    end: int
    url: str = ""
    help: str | None = None


class Slip(Value):
    """Something that was meant as Markdown and is shown as it was typed.

    Args:
        what: what is wrong with it.
        help: what to do about it.
        edit: where what is to be put instead, if there is one right answer.
        block: whether it was meant as a block of its own, which a single line of a page cannot have.
    """

    what: str
    help: str
    start: int
    end: int
    edit: tuple[int, int, str] | None = None
    block: bool = False


class Outline(Value):
    """What a body holds, each in the order of the text.

    Args:
        anchors: every id that the rendered body has.
        loose: marks of blocks (`:::`) that begin or end none, or one that is never ended.
        endless: blocks of code that are never ended.
        absent: references to footnotes that are not there.
        slips: what is shown as it was typed.
        undefined: links, images and references to footnotes that need what was taken out of the body.
        comments: beginnings of comments that hide nothing, or less than somebody meant.
        unmerged: where a merge has left both sides of a conflict.
        unhidden: what was to hide an element of HTML, and does not reach the page, or is shown as text.
        undrawn: diagrams of which the page has the source alone.
        damaged: words that were read as another encoding, or with characters in them that nobody sees.
    """

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    anchors: frozenset[str] = frozenset()
    loose: tuple[Dropped, ...] = ()
    endless: tuple[Dropped, ...] = ()
    absent: tuple[Dropped, ...] = ()
    slips: tuple[Slip, ...] = ()
    undefined: tuple[Dropped, ...] = ()
    comments: tuple[Dropped, ...] = ()
    unmerged: tuple[Dropped, ...] = ()
    unhidden: tuple[Dropped, ...] = ()
    undrawn: tuple[Dropped, ...] = ()
    damaged: tuple[Slip, ...] = ()


class Hidden(Value, dict=True):
    """What of a body no public edition has.

    Args:
        lines: where they are, from the beginning of each to that of the next, in order.
        labels: those of links that say there where they lead.
        notes: the labels of the footnotes that stand there.
    """

    lines: tuple[tuple[int, int], ...] = ()
    labels: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A range of what is left of the body, within one block, as a range of the body."""
        # What stood round a part that was taken out is no one block: it was taken out of no range.
        taken = self._taken(start)
        return start + taken, end + taken

    def _taken(self, offset: int) -> int:
        """How many characters were taken out before a place in what is left."""
        seams, taken = self._seams
        return taken[bisect_right(seams, offset)]

    @cached_property
    def _seams(self) -> tuple[list[int], list[int]]:
        """Where in what is left a line was taken out, and how many characters had been when none, one, two … were."""
        taken = [0, *accumulate(end - start for start, end in self.lines)]
        return [start - before for (start, _), before in zip(self.lines, taken, strict=False)], taken


NOTHING_HIDDEN: Final = Hidden()


class Tag(Value):
    """An element of raw HTML that is let through, with the attributes that are; values are not escaped."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()


class End(Value):
    """The end of an element of raw HTML."""

    name: str


Piece = str | Tag | End
"""A part of raw HTML; a text is HTML without tags, entities and all."""


class Footnote(Value, dict=True):
    """A footnote that something refers to.

    Args:
        number: from 1, in the order of the first references.
        uses: how many references there are.
        tail: ends of the raw elements that it leaves open.
    """

    number: int
    uses: int
    tokens: tuple[Token, ...]
    tail: tuple[Piece, ...] = ()


class Parsed(Value):
    """A Markdown text, parsed. Its parts are for this package alone.

    Args:
        fingerprint: of the text, for marks that no author can foresee; empty where there is no raw HTML.
        tail: ends of the raw elements that the body leaves open.
    """

    tokens: tuple[Token, ...]
    footnotes: tuple[Footnote, ...]
    outline: Outline
    fingerprint: str
    tail: tuple[Piece, ...]
