"""The site plan as feeds: which there are, and what is in each, for Atom and JSON Feed alike.

Drafts are in no feed: a reader keeps what it has once seen, and a draft is written while facts are missing. A
post-mortem in review or withdrawn says so in its title.

The ids are URNs made of the name of the first page, and of nothing that may change: neither the title, nor the id that
follows from a date while nobody writes one, nor the address of the site. So nobody sees anything anew when a date is
put right, a file is renamed whose old address becomes an alias, `base_url` is set, or the site moves. No two
post-mortems have the same id, as no page and no alias has the name of another. Two sites may hold the same ids; readers
keep the entries of each feed apart, and one that did not would miss some. It is the lesser evil.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from pmgen.feeds import prose
from pmgen.feeds.values import HOME, absolute, readable
from pmgen.model import Status
from pmgen.plan import Incident, SitePlan
from pmgen.values import Value

WHOLE: Final = "feed"
"""The stem of the feed of all post-mortems."""

LIMIT: Final = 100
"""How many entries a feed has at most: those that were updated last."""

URN: Final = "urn:pmgen:"
"""What ids begin with."""

NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries was updated."""

_LATER: Final = {Status.PUBLISHED: dt.timedelta(seconds=1), Status.WITHDRAWN: dt.timedelta(seconds=2)}
"""How much later a post-mortem counts as updated for each status after the first that a feed shows."""

_LAST: Final = dt.datetime.max.replace(microsecond=0, tzinfo=dt.UTC) - max(_LATER.values())
"""The last instant to which that can be added."""

_MARKS: Final = {Status.REVIEW: "In review · ", Status.WITHDRAWN: "Withdrawn · "}


class Entry(Value):
    """A post-mortem in a feed.

    Args:
        page: its address, relative to the folder of the site.
        published: when the incident began.
        summary: plain words on one line; may be empty.
        content: safe HTML without relative addresses; may be empty.
    """

    id: str
    page: str
    title: str
    published: dt.datetime
    updated: dt.datetime
    summary: str
    content: str
    severity: str
    services: tuple[str, ...]
    tags: tuple[str, ...]


class Feed(Value):
    """A list of post-mortems, the one that was updated last first.

    Args:
        stem: path of its files without their endings, relative to the folder of the site.
        home: the page with the same incidents, likewise.
        author: who publishes it.
    """

    id: str
    stem: str
    title: str
    home: str
    author: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> dt.datetime:
        """When the last of its entries was updated."""
        return max((entry.updated for entry in self.entries), default=NEVER)


def feeds(site: SitePlan, wanted: Container[str] | None = None) -> Iterator[Feed]:
    """The feed of all post-mortems, then that of each service.

    Args:
        wanted: the stems of those that are; `None` for all.
    """
    documents = frozenset(each.path for each in site.incidents)
    made: dict[str, Entry] = {}

    def entries(incidents: Sequence[Incident]) -> tuple[Entry, ...]:
        newest = held(incidents)
        for each in newest:
            if each.path not in made:
                made[each.path] = _entry(each, site, documents)
        return tuple(made[each.path] for each in newest)

    author = readable(site.title)
    if wanted is None or WHOLE in wanted:
        yield Feed(f"{URN}feed", WHOLE, author, HOME, author, entries(site.incidents))
    for each in site.by_service:
        stem = each.path.removesuffix(".html")
        if wanted is None or stem in wanted:
            name = readable(each.name)
            id_, title = f"{URN}service:{quote(name, safe='')}", f"{author} · {name}"
            yield Feed(id_, stem, title, each.path, author, entries(each.incidents))


def updated(incident: Incident) -> dt.datetime:
    """When a post-mortem last said something new: the midnight, in UTC, of its last revision.

    Without a revision, or with none since, it is when the incident began. No document tells when it was published or
    withdrawn, and readers show anew only what was updated since: so a second is added for each. That a follow-up was
    done is not told by a feed, and so does not count.
    """
    told = incident.brief
    began, day = incident.began, told.revised
    since = max(dt.datetime.combine(day, dt.time(), dt.UTC), began) if day else began
    return min(since, _LAST) + _LATER.get(told.status, dt.timedelta())


def address(site: SitePlan, feed: Feed, target: str) -> str:
    """The address of a file of the site in a feed.

    Without a `base_url` it is relative to the feed itself: `xml:base` is what fewer readers know.
    """
    return absolute(site, target) or "../" * feed.stem.count("/") + target


def held(incidents: Iterable[Incident]) -> list[Incident]:
    """Those of some incidents that their feed holds, in its order."""
    shown = [each for each in incidents if each.brief.status is not Status.DRAFT]
    shown.sort(key=lambda each: (each.brief.id, each.path))
    return sorted(shown, key=updated, reverse=True)[:LIMIT]


def _entry(incident: Incident, site: SitePlan, documents: frozenset[str]) -> Entry:
    told = incident.brief
    return Entry(
        URN + quote(incident.first_stem, safe=""),
        incident.url,
        _title(incident),
        incident.began,
        updated(incident),
        prose.summary(told),
        prose.content(incident, site, documents),
        readable(told.severity),
        tuple(dict.fromkeys(map(readable, told.services))),
        tuple(dict.fromkeys(map(readable, told.tags))),
    )


def _title(incident: Incident) -> str:
    told = incident.brief
    legacy = "Legacy page · " if incident.legacy else ""
    return readable(f"{legacy}{_MARKS.get(told.status, '')}{told.severity} · {told.title}")
