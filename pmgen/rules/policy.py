"""What rules are told besides a document: what a house has decided, and what else is in its folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from posixpath import splitext

from pmgen.addresses import stem_of
from pmgen.model import PostMortem
from pmgen.values import Value, field, replace

_ENDINGS = (".html", ".json", ".md")
"""Of what there is of a document: its page, its data, its source."""


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
        commit_url: that of a commit, with `{sha}` in it; likewise.
        source: the folder of the documents, relative to the root of the project.
        labels: what the levels are called, in their order.
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
    commit_url: str | None = None
    source: str = "postmortems"
    labels: tuple[str, ...] = ()

    @property
    def latest_day(self) -> dt.date:
        """The day that it is by now somewhere on earth, which is ahead of UTC."""
        return self.today + dt.timedelta(days=1) if self.today < dt.date.max else self.today

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
        skipped: every file that would be a post-mortem, were it not for its name or for `ignore` in the config.
        left_out: files that are not among these, and folders with all in them, whose paths end in `/`; each with why.
    """

    documents: frozenset[str]
    files: frozenset[str]
    skipped: frozenset[str] = frozenset()
    left_out: tuple[tuple[str, str], ...] = ()

    @cached_property
    def _reasons(self) -> Mapping[str, str]:
        return dict(self.left_out)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._reasons), default=0)

    def why_left_out(self, target: str) -> str | None:
        """Why a file is not among these; `None` where nothing is known of it."""
        # No folder is found behind the end of the longest path: an address may be of nothing but `/`.
        ends = (at + 1 for at, sign in enumerate(target[: self._longest]) if sign == "/")
        above = (self._reasons.get(target[:end]) for end in ends)
        return self._reasons.get(target) or next(filter(None, above), None)

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


def matches(text: str, patterns: Iterable[str]) -> bool:
    """Whether one of some patterns of a config means a text, in capitals or not."""
    return any(fnmatchcase(text.lower(), each.lower()) for each in patterns)
