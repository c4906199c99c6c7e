"""The site plan for readers, calendars, spreadsheets and search engines.

| path | what |
|---|---|
| `feed.xml`, `feed.json` | the post-mortems that were updated last |
| `services/<slug>.xml`, `services/<slug>.json` | those of a service |
| `sitemap.xml` | the pages, or the parts that list them (`sitemap-1.xml`); only with a `base_url` |
| `followups.ics` | open follow-ups on the day when they are due |
| `followups.csv`, `followups.json` | all follow-ups |
| `followups.prom` | open follow-ups, counted for a textfile collector |

Nothing here depends on the clock: a time is always one that a document tells, to the second or two by which feeds put
one status after another.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from pmgen.feeds.entries import WHOLE, feeds, held
from pmgen.feeds.followups import columns, followups
from pmgen.feeds.followups_csv import followups_csv
from pmgen.feeds.followups_ics import followups_ics
from pmgen.feeds.followups_json import followups_json
from pmgen.feeds.followups_prom import followups_prom
from pmgen.feeds.json_feed import json_feed
from pmgen.plan import SitePlan, pages

__all__ = ["FEEDS", "WHOLE", "files", "held", "of_all", "paths"]

FEEDS = (".xml", ".json")
"""The endings of the files of a feed."""

_FOLLOWUPS = ("followups.ics", "followups.csv", "followups.json", "followups.prom")


def of_all(site: SitePlan) -> tuple[str, ...]:
    """The paths of the files that are no feed: each tells of all incidents."""
    if not site.base_url:
        return _FOLLOWUPS
    from pmgen.feeds import sitemap  # as in `files`

    return (*sitemap.paths(pages(site)), *_FOLLOWUPS)


def paths(site: SitePlan) -> tuple[str, ...]:
    """The paths of all files, relative to the folder of the site, in the order of `files`."""
    found = (f"{stem}{ending}" for stem in _stems(site) for ending in FEEDS)
    return (*found, *of_all(site))


def _stems(site: SitePlan) -> Iterator[str]:
    yield WHOLE
    yield from (each.path.removesuffix(".html") for each in site.by_service)


def files(site: SitePlan, wanted: Container[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Each file's path, relative to the folder of the site, and what it holds.

    Args:
        wanted: the paths of those that are needed, of which feeds that are not are left out; `None` for all.
    """
    # A build after a change of a body needs neither, and what the standard library has for XML is slow to import.
    from pmgen.feeds.atom import atom
    from pmgen.feeds.sitemap import sitemaps

    stems = (
        None if wanted is None else {stem for stem in _stems(site) if any(f"{stem}{each}" in wanted for each in FEEDS)}
    )
    for feed in feeds(site, stems):
        yield f"{feed.stem}.xml", atom(feed, site)
        yield f"{feed.stem}.json", json_feed(feed, site)
    if site.base_url:
        yield from sitemaps(site, pages(site))
    if wanted is not None and not any(path in wanted for path in _FOLLOWUPS):
        return
    listed = followups(site)
    yield "followups.ics", followups_ics(listed, site)
    yield "followups.csv", followups_csv(map(columns, listed))
    yield "followups.json", followups_json(map(columns, listed))
    yield "followups.prom", followups_prom(site)
