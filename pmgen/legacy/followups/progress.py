"""How far a follow-up is, in the words of people; words that may mean either are not taken.

A status is a word for it, and behind that what a status may add: when, by whom, with which commit. After a comma, a
bracket or a dash anything may stand that takes nothing of it back.
"""

from __future__ import annotations

import re
from typing import Final

from pmgen.legacy.lines import bare
from pmgen.legacy.vocabulary import tongues
from pmgen.legacy.vocabulary.calendar_names import MONTH, WEEKDAY
from pmgen.values import Value

_MONTH = rf"{MONTH}\b\.?"
_MONTH_ALONE = rf"(?:{MONTH}|q[1-4])\b(?!\.? \d)"
_DAY = (
    rf"(?:\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?|{_MONTH} \d{{4}}|yesterday)(?:[T ,]+\d\d:\d\d(?: ?UTC|Z)?)?"
)
_REFERENCE = (
    r"(?:`[^`]+`|\[[^\]]+\]\([^)\s]*\)|<?https?://\S+|[\w.-]*[#!]\d+|[a-z][a-z0-9]+-\d+"
    r"|(?:prs?|mrs?|(?:pull|merge) requests?|commits?|issue|ticket|change|release|version|revision) [#!]?[\w.]*\d[\w.]*"
    r"|v?\d+(?:\.\d+)+|(?=[a-f]*\d)[0-9a-f]{7,40})(?![\w-])"
)
_TO_COME = (
    rf"(?:(?:the |early |mid|late )*(?:end|next|then|eo[dwmqy]|q[1-4]|tomorrow|tonight|today|noon|midnight|week|month"
    rf"|year|quarter|sprint|launch|release|christmas|easter|spring|summer|autumn|fall|winter|{MONTH}|{WEEKDAY})\b|\d)"
)
"""With what a day begins by which something is to be done."""
_ADDED: Final = re.compile(
    r"[\s,;:(\[)\]–—·-]*(?:(?:in|on|at|via|with|as of|as|by|per|through|from|see|into|since|and) )?"
    rf"(?:{_REFERENCE}|(?<!by ){_DAY})"
    rf"|\s+by (?!{_TO_COME})(?:the |an? )?@?[\w.'’&/-]+"
    rf"(?: (?!(?:on|at|in|via|with|since|{_TO_COME})\b)[\w.'’&/-]+){{0,3}}"
    r"|\s+(?:to|into|on|in|across|for) (?:(?:all|both|every)(?: [\w-]+){1,3}|prod(?:uction)?|main|master)(?![\w-])",
    re.IGNORECASE,
)
"""What a status may add without a mark before it."""
_APART: Final = re.compile(r"\s*(?:[.,;:(\[|–—·]|-\s|\s-)")
_CLOSED: Final = re.compile(r"[\s.!)\]]*")
_LIGHTS: Final = re.compile(r"[🟢🟡🟠🔴🔵🟣🟤⚪⚫🟩🟨🟧🟥🟦]\ufe0f?")
"""What only colours the words beside it; """
_STOPS: Final = re.compile(r"[🟡🟠🔴🟨🟧🟥]")
"""and what of that is at odds with a word for done."""
_NOTHING_LEFT: Final = re.compile(
    r"\bnothing (?:is )?(?:left|more|else|remains)(?: to do)?\b|\bno (?:further|more) \w+(?: (?:needed|required))?",
    re.IGNORECASE,
)
_TAKEN_BACK: Final = re.compile(
    r"\b(?:not?|never|nothing|without|only|except|excluding|but|however|though|although|yet|until|till|unless|if"
    r"|when|once|after|before|pending|wait\w*|await\w*|will|would|should|must|needs?|needed|to be|to do|todo|tbd|wip"
    r"|remain\w*|left|still|partial\w*|partly|half|mostly|almost|nearly|quite|some|most|parts?|revert\w*|rolled back"
    r"|undone|broke\w*|fail\w*|later|next|soon|tomorrow|planned|scheduled|stag(?:ing|ed)|drafts?|first|temporar\w+"
    r"|for now|revisit|reopen\w*|again|in progress|ongoing|open|blocked|deferred|postponed|paused|on hold"
    r"|duplicate\w*|obsolete|superseded|cancell?ed|rejected|declined|dropped|abandoned|skipped|wont\w*"
    r"|follow[- ]?up\w*|un\w+ed|(?:phase|stage|step) \d+|\d+ of \d+|designs?|prototype|poc|locally|canary|think"
    r"|guess|probably|maybe|perhaps|apparently|supposedly)\b"
    r"|n['’]t\b|\?|(?<![\d/])\d+/\d+(?![\d/])"
    rf"|(?<!100)(?<!100 )%|[❌⏳☐🔲🚧]|\bby {_TO_COME}"
    rf"|[(\[,;:–—-]\s*(?:(?:in|by|early|mid|late) )*{_MONTH_ALONE}",
    re.IGNORECASE,
)
"""What makes it doubtful that all of it is done."""
_COME_BACK: Final = re.compile(
    r"\b(?:until|till|unless|if|yet|for now|before|q[1-4]|currently|moment|later|next|again|still|reopen\w*|revisit\w*"
    r"|reconsider\w*|temporar\w+|partial\w*|partly|this (?:sprint|week|month|quarter|year))\b|\?",
    re.IGNORECASE,
)
"""What makes it doubtful that it will never be done."""
_BECAUSE: Final = re.compile(
    r"\s*(?:$|[.,;:(\[|–—-])|\s+(?:of|by|as|since|because|due to|in favou?r of|any ?more|with|on \d)\b", re.IGNORECASE
)
_REACHED = (
    r"(?:done|completed?|fixed|implemented|applied|shipped|merged|resolved|deployed|closed|landed|finished|released"
    r"|delivered|verified|live|rolled out|in place)(?!-?\w)"
)
_DONE: Final = re.compile(
    rf"(?:{_DAY}[\s:,–—-]+)?(?:(?:the )?(?:pr|mr|pull request|ticket|issue|fix|patch)\s+)?(?:{_REFERENCE}\s+)?"
    r"(?:(?:is|are|was|were|has been|have been|been)\s+)?(?:(?:already|now|fully|all|successfully|100 ?%)\s+)*"
    rf"{_REACHED}(?:\s*(?:,|and|&|/|\+)\s*{_REACHED})*",
    re.IGNORECASE,
)
_WONT_DO: Final = re.compile(
    r"(?:closed(?: as|[:,])? )?(?:(?:won['’]?t|will not|do not|don['’]t|shall not)[ -](?:be )?"
    r"(?:do(?:ne)?|fix(?:ed)?|implement(?:ed)?|happen)"
    r"|wont-?(?:do|fix)|cancell?ed|rejected|declined|dropped|abandoned|obsoleted?|superseded|duplicated?|skipped"
    r"|withdrawn|discarded|scrapped|unnecessary|out of scope|no action (?:is )?(?:needed|required)|not doing"
    r"|(?:no longer|not) (?:needed|required|necessary|relevant|applicable))(?!-?\w)",
    re.IGNORECASE,
)
_OPEN: Final = (
    (
        "blocked",
        r"deferred|postponed|blocked|on hold|paused|parked|suspended|stalled|delayed|a?waiting(?: (?:for|on))?(?! to\b)"
        r"|(?:needs?|pending) (?:an? |the |human )?(?:approval|decision|sign-?off)",
    ),
    (
        "in-progress",
        r"(?:work )?in[ -]progress|ongoing|started|wip|under ?way|partial(?:ly)?|(?:in|under) review"
        r"|(?:(?:is|are) )?being \w+ed",
    ),
    (
        "todo",
        r"to[ -]?do|pending|open|planned|scheduled|outstanding|tbd|backlog|recommended|suggested|proposed|new"
        r"|unresolved|incomplete|unstarted|(?:to|will) be \w+"
        r"|not (?:yet )?(?:started|begun|done|completed?|implemented|fixed|resolved|applied|deployed|merged|finished)",
    ),
)
_OPEN_HEADS: Final = tuple((status, re.compile(rf"(?:{words})(?!-?\w)", re.IGNORECASE)) for status, words in _OPEN)
_TICKS: Final = r"(?:[✅✔☑✓]\ufe0f?|:white_check_mark:|:heavy_check_mark:)"
_DRAWN: Final = (
    ("done", re.compile(_TICKS)),
    ("in-progress", re.compile(r"[🚧🔄]\ufe0f?")),
    ("todo", re.compile(r"[⏳❌☐🔲⬜✗✘]\ufe0f?|:x:")),
)
_UNDONE: Final = re.compile(
    r"\b(?:todo|to do|pending|planned|not (?:yet )?(?:started|done)|outstanding|tbd|backlog|wip|in progress|deferred"
    r"|postponed|blocked|on hold|won['’]?t (?:do|fix)|cancell?ed|rejected|declined|needs? (?:human )?(?:review|work))\b"
    r"|[⏳❌☐🔲]|:x:",
    re.IGNORECASE,
)
_QUALIFIERS = frozenset("the all our what immediate short-term medium-term long-term corrective preventive".split())
_NAMES = frozenset(
    "actions action items item steps tasks measures fixes changes work remediation remediations follow-ups followups"
    " mitigations improvements issues prevention".split()
)
_SAID_BEHIND: Final = re.compile(
    r"[(\[]((?:[^()\[\]]|\[[^\[\]]*\]\([^()\s]*\))+)[)\]]\W*$|(?::|\s[–—-])\s+([^:()\[\]]{1,60})$"
)
_CODE_AT_AN_END: Final = re.compile(r"^`[^`]+`\s|\s`[^`]+`$")
_LINKED: Final = re.compile(r"^\[([^\[\]]*)\]\([^()\s]*\)$")


