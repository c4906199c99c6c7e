"""Raw HTML taken apart: what is let through, and what is not, with its place.

Only what CommonMark calls a tag is one (https://spec.commonmark.org/0.31.2/#raw-html), anything else is text. That is
stricter than a browser and the same on every version of Python, which cannot be said of `html.parser`. What comes out
is well-formed; `sanitise` has the last word.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from pmgen.markdown import tags, unhidden, urls
from pmgen.markdown.elements import ALLOWED, BLOCKS, ENDED_BY, SWALLOWED, VOID, allows, is_html, is_missed
from pmgen.markdown.values import Dropped, End, Link, Piece, Tag
from pmgen.values import Mutable, field

UNCLOSED: Final = "all that follows the unclosed `{}`"
CUT_COMMENT: Final = UNCLOSED.format("<!--")

_DEEPEST: Final = 64
_END: Final = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)\s*>")
_BLANKS: Final = " \t"
_BLANK: Final = re.compile(r"[ \t]+")
_LINE_END: Final = re.compile(r"[ \t]*(?:\n|\Z)")
_OTHER_ENDS: Final = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))


class Reading(Mutable):
    """What has been found so far in one text.

    Args:
        open: the elements that are open, outermost first; they outlast a block.
        pieces, dropped, links: what the HTML at hand holds; offsets count in it.
        shown: what was to hide something in it.
        fresh: where a line begins of which nothing is shown before.
    """

    open: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    shown: list[Dropped] = field(default_factory=list)
    fresh: int = 0
    links: list[Link] = field(default_factory=list)

    def drop(self, what: str, start: int, end: int) -> None:
        """Note that something is left out."""
        self.dropped.append(Dropped(what, start, end))


def read(html: str, opened: list[str]) -> Reading:
    """Take HTML apart.

    Args:
        html: one token of markdown-it.
        opened: the elements that are open before; changed to those that are open behind it.
    """
    found = Reading(opened)
    at = text = 0
    while (at := html.find("<", at)) >= 0:
        found.pieces.append(html[text:at])
        start, end = tags.START.match(html, at), _END.match(html, at)
        if start:
            at = text = _start(html, start, found)
        elif end:
            at = text = _end(end, found)
        elif stop := _other(html, at, found):
            at = text = _behind(html, text, at, stop, found)
        else:
            found.pieces.append("&lt;")
            at = text = at + 1
    found.pieces.append(html[text:])
    return found


def _behind(html: str, text: int, at: int, stop: int, found: Reading) -> int:
    """Where the text begins behind what is none; a comment takes the blanks along by which one could tell of it.

    Args:
        text: where the text before it began, which is the last piece.
    """
    if not html.startswith("<!--", at):
        return stop
    piece = html[text:at]
    before, line, last = piece.rpartition("\n")
    line_end, blank = _LINE_END.match(html, stop), _BLANK.match(html, stop)
    if not last.strip(_BLANKS) and (line or text == found.fresh):
        found.pieces[-1] = before + line
        found.fresh = line_end.end() if line_end else blank.end() if blank else stop
        return found.fresh
    if line_end:
        found.pieces[-1] = piece.rstrip(_BLANKS)
        return stop
    return blank.end() if blank and piece.endswith(tuple(_BLANKS)) else stop


def close_phrases(opened: list[str]) -> list[Piece]:
    """End what may not outlast its block: an unclosed `<b>` would run on to the end of the page."""
    first = next((index for index, name in enumerate(opened) if name not in BLOCKS), len(opened))
    return _close_from(first, opened)


def close_all(opened: list[str]) -> list[Piece]:
    """End everything."""
    return _close_from(0, opened)


def swallows(html: str) -> str | None:
    """The end tag up to which everything goes, if the HTML is the start of such an element."""
    start = tags.START.fullmatch(html)
    name = start[1].lower() if start else ""
    return f"</{name}" if name in SWALLOWED and not html.endswith("/>") else None


def _close_from(first: int, opened: list[str]) -> list[Piece]:
    ends: list[Piece] = [End(name) for name in reversed(opened[first:])]
    del opened[first:]
    return ends


def _start(html: str, match: re.Match[str], found: Reading) -> int:
    name, end = match[1].lower(), match.end()
    if name in SWALLOWED:
        close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, end) if html[end - 2] != "/" else None
        # Without an end the rest goes too: what `<script>` began is code.
        stop = close.end() if close else end if html[end - 2] == "/" else len(html)
        found.drop(f"element `{name}`", match.start(), stop)
        return stop
    if not is_html(name):
        found.pieces.append(escape(match[0], quote=False))
    elif name not in ALLOWED:
        _drop(name, match, found)
    elif len(found.open) >= _DEEPEST and name not in VOID:
        found.drop(f"element `{name}` inside {_DEEPEST} others", match.start(), end)
    else:
        _keep(name, match, found)
    return end


def _drop(name: str, match: re.Match[str], found: Reading) -> None:
    """Leave a tag out; what stands behind it stays, even if it was not to be seen."""
    at = match.start(2)
    hiding = [each for each in tags.attributes(match[2]) if unhidden.hides(each.name, each.value)]
    found.shown += [Dropped(f"attribute `{each.name}` of `{name}`", at + each.start, at + each.end) for each in hiding]
    if unhidden.is_closed(name, match[2]):
        found.shown.append(Dropped(f"element `{name}`", match.start(), match.end()))
    else:
        found.drop(f"element `{name}`", match.start(), match.end())


def _keep(name: str, match: re.Match[str], found: Reading) -> None:
    while found.open and found.open[-1] in ENDED_BY.get(name, ()):
        found.pieces.append(End(found.open.pop()))
    attributes = _attributes(name, match, found)
    if name == "img" and "src" not in attributes:
        found.pieces.append(escape(attributes.get("alt", ""), quote=False))
        return
    found.pieces.append(Tag(name, tuple(attributes.items())))
    if name not in VOID:
        found.open.append(name)


def _attributes(element: str, match: re.Match[str], found: Reading) -> dict[str, str]:
    kept: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    at = match.start(2)
    for each in tags.attributes(match[2]):
        name, start, end = each.name, at + each.start, at + each.end
        if name in kept:
            continue
        if allows(element, name, each.value):
            kept[name] = each.value
            places[name] = (at + each.inside[0], at + each.inside[1])
        elif unhidden.hides(name, each.value):
            found.shown.append(Dropped(f"attribute `{name}` of `{element}`", start, end))
        elif is_missed(element, name):
            found.drop(f"attribute `{name}` of `{element}`", start, end)
    for name in ("href", "src"):
        if name in kept:
            _address(name, kept, places[name], found)
    return kept


def _address(name: str, attributes: dict[str, str], place: tuple[int, int], found: Reading) -> None:
    url = attributes[name] = urls.from_html(attributes[name])
    image = name == "src"
    if urls.allowed(url, image=image):
        found.links.append(Link(url, *place, image, attributes.get("alt", "") if image else ""))
    else:
        del attributes[name]
        found.drop(urls.refused(url, image=image), *place)


def _end(match: re.Match[str], found: Reading) -> int:
    name = match[1].lower()
    if not is_html(name):
        found.pieces.append(escape(match[0]))
    elif name in found.open:
        last = len(found.open) - 1 - found.open[::-1].index(name)
        found.pieces += _close_from(last, found.open)
    return match.end()


def _other(html: str, at: int, found: Reading) -> int:
    """Where a comment, a declaration or the like ends that begins here; 0 where none does."""
    for opening, closing in _OTHER_ENDS:
        if not html.startswith(opening, at):
            continue
        if opening == "<!--" and html.startswith((">", "->"), at + 4):
            return html.index(">", at) + 1
        close = html.find(closing, at + len(opening))
        if opening == "<!" and (close < 0 or not html[at + 2 : at + 3].isalpha()):
            return 0
        stop = close + len(closing) if close >= 0 else len(html)
        if close < 0:
            found.drop(UNCLOSED.format(opening), at, stop)
        elif opening != "<!--":
            found.drop(f"`{html[at : at + 20].split()[0]}`", at, stop)
        return stop
    return 0
