"""Which files of a site may have changed: each has a key of all that it is made of."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Iterator

from pmgen import feeds
from pmgen.plan import Incident, SitePlan
from pmgen.values import encoded

_OF_ALL = ("postmortems.json", "followups.html", "insights.html")
"""What tells of all incidents, by their front matter."""

_OF_NONE = ("schema.json", "definitions.html", "404.html")
"""What tells of none."""


def keys(site: SitePlan, identity: bytes, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Files of the site, each with a key that is another one whenever anything may be that the file says.

    What is said of many incidents is said by their front matter: of a body only its own page and the search know. What
    is not in the key of the index is which file the search loads first.

    Args:
        identity: of all that is no document.
        paths: of all files that are made.
    """
    services, tags = site.service_paths, site.tag_paths

    def said(incidents: Iterable[Incident], *others: object) -> bytes:
        return key_of(identity, [each.facts for each in incidents], others)

    for each in site.incidents:
        told = each.brief
        pages = [*map(services.__getitem__, told.services)], [*map(tags.__getitem__, told.tags)]
        near = each.began, each.previous, each.next, each.related, each.changes, each.cut, pages
        key = key_of(identity, each.facts, near)
        yield f"{each.stem}.json", key
        for alias in told.aliases:
            yield posixpath.normpath(alias), said([each])
        if each.key and not each.legacy:
            yield f"{each.stem}.html", key + bytes.fromhex(each.key)
    whole = said(site.incidents)
    yield from ((path, key_of(whole, path)) for path in (*_OF_ALL, *feeds.of_all(site)))
    yield from ((path, key_of(identity, path)) for path in paths if path in _OF_NONE or path.startswith("assets/"))
    yield "index.html", key_of(whole, "index.html")
    yield from _keys_of_feeds(site, said)
    numbers = [(each.year, len(each.incidents)) for each in site.years]
    for place, year in enumerate(site.years):
        yield year.path, said(year.incidents, year.year, numbers[max(0, place - 1) : place + 2])
    for histories in (site.by_service, site.by_tag):
        names = [(each.name, each.path) for each in histories]
        for history in histories:
            key = said(history.incidents, history.folder, history.name, names)
            yield history.path, key
            yield from ((history.path_of(year), key_of(key, year.year)) for year in history.older)


def _keys_of_feeds(site: SitePlan, said: Callable[..., bytes]) -> Iterator[tuple[str, bytes]]:
    found = [(feeds.WHOLE, said(feeds.held(site.incidents), feeds.WHOLE))]
    found += [(each.path.removesuffix(".html"), said(each.incidents, each.path, each.name)) for each in site.by_service]
    yield from ((f"{stem}{ending}", key) for stem, key in found for ending in feeds.FEEDS)


def key_of(*parts: object) -> bytes:
    """A key that is another one whenever one of these is."""
    return hashlib.sha256(encoded(parts)).digest()
