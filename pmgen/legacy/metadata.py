"""Title, date, severity and the like: from a table, from lines `**Field:** value`, from the heading, from the file."""

from __future__ import annotations

import datetime as dt
import re

from pmgen.legacy import lines, words
from pmgen.legacy.draft import Draft, Note
from pmgen.legacy.lines import Block, bare
from pmgen.serialize import plain

_FIELD = re.compile(r"^\s*(?:[-*+]\s+)?(?:\*\*|__)([^*_|\n]{2,40}?):?(?:\*\*|__):?\s*(.*)$", re.DOTALL)
_PLAIN = re.compile(r"^\s*(?:[-*+]\s+)?([A-Za-z][\w /-]{2,30}):\s+(\S.*)$", re.DOTALL)
_ELSEWHERE = re.compile(
    r"\W*(?:stats|statistics|metadata|details|incident details|at a glance|key facts)\W*$", re.IGNORECASE
)
_INLINE = re.compile(r"(?:\*\*|__)([^*_|\n]{2,40}?):?(?:\*\*|__):?\s*")
_KINDS = (
    r"(?:\[?post[\s-]?mortems?(?: report| review| analysis)?\]?|(?:post[\s-])?incident (?:report|review|analysis)|rca|"
    r"root cause analysis|outage report|(?:incident )?retro(?:spective)?)"
)
_DATE = (
    r"\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4}|[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}"
)
_PREFIX = re.compile(
    rf"^(?:(?:{_KINDS})\s*(?:[:–—|-]+|for\b|of\b|on\b|(?={_DATE}))\s*|incident\s*(?::|\s[–—-])\s*|\[postmortem\]\s*"
    rf"|incident (?:on )?\d{{4}}-\d\d-\d\d\s*[:–—-]\s*|\[(?:{_KINDS})\]\s*|PM\d{{4}}-\d+(?:\s*[–—:-]\s*|\s+)"
    rf"|post[\s-]?mortems?\s+(?!covering|of\b)(?=\S+ \S)|(?:{_DATE})\s*(?:[–—|:,/-]|to\b|and\b)+\s*"
    rf"|(?-i:[A-Z][a-z]{{2,8}} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})\s+(?=\w)"
    r"|[\[(]?\d{4}[-/]\d\d[-/]\d\d[\])]?\s*[–—|:-]*\s*|20\d\d[01]\d[0-3]\d\s*[–—:-]\s*)+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(rf"\s*[–—,:|([-]+\s*(?:(?:{_KINDS}|{_DATE})[\s,]*)+[)\]]?\s*$", re.IGNORECASE)
# In the title of a record such a day may be part of the name; in a heading it only dates the document.
_DATED = re.compile(rf"\s+(?:on (?:{_DATE}))\s*$", re.IGNORECASE)
_LINKED = re.compile(r"\[([^\[\]\n]{1,80})\]\([^()\s]*\)")
_LEVEL = re.compile(r"\bSEV[ -]?[0-5]\b", re.IGNORECASE)
_LONGEST_TITLE = 300
"""Characters; what is longer is no title that anybody dated."""
_TAG = re.compile(r"</?(?:h[1-6]|b|strong|i|em|u|center|span|p|br)\b[^<>]*>", re.IGNORECASE)
# A day behind a few words dates them; behind a sentence it may be what that is about.
_DATED_SHORT = re.compile(
    r"^(\S+(?: \S+){0,3}?)(?<! for)(?<! of)(?<! in)(?<! by)(?: on)? (?:\d{4}-\d\d-\d\d|\d\d[-/.]\d\d[-/.]\d{4})$"
)
_KIND_LAST = re.compile(r"(?<=\w)\s+post[\s-]?mortem\s*$", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:executive |incident |issue )?(?:summary|overview)|introduction|background|date(?: and time)?|authors?|abstract"
    r"|tl;?dr|timeline|impact|details|(?:incident )?metadata|incident details|root causes?|what happened",
    re.IGNORECASE,
)
_KIND = re.compile(rf"\b{_KINDS}\b", re.IGNORECASE)
_ONLY_KIND = re.compile(rf"\W*(?:{_KINDS})\W*", re.IGNORECASE)
_AS_SECTIONS = ("date", "severity", "status", "services")
LABELS = {
    "date": "date", "incident date": "date", "day": "date", "when": "date", "start": "date", "started": "date",
    "date of incident": "date", "incident date/time": "date", "date/time": "date", "occurred": "date",
    "outage date": "date", "date of outage": "date", "incident time": "date", "began": "date", "start date": "date",
    "incident severity": "severity", "severity level": "severity", "incident status": "status", "title": "title",
    "prepared by": "authors", "impacted services": "services", "component": "services", "system": "services",
    "affected components": "services", "impacted systems": "services", "timezone": "timezone", "time zone": "timezone",
    "start time": "date", "incident start": "date", "window": "date", "incident window": "date", "opened": "date",
    "date opened": "date", "detected": "date", "incident from": "date", "from": "date", "incident began": "date",
    "severity": "severity", "sev": "severity", "impact level": "severity", "priority": "severity", "level": "severity",
    "status": "status", "state": "status", "duration": "duration", "total duration": "duration",
    "affected services": "services", "services affected": "services", "service": "services", "services": "services",
    "affected systems": "services", "systems affected": "services", "systems": "services", "components": "services",
    "affected": "services", "author": "authors", "authors": "authors", "written by": "authors", "owner": "owner",
    "incident commander": "authors", "attendees": "authors", "tags": "tags", "labels": "tags",
}  # fmt: skip
"""What people call the fields that the model has."""


