"""The events of a timeline as a list of days, each with its time as written and in UTC."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from pmgen import times
from pmgen.model import Event, PostMortem
from pmgen.render import words
from pmgen.render.axis import axis
from pmgen.render.column import Column, stand
from pmgen.render.drawing import Drawing, draw
from pmgen.render.phases import Edge, Phase, PhaseKind, course
from pmgen.render.prose import Linker, inline
from pmgen.render.templates import Markup
from pmgen.times import Moment, Precision
from pmgen.values import Value

Clock = Callable[[Moment, Moment | None], str]
"""What writes a time in few characters, seen after another one."""

_SAYS_ABOUT = re.compile(r"[~≈]|^\s*(c\.|ca\b|about\b|around\b|approx|circa\b)", re.IGNORECASE)


class TimeShown(Value):
    """A time as written and in UTC.

    Args:
        iso: for machines, in UTC; empty for an unknown time.
        utc: for people, in UTC; empty where what is written is UTC already.
        zone: where it is not that of the document; empty otherwise.
    """

    written: str
    iso: str
    utc: str
    zone: str


class EventShown(Value):
    """An event.

    Args:
        times: when it happened, or from when to when.
        phase: what the incident was from then on; empty for none of the phases.
    """

    anchor: str
    times: tuple[TimeShown, ...]
    kind: str
    label: str
    milestone: bool
    phase: str
    text: Markup | None
    source: str | None
    source_url: str | None
    internal: bool = False


class Day(Value):
    """The events of one day; `name` is empty where the timeline has no days."""

    name: str
    events: tuple[EventShown, ...]


class PhaseShown(Value):
    """A phase in words."""

    kind: str
    length: str
    span: str


class TimelineShown(Value):
    """The timeline, drawn and in words.

    Args:
        zone: of the times as written, with its offset.
        switch: whether there is anything to switch between.
        left_out: how many events have no known time and are not drawn, in words; empty for none.
    """

    drawing: Drawing | None
    column: Column | None
    phases: tuple[PhaseShown, ...]
    days: tuple[Day, ...]
    zone: str
    switch: bool
    left_out: str


def timeline(pm: PostMortem, zone_name: str, link: Linker) -> TimelineShown | None:
    """The timeline of a post-mortem; None where it has no event.

    Args:
        zone_name: the zone of its times.
    """
    if not pm.timeline:
        return None
    tz = times.zone(zone_name) or dt.UTC
    passed = course(pm.timeline)
    named = axis([event.at for event in pm.timeline], tz)
    days = _days(pm.timeline, passed.after, zone_name, link)
    shown = [event for day in days for event in day.events]
    placed = next((event.at.instant for event in pm.timeline if event.at.instant), None)
    left_out = sum(event.at.instant is None for event in pm.timeline)
    windows = pm.impact.windows if pm.impact else ()
    return TimelineShown(
        draw(pm.timeline, passed.phases, windows, named),
        stand(pm.timeline, passed.phases, named),
        _phases(passed.phases, named.clock),
        days,
        zone_words(zone_name, placed),
        any(time.utc for event in shown for time in event.times),
        words.count(left_out, "event", "events") if left_out else "",
    )


def zone_words(zone_name: str, instant: dt.datetime | None) -> str:
    """A zone and how far it is ahead of UTC: `Europe/Sofia, UTC+03:00`."""
    tz = times.zone(zone_name) or dt.UTC
    ahead = instant.astimezone(tz).utcoffset() if instant else None
    if tz is dt.UTC or ahead is None:
        return zone_name if tz is not dt.UTC else "UTC"
    minutes = abs(ahead) // dt.timedelta(minutes=1)
    return f"{zone_name}, UTC{'−' if ahead < dt.timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}"


def written(moment: Moment) -> str:
    """A time as it was written, with `~` where it is approximate and does not say so itself."""
    return f"~{moment.text}" if moment.about and not _SAYS_ABOUT.search(moment.text) else moment.text


def time_shown(moment: Moment, zone_name: str, day: dt.date | None = None) -> TimeShown:
    """A time in both ways.

    Args:
        zone_name: the zone of the document.
        day: the one under which it is shown; a time in UTC names its own where it is another one.
    """
    instant = moment.instant
    if instant is None:
        return TimeShown(written(moment), "", "", "")
    zone = "" if moment.zone == zone_name or moment.relative else moment.zone
    if moment.precision is Precision.DAY and not moment.relative:
        return TimeShown(written(moment), (moment.local or instant).date().isoformat(), "", zone)
    form = "%H:%M:%S" if moment.precision is Precision.SECOND or instant.second else "%H:%M"
    same = moment.zone == "UTC" and not moment.relative
    about = "~" if moment.about else ""
    date = "" if instant.date() == day else words.day_month(instant) + " "
    utc = "" if same else f"{about}{date}{instant.strftime(form)}"
    return TimeShown(written(moment), f"{instant.replace(microsecond=0, tzinfo=None).isoformat()}Z", utc, zone)


def _days(
    timeline: Sequence[Event], after: Sequence[PhaseKind | None], zone_name: str, link: Linker
) -> tuple[Day, ...]:
    found: list[tuple[dt.date | None, list[EventShown]]] = []
    relative = all(event.at.relative for event in timeline if event.at.instant)
    day: dt.date | None = None
    for index, event in enumerate(timeline, 1):
        if event.at.local and not relative:
            day = event.at.local.date()
        if not found or found[-1][0] != day:
            found.append((day, []))
        found[-1][1].append(_event(event, index, zone_name, day, after[index - 1], link))
    return tuple(Day(words.full_date(day) if day else "", tuple(events)) for day, events in found)


def _event(
    event: Event, index: int, zone_name: str, day: dt.date | None, phase: PhaseKind | None, link: Linker
) -> EventShown:
    # A source is a link only if it says so itself; `pod age` could be a relative address.
    url = link(event.source) if event.source and "://" in event.source else None
    return EventShown(
        f"event.{index}",
        tuple(time_shown(each, zone_name, day) for each in (event.at, event.until) if each),
        event.kind.value,
        words.kind(event.kind),
        event.kind.milestone,
        phase.value if phase else "",
        inline(event.event),
        event.source,
        url,
        event.internal,
    )


def _phases(found: Sequence[Phase], clock: Clock) -> tuple[PhaseShown, ...]:
    before = [None, *(each.end or each.start for each in found)]
    return tuple(_phase(each, edge, clock) for each, edge in zip(found, before, strict=False))


def _phase(phase: Phase, before: Edge | None, clock: Clock) -> PhaseShown:
    length = phase.length
    lasted = f"{'~' if length.about else ''}{times.spell(length.length)}" if length else ""
    start, end = _edge(phase.start, before, clock), _edge(phase.end, phase.start, clock) if phase.end else ""
    if not phase.end:
        span = f"since {start}"
    elif phase.start.at and phase.end.at:
        span = f"{start} – {end}"
    else:
        span = f"from {start} until {end}"
    return PhaseShown(phase.kind.value, lasted, span)


def _edge(edge: Edge, before: Edge | None, clock: Clock) -> str:
    earliest = clock(edge.earliest, before.latest if before else None)
    return earliest if edge.at else f"some time between {earliest} and {clock(edge.latest, edge.earliest)}"
