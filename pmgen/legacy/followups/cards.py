"""Follow-ups that a page draws: a box before each, and short facts behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmgen.legacy.followups import progress
from pmgen.legacy.lines import Block
from pmgen.values import Value

_BOX = re.compile(r"\s*(?:[✓✔✅☑☐🔲⬜❌⏳]️?)\s*")


class Card(Value):
    """One of them.

    Args:
        blocks: what it is made of.
        action: what is to be done.
        facts: what stands behind it, each in a few words.
        said: what says how far it is; empty if nothing does.
    """

    blocks: tuple[Block, ...]
    action: str
    facts: tuple[str, ...]
    said: str


def read(blocks: Sequence[Block]) -> list[Card]:
    """The follow-ups among some blocks without blank ones; none unless there are several.

    A box that all of them have is how the page looks, and says nothing where something else does.
    """
    found = list(_grouped(blocks))
    boxes = {box.text.strip() for box, _, _ in found}
    stated = any(map(progress.is_plain, (fact for _, _, facts in found for fact in _facts(facts))))
    cards = []
    for box, action, facts in found if len(found) > 1 else ():
        said = next(filter(progress.is_plain, _facts(facts)), "")
        if not said and (len(boxes) > 1 or not stated):
            said = box.text.strip()
        parts = (box, action, *([facts] if facts else []))
        cards.append(Card(parts, " ".join(action.text.split()), tuple(_facts(facts)), said))
    return cards


def _grouped(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block, Block | None]]:
    for place, block in enumerate(blocks[:-1]):
        action = blocks[place + 1]
        if _is_box(block) and action.kind == "text" and not _is_box(action):
            facts = blocks[place + 2] if place + 2 < len(blocks) else None
            yield block, action, facts if facts and _are_facts(facts) else None


def _is_box(block: Block) -> bool:
    return block.kind == "text" and bool(_BOX.fullmatch(block.text))


def _are_facts(block: Block) -> bool:
    return block.kind == "text" and not _is_box(block) and all(len(each.split()) <= 2 for each in _facts(block))


def _facts(block: Block | None) -> list[str]:
    return [each.strip() for each in block.text.split("\n")] if block else []