def read_title(draft: Draft, own: str, fallback: str) -> str:
    """The title: of the first heading, without what it says of the kind of document and of the day.

    Args:
        own: of the front matter, where the document does not begin with a heading of the first level.
        fallback: where there is neither.
    """
    headings = [each for each in draft.blocks if each.kind == "heading"][:2]
    found = headings[0] if headings else None
    first = next((each for each in draft.blocks if each.kind != "blank"), None)
    if own and (found is None or found is not first or found.level > 1 or not _names_document(found)):
        return clean_title(own)
    if found is None or (found is not first and found.level > 1) or not _is_title(found):
        return clean_title(fallback)
    if _ONLY_KIND.fullmatch(found.text):
        if stated := _stated_title(draft):
            return stated
        if len(headings) > 1 and headings[1].level == 1 and _is_title(headings[1]):
            draft.take(found, found.text)
            found = headings[1]  # the first says what kind of document it is, and the second what about
    draft.take(found)
    title = clean_title(_DATED.sub("", clean_title(found.text)))
    if title != found.text:
        draft.labels.append(found.text)
    return title


def _is_title(heading: Block) -> bool:
    """Whether a heading names the incident, or what kind of document it is, and no section or field."""
    field = heading.text.partition(":")[0].strip().lower() in LABELS and ":" in heading.text
    return bool(heading.text) and not field and not _SECTION.fullmatch(lines.name_of(heading))


def _names_document(heading: Block) -> bool:
    """Whether a heading says of itself that it is the title of a post-mortem."""
    return _is_title(heading) and bool(_KIND.search(heading.text)) and not _ONLY_KIND.fullmatch(heading.text)


def _stated_title(draft: Draft) -> str:
    """The title that a field at the top holds, where the heading says no more than what kind of document it is."""
    pairs = [pair for block in _top(draft) for pair in _pairs(block)]
    return next((value for label, value in pairs if label.lower() == "title"), "")


def clean_title(text: str) -> str:
    """A title without "Post-mortem:" and dates; unchanged if nothing would be left."""
    text = " ".join(bare(_TAG.sub("", text)).split()) or " ".join(text.split())
    if len(text) > _LONGEST_TITLE:
        return text
    short = _SUFFIX.sub("", _PREFIX.sub("", text)).strip(" –—-:,/")
    short = _DATED_SHORT.sub(r"\1", _KIND_LAST.sub("", short))
    if re.fullmatch(_DATE, short):
        return text
    return short or text


def read_fields(draft: Draft) -> dict[str, str]:
    """The fields at the top, before the first section, in the words of the source.

    A table or a list of fields leaves the body only if all of it is understood.
    """
    found: dict[str, str] = {}
    for block in _top(draft):
        pairs = _pairs(block)
        known = [(LABELS[label.lower()], label, value) for label, value in pairs if label.lower() in LABELS]
        for name, _, value in known:
            found.setdefault(name, value)
        if known and len(known) == len(pairs):
            draft.take(block)
            draft.fields += pairs
    for place, block in enumerate(draft.blocks):
        # What is stated at the end of a document stays there.
        if block.kind == "heading" and _ELSEWHERE.match(block.text):
            for label, value in (pair for each in draft.section(place) for pair in _pairs(each)):
                if (name := LABELS.get(label.lower(), "")) in ("severity", "date"):
                    found.setdefault(name, value)
        elif block.kind == "heading" and (name := LABELS.get(lines.name_of(block).lower(), "")) in _AS_SECTIONS:
            section = [each for each in draft.section(place) if each.kind != "blank"]
            if len(section) == 1 and section[0].kind == "text" and "\n" not in section[0].text:
                found.setdefault(name, section[0].text.strip())
    return found


def _top(draft: Draft) -> list[Block]:
    found: list[Block] = []
    for block in draft.blocks:
        if block.kind == "heading" and found and block.level > 1:
            break
        found.append(block)
    return [each for each in found if each.kind in ("table", "item", "text")]


