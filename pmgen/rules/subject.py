"""What rules look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from posixpath import splitext

from pmgen import markdown
from pmgen.addresses import below, is_legacy, is_relative, stem_of, target_of
from pmgen.diagnostics import Quote, Route
from pmgen.markdown import Hidden, Link, Outline
from pmgen.model import PostMortem, Related, Visibility
from pmgen.source import Span
from pmgen.values import Value, field, replace

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

_ENDINGS = (".html", ".json", ".md")
"""Of what there is of a document: its page, its data, its source."""

_LONGEST = 200
"""Characters of a name for which it is worth guessing what was meant: a guess takes a while."""


class Policy(Value):
    """What a house has decided, as far as rules ask for it.

    Args:
        severities: the names of the levels, worst first.
        timezone: the zone of times that say none.
        safe_types: the types of follow-up that a program may do.
        due_days: days from an incident until a follow-up is due, by priority.
        services: every name that a service goes by, to its own name; empty where there is no catalogue.
        raw_html: whether HTML in Markdown is HTML, or text.
        today: the day on which this is asked.
        allowed_secrets: patterns of what looks like a credential and is none.
        allowed_addresses: patterns of private addresses and internal hosts that a public document may name.
        allowed_people: likewise of persons, mail addresses and telephone numbers.
        internal_hosts: patterns of host names that are internal.
        public_people: whether a public edition names authors, owners and those who did something.
        base_url: the address of the site's index; `None` if nobody said.
    """

    severities: tuple[str, ...] = ("SEV1", "SEV2", "SEV3", "SEV4")
    timezone: str = "UTC"
    safe_types: tuple[str, ...] = ("Alert", "Config", "Monitor")
    due_days: Mapping[str, int] = field(default_factory=lambda: {"P0": 7, "P1": 30, "P2": 90, "P3": 180})
    services: Mapping[str, str] = field(default_factory=dict)
    raw_html: bool = True
    today: dt.date = dt.date.max
    allowed_secrets: tuple[str, ...] = ()
    allowed_addresses: tuple[str, ...] = ()
    allowed_people: tuple[str, ...] = ()
    internal_hosts: tuple[str, ...] = ()
    public_people: bool = False
    base_url: str | None = None

    def as_catalogued(self, post_mortem: PostMortem) -> PostMortem:
        """A post-mortem whose services are called as in the catalogue: whoever looks for one finds all of it."""
        names = self.services
        if not names:
            return post_mortem

        def called(services: Iterable[str]) -> tuple[str, ...]:
            return tuple(names.get(each.casefold(), each) for each in services)

        impact = post_mortem.impact
        if impact and impact.windows:
            windows = tuple(replace(each, services=called(each.services)) for each in impact.windows)
            impact = replace(impact, windows=windows)
        return replace(post_mortem, services=called(post_mortem.services), impact=impact)


class Folder(Value, dict=True):
    """The names in a source folder, relative to it.

    Args:
        documents: every file that is a post-mortem.
        files: every file.
    """

    documents: frozenset[str]
    files: frozenset[str]

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """Every document, by what its page is called in small letters, without an ending."""
        return {stem_of(each).lower(): each for each in self.documents}

    def document_of(self, target: str) -> str:
        """The document of a page, which many a host has without its ending, or of its data; else the file itself."""
        if target in self.files:
            return target
        stem, ending = splitext(target.lower())
        return self.pages.get(stem if ending in _ENDINGS else stem + ending, target)


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


class Fragment(Value):
    """A Markdown text of the front matter that may hold more than words; offsets of the outline count in it."""

    at: Route
    text: str
    outline: Outline

    @property
    def one_line(self) -> bool:
        """Whether a page shows it as one line, which has no headings, lists or tables."""
        return self.at[0] != "summary" and self.at[-1] not in ("description", "details", "reason")


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

    @property
    def anchors(self) -> frozenset[str]:
        """Everything on the page that a link can point at."""
        return PAGE_ANCHORS.difference(SECTION_KEYS).union(self.own)


class Corpus(Value):
    """All post-mortems of a source folder; those that cannot be read are missing."""

    subjects: tuple[Outside, ...]
    unreadable: frozenset[str] = frozenset()


def shortened(text: str) -> str:
    """A text that a message quotes, in 60 characters at most."""
    return text if len(text) <= 60 else text[:59] + "…"


def resembling(word: str, words: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The one of some names that looks most like a mistyped one; unlike for `closest`, each sign of it counts.

    Args:
        cutoff: how like the two must be, up to 1.
    """
    if len(word) >= _LONGEST:
        return None
    import difflib  # only a mistake needs it

    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=cutoff)), None)


def matches(text: str, patterns: Iterable[str]) -> bool:
    """Whether one of some patterns of a config means a text, in capitals or not."""
    return any(fnmatchcase(text.lower(), each.lower()) for each in patterns)
