"""The order of events: timelines that run backwards, midnight, and several timelines in one document."""

from __future__ import annotations

import re

import pytest

from pmgen.legacy import Imported
from pmgen.legacy.clocks import moments
from tests.test_legacy_shapes import imported, read

HEAD = "# Mail down\n\n**Date:** 2026-05-02\n**Severity:** SEV2\n\n"
TABLE = "| Time | Event |\n|--|--|\n"


def document(told: str) -> Imported:
    return imported(HEAD + told)


def times(found: Imported) -> list[str]:
    return [each.at.text for each in read(found).timeline]


def notes(found: Imported) -> list[str]:
    return [each.message for each in found.notes]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "- 18:40 Resolved\n- 12:05 Fix identified\n- 03:20 Mail is delayed\n",
            ["03:20", "12:05", "18:40"],
        ),
        (
            "- 2026-05-02 01:10 Resolved\n- 2026-05-01 23:00 Fix found\n- 2026-05-01 21:00 Mail is delayed\n",
            ["2026-05-01 21:00", "2026-05-01 23:00", "2026-05-02 01:10"],
        ),
        (
            "May 2\n\n- 12:05 Resolved\n- 03:20 Fix found\n\nMay 1\n\n- 23:50 Looking\n- 21:00 Mail is delayed\n",
            ["May 1 21:00", "May 1 23:50", "May 2 03:20", "May 2 12:05"],
        ),
        (
            f"### May 2\n\n{TABLE}| 09:00 | Resolved |\n| 03:20 | Fix found |\n\n"
            f"### May 1\n\n{TABLE}| 23:50 | Mail is delayed |\n",
            ["May 1 23:50", "May 2 03:20", "May 2 09:00"],
        ),
    ],
)
def test_a_timeline_that_begins_with_what_came_last_is_turned_round(rows: str, expected: list[str]) -> None:
    found = document(f"## Timeline\n\n{rows}")
    assert times(found) == expected
    assert notes(found) == ["the timeline begins with what came last, and is turned round"]


def test_a_timeline_that_begins_with_what_came_last_may_go_over_midnight() -> None:
    rows = "- 01:20 Resolved\n- 00:50 Fix deployed\n- 23:40 Cause found\n- 23:05 Mail is delayed\n"
    found = document(f"## Timeline\n\n{rows}")
    assert times(found) == ["23:05", "23:40", "2026-05-03 00:50", "01:20"]
    assert notes(found) == [
        "the timeline begins with what came last, and is turned round",
        "`00:50` is taken to be on the day after that of the time above it",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "- 00:10 down\n- 23:40 up\n- 23:50 told\n",
        "- 00:50 down\n- 23:40 up\n- 23:40 told\n- 23:05 told\n",
        "- 23:05 down\n- 23:40 seen\n- 00:50 up\n- 01:20 told\n",
        "- 09:10 down\n- 09:05 seen\n- 20:00 up\n",
        "- 09:10 down\n- 09:05 seen\n- 09:00 looked\n- 20:00 up\n",
        "- 01:20 down\n- 00:50 seen\n- 23:40 tried\n- 00:10 up\n",
        "- 01:20 down\n- 00:50 seen\n- 23:40 tried\n- 23:10 told\n- 23:30 up\n",
        "- 01:20 Incident began\n- 00:50 seen\n- 23:40 tried\n- 23:10 up\n",
    ],
)
def test_times_that_fall_a_few_times_are_not_turned_round(rows: str) -> None:
    found = document(f"## Timeline\n\n{rows}")
    assert [each.event for each in read(found).timeline] == re.findall(r"\d\d:\d\d (.*)", rows)
    assert "the timeline begins with what came last, and is turned round" not in notes(found)


def test_a_timeline_over_new_year_is_not_turned_round() -> None:
    rows = "| Dec 31, 2023 23:00 | a |\n| 01:00 | b |\n| Jan 1 02:00 | c |\n"
    found = imported(f"# Mail down\n\n**Date:** 2023-12-31\n\n## Timeline\n\n{TABLE}{rows}")
    assert times(found) == ["Dec 31, 2023 23:00", "2024-01-01 01:00", "Jan 1 02:00"]


