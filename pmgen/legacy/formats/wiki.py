"""The markup of Jira and of old wikis as Markdown: `h2. Timeline`, `||Time||Event||`, `{{code}}`, `# first`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_HEADING = re.compile(r"^[ \t]*h([1-6])\.[ \t]+(?=\S)")
_FENCE = re.compile(r"^[ \t]*\{(code|noformat)(?::([\w#+-]{1,20})?[^{}\n]*)?\}[ \t]*$")
_PANEL = re.compile(
    r"^[ \t]*\{(?:panel|quote|info|note|tip|warning|expand)(?::(?:title=)?([^{}|\n]*)[^{}\n]*)?\}[ \t]*$"
)
_HEAD = re.compile(r"^[ \t]*\|\|.*\|\|[ \t]*$")
_ROW = re.compile(r"^[ \t]*\|(?!\|).*\|[ \t]*$")
_ITEM = re.compile(r"^[ \t]*([*#-]{1,6})[ \t]+(?=\S)")
_CODE: Final = re.compile(r"\{\{([^{}\n]+)\}\}")
_INLINE = (
    (re.compile(r"\[([^\[\]|\n]+)\|([^\[\]|\s]+)(?:\|[^\[\]\n]*)?\]"), r"[\1](\2)"),
    (re.compile(r"\[(https?://[^\[\]\s|]+)\]"), r"<\1>"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])"), r"**\1**"),
    (re.compile(r"\{color(?::[^{}\n]*)?\}|\{anchor:[^{}\n]*\}"), ""),
    (re.compile(r"\(/\)"), "✅"),
    (re.compile(r"\(x\)"), "❌"),
)
_ENOUGH: Final = 2
"""Headings of that kind: one may be what somebody tells of."""


def is_wiki(text: str) -> bool:
    """Whether a text is written so: it has such headings, and none of Markdown but what may be a list."""
    return sum(bool(_HEADING.match(line)) for line in text.splitlines()) >= _ENOUGH and "\n## " not in text


def to_markdown(text: str) -> str:
    """Such a text as Markdown."""
    return "\n".join(_lines(text))


def _lines(text: str) -> Iterator[str]:
    code = ""
    headed = False
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if code or fence:
            yield (f"```{'' if code else fence[2] or ''}" if fence and code in ("", fence[1]) else line)
            code = "" if fence and code == fence[1] else code or (fence[1] if fence else "")
            continue
        row, head = bool(_ROW.match(line)), bool(_HEAD.match(line))
        if head or (row and not headed):
            yield from ("", *_head(line, head))
        else:
            yield _inline(_row(line)) if row else _inline(_block(line))
        headed = head or row


def _head(line: str, named: bool) -> tuple[str, ...]:
    """The head of a table, and the line below it; one without names gets an empty one."""
    cells = _row(line.replace("||", "|"))
    empty = re.sub(r"[^|]+", " ", cells)
    divider = re.sub(r"[^|]+", "---", cells)
    return (_inline(cells), divider) if named else (empty, divider, _inline(cells))


def _row(line: str) -> str:
    # The bar inside a link parts no cells.
    return re.sub(r"\[([^\[\]|\n]+)\|([^\[\]|\s]+)\]", r"[\1](\2)", line.strip())


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
    parts = _CODE.split(line)
    for at in range(0, len(parts), 2):
        for pattern, by in _INLINE:
            parts[at] = pattern.sub(by, parts[at])
    return "".join(f"`{part}`" if at % 2 else part for at, part in enumerate(parts))
