"""What rules across files look at: a post-mortem as others see it."""

from __future__ import annotations

from collections.abc import Mapping

from pmgen.diagnostics import Problem, Quote, Route
from pmgen.markdown import Link
from pmgen.model import Related
from pmgen.source import Span
from pmgen.values import Value

PAGE_ANCHORS = frozenset(
    "summary figures impact timeline root-cause contributing-factors detection followups follow-up-implementation "
    "lessons narrative related references revisions definitions contents main top".split()
)
"""The ids that incident pages give to their own sections; a heading of a body never gets one of them."""

SECTION_KEYS = {
    name.replace("_", "-"): name
    for name in "summary impact timeline root_cause contributing_factors detection followups lessons references".split()
}
"""The sections that a page has only where its front matter says something, and the keys of that."""

Found = tuple[str, Problem]
"""What such a rule finds: the path of a file, relative to the source folder, and a problem in it."""


class Linked(Value):
    """A link or an image, wherever in a document it stands.

    Args:
        quote: what it is in the value at a route, where it is not all of it.
        internal: whether it is in no public edition, nor are the words round it; known of a public document.
    """

    at: Route | Span
    link: Link
    quote: Quote = Quote()
    internal: bool = False


class Outside(Value):
    """A post-mortem as others see it: all that a rule across files may ask for.

    Args:
        path: of its file, relative to the source folder.
        public: whether a public edition has it, and `meant`, whether it says that it is public.
        targets: as in `Subject`.
        own: what a link can point at on its page, and not on every other.
        names: of its services and its tags, by their key.
        hidden: of what a link can point at, what is marked `internal`.
        sources: those of its events that are not internal; known of a public document.
        title: what a reader calls it.
    """

    path: str
    id: str
    related: tuple[Related, ...]
    aliases: tuple[str, ...]
    public: bool
    meant: bool
    targets: tuple[tuple[Linked, str, str], ...]
    own: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    hidden: tuple[str, ...] = ()
    sources: tuple[Linked, ...] = ()
    title: str = ""

    @property
    def anchors(self) -> frozenset[str]:
        """Everything on the page that a link can point at."""
        return PAGE_ANCHORS.difference(SECTION_KEYS).union(self.own)


class Corpus(Value):
    """All post-mortems of a source folder; those that cannot be read are missing."""

    subjects: tuple[Outside, ...]
    unreadable: frozenset[str] = frozenset()
