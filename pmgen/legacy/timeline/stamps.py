"""Times that a document without a timeline states in fields: `Started at: …`, `Resolved at: …`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pmgen.legacy import lines
from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.metadata import fields
from pmgen.legacy.timeline.events import event_of
from pmgen.legacy.vocabulary import headings, milestones

_ENOUGH: Final = 2
"""One alone is the day of the incident."""


def events(draft: Draft, said: list[str]) -> list[dict[str, Any]]:
    """The events that the fields of a document tell, which stay where they are; none where there are too few.

    Args:
        said: takes what may name the zone of the document.
    """
    zones: list[str] = []
    found: dict[str, dict[str, Any]] = {}
    for block in _blocks(draft):
        for label, value in fields.pairs(block):
            kind, when = milestones.of_label(label), moments.leading(value)
            if kind and kind not in found and when and ":" in when.at and not when.rest:
                found[kind] = {**event_of(value, label, zones), "kind": kind, "line": draft.line_with(block, label)}
    if len(found) < _ENOUGH:
        return []
    said += zones
    told = list(found.values())
    draft.note_at(told[0]["line"], "the times that fields state are taken for the timeline")
    return told


def _blocks(draft: Draft) -> Iterator[Block]:
    """Those with fields: at the top, and in sections that are there for them."""
    yield from fields.top(draft)
    for place, block in draft.headings():
        if headings.FIELDS.match(lines.name_of(block)):
            yield from (each for each in draft.section(place) if each.kind in ("table", "item", "text"))
