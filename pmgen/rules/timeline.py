"""PM3xx: the timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, Route, rule
from pmgen.model import Event, Kind, PostMortem
from pmgen.rules import order
from pmgen.rules.subject import Subject
from pmgen.times import Clock, Moment, readings

_FARTHEST = dt.timedelta(days=335)
"""Eleven months: with a year that is one off, what went on for days before or after may be less than a year away."""


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
    post_mortem = subject.post_mortem
    if found := [*order.events(post_mortem)]:
        told = {index for index, _, _ in order.milestones(post_mortem)}
        for index, above, advice in found:
            if index not in told:  # PM302 says it
                message = f"`{post_mortem.timeline[index].at.text}` stands below `{above.at.text}`, which was later"
                yield out_of_order.problem(("timeline", index, "at"), message, help=advice)


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
        if event.until is not None and order.surely_before(event.until, event.at):
            message = f"`until: {event.until.text}` is before `at: {event.at.text}`"
            yield end_before_beginning.problem(("timeline", index, "until"), message, help=_past_midnight(event.until))
    for index, window in enumerate(post_mortem.impact.windows if post_mortem.impact else ()):
        if window.end is not None and order.surely_before(window.end, window.start):
            message = f"`end: {window.end.text}` is before `start: {window.start.text}`"
            route = ("impact", "windows", index, "end")
            yield end_before_beginning.problem(route, message, help=_past_midnight(window.end))


def _past_midnight(moment: Moment) -> str | None:
    return "past midnight? write the day, too" if order.is_time_of_day(moment) else None


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
            message = f"`{moment.text}` never was in `{moment.zone}`: the clocks were put forward past it"
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
            message = f"`{moment.text}` was twice in `{moment.zone}`; the first one is taken"
            each = " or ".join(f"`{reading}`" for reading in readings(moment))
            yield repeated.problem(route, message, help=f"an offset says which: {each}" if each else None)


@rule("PM307", "event-far-from-incident", Level.WARNING)
def far_away(subject: Subject) -> Iterator[Problem]:
    """An event is more than eleven months from the day of the incident.

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
            message = f"`{moment.text}` is more than eleven months from `{day}`, the day of the incident"
            yield far_away.problem(route, message)


RULES = (
    out_of_order,
    end_before_beginning,
    skipped,
    repeated,
    far_away,
)
