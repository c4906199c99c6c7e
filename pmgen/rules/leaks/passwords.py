"""Values that stand behind the name of a password or a key: after a colon, in a table, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pmgen.rules.leaks.behind_names import signs_behind
from pmgen.rules.leaks.password_columns import below
from pmgen.rules.leaks.password_forms import (
    AFTER,
    BEFORE,
    BELOW,
    BESIDE,
    BY_LETTERS,
    CELL,
    CLOSED,
    GIVEN,
    HEADING,
    MADE_UP,
    NAMES,
    OF_A_PAGE,
    OF_MACHINES,
    OF_PEOPLE,
    OPENED,
    SAID,
    SPOKEN,
    SPOKEN_OF,
    STATED,
    UNDER,
    WORDED,
)
from pmgen.rules.leaks.password_holders import is_keeper, is_machine, is_store
from pmgen.rules.leaks.told_words import is_name, is_phrase, is_told, is_value, is_word, pattern
from pmgen.rules.leaks.typed_passwords import TYPED, ends_command, ends_setting, is_method, is_option, says_what_is_done
from pmgen.source import Span
from pmgen.values import Value


class _Found(Value):
    """What stands behind a name.

    Args:
        name: of the password or key, in lower case.
        text: all of it, and `start`, where in it the name begins.
        at: where the value is, and `end`, where all that is in its quotes ends.
        verb: whether a sentence says what it is.
    """

    name: str
    text: str
    start: int
    at: Span
    end: int
    quote: str
    verb: bool

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
    folded, tables = lowered if len(lowered) == len(text) else text, "|" in text or "<th" in lowered
    for name, start, stop in _places(folded):
        near = signs_behind(folded, stop)
        for form, signs, names, holds in _FORMS:
            match = pattern(form).match(folded, stop) if name in names and not near.isdisjoint(signs) else None
            if match:
                groups = match.groupdict()
                at, end = Span(*match.span("value")), match.end("rest" if "rest" in groups else "value")
                quote, verb = groups.get("quote") or "", bool(groups.get("verb"))
                if holds(_Found(name, text, start, at, end, quote, verb)):
                    yield Span(at.start, end)
        if tables and name not in OF_MACHINES:
            yield from below(folded, name, start, stop)


def _places(text: str) -> Iterator[tuple[str, int, int]]:
    """Where the names stand in a text in lower case; each is looked for by letters that few texts have."""
    for letters, names in BY_LETTERS.items():
        at = text.find(letters)
        while at >= 0:
            for name, first in names:
                if first <= at and text.startswith(name, at - first):
                    yield name, at - first, at - first + len(name)
            at = text.find(letters, at + 1)


def _is_given(found: _Found) -> bool:
    if found.name in OF_PEOPLE:
        # Of digits alone many are no password, but what is called one in so many words is no number either.
        if found.value.isdigit() and found.name in SPOKEN_OF:
            return True
        given = is_value(found.value) and not _is_holder(found)
        return given or _is_set(found) or is_phrase(found.text[found.at.start : found.end])
    return len(found.value) > 7 and is_value(found.value) and not _is_reference(found) and not _is_of_a_page(found)


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
        return is_word(word) and (_is_of_account(found) or _is_setting(found))
    # `password=dbpw` is what a program is written with, `DB_PASSWORD=swordfish` and `--password=…` what it is given.
    is_variable = (
        between.islower() and word.isidentifier() and word.islower() and not is_option(found.text, found.start)
    )
    return (between.endswith("=") and not is_variable) or _is_of_account(found)


def _is_of_account(found: _Found) -> bool:
    """Whether it is said whose password it is: beside a user a word is a password, too."""
    before = pattern(BEFORE).search(found.text, max(0, found.start - 200), found.start)
    beside = before or pattern(AFTER).match(found.text, found.end)
    # `connect(user=app, password=dbpw)` is a program again.
    return beside is not None and not (beside["mark"].startswith(",") and "=" in found.between)


def _is_setting(found: _Found) -> bool:
    """Whether it is a line of settings among others, or a piece of code by itself: `password: swordfish`."""
    before = pattern(OPENED).search(found.text, max(0, found.start - 300), found.start)
    after = pattern(CLOSED).match(found.text, found.end)
    if not before or not after or not found.between[0].islower():
        return False
    if after[0] == "`":
        return before[0].startswith("`")
    return not before[0].startswith("`") and bool(before["key"] or after["key"])


def _is_reference(found: _Found) -> bool:
    """Whether it says where a secret is, as `secret: mariadb-root-2` does; `JWT_SECRET=…` is set, one word is one."""
    if found.name not in OF_MACHINES or found.value.isalnum() or found.between.startswith(found.name.upper()):
        return False
    return is_name(found.value)


def _is_holder(found: _Found) -> bool:
    noted = found.name in ("pw", "pwd") and found.between.rstrip().endswith(":")
    return is_store(found.value) or (noted and is_machine(found.value))


def _is_of_a_page(found: _Found) -> bool:
    """Whether it only is called so: `NextToken`, and `…:123456789012:secret:` in the name of a secret."""
    if found.name not in OF_MACHINES:
        return False
    return pattern(OF_A_PAGE).search(found.text, max(0, found.start - 20), found.start) is not None


def _is_below(found: _Found) -> bool:
    named = is_name(found.value) and _may_be_name(found)
    return is_value(found.value) and not named and not is_method(found.value)


def _is_beside(found: _Found) -> bool:
    # `Rotate the password` is the cell of a thing to do, and a commit may stand beside it.
    mark = "|" if "|" in found.between else ">"
    cell = found.text[found.text.rfind(mark, 0, found.start) + 1 : found.start]
    return len(cell.split()) < 2 and _is_below(found)


def _is_under(found: _Found) -> bool:
    head = pattern(HEADING).search(found.text, max(0, found.start - 100), found.start)
    defines = ":" in found.between[len(found.name) :]
    if head is None or bool(head["mark"]) == defines:
        return False
    return _is_below(found) or (found.name in OF_PEOPLE and not defines and _is_in_code(found, head[0]))


def _is_in_code(found: _Found, head: str) -> bool:
    """Whether it is a word alone in code below the name of a password, of which the heading says nothing else."""
    code = found.text.endswith("`", 0, found.at.start) or "```" in found.between or "~~~" in found.between
    return code and is_word(found.value) and not is_keeper(found.value) and not says_what_is_done(head)


def _is_stated(found: _Found) -> bool:
    long = len(found.value) > 15 and is_value(found.value) and not is_name(found.value)
    return long and not _is_of_a_page(found)


def _may_be_name(found: _Found) -> bool:
    return found.name in OF_MACHINES or not found.value.isalnum()


def _is_said(found: _Found) -> bool:
    word = found.value
    if found.name not in OF_PEOPLE:
        return len(word) > 15 and is_value(word) and not is_name(word) and not _is_of_a_page(found)
    if not word.isalpha():
        return is_phrase(word) or (is_value(word) and (word.isalnum() or not is_name(word)))
    # The password of `grafana` is that of whom it names, and `hunter` what it was.
    return found.verb and is_word(word)


def _is_spoken(found: _Found) -> bool:
    word = found.value
    if not is_value(word):
        return False
    return pattern(MADE_UP).fullmatch(word) is not None or not (word.islower() or word.isupper())


def _is_typed(found: _Found) -> bool:
    if is_option(found.text, found.start):
        return is_told(found.value) and ends_command(found.text, found.start)
    word = found.value
    if found.name != "password" or len(word) < 6:
        return False  # `passwd` has the name of a user behind it
    given = is_value(word) and not is_method(word) and (word.isalnum() or not is_name(word))
    return given and ends_setting(found.text, found.start, found.end + len(found.quote))


_FORMS: Final = (
    (GIVEN, ":=：→-", frozenset(NAMES), _is_given),
    (BELOW, ":=：", frozenset(NAMES), _is_below),
    (UNDER, "\n", frozenset(NAMES), _is_under),
    (STATED, "\n", frozenset(NAMES).difference(OF_PEOPLE), _is_stated),
    (CELL, "<", frozenset(NAMES), _is_beside),
    (BESIDE, "|", frozenset(NAMES), _is_beside),
    (SAID, "\"'`", frozenset(NAMES), _is_said),
    (SPOKEN, "0", frozenset(SPOKEN_OF), _is_spoken),
    (WORDED, "0", frozenset(SPOKEN_OF), lambda found: is_told(found.value) and not is_method(found.value)),
    (TYPED, " \t", frozenset({"password", "passwd"}), _is_typed),
)
"""How a value stands behind a name, what sign it has there at least, behind which names, and what makes it one."""
