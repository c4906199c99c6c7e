"""The page that HTML is made for, and what links and images are on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from pmgen.markdown import urls
from pmgen.markdown.sanitise import Shield
from pmgen.markdown.values import Rewrite
from pmgen.values import Mutable, field

_SHORT_NAME: Final = re.compile(r"(?=\S*[-/])\S{2,28}")
_WHOLE: Final = 'class="whole"'


class Page(Mutable):
    """What rendering needs besides the tokens.

    Args:
        shift: how many levels a heading is moved down, or up where it is less than 0; 6 is the last.
        anchored: whether headings have ids and permalinks.
        pictures: whether an image can be one; else each becomes a link.
        ends: how each link that is open ends; empty for one that is shown as text.
        linked: how many links of raw HTML are open.
    """

    rewrite: Rewrite
    shield: Shield
    shift: int = 0
    anchored: bool = True
    pictures: bool = True
    ends: list[str] = field(default_factory=list)
    linked: int = 0

    def heading(self, name: str) -> str:
        """The element for a heading that was written as `h1` to `h6`."""
        return f"h{min(6, int(name[1]) + self.shift)}"


def text(words: str) -> str:
    """Words as HTML."""
    return escape(words, quote=False)


def code(words: str, shield: Shield | None = None) -> str:
    """Code as HTML.

    Args:
        shield: of the page where it is a part of a line; a short name with hyphens in it then stays in one piece.
    """
    whole = shield is not None and _SHORT_NAME.fullmatch(words)
    return f"<code{shield.attributes(_WHOLE) if shield and whole else ''}>{text(words)}</code>"


def attribute(name: str, value: str) -> str:
    """An attribute."""
    return f'{name}="{escape(value)}"'


def anchor(url: str, others: Mapping[str, str], page: Page) -> str:
    """The start tag of a link; empty where the page may not link to it.

    Args:
        url: of the source.
        others: further attributes; empty ones are left out.
    """
    target = urls.on_page(url, page.rewrite)
    if url and not target:
        return ""
    attributes = [attribute("href", target), *_given(others)]
    if urls.kind(target) is urls.Kind.REMOTE:
        attributes.append('rel="noreferrer noopener"')
    return f"<a {' '.join(attributes)}>"


def image(url: str, alt: str, others: Mapping[str, str], page: Page) -> str:
    """An image of the source; one on another host becomes a link, since no page loads anything from there."""
    target = urls.on_page(url, page.rewrite) if urls.names_file(url) else ""
    if not target or not urls.allowed(target, image=True):
        return text(alt)
    if page.pictures and urls.kind(target) is urls.Kind.LOCAL:
        return f"<img {' '.join([attribute('src', target), attribute('alt', alt), *_given(others)])}>"
    words = text(alt.strip() or url)
    if page.linked or any(page.ends):
        return words  # a link cannot hold another
    return f"{anchor(url, {'title': others.get('title', '')}, page)}{words}</a>"


def _given(attributes: Mapping[str, str]) -> list[str]:
    return [attribute(name, value) for name, value in attributes.items() if value]
