"""What folds or frames a part of a document in HTML, `<details>` or `<div>`, and is empty once that part is taken."""

from __future__ import annotations

import re
from typing import Final

from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block

_NAMES: Final = "details|div|section|figure|center"
_SUMMARY = r"<summary\b[^<>]*>(?P<said>[^\n]*?)</summary\s*>"
OPENS = re.compile(rf"[ \t]*(?:<(?:{_NAMES})\b[^<>]*>[ \t]*)*(?:{_SUMMARY}[ \t]*)?(?<=>)[ \t]*", re.IGNORECASE)
"""A line that only begins such a part, or says what is in it."""
CLOSES = re.compile(rf"[ \t]*(?:</(?:{_NAMES})\s*>[ \t]*)+", re.IGNORECASE)
"""A line that only ends some."""
_BEGIN = re.compile(rf"<(?:{_NAMES})\b", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def inside(section: list[Block]) -> list[Block]:
    """A section without the tags that fold or frame all of it; any other section as it is."""
    framed = len(section) > 2 and CLOSES.fullmatch(section[-1].text)
    return section[1:-1] if framed and all(map(OPENS.fullmatch, section[0].text.split("\n"))) else section


def take_empty(draft: Draft) -> list[str]:
    """Let what framed only lines that were taken leave the body; what it said is kept as a label.

    Returns:
        Its tags, which are no words of the document.
    """
    open_: list[tuple[int, int, list[int]]] = []  # how many lines were taken before, how many begin there, and where
    found: list[int] = []
    left = frozenset(range(len(draft.lines))) - draft.taken
    taken = 0
    for number, line in enumerate(draft.lines):
        if number not in left:
            taken += 1
        elif not line.strip():
            continue
        elif "<" in line and OPENS.fullmatch(line):
            count = len(_BEGIN.findall(line))
            if count or not open_:
                open_.append((taken, count, [number]))
            else:
                open_[-1][2].append(number)
        elif open_ and CLOSES.fullmatch(line) and line.count("</") == open_[-1][1] and open_[-1][0] < taken:
            found += [*open_.pop()[2], number]
        else:
            open_.clear()
    draft.taken.update(found)
    draft.labels += filter(None, (_TAG.sub("", draft.lines[each]).strip() for each in found))
    return [tag for each in found for tag in _TAG.findall(draft.lines[each])]
