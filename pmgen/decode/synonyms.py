"""What other forms of post-mortem, and people, call the keys and the words that front matter has, in English."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final

from pmgen import model
from pmgen.decode import elsewhere
from pmgen.model import fold

HIDING: Final = "internal private hidden secret confidential restricted visibility audience public"
"""Keys by which somebody may mean that a thing is not for everybody."""

_HIDING: Final = frozenset(map(fold, HIDING.split()))

_WORDS: Final[dict[type, dict[str, str]]] = {
    model.PostMortem: {
        "followups": "action_items actions action todo todos tasks remediation corrective_actions",
        "severity": "sev level",
        "services": "affected_services services_affected affected systems components",
        "summary": "abstract overview tldr description",
        "lessons": "learnings lessons_learned",
        "references": "links",
        "title": "name subject",
        "timezone": "tz",
        "root_cause": "cause causes root_causes why five_whys",
        "contributing_factors": "factors",
        "related": "see_also related_incidents",
        "aliases": "redirect_from redirects",
        "tags": "labels categories keywords",
        "owner": "lead incident_commander commander",
        "visibility": "public private internal confidential audience",
        "status": "draft published",
    },
    model.Impact: {"description": "summary text what", "users": "customers affected_users"},
    model.RootCause: {"description": "summary text why what", "chain": "whys five_whys causes"},
    model.Lessons: {
        "went_well": "good positive positives what_went_well",
        "went_wrong": "bad negative negatives went_badly went_poorly what_went_wrong what_went_badly what_went_poorly",
        "lucky": "luck got_lucky where_we_got_lucky",
        "learned": "learnings lessons lessons_learned takeaways what_we_learned",
    },
    model.Related: {"as": "type kind relation"},
    model.Event: {
        "at": "time when timestamp date datetime",
        "kind": "type",
        "event": "what description text note action message",
        "source": "link url ref reference",
        "internal": HIDING,
    },
    model.Window: {"start": "from begin", "end": "to until till"},
    model.Followup: {
        "action": "task title name what text description",
        "details": "description notes note comment comments",
        "owner": "assignee assigned_to responsible who",
        "priority": "prio",
        "due": "deadline due_date by until",
        "status": "state",
        "issue": "ticket jira",
        "internal": HIDING,
    },
    model.Gap: {"internal": HIDING},
    model.Factor: {"internal": HIDING},
    model.Reference: {"url": "link href", "title": "name text label", "internal": HIDING},
    model.Revision: {"date": "on at when day", "note": "text what change changes description"},
    model.Done: {
        "on": "date at when",
        "commits": "commit sha shas hash",
        "links": "url urls link pr prs mr pull_request merge_request",
        "note": "text how",
    },
    model.ImpactFigure: {"label": "name title", "value": "number amount count"},
}

VALUES: Final[dict[type[enum.StrEnum], dict[str, str]]] = {
    model.Status: {
        "draft": "wip new unfinished",
        "review": "in-review in-progress reviewing",
        "published": "final complete completed done closed approved",
        "withdrawn": "retracted deleted cancelled",
    },
    model.State: {
        "ongoing": "open active investigating",
        "mitigated": "contained",
        "resolved": "fixed closed solved over done recovered",
    },
    model.DataLoss: {
        "none": "no false nothing 0",
        "suspected": "possible possibly maybe likely",
        "confirmed": "yes true some",
        "unknown": "tbd n/a ? unclear",
    },
    model.Detector: {
        "alert": "alarm pager page alertmanager pagerduty opsgenie",
        "monitoring": "dashboard metrics grafana datadog prometheus",
        "user-report": "user users customer customers client clients support ticket",
        "operator": "engineer staff on-call human manual",
        "unknown": "tbd n/a ? unclear",
    },
    model.Kind: {
        "started": "start begin began onset",
        "detected": "detection alert alarm noticed discovered",
        "acknowledged": "ack acked",
        "identified": "root-cause cause diagnosed",
        "mitigated": "mitigation workaround contained",
        "resolved": "fixed fix recovered recovery restored solved closed end ended",
        "change": "deploy deployment release",
        "communication": "comms announcement",
    },
    model.Priority: {"P0": "0", "P1": "1", "P2": "2", "P3": "3"},
    model.FollowupStatus: {
        "todo": "open new planned backlog pending",
        "in-progress": "wip doing started ongoing active",
        "blocked": "waiting on-hold stuck",
        "done": "closed complete completed finished resolved fixed",
        "wont-do": "wontfix cancelled canceled rejected dropped",
    },
    model.Relation: {
        "recurrence-of": "recurrence repeats repeat duplicate",
        "caused-by": "cause because-of",
        "follow-on": "follow-up follows",
        "see-also": "see related",
    },
    model.Visibility: {
        "public": "everyone everybody external open true",
        "internal": "private confidential team false",
    },
}


def word_for(written: str, words: type[enum.StrEnum]) -> str | None:
    """The word of a fixed set that another one stands for."""
    for words_of in (VALUES, elsewhere.VALUES):
        for word, others in words_of.get(words, {}).items():
            if fold(written) in map(fold, others.split()):
                return word
    return None


def is_abroad(name: str, cls: type, word: str) -> bool:
    """Whether a key is what another language than English calls this key of a class."""
    return fold(name) in map(fold, elsewhere.KEYS.get(cls, {}).get(word, "").split())


def hides(name: str) -> bool:
    """Whether somebody may mean by a key that what has it is not for everybody."""
    return fold(name) in _HIDING


def known_as(name: str, cls: type, taken: Mapping[str, object]) -> str | None:
    """The key of a class that a key nobody knows is another word for.

    Args:
        taken: the keys that are there; another word for one of them says nothing.
    """
    found = [
        (key, [fold(word) for word in words.split()])
        for words_of in (_WORDS, elsewhere.KEYS)
        for key, words in words_of.get(cls, {}).items()
        if key not in taken and fold(name) in map(fold, words.split())
    ]
    others = {fold(other) for other in taken}
    # Of a word for two keys the second is meant, where a better one for the first is there: a title and a description.
    free = [key for key, words in found if not others.intersection(words[: words.index(fold(name))])]
    return next(iter(free or [key for key, _ in found]), None)
