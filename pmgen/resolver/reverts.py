"""Which commits still stand: those that no other has taken back."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

_NAMED = re.compile(
    r"\b(un-?revert|revert|re-?appl|re-?land|re-?instat)\w*:?\s+"
    r"(?:of\s+)?(?:commits?\s+)?((?:[0-9a-f]{7,64}\b(?:[\s,&]|and\s)*)+)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:,!?]|\n(?=\s*(?:\n|[-*•]\s|[A-Z]))")
_LOOK_BACK = 200
"""Characters before the word in which a clause begins, or has gone on for long enough."""
_DENIED = re.compile(
    r"(?:\b(?:not?|never|cannot|without|instead of|rather than)|n['’]t)"
    r"(?:\s+(?!(?:so|and|but|then)\b)[\w'-]+){0,3}\s*$"
    r"|\b(?:which|that)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What says at the end of a clause that nothing is reverted by what follows, or was by another commit."""
_UNDONE = re.compile(
    r"\b(?:un-?do\w*|undid|revert\w*|re-?appl\w*|re-?land\w*)\s+(?:(?:of|the|this|a)\s+)*$",
    re.IGNORECASE,
)
"""What says at the end of a clause that a revert is itself taken back."""
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
    again: set[str] = set()
    for place, each in enumerate(commits):
        if each.sha in reverted:
            continue
        found: list[str] = []
        mainline = _MAINLINE.findall(each.message)
        for word, back in _named(each.message):
            if back:
                again.update(*(_brought(commits, places, sha, mainline) for sha in beginning(known, word)))
            else:
                found += beginning(known, word)
        if not found and (quoted := _BY_SUBJECT.fullmatch(each.subject)):
            subject = quoted[2] if quoted[1] == "Revert" else f'Revert "{quoted[2]}"'
            found = [sha for sha in subjects.get(subject, ()) if places[sha] > place]
        for sha in found:
            reverted |= _brought(commits, places, sha, mainline) - again
        yield each


def _named(message: str) -> Iterator[tuple[str, bool]]:
    """The hashes that a message says it reverts, and whether it rather says that they are there again."""
    # Few messages have such a word, and the pattern looks for it at each letter.
    if not re.search("revert|appl|land|instat", message, re.IGNORECASE):
        return
    for found in _NAMED.finditer(message):
        start = found.start()
        before = _CLAUSE.split(message[max(0, start - _LOOK_BACK) : start + 1])[-1][:-1]
        if _DENIED.search(before):
            continue
        back = found[1].lower() != "revert" or bool(_UNDONE.search(before))
        yield from ((word.lower(), back) for word in _HASH.findall(found[2]))


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
