"""Texts from the command line, made fit for a document, and file names made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from typing import Final

from pmgen import markdown
from pmgen.cli.project import Failure
from pmgen.decode.texts import trimmed

_LONGEST_SLUG: Final = 60
UNNAMED: Final = "incident"
"""What stands for a title of which no letter can be in the name of a file."""

# Letters that have no accent to lose.
_LETTERS: Final = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th"})


def one_line(text: str, what: str) -> str:
    """A text from the command line, on one line, without what a pasted word may hold and nobody sees.

    Args:
        what: how a message calls it; an option has backticks round it there.

    Raises:
        Failure: when it is empty or holds what no file should.
    """
    what = f"`{what}`" if what.startswith("-") else what
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs":
            raise Failure(f"{what} is not UTF-8")
        if category == "Cc" and character not in "\t\r\n":
            raise Failure(f"{what} holds a control character, U+{ord(character):04X}")
    words = markdown.without_unseen(trimmed(" ".join(text.split())))
    if not words:
        raise Failure(f"{what} is empty")
    return words


def title_slug(title: str) -> str:
    """A title as it can stand in the name of a file: ASCII, lower case, whole words, never empty."""
    letters = (
        unicodedata.normalize("NFKD", title.lower().translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    )
    words = re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-")
    if len(words) > _LONGEST_SLUG:
        whole, _, _ = words[: _LONGEST_SLUG + 1].rpartition("-")
        words = whole or words[:_LONGEST_SLUG]
    return words or UNNAMED


def numbered(stem: str, ending: str = "") -> Iterator[str]:
    """A name, then the same with 2, 3 and so on behind it; whoever asks takes the first that is free.

    Args:
        ending: what stands behind the number.
    """
    yield stem + ending
    yield from (f"{stem}-{number}{ending}" for number in count(2))
