"""Bullets below numbered items that nobody has indented, as parts of these items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmgen.legacy.lines import Block
from pmgen.values import replace

_NUMBER = re.compile(r" {0,3}(\d{1,4})[.)]\s")
_BULLET = re.compile(r" {0,3}[-*+•]\s")


def joined(blocks: Sequence[Block], texts: Sequence[str]) -> list[Block]:
    """The blocks of a text, in which bullets belong to the numbered item above them if the next number follows them.

    They also do where that item ends in a colon, as it leads on to them, and where the number before it has some.

    Args:
        texts: the lines that the blocks are of.
    """
    return list(_joined(blocks, texts))


def _joined(blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[Block]:
    at, before = 0, None
    while at < len(blocks):
        end = _behind_bullets(blocks, texts, at)
        last = next((each for each in reversed(blocks[at:end]) if each.kind == "item"), None)
        if last is None or last is blocks[at] or not _leads(blocks, texts, at, end, before):
            yield blocks[at]
            at += 1
            continue
        bullets = "\n".join(texts[blocks[at].end : last.end]).strip("\n")
        yield replace(blocks[at], end=last.end, text=f"{blocks[at].text}\n{bullets}")
        at, before = blocks.index(last, at) + 1, _number(blocks[at], texts)


def _behind_bullets(blocks: Sequence[Block], texts: Sequence[str], at: int) -> int:
    """The place behind the bullets, and blank lines, that follow a numbered item; its own for any other block."""
    if _number(blocks[at], texts) is None:
        return at
    end = at + 1
    while end < len(blocks) and (blocks[end].kind == "blank" or _is_bullet(blocks[end], texts)):
        end += 1
    return end


def _leads(blocks: Sequence[Block], texts: Sequence[str], at: int, end: int, before: int | None) -> bool:
    """Whether a numbered item has the bullets below it: it says so, or others do around it.

    Args:
        before: the last number that has some.
    """
    number = _number(blocks[at], texts) or 0
    following = _number(blocks[end], texts) if end < len(blocks) else None
    return blocks[at].text.endswith(":") or following == number + 1 or before == number - 1


def _number(block: Block, texts: Sequence[str]) -> int | None:
    found = _NUMBER.match(texts[block.start]) if block.kind == "item" else None
    return int(found[1]) if found else None


def _is_bullet(block: Block, texts: Sequence[str]) -> bool:
    return block.kind == "item" and bool(_BULLET.match(texts[block.start]))
