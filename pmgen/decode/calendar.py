"""Days, times and durations, and the two lists whose times follow one another."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from pmgen import model, times
from pmgen.decode import advice, dashes, lists, zone_advice
from pmgen.decode.mappings import values_of
from pmgen.decode.reading import INVALID, Invalid, Reading, key_names, last_name, wrong_type
from pmgen.decode.texts import line, without_marks
from pmgen.diagnostics import Route, SetValue
from pmgen.front_matter import Mapping, Node, Scalar, Sequence
from pmgen.model import zone_names
from pmgen.values import replace

_T0 = times.Written("T0", False, times.Precision.SECOND, elapsed=dt.timedelta(0))
"""What `T+…` counts from."""

_ISO_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")


def _bare(node: Node, route: Route, reading: Reading) -> str | Invalid:
    """A text on one line, without the quotes of a word processor, which are reported where they are no part of it."""
    text = line(node, route, reading)
    return text if text is INVALID or not _is_plain(node) else without_marks(text)


def _is_plain(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain


def date_(node: Node, route: Route, reading: Reading) -> dt.date | Invalid:
    """A day, written as ISO 8601 has it."""
    text = _bare(node, route, reading)
    if text is INVALID:
        return INVALID
    match = _ISO_DATE.fullmatch(text)
    try:
        day = dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return reading.fail("PM105", f"`{text}` cannot be read as a day", route, advice.for_date(text))
    if day is None:
        return reading.fail("PM105", f"`{text}` is not a date", route, advice.for_date(text, last_name(route)))
    if str(day) != text:
        return reading.fail("PM105", f"`{text}` is not a date", route, f"write `{day}`", SetValue(route, str(day)))
    return day


def written(node: Node, route: Route, reading: Reading) -> times.Written | Invalid:
    """A time as people write it, not yet on the calendar."""
    text = _bare(node, route, reading)
    if text is INVALID:
        return INVALID
    if found := times.parse(text):
        return found
    return reading.fail("PM106", f"`{text}` is not a time", route, advice.for_time(text, last_name(route)))


def duration(node: Node, route: Route, reading: Reading) -> times.Duration | Invalid:
    """A length of time."""
    text = _bare(node, route, reading)
    if text is INVALID:
        return INVALID
    if found := times.parse_duration(text):
        return found
    return reading.fail("PM106", f"`{text}` is not a duration", route, advice.for_duration(text))


def timeline(node: Node, route: Route, reading: Reading) -> Any:
    """The events, each placed with regard to those before it."""
    found = _each(node, route, reading, model.Event)
    if found is None or INVALID in found or reading.day is None:
        return INVALID
    day, zone = reading.day, reading.zone
    # `T+…` counts from the first start; one whose time is unknown does not hide one with a known time.
    starts = [i for i, each in enumerate(found) if each.get("kind") is model.Kind.STARTED]
    started = min(starts, key=lambda i: found[i]["at"].unknown, default=None)
    written = [_about(each, "at") for each in found]
    *moments, reading.origin = times.place([*written, _T0], day=day, zone_name=zone, origin=started)
    made = []
    for each, moment in zip(found, moments, strict=True):
        placed = {**each, "at": moment, "about": moment.about}
        if "until" in each:
            until = _about(each, "until")
            placed["until"] = times.place_until(until, moment, day=day, zone_name=zone, origin=reading.origin)
        made.append(model.Event(**placed))
    return tuple(made)


def windows(node: Node, route: Route, reading: Reading) -> Any:
    """The stretches of impact; `T+…` counts from the `started` of the timeline."""
    found = _each(node, route, reading, model.Window)
    if found is None or INVALID in found or reading.day is None:
        return INVALID
    day, zone = reading.day, reading.zone
    before = times.place(
        [times.Written(str(day), False, times.Precision.DAY, date=day)], day=day, zone_name=zone, origin=None
    )[0]
    origin = reading.origin
    if origin is None:
        written = [_about(each, key) for each in found for key in ("start", "end") if key in each]
        origin = times.place([*written, _T0], day=day, zone_name=zone, origin=None)[-1]
    made = []
    for each in found:
        start = times.place_until(_about(each, "start"), before, day=day, zone_name=zone, origin=origin)
        placed = {**each, "start": start, "about": start.about}
        if "end" in each:
            end = _about(each, "end")
            placed["end"] = times.place_until(end, start, day=day, zone_name=zone, origin=origin)
        made.append(model.Window(**placed))
        before = start if start.local else before
    return tuple(made)


def _each(node: Node, route: Route, reading: Reading, cls: type) -> list[Any] | None:
    if not isinstance(node, Sequence):
        wrong_type(node, route, reading, "a list", help=lists.as_list(node, cls, words=False))
        return None
    before = len(reading.problems)
    found: list[Any] = []
    for index, item in enumerate(node.items):
        if not isinstance(item, Mapping):
            wrong_type(
                item,
                (*route, index),
                reading,
                "a mapping of " + key_names(cls),
                help=lists.as_mapping(cls, item, (*route, index)),
            )
            found.append(INVALID)
            continue
        values = values_of(item, cls, (*route, index), reading)
        found.append(INVALID if INVALID in values.values() else values)
    if INVALID in found:
        dashes.tell(node, cls, route, reading, before)
    return found


def _about(values: dict[str, Any], key: str) -> times.Written:
    """A written time, approximate where the mapping around it says so."""
    written: times.Written = values[key]
    return replace(written, about=True) if values.get("about") and not written.about else written


def zone_name(node: Node, route: Route, reading: Reading) -> str | Invalid:
    """The name of a time zone; one that does not exist is reported, and the times are read without it."""
    text = _bare(node, route, reading)
    if text is not INVALID and not times.zone(text):
        close = zone_names.close_zone(text)
        fixed = SetValue(route, close) if close and close.casefold() == text.casefold() else None
        reading.fail("PM107", f"`{text}` is not a time zone", route, zone_advice.for_zone(text), fixed)
    return text


def day_of(root: Mapping) -> dt.date | None:
    """The day of the incident, where it can be read."""
    match = _ISO_DATE.fullmatch(_told(root.get("date")))
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def zone_of(root: Mapping) -> str | None:
    """The time zone that the front matter names, where there is such a zone."""
    name = _told(root.get("timezone"))
    return name if name and times.zone(name) else None


def _told(node: Node | None) -> str:
    """What a text says, before it is known whether that can be read."""
    text = node.text.strip() if isinstance(node, Scalar) else ""
    return without_marks(text) if node and _is_plain(node) else text
