"""What is left of a post-mortem for everybody to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pmgen import markdown, measures
from pmgen.edition.side_by_side import readdressed
from pmgen.markdown import Rewrite
from pmgen.model import Done, Followup, Kind, Lint, PostMortem
from pmgen.times import Moment
from pmgen.values import Value, names, replace

LeftOut = Callable[[str], bool]
"""Whether a relative address leads to something that is not in the edition."""


def public(
    post_mortem: PostMortem,
    left_out: LeftOut,
    ids: frozenset[str],
    *,
    people: bool,
    hidden: LeftOut = lambda _: False,
    moved: Rewrite = str,
) -> PostMortem:
    """A post-mortem without what is internal.

    Args:
        ids: those of the post-mortems that the edition has.
        people: whether authors, owners and those who did something are named.
        hidden: whether the source of an event, which may be any words, is a document that is not in the edition.
        moved: from an address in the document to the one in the edition.
    """
    found: PostMortem = _without(post_mortem, left_out, moved, counted=_is_counted(post_mortem))
    found = replace(
        found,
        # An edition never says that there was nothing to be done: it would be untrue where all of it is internal, and
        # said only where it is true, it would tell where that is.
        followups=tuple(_followup(each, left_out, moved, people) for each in found.followup_list) or None,
        timeline=tuple(
            replace(each, source=None if hidden(each.source) else moved(each.source)) if each.source else each
            for each in found.timeline
        ),
        # Without an internal milestone the rest of the timeline may say that it goes on, which would be untrue.
        state=measures.state(post_mortem),
        related=tuple(each for each in found.related if each.id in ids),
        references=tuple(replace(each, url=moved(each.url)) for each in found.references if not left_out(each.url)),
        # What authors write under keys of their own, and to the checker, is for those who maintain the documents.
        extra={},
        lint=Lint(),
    )
    found = replace(found, untold=measures.untold(post_mortem, found))
    return found if people else replace(found, authors=(), owner=None)


def _followup(followup: Followup, left_out: LeftOut, moved: Rewrite, people: bool) -> Followup:
    done = followup.done and _done(followup.done, left_out, moved, people)
    owner = followup.owner if people else None
    return replace(followup, owner=owner, done=done, attempts=())


def _done(done: Done, left_out: LeftOut, moved: Rewrite, people: bool) -> Done:
    links = tuple(moved(each) for each in done.links if not left_out(each))
    return replace(done, links=links, by=done.by if people else None)


def _is_counted(post_mortem: PostMortem) -> bool:
    """Whether everybody may know what `T+…` counts from: with one instant of those comes that of the start."""
    starts = (each for each in post_mortem.timeline if each.kind is Kind.STARTED and each.at.instant)
    start = next(starts, None)
    return start is None or not start.internal or start.at.relative


def _without(value: Any, left_out: LeftOut, moved: Rewrite, *, counted: bool) -> Any:
    """A value of the model without its internal parts, and with the words alone where a link would lead to nothing.

    Args:
        counted: whether there is an instant of what is written as `T+…`.
    """
    if isinstance(value, str) and type(value) is str:
        return _unlinked(value, left_out, moved)
    if isinstance(value, tuple):
        left = (item for item in value if not getattr(item, "internal", False))
        return tuple(_without(item, left_out, moved, counted=counted) for item in left)
    if isinstance(value, Moment) and value.relative and not counted:
        return replace(value, instant=None, local=None)
    if isinstance(value, Value):
        held = {name: getattr(value, name) for name in names(type(value))}
        changed = {
            name: new
            for name, old in held.items()
            if (new := _without(old, left_out, moved, counted=counted)) is not old
        }
        return replace(value, **changed) if changed else value
    return value


def _unlinked(text: str, left_out: LeftOut, moved: Rewrite) -> str:
    """A Markdown text without addresses that it does not show, and with the words of links to what is left out.

    What leads to the rest of the edition does so there.

    Where nobody can be sure that it still says the same, these take all markup with them.
    """
    if "[" not in text and "<" not in text:
        return text
    text = markdown.without_unused(text)
    # Words alone may look like a link that they were not.
    while links := _left_out(text, left_out):
        words, left = markdown.plain(text), markdown.without_links(text, [(each.start, each.end) for each in links])
        text = left if left is not None and markdown.plain(left) == words else words
    return readdressed(text, moved)


def _left_out(text: str, left_out: LeftOut) -> list[markdown.Link]:
    return [each for each in markdown.fragment(text).links if left_out(each.url)]


def told(value: Any) -> Iterator[str]:
    """Every text of a post-mortem as everybody reads it, be it Markdown or not."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from told(item)
    elif isinstance(value, Value):
        for name in names(type(value)):
            yield from told(getattr(value, name))
