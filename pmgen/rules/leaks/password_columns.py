"""Passwords and keys in a table below the name of them: in the column of which the head says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pmgen.rules.leaks.password_forms import OF_PEOPLE
from pmgen.rules.leaks.password_holders import is_machine
from pmgen.rules.leaks.told_words import is_name, is_told, is_value, pattern
from pmgen.rules.leaks.typed_passwords import is_method
from pmgen.source import Span

_FURTHEST: Final = 400
"""How far a head is looked at, from the name to either end of its line."""
_HEAD: Final = r"(?:[^|\w\n]{0,20}[^\W_]{1,20}){0,2}[^|\w\n]{0,20}\Z"
"""What is in the cell in front of the name: hardly a word, or two."""
_TAIL: Final = r"[^|\w\n]{0,20}(?:\([^()|\n]{1,40}\)[ \t]{0,20})?(?:\||\r?\n|\Z)"
_RULE: Final = r"[ \t>]{0,20}\|?[ \t]{0,80}:?-[-:| \t]*\r?(?:\n|\Z)"
"""The line below the head of a table (GitHub Flavored Markdown 0.29, 4.10)."""
_LONGEST: Final = 2000
"""How much of a row is looked at."""
_ROW: Final = r"[^\n|]*(?:\|[^\n|]*)+"
_AROUND: Final = " \t\r*_`\"'"


def below(text: str, name: str, start: int, stop: int) -> Iterator[Span]:
    """The values in the column of a table, if a name in a text is its head.

    Args:
        name: the name of a password or key in lower case, with `start` and `stop`, where it stands.
    """
    first = text.rfind("\n", max(0, start - _FURTHEST), start) + 1
    line = text.find("\n", stop, stop + _FURTHEST) + 1
    if not line or start - first > _FURTHEST or "|" not in text[first:line] or not pattern(_RULE).match(text, line):
        return
    cell = max(first, text.rfind("|", first, start) + 1)
    if not pattern(_HEAD).match(text[cell:start]) or not pattern(_TAIL).match(text, stop):
        return
    column = text.count("|", first, start) - text[first:start].lstrip(" \t>").startswith("|")
    at = text.find("\n", line) + 1
    while at and (row := pattern(_ROW).match(text, at, at + _LONGEST)) and "---" not in row[0]:
        span = _cell(row[0], column)
        if _is_one(name, row[0][span.start : span.end]):
            yield Span(at + span.start, at + span.end)
        at = text.find("\n", at) + 1


def _cell(row: str, column: int) -> Span:
    """Where in a row the words of a cell are."""
    at = len(row) - len(row.lstrip(" \t>"))
    cells = row[at:].removeprefix("|").split("|")
    if column >= len(cells):
        return Span(0, 0)
    at += row.startswith("|", at) + sum(len(each) + 1 for each in cells[:column])
    words = cells[column].strip(_AROUND)
    start = at + cells[column].find(words)
    return Span(start, start + len(words))


def _is_one(name: str, word: str) -> bool:
    """Whether a cell is a password, or a key, and not what is said of it, nor what it is called."""
    if len(word) < 6 or word.split() != [word] or not is_value(word):
        return False
    if name in OF_PEOPLE:
        named = is_name(word) and not word.isalnum()
        return is_told(word) and not named and not is_method(word) and not is_machine(word)
    return len(word) > 15 and not is_name(word)
