"""The markup of MediaWiki as Markdown: `== Timeline ==`, `'''bold'''`, `[https://… text]`, `{| … |}`, `{{…}}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_HEADING = re.compile(r"[ \t]*(?P<mark>={1,6})[ \t]*(?P<name>[^=\s](?:[^\n]*[^=\s])?)[ \t]*(?P=mark)[ \t]*")
_ENOUGH: Final = 2
"""Headings of that kind: one may be a line of a log."""
_OF_MARKDOWN = re.compile(r"\A\s*# |\n\n#{2,6} |^```", re.MULTILINE)
_ITEM = re.compile(r"(?P<marks>[*#:;]{1,6})[ \t]*(?=[^\s*#:;])")
_VERBATIM = re.compile(r'[ \t]*<(pre|syntaxhighlight|source)\b(?:[^<>\n]*lang="?([\w+-]{1,20}))?[^<>\n]*>(.*)')
_SWITCHES = re.compile(r"__[A-Z]{2,20}__")
_NAMED = re.compile(r"\{\{[ \t]*([^{}|\n]+?)[ \t]*")
_FIELD = re.compile(r"[ \t]*\|[ \t]*([^={}|\n]+?)[ \t]*=[ \t]*(.*)")
_INLINE: Final = (
    (re.compile(r"'''''([^\n]+?)'''''"), r"***\1***"),
    (re.compile(r"'''([^\n]+?)'''"), r"**\1**"),
    (re.compile(r"''([^'\n]+)''"), r"*\1*"),
    (re.compile(r"\[(https?://[^\[\]\s]+)[ \t]+([^\[\]\n]+)\]"), r"[\2](\1)"),
    (re.compile(r"(?<!\[)\[(https?://[^\[\]\s]+)\]"), r"<\1>"),
    (re.compile(r"\[\[([^\[\]|\n]+)\|([^\[\]|\n]+)\]\]"), r"\2 (\1)"),
    (re.compile(r"\[\[:?([^\[\]|\n]+)\]\]"), r"\1"),
    (re.compile(r"\{\{[Pp]hab(?:ricator)?T?\|(?:T)?(\d+)\}\}"), r"T\1"),
    (re.compile(r"<code>([^<>`\n]+)</code>"), r"`\1`"),
)
_CELLS = re.compile(r"\|\||!!")
_ATTRIBUTES = re.compile(r"^(?:[ \t]*[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w#%-]++)(?=[ \t|]))++[ \t]*\|")
"""What stands before the text of a cell: how it looks."""


def is_wiki(text: str) -> bool:
    """Whether a text is written so: it has such headings, and none of Markdown."""
    headings = sum(bool(_HEADING.fullmatch(line)) for line in text.splitlines() if line.lstrip().startswith("="))
    return headings >= _ENOUGH and not _OF_MARKDOWN.search(text)


def to_markdown(text: str) -> str:
    """Such a text as Markdown."""
    return "\n".join(_lines(iter(text.split("\n"))))


def _lines(rows: Iterator[str]) -> Iterator[str]:
    for row in rows:
        if found := _VERBATIM.match(row):
            yield from _verbatim(found[1], found[2] or "", found[3], rows)
        elif row.lstrip().startswith("{|"):
            yield from ("", *_table(list(_up_to("|}", rows))), "")
        elif (named := _NAMED.fullmatch(row)) and not row.rstrip().endswith("}}"):
            yield from _template(named[1], list(_up_to("}}", rows)))
        else:
            yield _inline(_block(_SWITCHES.sub("", row)))


def _up_to(end: str, rows: Iterator[str]) -> Iterator[str]:
    """The lines before one that begins with a mark, and what stands before that mark in the last one."""
    for row in rows:
        if row.lstrip().startswith(end):
            return
        yield row


def _verbatim(tag: str, language: str, first: str, rows: Iterator[str]) -> Iterator[str]:
    """Text that is shown as it is written, as a block of code."""
    end = f"</{tag}>"
    yield f"```{language}"
    row: str | None = first
    while row is not None and end not in row:
        yield from [row] if row is not first or row.strip() else []
        row = next(rows, None)
    said, _, behind = (row or "").partition(end)
    yield from [said] if said.strip() else []
    yield "```"
    yield from [_inline(behind)] if behind.strip() else []


def _template(name: str, rows: Sequence[str]) -> Iterator[str]:
    """The fields of a template that is written in lines, as fields of Markdown."""
    yield from ("", f"**{name}**", "")
    for row in rows:
        found = _FIELD.fullmatch(row)
        if found is None or found[2].strip():
            yield f"- **{found[1]}:** {_inline(found[2])}" if found else _inline(row)
    yield ""


def _block(row: str) -> str:
    """A line with the marks of Markdown before it."""
    if found := _HEADING.fullmatch(row):
        return f"{'#' * len(found['mark'])} {found['name']}"
    found = _ITEM.match(row)
    if found is None:
        return row
    marks, told = found["marks"], row[found.end() :]
    if set(marks) == {":"}:
        return told
    if marks == ";":
        return f"**{told.strip()}**"
    within = "".join("   " if mark == "#" else "  " for mark in marks[:-1])
    return f"{within}{'1.' if marks[-1] == '#' else '-'} {told}"


def _inline(row: str) -> str:
    """A line with its marks of emphasis, links and code."""
    for pattern, by in _INLINE:
        row = pattern.sub(by, row)
    return row


def _table(rows: Sequence[str]) -> list[str]:
    """A table of Markdown below its caption; one whose first row is no head gets an empty one."""
    captions = [f"**{_inline(row[2:].strip())}**\n" for row in map(str.strip, rows) if row.startswith("|+") and row[2:]]
    cells = [row for row in _rows(rows) if any(text for _, text in row)]
    width = max(map(len, cells), default=0)
    headed = bool(cells) and all(named for named, _ in cells[0])
    said = [[*(text for _, text in row), *[""] * (width - len(row))] for row in cells]
    head, others = (said[0], said[1:]) if headed else ([" "] * width, said)
    return [*captions, *(f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *others) if width)]


def _rows(rows: Iterable[str]) -> list[list[tuple[bool, str]]]:
    """The cells of each row, and whether each is the name of others."""
    found: list[list[tuple[bool, str]]] = [[]]
    for row in map(str.strip, rows):
        if row.startswith("|-"):
            found.append([])
        elif row.startswith(("|", "!")) and not row.startswith("|+"):
            found[-1] += [(row[0] == "!", _cell(_ATTRIBUTES.sub("", each, count=1))) for each in _CELLS.split(row[1:])]
        elif row and found[-1]:
            named, text = found[-1][-1]
            found[-1][-1] = (named, f"{text} {_cell(row)}".strip())
    return found


def _cell(text: str) -> str:
    return _inline(text.strip()).replace("|", "\\|")
