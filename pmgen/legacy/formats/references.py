"""Links whose addresses stand elsewhere, as links with their addresses: what is entered stands alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pmgen.legacy.lines import Block, fenced
from pmgen.values import replace

_DEFINED = re.compile(r" {0,3}\[(?!\^)([^\[\]\n]{1,100})\]:[ \t]+<?(https?://[^\s<>]+)>?[ \t]*(?:[\"'(].*)?")
_BOX = r"(?m:^)[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX~/>-]\](?=\s)"
"""A box of an item, ticked or not; no link, whatever may be called `x`."""
_LINK_OR_NONE = re.compile(
    rf"{_BOX}|"
    r"(?<![!\]\\])\[(?!\^)(?P<text>[^\[\]\n]{1,200})\](?:\[(?P<name>[^\[\]\n]{0,100})\])?(?![\[(]|:[ \t]+<?https?:)"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^`\n]+(?P=ticks)(?!`)"
)


def defined(texts: Sequence[str]) -> dict[str, str]:
    """The addresses on the web that some lines define, by their names in lower case; the first of each counts."""
    found: dict[str, str] = {}
    if not any("]: " in text or "]:\t" in text for text in texts):
        return found
    for text, code in zip(texts, fenced(texts), strict=True):
        if not code and (match := _DEFINED.fullmatch(text)):
            found.setdefault(_name(match[1]), match[2])
    return found


def inlined(text: str, addresses: Mapping[str, str]) -> str:
    """A text in which links to what is defined elsewhere have their addresses: `[the fix][1]` is `[the fix](https://…)`."""
    if not addresses or "]" not in text:
        return text

    def put(found: re.Match[str]) -> str:
        address = addresses.get(_name(found["name"] or found["text"])) if found["text"] else None
        return found[0] if address is None else f"[{found['text']}]({address})"

    return _LINK_OR_NONE.sub(put, text)


def aside(blocks: Sequence[Block], addresses: Mapping[str, str]) -> list[Block]:
    """Some blocks, of which those that only define addresses are as good as blank: they stay where they are."""
    return [replace(each, kind="blank", text="") if addresses and _only_defines(each) else each for each in blocks]


def _only_defines(block: Block) -> bool:
    return block.kind == "text" and all(map(_DEFINED.fullmatch, block.text.split("\n")))


def _name(label: str) -> str:
    return " ".join(label.casefold().split())
