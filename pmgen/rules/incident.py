"""PM201 to PM204: the day, the length and the state of the incident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmgen import measures, times
from pmgen.diagnostics import Level, Problem, rule
from pmgen.model import Kind, PostMortem, State
from pmgen.rules.order import slack
from pmgen.rules.subject import Subject


@rule("PM201", "date-to-come", Level.WARNING)
def date_to_come(subject: Subject) -> Iterator[Problem]:
    """The day of the incident is still to come.

    A day ahead of UTC may be today somewhere; anything later is a slip.

    Bad:

    ```yaml
    date: 2027-04-22
    ```

    Good:

    ```yaml
    date: 2026-04-22
    ```
    """
    date = subject.post_mortem.date
    if date > subject.policy.latest_day:
        yield date_to_come.problem(("date",), f"`{date}` is still to come")


@rule("PM202", "duration-against-timeline", Level.ERROR)
def duration(subject: Subject) -> Iterator[Problem]:
    """A typed duration is not what the timeline says.

    The page shows what follows from the timeline. A number typed beside it, as `duration` or as a figure of the impact
    that is called `Time to detect` and the like, is only worth having if the two agree; it may be rounded to the unit
    in which it is written, and generously so if it says about. A duration may be the time to resolve, the time to
    mitigate or the impact time.

    Bad:

    ```yaml
    duration: 47 h
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:43", kind: resolved, event: A new leader}
    ```

    Good:

    ```yaml
    duration: ~2h 43m
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:43", kind: resolved, event: A new leader}
    ```
    """
    typed = [*measures.typed(subject.post_mortem)]
    if not typed or subject.misnames_a_kind:
        return
    told = {figure.key: figure.value for figure in measures.figures(subject.post_mortem)}
    for each in typed:
        known = [(key, value) for key in each.keys if (value := told[key]) is not None]
        if known and not any(measures.agree(each.length, value) for _, value in known):
            key, value = known[0]
            of_windows = key == "impact_time" and subject.post_mortem.impact and subject.post_mortem.impact.windows
            said = "the windows say" if of_windows else "the timeline says"
            what = "the duration" if each.place is None else f"`{each.label}`"
            route = ("duration",) if each.place is None else ("impact", "figures", each.place, "value")
            message = f"{what} is typed as `{times.spell(each.length.length)}`, and {said} `{value.words}`"
            yield duration.problem(route, message, help=f"delete it, or mend {said.rpartition(' ')[0]}")


@rule("PM203", "date-not-the-start", Level.WARNING)
def date_not_start(subject: Subject) -> Iterator[Problem]:
    """`date` is not the day on which the incident started.

    `date` is the day the incident began, in the document's zone; the index is sorted by it where no time is known.

    Bad:

    ```yaml
    date: 2026-04-22
    timeline: [{at: "2026-04-20 09:00", kind: started, event: The leader hangs}]
    ```

    Good:

    ```yaml
    date: 2026-04-22
    timeline: [{at: "2026-04-22 09:00", kind: started, event: The leader hangs}]
    ```
    """
    post_mortem = subject.post_mortem
    started = post_mortem.milestone(Kind.STARTED)
    local = times.wall_time(started, _zone(subject)) if started and not started.relative else None
    if started is None or local is None:
        return
    after_midnight = local - dt.datetime.combine(post_mortem.date, dt.time())
    if not -slack(started) <= after_midnight < dt.timedelta(days=1) + slack(started):
        message = f"the timeline says that it started on `{local.date()}`, not on `{post_mortem.date}`"
        yield date_not_start.problem(("date",), message, help=_advice(started, post_mortem.date))


def _advice(started: times.Moment, day: dt.date) -> str | None:
    """How to write the time of the start so that it is on a day; `None` where somebody has written its day."""
    written = started.written
    if written is None or written.date or written.month_day:
        return None
    text = started.text.removeprefix("~").lstrip()
    if written.offset is not None or not text[:1].isdecimal():
        return "write its day, too: it is taken from the event above, or is `date` where the time is read"
    about = "~" if started.text.startswith("~") else ""
    return f"`{started.text}` is on the day of the event above it; with its own day it is `{about}{day} {text}`"


def _zone(subject: Subject) -> str:
    return subject.post_mortem.timezone or subject.policy.timezone


@rule("PM204", "state-against-timeline", Level.WARNING)
def state(subject: Subject) -> Iterator[Problem]:
    """The stated state of the incident is not what the timeline says.

    Left out, it is derived from the timeline, and cannot be forgotten when the incident ends. A timeline that only says
    when the incident started says nothing of how it went on, and contradicts no state.

    Bad:

    ```yaml
    state: ongoing
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:43", kind: resolved, event: A new leader}
    ```

    Good:

    ```yaml
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:43", kind: resolved, event: A new leader}
    ```
    """
    post_mortem = subject.post_mortem
    if subject.misnames_a_kind:
        return
    derived = _told_state(post_mortem)
    if post_mortem.state is not None and derived is not None and post_mortem.state is not derived:
        message = f"the timeline says `{derived}`, the document says `{post_mortem.state}`"
        yield state.problem(("state",), message, help="leave `state` out, or add the event that is missing")


def _told_state(post_mortem: PostMortem) -> State | None:
    """The state that the last event which tells of one leaves the incident in; none where it just starts."""
    means = {
        Kind.REOPENED: State.ONGOING,
        Kind.MITIGATED: State.MITIGATED,
        Kind.RESOLVED: State.RESOLVED,
    }
    seen = [means[event.kind] for event in post_mortem.timeline if event.kind in means]
    return seen[-1] if seen else None


RULES = (date_to_come, duration, date_not_start, state)
