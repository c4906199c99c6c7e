"""What a word may be where a password or a key is expected: its value, or what stands for one."""

from __future__ import annotations

import re
from functools import cache

from pmgen.rules.leaks.credential_forms import NAMED
from pmgen.rules.leaks.password_forms import FILLED_IN, MEANS, SMALL_WORDS, STANDS_FOR


@cache
def pattern(form: str) -> re.Pattern[str]:
    """A form, compiled when the first text may hold it: all of them together take as long as checking a document."""
    return re.compile(form)


def is_value(word: str) -> bool:
    """Whether a word is a value rather than what stands for one."""
    own = pattern(FILLED_IN).sub("", word)
    mixed = any(each.isdigit() for each in own) and any(each.isalpha() for each in own)
    return mixed and not pattern(STANDS_FOR).search(word)


def is_told(word: str) -> bool:
    """Whether what stands where only a password does is one: a word will do, unless it stands for a password."""
    own = pattern(FILLED_IN).sub("", word)
    return any(map(str.isalpha, own)) and not pattern(STANDS_FOR).search(word) and not pattern(MEANS).search(own)


def is_word(word: str) -> bool:
    """Whether a word may be a password: what was done to one may not."""
    return word.isalpha() and not word.endswith("ed") and is_told(word)


def is_phrase(text: str) -> bool:
    """Whether a text in quotes is a pass phrase: four words or more, of which none is about a password."""
    words = text.split(" ")
    return (
        len(words) > 3
        and all(len(each) > 2 and each.isalpha() and each.lower() not in SMALL_WORDS for each in words)
        and is_told(text)
    )


def is_name(word: str) -> bool:
    """Whether a word may be the name of something, as `mariadb-root-2` is."""
    return pattern(NAMED).fullmatch(word.lower()) is not None
