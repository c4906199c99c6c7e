"""The day of a document that names no other: in a heading, or anywhere."""

from __future__ import annotations

import datetime as dt
import re

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.vocabulary import headings, words

OF_DOCUMENT = re.compile(
    r"\W*(?:last )?(?:updated|modified|written|published|reviewed|created|posted|edited|version|retro|author)\b",
    re.IGNORECASE,
)
"""What begins a paragraph that tells of the document."""
OF_WORK = re.compile(
    r"\W*(?:due(?: date| by| on)?|deadline|submission(?: date)?|target date|next review|review date|follow-up date)"
    r"[\s*_`]*:",
    re.IGNORECASE,
)
"""What begins a line that says by when something is to be done."""


def without_work(text: str) -> str:
    """A paragraph or an item without its lines that say by when something is to be done."""
    return "\n".join(line for line in text.split("\n") if not OF_WORK.match(line))


def headed(draft: Draft) -> dt.date | None:
    """The day that a heading names, where no other one names another."""
    told = [each for each in draft.blocks if each.kind == "heading" and not headings.LATER.match(lines.name_of(each))]
    dated = [(each, day) for each in told for day in words.days(each.text)[:1]]
    if len({day for _, day in dated}) != 1:
        return None
    heading, day = dated[0]
    draft.note(heading, f"the day is the one that a heading names: `{day}`")
    return day


def only(draft: Draft, today: dt.date) -> dt.date | None:
    """The day that paragraphs and items name, where they name no other one, and it is not to come.

    What was taken for a follow-up has its own days, as what is still to be done has.

    Args:
        today: the day of the import.
    """
    told = [each for each in draft.blocks if each.kind in ("text", "item") and each.start not in draft.taken]
    told = [each for each in told if not OF_DOCUMENT.match(each.text) and not each.text.startswith("[ ]")]
    rows = [row for each in told for row in range(each.start, each.end) if not OF_WORK.match(draft.lines[row])]
    dated = [(row, day) for row in rows for day in words.days(draft.lines[row])]
    if len({day for _, day in dated}) != 1 or dated[0][1] > today:
        return None
    row, day = dated[0]
    draft.note_at(row, f"the day is the only one that the text names: `{day}`")
    return day
