"""What was said at a time, where it is quoted below the line of that time: `> Pool is full`. An event has no lines."""

from __future__ import annotations

import re
from typing import Any, Final

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block

_LINE: Final = r"[ \t]*>[^\n]*"
_QUOTE: Final = re.compile(rf"(?:^|\n){_LINE}(?:\n{_LINE})*")


def put(draft: Draft, block: Block, above: Block, event: dict[str, Any]) -> bool:
    """Let a quote be the end of the event right above it; whether it is one, in words that an event can hold."""
    said = block.text.lstrip("> \t")
    quoted = block.kind == "text" and _QUOTE.fullmatch(block.text)
    if not quoted or above.start not in draft.taken or said.startswith("[!") or lines.is_tied(said):
        return False
    event["event"] = within(f"{event['event']}\n{block.text}")
    draft.take(block)
    return True


def within(text: str) -> str:
    """The text of an event with what it quotes behind a dash; one with code, where `>` is another sign, as it is."""
    return text if "```" in text else _QUOTE.sub(lambda found: _behind(found[0], text[: found.start()]), text)


def _behind(quote: str, before: str) -> str:
    said = " ".join(filter(None, (line.strip(" \t>") for line in quote.split("\n"))))
    return f" — {said}" if said and before.strip() else said
