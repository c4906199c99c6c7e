"""The pages of the site for search engines, https://www.sitemaps.org/protocol.html."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from pmgen.feeds.entries import updated
from pmgen.feeds.values import HOME, absolute, instant
from pmgen.feeds.xml import escape
from pmgen.plan import Incident, Page, SitePlan

_MOST: Final = 50_000
"""How many addresses a sitemap may hold."""


def sitemap(site: SitePlan, pages: Iterable[Page]) -> bytes:
    """The whole file: each page that is one of its own, in their order.

    A page was changed when the last of the post-mortems that it is about was updated. Of others nothing is known,
    and nothing said. A `base_url` is needed: a sitemap has full addresses only.
    """
    known = (line for page in pages if (line := _line(page, site)))
    lines = (line for _, line in zip(range(_MOST), known, strict=False))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + "".join(lines) + "</urlset>\n").encode()


def _line(page: Page, site: SitePlan) -> str:
    address = page.incident.url if page.incident else quote(page.path)
    # What is about an incident and lies elsewhere only leads to its page.
    if page.path == "404.html" or (page.incident and page.path != f"{page.incident.stem}.html"):
        return ""
    changed = max(map(updated, _about(page, site)), default=None)
    when = f"<lastmod>{instant(changed)}</lastmod>" if changed else ""
    return f"  <url><loc>{escape(absolute(site, address) or address)}</loc>{when}</url>\n"


def _about(page: Page, site: SitePlan) -> Sequence[Incident]:
    if page.incident:
        return (page.incident,)
    if several := page.year or page.history:
        return several.incidents
    return site.incidents if page.path == HOME else ()
