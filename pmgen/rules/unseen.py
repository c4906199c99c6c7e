"""What of a site no public edition has, beside the documents themselves."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from pmgen.addresses import by_likeness, is_legacy, slug, slugs, stem_of, unquoted
from pmgen.rules import mentions
from pmgen.rules.mentions import Names
from pmgen.rules.ordinary import has_year
from pmgen.rules.outside import Outside
from pmgen.rules.policy import Folder
from pmgen.rules.readings import folded
from pmgen.values import Value

_NO_NAMES: Final[Mapping[str, tuple[str, ...]]] = {"services": (), "tags": ()}

_CHOSEN: Final[Mapping[str, str]] = {"service": "services", "tag": "tags"}
"""The folders of the pages of what the search on the index can be asked for in its address."""
_ASKED: Final = re.compile("[?#&]")


class Unseen(Value):
    """What only the edition for those inside has.

    Args:
        paths: old addresses of documents, and of services and tags the folder and the name of the page; in small
            letters.
        names: of the documents, and their ids and titles.
    """

    paths: frozenset[str]
    names: Names

    def has(self, target: str) -> bool:
        """Whether a path is one of them, or that of a year or a feed of one; many a host leaves out its ending."""
        target = target.lower()
        folder, _, name = target.partition("/")
        spelled = (target, f"{target}.html", f"{folder}/{name.partition('/')[0].partition('.')[0]}")
        return not self.paths.isdisjoint(spelled)

    def is_asked_by(self, url: str) -> bool:
        """Whether the address of a page asks the search for a service or a tag that is one of them: `#tag=payroll`."""
        asked = (unquoted(each.replace("+", " ")).partition("=") for each in _ASKED.split(url)[1:])
        return any(f"{_CHOSEN[key]}/{slug(word)}" in self.paths for key, _, word in asked if key in _CHOSEN)


def unseen(seen: Iterable[Outside], services: Iterable[str] = ()) -> Unseen:
    """What no public edition has of the pages that documents have beside their own.

    Args:
        services: every name that a service goes by, where there is a catalogue.
    """
    shown: list[Outside] = []
    hidden: list[Outside] = []
    for each in seen:
        (shown if each.public and not is_legacy(each.path) else hidden).append(each)
    ids = {each.id for each in hidden}.difference(each.id for each in shown)
    taken = {name for each in shown for name in (each.id, stem_of(each.path))}
    things = {name for each in shown for name in chain(*each.names.values())}.union(services)
    paths = (each.path for each in hidden)
    names = mentions.names(paths, ids, _titles(hidden, shown), taken=taken, things=things)
    return Unseen(frozenset(_beside(hidden)).difference(_beside(shown)), names)


def drafts(seen: Iterable[Outside], folder: Folder) -> Iterator[Outside]:
    """The post-mortems among what is skipped in a source folder, of which nothing but their names is known.

    A template or a runbook is none: a name counts that says when it was, or lies where drafts do.

    Args:
        seen: the documents: one that is a later version of a draft may be called like it.
    """
    if not folder.skipped:
        return
    stems, nothing = {stem_of(each.path) for each in seen}, Names()
    for path in sorted(folder.skipped):
        stem = stem_of(path)
        if stem not in stems and nothing.is_telling(folded(stem)) and (has_year(stem) or "draft" in path.lower()):
            yield Outside(path, stem, (), (), public=False, meant=False, targets=(), own=(), names=_NO_NAMES)


def _titles(hidden: Iterable[Outside], shown: Iterable[Outside]) -> Iterator[str]:
    """The titles of documents, but for those with which the title of one begins that everybody may read."""
    public = sorted({folded(each.title) for each in shown})
    for title in {each.title for each in hidden}:
        small = folded(title)
        at = bisect_left(public, small)
        if at == len(public) or not _begins(public[at], small):
            yield title


def _begins(title: str, other: str) -> bool:
    """Whether a title begins with the words of another one."""
    return title.startswith(other) and not title[len(other) : len(other) + 1].isalnum()


def _beside(documents: Iterable[Outside]) -> Iterator[str]:
    found = [*documents]
    yield from (alias.lower() for each in found for alias in each.aliases)
    for key in ("services", "tags"):
        names = {name for each in found for name in each.names[key]}
        yield from (f"{key}/{slug}" for slug in slugs(by_likeness(names)).values())
