"""Days of a timeline that are two numbers without a year."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import events, imported, read

_HEAD = "# Lag\n\n2026-01-28\n\n## Timeline\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "Time | Event\n--- | ---\n1/28 |\n12:45 | down\n1/30 |\n11:00 | slow\n2/1 |\n08:04 | up\n",
        "| Time | Event |\n|---|---|\n| **1/28** | |\n| 12:45 | down |\n| **1/30** | |\n| 11:00 | slow |\n"
        "| **2/1** | |\n| 08:04 | up |\n",
        "### 1/28\n\n- 12:45 down\n\n### 1/30\n\n- 11:00 slow\n\n### 2/1\n\n- 08:04 up\n",
        "**1/28**\n\n- 12:45 down\n\n**1/30:**\n\n- 11:00 slow\n\n**2/1**\n\n- 08:04 up\n",
        "- 1/28 12:45 down\n- 1/30, 11:00 slow\n- 2/1 at 08:04 up\n",
        "- 28/1 12:45 down\n- 30/1 11:00 slow\n- 1/2 08:04 up\n",
        "- 01-28 12:45 down\n- 01-30 11:00 slow\n- 02-01 08:04 up\n",
        "| Time | Event |\n|---|---|\n| 01-28 12:45 | down |\n| 01-30 11:00 | slow |\n| 02-01, 08:04 | up |\n",
    ],
)
def test_they_are_those_of_the_times_below_or_behind_them(text: str) -> None:
    found = [each.replace(",", "").replace(" at ", " ") for each in events(_HEAD + text)]
    assert found == ["Jan 28 12:45 down", "Jan 30 11:00 slow", "Feb 1 08:04 up"]


@pytest.mark.parametrize("heading", ["**Timeline (UTC)**", "Timeline:", "__Incident timeline__"])
def test_a_line_may_do_what_the_heading_of_a_timeline_does(heading: str) -> None:
    text = f"# Lag\n\n2026-01-28\n\n{heading}\n\n1/28\n\n- 12:45 down\n\n1/30\n\n- 11:00 up\n"
    assert events(text) == ["Jan 28 12:45 down", "Jan 30 11:00 up"]
    assert "Jan 30" not in imported(f"{text}\n**Impact**\n\n1/30\n").text.rpartition("---")[2]


def test_the_name_of_a_phase_ends_none_of_them() -> None:
    text = "Lag, 2026-01-28\n\nTimeline\n\n1/28\n\n- 12:45 down\n\nRecovery\n\n- 1/30 11:00 up\n"
    assert events(text) == ["Jan 28 12:45 down", "Jan 30 11:00 up"]


def test_dates_with_a_year_say_what_comes_first() -> None:
    text = f"# Lag\n\nOn 01/30/2026.\n\n## Timeline\n\n{'### 1/2'}\n\n- 12:45 down\n"
    assert events(text) == ["Jan 2 12:45 down"]
    assert events(text.replace("01/30", "30/01")) == ["Feb 1 12:45 down"]


def test_what_could_be_two_days_is_asked_about() -> None:
    found = imported(f"{_HEAD}Time | Event\n--- | ---\n1/2 |\n12:45 | down\n13:00 | up\n")
    assert [each.at.text for each in read(found).timeline] == ["12:45", "13:00"]
    said = "`1/2` could be two days, `Jan 2` or `Feb 1`, and is read as none"
    assert [(each.line, each.message) for each in found.notes if "two days" in each.message] == [(9, said)]


@pytest.mark.parametrize(
    ("head", "days", "expected"),
    [
        ("2026-01-28", ("1/2", "1/3"), ["Jan 2 12:45 down", "Jan 3 11:00 up"]),  # else weeks apart
        ("2026-01-28", ("1/2", "2/2"), ["Feb 1 12:45 down", "Feb 2 11:00 up"]),
        ("2026-02-01", ("1/2", "4/5"), ["Feb 1 12:45 down", "May 4 11:00 up"]),  # a day that the document names
        ("January 2, 2026", ("1/2", "2/2"), ["Jan 2 12:45 down", "Feb 2 11:00 up"]),
    ],
)
def test_of_two_days_that_is_taken_which_fits_the_others(head: str, days: tuple[str, str], expected: list[str]) -> None:
    text = f"# Lag\n\n{head}\n\n## Timeline\n\n### {days[0]}\n\n- 12:45 down\n\n### {days[1]}\n\n- 11:00 up\n"
    assert events(text) == expected
    said = f"`{days[0]}` could be two days; `{expected[0][:5]}` is taken"
    assert said in [each.message for each in imported(text).notes]


@pytest.mark.parametrize(
    ("head", "days"),
    [
        ("2026-05-05", ("1/2", "3/4")),
        ("On 1/2/2026.", ("1/2", "1/3")),  # the date could be two days, too
        ("2026-01-02 and 2026-02-01", ("1/2", "4/5")),
    ],
)
def test_where_nothing_decides_no_day_is_taken(head: str, days: tuple[str, str]) -> None:
    text = f"# Lag\n\n{head}\n\n## Timeline\n\n### {days[0]}\n\n- 12:45 down\n\n### {days[1]}\n\n- 13:00 up\n"
    assert events(text) == ["12:45 down", "13:00 up"]
    assert "is read as none" in repr(imported(text).notes)


def test_two_equal_numbers_are_one_day() -> None:
    text = f"{_HEAD}### 5/5\n\n- 12:45 down\n"
    assert (events(text), "two days" in repr(imported(text).notes)) == (["May 5 12:45 down"], False)


@pytest.mark.parametrize(
    "text",
    [
        "- 10:00 1/28 of the nodes is down\n- 10:30 up\n",  # behind a time
        "| Time | Step | Event |\n|---|---|---|\n| 10:00 | 1/28 | down |\n| 10:30 | 2/28 | up |\n",  # in another column
        "- 10:00 down\n- 1/28 of the nodes is up\n- 10:30 up\n",  # with words
        "- 10:00 down\n\n13/32\n\n- 10:30 up\n",  # no day
        "- 10:00 down\n- 10:30 up\n\n## Nodes\n\n| Node | Up |\n|---|---|\n| 1/28 | yes |\n",  # below another heading
        "- 10:00 down\n- 10:30 up\n\n1/28/2026\n",
    ],
)
def test_other_numbers_with_a_stroke_stay(text: str) -> None:
    found = imported(_HEAD + text)
    assert [each.at.text for each in read(found).timeline if each.at.text != "unknown"][:2] == ["10:00", "10:30"]
    assert ("Jan 28" in found.text, "could be two days" in repr(found.notes)) == (False, False)


@pytest.mark.parametrize(
    "row",
    [
        "10-12 nodes down",
        "1-28 12:45 down",
        "2026-01-28 12:45 down",
        "01-28 | down",
        "28-31 pods 10:00 down",
        "99-28 12:45 down",
    ],
)
def test_two_numbers_with_a_dash_between_them_and_no_time_are_no_day(row: str) -> None:
    assert not [each for each in events(f"{_HEAD}- {row}\n- 13:00 up\n") if each.startswith("Jan")]