class Progress(Value):
    """How far something is.

    Args:
        status: in the words of the model.
        plain: nothing else is said.
        sure: all that is said is understood.
    """

    status: str
    plain: bool
    sure: bool


def read(text: str) -> Progress | None:
    """How far something is; `None` where the words do not surely say."""
    drawn = {status for status, pattern in _DRAWN if pattern.search(text)}
    words = tongues.word(_words(text))
    if not re.search(r"\w", words):
        return Progress(drawn.pop(), True, True) if len(drawn) == 1 else None
    found = _of_words(words)
    if found and found.status == "done" and _STOPS.search(text):
        return None
    if drawn == {"done"} and found is None and not _takes_back(words):
        return Progress("done", False, True)
    # What is drawn and what is said have to agree; a box that is not ticked agrees with all but `done`.
    agrees = not drawn or (found and (drawn == {found.status} or (drawn == {"todo"} and found.status != "done")))
    return found if agrees else None


def status(text: str) -> str | None:
    """How far a follow-up is; `None` where the words do not surely say."""
    return found.status if (found := read(text)) else None


def is_plain(text: str) -> bool:
    """Whether a cell says how far something is, and nothing else."""
    return (found := read(text)) is not None and found.plain


def is_sure(text: str) -> bool:
    """Whether all that a text says of how far something is, is understood."""
    found = read(text)
    return found is not None and found.sure


