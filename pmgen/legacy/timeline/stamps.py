"""Times that a document without a timeline states in fields or keys: `Started at: …`, `resolved_at: …`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pmgen.legacy import lines
from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.metadata import fields
from pmgen.legacy.timeline.events import event_of
from pmgen.legacy.vocabulary import headings, milestones
from pmgen.model import Kind

_ENOUGH: Final = 2
"""One alone is the day of the incident."""
_ORDER: Final = tuple(Kind)
_ABOUT_TIME: Final = re.compile(r" (?:at|on|time|date)$", re.IGNORECASE)
_MIDNIGHT: Final = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?![:\d])")


def events(draft: Draft, said: list[str], keys: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The events that the fields of a document tell, which stay where they are; none where there are too few.

    Args:
        said: takes what may name the zone of the document.
        keys: of its front matter, which tell of them where no fields do.
    """
    in_fields = ((label, value, draft.line_with(block, label)) for block, label, value in _fields(draft))
    if told := _told(in_fields, said):
        draft.note_at(told[0]["line"], "the times that fields state are taken for the timeline")
        return told
    timed = {} if "timeline" in keys else {key: str(value) for key, value in keys.items()}
    told = _told(((_label(key), value, -draft.first) for key, value in timed.items() if not _is_day(value)), said)
    if told:
        draft.note_at(-draft.first, "the times that the front matter states are taken for the timeline")
    return sorted(told, key=lambda each: _ORDER.index(each["kind"]))  # keys are in any order


def _told(stated: Iterable[tuple[str, str, int]], said: list[str]) -> list[dict[str, Any]]:
    """The events of which some labels are milestones.

    Args:
        stated: labels and values, with the number of the line of each.
    """
    zones: list[str] = []
    found: dict[str, dict[str, Any]] = {}
    for label, value, line in stated:
        kind = milestones.of_label(label)
        when = moments.leading(value) if kind and kind not in found else None
        if when and ":" in when.at and not when.rest:
            found[kind] = {**event_of(value, label, zones), "kind": kind, "line": line}
    if len(found) < _ENOUGH:
        return []
    said += zones
    return list(found.values())


def _label(key: str) -> str:
    """What a key is about, as people write a label: `Detected` for `detected_at`."""
    return _ABOUT_TIME.sub("", key.replace("_", " ").replace("-", " ")).capitalize()


def _is_day(text: str) -> bool:
    """Whether a time is but the day: a program that knows no more writes midnight."""
    return _MIDNIGHT.search(text) is not None


def _fields(draft: Draft) -> Iterator[tuple[Block, str, str]]:
    """The labels and values at the top, and in sections that are there for them, with their blocks."""
    return ((block, label, value) for block in _blocks(draft) for label, value in fields.pairs(block))


def _blocks(draft: Draft) -> Iterator[Block]:
    """The blocks with fields: at the top, and in sections that are there for them."""
    yield from fields.top(draft)
    for place, block in draft.headings():
        if headings.FIELDS.match(lines.name_of(block)):
            yield from (each for each in draft.section(place) if each.kind in ("table", "item", "text"))
