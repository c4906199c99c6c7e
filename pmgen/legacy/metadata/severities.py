"""The severity of an incident, in whatever way and place people state it."""

from __future__ import annotations

import re

from pmgen.legacy import metadata
from pmgen.legacy.draft import Draft, Note
from pmgen.legacy.metadata import fields
from pmgen.legacy.vocabulary import tongues, words

_LINKED = re.compile(r"\[([^\[\]\n]{1,80})\]\([^()\s]*\)")
_STRUCK = re.compile(r"~~[^~\n]+~~")
_TITLED = re.compile(
    r"^\W*SEV[ _-]?[0-5](?=\W*[\])|:–—]|\s+-\s)|(?:[\[(]|\s[–—|-]\s+|,\s+)SEV[ _-]?[0-5][\])]?\s*$", re.IGNORECASE
)
"""A severity that stands apart in a title: `[SEV2] Mail is down`, `Mail is down (SEV-2)`."""
_LEVEL = re.compile(r"\bSEV[ -]?[0-5]\b", re.IGNORECASE)
_BEGINNING = re.compile(
    r"^\W*(?:sev(?:erity)?\.?(?: level)?[\s_:#-]*\d|\d(?=\s*[(:–—-])"
    r"|[sp][\s-]?\d(?=\W*$|[\s*_`]*[)\]/|:,.;–—(]|\s+-\s))[^\w(]*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_NOT_THIS = re.compile(
    r"\b(?:not?|never|nor|neither|without|would|could|should|might|may|will|if|unless|until|when|almost|nearly|than|instead"
    r"|below|above|every|any|all|each|other|another|previous|earlier|last|next|similar|like)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
"""What makes it doubtful that a sentence tells of the severity of this incident."""


def _badge(draft: Draft) -> str:
    """A severity that stands by itself above or below the title, as on a badge."""
    for block in fields.top(draft):
        for line in block.text.split("\n") if block.kind == "text" else ():
            if re.match(r"\W*sev(?:erity)?[\s_:-]*[0-5]\b", line, re.IGNORECASE) and len(line) < 40:
                return line
    # A field whose label is in another language.
    tables = (pair for block in draft.blocks if block.kind == "table" for pair in fields.pairs(block))
    return next((value for _, value in tables if re.match(r"\W*SEV[\s_-]?[0-5]\b", value)), "")


def _titled(draft: Draft) -> str:
    """The severity that the title is marked with."""
    found = _TITLED.search(str(draft.tree["title"]))
    return found[0] if found else ""


def enter(draft: Draft, stated: str, levels: list[str], priority: str = "") -> str:
    """Enter the severity, or one in its place.

    Args:
        stated: in a field or a key; empty if it is not.
        priority: what a field says of that; it is the severity in the words of some, where nothing else is.

    Returns:
        What is said of it, wherever that is; empty where nothing is.
    """
    severity = stated or _badge(draft) or _titled(draft)
    if not severity and priority and _put(draft, priority, levels):
        metadata.note(draft, "priority", f"the priority, `{priority}`, is taken for the severity")
        return priority
    severity = severity or _read(draft)
    if severity and _put(draft, severity, levels):
        return severity
    draft.tree["severity"] = levels[min(2, len(levels) - 1)]
    stands = f"`{draft.tree['severity']}` stands in for it"
    if stated.strip():
        metadata.note(draft, "severity", f"`{' '.join(stated.split())}` says no severity for sure; {stands}")
    else:
        draft.notes.append(Note(1, f"no severity is stated; {stands}"))
    return ""


def _put(draft: Draft, text: str, levels: list[str]) -> bool:
    """Enter the severity, and what else is said of it as its reason; whether there was one."""
    text = _STRUCK.sub("", text)
    said = _LINKED.sub(r"\1", text.strip())
    found = words.severity(said, levels)
    if found is None:
        return False
    level, exact = found
    draft.tree["severity"] = level
    if len(set(_LEVEL.findall(said))) > 1:
        draft.note_first(text, f"`{said}` is more than one severity; `{level}` is taken")
    elif not exact:
        draft.note_first(text, f"`{said}` is none of the levels here; `{level}`, the nearest, is taken")
    whole = said if _LINKED.fullmatch(text.strip()) else text.strip()
    reason = _balanced(_BEGINNING.sub("", whole))
    if re.search(r"[^\W\d]", _LINKED.sub("", reason)) and not re.fullmatch(
        r"(?:critical|high|major|medium|minor|low)", tongues.word(reason), re.IGNORECASE
    ):
        draft.tree["severity_reason"] = reason
    return True


def _balanced(text: str) -> str:
    """A text without the marks round it, and without a bracket that has no partner."""
    stripped = text.strip(" –—-:;,")
    if stripped.startswith("(") and stripped.endswith(")") and stripped.count("(") == 1:
        return stripped[1:-1].strip()
    return stripped if stripped.count("(") == stripped.count(")") else stripped.strip("()").strip()


def _read(draft: Draft) -> str:
    """The severity that the text names, if it names only one."""
    found = {
        match[0].upper().replace(" ", "").replace("-", ""): block
        for block in draft.blocks
        if block.kind in ("text", "item")
        for sentence in _SENTENCE.split(block.text)
        if not _NOT_THIS.search(sentence)
        for match in _LEVEL.finditer(sentence)
    }
    if len(found) != 1:
        return ""
    named, block = next(iter(found.items()))
    draft.note(block, f"the severity is the one that the text names: `{named}`")
    return named
