"""What sections, fields, columns and states are called in other languages, as the words of English for them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from pmgen.legacy.vocabulary.tongues import (
    chinese,
    dutch,
    french,
    german,
    italian,
    japanese,
    korean,
    portuguese,
    russian,
    spanish,
    vietnamese,
)

_LONGEST: Final = 100
"""Characters of a heading; what is longer is a sentence."""
_TRANSLATED = re.compile(r"\s*[(（](?P<english>[A-Za-z ]+)[)）]")
"""What a heading in another language has behind it: `時系列（Timeline）`."""
_NAME = re.compile(
    r"\W*(?:\d{1,2}(?:\.\d{1,2})*(?:[.)]\s*|\s+)|[一二三四五六七八九十]{1,3}[、.．]\s*)?"
    r"(?P<name>.*?)(?P<behind>\s*(?:[(（:：/–—].*|[\s*_?？:：]*))",
    re.DOTALL,
)


def _key(name: str) -> str:
    """A name in the one spelling in which it is looked up; people write `е` for `ё`."""
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").casefold().replace("ё", "е").split())


_ENGLISH: Final = {
    _key(name): english
    for language in (
        german,
        french,
        spanish,
        portuguese,
        italian,
        dutch,
        russian,
        japanese,
        korean,
        chinese,
        vietnamese,
    )
    for english, names in language.NAMES.items()
    for name in names.split(",")
}
_AS_ENGLISH: Final = {*_ENGLISH.values(), "root causes", "follow-ups", "what we learned"}


@lru_cache(maxsize=1024)  # the names of sections are asked for again and again
def english(text: str) -> str:
    """What English calls what a text names, with what stands behind it in brackets; any other text as it is.

    `Zeitachse (UTC)` is `timeline (UTC)`, `時系列（Timeline）` is `timeline`. A sentence with such a word stays one.
    """
    found = _NAME.fullmatch(text) if len(text) <= _LONGEST else None
    name = _ENGLISH.get(_key(found["name"])) if found else None
    if found is None or name is None:
        return text
    twice = _TRANSLATED.fullmatch(found["behind"])
    return name if twice and _key(twice["english"]) in _AS_ENGLISH else f"{name}{found['behind']}"


def word(text: str) -> str:
    """The word of English for the one that a text is: `done` for `erledigt`; any other text as it is.

    What stands behind a word may take it back: `Erledigt (zum Teil)`.
    """
    return _ENGLISH.get(_key(text.strip(" *_.。!")), text) if len(text) <= _LONGEST else text
