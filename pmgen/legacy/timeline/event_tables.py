"""Tables of events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.clocks import days, moments, zones
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.timeline.events import event_of
from pmgen.legacy.vocabulary import tongues
from pmgen.legacy.vocabulary.calendar_names import WEEKDAY
from pmgen.legacy.vocabulary.words import is_form
from pmgen.values import Value

_NO_EVENTS = re.compile(
    r"^(?:actions?(?: items?)?|priority|commits?|owner|implemented by|due(?: date)?"
    r"|severity|sev|root causes?|incidents?|post[- ]?mortems?)$",
    re.IGNORECASE,
)
_TIME_HEAD = re.compile(
    r"^(?:time|when|timestamp|date ?(?:/|and)? ?time|date|at|utc|hour"
    r"|(?:occurred|happened)(?: (?:at|on))?)\b",
    re.IGNORECASE,
)
_START_HEAD = re.compile(r"^(?:start(?:ed|s)?|begin|began|from)(?: ?time| at)?(?: \([A-Z]{1,4}T?\))?$", re.IGNORECASE)
_END_HEAD = re.compile(r"^(?:end(?:ed|s)?|finish(?:ed)?|until|to)(?: ?time| at)?(?: \([A-Z]{1,4}T?\))?$", re.IGNORECASE)
_DAY_HEAD = re.compile(r"^(?:date|day)(?: \(?(?P<year>(?:19|20)\d\d)\)?)?$", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?:{WEEKDAY}\.?)?", re.IGNORECASE)
_WEEKDAY_HEAD = re.compile(r"(?:day|weekday|day of (?:the )?week)?", re.IGNORECASE)
_TELLS = re.compile(
    r"^(?:events?|what|description|activity|actions?|details?|summary|happened|messages?|notes?"
    r"|beschreibung|was)\b",
    re.IGNORECASE,
)
_ZONE_HEAD = re.compile(r"UTC|GMT|[A-Z]{1,4}T|local(?: time)?")
_ZONES_HEAD = re.compile(r"tz|time ?zone|zone", re.IGNORECASE)
_TWO_ZONES = re.compile(r"\b([A-Z]{1,4}T|UTC|GMT) ?/ ?([A-Z]{1,4}T|UTC|GMT)\b")
_TWO_TIMES = re.compile(r"([^/]*\d) ?/ ?(\d[^/]*)")
_NUMBER_HEAD = re.compile(r"#|(?:no|nr|step)\.?", re.IGNORECASE)
_MILESTONE_HEAD = re.compile(r"milestones?|phase", re.IGNORECASE)
_MILESTONES = ("introduced", "started", "detected", "acknowledged", "identified", "mitigated", "resolved")
_SOURCE = re.compile(r"^(?:sources?|evidence)$", re.IGNORECASE)
_DATED = re.compile(r"\W*\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
_ENOUGH = 3
"""How many words tell of an event."""


class _Columns(Value):
    """What the columns of a table are.

    Args:
        time: the one with the times, and `end`, the one with their ends.
        day: the one with their days, if that is another one; `year` is what its head says of them.
        zone: the one that says in which zone each time is.
        again: those that say the same time in other zones.
        told: those that tell what happened; `milestone` is one of them that names how far the incident is.
    """

    time: int
    end: int | None
    day: int | None
    year: str
    source: int | None
    zone: int | None
    again: tuple[int, ...]
    told: tuple[int, ...]
    milestone: int | None


def events_of(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The events of a table of which one column holds times.

    Args:
        said: takes what may name the zone of the document.
    """
    head, rows = lines.rows(block)
    names = list(map(_name, head))
    its = _columns(names, rows)
    if len(head) < 2 or not (_TIME_HEAD.match(names[its.time]) or _mostly_times([row[its.time] for row in rows])):
        return []
    said.append(head[its.time])
    within = zones.word_in(head[its.time])
    found: list[dict[str, Any]] = []
    forms: list[tuple[int, str]] = []
    day = ""
    for line, row in zip(lines.numbers(block), rows, strict=True):
        at, text = _told(row, its, head[its.time])
        draft.labels += [row[each] for each in its.again]
        if is_form(text):
            forms.append((line, f"`{text}` tells of nothing, and is no event"))
        elif text:
            found.append({**event_of(at, text, said), "line": line} | ({"within": within} if within else {}))
            if its.milestone is not None and (kind := _kind(row[its.milestone])):
                found[-1]["kind"] = kind
            if its.source is not None and re.search(r"\w", row[its.source]):
                found[-1]["source"] = row[its.source].strip()
            days.put(found[-1], day)
            day = ""
        elif at:
            draft.labels.append(at)
            day = bare(at)  # a row that says no more than the day of those below it
    if found or not forms:
        for line, message in forms:
            draft.note_at(line, message)
        draft.take(block, *head)
    return found


