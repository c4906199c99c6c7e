"""The pages of the site for search engines, https://www.sitemaps.org/protocol.html."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Final
from urllib.parse import quote

from pmgen.feeds.entries import updated
from pmgen.feeds.values import HOME, absolute, instant
from pmgen.feeds.xml import escape
from pmgen.plan import Incident, Page, SitePlan

MOST: Final = 50_000
"""How many addresses a sitemap may hold; where there are more, `sitemap.xml` lists several."""

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def paths(pages: Iterable[Page]) -> tuple[str, ...]:
    """The paths of the files, that with which a search engine begins first."""
    count = sum(map(_is_listed, pages))
    parts = range(1, -(-count // MOST) + 1) if count > MOST else ()
    return ("sitemap.xml", *(f"sitemap-{number}.xml" for number in parts))


def sitemaps(site: SitePlan, pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
    """Each file's path and what it holds: the pages that are one of their own, in their order.

    A page was changed when the last of the post-mortems that it is about was updated. Of others nothing is known,
    and nothing said. A `base_url` is needed: a sitemap has full addresses only.
    """
    first, *parts = paths(pages)
    lines = map(partial(_line, site=site), filter(_is_listed, pages))
    if not parts:
        yield first, _file("urlset", lines)
        return
    yield first, _file("sitemapindex", (f"  <sitemap>{_loc(path, site)}</sitemap>\n" for path in parts))
    for path in parts:
        yield path, _file("urlset", islice(lines, MOST))


def _file(element: str, lines: Iterable[str]) -> bytes:
    return f"{_HEAD}<{element} {_SCHEMA}>\n{''.join(lines)}</{element}>\n".encode()


def _is_listed(page: Page) -> bool:
    # What is about an incident and lies elsewhere only leads to its page.
    return page.path != "404.html" and (page.incident is None or page.path == f"{page.incident.stem}.html")


def _line(page: Page, site: SitePlan) -> str:
    changed = max(map(updated, _about(page, site)), default=None)
    when = f"<lastmod>{instant(changed)}</lastmod>" if changed else ""
    return f"  <url>{_loc(page.incident.url if page.incident else quote(page.path), site)}{when}</url>\n"


def _loc(address: str, site: SitePlan) -> str:
    return f"<loc>{escape(absolute(site, address) or address)}</loc>"


def _about(page: Page, site: SitePlan) -> Sequence[Incident]:
    if page.incident:
        return (page.incident,)
    if several := page.year or page.history:
        return several.incidents
    return site.incidents if page.path == HOME else ()
