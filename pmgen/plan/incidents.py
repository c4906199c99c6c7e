"""Incidents in order, beside their neighbours, and how they are related."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Sequence
from functools import cached_property
from urllib.parse import quote

from pmgen.addresses import is_plain, page_of, stem_of
from pmgen.measures import Figure
from pmgen.model import Followup, Relation, State, Status
from pmgen.plan.briefs import Account, Brief
from pmgen.values import Value

_MUTUAL = frozenset({Relation.SAME_CAUSE, Relation.SEE_ALSO})
"""Relations that say the same in both directions."""


class Change(Value):
    """A commit that changed a document."""

    sha: str
    date: dt.date
    subject: str


class Manuscript(Value, dict=True):
    """What the site plan is made of: one incident, in short.

    Args:
        source: path of the document from the project root.
        path: of the document, relative to the source folder.
        account: the rest of it.
        changes: what the repository knows of its document, newest first.
        cut: the clone is shallow, so that the oldest changes may be missing.
        facts: another one whenever its front matter says something else, or leads elsewhere; empty if nobody knows.
        terms: another one whenever the search finds it by other words; likewise.
        key: another one whenever anything of its document may be; likewise.
        legacy: its page is one of HTML, which stays as it stands.
    """

    source: str
    path: str
    brief: Brief
    account: Account
    changes: tuple[Change, ...] = ()
    cut: bool = False
    facts: str = ""
    terms: str = ""
    key: str = ""
    legacy: bool = False

    @cached_property
    def neighbour(self) -> Neighbour:
        """The incident, as far as a link to it needs; a preview asks for it after each save."""
        told = self.brief
        page = page_of(self.path)
        return Neighbour(told.id, told.title, page if is_plain(page) else quote(page), told.date, told.severity)


class Neighbour(Value):
    """Another incident, as far as a link to it needs."""

    id: str
    title: str
    url: str
    date: dt.date
    severity: str


class RelatedIncident(Value):
    """Another incident, and what it is to this one.

    Args:
        relation: as it was written, here or there.
        derived: it was written there; the words are to be read from the other end.
        incident: `None` where no post-mortem has this id.
    """

    id: str
    relation: Relation
    derived: bool
    incident: Neighbour | None


class Incident(Value):
    """One incident: what is told of it everywhere, and where its page finds the rest.

    Args:
        source: path of the document from the project root.
        path: of the document, relative to the source folder.
        stem: name of the page without its ending.
        url: address of the page from any other.
        previous: the next older incident.
        next: the next newer one.
        open: how many follow-ups are open; what a withdrawn post-mortem left open is no work.
        account, changes, cut, facts, terms, key, legacy: as in `Manuscript`.
    """

    source: str
    path: str
    stem: str
    url: str
    brief: Brief
    account: Account
    previous: Neighbour | None
    next: Neighbour | None
    related: tuple[RelatedIncident, ...]
    changes: tuple[Change, ...] = ()
    cut: bool = False
    facts: str = ""
    terms: str = ""
    key: str = ""
    legacy: bool = False
    open: int = 0

    @property
    def began(self) -> dt.datetime:
        """When the incident began, in UTC."""
        return self.brief.began

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the incident."""
        return self.brief.figures

    @property
    def state(self) -> State | None:
        """The state of the incident; nothing goes on because a withdrawn post-mortem says so."""
        stated = self.brief.state
        return None if stated is State.ONGOING and self.brief.status is Status.WITHDRAWN else stated

    @property
    def first_stem(self) -> str:
        """The name of its first page, which stays when its file is renamed and the old address becomes an alias."""
        pages = (posixpath.normpath(each) for each in self.brief.aliases if each.endswith(".html"))
        first = next(pages, None)
        return self.stem if first is None else first.removesuffix(".html")

    def place_of(self, followup: Followup) -> str:
        """The address of one of its follow-ups: its place on the page; a legacy page has none for it."""
        return self.url if self.legacy else f"{self.url}#{quote(followup.id)}"


def incidents(manuscripts: Iterable[Manuscript]) -> tuple[Incident, ...]:
    """Put incidents in order, newest first, beside their neighbours, and say how they are related."""
    ordered = sorted(manuscripts, key=lambda each: (each.brief.id, each.path))
    ordered.sort(key=lambda each: each.brief.began, reverse=True)
    cards = [each.neighbour for each in ordered]
    related = _related(ordered, cards)
    return tuple(
        _incident(
            manuscript,
            cards[index].url,
            previous=cards[index + 1] if index + 1 < len(cards) else None,
            next_=cards[index - 1] if index else None,
            related=related.get(manuscript.brief.id, ()),
        )
        for index, manuscript in enumerate(ordered)
    )


def _incident(
    manuscript: Manuscript,
    url: str,
    *,
    previous: Neighbour | None,
    next_: Neighbour | None,
    related: Sequence[RelatedIncident],
) -> Incident:
    return Incident(
        manuscript.source,
        manuscript.path,
        stem_of(manuscript.path),
        url,
        manuscript.brief,
        manuscript.account,
        previous,
        next_,
        tuple(related),
        manuscript.changes,
        manuscript.cut,
        manuscript.facts,
        manuscript.terms,
        manuscript.key,
        manuscript.legacy,
        0 if manuscript.brief.status is Status.WITHDRAWN else manuscript.brief.open,
    )


def _related(manuscripts: Sequence[Manuscript], cards: Sequence[Neighbour]) -> dict[str, list[RelatedIncident]]:
    """By id, what each incident is related to: what it says itself, then what others say of it, newest first."""
    found: dict[str, list[RelatedIncident]] = {}
    stated = [(each.brief.id, other) for each in manuscripts for other in each.brief.related]
    named = {id for own, other in stated for id in (own, other.id)}
    known = {each.id: each for each in reversed(cards) if each.id in named}
    for own, other in stated:
        if own != other.id:
            found.setdefault(own, []).append(RelatedIncident(other.id, other.as_, False, known.get(other.id)))
    for own, other in stated:
        if own != other.id and other.id in known:
            there = found.setdefault(other.id, [])
            if not any(_says_as_much(each, other.as_) for each in there if each.id == own):
                there.append(RelatedIncident(own, other.as_, True, known[own]))
    return found


def _says_as_much(stated: RelatedIncident, relation: Relation) -> bool:
    """Whether a relation that is shown already makes needless the one that the same other incident states."""
    repeated = stated.relation is relation and (stated.derived or relation in _MUTUAL)
    return repeated or relation is Relation.SEE_ALSO
