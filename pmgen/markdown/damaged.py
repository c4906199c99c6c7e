"""Words that were damaged on their way: read as another encoding, or with characters in them that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pmgen.diagnostics import shortened
from pmgen.markdown import tags
from pmgen.markdown.values import Slip

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token
    from pmgen.markdown.places import Origin

# Scripts that write blanks between words and join no letters: in others, what nobody sees has a meaning.
_LETTER: Final = "[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u03ff\u0400-\u052f\u1e00-\u1eff]"
_UNSEEN: Final = re.compile(f"(?<={_LETTER})[\u00ad\u200b\u2060\ufeff]+(?={_LETTER})")
_LONG_WORD: Final = re.compile(f"(?:{_LETTER}\u00ad?){{12,}}")
"""One in which somebody has said where a line may end: a search looks past that."""

# What the bytes 80 to BF are in Windows-1252; in UTF-8 they go on with a character, and begin none.
_MARKS: Final = "\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2013\u2014\u203a\u2039\u00ab\u00bb\u00a0"
_SIGNS: Final = "\u20ac\u0192\u2020\u2021\u02c6\u2030\u0160\u0152\u017d\u2022\u02dc\u2122\u0161\u0153\u017e\u0178"
_GOES_ON: Final = f"[\u0080-\u00bf{_SIGNS}{_MARKS}]"
_TURKISH: Final = "\u011f\u0178"
"""How an emoji begins in Windows-1254, which differs from Windows-1252 in six letters."""
_NO_MARK: Final = f"(?![{_MARKS}]){_GOES_ON}"
_MISREAD: Final = re.compile(
    # Each begins with a letter with which a word may end in front of a mark, but of a sign hardly.
    f"\u00c3{_NO_MARK}"
    f"|(?<![A-Z\u00c0-\u00de])\u00c2[\u00a0-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|(?<=[a-z0-9.,;:)])\u00c2(?= )"
    f"|\u00e2(?:\u20ac|(?![{_MARKS}]{{2}}){_GOES_ON}{{2}})"
    f"|(?:\u00f0\u0178|{_TURKISH}){_GOES_ON}{{2}}|\u00ef\u00bb\u00bf"
    f"|(?<=[a-z])[\u00c4-\u00cf]{_NO_MARK}(?=[a-z])"
    f"|(?:[\u00c3-\u00df]{_GOES_ON}){{2}}"
)
_LIKELY: Final = re.compile(f"[\u00ad\u200b\u2060\ufeff]|[\u00c2-\u00df\u00e2\u00ef\u00f0](?:{_GOES_ON}| )|{_TURKISH}")
"""What all of these have, and most texts have not."""
_WORD: Final = re.compile(r"[^ \t\r\n\0]+")


def damaged_words(text: str) -> Iterator[Slip]:
    """The damaged words in a text without its code, each with its fix where there is one right answer."""
    if text.isascii() or not _LIKELY.search(text):
        return
    shown = _LONG_WORD.sub(lambda word: word[0].replace("\u00ad", "-"), text) if "\u00ad" in text else text
    for word in _WORD.finditer(tags.without_code(text)):
        if word[0].isascii():
            continue
        at = word.start()
        # What is behind the word is looked at, too.
        if _MISREAD.search(text, at, word.end() + 1):
            yield _misread(word)
        if unseen := [*_UNSEEN.finditer(shown, at, word.end())]:
            yield _unseen(word, unseen)


def without_unseen(text: str) -> str:
    """A text without what stands within its words and nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def mended(word: str) -> str:
    """A word as it was before it was damaged, as far as that is sure."""
    seen = without_unseen(word)
    return seen if seen.isascii() else _read_anew(seen) or seen


def slips(token: Token, origin: Callable[[], Origin]) -> Iterator[Slip]:
    """The same in a paragraph, a heading or a cell.

    Args:
        origin: where the content comes from, asked only where something is found.
    """
    found = [*damaged_words(token.content)]
    if not found:
        return
    place = origin().place
    for each in found:
        start, end = place(each.start, each.end)
        put = (*place(each.edit[0], each.edit[1]), each.edit[2]) if each.edit else None
        yield Slip(each.what, each.help, start, end, put)


def _unseen(word: re.Match[str], found: Sequence[re.Match[str]]) -> Slip:
    """A word with all in it that nobody sees."""
    signs = dict.fromkeys(sign for each in found for sign in each[0])
    names = ", ".join(f"U+{ord(each):04X}" for each in signs)
    what = f"{names}, which nobody sees, stands within `{shortened(_UNSEEN.sub('', word[0]))}`"
    help = "delete it: whoever searches for the word, or copies it, has another one"
    start, end = found[0].start(), found[-1].end()
    seen = "".join(word.string[each.end() : after.start()] for each, after in pairwise(found))
    return Slip(what, help, start, end, (start, end, seen))


def _misread(word: re.Match[str]) -> Slip:
    meant = _read_anew(word[0])
    what = f"`{shortened(word[0])}` was UTF-8, and read as Windows-{'1254' if _TURKISH in word[0] else '1252'}"
    help = f"write `{shortened(meant)}`" if meant else "write it anew, or save the original as UTF-8"
    return Slip(what, help, *word.span(), (*word.span(), meant) if meant else None)


def _read_anew(word: str) -> str | None:
    """A word whose bytes in Windows-1252 are UTF-8, read as such; `None` for any other, and for one with an address.

    One with an emoji in Windows-1254 is read from that.
    """
    try:
        meant = word.encode("cp1254" if _TURKISH in word else "cp1252").decode("utf-8")
    except UnicodeError:
        return None
    readable = all(each.isprintable() or each == "\u00a0" for each in meant)
    return meant if readable and "](" not in word and "://" not in word else None
