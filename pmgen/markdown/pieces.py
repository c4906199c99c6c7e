"""Raw HTML that was let through, as HTML for the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pmgen.markdown.page import Page, anchor, attribute, image
from pmgen.markdown.values import End, Piece, Tag

SCROLLING: Final = 'class="table-scroll" tabindex="0" role="group" aria-label="table"'
"""The attributes of what a wide table scrolls in. A group and no region: a page may have any number of them."""

CODE: Final = 'class="code" tabindex="0"'
"""The attributes of a block of code, which scrolls as well."""

_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())


def html(pieces: Iterable[Piece], page: Page) -> str:
    """Pieces as HTML that is yet to be sanitised."""
    return "".join(each if isinstance(each, str) else _element(each, page) for each in pieces)


def _element(piece: Tag | End, page: Page) -> str:
    name = page.heading(piece.name) if piece.name in _HEADINGS else piece.name
    if isinstance(piece, Tag):
        return _tag(name, dict(piece.attributes), page)
    if name == "a":
        page.linked -= 1
    return "</table></div>" if name == "table" else f"</{name}>"


def _tag(name: str, attributes: dict[str, str], page: Page) -> str:
    if name == "img":
        return image(attributes.pop("src"), attributes.pop("alt", ""), attributes, page)
    if name == "a":
        page.linked += 1
        if "href" in attributes:
            return anchor(attributes.pop("href"), attributes, page) or "<a>"
    before, ours = "", []
    if name == "table":
        before = f"<div{page.shield.attributes(SCROLLING)}>"
    elif name == "pre":
        ours.append(CODE)
    if align := attributes.pop("align", ""):
        ours.append(f'class="align-{align.strip().lower()}"')
    shielded = page.shield.attributes(" ".join(ours)) if ours else ""
    return f"{before}<{' '.join([name, *(attribute(*each) for each in attributes.items())])}{shielded}>"
