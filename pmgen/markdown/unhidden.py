"""What was to hide a part of a text from its readers, and hides nothing: HTML loses it, or is shown as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING, Final

from pmgen.markdown import tags
from pmgen.markdown.elements import is_html
from pmgen.markdown.places import Origin
from pmgen.markdown.values import Dropped

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

_CLOSED: Final = frozenset({"dialog", "datalist"})
"""Elements that show nothing until somebody opens them."""

_CLASSES: Final = frozenset("confidential d-none display-none hidden hide internal invisible is-hidden private".split())
_STYLE: Final = re.compile(
    r"(?<![\w-])(?:display:none|(?:content-)?visibility:(?:hidden|collapse)|color:transparent|"
    r"(?:opacity|font-size|(?:max-)?(?:height|width)):0*(?:\.0*)?(?:[a-z]+|%)?(?:[;!]|$)|"
    r"(?:left|top|text-indent):-\d{3})"
)


def is_closed(element: str, written: str) -> bool:
    """Whether an element shows nothing by itself.

    Args:
        written: its attributes.
    """
    return element in _CLOSED and not any(each.name == "open" for each in tags.attributes(written))


def hides(attribute: str, value: str) -> bool:
    """Whether an attribute was to keep what an element holds from being read."""
    if attribute == "class":
        return not _CLASSES.isdisjoint(value.lower().split())
    if attribute == "style":
        return _STYLE.search("".join(value.lower().split())) is not None
    return attribute == "hidden"


def shown(token: Token, origin: Callable[[], Origin]) -> Iterator[Dropped]:
    """Attributes in what is HTML to its author, and text to its reader.

    Args:
        origin: where the content comes from, asked only where something is found.
    """
    children = token.children or ()
    if "<" not in token.content or not any("<" in each.content for each in children if each.type == "text"):
        return
    read = {each.meta["at"][0] for each in children if each.type == "html_inline"}
    if found := [*_hiding(token.content, read)]:
        place = origin().place
        yield from (Dropped(what, *place(start, end)) for what, start, end in found)


def _hiding(text: str, read: Container[int]) -> Iterator[tuple[str, int, int]]:
    """What attributes were to hide, and where these are.

    Args:
        read: where the tags begin that are HTML to everybody.
    """
    for match in tags.START.finditer(tags.without_code(text)):
        start, name, at = match.start(), match[1].lower(), match.start(2)
        if start in read or text[max(0, start - 1) : start] == "\\" or not is_html(name):
            continue
        for each in tags.attributes(match[2]):
            if hides(each.name, each.value):
                yield f"attribute `{each.name}` of `{name}`", at + each.start, at + each.end
