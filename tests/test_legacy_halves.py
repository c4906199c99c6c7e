"""Times of 12-hour clocks that do not say which half of the day they are in."""

from __future__ import annotations

import pytest

from pmgen.legacy import Imported
from tests.test_legacy_shapes import imported, read

AM = "says neither AM nor PM; by the times around it, it is taken for AM"
PM = "says neither AM nor PM; by the times around it, it is taken for PM"
EITHER = "says neither AM nor PM, and may be both; it is at `unknown`, with its time"


def document(*times: str) -> Imported:
    rows = "".join(f"- {each} something\n" for each in times)
    return imported(f"# Mail down\n\n**Date:** 2026-05-02\n**Severity:** SEV2\n\n## Timeline\n\n{rows}")


@pytest.mark.parametrize(
    ("times", "expected", "said"),
    [
        (["11:30 AM", "12:15 PM", "1:10", "2:00 PM"], "13:10", f"`1:10` {PM}"),
        (["9:00 AM", "9:30 AM", "11:45", "12:15 PM"], "11:45", f"`11:45` {AM}"),
        (["9:00 PM", "9:30 PM", "11:45", "12:15 AM"], "23:45", f"`11:45` {PM}"),
        (["9:00 PM", "9:30 PM", "10:00"], "22:00", f"`10:00` {PM}"),
        (["9:00", "9:30 PM", "10:00 PM"], "21:00", f"`9:00` {PM}"),
        (["1:00 PM", "1:30 PM", "~2:00 - 2:30", "3:00 PM"], "~14:00", f"`~2:00` {PM}"),
        (["8:00 AM", "9:00 AM", "10:00", "11:00 PM"], "unknown", f"`10:00` {EITHER}"),
        (["2:00 PM", "1:10", "12:15 PM", "11:00 AM"], "unknown", f"`1:10` {EITHER}"),
    ],
)
def test_the_half_is_that_which_fits_between_the_times_around_it(times: list[str], expected: str, said: str) -> None:
    found = document(*times)
    assert expected in [each.at.text for each in read(found).timeline]
    assert [each.message for each in found.notes if "AM" in each.message] == [said]


@pytest.mark.parametrize("times", [["9:00", "9:30 AM"], ["9:00 AM", "9:30 AM", "14:00", "3:00 PM"], ["9:00", "9:30"]])
def test_a_clock_of_24_hours_has_no_halves(times: list[str]) -> None:
    assert [each.message for each in document(*times).notes if "AM" in each.message] == []


def test_noon_says_which_half_it_is_in() -> None:
    found = document("10:45 AM", "12 noon", "1:15 PM", "2:00 PM")
    assert ([each.at.text for each in read(found).timeline], found.notes) == (["10:45", "12:00", "13:15", "14:00"], ())
