"""Days and times as they were typed, and the days of times that were written without one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from pmgen import times
from pmgen.legacy.clocks import moments, told_days
from pmgen.legacy.lines import HEADING
from pmgen.serialize import time

_BACK = dt.timedelta(hours=8)
"""How far a clock goes back over midnight, and not where two rows changed places."""

_TAKEN = "`{}` is taken to be on the day after that of {}"
_DOTTED = re.compile(r"^(\s*(?:[-*+]\s+|\|\s*)?(?:\*\*)?~?(\d{1,2}))\.([0-5]\d)(?=\s|\*\*|:\s|$)")
_DOTTED_ALONE = re.compile(r"^(\s*([01]\d|2[0-3]))\.([0-5]\d)(?=\s*$)")
_MARKED = re.compile(r"\s*(?:[-*+]\s|\|)")
_COLON = re.compile(r"^\s*(?:[-*+]\s+|\|\s*)?(?:\*\*)?~?(\d{1,2}):(\d\d)\b")


def with_colons(lines: Sequence[str], is_timeline: Callable[[str], object]) -> list[str]:
    """Lines with `10:44` for `10.44` at their beginnings, where a timeline or a table writes all its times so.

    Args:
        is_timeline: whether a heading says that a timeline stands below it.
    """
    found = list(lines)
    inside = False
    places = []
    for number, line in enumerate(lines):
        inside = bool(is_timeline(line)) if HEADING.fullmatch(line.rstrip()) and not _is_dated(line) else inside
        if inside or line.lstrip().startswith("|"):
            places.append(number)
    if any(_COLON.match(lines[number]) for number in places):
        for number in _between_colons(lines, places):
            found[number] = _DOTTED.sub(r"\1:\3", lines[number])
        return found
    written = [(int(match[2]), int(match[3])) for number in places if (match := _DOTTED.match(lines[number]))]
    dotted = _DOTTED if _are_times(written) else _DOTTED_ALONE
    for number in places:
        found[number] = dotted.sub(r"\1:\3", lines[number])
    return found


def _between_colons(lines: Sequence[str], places: Sequence[int]) -> Iterator[int]:
    """The numbers of lines that begin with `10.20`, between two that begin with times, one before it and one after.

    One without the mark of the item above it goes on with its sentence: `upgraded to`, `10.20 of the client`.
    """
    told = [(number, _minutes(lines[number])) for number in places if lines[number].strip()]
    for (above, before), (number, now), (_, after) in zip(told, told[1:], told[2:], strict=False):
        dotted = _DOTTED.match(lines[number]) if now is None else None
        if dotted is None or before is None or after is None:
            continue
        if _MARKED.match(lines[above]) and not _MARKED.match(lines[number]):
            continue
        if before <= int(dotted[2]) * 60 + int(dotted[3]) <= after:
            yield number


def _minutes(line: str) -> int | None:
    """The minutes of the day with which a line begins; `None` where it begins with no time that has a colon."""
    found = _COLON.match(line)
    return int(found[1]) * 60 + int(found[2]) if found else None


def _are_times(written: Sequence[tuple[int, int]]) -> bool:
    """Whether pairs of numbers are hours and minutes: what else is written with a point are versions and amounts."""
    hours = sum(9 < hour < 24 for hour, _ in written)
    late = any(minute > 23 for _, minute in written)
    one_by_one = all((hour, minute + 1) == after for (hour, minute), after in pairwise(written))
    return hours > 2 and late and not one_by_one and all(hour < 24 for hour, _ in written)


def _is_dated(heading: str) -> bool:
    return moments.leading(heading.lstrip(" #")) is not None


def over_midnight(events: Sequence[dict[str, Any]], day: dt.date) -> list[tuple[int, str]]:
    """Enter the day of times after midnight that have none: where it is told, or the clock goes back by hours.

    Returns:
        The lines of what is not sure, and why: times got a day which nobody told, or a day is told and not known.
    """
    today = day
    shown: dict[dt.timedelta | None, dt.time] = {}  # by each clock, which those of other zones do not follow
    found: list[tuple[int, str]] = []
    told = ""
    lost = False  # the day is not sure, and neither is that of any time below without one
    for event in events:
        read = times.parse(written(event["at"]))
        before_told, told = told, event.pop("on", "")
        if read is None or read.unknown or read.elapsed is not None:
            continue
        before = shown.get(read.offset, dt.time())
        if read.date or read.month_day:
            today = read.date or _in_year_of(today, read.month_day)
            before, lost = dt.time(), False  # a day alone begins anew
        elif told:
            meant = told_days.meant(told, day, None if lost else today, before_told, is_first=not shown)
            found += _put_told(event, read, told, meant, first=day, today=today)
            lost = meant is None
            if meant is None:
                continue
            today, before = meant, dt.time()
        elif lost:
            found.append((event["line"], f"the day of `{read.text}` is not sure, as that of the time above it is not"))
            put_unknown(event)
            continue
        elif read.time and _went_back(before, read.time):
            today = _after(today)
            event["at"] = _on(today, read)
            found.append((event["line"], _TAKEN.format(read.text, "the time above it")))
        shown[read.offset] = before = read.time or before
        found += _end_over_midnight(event, today, before)
    return found


def _put_told(
    event: dict[str, Any], read: times.Written, told: str, meant: dt.date | None, *, first: dt.date, today: dt.date
) -> list[tuple[int, str]]:
    """Enter the day of an event that is told in words.

    Args:
        meant: that day; `None` where it is not sure.
        first: the day of the incident.
        today: that of the time before.
    """
    named = told.strip(" *_:")
    if meant is None:
        event["event"] = f"({named}) {event['event']}"
        put_unknown(event)
        return [(event["line"], f"which day `{named}` is, with `{read.text}`, is not sure")]
    if meant != today:
        event["at"] = _on(meant, read)
    return [(event["line"], f"`{named}` is taken for {meant}, before the day of the incident")] if meant < first else []


def _end_over_midnight(event: dict[str, Any], today: dt.date, begun: dt.time) -> list[tuple[int, str]]:
    until = times.parse(written(event.get("until", "")))
    if not until or not until.time or until.date or until.month_day or not _went_back(begun, until.time):
        return []
    event["until"] = _on(_after(today), until)
    return [(event["line"], _TAKEN.format(until.text, "its beginning"))]


def _after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1) if day < dt.date.max else day


def _on(day: dt.date, read: times.Written) -> Any:
    return time(f"{'~' if read.about else ''}{day} {read.text.lstrip('~ ')}")


def written(value: Any) -> str:
    """The text of a time in the tree."""
    return str(getattr(value, "text", value)).strip("'")


def put_unknown(event: dict[str, Any], zone: str = "") -> str:
    """Move the times of an event into its text: when it was, nobody can be sure.

    Args:
        zone: what stands behind them in the source; empty for nothing.

    Returns:
        The times as they stand in the words now.
    """
    span = "–".join(written(event[key]) for key in ("at", "until") if key in event)
    event.pop("until", None)
    event |= {"at": "unknown", "event": f"{span}{f' {zone}' if zone else ''}: {event['event']}"}
    return span


def _went_back(before: dt.time, now: dt.time) -> bool:
    return dt.datetime.combine(dt.date.min, before) - dt.datetime.combine(dt.date.min, now) >= _BACK


def _in_year_of(day: dt.date, month_day: tuple[int, int] | None) -> dt.date:
    try:
        return day.replace(month=month_day[0], day=month_day[1]) if month_day else day
    except ValueError:
        return day


def day_of(at: Any) -> str:
    """The day that is written with a time, for those below that have none; empty where none is."""
    read = times.parse(written(at))
    if read and read.date:
        return str(read.date)
    if read is None or read.month_day is None:
        return ""
    return read.text.lstrip("~ ") if read.time is None else read.text.rpartition(" ")[0].lstrip("~ ")


def put(event: dict[str, Any], day: str) -> None:
    """Give the first event below a day that day."""
    when, at = moments.leading(day), written(event["at"])
    dated = f"{when.at} {at}" if when and ":" not in when.at and "T" not in at else at
    read = times.parse(at)
    if read and read.time and not read.date and not read.month_day and times.parse(dated):
        event["at"] = time(dated)
