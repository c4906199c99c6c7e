"""Anchors of headings, as GitHub makes them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NAMELESS: Final = "section"
"""The anchor of a heading that has no letter or digit."""

_DROPPED: Final = re.compile(r"[^\w\- ]")


def slug(text: str) -> str:
    """The anchor of a heading before it is made unique: lower case, hyphens for spaces, no punctuation.

    As in GitHub's table of contents: letters, marks and digits of every script, `_` and `-` are kept.
    """
    lower = text.strip().lower()
    if not lower.isascii():
        # `\w` leaves out the marks that Indic and other scripts write vowels with.
        return "".join(each for each in lower.replace(" ", "-") if _kept(each)) or NAMELESS
    return _DROPPED.sub("", lower).replace(" ", "-") or NAMELESS


def _kept(character: str) -> bool:
    return character in "-_" or character.isalnum() or unicodedata.category(character)[0] == "M"


def give(text: str, uses: dict[str, int]) -> str:
    """An anchor for a heading that none has yet: `deploy`, then `deploy-1`, `deploy-2`.

    Args:
        uses: every anchor given so far, and how often it was wanted again; the new one is added.
    """
    wanted = anchor = slug(text)
    while anchor in uses:
        uses[wanted] += 1
        anchor = f"{wanted}-{uses[wanted]}"
    uses[anchor] = 0
    return anchor
