"""What commits say of follow-ups."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from pmgen.model import Done
from pmgen.resolver.queue import Item
from pmgen.values import Value

_Commit = tuple[str, dt.date, str, Sequence[tuple[str, str]]]
"""Its hash, its day, its message, and its trailers, the keys in lower case."""

_TRAILERS = ("post-mortem", "closes")
_BETWEEN = re.compile(r"[\s,;]+|\band\b")
_NAME = re.compile(r"[\w./:#-]*\d[\w./:#-]*")
"""What may name a follow-up or an issue; with any other word it is a sentence, which may say that nothing was done."""

_REVERTED = re.compile(r"^This reverts commit ([0-9a-f]{7,64})", re.MULTILINE)


class Said(Value):
    """What some commits say.

    Args:
        name: of a follow-up, be it that there is none, or of a post-mortem that they only mention.
        evidence: that it was done; `None` where it is only mentioned.
        commits: their hashes and subjects, oldest first.
    """

    name: str
    evidence: Done | None
    commits: tuple[tuple[str, str], ...]


def said_of(items: Iterable[Item], commits: Iterable[_Commit]) -> list[Said]:
    """What commits say, by follow-up, then what they mention.

    Args:
        commits: newest first.
    """
    every = list(items)
    names = {each.name: each.name for each in every}
    for each in every:
        if issue := each.followup.issue:
            names.setdefault(issue, each.name)
            names.setdefault(issue.removeprefix("#"), each.name)
    ids = {each.post_mortem.id for each in every}
    closed: dict[str, list[_Commit]] = {}
    mentioned: dict[str, list[_Commit]] = {}
    for commit in _standing(commits):
        sure, spoken = _words(commit[3])
        found = dict.fromkeys(name for word in sure if (name := names.get(word)))
        for name in found:
            closed.setdefault(name, []).append(commit)
        for word in (*sure, *spoken):
            if "#" in word.strip("#") and names.get(word) not in found:
                mentioned.setdefault(names.get(word, word), []).append(commit)
        for id in sorted(ids):
            if f"[{id}]" in commit[2] and not any(name.startswith(f"{id}#") for name in found):
                mentioned.setdefault(id, []).append(commit)
    return [
        *(Said(name, _evidence(found), _listed(found)) for name, found in closed.items()),
        *(Said(id, None, _listed(found)) for id, found in mentioned.items()),
    ]


def _standing(commits: Iterable[_Commit]) -> Iterator[_Commit]:
    """The commits, newest first, without those that another one took back, unless that was taken back in turn."""
    reverted: set[str] = set()
    for commit in commits:
        if not any(commit[0].startswith(sha) for sha in reverted):
            reverted.update(_REVERTED.findall(commit[2]))
            yield commit


def _words(trailers: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """The names in trailers that hold nothing but names, and those in others."""
    sure: list[str] = []
    spoken: list[str] = []
    for key, text in trailers:
        if key in _TRAILERS:
            words = [each.removeprefix("#") for each in _BETWEEN.split(text) if each]
            (sure if all(map(_NAME.fullmatch, words)) else spoken).extend(words)
    return sure, spoken


def _evidence(commits: Sequence[_Commit]) -> Done:
    """The day of the last commit, and all of them."""
    return Done(max(day for _, day, _, _ in commits), tuple(sha[:12] for sha, _, _, _ in reversed(commits)))


def _listed(commits: Sequence[_Commit]) -> tuple[tuple[str, str], ...]:
    return tuple((sha, message.strip().partition("\n")[0]) for sha, _, message, _ in reversed(commits))
