"""A feed as JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

from pmgen.feeds.entries import Entry, Feed
from pmgen.feeds.values import absolute, instant
from pmgen.json_text import json_text
from pmgen.plan import SitePlan


def json_feed(feed: Feed, site: SitePlan) -> bytes:
    """The whole file.

    JSON Feed does not say what a relative address would be relative to: where nobody said where the site will be, there
    are none, and no page leads readers to a feed that would lead them nowhere.
    """
    home = absolute(site, feed.home)
    return json_text(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            **({"home_page_url": home, "feed_url": absolute(site, f"{feed.stem}.json")} if home else {}),
            "authors": [{"name": feed.author}],
            "items": [_item(entry, site) for entry in feed.entries],
        }
    )


def _item(entry: Entry, site: SitePlan) -> dict[str, object]:
    url = absolute(site, entry.page)
    return {
        "id": entry.id,
        **({"url": url} if url else {}),
        "title": entry.title,
        # One of the two has to be there.
        **({"content_html": entry.content} if entry.content else {"content_text": entry.summary or entry.title}),
        **({"summary": entry.summary} if entry.summary else {}),
        "date_published": instant(entry.published),
        "date_modified": instant(entry.updated),
        "tags": list(dict.fromkeys((entry.severity, *entry.services, *entry.tags))),
    }
