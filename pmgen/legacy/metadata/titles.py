"""The title of a document: from its heading, its front matter, a field, or the name of its file."""

from __future__ import annotations

import re

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.metadata import fields
from pmgen.legacy.vocabulary import headings, labels, words
from pmgen.legacy.vocabulary.calendar_names import MONTH

_KINDS = (
    r"(?:\[?(?:(?:production|blameless|public|internal|major|incident|outage) )*post[\s-]?mortems?"
    r"(?: report| review| analysis)?\]?|(?:post[\s-])?incident (?:rca )?(?:report|review|analysis|summary)"
    r"|rca(?: report)?|pir|root cause analysis|outage report|after[\s-]action (?:report|review)"
    r"|(?:incident )?retro(?:spective)?|пост-?мортем)"
)
_DATE = (
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\.?,? \d{{4}}"
)
_PREFIX = re.compile(
    rf"^(?:[^\w\s\[(`\"'#]{{1,2}}\s+(?={_KINDS}))?"
    rf"(?:(?:{_KINDS})(?: #\d+)?\s*(?:[:–—|-]+|for\b|of\b|on\b|(?={_DATE}))\s*"
    rf"|incident\s*(?::|\s[–—-])\s*|title:\s*|\[postmortem\]\s*"
    rf"|(?:incident|outage) (?:on )?\d{{4}}-\d\d-\d\d\s*[:–—-]\s*|\[(?:{_KINDS})\]\s*|PM\d{{4}}-\d+(?:\s*[–—:-]\s*|\s+)"
    rf"|post[\s-]?mortems?\s+(?!covering|of\b)(?=\S+ \S)|\d{{4}}-\d\d-\d\d/\d\d\s+"
    rf"|(?:{_DATE})\s*(?:[–—|:,/-]|to\b|and\b)+\s*"
    rf"|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\s+(?=\w)"
    r"|[\[(]?\d{4}[-/]\d\d[-/]\d\d[\])]?\s*[–—|:-]*\s*|20\d\d[01]\d[0-3]\d\s*[–—:-]\s*)+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(rf"\s*[–—,:|([-]+\s*(?:an? )?(?:(?:{_KINDS}|{_DATE})[\s,]*)+[)\]]?\s*$", re.IGNORECASE)
# In the title of front matter such a day may be part of the name; in a heading it only dates the document.
_DATED = re.compile(rf"\s+on (?:{_DATE})\s*$", re.IGNORECASE)
_ENOUGH = 2
"""Lines that name sections."""
_A_FEW = 3
"""Lines above the first of these."""
_LONGEST_LINE = 100
"""Characters."""
_LONGEST_TITLE = 300
"""Characters; what is longer is no title that anybody dated."""
_TAG = re.compile(r"</?(?:h[1-6]|b|strong|i|em|u|center|span|p|br)\b[^<>]*>", re.IGNORECASE)
# A day behind a few words dates them; behind a sentence it may be what that is about.
_DATED_SHORT = re.compile(
    r"^(\S+(?: \S+){0,3}?)(?<! for)(?<! of)(?<! in)(?<! by)(?: (?:on|am|vom|du|le|del|el))?"
    r" (?:\d{4}-\d\d-\d\d|\d\d[-/.]\d\d[-/.]\d{4})$"
)
_ENCLOSED = re.compile(r"^\s*(\*{1,3}|_{1,3})(?=\S)([^*_]+)\1\s*$")
_LINKED = re.compile(r"^\s*\[([^\[\]]+)\]\([^()\s]*\)\s*$")
_OF_TRACKER = re.compile(r"(?<=\S)\s+Created: \d\d/[A-Z][a-z]{2}/\d\d\b.*$")
"""What the export of a tracker has behind the title of an issue."""
_OVERLINE = re.compile(r"^([=~^*#\"'`+-])\1{3,}\s+(?=\w)")
"""The line above a title, in the way of reStructuredText."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_KIND_LAST = re.compile(r"(?<=\w)\s+post[\s-]?mortem\s*$", re.IGNORECASE)
_STATED = re.compile(
    r"(?:(?:in|under|now|fully|being|still|not|yet|the|root cause|all|partially|mostly|almost)\s+)*+"
    r"(?:actions?|active|approved|await\w*|blocked|cancell?ed|closed?|complete\w*|done|draft\w*|final\w*|fixed|fix"
    r"|identified|implemented|investigat\w+|live|merged|mitigated|mitigation|monitor\w*|n/?a|new|normal|ongoing|open"
    r"|operational|pending|planned|progress|published|ready|recover\w*|restored|resol\w+|review\w*|signed|tb[acd]|to"
    r"|unknown|unresolved|verified|waiting|wip|withdrawn|work|workaround|\d+)\b|\S+$|\W",
    re.IGNORECASE,
)
"""How far an incident or its document is, where a heading says `Status:`, and not what went wrong."""
_GENERIC = re.compile(r"(?:the |an? )?(?:outage|incident|downtime|issue|problem)", re.IGNORECASE)
"""What names no incident, so that what was said beside it has to."""
_KIND = re.compile(rf"\b{_KINDS}\b", re.IGNORECASE)
_ONLY_ID = re.compile(r"(?:incident )?(?:[A-Z]{2,10}-|#)?\d{1,7}", re.IGNORECASE)
_ONLY_KIND = re.compile(rf"\W*(?:{_KINDS})\W*", re.IGNORECASE)


def read(draft: Draft, own: str, fallback: str) -> str:
    """The title: of the first heading, without what it says of the kind of document and of the day.

    Args:
        own: of the front matter, where the document does not begin with a heading of the first level.
        fallback: where there is neither.
    """
    found = [each for each in draft.blocks if each.kind == "heading"]
    first, second = next(iter(found), None), next(iter(found[1:]), None)
    begins = first is next(iter(lines.not_blank(draft.blocks)), None)
    top = first if begins and first is not None and first.level == 1 else None
    if own and not (top and _names_document(top)):
        if top and clean(top.text) == clean(own):
            draft.take(top, top.text)
        return clean(own)
    if first is not None and begins and (asked := _answer(draft, first)):
        draft.take(first, first.text)
        draft.take(asked)
        return clean(asked.text)
    if first is None or (not begins and first.level > 1) or not _is_title(first):
        return clean(_stated_title(draft) or _plain_title(draft) or fallback)
    return _of_heading(draft, first, second)


def _answer(draft: Draft, heading: Block) -> Block | None:
    """The line below a heading that only asks for a title, as forms do."""
    below = lines.not_blank(draft.section(draft.place(heading)))
    asks = heading.level > 1 and labels.field(lines.name_of(heading)) == "title"
    return below[0] if asks and len(below) == 1 and below[0].kind == "text" and "\n" not in below[0].text else None


def _of_heading(draft: Draft, first: Block, second: Block | None) -> str:
    """The title that a heading is, or the one behind it, where the first only says what kind of document it is."""
    found = first
    if _ONLY_KIND.fullmatch(first.text) or _ONLY_ID.fullmatch(first.text):
        if stated := _stated_title(draft):
            return stated
        if second and second.level == 1 and _is_title(second):
            draft.take(first, first.text)
            found = second
    draft.take(found)
    title = clean(_DATED.sub("", clean(found.text)))
    if title != found.text:
        draft.labels.append(found.text)
    return title


def _plain_title(draft: Draft) -> str:
    """The line above the sections of a text without marks; of some, the one that says what kind of document it is.

    A line that only says that, or on which day it was, is no title.
    """
    told = lines.not_blank(draft.blocks)
    sections = [draft.lines[each.start].lstrip() for each in told if each.kind == "heading"]
    if len(sections) < _ENOUGH or told[0].kind != "text" or any(each.startswith("#") for each in sections):
        return ""
    rows = {row: draft.lines[row].strip() for row in range(told[0].start, told[0].end)}
    if len(rows) > _A_FEW or any(len(each) > _LONGEST_LINE or each[-1] in ".;,:" for each in rows.values()):
        return ""
    names = [row for row, each in rows.items() if not (_ONLY_KIND.fullmatch(each) or words.day_alone(each))]
    found = [row for row in names if _KIND.search(rows[row])][:1]
    found = found or ([] if len(names) > 1 or fields.pairs(told[0]) else names)
    for row in found:
        draft.taken.add(row)
        draft.labels.append(rows[row])
    return "".join(map(rows.__getitem__, found))


def _is_title(heading: Block) -> bool:
    """Whether a heading names the incident, or what kind of document it is, and no section or field."""
    name = lines.name_of(heading)
    asks = heading.level > 1 and labels.field(name) not in ("", "title")
    return bool(heading.text) and not asks and not _is_field(heading) and not headings.SECTION.fullmatch(name)


def _is_field(heading: Block) -> bool:
    """Whether a heading is a label and its value; at the top, `Title: …` names the incident, as `Status: …` may."""
    label, colon, value = heading.text.partition(":")
    name = labels.field(label.strip()) if colon else ""
    names = heading.level == 1 and value and (name == "title" or (name == "status" and _tells(value)))
    return bool(name) and not names


def _tells(status: str) -> bool:
    """Whether the value of a status tells what went wrong."""
    return not _STATED.match(status.strip())


def _names_document(heading: Block) -> bool:
    """Whether a heading says of itself that it is the title of a post-mortem."""
    return _is_title(heading) and bool(_KIND.search(heading.text)) and not _ONLY_KIND.fullmatch(heading.text)


def _stated_title(draft: Draft) -> str:
    """The title that a field at the top holds, or the subject of a letter, where no heading says more than what kind of
    document it is.
    """
    pairs = [pair for block in fields.top(draft) for pair in fields.pairs(block)]
    return next((value for label, value in pairs if labels.field(label) == "title" or label.lower() == "subject"), "")


def clean(text: str) -> str:
    """A title without "Post-mortem:" and dates; unchanged if nothing would be left."""
    text = _OF_TRACKER.sub("", text)
    text = " ".join(
        _ENCLOSED.sub(r"\2", _LINKED.sub(r"\1", _ESCAPED.sub(r"\1", _TAG.sub("", _OVERLINE.sub("", text))))).split()
    ) or " ".join(text.split())
    if len(text) > _LONGEST_TITLE:
        return text
    short = _SUFFIX.sub("", _PREFIX.sub("", text)).strip(" –—-:,/")
    short = _DATED_SHORT.sub(r"\1", _KIND_LAST.sub("", short))
    if re.fullmatch(_DATE, short, re.IGNORECASE) or _GENERIC.fullmatch(short) or not re.search(r"[^\W\d_]", short):
        return text
    return short or text