def test_a_row_that_holds_a_day_alone_dates_the_rows_below_it() -> None:
    rows = "| **May 1** | |\n| 08:00 | a |\n| 23:00 | b |\n| **May 3** | |\n| 00:10 | c |\n| 08:00 | d |\n"
    found = document(f"## Timeline\n\n{TABLE}{rows}")
    assert times(found) == ["May 1 08:00", "23:00", "May 3 00:10", "08:00"]


@pytest.mark.parametrize("names", [("### Day 1", "### Day 2"), ("**Saturday**", "**Sunday**"), ("Day 1:", "Next day:")])
def test_days_told_by_name_or_distance_date_the_times_below_them(names: tuple[str, str]) -> None:
    one, other = names
    found = document(f"## Timeline\n\n{one}\n\n- 08:00 a\n- 09:00 b\n\n{other}\n\n- 10:00 c\n- 11:00 d\n")
    assert times(found) == ["08:00", "09:00", "2026-05-03 10:00", "11:00"]


def test_a_day_of_the_week_before_that_of_the_incident_is_named() -> None:
    found = document("## Timeline\n\n### Friday\n\n- 08:00 a\n- 09:00 b\n\n### Saturday\n\n- 10:00 c\n")
    assert times(found) == ["2026-05-01 08:00", "09:00", "2026-05-02 10:00"]
    assert notes(found) == ["`Friday` is taken for 2026-05-01, before the day of the incident"]


def test_a_day_of_the_week_that_is_far_from_the_time_above_is_not_guessed() -> None:
    found = document("## Timeline\n\n- Sat 09:00 down\n- Sun 01:00 up\n- Thu 10:00 told\n")
    assert [f"{each.at.text} {each.event}" for each in read(found).timeline] == [
        "09:00 down",
        "2026-05-03 01:00 up",
        "unknown 10:00: (Thursday) told",
    ]
    assert [(each.line, each.message) for each in found.notes] == [
        (10, "which day `Thursday` is, with `10:00`, is not sure")
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("09:00 (next day)", "2026-05-03 09:00"),
        ("09:00 +1d", "2026-05-03 09:00"),
        ("09:00 (May 4)", "May 4 09:00"),
        ("09:00, May 4", "May 4 09:00"),
        ("09:00 on May 4th", "May 4 09:00"),
        ("~09:00 UTC (May 4)", "May 4 ~09:00"),
    ],
)
def test_a_day_behind_its_time(when: str, expected: str) -> None:
    found = document(f"## Timeline\n\n{TABLE}| 08:00 | a |\n| {when} | b |\n| 10:00 | c |\n")
    assert times(found) == ["08:00", expected, "10:00"]
    assert read(found).timeline[1].event == "b"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("24:00", "2026-05-03 00:00"),
        ("~24:00", "~2026-05-03 00:00"),
        ("22:00–24:00", "22:00"),
        ("May 2 24:00", "unknown"),
        ("T+1:45", "T+1h45m"),
        ("T+00:05:10", "T+0h5m10s"),
        ("T-01:30", "T-1h30m"),
        ("circa 22:00", "~22:00"),
        ("approx. 22:00", "~22:00"),
    ],
)
def test_times_as_few_people_write_them(when: str, expected: str) -> None:
    found = document(f"## Timeline\n\n{TABLE}| 21:00 | a |\n| {when} | b |\n| 23:55 | c |\n")
    assert times(found)[1] == expected


def test_a_range_to_the_end_of_the_day() -> None:
    found = read(document(f"## Timeline\n\n{TABLE}| 22:00–24:00 | a |\n| 23:55 | b |\n")).timeline
    assert found[0].until is not None
    assert found[0].until.text == "2026-05-03 00:00"


@pytest.mark.parametrize("text", ["(May 4 deploy) failed", "next day release planned", "On May 4 it had begun"])
def test_what_only_begins_like_a_day_is_what_happened(text: str) -> None:
    found = document(f"## Timeline\n\n- 08:00 a\n- 09:00 {text}\n")
    assert (times(found), read(found).timeline[1].event) == (["08:00", "09:00"], text)


