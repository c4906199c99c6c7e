"""Causes that are drawn as a chain, with branches or with arrows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

_DOWN = re.compile(r"[\s│|]*[↓⬇▼⇓][\s│|]*")
_BAR = re.compile(r"[\s│|]*")
_BAR_AND_V = re.compile(r"^[ \t]*[│|][ \t]*\n[ \t]*[vV][ \t]*$", re.MULTILINE)
_ARROW = re.compile(r"\s+(?:-{1,3}>|=>|→|⟶|➜|⇒)\s+")
_A_CHAIN = 3
_DEEPEST = 20
_BRANCH = re.compile(r"^(?P<lead>[\s│|]*)(?:[└├+`][─-]+>?|->|→|↳)\s*(?P<text>\S.*)$")


def read(drawing: str) -> list[Any]:
    """A drawn chain, as a tree; none where a line is neither a link of it nor continues the one above.

    Args:
        drawing: a block of code, with its fences.
    """
    if links := _in_a_line(drawing.split("\n")[1:-1]):
        return links
    roots: list[dict[str, Any]] = []
    open_: list[tuple[int, dict[str, Any]]] = []
    for line in drawing.split("\n")[1:-1]:
        if not re.search(r"\w", line):
            continue
        found = _BRANCH.match(line)
        depth = len(found["lead"]) + 1 if found else 0
        text = found["text"].strip() if found else line.strip(" │|\t")
        if not found and line[:1] in " │|\t":
            if not open_:
                return []
            open_[-1][1]["text"] += " " + text
            continue
        open_ = [each for each in open_ if each[0] < depth]
        node: dict[str, Any] = {"text": text, "then": []}
        (open_[-1][1]["then"] if open_ else roots).append(node)
        open_.append((depth, node))
        if len(open_) > _DEEPEST:
            return []
    return [_short(each) for each in roots] if any(each["then"] for each in roots) else []


def _in_a_line(rows: Sequence[str]) -> list[Any]:
    """A chain without branches: a line with arrows, or lines with arrows between them; none where it is neither."""
    said = [row for row in _BAR_AND_V.sub("↓", "\n".join(rows)).split("\n") if not _BAR.fullmatch(row)]
    if any(map(_DOWN.fullmatch, said)):
        groups = groupby(said, lambda row: bool(_DOWN.fullmatch(row)))
        texts = [" ".join(" ".join(group).split()) for arrow, group in groups if not arrow]
        drawn = any(_BRANCH.match(row) for row in said if not _DOWN.fullmatch(row))
    else:
        texts = [each.strip() for each in _ARROW.split(said[0])] if len(said) == 1 else []
        drawn = len(texts) < _A_CHAIN
    if drawn or not 1 < len(texts) <= _DEEPEST or not all(texts):
        return []
    chain: dict[str, Any] = {"text": texts[-1], "then": []}
    for text in reversed(texts[:-1]):
        chain = {"text": text, "then": [chain]}
    return [_short(chain)]


def _short(node: dict[str, Any]) -> Any:
    return {"text": node["text"], "then": [_short(each) for each in node["then"]]} if node["then"] else node["text"]