def is_undone(text: str) -> bool:
    """Whether a text says anywhere that something is still to be done, or never will be."""
    return bool(_UNDONE.search(text))


def of_heading(title: str) -> str | None:
    """How far all is below a heading that is a status; `None` for one that only contains such a word."""
    if behind := _SAID_BEHIND.search(title.strip().strip("*_")):
        found = read(behind[1] or behind[2])
        return found.status if found and found.sure else None
    words = bare(title).split()
    while words and words[0].casefold() in _QUALIFIERS:
        words = words[1:]
    named = words
    while named and named[0].casefold() in _NAMES:
        named = named[1:]
    if named == words:  # "completed action items", but not "actions deployed fixes"
        while named and named[-1].casefold() in _NAMES:
            named = named[:-1]
    said = " ".join(named).casefold().removesuffix(" so far")
    return "done" if said == "taken" else status(said) if is_plain(said) else None


def _words(text: str) -> str:
    """A text without what is drawn in it, and without marks and brackets round it."""
    for pattern in (*(each for _, each in _DRAWN), _LIGHTS):
        text = pattern.sub(" ", text)
    words = _LINKED.sub(r"\1", " ".join(text.replace("**", "").split()))
    words = words if _CODE_AT_AN_END.search(words) else bare(words)
    inside = re.fullmatch(r"[(\[]([^()\[\]]*)[)\]]", words)
    return inside[1].strip() if inside else words


def _of_words(words: str) -> Progress | None:
    if found := _WONT_DO.match(words):
        rest = words[found.end() :]
        sure = _BECAUSE.match(rest) and not _COME_BACK.search(rest)
        return Progress("wont-do", _is_over(rest), True) if sure else None
    if found := _DONE.match(words):
        rest = words[found.end() :]
        return Progress("done", _is_over(rest), True) if _adds_nothing_open(rest) else None
    for name, pattern in _OPEN_HEADS:
        if found := pattern.match(words):
            rest = words[found.end() :]
            return Progress(name, _is_over(rest), _is_over(_behind_added(rest)))
    return None


def _is_over(rest: str) -> bool:
    return bool(_CLOSED.fullmatch(rest))


def _adds_nothing_open(rest: str) -> bool:
    """Whether what stands behind a word for done leaves it so."""
    behind = _behind_added(rest)
    return not _takes_back(rest) and (_is_over(behind) or bool(_APART.match(behind)))


def _takes_back(words: str) -> bool:
    return bool(_TAKEN_BACK.search(_NOTHING_LEFT.sub("", words)))


def _behind_added(rest: str) -> str:
    """A text behind what a status may add."""
    at = 0
    while found := _ADDED.match(rest, at):
        at = found.end()
    return rest[at:]
