"""In which incidents each word is: lists of numbers, the newest incident first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pmgen.plan import Incident, SitePlan
from pmgen.search.coding import coded
from pmgen.search.terms import pieces, terms
from pmgen.search.texts import by_rank

_Lists = Mapping[bytes, Sequence[int]]


def words(incidents: Sequence[Incident]) -> Iterator[tuple[str, str]]:
    """Each word, in the order of UTF-16, and in which incidents it is.

    Returns:
        With a word the numbers of the incidents by rank: those that have it in their text, those that have it in
        their causes, those of whose names it is part, and those of whose title; coded, with commas in between.
    """
    ranks = [_by_term(rank) for rank in _by_piece(incidents)]
    for word in sorted(set().union(*ranks), key=lambda each: each.encode("utf-16-be", "surrogatepass")):
        yield word, ",".join([_coded(rank[word]) if word in rank else "" for rank in ranks]).rstrip(",")


def _coded(lists: Sequence[Sequence[int]]) -> str:
    return coded(lists[0] if len(lists) == 1 else sorted(set().union(*lists)))


def _by_piece(incidents: Sequence[Incident]) -> tuple[_Lists, ...]:
    """In which incidents each piece of text is, by rank."""
    ranks: tuple[dict[bytes, list[int]], ...] = tuple(defaultdict(list) for _ in range(4))
    for number, incident in enumerate(incidents):
        for rank, text in zip(reversed(ranks), by_rank(incident), strict=True):
            for piece in pieces(text):
                rank[piece].append(number)
    return ranks


def _by_term(rank: _Lists) -> Mapping[str, Sequence[Sequence[int]]]:
    """The lists of all pieces that a word is found in."""
    found: dict[str, list[Sequence[int]]] = defaultdict(list)
    for piece, numbers in rank.items():
        for term in terms(piece):
            found[term].append(numbers)
    return found


def choices(site: SitePlan) -> Mapping[str, Mapping[str, str]]:
    """What can be chosen to see only some incidents, and which incidents those are; coded."""
    found: dict[str, dict[str, list[int]]] = {}
    for number, incident in enumerate(site.incidents):
        for choice, value in _values(incident):
            found.setdefault(choice, {}).setdefault(value, []).append(number)
    return {choice: {value: coded(found[choice][value]) for value in sorted(found[choice])} for choice in sorted(found)}


def _values(incident: Incident) -> Iterator[tuple[str, str]]:
    pm = incident.post_mortem
    yield "severity", pm.severity
    yield "year", str(pm.date.year)
    if incident.state:
        yield "state", incident.state
    if any(each.open for each in pm.followup_list):
        yield "followups", "open"
    yield from (("service", each) for each in dict.fromkeys(pm.services))
    yield from (("tag", each) for each in dict.fromkeys(pm.tags))
