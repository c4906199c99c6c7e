"""Times that are written by the clocks of two zones."""

from __future__ import annotations

import pytest

from pmgen.legacy import Imported
from tests.test_legacy_shapes import imported, read


def timeline(rows: str, heading: str = "Timeline") -> Imported:
    return imported(f"# Mail down\n\n**Date:** 2026-06-02\n**Severity:** SEV2\n\n## {heading}\n\n{rows}\n")


def told(found: Imported) -> list[tuple[str, str]]:
    return [(each.at.text, each.event) for each in read(found).timeline]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("09:47 UTC / 11:47 CEST: down", "09:47"),
        ("09:47 UTC (11:47 CEST) - down", "09:47"),
        ("**09:47 UTC** (11:47 CEST) down", "09:47"),
        ("09:47 UTC = 11:47 CEST: down", "09:47"),
        ("09:47 UTC / 05:47 ET: down", "09:47"),
        ("09:47 UTC / 11:47 +02:00 — down", "09:47"),
        ("2026-06-02 23:47 UTC / 2026-06-03 01:47 CEST: down", "2026-06-02 23:47"),
        ("23:47 UTC / 01:47 CEST: down", "23:47"),
        ("09:47–09:55 UTC / 11:47–11:55 CEST: down", "09:47"),
        ("15:17 IST / 09:47 UTC: down", "09:47"),
        ("09:47 UTC / 15:17 IST: down", "09:47"),
        ("09:47 UTC (10:47 IST) down", "09:47"),
    ],
)
def test_two_clocks_tell_one_time(written: str, at: str) -> None:
    found = timeline(f"- {written}\n- 23:59 UTC: up")
    assert (told(found)[0], [each.message for each in found.notes if "IST" not in each.message]) == ((at, "down"), [])


def test_the_other_clock_of_a_row_is_compared_with_the_zone_of_the_document() -> None:
    found = timeline("| Time | What |\n|--|--|\n| 09:47 (11:47 CEST) | down |\n| 10:05 | up |\n", "Timeline (UTC)")
    assert (told(found), found.notes) == ([("09:47", "down"), ("10:05", "up")], ())


def test_the_head_of_a_column_may_name_both_clocks() -> None:
    rows = "| 09:47 / 02:47 | down |\n| **10:05/03:05** | seen |\n| 10:20 | up |\n| 11:00 / 05:00 | told |\n"
    found = timeline(f"| Time (UTC / PT) | What |\n|--|--|\n{rows}")
    assert told(found) == [("09:47", "down"), ("10:05", "seen"), ("10:20", "up"), ("11:00", "(05:00 PT) told")]
    assert [(each.line, each.message) for each in found.notes] == [
        (13, "`11:00` and `05:00 PT` are not one time; the first one is taken"),
    ]


def test_two_times_that_are_not_one_are_named_at_their_line() -> None:
    found = timeline("- 09:47 UTC / 11:47 CEST: down\n- 10:05 UTC / 13:05 CEST: up\n- 10:10 UTC (11:50 IST): told")
    assert told(found)[1:] == [("10:05", "(13:05 CEST) up"), ("10:10", "(11:50 IST) told")]
    assert [(each.line, each.message) for each in found.notes] == [
        (9, "`10:05` and `13:05 CEST` are not one time; the first one is taken"),
        (10, "`10:10` and `11:50 IST` are not one time; the first one is taken"),
    ]


@pytest.mark.parametrize(
    ("written", "at", "event"),
    [
        ("09:47 UTC / 15:17 PKT: down", "09:47", "(15:17 PKT) down"),  # nobody can compare them
        ("09:47 UTC / 09:50 UTC: down", "09:47", "/ 09:50 UTC: down"),
        ("09:47 UTC (11:47) down", "09:47", "(11:47) down"),
        ("09:47 UTC /var is full", "09:47", "/var is full"),
        ("09:47 UTC (3 of 5 nodes) down", "09:47", "(3 of 5 nodes) down"),
        ("09:47 UTC (11:40 CEST the queue was empty) down", "09:47", "(11:40 CEST the queue was empty) down"),
    ],
)
def test_what_is_no_second_clock_stays_in_the_event(written: str, at: str, event: str) -> None:
    found = timeline(f"- {written}\n- 10:59 UTC: up")
    assert (told(found)[0], found.notes) == ((at, event), ())
