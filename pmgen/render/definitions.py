"""The page that says what every word and every figure means."""

from __future__ import annotations

from collections.abc import Mapping

from pmgen import measures
from pmgen.measures import Definition
from pmgen.model import FollowupStatus, Kind, Priority, Relation, State, Status
from pmgen.render import words
from pmgen.render.frame import Frame, SeverityMark
from pmgen.render.setting import Setting
from pmgen.values import Value

_STATUSES: Mapping[Status, str] = {
    Status.DRAFT: "Written while things were still unclear. Facts are missing and may change.",
    Status.REVIEW: "Whole, and not agreed on yet. Details may change.",
    Status.PUBLISHED: "Agreed on. What is found out later is added as a dated revision.",
    Status.WITHDRAWN: "No longer stands as it was written; kept so that links to it work. It is in no figure.",
}
_COMPLETE = "Published, and none of its follow-ups is open."
_LEGACY = "A page from before, as it was written: its place in the lists is all that was added."
_STATES: Mapping[State, str] = {
    State.ONGOING: "It is not over: nothing has stopped its effects, or they have come back since.",
    State.MITIGATED: "Its effects were stopped or worked around; its cause is still there.",
    State.RESOLVED: "It is over.",
}
_MILESTONES: Mapping[Kind, str] = {
    Kind.INTRODUCED: "The change or fault that made the incident possible.",
    Kind.STARTED: "The first effect.",
    Kind.DETECTED: "Somebody or something noticed.",
    Kind.ACKNOWLEDGED: "Somebody began to work on it.",
    Kind.IDENTIFIED: "The cause was known.",
    Kind.MITIGATED: "The effects were stopped or worked around.",
    Kind.RESOLVED: "It was over.",
    Kind.REOPENED: "It was not over after all.",
}
_FOLLOWUP_STATUSES: Mapping[FollowupStatus, str] = {
    FollowupStatus.TODO: "Nobody has begun.",
    FollowupStatus.IN_PROGRESS: "Somebody is at it.",
    FollowupStatus.BLOCKED: "It cannot go on; the reason stands with it.",
    FollowupStatus.DONE: "Done, with a commit, a link or a note that shows it.",
    FollowupStatus.WONT_DO: "Decided against; the reason stands with it.",
}
_RELATIONS: Mapping[Relation, str] = {
    Relation.RECURRENCE_OF: "The same thing happened again.",
    Relation.SAME_CAUSE: "Another thing happened for the same reason.",
    Relation.CAUSED_BY: "One incident led to the other.",
    Relation.FOLLOW_ON: "It came out of dealing with the other.",
    Relation.SEE_ALSO: "Worth reading together.",
}


class Term(Value):
    """A word and what it means; `kind` names what it looks like."""

    name: str
    meaning: str
    kind: str = ""


class PriorityTerm(Value):
    """A priority; `due` says when its follow-ups are due, empty where nothing does."""

    name: str
    meaning: str
    due: str


class DefinitionsPage(Value):
    """What `definitions.html` shows.

    Args:
        enough: how many values there must be before more is said of them than what each of them is.
        safe: the types of follow-up that a program may do.
    """

    frame: Frame
    figures: tuple[Definition, ...]
    enough: int
    severities: tuple[SeverityMark, ...]
    statuses: tuple[Term, ...]
    states: tuple[Term, ...]
    milestones: tuple[Term, ...]
    priorities: tuple[PriorityTerm, ...]
    safe: tuple[str, ...]
    followup_statuses: tuple[Term, ...]
    relations: tuple[Term, ...]
    timezone: str


def definitions_page(frame: Frame, setting: Setting) -> DefinitionsPage:
    """Work out what the definitions are."""
    site = setting.site
    return DefinitionsPage(
        frame,
        measures.definitions(),
        site.enough,
        tuple(setting.severities.values()),
        (
            *(Term(words.STATUS[each], meaning, each) for each, meaning in _STATUSES.items()),
            *((Term(words.COMPLETE, _COMPLETE, "complete"),) if site.whole else ()),
            Term(words.LEGACY, _LEGACY, "legacy"),
        ),
        tuple(Term(words.STATE[each], meaning, each) for each, meaning in _STATES.items()),
        tuple(Term(words.kind(each), meaning) for each, meaning in _MILESTONES.items()),
        tuple(_priority(each, site.due_days) for each in Priority),
        site.safe_types,
        tuple(Term(words.FOLLOWUP_STATUS[each], meaning, each) for each, meaning in _FOLLOWUP_STATUSES.items()),
        tuple(Term(words.RELATION[each, False], meaning) for each, meaning in _RELATIONS.items()),
        site.timezone,
    )


def _priority(priority: Priority, due_days: Mapping[str, int]) -> PriorityTerm:
    days = due_days.get(priority)
    due = words.count(days, "day", "days") if days is not None else ""
    return PriorityTerm(priority, words.PRIORITY[priority].capitalize(), due)
