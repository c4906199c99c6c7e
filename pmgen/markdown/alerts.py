"""Quotes that are alerts, as GitHub has them: `> [!WARNING]`, and the text below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_MARK: Final = re.compile(r"\[!(note|tip|important|warning|caution)\][ \t]*", re.IGNORECASE)
_ENDS: Final = ("softbreak", "hardbreak")


def alerts(state: StateCore) -> None:
    """Note the kind of each alert on its quote, as `meta["alert"]`, and take out the mark on the first line."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open" and tokens[index + 1].type == "paragraph_open":
            opening, words, closing = tokens[index + 1 : index + 4]
            # One that is escaped begins otherwise.
            children = words.children if words.content.startswith("[!") else None
            mark = _MARK.fullmatch(children[0].content) if children else None
            if children and mark and (not children[1:] or children[1].type in _ENDS):
                token.meta["alert"] = mark[1].lower()
                del children[:2]
                opening.hidden = closing.hidden = not children