def _name(head: str) -> str:
    """What a column is called, in the words of English."""
    return tongues.english(bare(head))


def _kind(cell: str) -> str:
    """The milestone that a cell names and nothing else; empty for none."""
    said = bare(cell).lower()
    return said if said in _MILESTONES else ""


def _told(row: Sequence[str], its: _Columns, head: str) -> tuple[str, str]:
    """The time of a row, as if it stood in one cell, and what happened then.

    Args:
        head: of the column with the times.
    """
    at = _by_two_clocks(row[its.time], head)
    if its.day is not None and row[its.day]:
        at = " ".join(filter(None, (bare(row[its.day]), its.year, bare(at))))
    if its.zone is not None:
        at = f"{bare(at)} {row[its.zone]}".strip()
    cells = [row[each] for each in its.told]
    if its.end is not None and row[its.end]:
        span = f"{bare(at)} – {bare(row[its.end])}"
        when = moments.leading(span)
        at, cells = (span, cells) if when and when.until and not when.rest else (at, [row[its.end], *cells])
    return at, " — ".join(cell for cell in cells if re.search(r"\w", cell))


def _by_two_clocks(cell: str, head: str) -> str:
    """A cell of two times, each with its zone, where the head of the column names these: `09:00 / 11:00`."""
    of, told = _TWO_ZONES.search(head), _TWO_TIMES.fullmatch(bare(cell))
    return f"{told[1]} {of[1]} / {told[2]} {of[2]}" if of and told else cell


def _columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> _Columns:
    every, cells = range(len(names)), [[row[index] for row in rows] for index in range(len(names))]
    in_zones = [i for i in every if _ZONE_HEAD.fullmatch(names[i]) and _mostly_times(cells[i])]
    starts, end = _spans(names, cells)
    timed = [i for i in every if _TIME_HEAD.match(names[i]) or i in in_zones or i in starts]
    weekday = next((i for i in every if _are_weekdays(names[i], cells[i])), None)
    day = next((i for i in every if i != weekday and _DAY_HEAD.match(names[i])), None)
    clock = next((i for i in timed if not _DAY_HEAD.match(names[i])), None)
    time, year = next((i for i in timed if _mostly_times(cells[i])), next(iter(timed), 0)), ""
    if day is None or clock is None or not _mostly_times(cells[day]):
        day = None
    else:  # a column for the day, and another one for the time
        time, year = clock, "".join(_DAY_HEAD.findall(names[day]))
    end = end if time in starts else None
    source = next((i for i in every if _SOURCE.match(names[i]) and i != time), None)
    zone = next((i for i in every if _ZONES_HEAD.fullmatch(names[i])), None)
    again = tuple(i for i in in_zones if i not in (time, day))
    numbers = (i for i in every if _NUMBER_HEAD.fullmatch(names[i]) and all(map(str.isdigit, cells[i])))
    apart = (time, end, day, source, weekday, zone, *again, *numbers)
    told = tuple(i for i in every if i not in apart)
    milestone = next((i for i in told if _MILESTONE_HEAD.fullmatch(names[i])), None)
    return _Columns(time, end, day, year, source, zone, again, told, milestone)


def _spans(names: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[list[int], int | None]:
    """The columns with beginnings, and the one with ends; none where either is missing."""
    ends = [i for i, name in enumerate(names) if _END_HEAD.match(name) and _mostly_times(list(filter(None, cells[i])))]
    starts = [i for i, name in enumerate(names) if ends and _START_HEAD.match(name) and _mostly_times(cells[i])]
    return starts, ends[0] if starts else None


def _are_weekdays(name: str, cells: Sequence[str]) -> bool:
    days = {bare(cell).lower() for cell in cells} - {""}
    return bool(days) and all(map(_WEEKDAY.fullmatch, days)) and (len(days) > 1 or bool(_WEEKDAY_HEAD.fullmatch(name)))


def is_timeline(block: Block) -> bool:
    """Whether a table is a timeline, whatever stands above it: its first column has times, and it plans nothing."""
    head, rows = lines.rows(block)
    first = [row[0] for row in rows]
    if any(_NO_EVENTS.match(_name(name)) for name in head):
        return False
    dated = sum(bool(_DATED.match(cell)) for cell in first)
    if dated > 2 and dated * 3 >= len(first) * 2:
        return True
    words = sum(len(cell.split()) for row in rows for cell in row[1:])
    if words < _ENOUGH * len(rows) and not any(_TELLS.match(_name(name)) for name in head[1:]):
        return False  # figures by day, or names
    if _TIME_HEAD.match(_name(head[0])):
        return _mostly_times(first)
    return bool(rows) and all(map(moments.OF_DAY.fullmatch, first))


def _mostly_times(cells: Sequence[str]) -> bool:
    readable = sum(moments.leading(cell) is not None for cell in cells)
    return bool(cells) and readable * 2 >= len(cells)
