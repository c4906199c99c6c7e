"""What commits say of follow-ups."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from pmgen.model import Done
from pmgen.resolver.queue import Item
from pmgen.values import Value

_Commit = tuple[str, dt.date, str, Sequence[tuple[str, str]]]
"""Its hash, its day, its message, and its trailers, the keys in lower case."""

_TRAILERS = ("post-mortem", "closes")
_BETWEEN = re.compile(r"[\s,;]+")


class Said(Value):
    """What some commits say.

    Args:
        name: of a follow-up, or of a post-mortem that they only mention.
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
    for commit in commits:
        found = dict.fromkeys(name for word in _words(commit[3]) if (name := names.get(word)))
        for name in found:
            closed.setdefault(name, []).append(commit)
        for id in sorted(ids):
            if f"[{id}]" in commit[2] and not any(name.startswith(f"{id}#") for name in found):
                mentioned.setdefault(id, []).append(commit)
    return [
        *(Said(name, _evidence(found), _listed(found)) for name, found in closed.items()),
        *(Said(id, None, _listed(found)) for id, found in mentioned.items()),
    ]


def _words(trailers: Sequence[tuple[str, str]]) -> list[str]:
    texts = (value for key, value in trailers if key in _TRAILERS)
    return [word.removeprefix("#") if word.startswith("#") else word for text in texts for word in _BETWEEN.split(text)]


def _evidence(commits: Sequence[_Commit]) -> Done:
    """The day of the last commit, and all of them."""
    return Done(max(day for _, day, _, _ in commits), tuple(sha[:12] for sha, _, _, _ in reversed(commits)))


def _listed(commits: Sequence[_Commit]) -> tuple[tuple[str, str], ...]:
    return tuple((sha, message.strip().partition("\n")[0]) for sha, _, message, _ in reversed(commits))
