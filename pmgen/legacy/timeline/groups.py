"""Several timelines below one heading: a table or a list each, below a heading or a line that leads to it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any, Final

from pmgen import times
from pmgen.legacy import lines
from pmgen.legacy.clocks import days, zones
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block
from pmgen.legacy.vocabulary import headings, tongues
from pmgen.values import Value, replace

_NIGHT: Final = dt.timedelta(hours=8)
"""How far a clock goes back over midnight."""
_NEAR: Final = dt.timedelta(hours=2)
"""How long before another one a timeline of an incident may begin; what the clock shows later was before midnight."""
_ANY_DAY: Final = dt.date(2000, 1, 1)
_BEGINNINGS: Final = ("introduced", "started", "detected")
_ENDS: Final = ("mitigated", "resolved")
_LONGEST: Final = 60
"""Characters of what may stand before each event of a group."""
_NAME: Final = 4
"""Words of a line that names what is below it, and does not tell of it."""
_STRONG: Final = re.compile(r"\s*(\*\*|__)[^*_\n]*[^*_\n.!?]\1\s*")
_NO_NAME: Final = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\))?|\[\^[^\[\]]*\]|</?[a-zA-Z][^<>]*>|[*`]+")
"""What is no part of a name: images, notes, tags, marks of emphasis and code."""
_IN_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]{1,30}[)\]]$")
_LATEST: Final = dt.datetime.max.replace(tzinfo=dt.UTC)


class Group(Value):
    """Events that follow one another with nothing between them.

    Args:
        start: the number of the line that they stand below.
        label: what that says; empty where it is no name.
        leads: it is a line of text, which says nothing once each event says it.
        zone: the words for that of its times, as in `EU (CET)`; empty where it names none.
    """

    start: int
    label: str
    leads: bool = False
    zone: str = ""


_Told = tuple[Group, dict[str, Any], dt.datetime | None]
"""An event, with its group, and when it was by a clock that is one for all."""
FIRST: Final = Group(-1, "")
"""What stands above all others."""


def below(block: Block, group: Group) -> Group | None:
    """The group below a block that is no event; `None` where it parts nothing, as a remark does.

    Args:
        group: the one above it, whose heading is that of what a whole sentence leads to.
    """
    label = lines.label_of(replace(block, text=_NO_NAME.sub("", block.text).strip()))
    zone = _zone_of(label)
    if block.kind == "heading":
        name = _IN_BRACKETS.sub("", label).rstrip() if zone else label
        return Group(block.start, "" if headings.PHASE.fullmatch(tongues.english(name)) else label, zone=zone)
    strong = bool(_STRONG.fullmatch(block.text))
    if block.kind != "text" or "\n" in block.text or not (strong or block.text.rstrip(" *_").endswith(":")):
        return None
    if strong or len(label.split()) <= _NAME:
        return Group(block.start, label, leads=not lines.is_tied(block.text), zone=zone)
    return Group(block.start, "" if group.leads else group.label, zone=zone or group.zone)


def _zone_of(label: str) -> str:
    """The words for a zone, where a label has them and nothing else in brackets at its end."""
    found = _IN_BRACKETS.search(label)
    return zones.alone(found[0]) if found else ""


def zone_of_all(events: Sequence[dict[str, Any]]) -> str:
    """The zone that the groups of all events name; empty where some name none, or another one."""
    named = {each["group"].zone for each in events}
    return named.pop() if len(named) == 1 else ""


def of_table(table: Block, group: Group) -> Group:
    """The group of a table: what stands right above it names it."""
    return replace(group, start=group.start if group.leads else table.start)


def parted(draft: Draft, events: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The timelines that some events are, each event with the name of its own before it; one, if time only goes on.

    Args:
        events: which lose the groups that they are in.
    """
    of = [each.pop("group", FIRST) for each in events]
    clocks = _clocks(events)
    parts = _parts(list(zip(of, events, clocks, strict=True)))
    if len(parts) < 2 or _only_falls(clocks) or any("on" in each for each in events):  # which tell their days
        return [events]
    draft.taken.update(each.start for each in of if each.leads and _is_name(each))
    _settle_milestones(parts)
    return [[{**event, "event": _named(group, event["event"])} for group, event, _ in part] for part in parts]


