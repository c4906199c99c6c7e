"""Incidents in order, beside their neighbours, and how they are related."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from urllib.parse import quote

from pmgen import measures
from pmgen.addresses import page_of, stem_of
from pmgen.markdown import Heading
from pmgen.measures import Figure
from pmgen.model import Followup, PostMortem, Relation, State
from pmgen.values import Value

_MUTUAL = frozenset({Relation.SAME_CAUSE, Relation.SEE_ALSO})
"""Relations that say the same in both directions."""


class Change(Value):
    """A commit that changed a document."""

    sha: str
    date: dt.date
    subject: str


class Manuscript(Value, dict=True):
    """What the page of one incident is made of, and what follows from that alone, worked out once.

    Args:
        source: path of the document from the project root.
        path: of the document, relative to the source folder.
        body: the narrative as safe HTML; empty if there is none.
        headings: those of the body, in order.
        changes: what the repository knows of its document, newest first.
        cut: the clone is shallow, so that the oldest changes may be missing.
        words: what the search finds it by, from what says most about it to what says least; `None` if nobody has
            looked yet.
        key: another one whenever anything else here may be; empty if nobody knows.
        legacy: its page is one of HTML, which stays as it stands.
    """

    source: str
    path: str
    post_mortem: PostMortem
    body: str
    headings: tuple[Heading, ...]
    changes: tuple[Change, ...] = ()
    cut: bool = False
    words: tuple[str, ...] | None = None
    key: str = ""
    legacy: bool = False

    @cached_property
    def stem(self) -> str:
        """Name of the page without its ending."""
        return stem_of(self.path)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the incident."""
        return measures.figures(self.post_mortem)

    @cached_property
    def state(self) -> State | None:
        """The state of the incident."""
        return measures.state(self.post_mortem)

    @cached_property
    def open(self) -> int:
        """How many follow-ups are open."""
        return sum(each.open for each in self.post_mortem.followup_list)

    @cached_property
    def neighbour(self) -> Neighbour:
        """The incident, as far as a link to it needs."""
        pm = self.post_mortem
        return Neighbour(pm.id, pm.title, quote(page_of(self.path)), pm.date, pm.severity)


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
    """One incident and everything that its page says.

    Args:
        source: path of the document from the project root.
        path: of the document, relative to the source folder.
        stem: name of the page without its ending.
        url: address of the page from any other.
        began: when the incident began, in UTC.
        previous: the next older incident.
        next: the next newer one.
        changes: what the repository knows of its document, newest first.
        cut: the clone is shallow, so that the oldest changes may be missing.
        words: as in `Manuscript`.
        key: as in `Manuscript`: of the document alone.
        legacy: as in `Manuscript`.
        open: how many follow-ups are open.
    """

    source: str
    path: str
    stem: str
    url: str
    post_mortem: PostMortem
    body: str
    headings: tuple[Heading, ...]
    began: dt.datetime
    figures: tuple[Figure, ...]
    state: State | None
    previous: Neighbour | None
    next: Neighbour | None
    related: tuple[RelatedIncident, ...]
    changes: tuple[Change, ...] = ()
    cut: bool = False
    words: tuple[str, ...] | None = None
    key: str = ""
    legacy: bool = False
    open: int = 0

    def place_of(self, followup: Followup) -> str:
        """The address of one of its follow-ups: its place on the page; a legacy page has none for it."""
        return self.url if self.legacy else f"{self.url}#{quote(followup.id)}"


def incidents(manuscripts: Iterable[Manuscript], timezone: str) -> tuple[Incident, ...]:
    """Put post-mortems in order, newest first, beside their neighbours, and say how they are related.

    Args:
        timezone: the zone of times that name none.
    """
    began = [(measures.began(each.post_mortem, timezone), each) for each in manuscripts]
    began.sort(key=lambda each: (each[1].post_mortem.id, each[1].path))
    began.sort(key=lambda each: each[0], reverse=True)
    related = _related([each for _, each in began])
    cards = [each.neighbour for _, each in began]
    return tuple(
        _incident(
            manuscript,
            instant,
            previous=cards[index + 1] if index + 1 < len(cards) else None,
            next_=cards[index - 1] if index else None,
            related=related.get(manuscript.post_mortem.id, ()),
        )
        for index, (instant, manuscript) in enumerate(began)
    )


def _incident(
    manuscript: Manuscript,
    began: dt.datetime,
    *,
    previous: Neighbour | None,
    next_: Neighbour | None,
    related: Sequence[RelatedIncident],
) -> Incident:
    return Incident(
        manuscript.source,
        manuscript.path,
        manuscript.stem,
        manuscript.neighbour.url,
        manuscript.post_mortem,
        manuscript.body,
        manuscript.headings,
        began,
        manuscript.figures,
        manuscript.state,
        previous,
        next_,
        tuple(related),
        manuscript.changes,
        manuscript.cut,
        manuscript.words,
        manuscript.key,
        manuscript.legacy,
        manuscript.open,
    )


def _related(manuscripts: Sequence[Manuscript]) -> dict[str, list[RelatedIncident]]:
    """By id, what each incident is related to: what it says itself, then what others say of it, newest first."""
    found: dict[str, list[RelatedIncident]] = {}
    stated = [(each.post_mortem.id, other) for each in manuscripts for other in each.post_mortem.related]
    named = {id for own, other in stated for id in (own, other.id)}
    known = {id: each.neighbour for each in reversed(manuscripts) if (id := each.post_mortem.id) in named}
    for own, other in stated:
        if own != other.id:
            found.setdefault(own, []).append(RelatedIncident(other.id, other.as_, False, known.get(other.id)))
    for own, other in stated:
        if own != other.id and other.id in known:
            back = RelatedIncident(own, other.as_, True, known[own])
            if not any(_says_as_much(each, back) for each in found.get(other.id, ())):
                found.setdefault(other.id, []).append(back)
    return found


def _says_as_much(stated: RelatedIncident, back: RelatedIncident) -> bool:
    """Whether a relation that is shown already makes a derived one needless."""
    if stated.id != back.id:
        return False
    repeated = stated.relation is back.relation and (stated.derived or back.relation in _MUTUAL)
    return repeated or back.relation is Relation.SEE_ALSO
