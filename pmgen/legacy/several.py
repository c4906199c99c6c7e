"""Documents that tell of several incidents, as a log of a month does: each in a section, or a row, with its day."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from pmgen import times
from pmgen.legacy import lines
from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.metadata import fields
from pmgen.legacy.timeline import event_tables, events
from pmgen.legacy.vocabulary import headings, labels, tongues, words
from pmgen.legacy.vocabulary.calendar_names import MONTH
from pmgen.values import Value

_TOLD: Final = frozenset(("timeline", "impact", "root_cause", "followups", "severity"))
"""What is told of an incident once: of two sections that tell it, each has its own."""
_OF_ONE: Final = _TOLD | {"summary", "detection", "lessons"}
"""What a document of one incident tells somewhere, and a log of many nowhere."""
_COLUMN: Final = re.compile(
    r"incidents?|outages?|sev|severity|vorfall|störung|ausfall|panne|incidente|caída|障害", re.IGNORECASE
)
"""What a table of incidents calls one of its columns."""
_EARLIER: Final = re.compile(
    r"\b(?:related|similar|previous|earlier|past|prior|history|like (?:it|this))\b", re.IGNORECASE
)
"""A heading below which one incident names others."""
_OF_MANY: Final = re.compile(
    r"\b(?:incidents|outages|post-?mortems|log(?:book)?|journal|diary|history|week(?:ly)?|monthly)\b"
    rf"|^{MONTH}\.?(?: \d{{4}})?$",
    re.IGNORECASE,
)
"""What is the name of a document of many incidents."""
_LEAP_YEAR: Final = 2000
_LISTED: Final = 10
"""How many lines a message names one by one."""


class Told(Value):
    """One of several incidents.

    Args:
        line: the number of its first line, from 0.
        named: the words that say its day.
        sure: that it is one; else it may be a part of another.
    """

    line: int
    named: str
    sure: bool = True


def incidents(draft: Draft) -> list[Told]:
    """The incidents of a document, where they are several; none for a document of one incident."""
    sections = _sections(draft)
    if found := _each_told(draft, sections):
        return found
    if any(not _OF_ONE.isdisjoint(_keys_of(each)) for each in draft.blocks):
        return []
    return _timed(draft, sections) or _rows(draft)


def note(draft: Draft, found: Sequence[Told]) -> None:
    """Name the incidents, and where they stand."""
    numbers = [str(draft.first + each.line + 1) for each in found]
    listed = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    where = f"at lines {listed}" if len(found) <= _LISTED else f"from line {numbers[0]} to line {numbers[-1]}"
    if found[0].sure:
        message = (
            f"{len(found)} incidents stand here, {where}, and stay in the body, as a document tells of one; put each"
            " into a file of its own, and import that"
        )
    else:
        message = (
            f"{len(found)} sections with a day of their own stand here, {where}, and stay in the body; where each tells"
            " of an incident, put it into a file of its own, and import that"
        )
    draft.note_at(found[0].line, message)


def _sections(draft: Draft) -> list[tuple[int, Block, str]]:
    """The headings of one level, the highest one, that name a day, with their places among the blocks."""
    dated = [(place, block, day) for place, block in enumerate(draft.blocks) if (day := _day_of(draft, place))]
    top = min((block.level for _, block, _ in dated), default=0)
    return [each for each in dated if each[1].level == top]


def _each_told(draft: Draft, sections: Sequence[tuple[int, Block, str]]) -> list[Told]:
    """The sections that tell an incident each.

    An update, or a day of a timeline, is none: it tells nothing that was told before, or nothing but the timeline of
    what the rest of the document tells.
    """
    told = [(block, day, keys) for place, block, day in sections if (keys := _told(draft, place))]
    counted = Counter(key for _, _, keys in told for key in keys)
    several = len({day for _, day, _ in told}) > 1 and max(counted.values()) > 1
    if not several or (set(counted) == {"timeline"} and _is_one_besides(draft, [place for place, _, _ in sections])):
        return []
    return [Told(block.start, block.text) for block, _, _ in told]


def _is_one_besides(draft: Draft, dated: Sequence[int]) -> bool:
    """Whether a document tells of one incident outside of the sections with a day, by their places."""
    inside = {block.start for place in dated for block in draft.section(place)}
    others = (block for block in draft.blocks if block.start not in inside)
    return any(not _OF_ONE.isdisjoint(_keys_of(block)) for block in others)


def _timed(draft: Draft, sections: Sequence[tuple[int, Block, str]]) -> list[Told]:
    """The sections of a document of nothing else that each say a day and what went wrong, and times below that.

    Days that follow one another are those of one incident, unless a log or a month is what the document is called.
    """
    named = [each for each in sections if _is_named(each[1])]
    days = {day for place, _, day in named if any(map(_has_times, draft.section(place)))}
    one = _follow(block for _, block, _ in named) and not _OF_MANY.search(str(draft.tree["title"]))
    return [Told(block.start, block.text, sure=False) for _, block, _ in named] if len(days) > 1 and not one else []


def _follow(named: Iterable[Block]) -> bool:
    """Whether headings begin with days of which each is the one after that above it."""
    days = [_calendar_day(each) for each in named]
    return all(one and other and (other - one).days == 1 for one, other in pairwise(days))


def _calendar_day(heading: Block) -> dt.date | None:
    """The day that a heading begins with, in some year if it names none; `None` where it begins otherwise."""
    when = moments.leading(lines.name_of(heading))
    read = times.parse(when.at) if when else None
    if read and read.month_day:
        return times.calendar_day(_LEAP_YEAR, *read.month_day)
    return read.date if read else None


def _is_named(heading: Block) -> bool:
    """Whether a heading says more than a day."""
    when = moments.leading(lines.name_of(heading))
    return when is None or bool(re.search(r"[^\W\d_]", when.rest))


def _has_times(block: Block) -> bool:
    if block.kind == "table":
        return event_tables.is_timeline(block)
    return block.kind in ("item", "text") and events.is_timed(block)


def _rows(draft: Draft) -> list[Told]:
    """The rows of a table of incidents, each with its day, in a document of nothing else."""
    above = ""
    for block in draft.blocks:
        above = block.text if block.kind == "heading" else above
        if block.kind == "table" and not _EARLIER.search(above) and (found := _of_table(block)):
            return found
    return []


def _of_table(table: Block) -> list[Told]:
    head, rows = lines.rows(table)
    names = [tongues.english(bare(each)) for each in head]
    day = next((place for place, name in enumerate(names) if labels.field(name) == "date"), None)
    if day is None or not any(map(_COLUMN.fullmatch, names)):
        return []
    dated = zip(lines.numbers(table), (row[day] for row in rows), strict=True)
    told = [Told(line, cell) for line, cell in dated if words.days(cell)]
    return told if len({each.named for each in told}) > 1 else []


def _day_of(draft: Draft, place: int) -> str:
    """The day of the incident that a heading names, or of the field of a date below it; empty for any other block."""
    block, name = draft.blocks[place], lines.name_of(draft.blocks[place])
    if block.kind != "heading" or headings.key_of(name) or headings.LATER.match(name):
        return ""
    when = moments.leading(name)
    if when and ":" not in when.at and when.rest:
        return when.at
    below = takewhile(lambda each: each.kind != "heading", lines.behind(draft.blocks, place))
    stated = [value for each in below for label, value in _pairs(each) if labels.stated(label, value) == "date"]
    return next((str(day) for text in (name, *stated) for day in words.days(text)), "")


def _told(draft: Draft, heading: int) -> set[str]:
    """What a section tells of an incident, by the headings and the fields in it."""
    return {key for block in draft.section(heading) for key in _keys_of(block)}.intersection(_TOLD)


def _keys_of(block: Block) -> Iterator[str]:
    if block.kind == "heading":
        yield headings.key_of(lines.name_of(block)) or ""
    else:
        yield from (labels.field(label) for label, _ in _pairs(block))


def _pairs(block: Block) -> list[tuple[str, str]]:
    return fields.pairs(block) if block.kind in ("text", "item", "table") else []
