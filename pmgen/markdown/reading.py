"""Tokens read once: headings, links, what is dropped, and what the HTML needs to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pmgen.markdown import (
    anchors,
    comments,
    damaged,
    diagrams,
    dialect,
    footnotes,
    gathered,
    labels,
    marks,
    places,
    raw_html,
    slips,
    swallowed,
    tables,
    unfinished,
    unhidden,
    urls,
    words,
)
from pmgen.markdown.gathered import Found
from pmgen.markdown.places import Origin
from pmgen.markdown.values import NOTHING_HIDDEN, Dropped, Heading, Hidden, Link, Outline, Parsed, Piece, Slip
from pmgen.values import replace

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

_CONTAINERS: Final = frozenset({"blockquote_open", "list_item_open", "footnote_reference_open"})
_SAYING: Final = frozenset({"code_block", "fence", "table_open"})
_CELLS: Final = frozenset({"td_open", "th_open"})


def parse(
    text: str,
    *,
    raw_html: bool = True,
    footnoted: bool = True,
    reserved: frozenset[str] = frozenset(),
    hidden: Hidden = NOTHING_HIDDEN,
) -> Parsed:
    """Parse a Markdown body. Never raises.

    Args:
        raw_html: whether raw HTML is sanitised, or shown as text.
        footnoted: whether there are footnotes, which only a body has.
        reserved: ids that the page has already. With `timeline` among them a heading `Timeline` is `#timeline-1`, and
            a link to `#timeline` leads to the page's own; `Outline.anchors` holds what the body has.
        hidden: what was taken out of the text: of a link whose address stood there the words are left, of a reference
            to a footnote nothing.
    """
    clean = dialect.readable(text)
    lines = places.lines_of(clean)
    read = dialect.block_tokens(clean, html=raw_html, footnotes=footnoted, hidden=hidden)
    loose = tuple(marks.loose(read, lines)) if marks.may_be_in(clean) else ()
    tokens, notes, unused = footnotes.part(read, lines)
    ids = footnotes.ids(notes)
    found = Found(lines, dict.fromkeys([*reserved, *ids], 0), dropped=unused, last=len(clean.rstrip()))
    tail = _read(tokens, found)
    headings = gathered.headings(found)
    ended = tuple(replace(note, tail=_read(note.tokens, found)) for note in notes)
    headings += found.headings[len(headings) :]
    outline = Outline(
        tuple(sorted(headings, key=_start)),
        tuple(sorted(found.links, key=_start)),
        tuple(sorted(found.dropped, key=_start)),
        frozenset([*ids, *(heading.anchor for heading in headings)]),
        tuple(sorted(loose, key=_start)),
        tuple(sorted(found.endless, key=_start)),
        tuple(sorted(found.absent, key=_start)),
        tuple(sorted(found.slips, key=_start)),
        tuple(sorted(found.undefined, key=_start)),
        tuple(sorted(found.comments, key=_start)),
        tuple(sorted(found.unmerged, key=_start)),
        tuple(sorted(found.unhidden, key=_start)),
        tuple(sorted(found.undrawn, key=_start)),
        tuple(sorted(found.damaged, key=_start)),
    )
    fingerprint = _fingerprint(clean) if found.raw else ""
    return Parsed(tuple(tokens), ended, outline, fingerprint, tail)


def _fingerprint(html: str) -> str:
    import hashlib  # few documents hold HTML

    return hashlib.sha256(html.encode()).hexdigest()[:32]


def _start(placed: Heading | Link | Dropped | Slip) -> int:
    return placed.start


def _read(tokens: Sequence[Token], found: Found) -> tuple[Piece, ...]:
    """Read tokens; the answer ends the raw elements that they leave open."""
    before = ""
    for index, token in enumerate(tokens):
        kind = token.type
        if kind == "inline":
            if token.content:
                _read_inline(token, before, found, item=index > 1 and tokens[index - 2].type == "list_item_open")
                if before == "paragraph_open" and token.content[0] == "@" and not found.folds:
                    found.undrawn += diagrams.undrawn(tokens, index, found.lines)
        elif kind == "heading_open":
            _read_heading(tokens[index : index + 3], found)
        elif kind == "html_block":
            _read_html_block(token, found)
        elif kind in _SAYING:
            _say(found)
            if kind == "fence":
                found.endless += unfinished.fence(token, found.lines)
                found.undrawn += diagrams.undrawn(tokens, index, found.lines) if not found.folds else ()
            elif kind == "table_open":
                found.dropped += tables.surplus(tokens, index, found.lines)
        elif kind in _CONTAINERS and token.level + 1 >= dialect.DEEPEST:
            what = f"what is nested deeper than {dialect.DEEPEST} levels"
            found.dropped.append(Dropped(what, *places.block(found.lines, token)))
        before = kind
    found.endless += [Dropped("`<details>` is never ended: all that follows is folded", *at) for at in found.folds]
    found.folds.clear()
    return tuple(raw_html.close_all(found.open))


def _say(found: Found) -> None:
    if found.said:
        found.said[-1] = True


def _read_heading(tokens: Sequence[Token], found: Found) -> None:
    opening, inline, closing = tokens
    text = " ".join(words.of_inline(inline.children).split())
    span = places.block(found.lines, opening)
    heading = Heading(int(opening.tag[1]), text, anchors.give(text, found.uses), *span, False)
    found.headings.append(heading)
    found.said.append(False)
    opening.meta["heading"] = closing.meta["heading"] = heading


def _read_inline(token: Token, before: str, found: Found, *, item: bool) -> None:
    span = None
    if before in _CELLS:
        span = places.cell(found.lines, token, found.cell)
        found.cell = span[1]
    if before != "heading_open":
        _say(found)
    paragraph = before == "paragraph_open"
    found.slips += slips.slips(token, lambda: _origin(token, span, found), paragraph=paragraph, item=item)
    found.comments += unfinished.comments(token, lambda: _origin(token, span, found))
    found.unmerged += unfinished.merges(token, lambda: _origin(token, span, found))
    found.unhidden += unhidden.shown(token, lambda: _origin(token, span, found))
    found.damaged += damaged.slips(token, lambda: _origin(token, span, found))
    noted = "[^" in token.content
    if not noted and not any(child.meta for child in token.children or ()):
        return
    origin = _origin(token, span, found)
    if noted:
        found.absent += unfinished.footnotes(token, origin)
    token.children = comments.without([*swallowed.without(token.children or [], origin, found.dropped)])
    for index, child in enumerate(token.children):
        if what := labels.undefined(child):
            found.undefined.append(Dropped(what, *origin.place(*child.meta["at"])))
        elif child.type == "link_open":
            url = str(child.attrs["href"])
            wordless = token.children[index + 1].type == "link_close"
            if wordless:
                _report_wordless(url, origin.place(*child.meta["at"]), found)
            if url or not wordless:
                _judge(Link(url, *_address(token, child, origin), False, ""), found)
        elif child.type == "image":
            alt = words.of_inline(child.children)
            _judge(Link(str(child.attrs["src"]), *_address(token, child, origin), True, alt), found)
        elif child.type == "html_inline":
            _take(raw_html.read(child.content, found.open), child, origin, child.meta["at"][0], found)
    token.meta["tail"] = tuple(raw_html.close_phrases(found.open))


def _report_wordless(url: str, span: tuple[int, int], found: Found) -> None:
    """A link that nobody can see or follow."""
    what = f"{urls.refused(url, image=False)} of a link without words" if url else "a link without words"
    found.dropped.append(Dropped(what, *span, help="write its words between `[` and `]`"))


def _origin(token: Token, cell: tuple[int, int] | None, found: Found) -> Origin:
    return places.cell_origin(token, cell) if cell else places.origin(found.lines, token)


def _address(token: Token, child: Token, origin: Origin) -> tuple[int, int]:
    return origin.place(*places.destination(token.content, *child.meta["at"]))


def _judge(link: Link, found: Found) -> None:
    if urls.allowed(link.url, image=link.image):
        found.links.append(link)
    else:
        found.dropped.append(Dropped(urls.refused(link.url, image=link.image), link.start, link.end, link.url))


def _read_html_block(token: Token, found: Found) -> None:
    reading = raw_html.read(token.content, found.open)
    _take(reading, token, places.origin(found.lines, token), 0, found)
    token.meta["pieces"] += tuple(raw_html.close_phrases(found.open))
    found.slips += slips.fences(token, lambda: places.origin(found.lines, token))
    if any(piece.strip() if isinstance(piece, str) else piece.name == "img" for piece in reading.pieces):
        _say(found)


def _take(reading: raw_html.Reading, token: Token, origin: Origin, offset: int, found: Found) -> None:
    token.meta["pieces"] = tuple(reading.pieces)
    folds = found.open.count("details")
    found.folds += [origin.place(offset, offset + len(token.content.rstrip()))] * (folds - len(found.folds))
    del found.folds[folds:]
    for link in reading.links:
        start, end = origin.place(offset + link.start, offset + link.end)
        found.links.append(replace(link, start=start, end=end))
    for each in reading.shown:
        start, end = origin.place(offset + each.start, offset + each.end)
        found.unhidden.append(replace(each, start=start, end=end))
    for dropped in reading.dropped:
        start, end = origin.place(offset + dropped.start, offset + dropped.end)
        if dropped.what == raw_html.CUT_COMMENT and places.block(found.lines, token)[1] < found.last:
            found.comments.append(Dropped("`<!--` without its `-->` in the same block", start, end))
        else:
            found.dropped.append(replace(dropped, start=start, end=end))
    found.raw = found.raw or not all(isinstance(piece, str) for piece in reading.pieces)
