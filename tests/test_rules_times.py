"""What the rules say of the times of a timeline, and whether their advice is right."""

from __future__ import annotations

import datetime as dt

import pytest

from pmgen import check
from pmgen.check import Examined
from pmgen.diagnostics import Diagnostic
from pmgen.rules.subject import Folder, Policy

NAME = "2026-03-16-t.md"
POLICY = Policy(today=dt.date(2026, 5, 6))


def examined(*events: str, zone: str = "UTC", date: str = "2026-03-16", more: str = "") -> Examined:
    """A draft with this timeline; each event is a kind and a time, `started 22:00`."""
    lines = ["title: T", f"date: {date}", "severity: SEV2", "status: draft", f"timezone: {zone}", more, "timeline:"]
    for event in events:
        kind, _, at = event.partition(" ")
        lines.append(f'  - {{at: "{at}", kind: {kind}, event: so}}')
    text = "\n".join(["---", *lines, "---", ""])
    return check.examine(NAME, text.encode(), NAME, POLICY, Folder(frozenset({NAME}), frozenset({NAME})))


def diagnosed(*events: str, zone: str = "UTC", date: str = "2026-03-16", more: str = "") -> list[Diagnostic]:
    return check.diagnose([examined(*events, zone=zone, date=date, more=more)], whole=True)


def codes(*events: str, zone: str = "UTC", date: str = "2026-03-16") -> list[str]:
    return sorted(each.code for each in diagnosed(*events, zone=zone, date=date))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # An approximate time may be an hour off: beyond that it is as wrong as an exact one.
        (["introduced 2026-03-15 22:00", "started ~14:00", "detected 14:40"], ["PM203", "PM302"]),
        (["started ~14:00", "resolved 02:50"], ["PM301", "PM302"]),
        (["started ~14:00", "detected 12:50"], ["PM301", "PM302"]),
        (["started ~14:00", "detected ~11:50"], ["PM301", "PM302"]),
        (["started ~14:00", "action T+4h", "action T+1h"], ["PM301"]),
        (["started ~2026-03-16", "detected 2026-03-14 23:00"], ["PM301", "PM302"]),
        (["started ~2026-03-15 22:50"], ["PM203"]),
        (["started ~2026-03-17 01:00"], ["PM203"]),
        (["started ~2026-03-18"], ["PM203"]),
        (["started ~14:00", "detected 13:10"], []),
        (["started ~14:00", "detected ~12:10"], []),
        (["started ~14:00", "note 14:30", "note ~13:45"], []),
        (["started ~2026-03-16", "detected 2026-03-15 23:00"], []),
        (["started ~2026-03-15 23:10"], []),
        (["started ~2026-03-17 00:30"], []),
        (["started ~2026-03-17"], []),
        (["started ~T+0", "detected 13:10"], []),
    ],
)
def test_an_approximate_time_is_so_far_off_and_no_farther(events: list[str], expected: list[str]) -> None:
    assert codes(*events) == expected


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        ("America/New_York", "2026-03-17T02:30:00Z", []),
        ("America/New_York", "2026-03-17T04:30:00Z", ["PM203"]),
        ("America/New_York", "2026-03-16T02:30:00Z", ["PM203"]),
        ("Asia/Tokyo", "2026-03-15T22:30:00Z", []),
        ("UTC", "2026-03-17 00:30 +02:00", []),
        ("Europe/Sofia", "2026-03-16T22:30:00Z", ["PM203"]),
    ],
)
def test_the_day_on_which_it_started_is_that_of_the_zone(zone: str, at: str, expected: list[str]) -> None:
    assert codes(f"started {at}", zone=zone) == expected


@pytest.mark.parametrize(
    ("zone", "events"),
    [
        ("America/New_York", ["started 22:00", "note 2026-03-17T02:30:00Z", "resolved 22:40"]),
        ("America/New_York", ["started 22:00", "note 02:30 UTC", "resolved 22:40"]),
        ("Europe/Sofia", ["started 2026-03-15T22:30:00Z", "detected 01:00"]),
        ("Asia/Tokyo", ["started 2026-03-15T22:30:00Z", "detected 08:00"]),
    ],
)
def test_times_with_an_offset_among_others_are_in_order(zone: str, events: list[str]) -> None:
    assert codes(*events, zone=zone) == []
