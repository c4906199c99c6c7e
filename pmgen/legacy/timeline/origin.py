"""What `T+…` counts from, where the document says it: `T0 = 13:45 UTC`, `Start: 13:45`, `T0 — 13:45 alert fired`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pmgen import times
from pmgen.legacy.clocks import days, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.timeline.events import event_of
from pmgen.serialize import time
from pmgen.times import Precision

_NAMED = r"(?:the )?(?:incident |outage |impact )?start(?:ed|s)?(?: time)?"
_SAID = re.compile(
    r"[*_`]*+(?:(?:all )?times (?:are )?(?:given |shown )?(?:relative to|counted from|since|from|after) )?[*_`]*+"
    rf"(?P<named>(?-i:T)[+ ]?0?|{_NAMED})[*_`]*+"
    r"(?:\s*+[=:(]|\s++(?:is|was|means)\s)[*_`]*+\s*+(?:at )?(?P<at>[^\n]{4,60})",
    re.IGNORECASE,
)
_ELAPSED = re.compile(r"T ?[+\u2212-] ?[\d:]*[1-9]")
_START = re.compile(r"(?:the )?(?:incident |outage |impact )?(?:start(?:s|ed)?|beg[iau]ns?|beginning)", re.IGNORECASE)
"""What the line may say of that time besides."""
_OFFSET = re.compile(r"(?<=\d) ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$")
_ANY_DAY: Final = dt.date(2000, 1, 1)


def is_counted_from(blocks: Iterable[Block]) -> bool:
    """Whether a time in some blocks is counted from the start."""
    return any(_ELAPSED.search(each.text) for each in blocks)


def event(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The event that a paragraph or an item is which says when `T0` was, and nothing else; it leaves the body.

    Args:
        said: takes the zone that stands behind the time.
    """
    found = _SAID.fullmatch(block.text.strip()) if block.kind in ("text", "item") else None
    when = moments.leading(found["at"]) if found else None
    if found is None or when is None or ":" not in when.at:
        return []
    besides = when.rest.strip(" .,;:()*_`–—-")
    if besides and not _START.fullmatch(besides):
        return []
    draft.take(block, block.text)
    at, named = found["at"].rstrip(), found["named"]
    named = named.upper() if named.startswith("T") else named
    told = event_of(at[: len(at) - len(when.rest)].rstrip(" .()"), besides or named, said)
    return [{**told, "origin": named}]


def put(draft: Draft, events: list[dict[str, Any]], zones: list[str]) -> None:
    """Take such an event for the start of the incident; where it may not be, what counts from it gets its own time.

    Args:
        zones: takes what may name the zone of the document.
    """
    said = [(each, name) for each in events if (name := each.pop("origin", ""))]
    if all(_elapsed(each) is None for each in events):
        return
    said = said or _of_field(draft, events, zones)
    if not said:
        return
    told, name = said[0]
    zero = [each for each in events if _elapsed(each) == dt.timedelta(0)]
    then = next((each for each in zero if each.get("kind") == "started"), told)
    kinds = {each.get("kind", "started") for each in (*zero, *([] if told["event"] == name else [told]))}
    elsewhere = any(each.get("kind") == "started" for each in events if each is not then)
    if len(said) == 1 and not elsewhere and (kinds <= {"started"} or not name.startswith("T")):
        draft.note_at(told["line"], f"`{name}` is taken for the start of the incident")
        _start_with(events, told, then)
    elif len(said) == 1 and (counted := _counted(events, told)):
        message = f"`{name}` need not be the start; what is counted from it is written as times of day"
        draft.note_at(told["line"], message)
        for each, own in counted:
            each.update(own)
        if zero and told["event"] == name:
            events.remove(told)  # what happened then says more
    else:
        message = f"whether `{name}` is the start is not sure; `T+…` counts from the event that is `started`"
        draft.note_at(told["line"], message)


def _of_field(draft: Draft, events: list[dict[str, Any]], zones: list[str]) -> list[tuple[dict[str, Any], str]]:
    """The event of the time that a field at the top states for the start, before all others; none where none does."""
    if any(each.get("kind") == "started" and _elapsed(each) != dt.timedelta(0) for each in events):
        return []
    for block, stated in draft.fields:
        for label, value in stated:
            when = moments.leading(value) if _START.fullmatch(label.lower().removesuffix(" time")) else None
            if when and ":" in when.at and not when.rest:
                found = {**event_of(value, "", zones), "event": label, "line": draft.line_with(block, label)}
                events.insert(0, found)
                return [(found, label)]
    return []


def _start_with(events: list[dict[str, Any]], told: dict[str, Any], then: dict[str, Any]) -> None:
    """Make one event of what happened at the start and the time that it was.

    Args:
        told: the event with that time.
        then: what happened; it may be the same.
    """
    own: dict[str, Any] = {key: told[key] for key in ("at", "zone", "half") if key in told}
    events[events.index(then)] = {**own, "kind": "started", **{key: then[key] for key in then if key not in own}}
    if then is not told:
        events.remove(told)


def _counted(events: Sequence[dict[str, Any]], told: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The events that are counted from a time, each with what it says in times of day; none where one has no such."""
    start = times.parse(days.written(told["at"]))
    found: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for each in events:
        read = {key: times.parse(days.written(each[key])) for key in ("at", "until") if key in each}
        if start is None or not any(one and one.elapsed is not None for one in read.values()):
            continue
        written = {key: _from(start, one) for key, one in read.items() if one}
        if not all(written.values()):
            return []
        zone = {"zone": told["zone"]} if "zone" in told else {}
        found.append((each, {**{key: time(at) for key, at in written.items()}, **zone}))
    return found


def _from(start: times.Written, read: times.Written) -> str:
    """A time that is counted from a time of day, on the same day or on that which the start names; else empty."""
    if start.time is None or read.elapsed is None or start.month_day:
        return ""
    begun = dt.datetime.combine(start.date or _ANY_DAY, start.time)
    try:
        then = begun + read.elapsed
    except OverflowError:
        return ""
    if start.date is None and then.date() != _ANY_DAY:
        return ""
    if read.precision is Precision.DAY:
        return f"{then:%Y-%m-%d}" if start.date else ""
    exact = read.precision is Precision.SECOND and read.elapsed
    clock = f"{then:%H:%M:%S}" if exact or start.precision is Precision.SECOND else f"{then:%H:%M}"
    about = "~" if start.about or read.about or read.precision is Precision.HOUR else ""
    offset = found[0] if (found := _OFFSET.search(start.text)) else ""
    return about + (f"{then:%Y-%m-%d} " if start.date else "") + clock + offset


def _elapsed(event: dict[str, Any]) -> dt.timedelta | None:
    read = times.parse(days.written(event["at"]))
    return read.elapsed if read else None
