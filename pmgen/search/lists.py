"""In which incidents each word is: lists of numbers, the oldest incident first."""

from __future__ import annotations

import contextlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Final

from pmgen.model import PostMortem
from pmgen.plan import Incident
from pmgen.search.coding import coded, decoded
from pmgen.search.terms import pieces, terms
from pmgen.search.texts import by_rank
from pmgen.values import Value

RANKS: Final = 4
"""How many kinds of places there are for a word; see `words_of`."""

_MOST: Final = 1 << 16
"""How many pieces to know; then one begins anew."""

_SOME: Final = 500
_FEW: Final = 64
"""How many incidents may have other words, so that lists are mended rather than made anew."""


class Lists(Value):
    """Every word and the incidents that have it.

    Args:
        owners: what the words of each incident are known by, the oldest first; empty where nobody knows.
        text: a line for each word, in the order of UTF-16: the word, a blank, and its lists. These have commas in
            between: of those that have the word in their text, in their causes, among their names, in their title;
            those at the end that are empty are left out.
        words: the name of each file of words.
        rows: of each file of what the list says of incidents, what its contents are known by (empty where nobody
            knows), and its name.
    """

    owners: tuple[str, ...]
    text: str
    words: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


class Former(Value):
    """What a former build has listed, with the configuration of this one.

    Args:
        words: the words that are known by something; `None` where they are forgotten.
        paths: the files of the site that it left, those of the search among them.
    """

    lists: Lists
    words: Callable[[str], tuple[str, ...] | None]
    paths: Collection[str] = ()


def words_of(post_mortem: PostMortem, body: str, path: str) -> tuple[str, ...]:
    """The words of one incident, those of each rank by themselves, with blanks in between; the title's come first.

    Args:
        body: the narrative as HTML.
        path: of the document, relative to the source folder.
    """
    return tuple(" ".join(sorted(_terms(text))) for text in by_rank(post_mortem, body, path))


class _Known(dict[bytes, tuple[str, ...]]):
    """What pieces are found by, since most of them are in many incidents."""

    def __missing__(self, piece: bytes) -> tuple[str, ...]:
        if len(self) >= _MOST:
            self.clear()
        found = self[piece] = tuple(terms(piece))
        return found


_known: Final = _Known()


def forget() -> None:
    """Give back the memory of what helps to find words in many documents, once they are all read."""
    _known.clear()


def _terms(text: str) -> set[str]:
    return set().union(*map(_known.__getitem__, pieces(text)))


def lists(incidents: Sequence[Incident], former: Former | None) -> tuple[tuple[str, ...], str]:
    """In which of some incidents, the oldest first, each word is: `owners` and `text` of `Lists`.

    Args:
        former: where only a few incidents have other words since, or are new, only their words are looked at.
    """
    owners = tuple(each.terms for each in incidents)
    text = None
    if former and all(owners):
        # What was written by somebody else may be anything.
        with contextlib.suppress(ValueError):
            text = _mended(incidents, owners, former)
    return owners, "".join(_anew(incidents)) if text is None else text


def _anew(incidents: Iterable[Incident]) -> Iterator[str]:
    """The lines of the words, some hundred at a time: all of them by themselves would fill the memory."""
    ranks: tuple[dict[str, array[int]], ...] = tuple(defaultdict(partial(array, "I")) for _ in range(RANKS))
    for number, incident in enumerate(incidents):
        for rank, text in zip(reversed(ranks), incident.account.words(), strict=True):
            for word in _split(text):
                rank[word].append(number)
    ordered = sorted(set().union(*ranks), key=_place)
    for start in range(0, len(ordered), _SOME):
        some = ordered[start : start + _SOME]
        yield "".join([f"{word} {_joined([rank.pop(word, ()) for rank in ranks])}\n" for word in some])


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
    return _with_changes(former.lists.text, differences)


def _with_changes(text: str, differences: Mapping[str, Sequence[tuple[int, int]]]) -> str:
    """The lines of the words, with some numbers more or less in the lists of some.

    Raises:
        ValueError: when these are no such lines.
    """
    pieces, done = [], 0
    for word in sorted(differences, key=_place):
        start, end = _line(text, word)
        found = _flipped(text[start + len(word) + 1 : end - 1] if start < end else "", differences[word])
        # What is in no incident any more goes, and what is new comes to its place.
        pieces += [text[done:start], f"{word} {found}\n" if found else ""]
        done = end
    return "".join([*pieces, text[done:]])


def _line(text: str, word: str) -> tuple[int, int]:
    """Where the line of a word begins and ends, its break included; where it would be, both are the same.

    To halve the text is a hundred times faster than to take it apart, word by word.
    """
    place = _place(word)
    first, last = 0, len(text)
    while first < last:
        middle = (first + last) // 2
        start = max(first, text.rfind("\n", first, middle) + 1)
        end = text.index("\n", middle) + 1
        here = text[start : text.index(" ", start, end)]
        if here == word:
            return start, end
        if _place(here) < place:
            first = end
        else:
            last = start
    return first, first


def _flipped(lists: str, flips: Iterable[tuple[int, int]]) -> str:
    """The lists of a word, with some numbers more or less."""
    try:
        ranks = [set(decoded(each)) for each in lists.split(",")]
    except KeyError as error:
        raise ValueError("no lists of numbers") from error
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
