"""The events of a timeline as a list of days, each with its time as written and in UTC."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from pmgen import measures, times
from pmgen.model import Event, PostMortem
from pmgen.render import words
from pmgen.render.charts.axis import axis
from pmgen.render.charts.column import Column, stand
from pmgen.render.charts.drawing import Drawing, draw, milestones
from pmgen.render.charts.phases import Course, Edge, Phase, PhaseKind, as_drawn, course
from pmgen.render.prose import Linker, apart
from pmgen.render.templates import Markup
from pmgen.render.zone import zone_words
from pmgen.times import Moment, Precision
from pmgen.values import Value

Clock = Callable[[Moment, Moment | None], str]
"""What writes a time in few characters, seen after another one."""

_WIDEST = len("2026-10-25T02:45+02:00")
"""How many characters of a time have room beside its event, unless more is made."""

_SAYS_ABOUT = re.compile(r"[~≈]|^\s*(c\.|ca\b|about\b|around\b|approx|circa\b)", re.IGNORECASE)


class TimeShown(Value):
    """A time as written and in UTC.

    Args:
        iso: for machines, in UTC; empty for a time that is not known, or only by its distance from a day.
        utc: for people, in UTC; empty where what is written is UTC already.
        known: it says something of when it was.
    """

    written: str
    iso: str
    utc: str
    known: bool = True


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
    """The events of one day, by the clocks of the document and by those of UTC.

    Args:
        name: empty where it is that of the events before, or where the timeline has no days.
        utc: likewise; the same as `name` where there is nothing to switch between.
    """

    name: str
    utc: str
    events: tuple[EventShown, ...]


class PhaseShown(Value):
    """A phase in words; `kind` is for machines."""

    kind: str
    name: str
    length: str
    span: str


class TimelineShown(Value):
    """The timeline, drawn and in words.

    Args:
        zone: of the times as written, with its offset, or what they are counted from.
        switch: whether there is anything to switch between.
        left_out: how many events have no known time and are not drawn, in words; empty for none.
        wide: a time needs more room than most do.
    """

    drawing: Drawing | None
    column: Column | None
    phases: tuple[PhaseShown, ...]
    days: tuple[Day, ...]
    zone: str
    switch: bool
    left_out: str
    wide: bool


def timeline(pm: PostMortem, zone_name: str, link: Linker) -> TimelineShown | None:
    """The timeline of a post-mortem; None where it has no event.

    Args:
        zone_name: the zone of its times.
    """
    if not pm.timeline:
        return None
    tz = times.zone(zone_name) or dt.UTC
    drawn = as_drawn(pm.timeline)
    passed = Course((), (None,) * len(drawn)) if measures.PHASES in pm.untold else course(drawn)
    named = axis([event.at for event in drawn], tz, pm.date.year)
    labelled = milestones(drawn, named)
    days = _days(pm.timeline, passed.after, link)
    shown = [event for day in days for event in day.events]
    left_out = sum(event.at.instant is None for event in pm.timeline)
    windows = pm.impact.windows if pm.impact else ()
    return TimelineShown(
        draw(drawn, passed.phases, windows, labelled, named),
        stand(drawn, passed.phases, labelled),
        _phases(passed.phases, named.clock),
        days,
        zone_words(zone_name, pm.timeline),
        any(time.utc for event in shown for time in event.times),
        words.count(left_out, "event", "events") if left_out else "",
        any(len(time.written) > _WIDEST for event in shown for time in event.times),
    )


def written(moment: Moment) -> str:
    """A time as it was written, with `~` where it is approximate and does not say so itself."""
    return f"~{moment.text}" if moment.about and not _SAYS_ABOUT.search(moment.text) else moment.text


def time_shown(moment: Moment, day: dt.date | None) -> TimeShown:
    """A time in both ways.

    Args:
        day: the one, in UTC, under which it is shown, if any; a time in UTC names its own where it is another one.
    """
    instant = moment.instant
    if instant is None:
        return TimeShown(written(moment), "", "", False)
    if measures.is_distance(moment):
        zero = moment.written is not None and not moment.written.elapsed
        return TimeShown(written(moment), (moment.local or instant).date().isoformat() if zero else "", "")
    if moment.precision is Precision.DAY:
        return TimeShown(written(moment), (moment.local or instant).date().isoformat(), "")
    same = moment.zone == "UTC" and not moment.relative
    about = "~" if moment.about else ""
    date = "" if instant.date() == day else _date(instant, day) + " "
    seconds = moment.precision is Precision.SECOND or instant.second > 0
    utc = "" if same else f"{about}{date}{words.clock(instant, seconds=seconds)}"
    return TimeShown(written(moment), f"{instant.replace(microsecond=0, tzinfo=None).isoformat()}Z", utc)


def _date(instant: dt.datetime, beside: dt.date | None) -> str:
    """A day in few characters, with its year where that is not the one of the day beside it."""
    return words.day_month(instant) if not beside or beside.year == instant.year else words.short_date(instant)


def _days(timeline: Sequence[Event], after: Sequence[PhaseKind | None], link: Linker) -> tuple[Day, ...]:
    found: list[tuple[tuple[dt.date | None, dt.date | None], list[EventShown]]] = []
    relative = all(event.at.relative for event in timeline if event.at.instant)
    days: tuple[dt.date | None, dt.date | None] = (None, None)
    for index, event in enumerate(timeline, 1):
        if event.at.local and event.at.instant and not relative:
            hour_known = event.at.precision is not Precision.DAY
            days = event.at.local.date(), (event.at.instant if hour_known else event.at.local).date()
        if not found or found[-1][0] != days:
            found.append((days, []))
        found[-1][1].append(_event(event, index, days[1], after[index - 1], link))
    before = [(None, None), *(each for each, _ in found)]
    return tuple(
        Day(_heading(local, last[0]), _heading(utc, last[1]), tuple(events))
        for ((local, utc), events), last in zip(found, before, strict=False)
    )


def _heading(day: dt.date | None, before: dt.date | None) -> str:
    return words.full_date(day) if day and day != before else ""


def _event(event: Event, index: int, day: dt.date | None, phase: PhaseKind | None, link: Linker) -> EventShown:
    # A source is a link only if it says so itself; `pod age` could be a relative address.
    url = link(event.source) if event.source and "://" in event.source else None
    return EventShown(
        f"event.{index}",
        tuple(time_shown(each, day) for each in (event.at, event.until) if each),
        event.kind.value,
        words.kind(event.kind),
        event.kind.milestone,
        phase.value if phase else "",
        apart(event.event, link),
        event.source,
        url,
        event.internal,
    )


def _phases(found: Sequence[Phase], clock: Clock) -> tuple[PhaseShown, ...]:
    before = [None, *(each.end or each.start for each in found)]
    return tuple(_phase(each, edge, clock) for each, edge in zip(found, before, strict=False))


def _phase(phase: Phase, before: Edge | None, clock: Clock) -> PhaseShown:
    length = phase.length
    lasted = length.words if length else ""
    if phase.end and clock(phase.end.earliest, phase.start.latest) != clock(phase.end.earliest, phase.end.earliest):
        before = None  # where it ends on another day, the one on which it started is named again
    start, end = _edge(phase.start, before, clock), _edge(phase.end, phase.start, clock) if phase.end else ""
    if not phase.end:
        span = f"since {start}"
    elif phase.start.at and phase.end.at:
        span = f"{start} – {end}"
    else:
        span = f"from {start} until {end}"
    return PhaseShown(phase.kind.value, phase.kind.words, lasted, span)


def _edge(edge: Edge, before: Edge | None, clock: Clock) -> str:
    earliest = clock(edge.earliest, before.latest if before else None)
    return earliest if edge.at else f"some time between {earliest} and {clock(edge.latest, edge.earliest)}"
