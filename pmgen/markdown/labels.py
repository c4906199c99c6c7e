"""Labels: `[label]: address` says where `[words][label]` leads, `[^label]: words` what the footnote `[^label]` says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmgen.markdown.values import NOTHING_HIDDEN

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from pmgen.markdown.starts import BlockRule

_NOWHERE: Final = "nowhere:\0"
"""Where a link leads whose address stood in a part that was taken out: no page may, and no text holds it."""

_FOOTNOTE: Final = re.compile(r"\[\^([^\s\[\]]{1,200})\]")


def no_footnote(rule: BlockRule) -> BlockRule:
    """Definitions of where a label leads; `[^1]: note` says what a footnote is, also where there are none."""

    def no_footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        return not state.src.startswith("[^", at) and rule(state, start, end, silent)

    return no_footnote


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """`[^label]`, where the label is defined, or was."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    defined = ":" + match[1] in state.env.get("footnotes", {}).get("refs", {})
    if not defined and match[1] not in state.env.get("hidden", NOTHING_HIDDEN).notes:
        return False
    if not silent:
        token = state.push("footnote_ref" if defined else "footnote_nowhere", "", 0)
        token.meta.update(label=match[1], at=match.span())
    state.pos = match.end()
    return True


def nowhere(state: StateCore) -> None:
    """Labels of which it was taken out where they lead; one that is said again leads there."""
    for label in state.env.get("hidden", NOTHING_HIDDEN).labels:
        state.env.setdefault("references", {}).setdefault(label, {"href": _NOWHERE, "title": ""})


def undefined(token: Token) -> str:
    """What a token is, if it needs what was taken out of the text; empty for any other."""
    if token.type == "footnote_nowhere":
        return "footnote"
    if token.attrs.get("href", token.attrs.get("src")) != _NOWHERE:
        return ""
    return "image" if token.type == "image" else "link"
