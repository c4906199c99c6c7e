"""What follows from a post-mortem and is never typed: its figures, its state, when it began, what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pmgen import times
from pmgen.model import Event, Followup, Kind, PostMortem, State
from pmgen.times import Duration, Moment

_ONGOING = "the incident is ongoing"
_ZERO = dt.timedelta(0)
_STATES = {
    Kind.STARTED: State.ONGOING,
    Kind.REOPENED: State.ONGOING,
    Kind.MITIGATED: State.MITIGATED,
    Kind.RESOLVED: State.RESOLVED,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A length of time that a post-mortem tells, or the reason why it does not.

    Args:
        definition: what it is, in one sentence for readers.
        value: `None` where it is not known.
        missing: why it is not known; `None` where it is.
    """

    key: str
    label: str
    definition: str
    value: Duration | None
    missing: str | None


def figures(pm: PostMortem) -> tuple[Figure, ...]:
    """The figures of an incident: always all of them, in the order in which they are shown."""
    found = []
    for key, label, definition, measure in _FIGURES:
        value = measure(pm)
        if isinstance(value, str):
            found.append(Figure(key, label, definition, None, value))
        else:
            found.append(Figure(key, label, definition, value, None))
    return tuple(found)


def milestone(pm: PostMortem, kind: Kind) -> Moment | None:
    """When a milestone was reached: the time of the first event of its kind, among those with a known time.

    Of `resolved` it is the last, and none where the incident was reopened since or is said to be ongoing.
    """
    event = _event(pm, kind)
    return event.at if event and event.at.instant else None


def state(pm: PostMortem) -> State | None:
    """The state of the incident: as stated, else as the last event left it that changed it."""
    if pm.state is not None:
        return pm.state
    return next((_STATES[event.kind] for event in reversed(pm.timeline) if event.kind in _STATES), None)


def began(pm: PostMortem, zone_name: str) -> dt.datetime:
    """The instant when an incident began, in UTC: `started`, else the first known time, else its day.

    What was `introduced` lay there before the incident, so its time is not the beginning.

    Args:
        zone_name: the zone of the day where the post-mortem names none.
    """
    first = pm.milestone(Kind.STARTED)
    if first is None:
        others = (event.at for event in pm.timeline if event.kind is not Kind.INTRODUCED)
        first = next((moment for moment in others if moment.instant), None)
    if first is None:
        day = times.Written(pm.date.isoformat(), False, times.Precision.DAY, pm.date)
        (first,) = times.place([day], day=pm.date, zone_name=pm.timezone or zone_name, origin=None)
    # No instant: the first or the last day of the calendar, whose midnight lies off it in this zone.
    return first.instant or dt.datetime.combine(pm.date, dt.time(), dt.UTC)


def due(followup: Followup, pm: PostMortem, due_days: Mapping[str, int]) -> dt.date | None:
    """The day by which a follow-up should be done: as written, else so many days after the incident.

    Args:
        due_days: days by priority; a follow-up of another priority, or of none, has no such day.
    """
    days = due_days.get(followup.priority) if followup.priority else None
    if followup.due is not None or days is None:
        return followup.due
    try:
        return pm.date + dt.timedelta(days=days)
    except OverflowError:
        return None


def is_safe(followup: Followup, safe_types: Iterable[str]) -> bool:
    """Whether a program may do it: its type is exactly one of the safe ones, in capitals or not.

    A follow-up without a type, with an unknown one or with several is for a person.
    """
    written = (followup.type or "").lower()
    return bool(written) and any(written == safe.lower() for safe in safe_types)


def _event(pm: PostMortem, kind: Kind) -> Event | None:
    """The event that is the milestone of its kind; see `milestone`."""
    if kind is not Kind.RESOLVED:
        return _first(pm.timeline, kind)
    if state(pm) is State.ONGOING:
        return None
    return _first(_rounds(pm.timeline)[-1][::-1], kind)


def _first(events: Sequence[Event], *kinds: Kind) -> Event | None:
    """The first event of these kinds; one without a known time only where none has one."""
    found = [event for event in events if event.kind in kinds]
    return next((event for event in found if event.at.instant), found[0] if found else None)


def _rounds(timeline: Sequence[Event]) -> list[list[Event]]:
    """The timeline cut before each `reopened`."""
    rounds: list[list[Event]] = [[]]
    for event in timeline:
        if event.kind is Kind.REOPENED:
            rounds.append([])
        rounds[-1].append(event)
    return rounds


def _from_to(pm: PostMortem, *, first: Kind, last: Kind) -> Duration | str:
    begin, end = _event(pm, first), _event(pm, last)
    if end is None and last in (Kind.MITIGATED, Kind.RESOLVED) and state(pm) is State.ONGOING:
        return _ONGOING
    if begin is None:
        return f"the timeline has no `{first}`"
    if end is None:
        return f"the timeline has no `{last}`{_again(pm) if last is Kind.RESOLVED else ''}"
    return _between(begin, end)