def test_a_time_below_an_event_of_a_whole_day_is_on_that_day() -> None:
    rows = "| May 1 23:00 | a |\n| May 5 | recovery |\n| 00:10 | c |\n"
    assert times(document(f"## Timeline\n\n{TABLE}{rows}")) == ["May 1 23:00", "May 5", "00:10"]


def test_a_timeline_that_falls_though_its_words_do_not_gets_no_days() -> None:
    found = document("## Timeline\n\n- 22:00 Incident begins\n- 13:00 Looking\n- 04:00 Resolved\n")
    assert times(found) == ["22:00", "13:00", "04:00"]
    assert notes(found) == [
        "each time is before the one above it; on which days they were is not known",
        "`resolved` at `04:00` is before `started` at `22:00`; it is not taken for a milestone",
    ]


def test_a_day_that_nobody_wrote_is_named() -> None:
    found = document("## Timeline\n\n- 23:50 down\n- 00:15 up\n")
    assert times(found) == ["23:50", "2026-05-03 00:15"]
    assert notes(found) == ["`00:15` is taken to be on the day after that of the time above it"]


def test_a_day_that_follows_another_one_that_stands_in_is_to_be_mended_with_it() -> None:
    found = imported("# Mail down\n\n**Severity:** SEV2\n\n## Timeline\n\n- 23:50 down\n- 00:15 up\n")
    assert [(each.line, each.message) for each in found.notes] == [
        (1, "no date is stated; the day of the import, 2026-11-25, stands in for it"),
        (8, "`00:15` is taken to be on the day after that of the time above it; mend its day together with `date`"),
    ]


def test_each_day_that_nobody_wrote_is_named() -> None:
    found = document("## Timeline\n\n- 23:50 down\n- 00:15 up\n- 22:00–00:30 down\n- 01:00 up\n")
    assert times(found) == ["23:50", "2026-05-03 00:15", "22:00", "2026-05-04 01:00"]
    assert [(each.line, each.message) for each in found.notes] == [
        (9, "`00:15` is taken to be on the day after that of the time above it"),
        (10, "`00:30` is taken to be on the day after that of its beginning"),
        (11, "`01:00` is taken to be on the day after that of the time above it"),
    ]


@pytest.mark.parametrize("when", ["Sun 10:50", "Sunday, 10:50", "**Sun.** 10:50", "Sun ~10:50"])
def test_a_time_by_a_day_of_the_week_is_on_that_day(when: str) -> None:
    rows = f"| When | What |\n|--|--|\n| May 2 10:44 | down |\n| {when} | up |\n"
    found = document(f"## Timeline\n\n{rows}")
    assert (times(found)[1].lstrip("~"), notes(found)) == ("2026-05-03 10:50", [])


def test_the_events_of_two_timelines_stand_in_the_order_of_their_times() -> None:
    found = document(
        "## Timeline\n\n- May 1 10:44 disk full\n- May 2 10:30 down\n- May 2 10:44 up\n\n"
        "## Timeline of the vendor\n\n- 10:40 told\n- 10:44 thanked\n"
    )
    assert times(found) == ["May 1 10:44", "May 2 10:30", "10:40", "May 2 10:44", "10:44"]
    assert notes(found) == ["2 timelines are one, in the order of their times"]


def test_a_time_keeps_its_day_between_the_events_of_another_timeline() -> None:
    found = document(
        "## Timeline\n\n- 23:50 down\n- 00:30 up\n\n"
        "## Timeline of the vendor\n\n- 22:00 warned\n- 2026-05-03 00:10 told\n- 00:40 done\n"
    )
    assert times(found) == ["22:00", "23:50", "2026-05-03 00:10", "2026-05-03 00:30", "00:40"]


def test_two_timelines_of_which_not_all_is_known_follow_one_another() -> None:
    found = document(
        "## Timeline\n\n- 10:30 down\n- unknown – vendor told\n- 10:44 up\n- 10:50 done\n\n"
        "## Timeline of the vendor\n\n- 10:40 told\n- 10:44 thanked\n"
    )
    assert times(found)[-2:] == ["10:40", "10:44"]
    assert notes(found) == ["the events of 2 timelines follow one another, as not all of their times are known"]


