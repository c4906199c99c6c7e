"""What `T+…` counts from: a line that says when `T0` was is the start, where nothing speaks against it."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

_HEAD = "# Lag\n\n**Date:** 2024-02-01\n**Severity:** SEV2\n\n## Timeline\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "T0 = 13:45 UTC",
        "T+0 is 13:45",
        "**T0:** 13:45 UTC",
        "- T0: 13:45",
        "T0 = 2024-02-01 13:45 UTC (incident start)",
        "All times are relative to T0 (13:45 UTC).",
    ],
)
def test_times_count_from_what_the_line_says(line: str) -> None:
    told = imported(f"{_HEAD}{line}\n\n- T+00:05 alert fired\n- T+12:10 resolved\n")
    found = [(str(each.kind), str(each.at.instant)[:16]) for each in read(told).timeline]
    assert found == [
        ("started", "2024-02-01 13:45"),
        ("detected", "2024-02-01 13:50"),
        ("resolved", "2024-02-02 01:55"),
    ]
    start = "T+0" if "T+0" in line else "T0"
    assert [(each.line, each.message) for each in told.notes] == [
        (8, f"`{start}` is taken for the start of the incident")
    ]


def test_the_start_that_is_told_gets_the_time() -> None:
    told = imported(f"{_HEAD}T0 = 13:45 UTC\n\n- T+0 outage began\n- T+5m alert fired\n")
    assert [(each.at.text, each.event) for each in read(told).timeline] == [
        ("13:45", "outage began"),
        ("T+5m", "alert fired"),
    ]


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("T0 = 13:45 UTC\n\n- T+0 alert fired\n- T+5m retry\n", ["13:45 alert fired", "13:50 retry"]),
        (
            "T0 = 13:45 UTC\n\n- T+2m outage began\n- T+1h alert fired\n",
            ["13:45 T0", "13:47 outage began", "~14:45 alert fired"],
        ),
        (
            "- T0 — 13:45 UTC alert fired\n- T-2h: deployed\n- T+2m30s to T+9m: failover\n",
            ["13:45 alert fired", "~11:45 deployed", "13:47:30 failover"],
        ),
        (
            "| Time | Event |\n|--|--|\n| T0 (2024-02-01 23:50) | Alert fired |\n| T+20m | Failover |\n",
            ["2024-02-01 23:50 Alert fired", "2024-02-02 00:10 Failover"],
        ),
    ],
)
def test_what_is_counted_from_another_moment_than_the_start_gets_its_own_time(told: str, at: list[str]) -> None:
    found = imported(f"{_HEAD}{told}")
    assert [f"{each.at.text} {each.event}" for each in read(found).timeline] == at
    assert read(found).timeline[0].kind != "started"
    assert [each.message for each in found.notes] == [
        "`T0` need not be the start; what is counted from it is written as times of day"
    ]


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ("T0 = 13:45 UTC\n\n- T+5m alert fired\n\nT0 = 13:50 UTC\n", "13:45 T0"),
        ("T0 = 13:45 UTC\n\n- T+0 alert fired\n- T+20h retry\n", "13:45 T0"),
    ],
)
def test_what_is_not_sure_to_be_the_start_is_an_event_and_is_named(told: str, first: str) -> None:
    found = imported(f"{_HEAD}{told}")
    event = read(found).timeline[0]
    assert (f"{event.at.text} {event.event}", str(event.kind)) == (first, "note")
    note = "whether `T0` is the start is not sure; `T+…` counts from the event that is `started`"
    assert [(each.line, each.message) for each in found.notes] == [(8, note)]


@pytest.mark.parametrize(
    "first",
    ["T0 — 13:45 UTC", "**T0** (13:45 UTC):", "T0 / 13:45 UTC:", "13:45 UTC (T0):", "T0: 13:45 UTC —", "T0 @ 13:45Z"],
)
def test_an_event_says_when_it_was_and_that_times_count_from_it(first: str) -> None:
    found = imported(f"{_HEAD}- {first} outage began\n- T+5m — alert fired\n")
    assert [(str(each.kind), str(each.at.instant)[11:16], each.event) for each in read(found).timeline] == [
        ("started", "13:45", "outage began"),
        ("detected", "13:50", "alert fired"),
    ]


def test_times_count_from_the_start_that_a_field_states() -> None:
    head = _HEAD.replace("**Severity", "**Start time:** 2024-02-01 13:45 UTC\n**Severity")
    found = imported(f"{head}- T+5m alert fired\n- T+1h resolved\n")
    assert [(str(each.kind), str(each.at.instant)[11:16]) for each in read(found).timeline] == [
        ("started", "13:45"),
        ("detected", "13:50"),
        ("resolved", "14:45"),
    ]
    assert [(each.line, each.message) for each in found.notes] == [
        (4, "`Start time` is taken for the start of the incident")
    ]
    assert all(str(each.kind) != "started" for each in read(imported(f"{head}- 13:50 alert fired\n")).timeline)


@pytest.mark.parametrize(
    "told",
    [
        "- T0 — 13:45 outage began\n- +5 min: acknowledged\n- +1h 10m — resolved\n",
        "- T-2h deployed\n- T0 (13:45) outage began\n- **+5 min** acknowledged\n- +01:10 resolved\n",
        "Start: 13:45\n\n| Offset | Event |\n|--|--|\n| +5m | acknowledged |\n| +1:10:00 | resolved |\n",
        "Times since the start.\n\nStart: 13:45\n\n- +5 minutes: acknowledged\n- +70 minutes: resolved\n",
    ],
)
def test_times_that_are_counted_without_a_t(told: str) -> None:
    found = imported(f"{_HEAD}{told}")
    assert [(str(each.at.instant)[11:16], each.event) for each in read(found).timeline][-2:] == [
        ("13:50", "acknowledged"),
        ("14:55", "resolved"),
    ]
    assert any("counted from the start" in each.message for each in found.notes)


@pytest.mark.parametrize(
    "told",
    [
        "- 13:45 alert fired\n- +5 min acknowledged\n- +12 min failover\n",
        "- T0 — 13:45 alert fired\n- +5 min acknowledged\n- +2 min failover\n- +9 min resolved\n",
    ],
)
def test_times_that_may_be_counted_from_the_one_above_are_not_placed_but_named(told: str) -> None:
    found = imported(f"{_HEAD}{told}")
    assert sum(each.at.instant is not None for each in read(found).timeline) == 1
    doubt = "whether `+5 min` is counted from the start, or from the time above it, is not sure"
    assert (9, doubt) in [(each.line, each.message) for each in found.notes]


@pytest.mark.parametrize("line", ["- +5 % of all requests failed", "- +49 170 555 was called", "- -2 °C in the hall"])
def test_other_signed_numbers_are_no_times(line: str) -> None:
    found = imported(f"{_HEAD}- T0 — 13:45 outage began\n- T+5m alert fired\n\nAlso:\n\n{line}\n")
    assert f"\n{line}\n" in found.text
    assert len(read(found).timeline) == 2


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("T0 = 13:45 UTC", "- 13:50 alert fired\n- 13:55 failover\n"),
        ("T0 = 13:45 UTC, when the pager went off", "- T+5m alert fired\n"),
        ("T0 = when we noticed", "- T+5m alert fired\n"),
        ("T0 = 25:99", "- T+5m alert fired\n"),
        ("We deployed T0 at 13:45 UTC.", "- T+5m alert fired\n"),
        ("T0 = the 2nd of May", "- T+5m alert fired\n"),
    ],
)
def test_a_line_that_says_something_else_stays(line: str, events: str) -> None:
    told = imported(f"{_HEAD}{line}\n\n{events}")
    assert f"\n{line}\n" in told.text
    assert all(str(each.kind) != "started" for each in read(told).timeline)


@pytest.mark.parametrize(
    ("row", "at", "event"),
    [
        ("10:00 - T0 restarted", "10:00", "T0 restarted"),
        ("10:00 – T+1 release rolled back", "10:00", "T+1 release rolled back"),
        ("T+5m – 10:30 job failed", "T+5m", "10:30 job failed"),
        ("10:40 T0: healthy again", "10:40", "T0: healthy again"),
        ("10:50 +5 nodes added", "10:50", "+5 nodes added"),
    ],
)
def test_a_time_of_day_and_one_that_is_counted_are_no_range(row: str, at: str, event: str) -> None:
    (found,) = read(imported(f"{_HEAD}- {row}\n")).timeline
    assert (found.at.text, found.until, found.event) == (at, None, event)


def test_days_count_from_the_start_too_and_so_does_nothing() -> None:
    found = imported(f"{_HEAD}- T-7d: deployed\n- T-0: outage began\n- T+1 day - reviewed\n- T+2d 3h closed\n")
    assert [(each.at.text, each.event) for each in read(found).timeline][:3] == [
        ("T-7d", "deployed"),
        ("T0", "outage began"),
        ("T+1d", "reviewed"),
    ]
    assert [each.at.text for each in read(found).timeline][3:] == ["T+2d 3h"]
    told = f"{_HEAD}- T0 — 2024-02-08 13:45 UTC alert fired\n- T-7d: deployed\n- T+1h: failover\n"
    assert [each.at.text for each in read(imported(told)).timeline] == [
        *("2024-02-08 13:45", "2024-02-01", "~2024-02-08 14:45"),
    ]


@pytest.mark.parametrize("at", ["T+3 days 4 h", "T+1 day 2 hours", "T+2d, 3h", "T+3d4h", "T-1 day 6 hrs"])
def test_days_and_hours_are_counted_together(at: str) -> None:
    found = read(imported(f"{_HEAD}- T0: outage began\n- {at}: vendor told\n")).timeline
    assert [(each.at.text, each.event) for each in found if each.event != "outage began"] == [(at, "vendor told")]


@pytest.mark.parametrize("item", ["T+5 dogs barked", "T-02 tanks"])
def test_what_only_looks_like_a_count_is_none(item: str) -> None:
    found = imported(f"{_HEAD}- T0: outage began\n- {item}\n- T+9m: up\n")
    assert item in found.text.replace("'", "")
