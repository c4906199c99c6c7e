"""Documents that tell of several incidents, as a log of a month does: a section for each, with a day of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from pmgen.legacy import lines
from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.metadata import fields
from pmgen.legacy.vocabulary import headings, labels, words

_TOLD = ("timeline", "impact", "root_cause", "followups", "severity")
"""What is told of an incident once: of two sections that tell it, each has its own."""


def incidents(draft: Draft) -> list[Block]:
    """The headings below which an incident each is told; none for a document of one incident.

    They are of one level and name at least two days. An update, or a day of a timeline, is none: it tells nothing
    that was told before.
    """
    dated = [(place, block, day) for place, block in enumerate(draft.blocks) if (day := _day_of(draft, place))]
    top = min((block.level for _, block, _ in dated), default=0)
    told = [(block, day, keys) for place, block, day in dated if block.level == top and (keys := _told(draft, place))]
    counted = Counter(key for _, _, keys in told for key in keys)
    several = len({day for _, day, _ in told}) > 1 and max(counted.values()) > 1
    return [block for block, _, _ in told] if several else []


def note(draft: Draft, found: list[Block]) -> None:
    """Name the incidents, and where they stand."""
    numbers = [str(draft.first + each.start + 1) for each in found]
    message = (
        f"{len(found)} incidents stand here, at lines {', '.join(numbers[:-1])} and {numbers[-1]}, and stay in the"
    )
    draft.note(
        found[0], f"{message} body, as a document tells of one; put each into a file of its own, and import that"
    )


def _day_of(draft: Draft, place: int) -> str:
    """The day of the incident that a heading names, or of the field of a date below it; empty for any other block."""
    block, name = draft.blocks[place], lines.name_of(draft.blocks[place])
    if block.kind != "heading" or headings.key_of(name) or headings.LATER.match(name):
        return ""
    when = moments.leading(name)
    if when and ":" not in when.at and when.rest:
        return when.at
    below = takewhile(lambda each: each.kind != "heading", lines.behind(draft.blocks, place))
    stated = [value for each in below for label, value in _pairs(each) if labels.field(label) == "date"]
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