def _again(pm: PostMortem) -> str:
    return " after `reopened`" if len(_rounds(pm.timeline)) > 1 else ""


def _between(begin: Event, end: Event) -> Duration | str:
    for event in (begin, end):
        if event.at.instant is None:
            return f"`{event.kind}` has no known time"
    return _span(begin.at, end.at, f"`{end.kind}` is before `{begin.kind}`")


def _span(begin: Moment, end: Moment, before: str) -> Duration | str:
    """How far two known moments are apart; `before` is the reason where they are the wrong way round."""
    span = times.apart(begin, end)
    assert span is not None
    if span.length <= -span.unit:
        return before
    # By what was written, either may be first: 10:44 may be after 10:44:30, and a day after any time in it.
    if span.length < _ZERO or (span.length == _ZERO and span.unit >= times.Precision.DAY.unit):
        unit = next(each for each in times.Precision if each.unit <= span.unit)
        return f"its ends are known to the {unit} only"
    return span


def _impact_time(pm: PostMortem) -> Duration | str:
    total = Duration(False, _ZERO, _ZERO)
    for part in _windows(pm) if pm.impact and pm.impact.windows else _affected(pm):
        if isinstance(part, str):
            return part
        total = Duration(total.about or part.about, total.length + part.length, max(total.unit, part.unit))
    return total


def _windows(pm: PostMortem) -> list[Duration | str]:
    """How long the stated windows are, with those that overlap as one, or why one of them is not known."""
    known: list[tuple[Moment, Moment]] = []
    for window in pm.impact.windows if pm.impact else ():
        if window.end is None:
            return [_ONGOING if state(pm) is State.ONGOING else "an impact window has no end"]
        if window.start.instant is None or window.end.instant is None:
            return [f"an impact window has no known {'end' if window.start.instant else 'start'}"]
        known.append((window.start, window.end))
    before = "an impact window ends before it starts"
    # Each is measured before they are merged: a longer one must not hide one that cannot be right.
    wrong = [why for each in known if isinstance(why := _span(*each, before), str)]
    return [*wrong, *(_span(*each, before) for each in _merged(known))]


def _merged(windows: Sequence[tuple[Moment, Moment]]) -> list[tuple[Moment, Moment]]:
    merged: list[tuple[Moment, Moment]] = []
    for start, end in sorted(windows, key=lambda each: (_instant(each[0]), _instant(each[1]))):
        if merged and _instant(start) <= _instant(merged[-1][1]):
            begin, until = merged.pop()
            merged.append((begin, max(until, end, key=_instant)))
        else:
            merged.append((start, end))
    return merged


def _instant(moment: Moment) -> dt.datetime:
    assert moment.instant is not None
    return moment.instant


def _affected(pm: PostMortem) -> list[Duration | str]:
    """How long it took until the end of the impact: once, and once more for each time it was reopened."""
    if state(pm) is State.ONGOING:
        return [_ONGOING]
    if _event(pm, Kind.STARTED) is None:
        return ["the timeline has no `started`"]
    found: list[Duration | str] = []
    begin: Event | None = None
    for events in _rounds(pm.timeline):
        begin = begin or _first(events, Kind.STARTED, Kind.REOPENED)
        end = _first(events, Kind.MITIGATED) or _first(events[::-1], Kind.RESOLVED)
        if begin and end:
            found.append(_between(begin, end))
            begin = None
    return [f"the timeline has neither `mitigated` nor `resolved`{_again(pm)}"] if begin else found


_FIGURES: tuple[tuple[str, str, str, Callable[[PostMortem], Duration | str]], ...] = (
    (
        "time_to_detect",
        "Time to detect",
        "From the start of the incident until it was first noticed.",
        partial(_from_to, first=Kind.STARTED, last=Kind.DETECTED),
    ),
    (
        "time_to_mitigate",
        "Time to mitigate",
        "From the start of the incident until its effects were first stopped or worked around.",
        partial(_from_to, first=Kind.STARTED, last=Kind.MITIGATED),
    ),
    (
        "time_to_resolve",
        "Time to resolve",
        "From the start of the incident until it was resolved for the last time.",
        partial(_from_to, first=Kind.STARTED, last=Kind.RESOLVED),
    ),
    (
        "latent",
        "Latent",
        "From the change or fault that made the incident possible until the incident started.",
        partial(_from_to, first=Kind.INTRODUCED, last=Kind.STARTED),
    ),
    (
        "impact_time",
        "Impact time",
        "How long users were affected, with overlapping windows counted once; where no windows are given, from the "
        "start of the incident, and each time it was reopened, until it was mitigated, or else resolved.",
        _impact_time,
    ),
)
