"""Date, services and the like: from a table, from lines `**Field:** value`, from a section."""

from __future__ import annotations

import datetime as dt
import re

from pmgen import serialize
from pmgen.legacy import headings, labels, lines, words
from pmgen.legacy.draft import Draft, Note
from pmgen.legacy.draft import words as words_of
from pmgen.legacy.lines import Block, bare
from pmgen.model import each_once

_FIELD = re.compile(r"^\s*(?:[-*+]\s+)?(?:\*\*|__)([^*_|\n]{2,40}?):?(?:\*\*|__):?\s*(.*)$", re.DOTALL)
_PLAIN = re.compile(r"^\s*(?:[-*+]\s+)?([A-Za-z][\w /-]{2,30}(?:\(s\))?):\s+(\S.*)$", re.DOTALL)
_INLINE = re.compile(r"(?:\*\*|__)([^*_|\n]{2,40}?):?(?:\*\*|__):?\s*")
_BOLD = re.compile(r"(:(?:\*\*|__)|(?:\*\*|__):)([ \t]*)(\*\*|__)(?=\S)([^*_|:\n]+)(?<=\S)\3(?!:)")
"""A value in bold behind its label."""
_BREAK = re.compile(r"(?:\\|<br ?/?>)$", re.IGNORECASE)
_COUNTED = re.compile(r"\W*\d+\+?\s")
"""How many services there were, and no name of one."""
_REMARK = re.compile(r" ?\([^()]*\)")
_COLUMN = re.compile(r"(?:action|task|follow-?up|step|owner|event|gap|fix|impact)s?(?: items?)?", re.IGNORECASE)
"""What a table of other things than fields calls its second column."""
_HEADS = frozenset(("field", "key", "item", "attribute", "property", "metadata", ""))
"""What a table of fields calls its first column."""
_NO_SERVICE = re.compile(
    r"[\s*_`]*(?:none|n/?a|nil|nothing|not applicable|no services?|unknown|tb[acd]|\?|[–—-]+)"
    r"[\s*_`]*(?:$|[(.,;:–—]|-\s)",
    re.IGNORECASE,
)
_AS_SECTIONS = ("date", "severity", "priority", "status", "services")
_LONGEST_NAME = 60
_SEVERITY_ALONE = re.compile(r"^\W*(?:sev(?:erity)?[\s_-]*)?(\d)(?=\W|$)", re.IGNORECASE)
_IN_A_WORD = re.compile(r"(?<=\d)[\s(:–—-]+(?:critical|high|major|medium|minor|low)\W*$", re.IGNORECASE)
"""What says again in a word how severe it was."""
_BETWEEN = " \N{NO-BREAK SPACE}|·•\n"
"""What stands between the fields of a line, and is no part of them."""
_BAR = re.compile(r"(?<=\s)[|·•]\s+")


def read_fields(draft: Draft) -> dict[str, str]:
    """The fields at the top, before the first section, in the words of the source.

    A table or a list of fields leaves the body only if all of it is understood.
    """
    found: dict[str, str] = {}
    for block in top(draft):
        stated = pairs(block)
        known = [
            (labels.LABELS[label.lower()], label, value) for label, value in stated if label.lower() in labels.LABELS
        ]
        for name, _, value in known:
            found.setdefault(name, value)
        if known:
            draft.fields.append((block, stated))
        if known and len(known) == len(stated):
            draft.take(block)
    for place, block in enumerate(draft.blocks):
        # What is stated at the end of a document stays there.
        if block.kind == "heading" and headings.FIELDS.match(block.text):
            for label, value in (pair for each in draft.section(place) for pair in pairs(each)):
                if (name := labels.LABELS.get(label.lower(), "")) in ("severity", "priority", "date"):
                    found.setdefault(name, value)
        elif block.kind == "heading" and (name := labels.LABELS.get(lines.name_of(block).lower(), "")) in _AS_SECTIONS:
            section = [each for each in draft.section(place) if each.kind != "blank"]
            if len(section) == 1 and section[0].kind == "text" and "\n" not in section[0].text:
                found.setdefault(name, section[0].text.strip())
                draft.fields.append((section[0], [(name, section[0].text.strip())]))
    return found


def leave_out(draft: Draft) -> None:
    """Let the fields leave the body that front matter holds, each of them by itself."""
    for block, stated in draft.fields:
        left = [field for field in stated if not is_entered(draft, *field)]
        if len(left) == len(stated):
            draft.taken.difference_update(range(block.start, block.end))
            continue
        draft.take(block)
        if left:
            draft.instead[block.start] = _without_entered(draft, block) or [
                f"- **{label}:** {value}" for label, value in left
            ]
            draft.instead[block.start] += [""] if block.kind != "item" else []


def _without_entered(draft: Draft, block: Block) -> list[str]:
    """The lines of a table of fields without those that front matter holds; none where its head is a field itself."""
    head, rows = lines.rows(block) if block.kind == "table" else ([], [])
    if len(head) != 2 or not _is_head(head):
        return []
    first, divider, *others = draft.lines[block.start : block.end]
    left = [
        line for line, (label, value) in zip(others, rows, strict=True) if not is_entered(draft, bare(label), value)
    ]
    return [first, divider, *left]


