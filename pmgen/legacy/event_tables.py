"""Tables of events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pmgen.legacy import days, lines, moments, zones
from pmgen.legacy.calendar_names import WEEKDAY
from pmgen.legacy.draft import Draft, Note
from pmgen.legacy.events import event_of
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.words import is_form
from pmgen.values import Value

_NO_EVENTS = re.compile(
    r"^(?:actions?(?: items?)?|priority|commits?|owner|implemented by|due(?: date)?)$", re.IGNORECASE
)
_TIME_HEAD = re.compile(
    r"^(?:time|when|timestamp|date ?(?:/|and)? ?time|date|at|utc|hour|uhrzeit|zeit(?:punkt)?|時刻|時間|日時)\b",
    re.IGNORECASE,
)
_START_HEAD = re.compile(r"^(?:start(?:ed|s)?|begin|began|from)(?: ?time| at)?(?: \([A-Z]{1,4}T?\))?$", re.IGNORECASE)
_END_HEAD = re.compile(r"^(?:end(?:ed|s)?|finish(?:ed)?|until|to)(?: ?time| at)?(?: \([A-Z]{1,4}T?\))?$", re.IGNORECASE)
_DAY_HEAD = re.compile(r"^(?:date|day)(?: \(?(?P<year>(?:19|20)\d\d)\)?)?$", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?:{WEEKDAY}\.?)?", re.IGNORECASE)
_WEEKDAY_HEAD = re.compile(r"(?:day|weekday|day of (?:the )?week)?", re.IGNORECASE)
_TELLS = re.compile(
    r"^(?:events?|what|description|activity|actions?|details?|summary|happened|messages?|notes?"
    r"|ereignis|beschreibung|was|内容|出来事|事象)\b",
    re.IGNORECASE,
)
_ZONE_HEAD = re.compile(r"UTC|GMT|[A-Z]{1,4}T|local(?: time)?")
_TWO_ZONES = re.compile(r"\b([A-Z]{1,4}T|UTC|GMT) ?/ ?([A-Z]{1,4}T|UTC|GMT)\b")
_TWO_TIMES = re.compile(r"([^/]*\d) ?/ ?(\d[^/]*)")
_NUMBER_HEAD = re.compile(r"#|(?:no|nr|step)\.?", re.IGNORECASE)
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
    """

    time: int
    day: int | None
    year: str
    weekday: int | None
    source: int | None
    zone: int | None
    again: tuple[int, ...]
    end: int | None = None


