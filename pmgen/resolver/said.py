"""What commits say of follow-ups."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from typing import Final

from pmgen.model import Done
from pmgen.resolver.queue import Item
from pmgen.resolver.reverts import Told, standing
from pmgen.values import Value

RECORDED: Final = "docs: update post-mortem follow-up implementation"
"""How the commit begins by which a run writes down what became of follow-ups, with the post-mortems behind it."""

_TRAILERS = ("post-mortem", "closes")
_BETWEEN = re.compile(r"[\s,;]+|\band\b")
_NAME = re.compile(r"[\w./:-]*#[\w./:#-]*\d[\w./:#-]*|[#!]?\d+|[A-Z][A-Z0-9_]*-\d+|https?://\S*\d\S*")
"""What may name a follow-up or an issue; with any other word it is a sentence, which may say that nothing was done."""


class Said(Value):
    """What some commits say.

    Args:
        name: of a follow-up, be it that there is none, or of a post-mortem or an issue that they only mention.
        evidence: that it was done; `None` where it is only mentioned.
        commits: their hashes and subjects, oldest first.
    """

    name: str
    evidence: Done | None
    commits: tuple[tuple[str, str], ...]


def said_of(items: Iterable[Item], commits: Sequence[Told]) -> list[Said]:
    """What commits say, by follow-up, then what they mention.

    An issue of more than one follow-up names none of them.

    Args:
        commits: newest first, each before those that it comes from.
    """
    every = list(items)
    names = _names(every)
    ids = {each.post_mortem.id for each in every}
    closed: dict[str, list[Told]] = {}
    mentioned: dict[str, list[Told]] = {}
    for commit in standing(commits):
        done, others = _named(commit, names, ids)
        for name in done:
            closed.setdefault(name, []).append(commit)
        for name in others:
            mentioned.setdefault(name, []).append(commit)
    return [
        *(Said(name, _evidence(found), _listed(found)) for name, found in closed.items()),
        *(Said(id, None, _listed(found)) for id, found in mentioned.items()),
    ]


def _named(commit: Told, names: Mapping[str, set[str]], ids: Set[str]) -> tuple[list[str], list[str]]:
    """The follow-ups that a commit has done, and what else it names.

    Args:
        names: the follow-ups that a word may mean.
        ids: of the post-mortems.
    """
    sure, spoken = _words(commit.trailers, names.keys() | ids)
    done = {name for word in sure for name in names.get(word, ()) if len(names[word]) == 1}
    words = dict.fromkeys((*sure, *spoken))
    others = []
    for word in words:
        meant = names.get(word, {word} if "#" in word.strip("#") else set())
        if meant and not meant & done:
            others.append(word if len(meant) > 1 else min(meant))
    text = "" if commit.subject.startswith(RECORDED) else commit.message
    for id in sorted(ids):
        closes = any(name.startswith(f"{id}#") for name in done)
        if not closes and (id in words or f"[{id}]" in text):
            others.append(id)
    return sorted(done), others


def _names(items: Sequence[Item]) -> dict[str, set[str]]:
    """The full names of the follow-ups that a word may mean: one, or all that share an issue."""
    names: dict[str, set[str]] = {}
    for each in items:
        if issue := each.followup.issue:
            for word in {issue, issue.removeprefix("#")}:
                names.setdefault(word, set()).add(each.name)
    return names | {each.name: {each.name} for each in items}


def _words(trailers: Sequence[tuple[str, str]], names: Container[str]) -> tuple[list[str], list[str]]:
    """The names in trailers that hold nothing but names, and those in others."""
    sure: list[str] = []
    spoken: list[str] = []
    for key, text in trailers:
        if key in _TRAILERS:
            words = [each.removeprefix("#") for each in _BETWEEN.split(text) if each]
            (sure if all(each in names or _NAME.fullmatch(each) for each in words) else spoken).extend(words)
    return sure, spoken


def _evidence(commits: Sequence[Told]) -> Done:
    """The day of the last commit, and all of them."""
    return Done(max(each.date for each in commits), tuple(each.sha[:12] for each in reversed(commits)))


def _listed(commits: Sequence[Told]) -> tuple[tuple[str, str], ...]:
    return tuple((each.sha, each.subject) for each in reversed(commits))
