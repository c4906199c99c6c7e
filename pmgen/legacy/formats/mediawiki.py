"""The markup of MediaWiki as Markdown: `== Timeline ==`, `'''bold'''`, `[https://… text]`, `{| … |}`, `{{…}}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

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
_INLINE: Final = (
    (re.compile(r"'''''([^\n]+?)'''''"), r"***\1***"),
    (re.compile(r"'''([^\n]+?)'''"), r"**\1**"),
    (re.compile(r"''([^'\n]+)''"), r"*\1*"),
    (re.compile(r"\[(https?://[^\[\]\s]+)[ \t]+([^\[\]\n]+)\]"), r"[\2](\1)"),
    (re.compile(r"(?<!\[)\[(https?://[^\[\]\s]+)\]"), r"<\1>"),
    (re.compile(r"\[\[([^\[\]|\n]+)\|([^\[\]|\n]+)\]\]"), r"\2 (\1)"),
    (re.compile(r"\[\[:?([^\[\]|\n]+)\]\]"), r"\1"),
    (re.compile(r"\{\{[Pp]hab(?:ricator)?T?\|(?:T)?(\d+)\}\}"), r"T\1"),
    (re.compile(r"\{\{(done|in progress|to ?do|pending|declined)\}\}", re.IGNORECASE), r"(\1)"),
    (re.compile(r"<code>([^<>`\n]+)</code>"), r"`\1`"),
)
_MARKS: Final = ("''", "[", "{{", "<code>")
"""Without one of them, nothing of that is in a line."""
_CELLS: Final = {"|": re.compile(r"\|\|"), "!": re.compile(r"\|\||!!")}
"""What parts the cells of a line, by the mark that it begins with."""
_ATTRIBUTES = re.compile(r"^(?:[ \t]*[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w#%-]++)(?=[ \t|]))++[ \t]*\|")
"""What stands before the text of a cell: how it looks."""


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
            yield _inline(_block(_SWITCHES.sub("", row)))
        else:
            inside, behind = rows[at + 1 : until - 1], rows[until - 1].lstrip().removeprefix(end)
            yield from ("", *(_template(named[1], inside) if named else _table(inside)), "")
            yield from [_inline(behind)] if behind.strip() else []
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
    yield from [_inline(behind)] if behind.strip() else []


def _template(name: str, rows: Sequence[str]) -> Iterator[str]:
    """The fields of a template that is written in lines, as fields of Markdown; but those that are empty."""
    yield from (f"**{name.strip()}**", "")
    for at, row in enumerate(rows):
        found = _FIELD.fullmatch(row)
        if found is None:
            yield f"  {_inline(_block(row))}".rstrip()
        elif found[2].strip() or not all(map(_FIELD.fullmatch, rows[at + 1 : at + 2])):
            yield f"- **{found[1].strip()}:** {_inline(found[2].strip())}".rstrip()


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


def _inline(row: str) -> str:
    """A line with its marks of emphasis, links and code."""
    for pattern, by in _INLINE if any(mark in row for mark in _MARKS) else ():
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
            looks = row.lstrip("|-").strip()
            found.append([(False, _cell(looks))] if looks and "=" not in looks else [])
        elif row.startswith(("|", "!")) and not row.startswith("|+"):
            cells = (_ATTRIBUTES.sub("", each, count=1) for each in _CELLS[row[0]].split(row[1:]))
            found[-1] += [(row[0] == "!", _cell(each)) for each in cells]
        elif row and not row.startswith("|+"):
            named, text = found[-1].pop() if found[-1] else (False, "")
            found[-1].append((named, f"{text} {_cell(row)}".strip()))
    return found


def _cell(text: str) -> str:
    return _inline(text.strip()).replace("|", "\\|")
