"""Follow-ups, in whatever shape: tables, checkboxes, bullets; open or done."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.followups import cards, choices, dues, groups, progress
from pmgen.legacy.followups import tables as followup_tables
from pmgen.legacy.followups import texts as followup_texts
from pmgen.legacy.followups.actions import plain_action
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.vocabulary import headings, words

_SAYS_HOW_FAR = re.compile(r"(\*{1,2})(?=\S)[^*\n]{2,60}\1:?|[A-Z][^.\n]{2,60}:")
_OF_A_LINE = 7
"""The level of a line in the place of a heading: it is below any of those."""
_TO_DO_BETTER = re.compile(r"\bcould\b", re.IGNORECASE)
"""Of what could go better, people say what to do."""
_LABELLED = re.compile(r"(?:\*\*|__)(?:DONE|TODO)(?::?(?:\*\*|__):?)\s(?!\W*(?:fill|describe|explain)\b)")


def read(draft: Draft) -> None:
    """Enter the follow-ups, and let them leave the body."""
    found: list[dict[str, Any]] = []
    later: list[Block] = []
    for place, block in draft.headings():
        if headings.names_followups(lines.name_of(block)):
            _section(draft, block, draft.section(place), found)
        elif headings.IMPLEMENTATION.search(block.text):
            later += [each for each in draft.section(place) if each.kind == "table"]
    found += _elsewhere(draft, later)
    for table in later:
        followup_tables.join(draft, table, found)
    _note_doubts(draft, [each for each in found if "doubts" in each])
    if found:
        for number, each in enumerate(found, start=1):
            each["id"] = f"F{number}"
            each.pop("held", None)
        draft.tree["followups"] = [{"id": each["id"], **each} for each in found]


def settle(draft: Draft, day: dt.date | None) -> None:
    """Enter the years of days by which follow-ups are due, once the day of the incident is known, if it is."""
    dues.settle(draft, day)


def _elsewhere(draft: Draft, later: Sequence[Block]) -> list[dict[str, Any]]:
    """The follow-ups that stand below no heading which names them.

    Args:
        later: tables of what was done for others.
    """
    found: list[dict[str, Any]] = []
    for block in draft.blocks:
        if block.start in draft.taken:
            continue
        if block.kind == "table" and block not in later and followup_tables.is_plan(block):
            found += followup_tables.followups_of(draft, block, "")
        elif block.kind == "item":
            found += _listed(draft, block)
        elif block.kind == "text" and _LABELLED.match(block.text):
            found.append(followup_texts.of_item(block, ""))
            draft.take(block)
    return found


def _note_doubts(draft: Draft, doubtful: Sequence[dict[str, Any]]) -> None:
    """Name what is not sure of follow-ups, at their lines."""
    for each, line in zip(doubtful, draft.lines_of((each["action"] for each in doubtful), -1), strict=True):
        for doubt in each.pop("doubts"):
            draft.note_at(max(line, 0), doubt)


def _section(draft: Draft, heading: Block, section: Sequence[Block], found: list[dict[str, Any]]) -> None:
    whose: Block | None = None
    above: Block | None = None
    context, due, known = heading.text, dues.of_heading(heading.text), {plain_action(each): each for each in found}
    found += _carded(draft, section, context)
    found += filter(None, [choices.read(draft, heading, context)])
    for block in _without_others(section):
        if block.start in draft.taken:
            continue
        if chosen := choices.read(draft, block, context):
            found += _of(draft, whose, [chosen])
        elif block.kind == "heading" and (headed := followup_texts.of_heading(draft, block)):
            found.append(headed)
        elif block.kind == "heading" or _leads(block):
            context, whose = block.text, block if _names_somebody(block) else None
            due = dues.of_heading(block.text) or dues.of_heading(heading.text)
            above = block if block.kind == "text" and _only_says(block) else None
        elif block.kind == "table":
            found += dues.put(due, followup_tables.followups_of(draft, block, context))
        elif block.kind == "item":
            items = followup_texts.of_items(block, context)
            if items and not _again(items, known):
                found += _of(draft, whose, dues.put(due, items))
                draft.take(block)
                _take_above(draft, above)
                above = None
        elif block.kind == "text" and (told := followup_texts.of_paragraph(block, heading, context)):
            found += dues.put(due, told)
            draft.take(block)


def _without_others(section: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a section but those below a heading, or a line in its place, that names something else."""
    other = 0  # the level of that heading
    for block in section:
        level = block.level if block.kind == "heading" else _OF_A_LINE if _leads(block) else 0
        if level and (not other or level <= other or headings.names_followups(lines.name_of(block))):
            other = level if _names_other(block) else 0
        if not other:
            yield block


def _leads(block: Block) -> bool:
    """Whether a line in bold, or with a colon at its end, leads on to what stands below it."""
    return block.kind == "text" and bool(_SAYS_HOW_FAR.fullmatch(block.text.strip()))


def _names_other(heading: Block) -> bool:
    """Whether a heading, or a line in its place, names what is surely no list of follow-ups, as lessons are."""
    name = lines.name_of(heading)
    learned = any(kind.match(name) for _, kind in headings.KINDS_OF_LESSONS) and not _TO_DO_BETTER.search(name)
    return learned or headings.key_of(name) in ("lessons", "references", "timeline")


def _carded(draft: Draft, section: Sequence[Block], context: str) -> list[dict[str, Any]]:
    """The follow-ups of the cards of a section, which leave the body."""
    found = []
    for card in cards.read(lines.not_blank(section)):
        found.append(followup_texts.of_card(card, context))
        for block in card.blocks:
            draft.take(block)
    return found


def _names_somebody(block: Block) -> bool:
    """Whether a bold line says nothing of the items below it themselves: it may say whose they are."""
    return block.kind == "text" and block.text.strip().startswith("**") and not _only_says(block)


def _only_says(block: Block) -> bool:
    """Whether a line only says how urgent the items below it are, or how far, or that they are tasks."""
    said = bare(block.text)
    return bool(progress.of_heading(said) or words.priority(said) or groups.says_nothing_else(said))


def _of(draft: Draft, whose: Block | None, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Follow-ups with the line above their list, for which they have no field, and which leaves the body."""
    if whose is None:
        return items
    draft.take(whose)
    return groups.below(bare(whose.text), items)


def _take_above(draft: Draft, above: Block | None) -> None:
    """Let a line leave the body that only says what the items below it are, or how far, now that these leave it."""
    if above is not None:
        draft.take(above, above.text)


def _again(items: Sequence[dict[str, Any]], known: Mapping[str, dict[str, Any]]) -> bool:
    """Whether some follow-ups are all known from another section; how far one is here is entered there."""
    before = [known.get(plain_action(item)) for item in items]
    if None in before:
        return False
    for item, each in zip(items, before, strict=True):
        if each is not None and item.get("status"):
            each["status"] = item["status"]
    return True


def _listed(draft: Draft, block: Block) -> list[dict[str, Any]]:
    """The follow-ups of an item that is a heading for the list below it: `- **Action items:**`."""
    first, nested = followup_texts.without_nested(block.text)
    inside = lines.not_blank(lines.blocks(nested.split("\n")))
    if not (inside and headings.names_followups(bare(first)) and all(each.kind == "item" for each in inside)):
        return []
    if not re.search(r"[:*_]\W*$", first.strip()):
        return []
    draft.take(block, first)
    return [followup_texts.of_item(each, bare(first)) for each in inside]
