"""In which incidents each word is: lists of numbers, the newest incident first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pmgen.model import PostMortem
from pmgen.plan import Incident, SitePlan
from pmgen.search.coding import coded
from pmgen.search.terms import pieces, terms
from pmgen.search.texts import by_rank


def words_of(post_mortem: PostMortem, body: str) -> tuple[str, ...]:
    """The words of one incident, those of each rank by themselves, with blanks in between.

    Args:
        body: the narrative as HTML.
    """
    return tuple(" ".join(sorted(_terms(text))) for text in by_rank(post_mortem, body))


def _terms(text: str) -> set[str]:
    return set().union(*map(_of_piece, pieces(text)))


@lru_cache(1 << 16)
def _of_piece(piece: bytes) -> tuple[str, ...]:
    return tuple(terms(piece))


def words(incidents: Sequence[Incident]) -> Iterator[tuple[str, str]]:
    """Each word, in the order of UTF-16, and in which incidents it is.

    Returns:
        With a word the numbers of the incidents by rank: those that have it in their text, those that have it in
        their causes, those of whose names it is part, and those of whose title; coded, with commas in between.
    """
    ranks: tuple[dict[str, list[int]], ...] = tuple(defaultdict(list) for _ in range(4))
    for number, incident in enumerate(incidents):
        for rank, text in zip(reversed(ranks), incident.account.words(), strict=True):
            for word in text.split(" ") if text else ():
                rank[word].append(number)
    for word in sorted(set().union(*ranks), key=lambda each: each.encode("utf-16-be", "surrogatepass")):
        yield word, ",".join([coded(rank[word]) if word in rank else "" for rank in ranks]).rstrip(",")


def choices(site: SitePlan) -> Mapping[str, Mapping[str, str]]:
    """What can be chosen to see only some incidents, and which incidents those are; coded."""
    found: dict[str, dict[str, list[int]]] = {}
    for number, incident in enumerate(site.incidents):
        for choice, value in _values(incident):
            found.setdefault(choice, {}).setdefault(value, []).append(number)
    return {choice: {value: coded(found[choice][value]) for value in sorted(found[choice])} for choice in sorted(found)}


def _values(incident: Incident) -> Iterator[tuple[str, str]]:
    told = incident.brief
    yield "severity", told.severity
    yield "year", str(told.date.year)
    if incident.state:
        yield "state", incident.state
    if incident.open:
        yield "followups", "open"
    yield from (("service", each) for each in dict.fromkeys(told.services))
    yield from (("tag", each) for each in dict.fromkeys(told.tags))
