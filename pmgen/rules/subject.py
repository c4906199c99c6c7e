"""What rules look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from pmgen import markdown
from pmgen.addresses import below, is_legacy, is_relative, target_of
from pmgen.diagnostics import Quote, Route, quotes
from pmgen.markdown import Dropped, Hidden, Link, Outline, Slip
from pmgen.model import PostMortem, Visibility
from pmgen.rules.outside import SECTION_KEYS, Linked, Outside
from pmgen.rules.policy import Folder, Policy
from pmgen.source import Span
from pmgen.values import Value, replace

_LONGEST = 200
"""Characters of a name for which it is worth guessing what was meant: a guess takes a while."""

_POINTS = ("contributing_factors", "detection", "impact", "lessons", "revisions", "timeline")
"""The keys of texts that a page shows as a line each, or as blocks where they have any."""

Part = TypeVar("Part", Dropped, Slip)


class Fragment(Value):
    """A Markdown text of the front matter that may hold more than words; offsets of the outline count in it."""

    at: Route
    text: str
    outline: Outline

    @property
    def one_line(self) -> bool:
        """Whether a page shows it as one line, which has no headings, lists or tables."""
        if self.at[0] == "summary" or self.at[-1] in ("description", "details", "reason"):
            return False
        return "\n" not in self.text.strip() if self.at[0] in _POINTS or self.at[-1] == "trigger" else True

    def quoted(self, parts: Sequence[Part]) -> Iterator[tuple[Part, Quote]]:
        """Some parts of its outline, each with what it is in the text."""
        return zip(parts, quotes(self.text, ((each.start, each.end) for each in parts)), strict=True)


class Subject(Value, dict=True):
    """One post-mortem, its body, and what stands around it.

    Args:
        path: of its file, relative to the source folder.
        outline: of its body; offsets count from the beginning of the body.
        body: where in the file the body begins.
        folder: what stands beside it.
        links: those of the body, then those in the Markdown of the front matter.
        text: of the whole file; empty where no rule is to look at it any more.
        prose: every Markdown of the front matter, with the route to it; likewise.
        fragments: what of it may hold more than words; likewise.
        misnamed: the keys that are not known, and those for which they probably stand; likewise.
        left: of its body, without what no public edition has; `None` where that is nothing.
    """

    path: str
    post_mortem: PostMortem
    outline: Outline
    body: int
    policy: Policy
    folder: Folder
    links: tuple[Linked, ...] = ()
    text: str = ""
    prose: Sequence[tuple[Route, str]] = ()
    fragments: Sequence[Fragment] = ()
    misnamed: frozenset[Route] = frozenset()
    left: Outline | None = None

    def misnames(self, at: Route, *names: str) -> bool:
        """Whether a mapping probably has one of these keys, misspelled: that is reported, and nothing is missing."""
        return any((*at, name) in self.misnamed for name in names)

    @cached_property
    def misread(self) -> frozenset[Route]:
        """The mappings in which a key is not known: what they say is not all in the post-mortem."""
        return frozenset(at[:-1] for at in self.misnamed)

    @cached_property
    def misnames_a_kind(self) -> bool:
        """Whether an event probably has a kind, under a key that is misspelled."""
        return any(at[0] == "timeline" and at[-1] == "kind" for at in self.misnamed)

    @cached_property
    def internal(self) -> Hidden:
        """What of the body no public edition has."""
        return markdown.internal(self.text[self.body :], raw_html=self.policy.raw_html)

    @cached_property
    def shown(self) -> str:
        """What of the body a public edition has."""
        body = self.text[self.body :]
        return markdown.without(body, self.internal.lines) if self.internal.lines else body

    def in_edition(self, parts: Callable[[Outline], Iterable[Dropped]]) -> Iterator[Dropped]:
        """Some parts of the body, of a public document without those that a public edition is sure not to have.

        It fails closed: what is read there is read anew, and where a mark of a block is amiss all of the body counts.

        Args:
            parts: from an outline to these parts of it.
        """
        if self.left is None or self.outline.loose:
            yield from parts(self.outline)
            return
        for each in parts(self.left):
            start, end = self.internal.place(each.start, each.end)
            yield replace(each, start=start, end=end)

    @property
    def fragments_in_edition(self) -> Iterator[Fragment]:
        """What of the front matter may hold more than words, likewise."""
        public = self.post_mortem.visibility is Visibility.PUBLIC
        return (each for each in self.fragments if not (public and is_internal(self.post_mortem, each.at)))

    @property
    def legacy(self) -> bool:
        """Whether it is a legacy page, which says in its own words what front matter would."""
        return is_legacy(self.path)

    def span(self, start: int, end: int) -> Span:
        """A range of the body as a range of the file."""
        return Span(self.body + start, self.body + end)

    @cached_property
    def targets(self) -> tuple[tuple[Linked, str, str], ...]:
        """Its links to what is on the site, each with the file and the anchor that it means; see `target_of`."""
        links = ((each, target_within(self, each.link.url)) for each in self.links)
        sources = ((each, source_within(self, each.link.url)) for each in self._sources() if _is_address(each.link.url))
        return tuple((each, *target) for each, target in (*links, *sources) if target)

    def _sources(self) -> Iterator[Linked]:
        """The sources of events, which may be documents: no links, but everybody could read their names."""
        for index, event in enumerate(self.post_mortem.timeline):
            if event.source:
                link = Link(event.source, 0, 0, image=False, alt="")
                yield Linked(("timeline", index, "source"), link, internal=event.internal)

    @cached_property
    def outside(self) -> Outside:
        """What rules across files see of it."""
        pm = self.post_mortem
        meant = pm.visibility is Visibility.PUBLIC
        own = self.outline.anchors | {followup.id for followup in pm.followup_list} | self._sections()
        names = {"services": pm.services, "tags": pm.tags}
        return Outside(
            self.path,
            pm.id,
            pm.related,
            pm.aliases,
            pm.public,
            meant,
            self.targets,
            tuple(sorted(own)),
            names,
            self._hidden() if meant else (),
            tuple(each for each in self._sources() if not each.internal) if meant else (),
            pm.title,
        )

    def _hidden(self) -> tuple[str, ...]:
        """What a link can point at that no public edition has."""
        pm = self.post_mortem
        marks = {
            "timeline": [each.internal for each in pm.timeline],
            "contributing-factors": [each.internal for each in pm.contributing_factors],
            "references": [each.internal for each in pm.references],
        }
        sections = (anchor for anchor, internal in marks.items() if internal and all(internal))
        gone = self.outline.anchors - self.left.anchors if self.left else ()
        return (*(each.id for each in pm.followup_list if each.internal), *sections, *sorted(gone))

    def _sections(self) -> set[str]:
        # What a legacy page has, only its reader knows.
        return {
            anchor
            for anchor, key in SECTION_KEYS.items()
            # That there are no follow-ups is said, too.
            if self.legacy or (value := getattr(self.post_mortem, key)) or (key == "followups" and value == ())
        }

    @property
    def anchors(self) -> frozenset[str]:
        """Everything on the page that a link can point at."""
        return self.outside.anchors


def target_within(subject: Subject, url: str) -> tuple[str, str] | None:
    """The file and the anchor that an address in a document means; see `target_of`.

    Returns:
        `None` for the address of another site; of its own, those count that begin with its `base_url`.
    """
    if is_relative(url):
        return target_of(subject.path, url)
    base = subject.policy.base_url
    page = below(base, url) if base else None
    if page is None:
        return None
    target, anchor = target_of("", page)
    return subject.folder.document_of(target), anchor


def _is_address(source: str) -> bool:
    """Whether the source of an event may be a page of the site, rather than some words."""
    return "//" in source or source.partition("#")[0].lower().endswith((".md", ".html", ".json"))


def source_within(subject: Subject, source: str) -> tuple[str, str] | None:
    """The file and the anchor that the source of an event means, which is no link and may name a page as a file."""
    found = target_within(subject, source)
    return (subject.folder.document_of(found[0]), found[1]) if found else None


def is_internal(post_mortem: PostMortem, at: Route) -> bool:
    """Whether a place of the front matter is in an event, a follow-up or the like that is internal."""
    value: object = post_mortem
    for step in at:
        if isinstance(value, tuple):
            value = value[step] if isinstance(step, int) and step < len(value) else None
        else:
            value = getattr(value, str(step), None)
        if getattr(value, "internal", False):
            return True
    return False


def resembling(word: str, words: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The one of some names that looks most like a mistyped one; unlike for `closest`, each sign of it counts.

    Args:
        cutoff: how like the two must be, up to 1.
    """
    if len(word) >= _LONGEST:
        return None
    import difflib  # only a mistake needs it

    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=cutoff)), None)