def test_below_a_day_that_is_not_sure_no_time_is_on_a_day() -> None:
    rows = "- 08:00 a\n- Fri 11:00 b\n- 12:00–12:30 c\n- Fri 13:00 d\n- 14:00 (next day) e\n"
    rows += "- 2026-05-09 10:00 f\n- 11:00 g\n"
    found = imported(f"# Mail down\n\n**Date:** 2026-05-03\n**Severity:** SEV2\n\n## Timeline\n\n{rows}")
    assert [f"{each.at.text} {each.event}" for each in read(found).timeline] == [
        "08:00 a",
        "unknown 11:00: (Friday) b",
        "unknown 12:00–12:30: c",
        "unknown 13:00: (Friday) d",
        "unknown 14:00: (next day) e",
        "2026-05-09 10:00 f",
        "11:00 g",
    ]
    assert [(each.line, each.message) for each in found.notes] == [
        (9, "which day `Friday` is, with `11:00`, is not sure"),
        (10, "the day of `12:00` is not sure, as that of the time above it is not"),
        (11, "which day `Friday` is, with `13:00`, is not sure"),
        (12, "which day `next day` is, with `14:00`, is not sure"),
    ]


def test_a_day_that_is_counted_from_the_first_is_sure_again() -> None:
    rows = "- 08:00 a\n- Fri 11:00 b\n- 09:00 (+2) c\n- 10:00 d\n"
    assert times(imported(f"# Mail down\n\n**Date:** 2026-05-03\n\n## Timeline\n\n{rows}")) == [
        *("08:00", "unknown", "2026-05-05 09:00", "10:00"),
    ]


def test_a_note_stands_at_the_line_of_its_event_in_a_timeline_that_was_turned_round_too() -> None:
    rows = "- 23:40–02:00 It is up\n- 22:05–01:00 It is\n  slow\n- 21:00 Looked\n- 20:00–19:00 It is down\n"
    found = document(f"## Timeline\n\n{rows}")
    assert [(each.line, each.message) for each in found.notes if "day after" in each.message] == [
        (8, "`02:00` is taken to be on the day after that of its beginning"),
        (9, "`01:00` is taken to be on the day after that of its beginning"),
    ]


def test_a_note_stands_at_the_row_of_its_event_where_other_columns_stand_between_its_words() -> None:
    rows = "| 10:00 | on-call | a | b |\n| 99:00 | on-call | c | d |\n| 23:00 | on-call | e | f |\n"
    rows += "| 01:00 | on-call | g | h |\n"
    found = document(f"## Timeline\n\n| Time | Who | Source | Event |\n|--|--|--|--|\n{rows}")
    assert [(each.line, each.message) for each in found.notes] == [
        (11, "`99:00` cannot be read as a time, and is in the text of its event"),
        (13, "`01:00` is taken to be on the day after that of the time above it"),
    ]


@pytest.mark.parametrize(
    ("first", "day"),
    [
        ("11:48 PM on October 1", "2026-10-01"),
        ("Sep 30 23:48", "2026-09-30"),
        ("October 2, 23:48", "2026-10-02"),
        ("23:48", "2026-10-02"),
        ("Oct 3 23:48", "2026-10-02"),  # after what the text names: it may be of another year
        ("March 1 10:00", "2026-10-02"),
        ("October 1", "2026-10-02"),  # no time: it may be of something long before
    ],
)
def test_the_day_of_the_timeline_goes_before_one_that_the_text_names(first: str, day: str) -> None:
    found = imported(
        f"# Mail down\n\nOctober 2, 2026\n\n## Timeline\n\n- {first}: down\n- October 4, 02:25: up\n", "x.md"
    )
    assert str(found.date) == day
    said = "the day is the first one that the text names: `2026-10-02`"
    if day != "2026-10-02":
        said = f"`2026-10-02` is taken for the day of the document; by the timeline it was `{day}`"
    assert [each.message for each in found.notes if each.line == 3] == [said]


