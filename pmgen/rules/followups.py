"""PM4xx: what is said of follow-ups, but for their days."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, Route, rule
from pmgen.model import Followup, FollowupStatus, Status, is_compound
from pmgen.rules.subject import Subject


def each_followup(subject: Subject) -> Iterator[tuple[Route, Followup]]:
    """The follow-ups of a post-mortem, each with its route."""
    for index, followup in enumerate(subject.post_mortem.followup_list):
        yield ("followups", index), followup


def to_be_done(subject: Subject) -> Iterator[tuple[Route, Followup]]:
    """Those of them that somebody should still do: of a withdrawn post-mortem none."""
    if subject.post_mortem.status is not Status.WITHDRAWN:
        yield from ((route, followup) for route, followup in each_followup(subject) if followup.open)


_NOBODY = frozenset(("", "tbd", "tba", "tbc", "todo", "n/a", "none", "nobody", "no one", "unknown", "unassigned"))
"""What people write where an owner is still to be found."""


@rule("PM401", "followup-without-owner", Level.WARNING)
def without_owner(subject: Subject) -> Iterator[Problem]:
    """An open follow-up has no owner.

    What nobody owns, nobody does, and `TBD` is nobody. While the document is a draft the rule keeps quiet.

    Bad:

    ```yaml
    status: review
    followups:
      - {id: F1, action: Alert when the leader stops advancing, priority: P1}
    ```

    Good:

    ```yaml
    status: review
    followups:
      - {id: F1, action: Alert when the leader stops advancing, priority: P1, owner: platform}
    ```
    """
    if subject.post_mortem.status is Status.DRAFT:
        return
    for route, followup in to_be_done(subject):
        if subject.misnames(route, "owner", "status"):
            continue
        help = "a person, a team or a role: `owner: platform`"
        if followup.owner is None:
            yield without_owner.problem(route, f"open follow-up `{followup.id}` has no owner", help=help)
        elif followup.owner.strip(".!?-– ").casefold() in _NOBODY:
            message = f"open follow-up `{followup.id}` has no owner: `{followup.owner}` is nobody"
            yield without_owner.problem((*route, "owner"), message, help=help)


@rule("PM404", "wont-do-without-reason", Level.ERROR)
def without_reason(subject: Subject) -> Iterator[Problem]:
    """A follow-up will not be done, and nobody says why.

    The next incident's author will ask; the answer is one sentence now and an archaeology later.

    Bad:

    ```yaml
    followups:
      - {id: F1, action: Move the database, status: wont-do}
    ```

    Good:

    ```yaml
    followups:
      - {id: F1, action: Move the database, status: wont-do, reason: It is retired in June}
    ```
    """
    for route, followup in each_followup(subject):
        if subject.misnames(route, "reason"):
            continue
        if followup.status is FollowupStatus.WONT_DO and followup.reason is None:
            message = f"follow-up `{followup.id}` will not be done, without a reason"
            yield without_reason.problem((*route, "status"), message, help="`reason: …`")


@rule("PM405", "duplicate-followup-id", Level.ERROR)
def duplicate_id(subject: Subject) -> Iterator[Problem]:
    """Two follow-ups of one document share an id.

    `PM-2026-04-22#F3` must mean one thing, in commits and trackers too, where nobody can put it right later.

    Bad:

    ```yaml
    followups:
      - {id: F1, action: Pin the image}
      - {id: F1, action: Alert on it}
    ```

    Good:

    ```yaml
    followups:
      - {id: F1, action: Pin the image}
      - {id: F2, action: Alert on it}
    ```
    """
    seen: set[str] = set()
    for route, followup in each_followup(subject):
        if followup.id.casefold() in seen:
            message = f"follow-up id `{followup.id}` is already taken in this document"
            yield duplicate_id.problem((*route, "id"), message, help="give the newer one the next free number")
        seen.add(followup.id.casefold())


@rule("PM407", "followup-without-priority", Level.WARNING)
def without_priority(subject: Subject) -> Iterator[Problem]:
    """An open follow-up has neither a priority nor a day.

    Without one of them it is never due. While the document is a draft the rule keeps quiet.

    Bad:

    ```yaml
    status: review
    followups:
      - {id: F1, action: Pin the image, owner: platform}
    ```

    Good:

    ```yaml
    status: review
    followups:
      - {id: F1, action: Pin the image, owner: platform, priority: P1}
    ```
    """
    if subject.post_mortem.status is Status.DRAFT:
        return
    for route, followup in to_be_done(subject):
        if subject.misnames(route, "priority", "due", "status"):
            continue
        if followup.priority is None and followup.due is None:
            message = f"open follow-up `{followup.id}` has neither `priority` nor `due`"
            advice = "P0 prevents this exact failure, P1 reduces its reach, P2 detects it faster, P3 is resilience"
            yield without_priority.problem(route, message, help=advice)


@rule("PM408", "compound-followup-type", Level.WARNING)
def compound_type(subject: Subject) -> Iterator[Problem]:
    """The type of a follow-up names more than one kind of work.

    A program may only do what is wholly of a safe type, so a compound one always needs human review. Two follow-ups
    say it better: each can be done, and be shown as done, by itself.

    Bad:

    ```yaml
    followups:
      - {id: F1, action: Alert on it and move the volume, type: "Alert, Migration"}
    ```

    Good:

    ```yaml
    followups:
      - {id: F1, action: Alert on it, type: Alert}
      - {id: F2, action: Move the volume, type: Migration}
    ```
    """
    for route, followup in to_be_done(subject):
        if followup.type and is_compound(followup.type):
            message = f"type `{followup.type}` of follow-up `{followup.id}` is more than one kind of work"
            yield compound_type.problem(
                (*route, "type"), message, help="split it in two; until then it needs human review"
            )


RULES = (without_owner, without_reason, duplicate_id, without_priority, compound_type)
