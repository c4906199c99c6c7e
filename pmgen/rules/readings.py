"""A text as people read it: its letters, its words without markup, and the addresses in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from unicodedata import normalize

from pmgen import markdown
from pmgen.addresses import unquoted
from pmgen.rules.leaks import spelled
from pmgen.source import Span

CODE = re.compile(r"(?:`|<code[^<>]*>)([\w.-]+)(?:`|</code>)")
"""A word that is all of a piece of code."""

_URL = re.compile(r"(?:https?:)?//[^\s<>\"'`()\[\]{}]+", re.IGNORECASE)
_QUOTED = re.compile(r"%[0-9A-Fa-f]{2}")
_BEHIND_URL = ".,;:!?*_"

_TAG = re.compile(r"<[^>]*>")
_CLASS = re.compile(r' class="(?:language-([^"]*)|[^"]*)"')
"""What a class says that somebody has written: the language of some code."""
_NO_WORDS = re.compile(r'<sup class="footnote-ref".*?</sup>|<br>')
_BLOCK = re.compile(r"</?(?:p|li|h[1-6]|t[dhr]|d[dt]|pre|div|blockquote|summary|section)\b[^>]*>")
APART = "\n\0\n"
"""What stands between two texts, or two blocks of one, over which no name goes on."""

_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_DASH = re.compile("(?<=\\w)[\u2012\u2013\u2212](?=\\w)")
"""What programs make of a hyphen between two digits, and of quotes."""


def readings(text: str) -> Iterable[str]:
    """A text as it may be read: the digits of `%2D` are none of a word behind it, and a `+` may be a blank."""
    return dict.fromkeys((as_read(_QUOTED.sub(" ", text)), as_read(unquoted(text)).replace("+", " ")))


def urls(text: str) -> Iterator[str]:
    """The full addresses in a text."""
    return (text[each.start : each.end] for each in places_of_urls(text))


def places_of_urls(text: str) -> Iterator[Span]:
    """Where in a text they stand."""
    for match in _URL.finditer(text) if "//" in text else ():
        yield Span(match.start(), match.start() + len(match[0].rstrip(_BEHIND_URL)))


def of_markdown(text: str) -> tuple[str, ...]:
    """A text as it is written, and as it is read."""
    return (text, plain) if (plain := markdown.plain(text)) != text else (text,)


def of_html(html: str) -> tuple[str, ...]:
    """What HTML says in its attributes, and what between its tags: a word may go on in another element.

    The number of a footnote is no part of the word before it.
    """
    attributes = unescape(" ".join(_TAG.findall(_CLASS.sub(r' "\1"', html))))
    words = unescape(_TAG.sub("", _BLOCK.sub(APART, _NO_WORDS.sub(" ", html))))
    return attributes, words, " ".join(f"`{each}`" for each in CODE.findall(html))


def spaced(text: str) -> str:
    """A text with single spaces, and without the marks of code."""
    return APART.join(" ".join(each.replace("`", "").split()) for each in as_read(text).split(APART))


def as_read(text: str) -> str:
    """A text with one sign for each letter, hyphen and quote, be it wide or not, and without what nobody sees."""
    if text.isascii():
        return text
    return _DASH.sub("-", normalize("NFKC", spelled.without_unseen(text)).translate(_QUOTES))


def folded(text: str) -> str:
    """The same in small letters."""
    return as_read(text).lower()
