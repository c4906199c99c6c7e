"""Markdown as plain text, for JSON, feeds and search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pmgen.markdown import dialect, words
from pmgen.markdown.fragments import words_alone
from pmgen.markdown.values import Parsed

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

_REMEMBERED: Final = 32_768
"""How many texts stay known: one is asked for by the index, a year, its services and tags, feeds and data."""

_LISTS: Final = frozenset(f"{kind}_list_{end}" for kind in ("bullet", "ordered") for end in ("open", "close"))
_ENDED: Final = frozenset(".,:;!?…。！？")

_LONGEST: Final = 240
_STOP: Final = re.compile(r"([.…]+|[!?]+)[\"'”’)\]]*(?=\s|$)|[。！？]")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(\[])(?:e\.g|i\.e|cf|vs|approx|ca|incl|resp|fig|dr|mrs?|ms|st)\.$", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"(?:^|[\s(\[])nos?\.$", re.IGNORECASE)


def plain(source: str | Parsed) -> str:
    """The words, with single spaces; code and texts in place of images are words, raw HTML is none.

    The items of a list are parted by `;`, where nothing of their own ends them.

    Args:
        source: Markdown of the front matter, in which HTML is text; or a parsed body.
    """
    if isinstance(source, str):
        return _plain(source)
    notes = (token for note in source.footnotes for token in note.tokens)
    return _in_one_line([*source.tokens, *notes])


def first_sentence(source: str | Parsed) -> str:
    """The first sentence that is no heading; one of more than 240 characters is cut at a word, with `…`.

    Args:
        source: as for `plain`.
    """
    return _first(source) if isinstance(source, str) else _first_of(source.tokens)


@lru_cache(maxsize=_REMEMBERED)
def _first(source: str) -> str:
    alone = words_alone(source)
    return _first_of(_tokens(source)) if alone is None else _sentence(" ".join(alone.split()))


def _first_of(tokens: Sequence[Token]) -> str:
    blocks = list(words.of_blocks(tokens))
    said = (text for heading, text in blocks if text and not heading)
    return _sentence(next(said, "") or _joined(blocks))


@lru_cache(maxsize=_REMEMBERED)
def _plain(source: str) -> str:
    alone = words_alone(source)
    return _in_one_line(_tokens(source)) if alone is None else " ".join(alone.split())


def _tokens(source: str) -> list[Token]:
    return dialect.block_tokens(dialect.readable(source), html=False, footnotes=False)


def _in_one_line(tokens: Iterable[Token]) -> str:
    told: list[str] = []
    between = " "
    for token in tokens:
        if token.type == "list_item_close":
            between = "; "
        elif token.type in _LISTS:
            between = " "
        for _, text in words.of_blocks((token,)):
            if text:
                told += (" " if told and told[-1][-1] in _ENDED else between, text)
                between = " "
    return "".join(told[1:])


def _joined(blocks: Iterable[tuple[bool, str]]) -> str:
    return " ".join(text for _, text in blocks if text)


def _sentence(text: str) -> str:
    # What is longer is cut anyway; a bound keeps a text of nothing but abbreviations from being searched for ever.
    for stop in _STOP.finditer(text, 0, _LONGEST):
        if stop.end() == _LONGEST < len(text) and not text[_LONGEST].isspace():
            break
        if not _goes_on(text, stop):
            return text[: stop.end()]
    return text if len(text) <= _LONGEST else _cut(text)


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop belongs to an abbreviation, or what follows is no beginning of a sentence."""
    follows = text[stop.end() : stop.end() + 2].lstrip()[:1]
    if stop[1] is None or stop[1][0] in "!?" or not follows:
        return False
    before = text[: stop.end(1)]
    return (
        follows.islower()
        or _ABBREVIATION.search(before) is not None
        or (follows.isdigit() and _NUMBER.search(before) is not None)
    )


def _cut(text: str) -> str:
    room = text[: _LONGEST - 1]
    at_word = room if text[_LONGEST - 1].isspace() else room.rpartition(" ")[0] or room
    return at_word.rstrip(" ,;:–—-") + "…"
