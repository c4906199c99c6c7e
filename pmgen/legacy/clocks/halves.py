"""Times that say neither AM nor PM, among others of their timeline that do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from pmgen.legacy.clocks import days
from pmgen.legacy.draft import Draft
from pmgen.serialize import time

_CLOCK = re.compile(r"(?P<before>.*?)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?P<behind>.*)")
_BARE = re.compile(r"~?\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?")
_HALF: Final = 12 * 60
_DAY: Final = 24 * 60
"""Minutes."""


def put(draft: Draft, events: Sequence[dict[str, Any]]) -> None:
    """Give such a time the half that fits between the times around it; where both fit, it becomes `unknown`."""
    said = [event.pop("half", False) for event in events]
    if sum(said) * 2 <= len(said):
        return  # the clock has 24 hours, or nobody knows how many
    known = [_minutes(event) for event, half in zip(events, said, strict=True) if half]
    falls = sum(one > other for one, other in pairwise(known)) * 2 > len(known) - 1
    for place, event in enumerate(events):
        written = days.written(event["at"])
        if said[place] or not _BARE.fullmatch(written) or not 0 < _minutes(event) < _HALF + 60:
            continue
        after = _minutes(events[place - 1]) if place and _minutes(events[place - 1]) >= 0 else None
        before = _minutes(events[place + 1]) if said[place + 1 : place + 2] == [True] else None
        late = None if falls else _is_late(_minutes(event) % _HALF, after, before)
        if late is None:
            span = days.put_unknown(event)
            doubt = f"`{span}` says neither AM nor PM, and may be both; it is at `unknown`, with its time"
            draft.note_at(event["line"], doubt)
            continue
        for key in ("at", "until"):
            if key in event:
                event[key] = time(_in_half(days.written(event[key]), late=late))
        half = "PM" if late else "AM"
        taken = f"`{written}` says neither AM nor PM; by the times around it, it is taken for {half}"
        draft.note_at(event["line"], taken)


def _is_late(clock: int, after: int | None, before: int | None) -> bool | None:
    """Whether a time is of the second half of its day; `None` where it may be of either.

    Args:
        clock: its minutes in its half.
        after: the minutes of the time above it; `None` where there is none, or it is not known.
        before: those of the time below it.
    """
    if after is None and before is None:
        return None
    if after is None and before is not None:
        return before - clock >= _HALF  # the last one before it
    earliest = after or 0
    latest = earliest + _HALF - 1 if before is None else before + (_DAY if before < earliest else 0)
    fits = [each for each in range(clock, 2 * _DAY, _HALF) if earliest <= each <= latest]
    return bool(fits[0] // _HALF % 2) if len(fits) == 1 else None


def _in_half(written: str, *, late: bool) -> str:
    found = _CLOCK.fullmatch(written)
    if found is None or not 1 <= int(found["hour"]) <= 12:
        return written
    return f"{found['before']}{int(found['hour']) % 12 + 12 * late:02}:{found['minute']}{found['behind']}"


def _minutes(event: dict[str, Any]) -> int:
    """The minutes of the day of an event; below 0 where they are not known."""
    found = _CLOCK.match(days.written(event["at"]))
    return int(found["hour"]) * 60 + int(found["minute"]) if found else -1