def _pairs(block: Block) -> list[tuple[str, str]]:
    """Fields and values in a block; none where it is something else."""
    if block.kind == "table":
        head, rows = lines.rows(block)
        if len(head) != 2:
            return []
        return [(bare(name), value.strip()) for name, value in (head, *rows) if bare(name).lower() not in ("field", "")]
    parts = _INLINE.split(block.text)
    if len(parts) > 3 and not parts[0].strip(" -*+|·•"):
        return [(bare(name), value.strip(" |·•\n")) for name, value in zip(parts[1::2], parts[2::2], strict=False)]
    texts = block.text.split("\n")
    found = [match for line in texts if (match := _FIELD.match(line) or _plain(line, block.kind))]
    # Without marks of emphasis only a label that is known makes a field, and the other lines beside it.
    sure = any(_FIELD.match(line) for line in texts) or any(match[1].lower() in LABELS for match in found)
    if sure and len(found) == len(texts):
        return [(bare(match[1]), match[2].strip()) for match in found]
    return []


def badge(draft: Draft) -> str:
    """A severity that stands by itself above or below the title, as on a badge."""
    for block in _top(draft):
        for line in block.text.split("\n") if block.kind == "text" else ():
            if re.match(r"\W*sev(?:erity)?[\s_:-]*[0-5]\b", line, re.IGNORECASE) and len(line) < 40:
                return line
    # A field whose label is in another language.
    tables = (pair for block in draft.blocks if block.kind == "table" for pair in _pairs(block))
    return next((value for _, value in tables if re.match(r"\W*SEV[\s_-]?[0-5]\b", value)), "")


def _plain(line: str, kind: str) -> re.Match[str] | None:
    """What may be a field without marks of emphasis."""
    return _PLAIN.match(f"- {line}" if kind == "item" else line)


def day_of(texts: list[str]) -> dt.date | None:
    """The first date in some texts."""
    return next((day for text in texts for day in words.days(text)), None)


def read_either(draft: Draft, today: dt.date) -> dt.date | None:
    """The day of a date that can be read in two ways; what is still to come it is not, else the day comes first."""
    for number, line in enumerate(draft.lines):
        if found := words.either_day(line):
            written, day_first, month_first = found
            day = month_first if draft.month_first or day_first > today >= month_first else day_first
            if day_first != month_first and draft.month_first is None:
                draft.notes.append(Note(draft.first + number + 1, f"`{written}` could be two days; `{day}` is taken"))
            return day
    return None


def put_severity(draft: Draft, text: str, levels: list[str]) -> bool:
    """Enter the severity, and what else is said of it as its reason; whether there was one."""
    said = _LINKED.sub(r"\1", text.strip())
    number = words.severity(said)
    if number is None:
        return False
    draft.tree["severity"] = levels[min(number, len(levels)) - 1]
    if len(set(_LEVEL.findall(said))) > 1:
        draft.notes.append(Note(1, f"`{said}` is more than one severity; `{draft.tree['severity']}` is taken"))
    whole = said if _LINKED.fullmatch(text.strip()) else text.strip()
    reason = _balanced(re.sub(r"^\W*(?:sev(?:erity)?|s|p)[\s_:-]*\d\W*", "", whole, flags=re.IGNORECASE))
    if re.search(r"[^\W\d]", _LINKED.sub("", reason)) and not re.fullmatch(
        r"(?:critical|high|major|medium|minor|low)", reason, re.IGNORECASE
    ):
        draft.tree["severity_reason"] = reason
    return True


def _balanced(text: str) -> str:
    """A text without the marks round it, and without a bracket of which it has lost the other half."""
    stripped = text.strip(" –—-:;,")
    if stripped.startswith("(") and stripped.endswith(")") and stripped.count("(") == 1:
        return stripped[1:-1].strip()
    return stripped if stripped.count("(") == stripped.count(")") else stripped.strip("()").strip()


def read_severity(draft: Draft) -> str:
    """The severity that the text names, if it names one alone."""
    found = {
        match[0].upper().replace(" ", "").replace("-", ""): block
        for block in draft.blocks
        if block.kind in ("text", "item")
        for match in _LEVEL.finditer(block.text)
    }
    if len(found) != 1:
        return ""
    named, block = next(iter(found.items()))
    draft.note(block, f"the severity is the one that the text names: `{named}`")
    return named


def put_services(draft: Draft, text: str) -> None:
    """Enter services, if the text is a list of names and no prose."""
    names = [bare(each) for each in re.split(r"[,;]|\band\b", text) if bare(each)]
    if names and all(len(each.split()) <= 3 and len(each) <= 40 for each in names):
        draft.tree["services"] = list(dict.fromkeys(names))


def put_state(draft: Draft, text: str) -> None:
    """Enter the state of the incident, where the words leave no doubt."""
    lowered = text.strip().lower()
    if re.match(r"(?:fully )?(?:resolved|completed?|fixed|closed|recovered)\b(?! by| when)", lowered):
        draft.tree["state"] = "resolved"
    elif re.match(r"(?:mitigated|workaround)\b", lowered):
        draft.tree["state"] = "mitigated"
    elif re.match(r"(?:ongoing|active|investigating)\b", lowered):
        draft.tree["state"] = "ongoing"


def put_date(draft: Draft, day: dt.date) -> None:
    """Enter the date."""
    draft.tree["date"] = plain(str(day))
