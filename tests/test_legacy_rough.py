"""Timelines of which a document says at once that no time is exact, and what stands around their events."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import events, imported, read

HEAD = "# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n\n"
ROWS = "- 10:00 down\n- 10:30–10:45 slow\n- 2026-05-02 reviewed\n"


@pytest.mark.parametrize(
    "above",
    [
        "## Timeline (all times approximate)\n\n",
        "## Timeline (approximate)\n\n",
        "## Timeline (approximate times, UTC)\n\n",
        "## Timeline (all times PST) 05/01/2026 – 05/02/2026. All times approximations\n\n",
        "## Approximate timeline\n\n",
        "## Zeitverlauf (ungefähre Zeiten)\n\n",
        "## Timeline: approx.\n\n",
        "## Timeline\n\nAll times are in UTC and approximate.\n\n",
        "## Timeline\n\nTimes (UTC) are estimates.\n\n",
        "## Timeline\n\n_All times approximate._\n\n",
        "## Timeline\n\n**Note:** Times are in UTC, approximately.\n\n",
        "## Timeline\n\nAll of May. Times estimated from the logs.\n\n",
    ],
)
def test_times_of_which_none_is_exact_are_told_as_such(above: str) -> None:
    pm = read(imported(f"{HEAD}{above}{ROWS}"))
    assert [(each.at.text, each.until.text if each.until else "") for each in pm.timeline] == [
        ("~10:00", ""),
        ("~10:30", "~10:45"),
        ("2026-05-02", ""),
    ]


@pytest.mark.parametrize(
    "above",
    [
        "## Timeline\n\n",
        "## Timeline (all times UTC)\n\n",
        "## Timeline\n\nSome times are approximate.\n\n",
        "## Timeline\n\nTimes marked with ~ are approximate.\n\n",
        "## Timeline\n\nAll times are UTC. The number of users is an estimate.\n\n",
        "## Timeline\n\nAt all times approximately half of the users could read mail.\n\n",
        "## Timeline of approximately an hour\n\n",
        "## Timeline\n\nResponse times approximately doubled.\n\n",
        "## Timeline\n\n09:58 Response times approximately doubled.\n\n",
        "## Timeline\n\nWhile it was down, wait times (in all) approx. 5 min.\n\n",
        "## Timeline\n\nThe times approximately tripled.\n\n",
        "## Timeline\n\nThe response times are estimates.\n\n",
    ],
)
def test_times_of_which_only_some_or_nobody_says_so_are_exact(above: str) -> None:
    assert "~" not in " ".join(events(f"{HEAD}{above}{ROWS}"))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("- [10:05 – all of it](https://status.example/1) was down", "[all of it](https://status.example/1) was down"),
        ("- ([10:05 paged](https://status.example/1)) at last", "([paged](https://status.example/1)) at last"),
        ("- `10:05 restart` was typed", "`restart` was typed"),
        ("- _10:05: all_ of it", "_all_ of it"),
        ("- **10:05 – all** of it", "all of it"),
        ("- ***10:05*** all of it", "all of it"),
        ("- **10:05** – **10:07**: all of it", "all of it"),
        ("- `10:05`-`10:07` all of it", "all of it"),
        ("- **10:05** – **all** of it", "**all** of it"),
        ("- **10:05** – **10** of them", "**10** of them"),
        ("- [10:05](https://status.example/1) all of it", "all of it"),
        ("- [10:05] all [of] it]", "all [of] it]"),
        ("- `10:05` the `pool", "the `pool"),
        ("- (10:05) all of it :)", "all of it :)"),
    ],
)
def test_marks_around_a_time_and_what_happened_then_stay_around_that(row: str, told: str) -> None:
    assert events(f"{HEAD}## Timeline\n\n- 10:00 down\n{row}\n")[-1].partition(" ")[2] == told


def test_a_day_stays_above_what_is_left_of_it() -> None:
    left = "### 2–4 May: attacks\n\nAgain.\n\n### 5 May: writes fail\n\nFor an hour.\n"
    found = imported(f"{HEAD}## Timeline\n\n### 1 May: errors\n\nAt 10:00 they began.\n\n{left}")
    assert left in f"{found.text}\n"
    assert "### 1 May" not in found.text


def test_a_day_with_times_stays_above_what_none_of_them_tells() -> None:
    days = "### 1 May: errors\n\n- 10:00 down\n\n### 5 May: writes fail\n\n- 11:00 down\n\n```\nno space left\n```\n"
    found = imported(f"{HEAD}## Timeline\n\n{days}")
    assert "### 5 May: writes fail\n\n```\nno space left\n```" in found.text
    assert "### 1 May" not in found.text


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("lag.md", "# Outages in August 2026\n\n## Timeline\n\n- 3 August: down\n- 13 August: again\n", "2026-08-03"),
        ("lag.md", "# January 2020 – mail down for two weeks\n", "2020-01-01"),
        ("2020-03-mail.md", "# Mail down\n", "2020-03-01"),
        ("lag.md", "# Mail im März 2026\n", "2026-03-01"),
        ("mail_2026-03.md", "# Mail down\n", "2026-03-01"),
        ("lag.md", "# Mail down after the May 2026 release\n\n## Timeline\n\n- June 3, 10:00 UTC down\n", "2026-06-03"),
        ("lag.md", "# Incident 2025-11: mail down\n\n## Timeline\n\n- Mar 3, 10:00 UTC down\n", "2025-03-03"),
        ("lag.md", "# Mail down in January 2026\n\n## Timeline\n\n- Dec 30, 10:00 UTC down\n", "2025-12-30"),
        ("lag.md", "# Mail down in January 2026\n\n## Timeline\n\n- Dec 30: seen\n- Jan 2: down\n", "2026-01-02"),
    ],
)
def test_where_only_a_month_is_stated_it_was_in_that_month(name: str, text: str, day: str) -> None:
    found = imported(text, name)
    assert str(read(found).date) == day
    stand_in = [note.message for note in found.notes if "stands in" in note.message and "date" not in note.message]
    said = f"only its month is stated; its first day, {day}, stands in for it"
    assert (said in stand_in) is day.endswith("-01")


def test_a_month_that_the_timeline_does_not_know_is_named() -> None:
    found = imported("# Incident 2025-11: mail down\n\n## Timeline\n\n- Mar 3, 10:00 UTC down\n")
    said = "`2025-11` is the month that is stated; by the timeline it was `2025-03-03`"
    assert said in [note.message for note in found.notes]


@pytest.mark.parametrize(
    "title", ["From May 2025 to June 2026", "Mail may 2026 be down", "Error 2026-05-4711", "INC2026-11 mail down"]
)
def test_several_months_and_words_are_no_month(title: str) -> None:
    messages = [note.message for note in imported(f"# {title}\n").notes]
    assert any(each.startswith("no date is stated") for each in messages)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("10:10 approx: queue full", "~10:10 queue full"),
        ("10:10 approximately, queue full", "~10:10 queue full"),
        ("10:10 (approximate) queue full", "~10:10 queue full"),
        ("10:10 UTC approx. — queue full", "~10:10 queue full"),
        ("10:10 approximately half of the queues were full", "10:10 approximately half of the queues were full"),
        ("10:10 approximate count of 40 queues", "10:10 approximate count of 40 queues"),
    ],
)
def test_a_word_behind_a_time_says_that_it_is_not_exact(item: str, expected: str) -> None:
    assert events(f"{HEAD}## Timeline\n\n- {item}\n- 10:30 over\n") == [expected, "10:30 over"]


@pytest.mark.parametrize(
    "took",
    ["2:30 hours of downtime", "1:15 h later", "10:00 minutes of silence", "**1:05 min after** that", "2:30 uur later"],
)
def test_how_long_it_took_is_no_time_of_day(took: str) -> None:
    text = f"# Mail down\n\n## {took}\n\nNothing.\n\n## {took} again\n\nNothing.\n"
    assert events(text) == []
    assert events(f"{HEAD}## Timeline\n\n- 10:00 hrs down\n- 14:30 hours: up\n") == ["10:00 down", "14:30 up"]


def test_a_time_of_day_may_end_in_a_letter_and_go_on_with_after() -> None:
    items = (
        "- 10:00 deployed\n- 12:30 h after the deploy it is full\n- 12:40h before lunch: empty\n- 12:50 h it is over\n"
    )
    told = ["10:00 deployed", "12:30 after the deploy it is full", "12:40 before lunch: empty", "12:50 it is over"]
    assert events(f"{HEAD}## Timeline\n\n{items}") == told


@pytest.mark.parametrize(
    "item", ["13:15 h: up", "13:15 h – up", "13:15 h - up", "13:15 h, up", "**13:15 h** up", "**13:15 h:** up"]
)
def test_a_time_of_day_may_end_in_a_letter_and_a_mark(item: str) -> None:
    assert events(f"{HEAD}## Timeline\n\n- 10:00 h: down\n- {item}\n") == ["10:00 down", "13:15 up"]


def test_a_time_of_day_in_a_table_may_end_in_a_letter() -> None:
    rows = "| Time | Event |\n|---|---|\n| 10:00 h | down |\n| **13:15 h** | up |\n"
    assert events(f"{HEAD}## Timeline\n\n{rows}") == ["10:00 down", "13:15 up"]


@pytest.mark.parametrize(
    "took",
    ["2:30 h after the deploy", "12:30 hours after it", "12:30 h later", "12:30 h of downtime", "12:30 min before"],
)
def test_how_long_after_something_it_was_is_no_time_of_day(took: str) -> None:
    items = f"- 10:00 down\n- {took} it was up\n- 23:00 over\n"
    assert events(f"{HEAD}## Timeline\n\n{items}") == ["10:00 down", "23:00 over"]


def test_items_that_begin_with_times_in_a_zone_are_a_timeline_without_a_heading() -> None:
    items = "- 10:00 UTC outage begins\n- 10:05 UTC first alert\n- 11:00 UTC resolved\n"
    assert events(f"# Mail down\n\n{items}") == ["10:00 outage begins", "10:05 first alert", "11:00 resolved"]
    assert events("# Mail down\n\n- 10:00 buses\n- 10:05 trains\n- 11:00 planes\n") == []


def test_times_behind_midnight_are_in_the_month_that_is_stated() -> None:
    told = "## Timeline\n\n- 23:50 full\n- 00:10 fuller\n- 01:00 extended\n"
    pm = read(imported(f"# January 2020 - Queue\n\n{told}"))
    assert [each.at.text for each in pm.timeline] == ["23:50", "2020-01-02 00:10", "01:00"]


def test_a_day_to_come_of_the_document_stands_in_for_none() -> None:
    found = imported("# Queue\n\nReviewed 2027-01-04.\n")
    assert (found.date, str(read(found).date)) == (None, "2026-11-25")


@pytest.mark.parametrize(
    ("written", "at", "until"),
    [
        ("06:2x", "~06:20", "06:29"),
        ("~06:2X", "~06:20", "06:29"),
        ("06:2xZ", "~06:20Z", "06:29Z"),
        ("**06:2?**", "~06:20", "06:29"),
        ("2026-05-01 06:5x", "~2026-05-01 06:50", "06:59"),
    ],
)
def test_a_time_without_its_last_minute_is_ten_minutes_wide(written: str, at: str, until: str) -> None:
    (_, event) = read(imported(f"{HEAD}## Timeline\n\n- 05:00 down\n- {written}: seen\n")).timeline
    assert (event.at.text, event.until and event.until.text, event.event) == (at, until, "seen")


@pytest.mark.parametrize("written", ["06:xx", "06:2x–06:3x", "06:2x5", "06:2x:30", "24:1x"])
def test_a_time_of_which_less_is_known_stays_in_the_text(written: str) -> None:
    found = imported(f"{HEAD}## Timeline\n\n- 05:00 down\n- {written} seen\n")
    assert (f"{written} seen" in found.text, "until" in found.text) == (True, False)
