"""The open follow-ups with a day when they are due, as a calendar to subscribe to: iCalendar, RFC 5545.

Each is an event of that whole day. A task (`VTODO`) would say more, but Google Calendar, Outlook and the calendars of
phones leave tasks out of what they are subscribed to; and both would be two of each in those that do not.

What a calendar knows an event by is made of the name of the first page, as are the ids of the feeds: the id of a
post-mortem may follow from its date, and who puts that right would have each follow-up twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from pmgen.feeds.entries import updated
from pmgen.feeds.followups import Listed
from pmgen.feeds.values import instant, readable
from pmgen.model import Status
from pmgen.plan import SitePlan

_LONGEST: Final = 75
"""Octets of a line, without its end."""

_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_SPECIAL: Final = re.compile(r"[\\;,]")

# A calendar holds at least one component, and one without events still has to be there for those who subscribed.
_NOTHING: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def followups_ics(followups: Iterable[Listed], site: SitePlan) -> bytes:
    """The whole file, by the day when they are due; those of withdrawn post-mortems are left out."""
    shown = [(each.due, each) for each in followups if each.due and _is_shown(each)]
    shown.sort(key=lambda each: each[0])
    name = _text(f"{site.title} · follow-ups")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pmgen//pmgen//EN", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{name}", f"X-WR-CALNAME:{name}"]
    lines += [line for _, each in shown for line in _event(each, site)] or _NOTHING
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _is_shown(listed: Listed) -> bool:
    return listed.followup.open and listed.incident.brief.status is not Status.WITHDRAWN


def _event(listed: Listed, site: SitePlan) -> Iterator[str]:
    told, followup = listed.incident.brief, listed.followup
    priority = f"{followup.priority} · " if followup.priority else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{quote(listed.incident.first_stem, safe='')}#{_text(followup.id)}@pmgen"
    yield f"DTSTAMP:{_digits(instant(updated(listed.incident)))}"
    yield f"DTSTART;VALUE=DATE:{_digits(str(listed.due))}"
    yield f"SUMMARY:{_text(priority + listed.action)}"
    yield f"DESCRIPTION:{_text(_description(listed, site))}"
    if told.services:
        yield f"CATEGORIES:{','.join(_categories(told.services))}"
    if site.base_url:
        yield f"URL:{listed.url}"
    # The day stays free for meetings.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _categories(services: Iterable[str]) -> Iterable[str]:
    """The services, each once: to a calendar, capitals make no other category."""
    named: dict[str, str] = {}
    for each in map(_text, services):
        named.setdefault(each.casefold(), each)
    return named.values()


def _description(listed: Listed, site: SitePlan) -> str:
    told, followup = listed.incident.brief, listed.followup
    facts = (("Owner", followup.owner), ("Type", followup.type), ("Status", followup.status.value))
    named = [f"{label}: {value}" for label, value in facts if value]
    # Not every calendar shows `URL`.
    where = [listed.url] if site.base_url else []
    return "\n".join((listed.id, f"{told.severity} · {told.title}", *named, *where))


def _digits(written: str) -> str:
    """A day or an instant without its dashes and colons."""
    return written.replace("-", "").replace(":", "")


def _text(value: str) -> str:
    """A value of the type TEXT; whatever a reader may take for the end of a line is escaped as one."""
    return _BREAK.sub(r"\\n", _SPECIAL.sub(r"\\\g<0>", readable(value)))


def _folded(line: str) -> bytes:
    """A line as lines of at most 75 octets, all but the first with a blank in front; no character is cut."""
    octets, parts, start = line.encode(), [], 0
    room = _LONGEST
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[start:end])
        start, room = end, _LONGEST - 1
    return b"\r\n ".join((*parts, octets[start:]))
