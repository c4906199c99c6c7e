"""Where a text names a document: by its file, its page, its data or its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from unicodedata import normalize

from pmgen import markdown
from pmgen.addresses import stem_of, unquoted
from pmgen.values import Value

_WORD = re.compile(r"[\w.-]+")
_IN_OTHER_LETTERS = re.compile(r"[\w.-]+", re.ASCII)
"""A word that languages without spaces have between two others: `障害は2026-04-13-diskと同じ`."""
_TAG = re.compile(r"<[^>]*>")
_URL = re.compile(r"(?:https?:)?//[^\s<>\"'`()\[\]{}]+", re.IGNORECASE)
_BEHIND_URL = ".,;:!?*_"
_AT_ITS_ENDS = "._-"
_ENDINGS = frozenset(("md", "html", "htm", "json"))


class Names(Value):
    """What documents are called, by their ids and by their files without the endings, in small letters.

    Args:
        words: those that are one word, and `others`, all others.
    """

    words: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()


def names(paths: Iterable[str], ids: Iterable[str] = ()) -> Names:
    """What documents at some paths, or with some ids, are called."""
    called = {_folded(each).strip(_AT_ITS_ENDS) for each in (*map(stem_of, paths), *ids)} - {""}
    words = frozenset(each for each in called if _WORD.fullmatch(each))
    return Names(words, tuple(sorted(called - words)))


def mentioned(text: str, known: Names) -> Iterator[str]:
    """The words of a text that name documents, in small letters.

    A word that people may use for something else, `vault` or `2026-04-22`, is one only with the ending of a file.
    """
    for read in dict.fromkeys((_folded(text), _folded(unquoted(text)))):
        others = () if read.isascii() else _IN_OTHER_LETTERS.findall(read)
        words = dict.fromkeys(each.strip(_AT_ITS_ENDS) for each in (*_WORD.findall(read), *others))
        yield from (each for each in words if _is_name(each, known.words))
        yield from (each for each in known.others if each in read and _is_other(each, read))


def is_mentioned(text: str, known: Names) -> bool:
    """Whether a text names a document, or is nothing but the name of one."""
    whole = _folded(text.strip())
    return whole in known.words or whole in known.others or any(True for _ in mentioned(text, known))


def urls(text: str) -> Iterator[str]:
    """The full addresses in a text."""
    yield from (match[0].rstrip(_BEHIND_URL) for match in _URL.finditer(text)) if "//" in text else ()


def of_markdown(text: str) -> tuple[str, ...]:
    """A text as it is written, and as it is read."""
    return (text, plain) if (plain := markdown.plain(text)) != text else (text,)


def of_html(html: str) -> tuple[str, str]:
    """What HTML says in its attributes, and what between its tags: a word may go on in another element."""
    return unescape(" ".join(_TAG.findall(html))), unescape(_TAG.sub("", html))


def _is_name(word: str, known: frozenset[str]) -> bool:
    stem, _, ending = word.rpartition(".")
    if stem in known and (ending in _ENDINGS or _is_telling(stem)):
        return True
    return word in known and _is_telling(word)


def _is_other(name: str, text: str) -> bool:
    return _is_telling(name) or any(f"{name}.{ending}" in text for ending in _ENDINGS)


def _is_telling(stem: str) -> bool:
    """Whether nobody would write it and mean anything else: it has letters and digits, and is made of parts."""
    return any(sign in stem for sign in "-_ ") and any(map(str.isalpha, stem)) and any(map(str.isdigit, stem))


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else normalize("NFC", text).lower()
