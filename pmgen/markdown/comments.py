"""Comments in a line: they go without a trace, and take the blanks along by which a reader could tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

_BREAKS: Final = frozenset({"softbreak", "hardbreak"})
_BLANKS: Final = " \t"


def without(children: Sequence[Token]) -> list[Token]:
    """The tokens of a paragraph, or the like, without its comments; texts beside them may be changed."""
    kept: list[Token] = []
    taken = False
    for child in children:
        if child.type == "html_inline" and child.content.startswith("<!--"):
            taken = True
            continue
        if taken:
            _join(kept, child)
            taken = False
        kept.append(child)
    if taken:
        _join(kept, None)
    return kept


def _join(kept: list[Token], following: Token | None) -> None:
    """Close the gap between what stands before comments and behind them."""
    before = kept[-1] if kept else None
    ends = following is None or following.type in _BREAKS
    if before is None or before.type in _BREAKS:
        if ends and before:
            kept.pop()
        elif following and following.type == "text":
            following.content = following.content.lstrip(_BLANKS)
    elif before.type == "text" and (ends or (following and following.content[:1] in tuple(_BLANKS))):
        before.content = before.content.rstrip(_BLANKS)
