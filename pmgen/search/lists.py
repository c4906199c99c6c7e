"""In which incidents each word is: lists of numbers, the oldest incident first."""

from __future__ import annotations

import contextlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, zip_longest
from typing import Final

from pmgen.model import PostMortem
from pmgen.plan import Incident
from pmgen.search.coding import coded, decoded
from pmgen.search.terms import pieces, terms
from pmgen.search.texts import by_rank
from pmgen.values import Value

RANKS: Final = 4
"""How many kinds of places there are for a word; see `words_of`."""

_SOME: Final = 500
_FEW: Final = 64
"""How many incidents may have other words, so that lists are mended rather than made anew."""


class Lists(Value):
    """Every word and the incidents that have it.

    Args:
        owners: what the words of each incident are known by, the oldest first; empty where nobody knows.
        text: the words in the order of UTF-16, each followed by its lists, with a blank between any two. The lists
            have commas in between: of those that have the word in their text, in their causes, among their names, in
            their title; those at the end that are empty are left out.
    """

    owners: tuple[str, ...]
    text: str


class Former(Value):
    """What a former build has listed.

    Args:
        words: the words that are known by something; `None` where they are forgotten.
    """

    lists: Lists
    words: Callable[[str], tuple[str, ...] | None]


def words_of(post_mortem: PostMortem, body: str) -> tuple[str, ...]:
    """The words of one incident, those of each rank by themselves, with blanks in between; the title's come first.

    Args:
        body: the narrative as HTML.
    """
    return tuple(" ".join(sorted(_terms(text))) for text in by_rank(post_mortem, body))


def _terms(text: str) -> set[str]:
    return set().union(*map(_of_piece, pieces(text)))


@lru_cache(1 << 16)
def _of_piece(piece: bytes) -> tuple[str, ...]:
    return tuple(terms(piece))


def lists(incidents: Sequence[Incident], former: Former | None) -> Lists:
    """In which of some incidents, the oldest first, each word is.

    Args:
        former: where only a few incidents have other words since, or are new, only their words are looked at.
    """
    owners = tuple(each.terms for each in incidents)
    text = None
    if former and all(owners):
        # What was written by somebody else may be anything.
        with contextlib.suppress(KeyError, ValueError):
            text = _mended(incidents, owners, former)
    return Lists(owners, " ".join(_anew(incidents)) if text is None else text)


def _anew(incidents: Iterable[Incident]) -> Iterator[str]:
    """Words, each followed by its lists, some hundred at a time: all of them by themselves would fill the memory."""
    ranks: tuple[dict[str, array[int]], ...] = tuple(defaultdict(partial(array, "I")) for _ in range(RANKS))
    for number, incident in enumerate(incidents):
        for rank, text in zip(reversed(ranks), incident.account.words(), strict=True):
            for word in _split(text):
                rank[word].append(number)
    ordered = sorted(set().union(*ranks), key=_place)
    for start in range(0, len(ordered), _SOME):
        some = ordered[start : start + _SOME]
        yield " ".join([f"{word} {_joined([rank.pop(word, ()) for rank in ranks])}" for word in some])


def _mended(incidents: Sequence[Incident], owners: Sequence[str], former: Former) -> str | None:
    """What was listed, with what is different; `None` where all of it has to be made anew."""
    known = former.lists.owners
    pairs = enumerate(zip_longest(known, owners))
    changed = [(number, old) for number, (old, new) in pairs if old != new]
    if len(owners) < len(known) or len(changed) > _FEW:
        return None
    differences: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, old in changed:
        before = former.words(old) if old else ("",) * RANKS
        if before is None:
            return None
        for rank, (was, now) in enumerate(zip(before, incidents[number].account.words(), strict=True)):
            for word in set(_split(was)) ^ set(_split(now)):
                differences[word].append((RANKS - 1 - rank, number))
    entries = _split(former.lists.text)
    words, listed = entries[::2], entries[1::2]
    if len(words) != len(listed):
        return None
    for word, flips in differences.items():
        place = bisect_left(words, _place(word), key=_place)
        known_already = place < len(words) and words[place] == word
        found = _flipped(listed[place] if known_already else "", flips)
        # What is in no incident any more goes, and what is new comes to its place.
        words[place : place + known_already] = [word] if found else []
        listed[place : place + known_already] = [found] if found else []
    return " ".join(chain.from_iterable(zip(words, listed, strict=True)))


def _flipped(lists: str, flips: Iterable[tuple[int, int]]) -> str:
    """The lists of a word, with some numbers more or less."""
    ranks = [set(decoded(each)) for each in lists.split(",")]
    ranks += [set() for _ in range(RANKS - len(ranks))]
    for rank, number in flips:
        ranks[rank] ^= {number}
    return _joined([sorted(each) for each in ranks])


def _joined(ranks: Iterable[Sequence[int]]) -> str:
    return ",".join([coded(each) if each else "" for each in ranks]).rstrip(",")


def _split(text: str) -> list[str]:
    return text.split(" ") if text else []


def _place(word: str) -> bytes:
    return word.encode("utf-16-be", "surrogatepass")
