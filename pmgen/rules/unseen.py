"""What of a site no public edition has, beside the documents themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmgen.addresses import is_legacy, slugs
from pmgen.rules import mentions
from pmgen.rules.mentions import Names
from pmgen.rules.outside import Outside
from pmgen.values import Value


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


def unseen(seen: Iterable[Outside]) -> Unseen:
    """What no public edition has of the pages that documents have beside their own."""
    shown: list[Outside] = []
    hidden: list[Outside] = []
    for each in seen:
        (shown if each.public and not is_legacy(each.path) else hidden).append(each)
    ids = {each.id for each in hidden}.difference(each.id for each in shown)
    titles = {each.title for each in hidden}.difference(each.title for each in shown)
    names = mentions.names((each.path for each in hidden), ids, titles)
    return Unseen(frozenset(_beside(hidden)).difference(_beside(shown)), names)


def _beside(documents: Iterable[Outside]) -> Iterator[str]:
    found = [*documents]
    yield from (alias.lower() for each in found for alias in each.aliases)
    for key in ("services", "tags"):
        yield from (f"{key}/{slug}" for slug in slugs(name for each in found for name in each.names[key]).values())
