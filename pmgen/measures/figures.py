"""The figures of one incident, each with its definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from pmgen import times
from pmgen.measures.milestones import event_of, first_of, rounds, state
from pmgen.model import Event, Kind, PostMortem, State
from pmgen.times import Duration, Moment
from pmgen.values import Value

ONGOING = "the incident is ongoing"
"""Why an incident that is not over does not have a figure that ends with it."""

_NOT_PUBLIC = "not every milestone that it depends on is public"

_ZERO = dt.timedelta(0)


class Figure(Value):
    """A length of time that a post-mortem tells, or the reason why it does not.

    Args:
        value: `None` where it is not known.
        missing: why it is not known; `None` where it is.
    """

    key: str
    value: Duration | None
    missing: str | None

    @property
    def label(self) -> str:
        """What readers call it."""
        return _LABELS[self.key]

    @property
    def definition(self) -> str:
        """What it is, in one sentence for readers."""
        return _TEXTS[self.key]


class Definition(Value):
    """What a figure is, in one sentence for readers."""

    key: str
    label: str
    text: str


def definitions() -> tuple[Definition, ...]:
    """What each figure is, in the order in which they are shown."""
    return tuple(Definition(key, label, text) for key, label, text, _ in _FIGURES)


def figures(pm: PostMortem) -> tuple[Figure, ...]:
    """The figures of an incident: always all of them, in the order in which they are shown."""
    found = []
    for key, _, _, measure in _FIGURES:
        value = _NOT_PUBLIC if key in pm.untold else measure(pm)
        if isinstance(value, str):
            found.append(Figure(key, None, value))
        else:
            found.append(Figure(key, value, None))
    return tuple(found)


def _from_to(pm: PostMortem, *, first: Kind, last: Kind) -> Duration | str:
    begin, end = event_of(pm, first), event_of(pm, last)
    if end is None and last in (Kind.MITIGATED, Kind.RESOLVED) and state(pm) is State.ONGOING:
        return ONGOING
    if begin is None:
        return f"no `{first}` is told"
    if end is None:
        return f"no `{last}`{_again(pm) if last is Kind.RESOLVED else ''} is told"
    return _between(begin, end)


def _again(pm: PostMortem) -> str:
    return " after `reopened`" if len(rounds(pm.timeline)) > 1 else ""


def _between(begin: Event, end: Event) -> Duration | str:
    for event in (begin, end):
        if event.at.instant is None:
            return f"`{event.kind}` has no known time"
    return _span(begin.at, end.at, f"`{end.kind}` is before `{begin.kind}`")


def _span(begin: Moment, end: Moment, before: str) -> Duration | str:
    """How far two known moments are apart; `before` is the reason where they are the wrong way round."""
    span = times.apart(begin, end)
    if span is None:
        return f"an end of it is known to the {times.Precision.DAY} only"
    if span.length <= -span.unit:
        return before
    if span.length < _ZERO:
        # By what was written, either may be first: 10:44 may be after 10:44:30.
        unit = next(each for each in times.Precision if each.unit <= span.unit)
        return f"an end of it is known to the {unit} only"
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
            return [ONGOING if state(pm) is State.ONGOING else "an impact window has no end"]
        first = known[0][0] if known else window.start
        for end, name in ((window.start, "start"), (window.end, "end")):
            # Windows that are all written as `T+…` have a length even where nobody knows what they count from.
            if end.instant is None if first.instant else times.distance(first, end) is None:
                return [f"an impact window has no known {name}"]
        known.append((window.start, window.end))
    before = "an impact window ends before it starts"
    # Each is measured before they are merged: a longer one must not hide one that cannot be right.
    wrong = [why for each in known if isinstance(why := _span(*each, before), str)]
    return [*wrong, *(_span(*each, before) for each in _merged(known))]


def _merged(windows: Sequence[tuple[Moment, Moment]]) -> list[tuple[Moment, Moment]]:
    merged: list[tuple[Moment, Moment]] = []

    def place(moment: Moment) -> dt.timedelta:
        found = times.distance(windows[0][0], moment)
        assert found is not None
        return found

    for start, end in sorted(windows, key=lambda each: (place(each[0]), place(each[1]))):
        if merged and place(start) <= place(merged[-1][1]):
            begin, until = merged.pop()
            merged.append((begin, max(until, end, key=place)))
        else:
            merged.append((start, end))
    return merged


def _affected(pm: PostMortem) -> list[Duration | str]:
    """How long it took until the end of the impact: once, and once more for each time it was reopened."""
    if state(pm) is State.ONGOING:
        return [ONGOING]
    if event_of(pm, Kind.STARTED) is None:
        return ["no `started` is told"]
    found: list[Duration | str] = []
    begin: Event | None = None
    for events in rounds(pm.timeline):
        begin = begin or first_of(events, Kind.STARTED, Kind.REOPENED)
        end = first_of(events, Kind.MITIGATED) or first_of(events[::-1], Kind.RESOLVED)
        if begin and end:
            found.append(_between(begin, end))
            begin = None
    return [f"neither `mitigated` nor `resolved`{_again(pm)} is told"] if begin else found


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

_LABELS = {key: label for key, label, _, _ in _FIGURES}
_TEXTS = {key: text for key, _, text, _ in _FIGURES}
