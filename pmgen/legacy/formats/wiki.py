"""The markup of Jira and of old wikis as Markdown: `h2. Timeline`, `||Time||Event||`, `{{code}}`, `# first`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

_HEADING = re.compile(r"^[ \t]*h([1-6])\.[ \t]+(?=\S)")
_FENCE = re.compile(r"^[ \t]*\{(code|noformat)(?::([\w#+-]{1,20}(?=[|}]))?([^{}\n]*))?\}[ \t]*$")
_TITLE = re.compile(r"(?:^|\|)title=([^|\n]*[^|\s])")
_PANEL = re.compile(
    r"^[ \t]*\{(?:panel|quote|info|note|tip|warning|expand)(?::(?:title=)?([^{}|\n]*)[^{}\n]*)?\}[ \t]*$"
)
_CELLS = re.compile(r"^[ \t]*\|.*\|[ \t]*$")
_HEAD = re.compile(r"^[ \t]*\|\|.*\|\|[ \t]*$")
_ITEM = re.compile(r"^[ \t]*([*#-]{1,6})[ \t]+(?=\S)")
_CODE: Final = re.compile(r"\{\{([^{}\n]+)\}\}")
_INLINE = (
    (re.compile(r"\[([^\[\]|\n]+)\|([^\[\]|\s]+)(?:\|[^\[\]\n]*)?\]"), r"[\1](\2)"),
    (re.compile(r"\[(https?://[^\[\]\s|]+)\]"), r"<\1>"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])"), r"**\1**"),
    (re.compile(r"\{color(?::[^{}\n]*)?\}|\{anchor:[^{}\n]*\}"), ""),
    (re.compile(r"\{toc(?::[^{}\n]*)?\}"), ""),
    (re.compile(r"\[~(?:accountid:)?([^\[\]|\n]+)\]"), r"@\1"),
    (re.compile(r"\[([A-Z][A-Z0-9]{1,9}-\d+)\](?!\(\w+:)"), r"\1"),
    (re.compile(r"\(/\)"), "✅"),
    (re.compile(r"\(x\)"), "❌"),
)
_STATUS = re.compile(r"\{status:(?:[^{}|\n]*\|)*?title=([^{}|\n]+)(?:\|[^{}\n]*)?\}")
"""How far something is, in colours."""
_ENOUGH: Final = 2
"""Headings of that kind: one may be what somebody tells of."""


def is_wiki(text: str) -> bool:
    """Whether a text is written so: it has such headings, and none of Markdown but what may be a list."""
    return sum(bool(_HEADING.match(line)) for line in text.splitlines()) >= _ENOUGH and "\n## " not in text


def to_markdown(text: str) -> str:
    """Such a text as Markdown."""
    return "\n".join(_lines(text))


def _lines(text: str) -> Iterator[str]:
    for is_code, is_table, rows in _runs(text.split("\n")):
        if is_table:
            yield from ("", *_table(rows))
        else:
            yield from rows if is_code else (_inline(_block(row)) for row in rows)


def _runs(lines: Sequence[str]) -> Iterator[tuple[bool, bool, list[str]]]:
    """Lines that belong together: whether they are code, whether a table, and they themselves; code gets its fences."""
    code = ""
    kinds = []
    for line in lines:
        fence = _FENCE.match(line)
        if fence and code in ("", fence[1]):
            if not code and (title := _TITLE.search(fence[3] or "")):
                kinds.append((False, False, f"**{title[1].strip()}**"))
            kinds.append((True, False, f"```{'' if code else fence[2] or ''}"))
            code = "" if code else fence[1]
        else:
            kinds.append((bool(code), not code and bool(_CELLS.match(line)), line))
    for (is_code, is_table), run in groupby(kinds, lambda each: each[:2]):
        yield is_code, is_table, [line for _, _, line in run]


def _table(lines: Sequence[str]) -> Iterator[str]:
    """A table of Markdown; one without a row of names, or with a name in each row, gets an empty head."""
    named = [bool(_HEAD.match(line)) for line in lines[:2]]
    rows = [_row(line.replace("||", "|")) for line in lines]
    headed = named[0] and not any(named[1:2])
    yield _inline(rows[0]) if headed else re.sub(r"[^|]+", " ", rows[0])
    yield re.sub(r"[^|]+", "---", rows[0])
    yield from map(_inline, rows[headed:])


def _row(line: str) -> str:
    # The bar inside a link, or a status, parts no cells.
    return re.sub(r"\[([^\[\]|\n]+)\|([^\[\]|\s]+)\]", r"[\1](\2)", _STATUS.sub(r"\1", line.strip()))


def _block(line: str) -> str:
    """A line with the marks of Markdown before it."""
    if found := _HEADING.match(line):
        return f"{'#' * int(found[1])} {line[found.end() :]}"
    if found := _ITEM.match(line):
        mark = "1." if found[1][-1] == "#" else "-"
        return f"{'   ' * (len(found[1]) - 1)}{mark} {line[found.end() :]}"
    if found := _PANEL.match(line):
        return f"**{found[1].strip()}**" if (found[1] or "").strip() else ""
    return f"> {line[4:]}" if line.startswith("bq. ") else line


def _inline(line: str) -> str:
    """A line with its marks of emphasis, links and code; what is code stays as it is."""
    parts = _CODE.split(_STATUS.sub(r"\1", line))
    for at in range(0, len(parts), 2):
        for pattern, by in _INLINE:
            parts[at] = pattern.sub(by, parts[at])
    return "".join(f"`{part}`" if at % 2 else part for at, part in enumerate(parts))
