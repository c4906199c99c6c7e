"""Elements in a line that go with all they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pmgen.markdown import raw_html
from pmgen.markdown.places import Origin
from pmgen.markdown.values import Dropped

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token


def without(children: Sequence[Token], origin: Origin, dropped: list[Dropped]) -> Iterator[Token]:
    """The tokens without `<script>` and the like and what they hold, where they end in the same block.

    Args:
        dropped: these are added to it.
    """
    ends = {child.content.lower().rstrip("> \t\n"): index for index, child in enumerate(children) if _is_end(child)}
    closing, start = "", 0
    for index, child in enumerate(children):
        if closing:
            if _is_end(child) and child.content.lower().startswith(closing):
                what = f"element `{closing[2:]}`"
                dropped.append(Dropped(what, *origin.place(start, child.meta["at"][1])))
                closing = ""
            elif child.nesting:
                yield child
            continue
        swallowed = raw_html.swallows(child.content) if child.type == "html_inline" else None
        if swallowed and ends.get(swallowed, -1) > index:
            closing, start = swallowed, child.meta["at"][0]
        else:
            yield child


def _is_end(child: Token) -> bool:
    return child.type == "html_inline" and child.content.startswith("</")
