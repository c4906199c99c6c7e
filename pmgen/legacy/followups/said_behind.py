"""How far a follow-up is, where that stands behind it: `Alarm – erledigt`, `アラート：完了`, `Alerte (fait)`."""

from __future__ import annotations

import re
from typing import Final

from pmgen.legacy.followups import progress
from pmgen.legacy.vocabulary import tongues

_LAST: Final = re.compile(
    r"(?:[^\W_]|[`*\")\]」）])(?:\s*[:：]\s*|\s+[–—-]+\s+|\s*[(（\[])([^\s:：–—()（）\[\]][^:：()（）\[\]\n]{0,60})[)）\]]?[\s.。!]*$"
)
"""The last words, behind a mark that sets them off."""
_OVER: Final = frozenset(("done", "rejected"))
_SAYS: Final = _OVER | {"open", "todo", "in progress", "planned", "on hold"}
"""What English calls the words that say how far work is; `behoben` may be what somebody is told."""
_PLAIN: Final = re.compile(r"(?:done|completed|in progress|pending|todo|deferred|not started)", re.IGNORECASE)
_STATE: Final = re.compile(r"[^\s,;]+")


def status(text: str) -> str:
    """The words behind a follow-up that say how far it is, and nothing else; empty where there are none."""
    last = _words(text)
    known = _english(last) in _SAYS or _PLAIN.fullmatch(last)
    return last if known and progress.status(last) else ""


def doubt(text: str) -> str:
    """Why it is not sure that a follow-up is open: its last words begin as if it were not; empty where they do not."""
    last = _words(text)
    first = _STATE.match(last)
    if first is None or first[0] == last or _english(first[0]) not in _OVER:
        return ""
    return f"ends in `{last}`, which may say how far it is; it is left open"


def _words(text: str) -> str:
    found = _LAST.search(text[-100:])
    return found[1].strip(" .。!*_") if found else ""


def _english(word: str) -> str:
    """The word of English for one of another language; empty for any other."""
    english = tongues.word(word)
    return english if english != word else ""
