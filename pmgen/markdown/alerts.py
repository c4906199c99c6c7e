"""Quotes that are alerts, as GitHub has them: the kind stands there in bold, and no more is needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_MARK: Final = re.compile(r"\[!(note|tip|important|warning|caution)\][ \t]*", re.IGNORECASE)
_ENDS: Final = ("softbreak", "hardbreak")


def alerts(state: StateCore) -> None:
    """Put the kind of an alert in the place of its mark, which stands alone on the first line of a quote."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open" and tokens[index + 1].type == "paragraph_open":
            words = tokens[index + 2]
            # One that is escaped begins otherwise.
            children = words.children if words.content.startswith("[!") else None
            mark = _MARK.fullmatch(children[0].content) if children else None
            if children and mark and (not children[1:] or children[1].type in _ENDS):
                children[:2] = _named(mark[1].title(), goes_on=len(children) > 1)


def _named(kind: str, *, goes_on: bool) -> list[Token]:
    from markdown_it.token import Token

    bold = [Token("strong_open", "strong", 1), Token("text", "", 0, content=kind), Token("strong_close", "strong", -1)]
    return [*bold, Token("hardbreak", "br", 0)] if goes_on else bold