def _parts(events: Sequence[_Told]) -> list[list[_Told]]:
    """The events in parts, of which each begins with a group that was not after the one above it."""
    parts: list[list[_Told]] = []
    clock: list[dt.datetime] = []  # of the last part
    over_midnight = False
    for _, run in groupby(events, lambda each: each[0]):
        told = list(run)
        when = [each for _, _, each in told if each]
        begins_anew = over_midnight and when and when[0] >= clock[0] - _NEAR
        if not parts or (clock and when and (begins_anew or _goes_back(clock[-1], when[0]))):
            parts.append([])
            clock, over_midnight = [], False
        parts[-1] += told
        steps = pairwise([*clock[-1:], *when])
        over_midnight = over_midnight or any(before - after >= _NIGHT for before, after in steps)
        clock += when
    return parts


def _settle_milestones(parts: Sequence[Sequence[_Told]]) -> None:
    """Let a milestone of several timelines be that of all: the first of its events if it is no end, else the last one.

    Where several of them end, what only some say of an end is of these alone; so it is where another one only begins.
    """
    told = sorted((each for part in parts for each in part), key=lambda each: each[2] or _LATEST)
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for _, event, _ in told:
        by_kind.setdefault(event.get("kind", ""), []).append(event)
    having = {kind: sum(kind in _kinds(part) for part in parts) for kind in _ENDS}
    apart = max(having.values()) > 1 or any(map(_only_begins, parts))
    for kind, own in by_kind.items():
        is_end = kind in _ENDS
        sure = not is_end or not apart or having[kind] == len(parts)
        kept = own[-1 if is_end else 0] if sure else None
        for event in own:
            if event is not kept:
                event.pop("kind", None)


def _kinds(part: Sequence[_Told]) -> set[str]:
    return {event.get("kind", "") for _, event, _ in part}


def _only_begins(part: Sequence[_Told]) -> bool:
    """Whether a timeline with a name, which no phase of another one has, begins and has no end."""
    kinds = _kinds(part)
    return any(group.label for group, _, _ in part) and not kinds.isdisjoint(_BEGINNINGS) and kinds.isdisjoint(_ENDS)


def _clocks(events: Sequence[dict[str, Any]]) -> list[dt.datetime | None]:
    """When each event was, by one clock; `None` for unknown, as all are where only some of several days are told."""
    read = [times.parse(_in_its_zone(each)) for each in events]
    timed = [each for each in read if each and each.time]
    several = len({each.date or each.month_day for each in timed} - {None}) > 1
    if several and not all(each.date for each in timed):
        return [None] * len(read)
    return [_instant(each if several else replace(each, date=None, month_day=None)) if each else None for each in read]


def _in_its_zone(event: dict[str, Any]) -> str:
    at, zone = days.written(event["at"]), event.get("zone") or event.get("within", "")
    return zones.with_offset(at, zone, _ANY_DAY) if zone else at


def _instant(read: times.Written) -> dt.datetime | None:
    (moment,) = times.place([read], day=_ANY_DAY, zone_name="UTC", origin=None)
    return moment.instant if read.time else None


def _goes_back(before: dt.datetime, after: dt.datetime) -> bool:
    """Whether a clock goes back, and not over midnight."""
    return dt.timedelta(0) < before - after and (before.date() != after.date() or before - after < _NIGHT)


def _only_falls(clocks: Sequence[dt.datetime | None]) -> bool:
    """Whether times begin with what came last, as status pages have them."""
    return all(after <= before for before, after in pairwise(filter(None, clocks)))


def _named(group: Group, event: str) -> str:
    """An event with the name of its group before it."""
    named = _is_name(group) and not event.casefold().startswith(f"{group.label}:".casefold())
    return f"{group.label}: {event}" if named else event


def _is_name(group: Group) -> bool:
    return 0 < len(group.label) <= _LONGEST
