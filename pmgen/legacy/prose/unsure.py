"""Sections whose headings say what they are, though their text stays in the body: a person should look."""

from __future__ import annotations

import re
from itertools import takewhile

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.followups import texts as followup_texts
from pmgen.legacy.vocabulary import headings


def note(draft: Draft) -> None:
    """Note each such section, at the first of its lines that stays."""
    end = 0
    for place, block in draft.headings():
        key = headings.key_of(lines.name_of(block)) if block.start >= end else None
        if key is None:
            continue
        section = draft.section(place)
        if key == "summary":  # it ends where another heading begins, of whatever level
            section = list(takewhile(lambda each: each.kind != "heading", section))
        left = [each for each in section if each.start not in draft.taken and each.kind not in ("blank", "heading")]
        left = [each for each in left if re.search(r"\w", each.text)]
        if left:
            end = section[-1].end
            part = "" if len(left) == sum(each.kind not in ("blank", "heading") for each in section) else "a part of "
            what = f"beside `{key}`" if key in draft.tree else f"and there is no `{key}`"
            draft.note(left[0], f"{part}`{lines.label_of(block)}` stays in the body, {what}")
    _note_boxes(draft)


def _note_boxes(draft: Draft) -> None:
    """Note the boxes below other headings of which some are not ticked: they may be work that is still open."""
    heading, noted = "", True
    for block in draft.blocks:
        if block.kind == "heading":
            heading, noted = lines.label_of(block), headings.key_of(lines.name_of(block)) is not None
        box = followup_texts.BOX.match(block.text) if block.kind == "item" and block.start not in draft.taken else None
        if box and box[1] == " " and not noted:
            draft.note(block, f"the boxes below `{heading}` stay in the body, and not all of them are ticked")
            noted = True
