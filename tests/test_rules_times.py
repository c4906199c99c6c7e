"""What the rules say of the times of a timeline, and whether their advice is right."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmgen import check
from pmgen.check import Examined
from pmgen.diagnostics import Diagnostic
from pmgen.rules.policy import Folder, Policy

quick = settings(max_examples=150, deadline=None, derandomize=True, database=None)

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
        (["started ~14:00", "resolved 02:50"], ["PM302"]),
        (["started ~14:00", "detected 12:50"], ["PM302"]),
        (["started ~14:00", "detected ~11:50"], ["PM302"]),
        (["started ~14:00", "action T+4h", "action T+1h"], ["PM301"]),
        (["started ~2026-03-16", "detected 2026-03-14 23:00"], ["PM302"]),
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
        # What counts from an unknown start is in order or not all the same.
        (["started unknown", "detected T+5m", "resolved T+65m"], []),
        (["started unknown", "detected T+65m", "acknowledged T+5m"], ["PM302"]),
        (["started unknown", "detected T+5m", "note 09:00", "note unknown", "resolved T+65m"], []),
    ],
)
def test_an_approximate_time_is_so_far_off_and_no_farther(events: list[str], expected: list[str]) -> None:
    assert codes(*events) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["detected 2025-03-16 09:00", "resolved 2025-03-20 10:00"], ["PM307", "PM307"]),
        (["detected 2027-03-12 09:00"], ["PM307"]),
        (["introduced 2025-03-16", "started 2026-03-16 09:00", "note 2027-01-31"], []),
    ],
)
def test_a_year_that_is_one_off_is_named_also_where_less_than_a_year_lies_between(
    events: list[str], expected: list[str]
) -> None:
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


def test_who_writes_the_day_of_the_start_has_it_on_the_day_of_the_incident() -> None:
    # On the 16th in UTC it was still the 15th in New York.
    (found,) = diagnosed("started 02:30 UTC", zone="America/New_York")
    assert (found.code, found.help) == (
        "PM203",
        "write its day, too: it is taken from the event above, or is `date` where the time is read",
    )
    assert codes("started 2026-03-17 02:30 UTC", zone="America/New_York") == []


@pytest.mark.parametrize(
    ("at", "meant"),
    [("09:00", "2026-03-16 09:00"), ("~09:00:30", "~2026-03-16 09:00:30"), ("9 pm", "2026-03-16 9 pm")],
)
def test_a_start_below_an_earlier_day_is_told_with_the_day_that_is_meant(at: str, meant: str) -> None:
    found = diagnosed("introduced 2026-03-02", f"started {at}")
    advice = f"`{at}` is on the day of the event above it; with its own day it is `{meant}`"
    assert [(each.code, each.help) for each in found] == [("PM203", advice)]
    assert codes("introduced 2026-03-02", f"started {meant}") == []


@pytest.mark.parametrize("at", ["2026-03-15 09:00", "Mar 15 09:00"])
def test_a_start_with_a_day_of_its_own_is_told_as_it_is(at: str) -> None:
    assert [each.help for each in diagnosed(f"started {at}")] == [None]


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


def advised(found: list[Diagnostic], code: str) -> list[str]:
    """What the advice of a rule says to write."""
    (help_,) = (each.help for each in found if each.code == code)
    return re.findall("`([^`]+)`", help_ or "")


def instants(*events: str, zone: str) -> list[dt.datetime | None]:
    post_mortem = examined(*events, zone=zone).post_mortem
    assert post_mortem
    return [event.at.instant for event in post_mortem.timeline]


@pytest.mark.parametrize(
    ("zone", "events", "expected"),
    [
        ("UTC", ["started 23:50", "note 00:15"], ["2026-03-17 00:15"]),
        ("UTC", ["started 23:50", "note 00:15:30"], ["2026-03-17 00:15:30"]),
        ("UTC", ["started 23:50", "note ~00:15"], ["~2026-03-17 00:15"]),
        ("UTC", ["started 23:50", "note 12:15 AM"], ["2026-03-17 00:15"]),
        ("Europe/Sofia", ["started 22:00", "note 02:30 +02:00"], ["2026-03-17 02:30 +02:00"]),
        # Half an hour earlier: they have changed places more likely than that a night lies between.
        ("America/New_York", ["started 2026-03-16 23:00", "note 02:30 UTC"], []),
        ("America/New_York", ["started 22:00", "note 00:30 -04:00"], ["2026-03-17 00:30 -04:00"]),
        # The day after is not late enough.
        ("UTC", ["started 23:50", "note 2026-03-20 09:00", "note 2026-03-17 08:00", "note 08:30"], []),
        ("UTC", ["started 9999-12-31 23:50", "note 00:15"], []),
    ],
)
def test_the_day_after_is_advised_with_the_offset_as_written(zone: str, events: list[str], expected: list[str]) -> None:
    found = [each for each in diagnosed(*events, zone=zone) if each.code == "PM301"][-1:]
    assert advised(found, "PM301") == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # Who writes the day of the first has mended the rest.
        (["note 23:50", "note 00:10", "note 00:20", "note 01:00"], ["PM301 00:10 2026-03-17 00:10"]),
        (["started 23:50", "note 00:10", "note 00:20"], ["PM301 00:10 2026-03-17 00:10"]),
        (
            ["note 23:50", "note 00:10", "note 23:00", "note 00:30", "note 01:00"],
            ["PM301 00:10 2026-03-17 00:10", "PM301 00:30 2026-03-18 00:30"],
        ),
        # A milestone is told by its own rule, with the day, too.
        (["started 23:50", "detected 00:10", "note 00:20"], ["PM302 00:10 2026-03-17 00:10"]),
        (["started 23:50", "detected 00:10", "resolved 01:00"], ["PM302 00:10 2026-03-17 00:10"]),
        (["started 23:00", "mitigated 23:50", "resolved 00:30"], ["PM302 00:30 2026-03-17 00:30"]),
        (
            ["started 23:50", "detected 00:10", "note 2026-03-16 23:55", "resolved 01:00"],
            ["PM302 00:10 2026-03-17 00:10", "PM301 2026-03-16 23:55 ", "PM302 01:00 2026-03-17 01:00"],
        ),
        (["started 23:50", "resolved 01:00", "detected 23:30"], ["PM302 01:00 2026-03-17 01:00", "PM302 23:30 "]),
        (["detected 09:15", "started 10:00"], ["PM302 09:15 "]),
        # What is out of order otherwise stays so.
        (["note 23:50", "note 00:10", "note 00:05"], ["PM301 00:10 2026-03-17 00:10", "PM301 00:05 "]),
        (
            ["note 23:50", "note 00:10", "note 2026-03-16 00:20"],
            ["PM301 00:10 2026-03-17 00:10", "PM301 2026-03-16 00:20 "],
        ),
        (["note 23:50", "note 12:00", "note 13:00"], ["PM301 12:00 2026-03-17 12:00"]),
    ],
)
def test_a_midnight_without_its_day_is_told_once(events: list[str], expected: list[str]) -> None:
    found = diagnosed(*events)
    told = [re.findall("`([^`]+)`", each.message) for each in found]
    at = [words[1] if each.code == "PM302" else words[0] for each, words in zip(found, told, strict=True)]
    assert [
        f"{each.code} {text} {''.join(re.findall('`(.+)`', each.help or ''))}"
        for each, text in zip(found, at, strict=True)
    ] == expected


CLOCKS = st.integers(0, 1439).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
WRITTEN = st.tuples(CLOCKS, st.sampled_from(["", " UTC", " +02:00", " -05:00", ":30", " +05:45"])).map("".join)
ZONES = st.sampled_from(["UTC", "America/New_York", "Europe/Sofia", "Asia/Tokyo", "Asia/Kathmandu"])


@quick
@given(ZONES, CLOCKS, WRITTEN)
def test_who_writes_the_day_that_is_advised_has_events_in_order(zone: str, first: str, second: str) -> None:
    start = f"started 2026-03-16 {first}"
    found = [each for each in diagnosed(start, f"note {second}", zone=zone) if each.code == "PM301"]
    for text in advised(found, "PM301") if found else ():
        assert codes(start, f"note {text}", zone=zone) == []
        before, after = instants(start, f"note {second}", zone=zone)[1], instants(start, f"note {text}", zone=zone)[1]
        assert before
        assert after
        assert after - before == dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        ("Europe/Sofia", "2026-03-29 03:30", ["2026-03-29 03:30 +02:00", "2026-03-29 03:30 +03:00"]),
        ("America/New_York", "~Mar 8 2:30:15 AM", ["~2026-03-08 02:30:15 -05:00", "~2026-03-08 02:30:15 -04:00"]),
        ("Europe/Sofia", "2026-10-25 03:30", ["2026-10-25 03:30 +03:00", "2026-10-25 03:30 +02:00"]),
        ("Europe/London", "2026-10-25 01:30", ["2026-10-25 01:30 +01:00", "2026-10-25 01:30 UTC"]),
        ("Australia/Lord_Howe", "2026-04-05 01:45", ["2026-04-05 01:45 +11:00", "2026-04-05 01:45 +10:30"]),
    ],
)
def test_a_time_that_was_never_or_twice_is_advised_with_its_day(zone: str, at: str, expected: list[str]) -> None:
    found = diagnosed(f"note {at}", zone=zone)
    (code,) = {each.code for each in found}
    assert advised(found, code) == (expected[:1] if code == "PM304" else expected)
    for text in advised(found, code):
        assert codes(f"note {text}", zone=zone) == []
    assert instants(f"note {expected[0]}", zone=zone) == instants(f"note {at}", zone=zone)


@pytest.mark.parametrize(
    ("typed", "resolved", "contradicts"),
    [
        ("2h", "11:00", True),
        ("1h", "12:00", True),
        ("1d", "11:00", True),
        ("1h", "10:20", True),
        ("90m", "11:00", True),
        ("1.5h", "11:15", True),
        ("1h", "11:00", False),
        ("1h", "11:50", False),
        ("2h", "11:20", False),
        ("1.5h", "11:25", False),
        ("61m", "11:00", False),
        ("60m", "11:00:40", False),
        ("2h", "11am", False),
        ("~2h", "11:00", False),
        ("50m", "~11:00", False),
        ("30m", "~11:00", True),
    ],
)
def test_a_typed_duration_agrees_with_the_timeline_if_rounding_can_make_it_so(
    typed: str, resolved: str, contradicts: bool
) -> None:
    found = diagnosed("started 10:00", f"resolved {resolved}", more=f"duration: {typed}")

    assert [each.code for each in found] == ["PM202"] * contradicts


@pytest.mark.parametrize(
    ("typed", "contradicts"),
    [
        ("1h", None),
        ("30m", None),
        ("20m", None),
        ("10m", "the duration is typed as `10 min`, and the timeline says `1 h`"),
        ("2h", "the duration is typed as `2 h`, and the timeline says `1 h`"),
    ],
)
def test_a_typed_duration_is_how_long_it_was_felt_or_until_it_was_resolved(typed: str, contradicts: str | None) -> None:
    more = f'duration: {typed}\nimpact: {{windows: [{{start: "10:05", end: "10:25"}}]}}'
    found = diagnosed("started 10:00", "mitigated 10:30", "resolved 11:00", more=more)
    assert [each.message for each in found] == [contradicts] * bool(contradicts)


def test_a_typed_duration_against_windows_alone_is_said_to_be() -> None:
    more = 'duration: 3h\nimpact: {windows: [{start: "10:05", end: "10:25"}]}'
    assert [each.message for each in diagnosed("started 10:00", more=more)] == [
        "the duration is typed as `3 h`, and the windows say `20 min`"
    ]


@pytest.mark.parametrize(
    ("figure", "contradicts"),
    [
        (
            "{label: Time to detect, value: 45, unit: min}",
            "`Time to detect` is typed as `45 min`, and the timeline says `5 min`",
        ),
        ("{label: TTD, value: ~45 min}", "`TTD` is typed as `45 min`, and the timeline says `5 min`"),
        (
            "{label: time-to-mitigate, value: 2h}",
            "`time-to-mitigate` is typed as `2 h`, and the timeline says `30 min`",
        ),
        ("{label: Impact time, value: 2h}", "`Impact time` is typed as `2 h`, and the windows say `20 min`"),
        ("{label: Duration, value: '4', unit: h}", "`Duration` is typed as `4 h`, and the timeline says `1 h`"),
        ("{label: Time to detect, value: 5, unit: min}", None),
        ("{label: Duration, value: 60 min}", None),
        ("{label: Duration, value: 30 min}", None),
        ("{label: Duration, value: 20 min}", None),
        ("{label: Time to detect, value: '45+', unit: min}", None),
        ("{label: Duration of the backup, value: 4h}", None),
        ("{label: Latent, value: 4h}", None),
    ],
)
def test_a_figure_of_the_impact_that_the_timeline_tells_agrees_with_it(figure: str, contradicts: str | None) -> None:
    impact = f'impact: {{windows: [{{start: "10:05", end: "10:25"}}], figures: [{figure}]}}'
    found = diagnosed("started 10:00", "detected 10:05", "mitigated 10:30", "resolved 11:00", more=impact)
    assert [(each.code, each.message) for each in found] == ([("PM202", contradicts)] if contradicts else [])
    assert all(each.column == impact.index("value: ") + len("value: ") + 1 for each in found)
