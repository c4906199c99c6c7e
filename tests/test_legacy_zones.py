"""Zones in timelines: behind a range, in a row of another zone, and those that nobody can be sure of."""

from __future__ import annotations

import pytest

from pmgen.legacy import Imported
from tests.test_legacy_shapes import imported, read


def timeline(rows: str, heading: str = "Timeline (UTC)") -> Imported:
    return imported(f"# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n\n## {heading}\n\n{rows}\n")


def spans(found: Imported) -> list[tuple[str, str]]:
    return [(each.at.text, each.until.text if each.until else "") for each in read(found).timeline]


@pytest.mark.parametrize(
    ("written", "at", "until"),
    [
        ("14:00-15:00 CEST", "14:00 +02:00", "15:00 +02:00"),
        ("14:00 - 15:00 (CEST)", "14:00 +02:00", "15:00 +02:00"),
        ("16:00 - 17:00 PDT", "16:00 -07:00", "17:00 -07:00"),
        ("16:00 PDT – 17:00", "16:00 -07:00", "17:00 -07:00"),
        ("16:00 PDT – 17:00 PDT", "16:00 -07:00", "17:00 -07:00"),
        ("16:00 UTC – 12:00 PDT", "16:00", "12:00 -07:00"),
        ("14:00–15:00 +02:00", "14:00 +02:00", "15:00 +02:00"),
        ("14:00–15:00 UTC", "14:00", "15:00"),
        ("14:00–15:00", "14:00", "15:00"),
    ],
)
def test_a_zone_holds_for_both_ends_of_a_range(written: str, at: str, until: str) -> None:
    assert spans(timeline(f"- 09:00 down\n- {written}: vendor on the phone\n")) == [("09:00", ""), (at, until)]


@pytest.mark.parametrize("zone", ["IST", "CST", "XYZ", "ET"])
def test_a_time_in_a_zone_that_is_not_sure_is_unknown(zone: str) -> None:
    rows = f"| 10:00 EST | down |\n| 2026-05-02 10:15 {zone} | vendor told |\n| 11:00 EST | up |\n"
    found = timeline(f"| Time | What |\n|--|--|\n{rows}", "Timeline")
    assert [(each.at.text, each.event) for each in read(found).timeline] == [
        ("10:00", "down"),
        ("unknown", f"2026-05-02 10:15 {zone}: vendor told"),
        ("2026-05-02 11:00", "up"),
    ]
    assert [note.message for note in found.notes] == [
        f"which time `{zone}` means is not sure; what happened then is at `unknown`, with its time"
    ]


def test_a_zone_before_a_mark_in_an_item() -> None:
    found = timeline("- 10:00 down\n- 10:15 IST: vendor told\n- 10:20 TEST: failed\n")
    assert [each.event for each in read(found).timeline] == ["down", "10:15 IST: vendor told", "TEST: failed"]


def test_where_all_times_are_in_a_zone_that_is_not_sure_they_are_in_none() -> None:
    found = timeline("| Time | What |\n|--|--|\n| 10:00 IST | down |\n| 10:15 IST | up |\n", "Timeline")
    assert [(each.at.text, each.event) for each in read(found).timeline] == [
        ("10:00", "(IST) down"),
        ("10:15", "(IST) up"),
    ]
    assert [note.message for note in found.notes] == ["`IST` can be more than one zone; the times are in none"]