def is_entered(draft: Draft, label: str, value: str) -> bool:
    """Whether front matter says what a field says, in the keys of that field: words elsewhere do not count."""
    name = labels.LABELS.get(label.lower(), "")
    if headings.LOSS.match(label):
        return bool(draft.tree.get("impact", {}).get("data_loss") == value.strip(" .*_").lower())
    if name == "date":
        value = str(words.day_alone(value) or value)
    elif name == "severity":
        value = _IN_A_WORD.sub("", _SEVERITY_ALONE.sub(r"SEV\1", value))
    said = serialize.text_of_tree(
        {key: draft.tree[key] for key in labels.KEYS.get(name, (name,)) if key in draft.tree}, ""
    )
    return frozenset(words_of(said)).issuperset(words_of(value))


def note(draft: Draft, name: str, message: str) -> None:
    """Note something at the field of a name; at the first line where no field says it."""
    for block, stated in draft.fields:
        label = next((label for label, _ in stated if labels.LABELS.get(label.lower()) == name), None)
        if label is not None:
            number = next((each for each in range(block.start, block.end) if label in draft.lines[each]), block.start)
            draft.notes.append(Note(draft.first + number + 1, message))
            return
    draft.notes.append(Note(1, message))


def top(draft: Draft) -> list[Block]:
    """The blocks before the first section."""
    found: list[Block] = []
    for block in draft.blocks:
        if block.kind == "heading" and found and block.level > 1:
            break
        found.append(block)
    return [each for each in found if each.kind in ("table", "item", "text")]


def pairs(block: Block) -> list[tuple[str, str]]:
    """Fields and values in a block; none where it is something else."""
    if block.kind == "table":
        head, rows = lines.rows(block)
        if len(head) != 2:
            return _across(head, rows)
        if _COLUMN.fullmatch(bare(head[1])):
            return []
        listed = rows if _is_head(head) else [head, *rows]
        return [(bare(name), value.strip()) for name, value in listed if bare(name)]
    text = _BOLD.sub(r"\1\2\4", block.text)
    parts = _INLINE.split(text)
    telling = len(parts) == 3 and labels.LABELS.get(bare(parts[1]).lower()) in labels.TOLD
    if (len(parts) > 3 or telling) and not parts[0].strip(" -*+|·•"):
        return [(bare(name), value.strip(_BETWEEN)) for name, value in zip(parts[1::2], parts[2::2], strict=False)]
    texts = _BAR.split(text) if "\n" not in text else [_BREAK.sub("", line) for line in text.split("\n")]
    found = [match for line in texts if (match := _FIELD.match(line) or _plain(line, block.kind))]
    # Without marks of emphasis only a label that is known makes a field, and the other lines beside it.
    sure = any(_FIELD.match(line) for line in texts) or any(match[1].lower() in labels.LABELS for match in found)
    if sure and len(found) == len(texts):
        return [(bare(match[1]), match[2].strip()) for match in found]
    return []


def _is_head(head: list[str]) -> bool:
    """Whether the head of a table names its columns, and is no field itself."""
    return bare(head[0]).lower() in _HEADS


def _across(head: list[str], rows: list[list[str]]) -> list[tuple[str, str]]:
    """The fields of a table that has them beside one another: labels in its head, and one row of values."""
    called = [bare(name) for name in head]
    names = [labels.LABELS.get(each.lower()) for each in called]
    if len(rows) != 1 or len(head) < 2 or not all(names) or not {"date", "severity", "priority"}.intersection(names):
        return []
    return list(zip(called, map(str.strip, rows[0]), strict=True))


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


def put_services(draft: Draft, text: str) -> None:
    """Enter services, if the text is a list of names and no prose."""
    names = [bare(each) for each in re.split(r"[,;]|\band\b", _REMARK.sub("", text)) if bare(each)]
    named = all(len(each.split()) <= 3 and len(each) <= 40 and not _COUNTED.match(each) for each in names)
    if names and named and not _NO_SERVICE.match(text):
        draft.tree["services"] = list(each_once(names))


def put_owner(draft: Draft, text: str) -> None:
    """Enter who answers for the document, if the text names somebody and tells nothing more."""
    name = bare(text.strip(_BETWEEN))
    tells = len(name) > _LONGEST_NAME or len(name.split()) > 5 or re.search(r"[\n|·•]|\.$", name)
    if not tells and not words.is_nobody(name):
        draft.tree["owner"] = name


def put_state(draft: Draft, text: str) -> None:
    """Enter the state of the incident, where the words leave no doubt."""
    lowered = text.strip().lower()
    if re.match(r"(?:fully )?(?:resolved|fixed|recovered)\b(?! by| when)", lowered):
        draft.tree["state"] = "resolved"
    elif re.match(r"(?:mitigated|workaround)\b", lowered):
        draft.tree["state"] = "mitigated"
    elif re.match(r"(?:ongoing|active|investigating)\b", lowered):
        draft.tree["state"] = "ongoing"
    elif re.match(r"(?:completed?|closed)\b", lowered):
        said = f"`{text.strip()}` may be said of the document; it is not taken for the incident's state"
        note(draft, "status", said)


def put_names(draft: Draft, key: str, stated: object) -> None:
    """Enter authors or tags: a list, or names with commas between them."""
    names = stated if isinstance(stated, list) else [each.strip() for each in str(stated).split(",")]
    if short := [str(each) for each in names if str(each).strip() and len(str(each)) < _LONGEST_NAME]:
        draft.tree[key] = list(each_once(short))
