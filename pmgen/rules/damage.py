"""PM029: words that were damaged on their way into the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pmgen import markdown
from pmgen.diagnostics import Level, Problem, rule
from pmgen.markdown import Slip
from pmgen.rules.subject import Subject
from pmgen.source import Edit, Span

_LINE: Final = re.compile(r"^(?![ \t]*#)[^\r\n]+", re.MULTILINE)


@rule("PM029", "damaged-word", Level.WARNING)
def damaged_word(subject: Subject) -> Iterator[Problem]:
    """A word was read as another encoding, or holds a character that nobody sees.

    UTF-8 that was read as Windows-1252 has two or three signs for one letter. Where a soft hyphen or a blank without
    width was pasted into a word, it looks as it should, and whoever copies it has another one. Soft hyphens in a word
    of twelve letters or more say where a line may end. Code is as it was written, and so is what scripts need that
    write no blanks.

    Bad:

    ```yaml
    title: The leader waited fÃ¼r its lock
    ```

    Good:

    ```yaml
    title: The leader waited für its lock
    ```
    """
    lines = (*_front_matter(subject), (subject.body, subject.outline.damaged))
    for start, damaged in lines:
        for each in damaged:
            at, end, put = each.edit or (0, 0, "")
            fix = Edit(Span(start + at, start + end), put) if each.edit else None
            yield damaged_word.problem(Span(start + each.start, start + each.end), each.what, help=each.help, fix=fix)


def _front_matter(subject: Subject) -> Iterator[tuple[int, Iterable[Slip]]]:
    """The damaged words of each line of the front matter that is no comment, and where the line begins."""
    text = subject.text[: subject.body]
    for line in _LINE.finditer(text) if not text.isascii() else ():
        yield line.start(), markdown.damaged_words(line[0])


RULES = (damaged_word,)
