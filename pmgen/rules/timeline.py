"""PM3xx: the timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, Route, rule
from pmgen.model import Event, Kind, PostMortem
from pmgen.rules.subject import Subject
from pmgen.times import Clock, Moment, Written, distance, in_full, parse, place, readings

_FARTHEST = dt.timedelta(days=366)
_NIGHT = dt.timedelta(hours=8)
"""By how much a clock goes back at least over midnight; what goes back by less has changed places more likely."""


# Who writes `~14:00` rounds to the half hour at the worst: an hour is twice that. A wrong day or half of the day is
# never within it.
_ABOUT = dt.timedelta(hours=1)


def surely_before(one: Moment, other: Moment) -> bool:
    """Whether a moment is before another however the written precision is read, and however far `about` may be off."""
    length = distance(one, other)
    if length is None:
        return False
    # Two times that count from the same moment are as exact to each other as they are written.
    relative = one.relative and other.relative
    first, second = ((each.written or each) if relative else each for each in (one, other))
    return length >= first.precision.unit + slack(first) + slack(second)


def is_comparable(moment: Moment) -> bool:
    """Whether it can be before or after another: two of `T+…` can even where nobody knows what they count from."""
    return moment.instant is not None or moment.relative


def slack(time: Moment | Written) -> dt.timedelta:
    """How far off a time may be, to either side: nothing unless it is approximate."""
    return max(_ABOUT, time.precision.unit) if time.about else dt.timedelta(0)


def _moments(post_mortem: PostMortem) -> Iterator[tuple[Route, Event, str, Moment]]:
    for index, event in enumerate(post_mortem.timeline):
        yield ("timeline", index, "at"), event, "at", event.at
        if event.until is not None:
            yield ("timeline", index, "until"), event, "until", event.until


@rule("PM301", "events-out-of-order", Level.WARNING)
def out_of_order(subject: Subject) -> Iterator[Problem]:
    """An event stands below one that happened later.

    Most often midnight has passed and the day is not written: a time without a day is on the day of the event above it.
    An approximate time may be an hour off, one that is written to the day a day.

    Bad:

    ```yaml
    timeline:
      - {at: "23:50", event: The first alert}
      - {at: "00:15", event: The second alert}
    ```

    Good:

    ```yaml
    timeline:
      - {at: "23:50", event: The first alert}
      - {at: "2026-04-23 00:15", event: The second alert}
    ```
    """
    latest: Moment | None = None
    for index, event in enumerate(subject.post_mortem.timeline):
        if event.kind is Kind.INTRODUCED or not is_comparable(event.at):
            continue
        if latest is not None and surely_before(event.at, latest):
            message = f"`{event.at.text}` stands below `{latest.text}`, which was later"
            tomorrow = _tomorrow(event.at, latest)
            help = f"past midnight? write the day: `{tomorrow}`" if tomorrow else None
            yield out_of_order.problem(("timeline", index, "at"), message, help=help)
        else:
            latest = event.at


def _tomorrow(moment: Moment, latest: Moment) -> str | None:
    """A time without a day on the day after, where a night may lie between and that puts it in order."""
    if not _timeonly(moment) or moment.local is None or moment.local.date() == dt.date.max:
        return None
    if moment.instant is None or latest.instant is None or latest.instant - moment.instant < _NIGHT:
        return None
    text = in_full(moment, moment.local.date() + dt.timedelta(days=1))
    written = parse(text) if text else None
    if written is None:
        return None
    (moved,) = place([written], day=moment.local.date(), zone_name=moment.zone, origin=None)
    return None if surely_before(moved, latest) else text


def _timeonly(moment: Moment) -> bool:
    written = moment.written
    return bool(written and written.time is not None and written.date is None and written.month_day is None)


@rule("PM303", "end-before-beginning", Level.ERROR)
def end_before_beginning(subject: Subject) -> Iterator[Problem]:
    """Something ends before it begins.

    Most often midnight has passed and the day is not written: the end is on the day of the beginning.

    Bad:

    ```yaml
    timeline: [{at: "23:50", until: "00:10", event: Restarted the nodes}]
    ```

    Good:

    ```yaml
    timeline: [{at: "23:50", until: "2026-04-23 00:10", event: Restarted the nodes}]
    ```
    """
    post_mortem = subject.post_mortem
    for index, event in enumerate(post_mortem.timeline):
        if event.until is not None and surely_before(event.until, event.at):
            message = f"`until: {event.until.text}` is before `at: {event.at.text}`"
            yield end_before_beginning.problem(("timeline", index, "until"), message, help=_past_midnight(event.until))
    for index, window in enumerate(post_mortem.impact.windows if post_mortem.impact else ()):
        if window.end is not None and surely_before(window.end, window.start):
            message = f"`end: {window.end.text}` is before `start: {window.start.text}`"
            route = ("impact", "windows", index, "end")
            yield end_before_beginning.problem(route, message, help=_past_midnight(window.end))


def _past_midnight(moment: Moment) -> str | None:
    return "past midnight? write the day, too" if _timeonly(moment) else None


@rule("PM304", "skipped-local-time", Level.ERROR)
def skipped(subject: Subject) -> Iterator[Problem]:
    """A local time never was: the clocks were put forward past it.

    Bad:

    ```yaml
    date: 2026-03-29
    timezone: Europe/Sofia
    timeline: [{at: "03:30", event: The first alert}]
    ```

    Good:

    ```yaml
    date: 2026-03-29
    timezone: Europe/Sofia
    timeline: [{at: "04:30", event: The first alert}]
    ```
    """
    for route, _, _, moment in _moments(subject.post_mortem):
        if moment.clock is Clock.SKIPPED:
            message = f"`{moment.text}` never was in {moment.zone}: the clocks were put forward past it"
            advice = next((f"an offset makes it certain: `{each}`" for each in readings(moment)), None)
            yield skipped.problem(route, message, help=advice)


@rule("PM305", "repeated-local-time", Level.WARNING)
def repeated(subject: Subject) -> Iterator[Problem]:
    """A local time was twice: the clocks were put back over it.

    Without an offset the first of the two is taken, which may be an hour early.

    Bad:

    ```yaml
    date: 2025-10-26
    timezone: Europe/Sofia
    timeline: [{at: "03:30", event: The first alert}]
    ```

    Good:

    ```yaml
    date: 2025-10-26
    timezone: Europe/Sofia
    timeline: [{at: "03:30+02:00", event: The first alert}]
    ```
    """
    for route, _, _, moment in _moments(subject.post_mortem):
        if moment.clock is Clock.REPEATED:
            message = f"`{moment.text}` was twice in {moment.zone}; the first one is taken"
            each = " or ".join(f"`{reading}`" for reading in readings(moment))
            yield repeated.problem(route, message, help=f"an offset says which: {each}" if each else None)


@rule("PM307", "event-far-from-incident", Level.WARNING)
def far_away(subject: Subject) -> Iterator[Problem]:
    """An event is more than a year from the day of the incident.

    Almost always a slip in the year. What was `introduced` may be any time before.

    Bad:

    ```yaml
    timeline: [{at: "2025-04-12 09:00", event: The leader hangs}]
    ```

    Good:

    ```yaml
    timeline: [{at: "2026-04-22 09:00", event: The leader hangs}]
    ```
    """
    day = subject.post_mortem.date
    for route, event, _, moment in _moments(subject.post_mortem):
        if moment.local is None or event.kind is Kind.INTRODUCED:
            continue
        if abs(moment.local.date() - day) > _FARTHEST:
            yield far_away.problem(route, f"`{moment.text}` is more than a year from {day}, the day of the incident")


RULES = (
    out_of_order,
    end_before_beginning,
    skipped,
    repeated,
    far_away,
)
