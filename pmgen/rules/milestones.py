"""PM302, PM306, PM308 and PM309: the milestones of a timeline."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, rule
from pmgen.model import Kind, Status
from pmgen.rules import order
from pmgen.rules.subject import Subject


@rule("PM302", "milestones-out-of-order", Level.ERROR)
def milestones(subject: Subject) -> Iterator[Problem]:
    """A milestone comes before one that it cannot come before.

    An incident is not detected before it started, nor resolved before it was mitigated. The figures are measured from
    these events, so one wrong day gives a wrong time to detect.

    Bad:

    ```yaml
    timeline:
      - {at: "09:15", kind: detected, event: The first alert}
      - {at: "10:00", kind: started, event: The leader hangs}
    ```

    Good:

    ```yaml
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "09:15", kind: detected, event: The first alert}
    ```
    """
    timeline = subject.post_mortem.timeline
    night: int | None = None
    for index, late, early in sorted(order.milestones(subject.post_mortem), key=lambda found: found[0]):
        below = any(each is early for each in timeline[:index])
        help = order.past_midnight(late.at, early.at) if below else None
        if help:
            if night is not None and not any(order.has_day(each.at) for each in timeline[night + 1 : index]):
                continue  # it takes its day from the event that is reported, and is right with that
            night = index
        message = f"`{late.kind}` at `{late.at.text}` is before `{early.kind}` at `{early.at.text}`"
        yield milestones.problem(("timeline", index, "at"), message, help=help)


@rule("PM306", "milestone-twice", Level.WARNING)
def twice(subject: Subject) -> Iterator[Problem]:
    """A milestone that can be only once is there twice.

    An incident begins once, and is detected, acknowledged, identified, mitigated and resolved once: what came again is
    `reopened`, and after that it may be each of these again. Figures are measured from the first. Only what was
    `introduced` may have been so in several steps.

    Bad:

    ```yaml
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:18", kind: started, event: It hangs again}
    ```

    Good:

    ```yaml
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:03", kind: resolved, event: A new leader}
      - {at: "11:18", kind: reopened, event: It hangs again}
    ```
    """
    seen: set[Kind] = set()
    for index, event in enumerate(subject.post_mortem.timeline):
        if event.kind is Kind.REOPENED:
            seen -= {Kind.MITIGATED, Kind.RESOLVED, Kind.ACKNOWLEDGED, Kind.IDENTIFIED, Kind.DETECTED}
        elif event.kind in seen and event.kind is not Kind.INTRODUCED:
            message = f"`{event.kind}` is in the timeline twice"
            yield twice.problem(("timeline", index, "kind"), message, help="what came again is `reopened`")
        elif event.kind.milestone:
            seen.add(event.kind)


@rule("PM308", "timeline-without-start", Level.WARNING)
def without_start(subject: Subject) -> Iterator[Problem]:
    """A document in review or published does not say when the incident started.

    Every figure is measured from `started`: without it nothing is known of how long detection or repair took. A time
    that is not known exactly is better than none: `about: true`, a day alone, or `at: unknown`.

    Bad:

    ```yaml
    status: review
    timeline: [{at: "09:00", event: The leader hangs}]
    ```

    Good:

    ```yaml
    status: review
    timeline: [{at: "~09:00", kind: started, event: The leader hangs}]
    ```
    """
    post_mortem = subject.post_mortem
    if post_mortem.status not in (Status.REVIEW, Status.PUBLISHED) or not post_mortem.timeline:
        return
    if not subject.misnames_a_kind and not any(event.kind is Kind.STARTED for event in post_mortem.timeline):
        message = "no event of the timeline is `kind: started`"
        yield without_start.problem(
            ("timeline",),
            message,
            help="mark the event with which users were first affected",
        )


@rule("PM309", "reopened-without-end", Level.WARNING)
def reopened_first(subject: Subject) -> Iterator[Problem]:
    """An incident is reopened that was never mitigated or resolved.

    Bad:

    ```yaml
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:18", kind: reopened, event: It hangs again}
    ```

    Good:

    ```yaml
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:03", kind: mitigated, event: A new leader}
      - {at: "11:18", kind: reopened, event: It hangs again}
    ```
    """
    ended = False
    for index, event in enumerate(subject.post_mortem.timeline):
        if event.kind is Kind.REOPENED and not ended and not subject.misnames_a_kind:
            message = "`reopened` before anything was `mitigated` or `resolved`"
            yield reopened_first.problem(("timeline", index, "kind"), message)
        ended = event.kind in (Kind.MITIGATED, Kind.RESOLVED) or (ended and event.kind is not Kind.REOPENED)


RULES = (
    milestones,
    twice,
    without_start,
    reopened_first,
)
