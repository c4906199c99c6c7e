"""The markup of MediaWiki as Markdown: `== Timeline ==`, `'''bold'''`, `[https://… text]`, `{| … |}`, `{{…}}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pmgen.legacy.formats import mediawiki_marks, mediawiki_tables

_HEADING = re.compile(r"[ \t]*(?P<mark>={1,6})[ \t]*(?P<name>[^=\s](?:[^\n]*[^=\s])?)[ \t]*(?P=mark)[ \t]*")
_ENOUGH: Final = 2
"""Headings of that kind: one may be a line of a log."""
_OF_MARKDOWN = re.compile(
    r"\A\s*(?:# |---[ \t]*$)|\n\n#{2,6} |^ {0,3}(?:```|~~~)|^[^\W\d_][^\n]*\n={3,}[ \t]*$", re.MULTILINE
)
"""Its headings, front matter and blocks of code."""
_ITEM = re.compile(r"(?P<marks>[*#:;]{1,6})[ \t]*(?=[^\s*#:;])")
_VERBATIM = re.compile(r"[ \t]*<(pre|syntaxhighlight|source)\b([^<>\n]*)>(.*)")
_LANGUAGE = re.compile(r'\blang="?([\w+-]{1,20})')
_ENDS: Final = ("|}", "}}")
"""With what a line begins that ends a table, or a template."""
_SWITCHES = re.compile(
    r"__(?:TOC|NOTOC|FORCETOC|INDEX|NOINDEX|NEWSECTIONLINK|NONEWSECTIONLINK|NOEDITSECTION|NOGALLERY|HIDDENCAT"
    r"|STATICREDIRECT|DISAMBIG|NOTITLECONVERT|NOCONTENTCONVERT)__"
)
"""What tells MediaWiki how to show a page; code has words of that form, too: `__FILE__`."""
_NAMED = re.compile(r"\{\{([^{}|\n]*[^{}|\s])[ \t]*")
_FIELD = re.compile(r"[ \t]*\|([^={}|\n]*[^={}|\s])[ \t]*=(.*)")


def is_wiki(text: str) -> bool:
    """Whether a text is written so: it has such headings, and none of Markdown."""
    headings = sum(bool(_HEADING.fullmatch(line)) for line in text.splitlines() if line.startswith("="))
    return headings >= _ENOUGH and not _OF_MARKDOWN.search(text)


def to_markdown(text: str) -> str:
    """Such a text as Markdown."""
    return "\n".join(_lines(text.split("\n")))


def _lines(rows: Sequence[str]) -> Iterator[str]:
    last = {end: max((at for at, row in enumerate(rows) if row.lstrip().startswith(end)), default=0) for end in _ENDS}
    at = 0
    while at < len(rows):
        row = rows[at]
        tag = _VERBATIM.match(row)
        named = _NAMED.fullmatch(row)
        end = f"</{tag[1]}>" if tag else "|}" if row.lstrip().startswith("{|") else "}}" if named else ""
        until = _end(rows, at, end) if tag or at < last.get(end, 0) else at
        if tag:
            yield from _verbatim(tag[2], "\n".join([tag[3], *rows[at + 1 : until]]), end)
        elif until == at:
            yield mediawiki_marks.inline(_block(_SWITCHES.sub("", row)))
        else:
            inside, behind = rows[at + 1 : until - 1], rows[until - 1].lstrip().removeprefix(end)
            yield from ("", *(_template(named[1], inside) if named else mediawiki_tables.table(inside)), "")
            yield from [mediawiki_marks.inline(behind)] if behind.strip() else []
        at = max(until, at + 1)


def _end(rows: Sequence[str], at: int, end: str) -> int:
    """The place behind the line that ends what begins at a place; that behind the last one where none does.

    Text that is shown as it is written may end anywhere in a line.
    """
    if end in _ENDS:
        return next(each + 1 for each in range(at + 1, len(rows)) if rows[each].lstrip().startswith(end))
    return next((each + 1 for each in range(at, len(rows)) if end in rows[each]), len(rows))


def _verbatim(attributes: str, text: str, end: str) -> Iterator[str]:
    """Text that is shown as it is written, as a block of code, and what stands behind it."""
    shown, _, behind = text.partition(end)
    language = _LANGUAGE.search(attributes)
    yield f"```{language[1] if language else ''}"
    yield from [shown.strip("\n")] if shown.strip() else []
    yield "```"
    yield from [mediawiki_marks.inline(behind)] if behind.strip() else []


def _template(name: str, rows: Sequence[str]) -> Iterator[str]:
    """The fields of a template that is written in lines, as fields of Markdown; but those that are empty."""
    yield from (f"**{name.strip()}**", "")
    for at, row in enumerate(rows):
        found = _FIELD.fullmatch(row)
        if found is None:
            yield f"  {mediawiki_marks.inline(_block(row))}".rstrip()
        elif found[2].strip() or not all(map(_FIELD.fullmatch, rows[at + 1 : at + 2])):
            yield f"- **{found[1].strip()}:** {mediawiki_marks.inline(found[2].strip())}".rstrip()


def _block(row: str) -> str:
    """A line with the marks of Markdown before it; a term that is defined begins a paragraph."""
    if found := _HEADING.fullmatch(row):
        return f"{'#' * len(found['mark'])} {found['name']}"
    found = _ITEM.match(row)
    if found is None:
        return row
    marks, told = found["marks"], row[found.end() :]
    if set(marks) == {":"}:
        return told
    if marks == ";":
        term, _, said = told.partition(" : ")
        return f"\n**{term.strip()}:** {said.strip()}" if said.strip() else f"\n**{told.strip()}**"
    within = "".join("   " if mark == "#" else "  " for mark in marks[:-1])
    return f"{within}{'1.' if marks[-1] == '#' else '-'} {told}"
