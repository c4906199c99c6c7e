"""How an incident was noticed, and what was not watched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.formats import shells
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.vocabulary import headings


def sections(draft: Draft) -> Iterator[list[Block]]:
    """What stands below the headings that say how it was noticed, and are no part of what a section analyses."""
    found = [(place, each) for place, each in enumerate(draft.blocks) if each.kind == "heading"]
    above: list[Block] = []
    for place, block in found:
        while above and above[-1].level >= block.level:
            above.pop()
        is_part = above and above[-1] is not found[0][1]
        if not is_part and block.start not in draft.taken and headings.DETECTION.match(lines.name_of(block)):
            yield shells.inside(lines.not_blank(draft.section(place)))
        above.append(block)


def gaps(draft: Draft, section: Sequence[Block]) -> list[dict[str, str]]:
    """The gaps of a table of them, which leaves the body; none of any other section."""
    if len(section) != 1 or section[0].kind != "table":
        return []
    head, rows = lines.rows(section[0])
    names = [bare(each).lower() for each in head]
    if names[:1] != ["gap"] or not set(names) <= {"gap", "impact", "fix"} or not all(row[0].strip() for row in rows):
        return []
    draft.take(section[0], *head)
    return [{name: cell for name, cell in zip(names, row, strict=True) if cell.strip()} for row in rows]
