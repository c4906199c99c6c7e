"""What is gathered of a body while it is read, and the outline that it makes."""

from __future__ import annotations

from collections.abc import Iterable

from pmgen.markdown.places import Lines
from pmgen.markdown.values import Dropped, Heading, Link, Outline, Slip
from pmgen.values import Mutable, field


class Gathered(Mutable):
    """What has been read so far; notes are read last, wherever they stand.

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
    open: list[str] = field(default_factory=list)
    folds: list[tuple[int, int]] = field(default_factory=list)
    cell: int = 0
    last: int = 0
    raw: bool = False

    def outline(self, headings: Iterable[Heading], ids: Iterable[str], loose: Iterable[Dropped]) -> Outline:
        """All of it in the order of the text.

        Args:
            headings: those of the body and of its notes.
            ids: those that the notes have.
            loose: marks of blocks that begin or end none.
        """
        headings = sorted(headings, key=_start)
        return Outline(
            tuple(headings),
            tuple(sorted(self.links, key=_start)),
            tuple(sorted(self.dropped, key=_start)),
            frozenset([*ids, *(heading.anchor for heading in headings)]),
            tuple(sorted(loose, key=_start)),
            tuple(sorted(self.endless, key=_start)),
            tuple(sorted(self.absent, key=_start)),
            tuple(sorted(self.slips, key=_start)),
            tuple(sorted(self.undefined, key=_start)),
            tuple(sorted(self.comments, key=_start)),
            tuple(sorted(self.unmerged, key=_start)),
            tuple(sorted(self.unhidden, key=_start)),
            tuple(sorted(self.undrawn, key=_start)),
        )


def _start(placed: Heading | Link | Dropped | Slip) -> int:
    return placed.start