@pytest.mark.parametrize(
    ("stated", "rows", "other"),
    [
        ("2026-01-03", "- 2025-01-03 10:00 down\n- 2025-01-03 11:00 up\n", "2025-01-03"),
        ("2026-01-13", "- Jan 3, 2026 10:00 down\n- Jan 4, 2026 11:00 up\n", "2026-01-03"),
        ("2026-01-03", "- 2026-01-03 10:00 down\n", ""),
        ("2026-01-03", "- 2026-01-02 23:00 down\n- 2026-01-02 23:30 up\n", ""),  # another zone, a night between
        ("2026-01-03", "- 2025-12-01 10:00 changed\n- 2026-01-03 11:00 down\n", ""),
        ("2026-01-03", "- 10:00 down\n- 2026-02-03 11:00 looked at again\n", ""),
        ("2026-01-03", "- 2026-01-12 a day alone may be that of the review\n", ""),
        ("2026-01-03 to 2026-01-20", "- 2026-01-09 10:00 down\n", ""),
        ("2026-01-03", "- Mar 3 10:00 down\n", ""),
        ("9999-12-31", "- 9999-12-31 10:00 down\n", ""),
    ],
)
def test_a_stated_day_on_which_nothing_happened_is_named(stated: str, rows: str, other: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** {stated}\n**Severity:** SEV2\n\n## Timeline\n\n{rows}", "x.md")
    said = f"`{stated}` is the day that is stated; by the timeline it was `{other}`"
    assert [(each.line, each.message) for each in found.notes] == ([(3, said)] if other else [])
    assert str(found.date) == stated[:10]


def test_a_timeline_over_new_year_tells_the_day_by_its_first_time() -> None:
    told = "## Timeline\n\n- December 31, 23:48: down\n- January 1, 02:25: up\n"
    assert str(imported(f"# Mail down\n\nJanuary 2, 2026\n\n{told}", "x.md").date) == "2025-12-31"


@pytest.mark.parametrize(
    ("above", "told", "day"),
    [
        ("Posted 2026-08-12", "Aug 11 23:31", "2026-08-11"),
        ("Posted 2026-08-12", "Aug 12 10:31", "2026-08-12"),
        ("Posted 2026-08-12", "10:31", "None"),
        ("Posted 2026-08-12", "March 11 23:31", "None"),
        ("- Began: 2026-08-12 10:00\n- Over: 2026-08-13 09:00", "10:31", "2026-08-12"),
        ("- [Disk](a.md) 2026-08-12\n- [Mail](b.md) 2026-06-02", "10:31", "None"),
        ("- Updated: 2026-08-14\n- Out since 2026-08-12", "10:31", "2026-08-12"),
    ],
)
def test_the_day_of_a_document_tells_the_year_of_its_timeline(above: str, told: str, day: str) -> None:
    found = imported(f"# Mail down\n\n{above}\n\n## Timeline\n\n- {told}: down\n", "x.md")
    assert str(found.date) == day


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("On Tuesday, March 11, mail was slow.", "2025-03-11"),
        ("On the 11th of March mail was slow.", "2025-03-11"),
        ("Mail was slow on Dec. 31st.", "None"),
        ("In March 11 of 12 nodes: slow.", "None"),
        ("Mail was slow, as March 10:30 mails showed.", "None"),
        ("Mail was slow on March 30.", "None"),
    ],
)
def test_the_day_of_a_document_tells_the_year_of_one_in_its_first_paragraphs(told: str, day: str) -> None:
    found = imported(f"# Mail slow\n\nPosted March 12, 2025\n\n{told}\n", "x.md")
    assert str(found.date) == day
    stands = day if day != "None" else "2025-03-12"
    assert f"date: {stands}\n" in found.text
    said = "`2025-03-12` is taken for the day of the document; by the text it was `2025-03-11`"
    instead = "no date is stated but that of the document; that day, 2025-03-12, stands in for it"
    assert ((said if day != "None" else instead) in [each.message for each in found.notes]) is True


