"""The addresses in what a site has for programs: feeds in JSON, and the lists of all incidents and of their follow-ups.

These lists are large, and so taken to pieces where they are, not made values of. The JSON of an incident is not looked
into: it leads where its page does, and of what else is JSON on a site only the author knows.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping

LARGEST = 128 << 20
"""The most bytes of a list that is looked into: twice what that of the follow-ups of 50,000 incidents has."""

_FEED = re.compile(r"(?:feed|services/[^/]+)\.json")
_JSON_FEED = b'"https://jsonfeed.org/version/'
# What looks like one inside of a text has a backslash before its quotation marks.
_URL_IN_JSON = re.compile(rb'"url": ("(?:[^"\\]|\\.)*")')
_FOLD = re.compile(rb"\r\n[ \t]")
_URL_IN_CALENDAR = re.compile(rb"^URL:(.*?)\r?$", re.MULTILINE)


def of(path: str) -> Callable[[bytes], Iterator[str]] | None:
    """What takes the addresses out of a file by its path; `None` where it has none."""
    if path in _LISTS:
        return _LISTS[path]
    return _of_feed if _FEED.fullmatch(path) else None


def is_list(path: str) -> bool:
    """Whether a file is a list of all incidents, or of their follow-ups."""
    return path in _LISTS


def _of_feed(data: bytes) -> Iterator[str]:
    if _JSON_FEED not in data[:200]:  # an author may have put another file there
        return
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    for each in (feed, *(items if isinstance(items, list) else ())):
        held = [each.get(key) for key in ("home_page_url", "feed_url", "url")] if isinstance(each, dict) else ()
        yield from (address for address in held if isinstance(address, str))


def _of_json(data: bytes) -> Iterator[str]:
    for each in _URL_IN_JSON.findall(data):
        with contextlib.suppress(ValueError):
            yield json.loads(each)


def _of_csv(data: bytes) -> Iterator[str]:
    csv.field_size_limit(LARGEST)  # that of the whole process, in which nobody else reads any
    rows = csv.DictReader(io.TextIOWrapper(io.BytesIO(data), "utf-8", "replace", newline=""))
    with contextlib.suppress(csv.Error):
        yield from (row["url"] for row in rows if row.get("url"))


def _of_calendar(data: bytes) -> Iterator[str]:
    unfolded = _FOLD.sub(b"", data)
    return (each.decode("utf-8", "replace") for each in _URL_IN_CALENDAR.findall(unfolded))


_LISTS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "postmortems.json": _of_json,
    "followups.json": _of_json,
    "followups.csv": _of_csv,
    "followups.ics": _of_calendar,
}
