"""Passwords and keys in a table below the name of them: in the column of which the head says so.

In a password that stands alone in its cell nobody has to see a digit: where the table says whose it is, a word in code
is one, and so is what has signs in it that no word has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pmgen.rules.leaks.password_forms import OF_PEOPLE
from pmgen.rules.leaks.password_holders import is_keeper, is_machine
from pmgen.rules.leaks.told_words import is_name, is_told, is_value, is_word, pattern
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

_TAGS: Final = r"(?:\s|</?(?:b|code|em|i|p|span|strong|tt)(?:\s[^<>]{0,80})?>){0,12}"
_HTML_HEAD: Final = rf"<th(?:\s[^<>]{{0,80}})?>{_TAGS}(?:[^\W_]{{1,20}}\s){{0,2}}{_TAGS}\Z"
_HTML_TAIL: Final = rf"{_TAGS}(?:\([^()<>]{{1,40}}\))?:?{_TAGS}(?:</th>|(?=<t[hr]\b))\s{{0,80}}(?!<td)"
"""What is round the name in a cell of a head in HTML, below which the values are and not beside it."""
_HTML_CELL: Final = r"<t[hd]\b[^<>]{0,200}>"
_HTML_WORD: Final = rf"{_TAGS}(?P<word>[^\s<>]{{1,200}}){_TAGS}(?:</?t[hdr]\b|\Z)"

_USERS: Final = (
    r"(?:\A|[|>])[\s*_>]{0,20}(?:user(?:[ _-]?(?:name|id))?|login|account|benutzer|konto|utilisateur|usuario)s?\b"
)
_MADE_UP: Final = r"[^\W\d_][!$^](?=[^\W\d_])"
"""A sign within a word, where none of prose has it."""


def below(text: str, name: str, start: int, stop: int) -> Iterator[Span]:
    """The values in the column of a table, if a name in a text is its head.

    Args:
        name: the name of a password or key in lower case, with `start` and `stop`, where it stands.
    """
    if pattern(_HTML_TAIL).match(text, stop):
        yield from _below_in_html(text, name, start, stop)
        return
    first = text.rfind("\n", max(0, start - _FURTHEST), start) + 1
    line = text.find("\n", stop, stop + _FURTHEST) + 1
    if not line or start - first > _FURTHEST or "|" not in text[first:line] or not pattern(_RULE).match(text, line):
        return
    cell = max(first, text.rfind("|", first, start) + 1)
    if not pattern(_HEAD).match(text[cell:start]) or not pattern(_TAIL).match(text, stop):
        return
    column = text.count("|", first, start) - text[first:start].lstrip(" \t>").startswith("|")
    of_users = _names_users(text[first:line])
    at = text.find("\n", line) + 1
    while at and (row := pattern(_ROW).match(text, at, at + _LONGEST)) and "---" not in row[0]:
        span = _cell(row[0], column)
        word = row[0][span.start : span.end]
        if _is_one(name, word, given=of_users and row[0].endswith("`", 0, span.start)):
            yield Span(at + span.start, at + span.end)
        at = text.find("\n", at) + 1


def _below_in_html(text: str, name: str, start: int, stop: int) -> Iterator[Span]:
    """The same of a table in HTML, as far as the next head of the column, or a row without a value."""
    first, after = text.rfind("<tr", max(0, start - _FURTHEST), start), text.find("<tr", stop, stop + _FURTHEST)
    if min(first, after) < 0 or not (head := pattern(_HTML_HEAD).search(text, first, start)):
        return
    column = len(pattern(_HTML_CELL).findall(text, first, head.start()))
    of_users = _names_users(text[first:after])
    while after >= 0:
        end = text.find("<tr", after + 3)
        row = text[after : min(end if end >= 0 else len(text), after + _LONGEST)].partition("</table")[0]
        cells = [*pattern(_HTML_CELL).finditer(row)]
        cell = cells[column] if column < len(cells) else None
        if (cell and cell[0].startswith("<th")) or not any(each[0].startswith("<td") for each in cells):
            return
        found = pattern(_HTML_WORD).match(row, cell.end()) if cell else None
        if found and _is_one(name, found["word"], given=of_users and "<code" in found[0]):
            yield Span(after + found.start("word"), after + found.end("word"))
        after = -1 if "</table" in text[after : after + len(row) + 7] else end


def _names_users(head: str) -> bool:
    """Whether the head of a table says whose the passwords are."""
    return pattern(_USERS).search(head) is not None


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


def _is_one(name: str, word: str, *, given: bool) -> bool:
    """Whether a cell is a password, or a key, and not what is said of it, nor what it is called.

    Args:
        given: whether it stands there as programs take it, beside whose it is.
    """
    if len(word) < 6 or word.split() != [word]:
        return False
    if name not in OF_PEOPLE:
        return len(word) > 15 and is_value(word) and not is_name(word)
    if not is_value(word):
        return is_told(word) and (_is_made_up(word) or (given and is_word(word) and not is_keeper(word)))
    named = is_name(word) and not word.isalnum()
    return is_told(word) and not named and not is_method(word) and not is_machine(word)


def _is_made_up(word: str) -> bool:
    return pattern(_MADE_UP).search(word) is not None
