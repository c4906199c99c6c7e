"""Values that stand behind the name of a password or a key: after a colon, in a table, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from pmgen.rules.credential_forms import NAMED
from pmgen.source import Span
from pmgen.values import Value

_MARKS: Final = ("", "_", "-")
_OF_PEOPLE: Final = ("password", "passwd", "passphrase", "pwd", "_pass", "-pass", "pw", "psk")
"""What people think of, in lower case: it may be short, and need not have a digit."""
_OF_MACHINES: Final = ("secret", "token")
"""What machines make, and what has a name as often as a value."""
_KEYS: Final = (
    "key_base",
    *(
        f"{first}{mark}key"
        for first in ("api", "access", "account", "secret", "private", "encryption", "signing", "master")
        for mark in _MARKS
    ),
    "api key",
    "access key",
)
"""What a key is called. Each has `key` in it, which few documents have."""

_NAMES: Final = (*_OF_PEOPLE, *_OF_MACHINES)
_SPOKEN_OF: Final = ("password", "passwd", "passphrase")

_BOLD: Final = r"[*_]{0,3}"
_PLACE: Final = rf"[\"']?{_BOLD}[ \t]{{0,4}}[:=]{{1,2}}>?{_BOLD}[ \t]{{0,4}}(?P<quote>[\"'`])?"
_GIVEN: Final = (
    _PLACE
    + r"(?P<value>[^\s\"'`,;<>|(){}\[\]$][^\s\"'`,;<>|(){}\[\]]{5,199}+)(?!\()(?P<rest>(?(quote)[^\"'`\n]{0,200}))"
)
"""A value in quotes is all that is in them, though the beginning is enough to know it."""

_ALONE: Final = (
    rf"{_BOLD}[\"'`]?(?P<value>[^\s\"'`,;<>|(){{}}\[\]$*][^\s\"'`,;<>|(){{}}\[\]*]{{7,199}})(?<!:)"
    rf"[\"'`]?{_BOLD}[ \t]{{0,80}}"
)
_BLANK: Final = r"[ \t>]{0,20}"
_BELOW: Final = (
    rf"[\"']?{_BOLD}[ \t]{{0,4}}[:=]{_BOLD}[ \t]{{0,4}}(?:[|>][+-]?[ \t]{{0,4}})?\r?\n(?:{_BLANK}\r?\n)?"
    rf"(?:{_BLANK}(?:```|~~~)\w{{0,20}}\r?\n)?"
    rf"{_BLANK}(?:[*-][ \t])?{_ALONE}(?=\r?\n|\Z)"
)
"""A value on a line of its own, below its name, perhaps in a block of code."""
_BESIDE: Final = rf"[\"'`]?{_BOLD}[ \t]{{0,80}}\|[ \t]{{0,80}}{_ALONE}\|"
"""A value in the cell of a table, beside its name."""

_IS: Final = r"[ \t]{1,4}(?:(?:(?:(?:is|was|been)[ \t])?(?:(?:re)?set|changed) to|is|was|of)[ \t]{1,4})?"
_SAID: Final = rf"{_BOLD}{_IS}{_BOLD}(?P<quote>[`\"'])(?P<value>[^\s\"'`][^\"'`\n]{{5,80}})(?P=quote)"
"""A value in a sentence: the password was `…`."""
_SPOKEN: Final = rf"{_BOLD}{_IS}(?!(?i:sha|md|base|aes|rsa|utf|pbkdf)-?\d)(?P<value>[^\s\"'`,;<>|(){{}}\[\]/.]{{8,80}})"
"""The same without quotes: of that only what has capitals, small letters and digits can be told from a word."""

_FILLED_IN: Final = r"\$(?:\w+|\{[^}]*\}?|\([^)]*\)?)|%[A-Za-z_]\w*%|%\(\w*\)s?|\{\{[^}]{0,80}\}\}"
# What stands for a value: a name, a path, a day, a word of prose.
_STANDS_FOR: Final = (
    r"(?i)[*.•x]{3,}|x{3,}|\*{2,}|example|changeme|redacted|placeholder|1password|^[/~.%$<]|://|^\d{4}-\d\d-\d\d"
    r"|^(?!s\.\w{24}$)(?:[\w-]+\.\w+|[a-z_][\w-]*(?:\.[a-z_]\w*)+)$"
)
_MEANS: Final = (
    r"(?i)pass|pwd|secret|token|cred|vault|prompt|config|user|string|value|encrypt|hash|plain|stdin|default|your"
    r"|enabl|disabl|requir|option|wrong|invalid|incorrect|missing|mismatch|expir|unknown|chang|rotat|reset|hidden|mask"
    r"|remov|empty|unset|denied|reject|accept|fail|forgot|sample|manual|random|secure|strong|unique|protect|opaque|^(?:xyz|bar|foo|none|null|true|false|cannot|should|must)$"
)
"""What is said of a password, or stands for one, where none would be without a digit."""

_OF_ACCOUNT: Final = (
    r"(?i:(?:user(?:[ _-]?(?:name|id))?|login|account|machine \S{1,99} login)[\"']?[*_]{0,3}"
    r"(?:[ \t]{0,4}[:=][*_]{0,3}[ \t]{0,4}|(?<=login)[ \t])[*_\"'`]{0,4}[^\s\"'`,;]{1,64}[*_\"'`]{0,4})"
)
"""Whose password it is: `username: admin`."""
_BEFORE: Final = rf"{_OF_ACCOUNT}(?P<mark>[,;]?[ \t](?:/[ \t])?|;|\r?\n)[ \t>*_\"'`-]{{0,20}}[\w.-]{{0,40}}\Z"
_AFTER: Final = rf"[\"'`*_]{{0,4}}(?P<mark>[,;]?[ \t](?:/[ \t])?|;|\r?\n)[ \t>*_\"'`-]{{0,20}}{_OF_ACCOUNT}"
_KEY: Final = (
    r"(?:[ \t]{0,20}(?:-[ \t])?[a-z][\w.-]{0,60}:(?:[ \t]{1,9}[^\s:;,]{1,80})?|[ \t>]{0,20}(?:```|~~~)[^\n]{0,80})\r?"
)
"""A line of settings, or that around a block of code: `host: db1`."""
_OPENED: Final = rf"(?:`|(?:\A|\n)(?:(?P<key>{_KEY})\n)?[ \t]{{0,20}}(?:-[ \t])?)(?:[a-z][\w.-]{{0,60}})?\Z"
_CLOSED: Final = rf"`|[ \t]{{0,20}}(?:#[^\n]{{0,200}})?(?:\Z|\r?\n(?P<key>{_KEY}(?=\n|\Z))?)"

_SMALL_WORDS: Final = frozenset(
    "a all an and any are as at be been both but by can cannot could do does each for from had has have his how "
    "if in into is it its kept may must my never no not of off on only or our out over own shall she should so "
    "still than that the their them then there they this those to too under until was we were what when where "
    "which who why will with would you your".split()
)
"""What is in a sentence about a password rather than in a phrase that is one."""


class _Found(Value):
    """What stands behind a name.

    Args:
        name: of the password or key, in lower case.
        text: all of it, and `start`, where in it the name begins.
        at: where the value is, and `end`, where all that is in its quotes ends.
    """

    name: str
    text: str
    start: int
    at: Span
    end: int
    quote: str

    @property
    def value(self) -> str:
        """The value as written."""
        return self.text[self.at.start : self.at.end]

    @property
    def between(self) -> str:
        """The name and what leads from it to the value."""
        return self.text[self.start : self.at.start]


def named(text: str, lowered: str) -> Iterator[Span]:
    """The values that have the name of a password or key, in a text that is also given in lower case."""
    folded = lowered if len(lowered) == len(text) else text
    for name in (*_NAMES, *_KEYS) if "key" in folded else _NAMES:
        for form, names, holds in _FORMS if name in folded else ():
            for match in pattern(name + form).finditer(folded) if name in names else ():
                groups = match.groupdict()
                end = match.end("rest") if "rest" in groups else match.end("value")
                found = _Found(name, text, match.start(), Span(*match.span("value")), end, groups.get("quote") or "")
                if holds(found):
                    yield Span(found.at.start, end)


def is_value(word: str) -> bool:
    """Whether a word is a value rather than what stands for one."""
    own = pattern(_FILLED_IN).sub("", word)
    mixed = any(each.isdigit() for each in own) and any(each.isalpha() for each in own)
    return mixed and not pattern(_STANDS_FOR).search(word)


def is_told(word: str) -> bool:
    """Whether what stands where only a password does is one: a word will do, unless it stands for a password."""
    own = pattern(_FILLED_IN).sub("", word)
    return any(map(str.isalpha, own)) and not pattern(_STANDS_FOR).search(word) and not pattern(_MEANS).search(own)


@cache
def pattern(form: str) -> re.Pattern[str]:
    """A form, compiled when the first text may hold it: all of them together take as long as checking a document."""
    return re.compile(form)


def _is_given(found: _Found) -> bool:
    if found.name in _OF_PEOPLE:
        return is_value(found.value) or _is_set(found) or _is_phrase(found.text[found.at.start : found.end])
    return len(found.value) > 7 and is_value(found.value) and not _is_reference(found)


def _is_set(found: _Found) -> bool:
    """Whether a password is given as programs take one, so that it is one without a digit, too."""
    word, between = found.value, found.between
    if not is_told(word):
        return False
    if found.quote:
        # In front of `:` there may be words about it, and behind it the name of what holds it.
        whole = found.end == found.at.end and found.text.startswith(found.quote, found.end)
        return whole and ("=" in between or word.isalpha())
    if "=" not in between:
        return _is_word(word) and (_is_of_account(found) or _is_setting(found))
    # `password=dbpw` is what a program is written with, `DB_PASSWORD=swordfish` and `--password=…` what it is given.
    is_variable = between.islower() and word.isidentifier() and word.islower() and not _is_option(found)
    return (between.endswith("=") and not is_variable) or _is_of_account(found)


def _is_option(found: _Found) -> bool:
    return pattern(r"--[\w-]{0,40}\Z").search(found.text, max(0, found.start - 42), found.start) is not None


def _is_of_account(found: _Found) -> bool:
    """Whether it is said whose password it is: beside a user a word is a password, too."""
    before = pattern(_BEFORE).search(found.text, max(0, found.start - 200), found.start)
    beside = before or pattern(_AFTER).match(found.text, found.end)
    # `connect(user=app, password=dbpw)` is a program again.
    return beside is not None and not (beside["mark"].startswith(",") and "=" in found.between)


def _is_setting(found: _Found) -> bool:
    """Whether it is a line of settings among others, or a piece of code by itself: `password: swordfish`."""
    before = pattern(_OPENED).search(found.text, max(0, found.start - 300), found.start)
    after = pattern(_CLOSED).match(found.text, found.end)
    if not before or not after or not found.between[0].islower():
        return False
    if after[0] == "`":
        return before[0].startswith("`")
    return not before[0].startswith("`") and bool(before["key"] or after["key"])


def _is_word(word: str) -> bool:
    """Whether a word may be a password: what was done to one may not."""
    return word.isalpha() and not word.endswith("ed") and is_told(word)


def _is_phrase(text: str) -> bool:
    """Whether a text in quotes is a pass phrase: four words or more, of which none is about a password."""
    words = text.split(" ")
    return (
        len(words) > 3
        and all(len(each) > 2 and each.isalpha() and each.lower() not in _SMALL_WORDS for each in words)
        and is_told(text)
    )


def _is_reference(found: _Found) -> bool:
    """Whether it says where a secret is, as `secret: mariadb-root-2` does; `JWT_SECRET=…` is set, one word is one."""
    if found.name not in _OF_MACHINES or found.value.isalnum() or found.between.startswith(found.name.upper()):
        return False
    return _is_name(found.value)


def _is_below(found: _Found) -> bool:
    return is_value(found.value) and not (_is_name(found.value) and _may_be_name(found))


def _is_beside(found: _Found) -> bool:
    # `Rotate the password` is the cell of a thing to do, and a commit may stand beside it.
    cell = found.text[found.text.rfind("|", 0, found.start) + 1 : found.start]
    return len(cell.split()) < 2 and _is_below(found)


def _may_be_name(found: _Found) -> bool:
    return found.name in _OF_MACHINES or not found.value.isalnum()


def _is_said(found: _Found) -> bool:
    word = found.value
    if not word.isalpha():
        return _is_phrase(word) or (is_value(word) and (word.isalnum() or not _is_name(word)))
    # The password of `grafana` is that of whom it names, and `hunter` what it was.
    return pattern(r"\b(?:is|was|to)\b").search(found.between) is not None and _is_word(word)


def _is_spoken(found: _Found) -> bool:
    return is_value(found.value) and not found.value.islower() and not found.value.isupper()


def _is_name(word: str) -> bool:
    return pattern(NAMED).fullmatch(word.lower()) is not None


_FORMS: Final = (
    (_GIVEN, frozenset({*_NAMES, *_KEYS}), _is_given),
    (_BELOW, frozenset({*_NAMES, *_KEYS}), _is_below),
    (_BESIDE, frozenset({*_NAMES, *_KEYS}), _is_beside),
    (_SAID, frozenset(_OF_PEOPLE), _is_said),
    (_SPOKEN, frozenset(_SPOKEN_OF), _is_spoken),
)
"""How a value stands behind a name, behind which names it may stand so, and what makes it one."""
