"""An action made a follow-up, and whether two actions are the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from pmgen.legacy.followups import progress
from pmgen.legacy.lines import bare
from pmgen.legacy.vocabulary import headings, words

_FEW: Final = 200
_ENOUGH: Final = 20
"""Characters with which two texts begin alike, to be one."""

_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_EXPLAINS = re.compile(r"\s[(\[–—-]|[,;:]\s|\s(?:via|using)\s")
_LESS = re.compile(
    r"\b(?:but|only|half|part(?:ly|ial|ially)?|some|most|except|not|without|still|plan\w*|draft\w*|revert\w*"
    r"|rolled back|tried|attempt\w*|fail\w*|pending|later|first|staging|test)\b"
)
_AND = re.compile(r"[\s,;]*(?:and|then)\b")
_NOTHING = re.compile(
    r"(?:n/?a|none|nothing|tbd|no (?:follow[- ]?ups?|action items|actions?))?"
    r"(?: (?:(?:is|are|was|were) )?(?:needed|required|identified|planned|yet|so far|for now"
    r"|at th(?:is|e) (?:time|moment)))?"
)
_SAYS_NOTHING = frozenset(
    "a an the of to on in at for with and or by as from it its our we have has been add added".split()
)
_IRREGULAR = {"wrote": "write", "written": "write", "built": "build", "made": "make", "ran": "run", "sent": "send"}


def followup_of(action: str, about: str, said: str, context: str) -> dict[str, Any]:
    """A follow-up, in the words of front matter.

    Args:
        about: where its priority may be stated.
        said: how far it is, in the words of the source; empty if it does not say. Where they are not understood, it is
            open, whatever else may tell of it.
        context: the heading above it, which may say so of all below it.
    """
    followup: dict[str, Any] = {"action": action.strip()}
    if priority := words.priority(about):
        followup |= {"action": words.without_priority(action.strip(), priority), "priority": priority}
    if said.strip():
        status = progress.status(said)
    else:
        past = words.is_past(action, told=bool(headings.TELLS.search(context)))
        status = progress.of_heading(context) or ("done" if past else None)
    if status in ("wont-do", "blocked"):
        reason = said.strip()
        inside = _IN_BRACKETS.fullmatch(reason)
        followup |= {"status": status, "reason": (inside[1] if inside else reason) or bare(context)}
    elif status and status != "todo":
        followup["status"] = status
    return followup


def matching(action: str, found: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The follow-up that an action means; `None` where none does, or several may.

    Args:
        action: what is to be done, as `plain_action` gives it.
    """
    plain = [(plain_action(each), each) for each in found]
    same = [each for other, each in plain if other == action]
    if same or not action:
        return same[0] if len(same) == 1 else None
    begins = [each for other, each in plain if _begins(action, other) or _begins(other, action)]
    if begins:
        return begins[0] if len(begins) == 1 else None
    if len(found) > _FEW:
        return None  # among so many, words alone say too little
    mine = _words(action)
    scores = ((_shared(mine, _words(other)), number) for number, (other, _) in enumerate(plain))
    likely = sorted(scores, reverse=True)[:2]
    if not likely or not likely[0][0] or (len(likely) > 1 and likely[0][0] == likely[1][0]):
        return None
    return found[likely[0][1]]


def _begins(text: str, other: str) -> bool:
    return len(other) >= _ENOUGH and text.startswith(other[:40])


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", text))


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of common words among those of the shorter text; 0 where they are too few."""
    shared = len(mine & theirs)
    return shared / min(len(mine), len(theirs)) if shared > 3 and shared >= 0.7 * min(len(mine), len(theirs)) else 0


def is_other(done: str, planned: str) -> bool:
    """Whether what was done is more, or something else, than what was planned, though they share most of their words.

    What stands in brackets, or behind a mark, explains; else any word that is more may change it: a plan to move
    something is not the move.

    Args:
        done: as `plain_action` gives it, and so is `planned`.
    """
    wanted, told = _stems(planned), _stems(done)
    found = _EXPLAINS.search(done)
    at = found.start() if found else len(done)
    more = set(_stems(done[:at])) - set(wanted)
    less = [match[0] for match in _LESS.finditer(done[at:]) if match[0] not in planned]
    rest = planned.removeprefix(done)
    goes_on = rest != planned and _AND.match(rest)
    return bool(more or less or goes_on or set(wanted[:1]) - set(told))


def _stems(text: str) -> list[str]:
    """The words of a text that carry meaning, each without its ending."""
    words_ = (word for word in re.findall(r"\w+", text) if word not in _SAYS_NOTHING)
    return [_stem(_IRREGULAR.get(word, word)) for word in words_]


def _stem(word: str) -> str:
    stem = re.sub(r"(?<=\w{3})(?:ing|ed|es|e|s|d)$", "", word)
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", re.sub(r"(?:i|y)$", "y", stem))


def plain_action(followup: dict[str, Any]) -> str:
    """What is to be done, in a form that can be compared."""
    return bare(followup["action"]).casefold()


def asks_nothing(action: str) -> bool:
    """Whether an action is none: `N/A`, a dash, `<action>` of a form that nobody filled in."""
    return bool(_NOTHING.fullmatch(action.strip(" .…*_-–—()").lower())) or words.is_form(action)
