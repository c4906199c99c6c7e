"""The site plan for readers, calendars, spreadsheets and search engines.

| path | what |
|---|---|
| `feed.xml`, `feed.json` | the post-mortems that were updated last |
| `services/<slug>.xml`, `services/<slug>.json` | those of a service |
| `sitemap.xml` | the pages; only with a `base_url` |
| `followups.ics` | open follow-ups on the day when they are due |
| `followups.csv`, `followups.json` | all follow-ups |
| `followups.prom` | open follow-ups, counted for a textfile collector |

Nothing here depends on the clock: a time is always one that a document tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.feeds.atom import atom
from pmgen.feeds.entries import feeds
from pmgen.feeds.followups import columns, followups
from pmgen.feeds.followups_csv import followups_csv
from pmgen.feeds.followups_ics import followups_ics
from pmgen.feeds.followups_json import followups_json
from pmgen.feeds.followups_prom import followups_prom
from pmgen.feeds.json_feed import json_feed
from pmgen.feeds.sitemap import sitemap
from pmgen.plan import SitePlan, pages

__all__ = ["files", "paths"]


def paths(site: SitePlan) -> tuple[str, ...]:
    """The paths of all files, relative to the folder of the site, in the order of `files`."""
    stems = ("feed", *(each.path.removesuffix(".html") for each in site.by_service))
    found = [f"{stem}{ending}" for stem in stems for ending in (".xml", ".json")]
    found += ["sitemap.xml"] if site.base_url else []
    return (*found, "followups.ics", "followups.csv", "followups.json", "followups.prom")


def files(site: SitePlan) -> Iterator[tuple[str, bytes]]:
    """Each file's path, relative to the folder of the site, and what it holds."""
    for feed in feeds(site):
        yield f"{feed.stem}.xml", atom(feed, site)
        yield f"{feed.stem}.json", json_feed(feed, site)
    if site.base_url:
        yield "sitemap.xml", sitemap(site, pages(site))
    listed = followups(site)
    yield "followups.ics", followups_ics(listed, site)
    rows = [columns(each) for each in listed]
    yield "followups.csv", followups_csv(rows)
    yield "followups.json", followups_json(rows)
    yield "followups.prom", followups_prom(site)
