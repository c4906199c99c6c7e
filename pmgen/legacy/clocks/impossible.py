"""What cannot have been as it was written: an end before its beginning, a time that no clock showed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pmgen.legacy.clocks import days
from pmgen.legacy.draft import Draft
from pmgen.markdown import Outline
from pmgen.model import PostMortem
from pmgen.rules.milestones import milestones
from pmgen.rules.policy import Folder, Policy
from pmgen.rules.subject import Subject
from pmgen.rules.timeline import end_before_beginning, skipped

_BAD_END = "{}; both are in the text of the event"
_NEVER = "{}; what happened then is at `unknown`, with its time"
_NO_MILESTONE = "{}; it is not taken for a milestone"


def leave_out(draft: Draft, post_mortem: PostMortem) -> bool:
    """Leave to the words of events what a build would stop at, and say so; whether anything was left out.

    Args:
        post_mortem: what the tree of the draft is read as.
    """
    nothing: frozenset[str] = frozenset()
    subject = Subject("", post_mortem, Outline(), 0, Policy(), Folder(nothing, nothing))
    events: list[dict[str, Any]] = draft.tree.get("timeline", [])
    found = False
    for rule, change, message in (
        (end_before_beginning, _without_end, _BAD_END),
        (skipped, _at_unknown, _NEVER),
        (milestones, _without_kind, _NO_MILESTONE),
    ):
        assert rule.find is not None
        for problem in rule.find(subject):
            match problem.at:
                case ("timeline", int(index), _) if change(events, index):
                    draft.note_at(draft.told[index], message.format(problem.message))
                    found = True
    return _without_leap_days(draft, post_mortem) or found


def _without_leap_days(draft: Draft, post_mortem: PostMortem) -> bool:
    """Leave to their words 29 February without a year, where the year of the incident has none: it may be a slip."""
    events: list[dict[str, Any]] = draft.tree.get("timeline", [])
    year, found = post_mortem.date.year, False
    for index, event in enumerate(post_mortem.timeline):
        for moment in filter(None, (event.at, event.until)):
            leaps = moment.written and moment.written.month_day == (2, 29)
            if leaps and moment.local and moment.local.year != year and _at_unknown(events, index):
                draft.note_at(draft.told[index], _NEVER.format(f"`{moment.text}` is no day of {year}"))
                found = True
    return found


def _without_end(events: Sequence[dict[str, Any]], index: int) -> bool:
    event = events[index]
    if "until" not in event:
        return False
    span = f"{days.written(event['at'])}–{days.written(event.pop('until'))}"
    event["event"] = f"{span}: {event['event']}"
    return True


def _at_unknown(events: Sequence[dict[str, Any]], index: int) -> bool:
    event = events[index]
    if event["at"] == "unknown":
        return False
    days.put_unknown(event)
    return True


def _without_kind(events: Sequence[dict[str, Any]], index: int) -> bool:
    """None of its kind is sure then, and one after the other would take as long as there are many."""
    kind = events[index].get("kind")
    for event in events:
        if kind and event.get("kind") == kind:
            del event["kind"]
    return kind is not None
