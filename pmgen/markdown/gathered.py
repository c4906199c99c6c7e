"""What has been read of a Markdown text so far."""

from __future__ import annotations

from pmgen.markdown.places import Lines
from pmgen.markdown.values import Dropped, Heading, Link, Slip
from pmgen.values import Mutable, field, replace


class Found(Mutable):
    """What has been read so far.

    Args:
        uses: every id of the page, see `anchors.give`.
        said: for each heading, whether something stands between it and the next.
        open: the raw elements that are open.
        folds: where each `<details>` among them began.
        cell: where the last cell of a table ended.
        last: where the last thing ends that is said.
    """

    lines: Lines
    uses: dict[str, int]
    headings: list[Heading] = field(default_factory=list)
    said: list[bool] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    endless: list[Dropped] = field(default_factory=list)
    absent: list[Dropped] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    undefined: list[Dropped] = field(default_factory=list)
    comments: list[Dropped] = field(default_factory=list)
    unmerged: list[Dropped] = field(default_factory=list)
    unhidden: list[Dropped] = field(default_factory=list)
    undrawn: list[Dropped] = field(default_factory=list)
    damaged: list[Slip] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    folds: list[tuple[int, int]] = field(default_factory=list)
    cell: int = 0
    last: int = 0
    raw: bool = False


def headings(found: Found) -> list[Heading]:
    """The headings that were found, each with whether anything is said below it."""
    following = [*(heading.level for heading in found.headings), 0][1:]
    return [
        replace(heading, empty=not said and level <= heading.level)
        for heading, said, level in zip(found.headings, found.said, following, strict=True)
    ]
