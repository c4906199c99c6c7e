"""A feed as Atom, RFC 4287."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.feeds.entries import URN, Entry, Feed, address
from pmgen.feeds.values import instant
from pmgen.feeds.xml import escape, quoteattr
from pmgen.plan import SitePlan


def atom(feed: Feed, site: SitePlan) -> bytes:
    """The whole file.

    Its author is the site, never a person. Links are relative to the file where nobody said where the site will be;
    the link to the feed itself is then left out.
    """
    return ("\n".join(_lines(feed, site)) + "\n").encode()


def _lines(feed: Feed, site: SitePlan) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"  <id>{escape(feed.id)}</id>"
    yield f"  <title>{escape(feed.title)}</title>"
    yield f"  <updated>{instant(feed.updated)}</updated>"
    yield f"  <author><name>{escape(feed.author)}</name></author>"
    yield "  <generator>pmgen</generator>"
    yield f'  <link rel="alternate" type="text/html" href={quoteattr(address(site, feed, feed.home))}/>'
    if site.base_url:
        own = quoteattr(address(site, feed, f"{feed.stem}.xml"))
        yield f'  <link rel="self" type="application/atom+xml" href={own}/>'
    for entry in feed.entries:
        yield from _entry(entry, quoteattr(address(site, feed, entry.page)))
    yield "</feed>"


def _entry(entry: Entry, link: str) -> Iterator[str]:
    yield "  <entry>"
    yield f"    <id>{escape(entry.id)}</id>"
    yield f"    <title>{escape(entry.title)}</title>"
    yield f'    <link rel="alternate" type="text/html" href={link}/>'
    yield f"    <published>{instant(entry.published)}</published>"
    yield f"    <updated>{instant(entry.updated)}</updated>"
    for scheme, terms in (("severity", (entry.severity,)), ("service", entry.services), ("tag", entry.tags)):
        for term in terms:
            yield f'    <category term={quoteattr(term)} scheme="{URN}{scheme}"/>'
    if entry.summary:
        yield f"    <summary>{escape(entry.summary)}</summary>"
    if entry.content:
        yield f'    <content type="html">{escape(entry.content)}</content>'
    yield "  </entry>"
