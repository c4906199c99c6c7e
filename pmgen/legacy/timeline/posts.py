"""Posts of status pages: how far the incident was, what was said, and when: in a line behind it, or above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pmgen.legacy.clocks import days, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline.events import event_of
from pmgen.values import Value

_STATE: Final = (
    r"(?:Investigating|Identified|Monitoring|Resolved|Update|Post-?mortem|Scheduled|In progress|Verifying|Completed)"
)
"""As status pages call how far an incident is, and what else they post."""
_SAYS = re.compile(rf"(?:\*\*|__)[A-Z][a-z]+(?: [\w-]+){{0,3}}:?(?:\*\*|__)|{_STATE}(?: [-–—](?=\s|$)|(?=\n|$))")
"""In which state the incident was then."""
_SURELY = re.compile(rf"(?:\*\*|__)?{_STATE}\b")
"""A state and no other words in bold, of which a paragraph below may tell, too."""
_DATED_STATE = re.compile(
    rf"(?P<state>(?P<mark>\*\*|__|)(?i:{_STATE}):?(?P=mark))(?:\s*[-–—|,]\s+|\s+)(?:at |on )?(?=\S)"
)
"""A state before the time in which it was posted."""
_STATE_ALONE = re.compile(rf"(?P<mark>\*\*|__|)(?i:{_STATE}):?(?P=mark)")
_AGO = r"(?:about |over )?\d+ (?:minute|hour|day|week|month|year)s? ago[.,]? "
_POSTED = re.compile(rf"\W*(?:posted |updated )?(?:on |{_AGO})?", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:(?<=[^\w\s,;])\s|\sPosted (?:{_AGO})?)"
    r"((?:[A-Z][a-z]{2} \d{1,2}(?:, \d{4})?(?:,| -| at)) \d\d?:\d\d(?: ?[AaPp][Mm])? [A-Z]{3,4})\.?\s*$"
)
"""A time behind the sentence that ends before it: `It is fixed. Feb 06, 2024 - 20:04 UTC`."""
_DASHED = re.compile(r"(?<=[-–—])\n")
_ABOVE = re.compile(rf"^({_STATE})\n+")
"""A state in a line of its own."""
_MOST: Final = 12
"""Paragraphs of a post."""
_TITLES: Final = 2
"""Lines above the first of some posts that say what happened, and on which day."""


class _Post(Value):
    """A post, or several that follow one another in some lines.

    Args:
        start: the number of their first line, and `end` that behind their last.
        behind: the place of the block behind them.
        told: each with its time and what was said.
    """

    start: int
    end: int
    behind: int
    told: list[tuple[str, str]]


def events(draft: Draft, blocks: Sequence[Block], place: int, said: list[str]) -> list[dict[str, Any]]:
    """The events of the posts that begin at a place, which leave the body; none where no post does.

    Args:
        blocks: of which none is blank.
        said: takes what may name the zone of the document.
    """
    return _entered(draft, found, said) if (found := _at(blocks, place)) else []


def elsewhere(draft: Draft, blocks: Sequence[Block], said: list[str]) -> list[dict[str, Any]]:
    """The events of the posts of a document without a timeline; none where there is only one post.

    What has a state and a time, and says nothing, is a field: `**Resolved:** 2026-05-01 14:10`.

    Args:
        blocks: as in `events`, and `said`.
    """
    posts = [each for each in _posts(blocks) if not any(_STATE_ALONE.fullmatch(said) for _, said in each.told)]
    several = sum(len(each.told) for each in posts) > 1
    return [event for each in posts for event in _entered(draft, each, said)] if several else []


def _posts(blocks: Sequence[Block]) -> Iterator[_Post]:
    place = 0
    while place < len(blocks):
        found = _at(blocks, place)
        place = found.behind if found else place + 1
        if found:
            yield found


def _entered(draft: Draft, post: _Post, said: list[str]) -> list[dict[str, Any]]:
    draft.taken.update(range(post.start, post.end))
    return [event_of(at, text, said) for at, text in post.told]


def _at(blocks: Sequence[Block], place: int) -> _Post | None:
    """The post that begins at a place, `None` where none does."""
    return _dated(blocks, place) or _led(blocks[place], place) or _closed(blocks, place)


def _closed(blocks: Sequence[Block], place: int) -> _Post | None:
    """Paragraphs of which the first begins with a state, below its title if it has one, and the last ends in a time."""
    rows = blocks[place].text.split("\n") if blocks[place].kind == "text" else []
    titles = next((at for at, row in enumerate(rows[: _TITLES + 1]) if _SAYS.match(row)), None)
    if titles is None:
        return None
    most = _MOST if _SURELY.match(rows[titles]) else 1
    for end in range(place + 1, min(place + 1 + most, len(blocks) + 1)):
        block = blocks[end - 1]
        if block.kind not in ("text", "item") or (end > place + 1 and _begins(block)):
            return None
        if _ends(block.text.rpartition("\n")[2]):
            text = "\n\n".join(["\n".join(rows[titles:]), *map(_shown, blocks[place + 1 : end])])
            told = _told(text)
            return _Post(blocks[place].start + titles, block.end, end, told) if told else None
    return None


def _told(text: str) -> list[tuple[str, str]]:
    """The posts in a text, each from its state to the time that ends it; none where something else stands there."""
    found: list[tuple[str, str]] = []
    rows: list[str] = []
    for row in text.split("\n"):
        said, when = _ends(row) or (row, "")
        rows += [said] if said.strip() or (rows and not when) else []
        if when and rows:
            found.append((when, _in_one_line("\n".join(rows).strip())))
            rows = []
    return found if not rows and all(_SAYS.match(said) for _, said in found) else []


def _in_one_line(said: str) -> str:
    """A post whose state stands in the line of what is said."""
    return _ABOVE.sub(r"\1 — ", _DASHED.sub(" ", said))


def _led(block: Block, place: int) -> _Post | None:
    """A paragraph that begins with a line that says when, and goes on with a state."""
    first, _, said = block.text.partition("\n")
    if block.kind != "text" or not _SAYS.match(said) or not _is_when(first):
        return None
    return _Post(block.start, block.end, place + 1, [(_when(first), _in_one_line(said))])


def _dated(blocks: Sequence[Block], place: int) -> _Post | None:
    """A line, an item or a heading that is a state and when it was posted, with what was said below it."""
    block = blocks[place]
    first, _, below = block.text.partition("\n")
    state = _DATED_STATE.match(first) if block.kind in ("text", "item", "heading") else None
    if state is None or _tells_state(below) or not _is_when(first[state.end() :]):
        return None
    own = [block]
    for each in blocks[place + 1 : place + _MOST] if block.kind != "item" else ():
        if each.kind not in ("text", "item") or _begins(each):
            break
        own.append(each)
    behind = blocks[place + len(own) : place + len(own) + 1]
    if block.kind == "heading" and not all(each.kind == "heading" or _begins(each) for each in behind):
        return None  # what it has besides would stand below the heading before it
    said = "\n\n".join(filter(None, [below.strip(), *map(_shown, own[1:])]))
    text = f"{state['state']} — {said}" if said else state["state"]
    return _Post(block.start, own[-1].end, place + len(own), [(_when(first[state.end() :]), text)])


def _shown(block: Block) -> str:
    """What a paragraph says, or an item of a list, which stays one."""
    return f"- {block.text}" if block.kind == "item" else block.text


def _begins(block: Block) -> bool:
    """Whether another post begins with a block."""
    return _tells_state(block.text)


def _tells_state(text: str) -> bool:
    return bool(_SAYS.match(text) or _DATED_STATE.match(text))


def _ends(row: str) -> tuple[str, str] | None:
    """What a line says before the time that ends it, and that time; `None` where none does."""
    if _is_when(row):
        return "", _when(row)
    found = _BEHIND.search(row)
    return (row[: found.start()], found[1]) if found and _is_when(found[1]) else None


def _is_when(line: str) -> bool:
    """Whether a line is a time on a day and nothing else."""
    when = moments.leading(_when(line))
    return when is not None and not when.rest and ":" in when.at and bool(days.day_of(when.at))


def _when(line: str) -> str:
    return _POSTED.sub("", line, count=1).rstrip(" *_.")