def events_of(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The events of a table of which one column holds times.

    Args:
        said: takes what may name the zone of the document.
    """
    head, rows = lines.rows(block)
    names = [bare(name) for name in head]
    its = _columns(names, rows)
    if len(head) < 2 or not (_TIME_HEAD.match(names[its.time]) or _mostly_times([row[its.time] for row in rows])):
        return []
    said.append(head[its.time])
    within = zones.word_in(head[its.time])
    counted = (
        i for i, name in enumerate(names) if _NUMBER_HEAD.fullmatch(name) and all(row[i].isdigit() for row in rows)
    )
    apart = (its.time, its.end, its.day, its.source, its.weekday, its.zone, *its.again, *counted)
    told = [i for i in range(len(head)) if i not in apart]
    found: list[dict[str, Any]] = []
    forms: list[Note] = []
    day = ""
    for line, row in enumerate(rows, start=block.start + 2):  # behind the head and the line below it
        at = _by_two_clocks(row[its.time], head[its.time])
        if its.day is not None and row[its.day]:
            at = " ".join(filter(None, (bare(row[its.day]), its.year, bare(at))))
        if its.zone is not None:
            at = f"{bare(at)} {row[its.zone]}".strip()
        draft.labels += [row[each] for each in its.again]
        cells = [row[each] for each in told]
        if its.end is not None and row[its.end]:
            span = f"{bare(at)} – {bare(row[its.end])}"
            when = moments.leading(span)
            at, cells = (span, cells) if when and when.until and not when.rest else (at, [row[its.end], *cells])
        text = " — ".join(cell for cell in cells if re.search(r"\w", cell))
        if is_form(text):
            forms.append(Note(draft.first + line + 1, f"`{text}` tells of nothing, and is no event"))
        elif text:
            found.append({**event_of(at, text, said), "line": line} | ({"within": within} if within else {}))
            if its.source is not None and re.search(r"\w", row[its.source]):
                found[-1]["source"] = row[its.source].strip()
            days.put(found[-1], day)
            day = ""
        elif at:
            draft.labels.append(at)
            day = bare(at)  # a row that says no more than the day of those below it
    if found or not forms:
        draft.notes += forms
        draft.take(block, *head)
    return found


def _by_two_clocks(cell: str, head: str) -> str:
    """A cell of two times, each with its zone, where the head of the column names these: `09:00 / 11:00`."""
    of, told = _TWO_ZONES.search(head), _TWO_TIMES.fullmatch(bare(cell))
    return f"{told[1]} {of[1]} / {told[2]} {of[2]}" if of and told else cell


def _columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> _Columns:
    cells = [[row[index] for row in rows] for index in range(len(names))]
    weekday = next((i for i, each in enumerate(cells) if _are_weekdays(names[i], each)), None)
    in_zones = [i for i, name in enumerate(names) if _ZONE_HEAD.fullmatch(name) and _mostly_times(cells[i])]
    ends = [i for i, name in enumerate(names) if _END_HEAD.match(name) and _mostly_times(list(filter(None, cells[i])))]
    starts = [i for i, name in enumerate(names) if ends and _START_HEAD.match(name) and _mostly_times(cells[i])]
    end = ends[0] if starts else None
    timed = [i for i, name in enumerate(names) if _TIME_HEAD.match(name) or i in in_zones or i in starts]
    time = timed[0] if timed else 0
    source = next((i for i, name in enumerate(names) if _SOURCE.match(name) and i != time), None)
    day = next((i for i, name in enumerate(names) if i != weekday and _DAY_HEAD.match(name)), None)
    zone = next((i for i, name in enumerate(names) if re.fullmatch(r"tz|time ?zone|zone", name, re.IGNORECASE)), None)
    other = next((i for i in timed if i != day and not _DAY_HEAD.match(names[i])), None)
    if day is None or other is None or not _mostly_times(cells[day]):
        own = end if time in starts else None
        return _Columns(time, None, "", weekday, source, zone, tuple(i for i in in_zones if i != time), own)
    # A column for the day, and another one for the time.
    dated = _DAY_HEAD.match(names[day])
    again = tuple(i for i in in_zones if i not in (other, day))
    year = (dated and dated["year"]) or ""
    return _Columns(other, day, year, weekday, source, zone, again, end if other in starts else None)


def _are_weekdays(name: str, cells: Sequence[str]) -> bool:
    days = {bare(cell).lower() for cell in cells} - {""}
    return bool(days) and all(map(_WEEKDAY.fullmatch, days)) and (len(days) > 1 or bool(_WEEKDAY_HEAD.fullmatch(name)))


def is_timeline(block: Block) -> bool:
    """Whether a table is a timeline, whatever stands above it: its first column has times, and it plans nothing."""
    head, rows = lines.rows(block)
    first = [row[0] for row in rows]
    if any(_NO_EVENTS.match(bare(name)) for name in head):
        return False
    dated = sum(bool(_DATED.match(cell)) for cell in first)
    if dated > 2 and dated * 3 >= len(first) * 2:
        return True
    words = sum(len(cell.split()) for row in rows for cell in row[1:])
    if words < _ENOUGH * len(rows) and not any(_TELLS.match(bare(name)) for name in head[1:]):
        return False  # figures by day, or names
    if _TIME_HEAD.match(bare(head[0])):
        return _mostly_times(first)
    return bool(rows) and all(map(moments.OF_DAY.fullmatch, first))


def _mostly_times(cells: Sequence[str]) -> bool:
    readable = sum(moments.leading(cell) is not None for cell in cells)
    return bool(cells) and readable * 2 >= len(cells)
