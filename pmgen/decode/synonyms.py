"""What other forms of post-mortem, and people, call the keys that front matter has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pmgen import model
from pmgen.model import fold

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
    },
    model.Event: {"at": "time when timestamp date datetime", "event": "what description text note action message"},
    model.Window: {"start": "from begin", "end": "to until till"},
    model.Followup: {
        "action": "task title description what text",
        "owner": "assignee assigned_to responsible who",
        "priority": "prio",
        "due": "deadline due_date by until",
        "status": "state",
        "issue": "ticket jira",
    },
    model.Reference: {"url": "link href", "title": "name text label"},
    model.Revision: {"date": "on at when day", "note": "text what change changes description"},
    model.Done: {"on": "date at when", "links": "url urls", "note": "text how"},
    model.ImpactFigure: {"label": "name title", "value": "number amount count"},
}


def known_as(name: str, cls: type, taken: Mapping[str, object]) -> str | None:
    """The key of a class that a key nobody knows is another word for.

    Args:
        taken: the keys that are there; another word for one of them says nothing.
    """
    for key, words in _WORDS.get(cls, {}).items():
        if key not in taken and fold(name) in map(fold, words.split()):
            return key
    return None
