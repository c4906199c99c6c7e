"""What sections, fields, columns and states are called in other languages, as the words of English for them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from pmgen.legacy.vocabulary.tongues import french, german, japanese, portuguese, spanish

_LONGEST: Final = 100
"""Characters of a heading; what is longer is a sentence."""
_NAME = re.compile(
    r"\W*(?:\d{1,2}(?:\.\d{1,2})*(?:[.)]\s*|\s+))?(?P<name>.*?)(?P<behind>\s*(?:[(（:：/–—].*|[\s*_?？:：]*))",
    re.DOTALL,
)


def _key(name: str) -> str:
    """A name in the one spelling in which it is looked up."""
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").casefold().split())


_ENGLISH: Final = {
    _key(name): english
    for language in (german, french, spanish, portuguese, japanese)
    for english, names in language.NAMES.items()
    for name in names.split(",")
}


@lru_cache(maxsize=1024)  # the names of sections are asked for again and again
def english(text: str) -> str:
    """What English calls what a text names, with what stands behind it in brackets; any other text as it is.

    `Zeitachse (UTC)` is `timeline (UTC)`; a sentence that has such a word stays one.
    """
    found = _NAME.fullmatch(text) if len(text) <= _LONGEST else None
    name = _ENGLISH.get(_key(found["name"])) if found else None
    return f"{name}{found['behind']}" if name and found else text


def word(text: str) -> str:
    """The word of English for the one that a text is: `done` for `erledigt`; any other text as it is.

    What stands behind a word may take it back: `Erledigt (zum Teil)`.
    """
    return _ENGLISH.get(_key(text.strip(" *_.。!")), text) if len(text) <= _LONGEST else text
