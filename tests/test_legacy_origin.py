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
    "events",
    [
        "- T+0 alert fired\n- T+5m retry\n",
        "- T+2m outage began\n- T+5m alert fired\n",
        "- T+5m alert fired\n\nT0 = 13:50 UTC\n",
    ],
)
def test_what_is_not_sure_to_be_the_start_is_an_event_and_is_named(events: str) -> None:
    told = imported(f"{_HEAD}T0 = 13:45 UTC\n\n{events}")
    first = read(told).timeline[0]
    assert (first.at.text, first.event, str(first.kind)) == ("13:45", "T0", "note")
    note = "whether `T0` is the start is not sure; `T+…` counts from the event that is `started`"
    assert [(each.line, each.message) for each in told.notes] == [(8, note)]


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
