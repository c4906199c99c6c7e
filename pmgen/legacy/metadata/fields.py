"""Fields and their values: in a table, in lines `**Field:** value`, in a section that is called like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.vocabulary import headings, labels, tongues

_PICTURE = "(?:(?![❌✗✘☐⬜🚫])[\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]* ?)?"
"""What may stand before a label, and takes nothing back."""
_FIELD = re.compile(
    rf"^\s*(?:[-*+]\s+)?{_PICTURE}(?:\*\*|__){_PICTURE}([^*_|\n]{{2,40}}?)[:：]?(?:\*\*|__)\s?[:：]?\s*(.*)$", re.DOTALL
)
_PLAIN = re.compile(
    rf"^\s*(?:[-*+]\s+)?{_PICTURE}([A-Za-z][\w /-]{{2,30}}(?:\(s\))?|[^\W\d_][\w /'’-]{{1,30}})"
    r"(?:[ \xa0]?:\s+|：\s*)(\S.*)$",
    re.DOTALL,
)
_INLINE = re.compile(rf"(?:\*\*|__){_PICTURE}([^*_|\n]{{2,40}}?)[:：]?(?:\*\*|__)(?:\s?[:：])?\s*")
_BOLD = re.compile(r"(:(?:\*\*|__)|(?:\*\*|__):)([ \t]*)(\*\*|__)(?=\S)([^*_|:\n]+)(?<=\S)\3(?!:)")
"""A value in bold behind its label."""
_BREAK = re.compile(r"(?:\\|<br ?/?>)$", re.IGNORECASE)
_COLUMN = re.compile(r"(?:action|task|follow-?up|step|owner|event|gap|fix|impact)s?(?: items?)?", re.IGNORECASE)
"""What a table of other things than fields calls its second column."""
_HEADS = frozenset(("field", "key", "item", "attribute", "property", "metadata", ""))
"""What a table of fields calls its first column."""
_AS_SECTIONS = ("date", "severity", "priority", "status", "services")
_OF_A_HEAD = frozenset(("date", "severity", "duration", "authors", "title"))
"""What nothing else has a field for than the head of a document."""
BETWEEN = " \N{NO-BREAK SPACE}|·•\n"
"""What stands between the fields of a line, and is no part of them."""
_CLOCK = re.compile(r"\d:\d\d")
_BAR = re.compile(r"(?<=\s)[|·•]\s+")


def read(draft: Draft) -> dict[str, str]:
    """The fields at the top, before the first section, and in sections of their own, in the words of the source.

    A table or a list of fields leaves the body only if all of it is understood.
    """
    found: dict[str, str] = {}
    for block in top(draft):
        stated = pairs(block)
        known = [(name, value) for label, value in stated if (name := labels.stated(label, value))]
        for name, value in known:
            found.setdefault(name, value)
        if known:
            draft.fields.append((block, stated))
        if known and len(known) == len(stated):
            draft.take(block)
    for place, block in enumerate(draft.blocks):
        for name, value in _of_section(draft, place) if block.kind == "heading" else ():
            found.setdefault(name, value)
    return found


def _of_section(draft: Draft, heading: int) -> list[tuple[str, str]]:
    """The fields of a section that lists some, as at the end of a document, where it stays; or is named like one."""
    section = lines.not_blank(draft.section(heading))
    title = draft.blocks[heading]
    if headings.FIELDS.match(lines.name_of(title)):
        stated = [(labels.stated(label, value), value) for each in section for label, value in pairs(each)]
        return [each for each in stated if each[0] in ("severity", "priority", "date")]
    name = labels.field(lines.name_of(title))
    if name not in _AS_SECTIONS or len(section) != 1 or section[0].kind != "text" or "\n" in section[0].text:
        return []
    field = name, section[0].text.strip()
    if labels.stated(lines.label_of(title), field[1]) != name:
        return []
    draft.fields.append((section[0], [field]))
    return [field]


def top(draft: Draft) -> list[Block]:
    """The blocks before the first section; where it is a summary, or none are, also those of it, if it lists fields."""
    found: list[Block] = []
    for place, block in enumerate(draft.blocks):
        if block.kind == "heading" and found and block.level > 1:
            named = headings.key_of(lines.name_of(block))
            untold = all(each.kind == "heading" for each in lines.not_blank(found))
            if named == "summary" or (named is None and untold):
                found += _listed(draft.section(place))
            break
        found.append(block)
    return [each for each in found if each.kind in ("table", "item", "text")]


def _listed(section: Sequence[Block]) -> list[Block]:
    """The blocks of a section that is a list of fields, most of them known ones; or its first tables, if they are.

    None of any other. One of them says what kind of incident it was, or when: else `System: …` and `Owner: …` may be
    what the text tells.
    """
    blocks = list(takewhile(lambda each: each.kind != "heading", lines.not_blank(section)))
    tables = list(takewhile(lambda each: each.kind == "table", blocks))
    return next((each for each in (blocks, tables) if _are_fields(each)), [])


def _are_fields(blocks: Sequence[Block]) -> bool:
    known = [name for each in blocks for label, _ in pairs(each) if (name := labels.field(label))]
    rows = (each.kind in ("table", "item") or len(pairs(each)) > 1 for each in blocks)
    listed = all(rows) and not _OF_A_HEAD.isdisjoint(known)
    return listed and len(known) > 1 and 2 * len(known) >= len(blocks)


def timed(draft: Draft) -> list[tuple[Block, str]]:
    """The values at the top that hold a time of day, and what their labels say of its zone, with their blocks."""
    said = ((block, label, value) for block, stated in draft.fields for label, value in stated if _CLOCK.search(value))
    return [(block, f"{value}{labels.zone_of(label)}") for block, label, value in said]


def subject(draft: Draft) -> str | None:
    """The subject of a letter; `None` where a document does not begin with the fields of one."""
    said = {label.lower(): value for block in top(draft) for label, value in pairs(block)}
    return said.get("subject") if "from" in said else None


def pairs(block: Block) -> list[tuple[str, str]]:
    """Fields and values in a block; none where it is something else."""
    if block.kind == "table":
        return _of_table(*lines.rows(block))
    text = _BOLD.sub(r"\1\2\4", block.text)
    return _in_a_row(text) or _by_line(text, block.kind)


def _of_table(head: list[str], rows: list[list[str]]) -> list[tuple[str, str]]:
    if len(head) != 2:
        return _across(head, rows)
    if _COLUMN.fullmatch(bare(head[1])):
        return []
    listed = rows if is_head(head) else [head, *rows]
    return [(bare(name), value.strip()) for name, value in listed if bare(name)]


def is_head(head: list[str]) -> bool:
    """Whether the head of a table names its columns, and is no field itself."""
    return tongues.english(bare(head[0])).lower() in _HEADS


def _across(head: list[str], rows: list[list[str]]) -> list[tuple[str, str]]:
    """The fields of a table that has them beside one another: labels in its head, and one row of values."""
    called = [bare(name) for name in head]
    names = [labels.field(each) for each in called]
    if len(rows) != 1 or len(head) < 2 or not all(names) or not {"date", "severity", "priority"}.intersection(names):
        return []
    return list(zip(called, map(str.strip, rows[0]), strict=True))


def _in_a_row(text: str) -> list[tuple[str, str]]:
    """Fields one behind the other, each with its label in bold, or one that tells something in several lines."""
    parts = _INLINE.split(text)
    telling = len(parts) == 3 and labels.field(bare(parts[1])) in labels.TOLD
    if (len(parts) > 3 or telling) and not parts[0].strip(" -*+|·•"):
        return [(bare(name), value.strip(BETWEEN)) for name, value in zip(parts[1::2], parts[2::2], strict=False)]
    return []


def _by_line(text: str, kind: str) -> list[tuple[str, str]]:
    """Fields that have a line each, or a bar between them.

    Args:
        kind: of the block.
    """
    texts = _BAR.split(text) if "\n" not in text else [_BREAK.sub("", line) for line in text.split("\n")]
    found = [match for line in texts if (match := _FIELD.match(line) or _plain(line, kind))]
    # Without marks of emphasis only a label that is known makes a field, and the other lines beside it.
    sure = any(_FIELD.match(line) for line in texts) or any(labels.field(match[1]) for match in found)
    if sure and len(found) == len(texts):
        return [(bare(match[1]), match[2].strip()) for match in found]
    return []


def _plain(line: str, kind: str) -> re.Match[str] | None:
    """What may be a field without marks of emphasis."""
    return _PLAIN.match(f"- {line}" if kind == "item" else line)