def test_a_list_in_a_section_does_not_date_the_incident() -> None:
    assert imported("# Mail down\n\n## Releases\n\n- 1.0 on 2026-08-12\n- 1.1 on 2026-08-14\n", "x.md").date is None


def test_milestones_by_themselves_are_events_beside_those_of_the_timeline() -> None:
    told = "- **Detected** — May 2, 2026 2:20 PM\n- **Mitigated** — May 2, 2026 2:45 PM\n"
    found = document(f"## Milestones\n\n{told}\n## Timeline\n\n- May 2, 2026 2:14 PM: down\n")
    assert [(each.at.text, str(each.kind), each.event) for each in read(found).timeline] == [
        ("May 2, 2026 14:14", "note", "down"),
        ("May 2, 2026 14:20", "detected", "Detected"),
        ("May 2, 2026 14:45", "mitigated", "Mitigated"),
    ]


def test_milestones_of_a_project_are_no_events() -> None:
    found = document("## Milestones of the migration\n\n- Start — May 2, 2026 2:20 PM\n- End — May 2, 2026 2:45 PM\n")
    assert read(found).timeline == ()


@pytest.mark.parametrize("day", ["**{}:**", "**{}**:", "__{}:__", "***{}:***", "{}:", "**{}**"])
def test_a_day_may_have_its_colon_within_its_emphasis(day: str) -> None:
    days = [f"{day.format(each)}\n\n- 10:00 down\n- 10:30 up\n\n" for each in ("2026-05-01", "2026-05-04")]
    found = read(imported(f"# Lag\n\n## Timeline\n\n{''.join(days)}"))
    assert [each.at.text for each in found.timeline] == ["2026-05-01 10:00", "10:30", "2026-05-04 10:00", "10:30"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("10:00 UTC down", "11:00 UTC slow", "12:00 UTC up"), ["10:00", "11:00", "12:00"]),
        (("10:00 UTC a backup runs", "11:00 UTC", "12:00 UTC"), []),  # times, and nothing that happened
        (("10:00 UTC a backup runs", "11:00 UTC", "12:00 UTC another"), []),
    ],
)
def test_items_that_are_times_in_a_zone_tell_what_happened_then(rows: tuple[str, ...], expected: list[str]) -> None:
    items = "".join(f"- {row}\n" for row in rows)
    found = read(imported(f"# Lag, 2026-05-01\n\n## Backups\n\n{items}"))
    assert [each.at.text for each in found.timeline] == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("12:45 PM PST Saturday Oct 30th: down", ("Oct 30 12:45", "down")),
        ("12:45 Oct 30 - down", ("Oct 30 12:45", "down")),
        ("12:45 UTC 2026-05-01: down", ("2026-05-01 12:45", "down")),
        ("12:45 Oct 30 nodes: down", ("12:45", "Oct 30 nodes: down")),  # not of the time
        ("12:45 May be: down", ("12:45", "May be: down")),
        ("2026-05-01T12:45:xxZ — down", ("2026-05-01T12:45Z", "down")),
        ("12:45:?? UTC down", ("12:45", "down")),
        ("12:45:xxx down", ("12:45", "xxx down")),
        ("12:45:x1 down", ("12:45", "x1 down")),
    ],
)
def test_a_day_behind_a_time_and_seconds_that_nobody_knew(row: str, expected: tuple[str, str]) -> None:
    when = moments.leading(row)
    assert when is not None
    assert (when.at, when.rest) == expected


@pytest.mark.parametrize("told", ["(previous night)", "(the night before)", "[previous day]", ", the evening before"])
def test_a_time_of_the_night_before_is_on_the_day_before(told: str) -> None:
    found = document(f"## Timeline\n\n{TABLE}| 23:29{told} | change |\n| 10:00 | down |\n")
    assert times(found) == ["2026-05-01 23:29", "2026-05-02 10:00"]
    assert any("is taken for 2026-05-01, before the day of the incident" in each.message for each in found.notes)


def test_which_night_is_meant_behind_other_times_is_not_sure() -> None:
    found = document(f"## Timeline\n\n{TABLE}| 10:00 | down |\n| 23:29 (previous night) | change |\n")
    assert times(found) == ["10:00", "unknown"]
