"""Tables of events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pmgen.legacy import lines, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.events import event_of
from pmgen.legacy.lines import Block, bare

_NO_EVENTS = re.compile(
    r"^(?:actions?(?: items?)?|priority|commits?|owner|implemented by|due(?: date)?)$", re.IGNORECASE
)
_TIME_HEAD = re.compile(r"^(?:time|when|timestamp|date ?(?:/|and)? ?time|date|at|utc|hour)\b", re.IGNORECASE)
_DAY_HEAD = re.compile(r"^(?:date|day)(?: \(?(?P<year>(?:19|20)\d\d)\)?)?$", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:sources?|evidence)$", re.IGNORECASE)


def events_of(draft: Draft, block: Block, zones: list[str]) -> list[dict[str, Any]]:
    """The events of a table of which one column holds times."""
    head, rows = lines.rows(block)
    column = next((index for index, name in enumerate(head) if _TIME_HEAD.match(bare(name))), 0)
    weekday = next((i for i in range(len(head)) if all(_WEEKDAY.fullmatch(bare(row[i])) for row in rows)), None)
    day, year = None, ""
    days_in = [i for i, name in enumerate(head) if i != weekday and _DAY_HEAD.match(bare(name))]
    if days_in and _mostly_times([row[days_in[0]] for row in rows]):
        # A column for the day, and another one for the time.
        column = next((i for i, name in enumerate(head) if i != days_in[0] and _TIME_HEAD.match(bare(name))), column)
        if column != days_in[0]:
            day, dated = days_in[0], _DAY_HEAD.match(bare(head[days_in[0]]))
            year = (dated and dated["year"]) or ""
    if len(head) < 2 or not (_TIME_HEAD.match(bare(head[column])) or _mostly_times([row[column] for row in rows])):
        return []
    zones.append(head[column])
    known = next((i for i, name in enumerate(head) if _SOURCE.match(bare(name)) and i != column), None)
    found = []
    for row in rows:
        source = row[known].strip() if known is not None else ""
        others = [
            cell
            for index, cell in enumerate(row)
            if index not in (column, day, known, weekday) and re.search(r"\w", cell)
        ]
        if day is not None and row[day]:
            row[column] = " ".join(filter(None, (bare(row[day]), year, bare(row[column]))))
        text = " — ".join(others)
        if text:
            found.append(event_of(row[column], text, zones))
            if re.search(r"\w", source):
                found[-1]["source"] = source
        elif row[column]:
            draft.labels.append(row[column])
    draft.take(block, *head)
    return found


def is_timeline(block: Block) -> bool:
    """Whether a table is a timeline, whatever stands above it: its first column has times, and it plans nothing."""
    head, rows = lines.rows(block)
    first = [row[0] for row in rows]
    if any(_NO_EVENTS.match(bare(name)) for name in head):
        return False
    if _TIME_HEAD.match(bare(head[0])):
        return _mostly_times(first)
    dated = sum(bool(_DATED.match(cell)) for cell in first)
    return bool(rows) and (all(map(_CLOCK.fullmatch, first)) or (dated > 2 and dated * 3 >= len(first) * 2))


def _mostly_times(cells: Sequence[str]) -> bool:
    readable = sum(moments.leading(cell) is not None for cell in cells)
    return bool(cells) and readable * 2 >= len(cells)


_CLOCK = re.compile(r"~?\d{1,2}:\d\d")
_DATED = re.compile(r"\W*\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
