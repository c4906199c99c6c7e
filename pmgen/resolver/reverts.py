"""Which commits still stand: those that no other has taken back."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

_REVERTED = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\brevert\w*:?\s+"
    r"(?:of\s+)?(?:commits?\s+)?((?:[0-9a-f]{7,64}\b(?:[\s,&]|and\s)*)+)",
    re.IGNORECASE,
)
_HASH = re.compile(r"[0-9a-f]{7,64}", re.IGNORECASE)
_MAINLINE = re.compile(r"reversing\s+changes\s+made\s+to\s+([0-9a-f]{7,64})")
_BY_SUBJECT = re.compile(r'(Revert|Reapply) "(.+)"(?: \(#\d+\))?')


class Told(Protocol):
    """A commit, as far as it can say something."""

    @property
    def sha(self) -> str:
        """Its whole hash."""

    @property
    def date(self) -> dt.date:
        """Its day."""

    @property
    def subject(self) -> str:
        """The first line of its message."""

    @property
    def message(self) -> str:
        """All of it."""

    @property
    def trailers(self) -> Sequence[tuple[str, str]]:
        """The lines `Key: value` at its end, the keys in lower case."""

    @property
    def parents(self) -> Sequence[str]:
        """The whole hashes of those before it."""


def standing(commits: Sequence[Told]) -> Iterator[Told]:
    """The commits without those that another one took back, unless that was taken back in turn.

    Where a merge was taken back, all that it brought was. A commit that names none of the history (it was rebased, or
    names a merge request) takes back those whose subject it quotes.

    Args:
        commits: newest first, each before those that it comes from.
    """
    places = {each.sha: place for place, each in enumerate(commits)}
    known = sorted(places)
    subjects: dict[str, list[str]] = {}
    for each in commits:
        subjects.setdefault(each.subject, []).append(each.sha)
    reverted: set[str] = set()
    for place, each in enumerate(commits):
        if each.sha in reverted:
            continue
        found = [sha for word in _named(each.message) for sha in beginning(known, word)]
        if not found and (quoted := _BY_SUBJECT.fullmatch(each.subject)):
            subject = quoted[2] if quoted[1] == "Revert" else f'Revert "{quoted[2]}"'
            found = [sha for sha in subjects.get(subject, ()) if places[sha] > place]
        for sha in found:
            reverted |= _brought(commits, places, sha, _MAINLINE.findall(each.message))
        yield each


def _named(message: str) -> Iterator[str]:
    # Few messages have the word, and the pattern looks for it at each letter.
    spoken = _REVERTED.findall(message) if "revert" in message.lower() else ()
    return (word.lower() for found in spoken for word in _HASH.findall(found))


def beginning(known: Sequence[str], word: str) -> Sequence[str]:
    """The hashes that begin with some digits.

    Args:
        known: in their order.
    """
    start = bisect_left(known, word)
    return known[start : bisect_left(known, word + "g", lo=start)]


def _brought(commits: Sequence[Told], places: Mapping[str, int], sha: str, mainline: Sequence[str]) -> set[str]:
    """A commit, and if it is a merge all that came with it.

    Args:
        mainline: the beginnings of hashes, among which may be the one of the parent that was there before.
    """
    parents = commits[places[sha]].parents
    if len(parents) < 2:
        return {sha}
    kept = next((each for each in parents if each.startswith(tuple(mainline))), parents[0])
    return _history(commits, places, [sha]) - _history(commits, places, [kept])


def _history(commits: Sequence[Told], places: Mapping[str, int], shas: Iterable[str]) -> set[str]:
    """Some commits, and all that they come from."""
    found: set[str] = set()
    left = list(shas)
    while left:
        sha = left.pop()
        if sha in places and sha not in found:  # a shallow clone knows hashes of what it does not have
            found.add(sha)
            left.extend(commits[places[sha]].parents)
    return found
