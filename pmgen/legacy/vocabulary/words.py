"""Words of people as words of the model, where they leave no doubt."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pmgen import times
from pmgen.legacy.vocabulary import tongues
from pmgen.legacy.vocabulary.calendar_names import MONTH_ABROAD, WHOLE_WEEKDAY, month_number

TO_DO = (
    "add|allow|alert|audit|automate|avoid|build|change|check|configure|consider|create|decide|decrease|define|deploy"
    "|disable|do|document|enable|ensure|establish|evaluate|explore|extend|fix|formalise|formalize|implement|improve"
    "|increase|introduce|investigate|make|migrate|monitor|move|plan|prevent|raise|reduce|remove|replace|restore|revert"
    "|review|schedule|set up|standardise|standardize|test|track|update|upgrade|use|verify|wrap|write"
)
"""With what a sentence begins that asks for something, as part of an expression."""
_NEGATED = re.compile(
    r"\b(?:non?|none|not|never|below)(?: an?)?[ -](?:critical|severe|major|high|(?:sev(?:erity)?|[sp])[\s_:-]*[0-5])\b",
    re.IGNORECASE,
)
_SEVERITY = re.compile(r"\bsev(?:erity)?\.?(?: level)?[\s_:#-]*([0-5])\b", re.IGNORECASE)
_LETTER = re.compile(r"(?:^|[(\[/|:,])[\s*_`]*[SP][\s-]?([0-5])(?=[\s*_`]*(?:$|[)\]/|:,.;–—(]|-\s))", re.IGNORECASE)
"""A level by its letter alone, standing apart: `S3` in a sentence is a store."""
_PRIORITY = re.compile(r"\bP[\s-]?([0-4])\b", re.IGNORECASE)
_APART = re.compile(
    r"^\W{0,9}(?:\d{1,2}[.)])?\W{0,9}(?:priority:? )?P[\s-]?([0-4])(?:[*_`)\]:]|\.\s|\s*[–—]|\s+[-(]|\s*$"
    r"|\s+(?:[\w-]+ )?(?:items?|actions?|tasks|fix(?:es)?|measures|improvements|follow[- ]?ups?)\s*$)"
    r"|(?:[(\[][*_`]*|(?:\s[–—-]|:)\s+[*_`]*)(?:priority:? )?P[\s-]?([0-4])[*_`]*[)\]]?[\s*_`.]*$",
    re.IGNORECASE,
)
"""A priority that stands apart: `[P1]`, `P1:`, `(P1)` at an end; any other is what a sentence is about."""
_BEFORE = re.compile(
    r"[*_`(\[]{0,4}(P\d)\b(?=[*_`)\]:]|\s+[–—-]\s)[*_`)\]:]{0,5}(?!(?<=\])\()\s*(?:[:–—-]\s+)?"
    r"(?=[\w`\"'*@(])",
    re.IGNORECASE,
)
"""A priority at the beginning of an action, with a mark between; that of a link is a part of it."""
_NUMBER = re.compile(r"\W*(?:(?:level|priority|prio|tier|class)[ -]?)?([0-5])\W*(?:$|[(:–—-])", re.IGNORECASE)
_IN_WORDS = (
    (re.compile(r"\b(?:critical|blocker|emergency|catastrophic)\b", re.IGNORECASE), 1),
    (re.compile(r"\b(?:high|major|severe)\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:medium|moderate|minor)\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:low|trivial|negligible|informational)\b", re.IGNORECASE), 4),
)
_MADE = (
    r"(?:added|fixed|disabled|removed|updated|deployed|created|enabled|moved|migrated|changed|replaced|installed|patched"
    r"|switched|tuned|adjusted|implemented|configured|deleted|bumped|pinned|raised|lowered|built|introduced|increased"
    r"|reduced|improved|extended|documented|restarted|cleaned|drained|rebooted|reverted|rolled (?:back|out)|notified"
    r"|contacted|informed|filed|wrote|tweaked|purged)"
)
_PAST = re.compile(
    rf"\W*(?:(?:we|i)(?: have|'ve|’ve)? (?:now |already |also )?(?:{_MADE}|advised|asked|put|set|made|ran)\b(?!-)"
    rf"|{_MADE} (?:(?:an?|the|our|all|both|its|more|another|some|up|to|from|and \w+ed)\b|[`\"\d]))",
    re.IGNORECASE,
)
_ACT = (
    r"(?:(?:force-)?deleted|(?:hard-)?reset|restarted|rebooted|drained|(?:un)?cordoned|evicted|killed|stopped|terminated"
    r"|flushed|purged|cleaned(?: up)?|cleared|truncated|(?:lazy-)?(?:un|re)mounted|rolled back|reverted|failed over"
    r"|disabled|removed|recreated|redeployed|reinstalled|restored|rotated|revoked|replayed|resumed|notified|contacted|informed)"
)
"""What is done to a system or told to people: nobody asks for a thing by calling it so, as for `improved alerts`."""
_SINGULAR = r"(?:`[^`]+`|[\w./-]*(?:[^\Ws.]|ss|us|is|fs)|\d+|[A-Z][\w.-]*)"
_TOLD = re.compile(
    rf"\W*(?i:{_ACT}(?: and {_ACT})*)(?: {_SINGULAR}){{0,2}} [\w./`-]+"
    r"(?:\.?\s*$|\s*[,;:(+→—–]| (?:and|on|in|at|from|to|for|with|via|by|of|into|across|manually|one by one)\b)"
)
"""An act, and what it was done to in few words, of which only the last is a plural: else a verb may follow."""
_BEEN = re.compile(
    r".*?\b(?:has|have) (?:now |already |since |also )?been "
    rf"(?:{_MADE}|made|applied|merged|released|upgraded|set up)\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:should|must|needs?|needed|will|would|again|until|once|when|if|after|before|not|yet|next|still|to be|pending"
    rf"|half|later|temporar\w+|for now|in q\d|by {WHOLE_WEEKDAY})\b|\?",
    re.IGNORECASE,
)
"""What makes it doubtful that all of it was done."""
_AND_DO = re.compile(rf"[,;.:]\s+(?:then |and |but |please )*(?:{TO_DO})\b", re.IGNORECASE)
"""Behind what was done something that is still to be done."""
_PRIORITIES = {"critical": "P0", "highest": "P0", "high": "P1", "medium": "P2", "low": "P3"}
_NOBODY = re.compile(
    r"\W*(?:(?:tb[da]|todo|n/?a|none|nobody|unknown|unassigned|(?:your |team )?name)\W*)?", re.IGNORECASE
)
_FORM = re.compile(
    r"\\?<(?!/)[^<>@:/=\n]{1,80}>|\{\{?[^{}\n]{1,80}\}\}?|\bYYYY[-/]MM[-/]DD\b|\b(?:MM/DD|DD/MM)/YYYY\b|\bHH:MM\b"
    r"|\\?\[(?:actions?|events?|tasks?|items?|descri\w+|what|who|when|follow[- ]?ups?|owner|name|team|person|priority"
    r"|type|status|tickets?|due|date|deadline|insert|your|link)\b[^\[\]\n]{0,80}\](?!\()",
    re.IGNORECASE,
)
"""What a form has where somebody should have written something."""
_IN_FORMS = frozenset("owner due date by priority p0 p1 p2 p3 status type todo to do open".split())
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NAME = r"[A-Z](?:[a-z]{2,8}|[A-Z]{2,8})"
_MONTH_FIRST = re.compile(rf"\b({_NAME})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?(?: of| de)? ({_NAME}|{MONTH_ABROAD})\.?,?(?: del?)? (\d{{4}})\b"
)

# As Jira writes them, `03/Feb/26`, and others `3-Feb-2026`.
_MARKED = re.compile(r"(?<![\w/-])(\d{1,2})(?:/([A-Z][a-z]{2})/(\d\d(?:\d\d)?)|-([A-Z][a-z]{2})-(\d{4}))(?![\w/-])")
_IN_SIGNS = re.compile(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
# With points between its parts a date has the day first, in whatever language.
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.]\d)")

_YEAR_BEHIND = re.compile(r" г(?:ода)?$")
"""`Year` in Russian."""
_WRITTEN = (
    (_ISO, "ymd"), (_MONTH_FIRST, "mdy"), (_DAY_FIRST, "dmy"), (_DOTTED, "dmy"), (_MARKED, "dmy"), (_IN_SIGNS, "ymd"),
)  # fmt: skip


def severity(text: str, levels: Sequence[str]) -> tuple[str, bool] | None:
    """The level of a severity, in whatever way people write it; `None` where none is stated.

    Args:
        levels: their names, worst first.

    Returns:
        The level, and whether it is the very one that is stated; else it is the nearest.
    """
    text = _NEGATED.sub("", tongues.english(text))
    by_name = {name.casefold(): name for name in levels if not re.search(r"\d", name)}
    if by_name and (said := re.search(rf"\b(?:{'|'.join(map(re.escape, by_name))})\b", text.casefold())):
        return by_name[said[0]], True
    if found := _SEVERITY.search(text) or _LETTER.search(text) or _NUMBER.match(text):
        stated = int(found[1])
        by_number = {int(number[0]): name for name in levels if (number := re.search(r"\d+", name))}
        by_number = by_number or dict(enumerate(levels, start=1))
        nearest = min(by_number, key=lambda number: abs(number - stated))
        return by_number[nearest], nearest == stated
    place = next((place for pattern, place in _IN_WORDS if pattern.search(text)), None)
    return None if place is None else (levels[min(place, len(levels)) - 1], True)


def priority(text: str) -> str | None:
    """A priority, `P0` to `P3`, that a text is marked with, or that is all it says."""
    found = _APART.search(text)
    if found:
        return f"P{min(3, int(found[1] or found[2]))}"
    return _PRIORITIES.get(tongues.word(text.strip(" *_`")).lower())


def without_priority(text: str, entered: str) -> str:
    """A text without the priority that it begins with: that stands beside it now.

    Args:
        entered: the priority; another one stays, and so does one within marks of emphasis that go on behind it, and one
            that may be the first word of a sentence: `**P1** alerts must page`.
    """
    found = _BEFORE.match(text)
    if found is None or found[1].upper() != entered:
        return text
    rest = text[found.end() :]
    goes_on = rest[0].islower() and not set(found[0]).intersection(":)]–—-")
    return text if goes_on or rest.count("**") % 2 else rest


def priority_of_cell(text: str) -> str | None:
    """A priority in a cell that is there to say it."""
    found = _PRIORITY.search(text)
    return f"P{min(3, int(found[1]))}" if found else priority(text)


def is_past(text: str, told: bool = False) -> bool:
    """Whether an action is told as one that was taken, and nothing of it is still to come.

    Args:
        told: it stands among what was done about an incident; an act needs no article then to be one.
    """
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    return (
        not _NOT_ALL.search(text)
        and not _AND_DO.search(text)
        and bool(_PAST.match(text) or _BEEN.match(first) or (told and _TOLD.match(text)))
    )


def is_nobody(name: str) -> bool:
    """Whether what stands for a name names nobody: `TBD`, `N/A`, a dash, the words of a form."""
    return _NOBODY.fullmatch(name) is not None or is_form(name)


def is_form(text: str) -> bool:
    """Whether a text is of a form that nobody filled in: `<action>`, `YYYY-MM-DD`, and what stands between them."""
    left, number = _FORM.subn(" ", text)
    return number > 0 and _IN_FORMS.issuperset(re.findall(r"\w+", left.lower()))


def days(text: str) -> list[dt.date]:
    """The dates with a year in a text, in their order."""
    found: list[tuple[int, dt.date]] = _slashed(text)
    for pattern, order in _WRITTEN:
        for match in pattern.finditer(text):
            parts = dict(zip(order, filter(None, match.groups()), strict=True))
            month = int(parts["m"]) if parts["m"].isdigit() else month_number(parts["m"])
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            if day := times.calendar_day(year, month, int(parts["d"])):
                found.append((match.start(), day))
    return [day for _, day in sorted(found)]


def day_alone(text: str) -> dt.date | None:
    """The date with a year that is all a text says."""
    text = _YEAR_BEHIND.sub("", text.strip(" .*_`"))
    whole = any(pattern.fullmatch(text) for pattern, _ in _WRITTEN)
    return next(iter(days(text)), None) if whole else None


def _slashed(text: str) -> list[tuple[int, dt.date]]:
    """Dates with the year last, of which only one number can be the month."""
    found = []
    for match in re.finditer(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d\d(?:\d\d)?)(?![\d/-])", text):
        one, other = int(match[1]), int(match[3])
        if max(one, other) > 12 >= min(one, other) > 0 and max(one, other) <= 31:
            year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
            if day := times.calendar_day(year, min(one, other), max(one, other)):
                found.append((match.start(), day))
    return found


def either_day(text: str) -> tuple[str, dt.date, dt.date] | None:
    """The first date with slashes of which nobody can tell the month: as written, then day first, then month first."""
    for match in re.finditer(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/-])", text):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        if 0 < one <= 12 and 0 < other <= 12 and year:
            return match[0], dt.date(year, other, one), dt.date(year, one, other)
    return None
