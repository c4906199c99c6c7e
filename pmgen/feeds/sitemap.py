"""The pages of the site for search engines, https://www.sitemaps.org/protocol.html."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from pmgen.feeds.entries import updated
from pmgen.feeds.values import HOME, absolute, instant
from pmgen.plan import Page, SitePlan, pages

_MOST: Final = 50_000
"""How many addresses a sitemap may hold."""


def sitemap(site: SitePlan) -> bytes:
    """The whole file: every page at its own address, in the order of the plan.

    An incident's page was changed when its post-mortem was updated, the index with the last of them. Of other pages
    nothing is known, and nothing said. A `base_url` is needed: a sitemap has full addresses only.
    """
    known = (line for page in pages(site) if (line := _line(page, site)))
    lines = (line for _, line in zip(range(_MOST), known, strict=False))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + "".join(lines) + "</urlset>\n").encode()


def _line(page: Page, site: SitePlan) -> str:
    address = page.incident.url if page.incident else quote(page.path)
    # What is about an incident and lies elsewhere only leads to its page.
    if page.path == "404.html" or (page.incident and page.path != f"{page.incident.stem}.html"):
        return ""
    changed = "".join(f"<lastmod>{each}</lastmod>" for each in _changed(page, site))
    return f"  <url><loc>{escape(absolute(site, address) or address)}</loc>{changed}</url>\n"


def _changed(page: Page, site: SitePlan) -> Iterator[str]:
    if page.incident:
        yield instant(updated(page.incident))
    elif page.path == HOME and site.incidents:
        yield instant(max(map(updated, site.incidents)))
