"""Shapes in which people write times, days, timelines and follow-ups, each as it was met in somebody's documents."""

from __future__ import annotations

import datetime as dt

import pytest

from pmgen import decode, document, legacy
from pmgen.legacy import Imported
from pmgen.legacy.clocks import days, moments, zones
from pmgen.model import PostMortem
from pmgen.source import Source

LEVELS = ["SEV1", "SEV2", "SEV3", "SEV4"]
DAY = dt.date(2026, 11, 25)


def imported(text: str, name: str = "lag.md") -> Imported:
    return legacy.import_document(name, text.encode(), levels=LEVELS, today=DAY, by="pmgen")


def read(found: Imported) -> PostMortem:
    parsed, _ = document.read(Source("lag.md", found.text))
    assert parsed is not None
    post_mortem, problems = decode.decode(parsed.front_matter, severities=LEVELS, timezone="UTC")
    assert post_mortem is not None, problems
    return post_mortem


def events(text: str, name: str = "2024-02-26-lag.md") -> list[str]:
    """The events of a timeline, each after its time as it is read."""
    return [f"{each.at.text} {each.event}" for each in read(imported(text, name)).timeline]


def followups(text: str) -> list[tuple[str, str]]:
    return [(each.action, str(each.status)) for each in read(imported(text)).followup_list]


def test_lines_that_end_in_a_break_each_tell_of_a_time() -> None:
    text = """# Lag

## Timeline

### 2024-02-26

15:27 - a change is sent to a
reviewer at noon.<br> 21:14 - it takes effect.<br> nobody looks.<br>
21:20 - mail.

### 27 February 2024

04:24 - asked.
"""
    assert events(text) == [
        "2024-02-26 15:27 a change is sent to a reviewer at noon.",
        "21:14 it takes effect. nobody looks.",
        "21:20 mail.",
        "27 February 2024 04:24 asked.",
    ]


def test_times_with_a_point_where_all_of_them_have_one() -> None:
    told = "16.32 alert for:\nsearch\n\n16.35 AB: rolled back\n\n16.46 CD fine again\n"
    assert events(f"# Lag\n\n## Timeline\n\n26 February 2024\n\n{told}") == [
        "26 February 2024 16:32 alert for: search",
        "16:35 AB: rolled back",
        "16:46 CD fine again",
    ]
    versions = "- 16:30 upgraded\n\n## Versions\n\n1.20 was old\n\n1.21 is new\n\n1.22 is to come\n"
    assert imported(f"# Lag\n\n## Timeline\n\n{versions}").text.count("1.2") == 3


def test_what_a_list_tells_of_a_day_is_an_event_each() -> None:
    text = """# Lag

### Timeline

Tue 7 Jan 2020
- merged
- deployed

Wed 8 Jan 2020

23.20
- searched
- asked
"""
    assert events(text) == ["7 Jan 2020 merged", "7 Jan 2020 deployed", "8 Jan 2020 23:20 searched", "23:20 asked"]


def test_a_time_of_a_day_may_head_a_list_of_what_happened_then() -> None:
    text = """# Lag

## Timeline

- **April 4, 2026**
  - 09:00 UTC
    - merged
    - deployed
  - 09:20 UTC: rolled back
- **April 5, 2026**
  - 08:00 UTC: told
"""
    assert events(text) == [
        *("April 4, 2026 09:00 - merged\n- deployed", "09:20 rolled back", "April 5, 2026 08:00 told"),
    ]
    assert events(text.replace("  - 09:00 UTC\n", "  - In the morning\n"))[-1] == "April 5, 2026 08:00 told"


def test_an_item_that_says_when_in_words_is_an_event_among_others() -> None:
    told = "- pre-incident — upgraded\n- 10:00 — lag\n- 10:20 — none\n- 10:30 — done\n- we had lunch\n"
    text = f"# Lag\n\n## Timeline\n\n{told}"
    assert events(text) == ["unknown pre-incident — upgraded", "10:00 lag", "10:20 none", "10:30 done"]
    assert "we had lunch" in imported(text).text


def test_a_day_with_a_mark_behind_it_is_enough_in_a_timeline() -> None:
    told = "01-10-2024\n\n\t7:32 PM - stalled.\n\n01-31-2024 - mended.\n\nIn 2025 we sold it.\n"
    assert events(f"# Lag\n\n## Timeline (all times PST)\n\n{told}") == [
        "2024-01-10 19:32 stalled.",
        "2024-01-31 mended.",
    ]


@pytest.mark.parametrize(
    "told",
    [
        "## Hergang\n\n- 09:55 - deployed\n- 10:30 - failed\n- 11:34 - mended\n",
        "## Hergang\n\n09:55 - deployed\n\n10:30 - failed\n\n11:34 - mended\n",
        "## Hergang\n\n| Uhrzeit | Ereignis |\n|--|--|\n"
        "| 09:55 | a version is deployed |\n| 10:30 | all of it failed |\n| 11:34 | mended at last |\n",
        "## Hergang\n\n- 09:55 Uhr: ausgerollt\n- 10:30 Uhr: gestört\n- 11:34 Uhr: behoben\n",
        "## 経緯\n\n| 時刻 | 内容 |\n|--|--|\n| 09:55 | リリース |\n| 10:30 | 障害 |\n| 11:34 | 復旧 |\n",
    ],
)
def test_a_row_of_times_is_a_timeline_whatever_its_heading_says(told: str) -> None:
    assert [event.split()[0] for event in events(f"# Lag\n\n{told}")] == ["09:55", "10:30", "11:34"]


def test_headings_that_are_days_with_times_below_them_are_one_timeline() -> None:
    text = """# Lag

## 2024-02-26

- 22:00 the queue fills
- 22:40 nobody is told
- 23:30 somebody looks

## 27 February 2024

- 00:40 it is emptied

## Notes

- 01:10 was when the report was written
"""
    assert events(text) == [
        "2024-02-26 22:00 the queue fills",
        "22:40 nobody is told",
        "23:30 somebody looks",
        "27 February 2024 00:40 it is emptied",
    ]
    assert "- 01:10 was when" in imported(text).text


_DAYS = """
## {} - the queue fills

- 22:00 it fills
- 23:30 somebody looks

## {} - it fills again

- 00:40 it is emptied
"""


@pytest.mark.parametrize(
    ("one", "other"), [("2024-02-26", "2024-02-27"), ("February 26, 2024", "27 February 2024"), ("Feb 26", "Feb 27")]
)
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("\n## Summary\n\nSlow.\n", "\n## Root cause\n\nA bug.\n")])
def test_headings_that_are_days_and_say_what_happened_are_one_timeline(
    one: str, other: str, before: str, behind: str
) -> None:
    text = f"# Lag\n{before}{_DAYS.format(one, other)}{behind}"
    told = read(imported(text)).timeline
    assert [str(each.event) for each in told] == [
        "the queue fills",
        "it fills",
        "somebody looks",
        "it fills again",
        "it is emptied",
    ]
    assert [each.at.local.day for each in told if each.at.local] == [26, 26, 26, 27, 27]
    assert "2 sections, each with a day, are taken for one timeline" in [each.message for each in imported(text).notes]


def test_each_timeline_below_a_heading_with_a_day_is_on_that_day() -> None:
    text = _DAYS.format("2024-02-26", "2024-02-27").replace("\n\n- ", "\n\n### Timeline\n\n- ")
    assert events(f"# Lag\n{text}\n## Root cause\n\nA bug.\n") == [
        "2024-02-26 the queue fills",
        "22:00 it fills",
        "23:30 somebody looks",
        "2024-02-27 it fills again",
        "00:40 it is emptied",
    ]


def test_one_day_with_a_time_below_it_is_no_timeline() -> None:
    assert events("# Lag\n\n## 2024-02-26\n\n- 22:00 the queue fills\n\n## 2024-02-27\n\nNothing more.\n") == []


def test_a_few_times_in_prose_are_no_timeline() -> None:
    text = "# Lag\n\n## Notes\n\n- 10:30 is when the standup is\n- 9:00 to 17:00 are office hours\n- 12:00 is noon\n"
    assert events(text) == []


@pytest.mark.parametrize(
    ("written", "at", "rest"),
    [
        ("10:00 UTC+3 x", "10:00 +03:00", "x"),
        ("10:00 (UTC+3) x", "10:00 +03:00", "x"),
        ("10:00 GMT-7: x", "10:00 -07:00", "x"),
        ("2021-01-03 10:00 (GMT+05:30) x", "2021-01-03 10:00 +05:30", "x"),
        ("10:00 UTC-12:00 UTC x", "10:00", "x"),
        ("Thursday, Jan 7 2021 10:00 x", "Jan 7 2021 10:00", "x"),
        ("Mon 2021-01-04 x", "2021-01-04", "x"),
        ("09:30hrs x", "09:30", "x"),
        ("09:30 hrs UTC: x", "09:30", "x"),
        ("09:40 +/- 5 min x", "~09:40", "x"),
        ("**09:40 ± 10m** - x", "~09:40", "x"),
        ("13:45ET x", "13:45", "x"),
        ("13:45EST x", "13:45", "x"),
        # A word is no zone.
        ("13:45 ET and CT scans x", "13:45", "ET and CT scans x"),
        ("13:45ETA x", "13:45", "ETA x"),
    ],
)
def test_times_with_offsets_and_days_of_the_week(written: str, at: str, rest: str) -> None:
    found = moments.leading(written)
    assert found is not None
    assert (found.at, found.rest) == (at, rest)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Timeline (UTC+3)", "Etc/GMT-3"),
        ("Timeline (GMT-07:00)", "Etc/GMT+7"),
        ("Timeline (UTC+5:30)", "Asia/Kolkata"),
        ("Timeline (Europe/Sofia, UTC+3)", "Europe/Sofia"),
        ("Timeline (Japan time)", "Asia/Tokyo"),
        ("All times in US Pacific Time", "America/Los_Angeles"),
        ("Time (UTC)", "UTC"),
        ("Timeline (IST)", ""),
        ("Timeline of a central time series", ""),
    ],
)
def test_zones_as_people_write_them(text: str, zone: str) -> None:
    assert zones.named(text) == zone


@pytest.mark.parametrize(
    ("heading", "name", "first", "day"),
    [
        # The day of a heading or a file on which nothing happened is that on which somebody wrote.
        ("2024-01-27, pods", "2024-06-02-pods.md", "2024-06-02 10:00", "2024-06-02"),
        ("Stall", "2024-06-25-stall.md", "2024-01-10 10:00", "2024-01-10"),
        ("Stall", "2024-06-25-stall.md", "2024-06-24 23:00", "2024-06-25"),
        ("Stall", "2024-06-25-stall.md", "10:00", "2024-06-25"),
        ("Outage 5-26-21", "outage.md", "04:49 PM UTC", "2021-05-26"),
        ("Ausfall am 02.01.2020", "outage.md", "15:15", "2020-01-02"),
        ("1.2.2020 is a version", "outage.md", "2021-03-04 15:15", "2021-03-04"),
    ],
)
def test_the_day_on_which_it_happened_and_not_that_of_the_document(
    heading: str, name: str, first: str, day: str
) -> None:
    found = imported(f"# {heading}\n\n## Timeline\n\n- {first} - down\n- 18:00 - up\n", name)
    assert str(found.date) == day


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Incident retro - search not available", "search not available"),
        ("January 23rd, 2019 Prow outage", "Prow outage"),
        ("Cluster-wide outage post-mortem", "Cluster-wide outage"),
        ("Post-mortem covering June", "Post-mortem covering June"),
        ("Postmortem network outage", "network outage"),
        ("May 2024 outage", "May 2024 outage"),
        ("production outage 2025-11-17", "production outage"),
        ("What broke when the clock said 2038-01-19", "What broke when the clock said 2038-01-19"),
        ("2024-03-01 / 2024-03-02: Disk full", "Disk full"),
        ("Incident Report - February 4th, 2019", "Incident Report - February 4th, 2019"),
        ("Incident Postmortem - 2024-01-02 - Disk full", "Disk full"),
        ("Production Incident Post-Mortem: Disk full", "Disk full"),
        ("Blameless postmortem #12: Disk full", "Disk full"),
        ("📝 Postmortem: Disk full", "Disk full"),
        ("PIR: Disk full", "Disk full"),
        ("After-action report: Disk full", "Disk full"),
        ("Outage 2024-01-02: Disk full", "Disk full"),
        ("Disk full: a postmortem", "Disk full"),
        ("Windows 11 2024 update failed", "Windows 11 2024 update failed"),
        ("Rack 12, 2024 lost power", "Rack 12, 2024 lost power"),
        ("Sept. 3, 2024: Disk full", "Disk full"),
        ("Disk full at a customer", "Disk full at a customer"),
        ("PIR sensors lost", "PIR sensors lost"),
        ("Lead-up to the move", "Lead-up to the move"),
        ("Fault in rack 12", "Fault in rack 12"),
        ("Postmortem for January 2, 2024 outage", "Postmortem for January 2, 2024 outage"),
    ],
)
def test_titles_without_what_they_say_of_the_document(heading: str, title: str) -> None:
    assert imported(f"# {heading}\n\nIt was out.\n").title == title


@pytest.mark.parametrize("section", ["Leadup", "Lead-up", "Fault", "Detection", "Response", "Recovery", "Resolution"])
def test_a_document_is_not_called_by_the_first_section_of_a_form(section: str) -> None:
    assert imported(f"# {section}\n\nIt was out.\n\n# Impact\n\nAll.\n", "2026-05-01-disk-full.md").title == "disk full"


@pytest.mark.parametrize("label", ["Severity", "Status", "Services affected", "Author"])
def test_a_document_is_not_called_by_the_first_question_of_a_form(label: str) -> None:
    text = f"### {label}\n\nSEV2\n\n### What happened?\n\nIt was out.\n"
    assert imported(text, "2026-05-01-disk-full.md").title == "disk full"


@pytest.mark.parametrize("heading", ["INC-88", "Incident #88", "OPS-4411"])
def test_a_document_that_is_headed_by_an_id_is_called_by_the_title_that_it_states(heading: str) -> None:
    found = imported(f"# {heading}\n\n| Field | Value |\n|---|---|\n| Title | Disk full |\n| Date | 2026-05-01 |\n")
    assert (found.title, heading in found.text) == ("Disk full", True)
    assert imported(f"# {heading}\n\nIt was out.\n").title == heading


def test_the_export_of_an_issue_is_called_by_its_title_alone() -> None:
    head = "[OPS-4] Disk full Created: 04/Mar/26  Updated: 09/Mar/26  Resolved: 04/Mar/26"
    found = imported(f"# {head}\n\nIt was out.\n")
    assert (found.title, "Updated: 09/Mar/26" in found.text) == ("[OPS-4] Disk full", True)
    assert imported("# Disk full Created: a ticket\n\nIt was out.\n").title == "Disk full Created: a ticket"


@pytest.mark.parametrize("line", ["=" * 9, "*" * 12])
def test_a_line_above_a_title_is_no_part_of_it(line: str) -> None:
    assert imported(f"{line}\nPost-mortem: Disk full\n{'=' * 9}\n\nIt was out.\n").title == "Disk full"


@pytest.mark.parametrize("day", ["MONDAY, 4 MAY 2026", "MAY 4, 2026", "4 May 2026"])
def test_a_day_in_capitals_is_one(day: str) -> None:
    found = imported(f"# Disk full\n\nAt **16:00** on **{day}** a change was made.\n")
    assert str(found.date) == "2026-05-04"


def test_code_within_a_line_opens_no_block() -> None:
    text = "# Lag\n\n```a.b.C: cancelled```\n\n## Actions\n\n**Platform**\n- Look DONE\n- Write\n"
    assert followups(text) == [("Look DONE", "done"), ("Write", "todo")]


def test_follow_ups_that_a_page_draws_as_cards() -> None:
    cards = "".join(
        f"<div><div>✓</div><div>{action}</div><div><span>P{number}</span><br><span>{said}</span></div></div>"
        for number, (action, said) in enumerate([("Write a gate", "7d"), ("Turn it off", "done"), ("Watch it", "30d")])
    )
    page = f"<html><body><h1>Lag</h1><h2>Follow-up tasks</h2>{cards}<p>Written by the platform.</p></body></html>"
    found = imported(page, "lag.html")
    assert [(each.action, str(each.status), each.priority, each.details) for each in read(found).followup_list] == [
        ("Write a gate", "todo", "P0", "7d"),
        ("Turn it off", "done", "P1", None),
        ("Watch it", "todo", "P2", "30d"),
    ]
    assert "Written by the platform." in found.text


def test_boxes_that_differ_say_what_is_done() -> None:
    text = "# Lag\n\n## Action items\n\n✅\n\nWrite a gate\n\n☐\n\nWatch it\n"
    assert followups(text) == [("Write a gate", "done"), ("Watch it", "todo")]


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("We've raised the limit", "done"),
        ("Restarted all nodes", "done"),
        ("We tweaked the limit", "done"),
        ("We need to raise the limit", "todo"),
        ("Improved alerts for disks", "todo"),
        ("Feed the alerts to on-call", "todo"),
        ("Raise the limit", "todo"),
    ],
)
def test_an_action_in_the_past_was_taken(action: str, status: str) -> None:
    assert followups(f"# Lag\n\n## Action items\n\n- {action}\n") == [(action, status)]


def test_headings_that_are_follow_ups() -> None:
    text = """# Lag

## Preventive measures

### 1. Limit the memory (implemented)

In a unit file.

### 2) Keep backups

Once a week.

### Watch it

- Alert on load
"""
    found = read(imported(text)).followup_list
    assert [(each.action, str(each.status), each.details) for each in found] == [
        ("Limit the memory", "done", "In a unit file."),
        ("Keep backups", "todo", "Once a week."),
        ("Alert on load", "todo", None),
    ]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("## Corrective measures\n\nEvaluate a cache of images.\n", ["Evaluate a cache of images."]),
        ("## Follow-up\n\nThe probe should ring at night.\n", ["The probe should ring at night."]),
        ("## Corrective measures\n\nThe probe should have rung, as nobody sleeps well.\n", []),
        ("## Follow-up\n\nWe met on Monday.\n", []),
        ("## Follow-up\n\nWe should do these:\n\n- One\n", ["One"]),
        ("## What went wrong\n\n**TODO**: a probe\n\n**DONE** a log\n", ["a probe", "a log"]),
        ("## Lessons\n\n- **Action items:**\n    - One\n    - Two\n- Else\n", ["One", "Two"]),
        ("## Actions\n\n- N/A\n", []),
        ("Action items\n- One\n\n- Two\n", ["One", "Two"]),
    ],
)
def test_what_asks_for_something_to_be_done(told: str, found: list[str]) -> None:
    assert [action for action, _ in followups(f"# Lag\n\nIt was slow.\n\n{told}")] == found


def test_a_list_of_the_same_follow_ups_says_how_far_they_are() -> None:
    text = """# Lag

## Action items

| Action | Owner |
|--|--|
| Alert on the disks of the broker | platform |
| Write a runbook for the broker | on-call |

## Action items: status

- [x] Alert on the disks of the broker
- [ ] Write a runbook for the broker
"""
    assert followups(text) == [
        ("Alert on the disks of the broker", "done"),
        ("Write a runbook for the broker", "todo"),
    ]


def test_a_table_of_tickets_with_what_became_of_them() -> None:
    rows = (
        "| #41 — alert on logged failures | talk | Resolved by #47 |\n| #46 — publish the docs again | walk | Open |\n"
    )
    text = f"# Lag\n\n## Follow-up issues\n\n| Issue | Triggered by | Outcome |\n|--|--|--|\n{rows}"
    assert followups(text) == [("#41 — alert on logged failures", "done"), ("#46 — publish the docs again", "todo")]


def test_the_heading_a_document_begins_with_names_it_and_its_front_matter_may_be_its_menu() -> None:
    menu = '---\ntitle: "Post-mortem for cluster 51"\ndate: 2024-03-09\n---\n\n'
    text = f"{menu}# Post-mortem - Bad deploy\n\n## Timeline\n\n- 2024-03-04 10:00: down\n"
    assert (imported(text).title, str(imported(text).date)) == ("Bad deploy", "2024-03-04")
    text = f"{menu}## Summary\n\nDown.\n"
    assert (imported(text).title, str(imported(text).date)) == ("cluster 51", "2024-03-09")
    text = '---\ntitle: "DNS outage on 2023-01-25"\ndate: 2023-02-08\nincident_start: 2023-01-24 23:50\n---\n\nDown.\n'
    assert str(imported(text).date) == "2023-01-24"
    assert str(imported(text.replace("incident_start", "x")).date) == "2023-01-25"


def test_times_that_are_set_apart_and_times_that_are_not_known() -> None:
    told = "*06:00*: down\\\n*06:46*: told<br />\n\\\\\\\\\n*07:03*: up *(for now)*\n"
    assert events(f"# Lag\n\n## Timeline\n\n{told}") == ["06:00 down", "06:46 told", "07:03 up *(for now)*"]
    told = "- 2023-MM-DD[^1]:\n    made\n- 2023-06-21:\n    gone\n- 21:2x — seen\n- 2023-07: sold\n"
    assert events(f"# Lag\n\n## Timeline\n\n{told}") == [
        "unknown 2023-MM-DD[^1]:\n  made",
        "2023-06-21 gone",
        "~21:20 seen",
        "unknown 2023-07: sold",
    ]


def test_a_time_that_is_a_link_has_its_source() -> None:
    rows = "- [10:00](https://a.example/log#1) down\n- **[10:05 UTC](https://a.example/2)** - seen\n- [10:10] up\n"
    rows += "- 10:15 [told](https://a.example/3)\n"
    found = read(imported(f"# Lag\n\n## Timeline\n\n{rows}"))
    assert [(each.at.text, each.event, each.source) for each in found.timeline] == [
        ("10:00", "down", "https://a.example/log#1"),
        ("10:05", "seen", "https://a.example/2"),
        ("10:10", "up", None),
        ("10:15", "[told](https://a.example/3)", None),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "- Detection\n  - 10:00 alert\n  - 10:05 seen\n- **Response:**\n  - 10:20 rolled back\n",
            ["10:00 alert", "10:05 seen", "10:20 rolled back"],
        ),
        (
            "* 8:15 – deploy\n* 8:20 – alarm\n    * 8:21 – on-call\n    * 8:25 – another\n* 8:40 – rolled back\n",
            ["8:15 deploy", "8:20 alarm", "8:21 on-call", "8:25 another", "8:40 rolled back"],
        ),
        (
            "- 10:00 down\n  - at first slow\n  - then gone\n- 10:05 up\n",
            ["10:00 down\n- at first slow\n- then gone", "10:05 up"],
        ),
        (
            "- 10:00 down\n  - 10:02 in one zone\n  - then in all\n- 10:05 up\n",
            ["10:00 down\n- 10:02 in one zone\n- then in all", "10:05 up"],
        ),
        ("- We looked for it where it was not. It took long:\n  - 10:00 alert\n  - 10:05 seen\n", []),
        ("- Nodes in the rack\n  - 3 of them\n- Shelf\n", []),
    ],
)
def test_times_in_lists_below_items(rows: str, expected: list[str]) -> None:
    assert events(f"# Lag\n\n## Timeline\n\n{rows}") == expected


def test_times_below_a_heading_of_the_wrong_level() -> None:
    text = "# Lag\n\n## Timeline\n\n### 13:00\n\none\n\n## 13:20\n\ntwo\n\n## Conclusion\n\nthree\n"
    assert events(text) == ["13:00 one", "13:20 two"]


def test_a_day_that_is_not_taken_is_named() -> None:
    found = imported("# 2024-01-27, pods\n\n## Timeline\n\n- 2024-06-02 10:00 - down\n")
    assert [(note.line, note.message) for note in found.notes if "day" in note.message] == [
        (1, "`2024-01-27` is taken for the day of the document; by the timeline it was `2024-06-02`")
    ]


def test_dates_that_only_their_neighbours_explain_are_named() -> None:
    told = "- 08-01-2026 - expired\n- 11-01-2026 10:00 - failing\n- 12-01-2026 09:52 - told\n"
    found = imported(f"# Lag\n\n## Timeline\n\n{told}")
    assert str(found.date) == "2026-01-08"
    assert (5, "`08-01-2026` could be two days; `2026-01-08` is taken") in [
        (each.line, each.message) for each in found.notes
    ]
    spelled = imported(
        f"# Lag\n\n## Timeline\n\n{told}\n## Cause\n\nIt expired on 8 January 2026, and 13-01-2026 is late.\n"
    )
    assert not [each for each in spelled.notes if "two days" in each.message]


def test_a_document_in_another_language() -> None:
    text = """# ポストモーテム

| 項目 | 内容 |
|------|------|
| 重大度 | SEV-2（全停止） |

## タイムライン

| 時刻 | イベント |
|------|---------|
| （長期） | 消失 |
| 2026-04-15 23:28:20 | 期限切れ |
| 2026-04-16 00:00 | 検知 |
| 2026-04-16 00:20 | 復旧 |
"""
    found = imported(text)
    assert (found.severity, str(found.date)) == ("SEV-2（全停止）", "2026-04-15")
    assert [each.event for each in read(found).timeline] == ["（長期）: 消失", "期限切れ", "検知", "復旧"]


def test_labels_with_times_and_labels_with_words() -> None:
    told = "- Start: 10:00\n- **Detected:** ~10:05 UTC\n- Resolved: 11:00\n- Duration: 1 hour\n- Note: in local time\n"
    assert events(f"# Lag\n\n## Timeline\n\n{told}") == ["10:00 Start", "~10:05 Detected", "11:00 Resolved"]
    assert [each.kind.value for each in read(imported(f"# Lag\n\n## Timeline\n\n{told}")).timeline][1:] == [
        "detected",
        "resolved",
    ]
    assert "Duration: 1 hour" in imported(f"# Lag\n\n## Timeline\n\n{told}").text
    told = "- **First symptom:** timeouts\n- **Deep dive:** calls\n- **Fix applied:** a setting\n"
    assert events(f"# Lag\n\n## Timeline\n\n{told}") == []


def test_columns_that_say_the_same_time_in_two_zones() -> None:
    rows = "| 2026-06-17 09:46 | 2026-06-16 21:46 | silent |\n| 2026-06-18 09:46 | 21:46 | failed |\n"
    found = imported(f"# Lag\n\n## Timeline\n\n| NZST | UTC | Event |\n|--|--|--|\n{rows}")
    assert [f"{each.at.text} {each.event}" for each in read(found).timeline] == [
        "2026-06-17 09:46 silent",
        "2026-06-18 09:46 failed",
    ]
    assert (str(found.date), read(found).timezone) == ("2026-06-17", "Etc/GMT-12")
    assert "2026-06-16 21:46" in found.text


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("~~Buy more disks~~ won't do, too expensive", ("~~Buy more disks~~ won't do, too expensive", "wont-do")),
        ("**Won't fix:** rewrite all", ("rewrite all", "wont-do")),
        ("Write docs — done in #123", ("Write docs — done in #123", "done")),
        (":white_check_mark: Write docs", ("Write docs", "done")),
        (":x: Write docs", ("Write docs", "todo")),
        ("Write docs (owner: Ann, due 2026-06-01)", ("Write docs", "todo")),
    ],
)
def test_more_ways_to_say_how_far_it_is(item: str, found: tuple[str, str]) -> None:
    assert followups(f"# Lag\n\n## Action items\n\n- {item}\n") == [found]


def test_text_of_a_page_is_no_markup() -> None:
    page = """<html><h1>Lag</h1><p>see &lt;script&gt;zulu&lt;/script&gt;</p><p># hash</p><p>::: internal</p>
<pre>one
```
two</pre><table><tr><th>a</th><th>b</th></tr><tr><td>x | y</td><td>z</td></tr></table><p>end</p></html>"""
    text = imported(page, "lag.html").text
    body = text[text.index("---", 4) :]
    assert r"see \<script>zulu\</script>" in body
    assert r"\# hash" in body
    assert r"\::: internal" in body
    assert "````\none\n```\ntwo\n````" in body
    assert r"| x \| y | z |" in body
    assert "end" in body


def test_front_matter_that_is_no_yaml() -> None:
    text = "---\ntitle: Post-mortem: DB down\ndate: 2024-02-02\nseverity: SEV1\n---\n\n# DB heading\n"
    found = imported(text)
    assert (found.title, str(found.date), found.severity) == ("DB down", "2024-02-02", "SEV1")


@pytest.mark.parametrize(
    ("said", "level", "reason"),
    [
        ("Low, non-critical", "SEV4", "Low, non-critical"),
        ("Critical (data loss)", "SEV1", "Critical (data loss)"),
        ("[SEV2](https://wiki.example.org/sev)", "SEV2", None),
        ("SEV-1 (all were late)", "SEV1", "all were late"),
    ],
)
def test_severities_with_more_words(said: str, level: str, reason: str | None) -> None:
    pm = read(imported(f"# Lag\n\n**Severity:** {said}\n"))
    assert (pm.severity, pm.severity_reason) == (level, reason)


def test_a_severity_that_only_the_text_names_is_named_with_its_line() -> None:
    found = imported("# Lag\n\nThis was a SEV2 incident.\n")
    assert found.severity == "SEV2"
    assert (3, "the severity is the one that the text names: `SEV2`") in [(n.line, n.message) for n in found.notes]
    assert imported("# Lag\n\nFrom SEV1 to SEV2.\n").severity == ""


def test_work_is_done_with_evidence_or_a_word_that_says_so() -> None:
    text = """# Lag

## Action items

| Action | Priority |
|--|--|
| Move cache to SSD | P2 |
| Alert on lag | P1 |
| Write a runbook | P1 |

## Follow-up Implementation

| Date | Action | Commit |
|--|--|--|
| 2024-05-21 | Move cache to SSD — **PENDING HUMAN** | — |
| 2024-05-21 | Alert on lag | — |
| 2024-05-21 | Write a runbook | `1a2b3c4` |
"""
    assert [status for _, status in followups(text)] == ["todo", "todo", "done"]


def test_zones_that_are_not_sure_are_named() -> None:
    found = imported("# Lag\n\n## Timeline (IST)\n\n- 10:00 down\n- 10:05 up\n")
    assert read(found).timezone is None
    said = "`IST` can be `Asia/Kolkata`, `Asia/Jerusalem` or `Europe/Dublin`"
    assert (3, f"{said}; the times are in none, until `timezone` says which") in [
        (n.line, n.message) for n in found.notes
    ]
    rows = "| 10:00 | CET | down |\n| 10:05 | CET | up |\n"
    found = imported(f"# Lag\n\n## Timeline\n\n| Time | TZ | What |\n|--|--|--|\n{rows}")
    assert (read(found).timezone, [each.event for each in read(found).timeline]) == ("Etc/GMT-1", ["down", "up"])
    found = imported("# Lag\n\n**Timezone:** Europe/Sofia\n\n## Timeline\n\n- 10:00 down\n- 10:05 up\n")
    assert read(found).timezone == "Europe/Sofia"


def test_a_column_is_no_zone_for_ending_in_t() -> None:
    rows = "| DATE | EVENT |\n|--|--|\n| 2024-02-26 | the queue grew | \n| 2024-02-27 | it was seen at last |\n"
    assert events(f"# Lag\n\n## Timeline\n\n{rows}") == ["2024-02-26 the queue grew", "2024-02-27 it was seen at last"]


def test_times_that_cannot_be_read_are_named() -> None:
    rows = "| 10-01 09:45 | down |\n| 10-01 10:45 | up |\n"
    found = imported(f"# Lag\n\n## Timeline\n\n| Time | What |\n|--|--|\n{rows}")
    assert [(each.line, each.message) for each in found.notes if "as a time" in each.message] == [
        (7, "`10-01 09:45` cannot be read as a time, and is in the text of its event"),
        (8, "`10-01 10:45` cannot be read as a time, and is in the text of its event"),
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        "a disk fills up\n      ↓\nthe broker stops\n      ↓\norders are late",
        "a disk fills up\n  |\n  v\nthe broker\nstops\n  |\n  v\norders are late",
        "a disk fills up --> the broker stops --> orders are late",
        "a disk fills up → the broker stops → orders are late",
    ],
)
def test_chains_without_branches(drawn: str) -> None:
    found = read(imported(f"# Lag\n\n## Root cause chain\n\n```\n{drawn}\n```\n"))
    assert found.root_cause is not None
    (first,) = found.root_cause.chain
    assert (first.text, first.then[0].text, first.then[0].then[0].text) == (
        *("a disk fills up", "the broker stops"),
        "orders are late",
    )


def test_code_is_no_chain() -> None:
    for code in ("f(x) -> y", "kubectl get pods\nv\nlogs -> none"):
        assert read(imported(f"# Lag\n\n## Root cause chain\n\n```\n{code}\n```\n")).root_cause is None


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("| Date | Start | End | Event |\n|--|--|--|--|\n", "| 2024-02-26 | {} | {} | {} |\n"),
        ("| Start time | End time | Event |\n|--|--|--|\n", "| {} | {} | {} |\n"),
    ],
)
def test_a_table_with_starts_and_ends_has_both(head: str, rows: str) -> None:
    told = [("09:00", "09:20", "down"), ("10:00", "", "slow"), ("23:00", "nobody knows", "up")]
    found = imported(
        f"# Lag\n\n## Timeline\n\n{head}{''.join(rows.format(*each) for each in told)}", "2024-02-26-lag.md"
    )
    timeline = read(found).timeline
    assert [(each.at.text[-5:], each.until and each.until.text, each.event) for each in timeline] == [
        ("09:00", "09:20", "down"),
        ("10:00", None, "slow"),
        ("23:00", None, "nobody knows — up"),
    ]


CHAIN = "```\nrotation off\n  └─> disk fills\n      ├─> api errors\n      └─> queue stops\n```\n"


@pytest.mark.parametrize(
    ("told", "description"),
    [
        (f"The disk was full.\n\n{CHAIN}", "The disk was full."),
        (f"The disk was full:\n\n{CHAIN}\n- nobody\n- knew\n", "The disk was full:\n\n- nobody\n- knew"),
    ],
)
def test_a_cause_that_is_told_and_drawn(told: str, description: str) -> None:
    found = imported(f"# Mail is down\n\n## Root cause\n\n{told}\n## Hours\n\nNine to five.\n")
    cause = read(found).root_cause
    assert cause is not None
    assert cause.description == description
    assert [(each.text, len(each.then)) for each in (cause.chain[0], cause.chain[0].then[0])] == [
        ("rotation off", 1),
        ("disk fills", 2),
    ]
    assert found.text.endswith("## Hours\n\nNine to five.\n")


@pytest.mark.parametrize(
    "code", ["```\nsrc\n├── main.py\n└── setup.py\n```", "```js\na\n  -> b\n```", "```\nGET / -> 502 -> retry\n```"]
)
def test_code_below_a_cause_is_no_chain(code: str) -> None:
    found = imported(f"# Mail is down\n\n## Root cause\n\nIt was this.\n\n{code}\n")
    assert read(found).root_cause is None
    assert code in found.text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("09:45 / told", "09:45 told"),
        ("09:45 /var is full", "09:45 /var is full"),
        ("09:45, told", "09:45 told"),
        ("10:00+ told", "~10:00 told"),
        ("**10:00+**: told", "~10:00 told"),
        ("10:00 +5 nodes", "10:00 +5 nodes"),
        ("10:00 + 5 nodes", "10:00 + 5 nodes"),
        ("Noon: up", "12:00 up"),
        ("around noon, up", "~12:00 up"),
        ("Feb 27th, noon: up", "Feb 27, 12:00 up"),
        ("next day 09:00 up", "2024-02-27 09:00 up"),
        ("**The next day, 09:00** up", "2024-02-27 09:00 up"),
        ("Day 3 at 09:00: up", "2024-02-28 09:00 up"),
        ("+1d 09:00 up", "2024-02-27 09:00 up"),
    ],
)
@pytest.mark.parametrize("mark", ["- ", ""])
def test_marks_and_words_at_a_time_are_no_part_of_its_event(written: str, expected: str, mark: str) -> None:
    assert events(f"# Lag\n\n## Timeline\n\n{mark}08:00 down\n{mark}{written}\n") == ["08:00 down", expected]


def test_noon_in_a_sentence_is_no_time() -> None:
    found = imported("# Lag\n\n## Timeline\n\n- 08:00 down\n- 09:00 looked\n- Noon traffic is slow\n")
    assert [each.at.text for each in read(found).timeline] == ["08:00", "09:00"]
    assert "- Noon traffic is slow\n" in found.text


def test_a_distance_without_a_unit_is_named() -> None:
    head = "# Lag\n\n**Date:** 2024-02-26\n**Severity:** SEV2\n\n## Timeline\n\n"
    found = imported(f"{head}- T+0: a\n- T+1m: b\n- T+5: c\n")
    assert [(each.line, each.message) for each in found.notes] == [
        (10, "`T+5` cannot be read as a time, and is in the text of its event")
    ]


@pytest.mark.parametrize("when", ["10:00", "**10:00**", "`10:00`", "[10:00]", "10:00 -", "**10:00 UTC** -", "10:00:"])
@pytest.mark.parametrize("told", ["`queue` is full", "**All** is full", "__All__ is full", "`queue`"])
def test_a_mark_that_opens_in_an_event_stays_there(when: str, told: str) -> None:
    assert events(f"# Lag\n\n## Timeline\n\n- 09:00 down\n- {when} {told}\n") == ["09:00 down", f"10:00 {told}"]


def test_a_mark_that_closes_behind_a_time_goes_with_it() -> None:
    assert events("# Lag\n\n## Timeline\n\n- **09:00 **down\n- ** 10:00 ** up\n") == ["09:00 down", "10:00 up"]


@pytest.mark.parametrize(
    ("numbers", "times"),
    [
        ("10.44 11.02 12.30 13.05", True),
        ("10.10 11.11 12.12 13.13", False),
        ("10.30 10.31 10.32 10.33", False),
    ],
)
def test_numbers_with_points_are_times_where_they_are_no_versions(numbers: str, times: bool) -> None:
    lines = ["## Timeline", *(f"- {each} it hung" for each in numbers.split())]
    read = [line.replace(".", ":") for line in lines] if times else lines
    assert days.with_colons(lines, lambda heading: "Timeline" in heading) == read


@pytest.mark.parametrize(
    "fold", ["<details>", "<details open>", "<details><summary>More</summary>", "<details>\n<summary>More</summary>"]
)
def test_a_summary_that_is_folded_is_one(fold: str) -> None:
    found = imported(f"# Lag\n\n## Summary\n\n{fold}\n\nIt was slow.\n\n</details>\n\n## Other\n\nWords.\n")
    assert "\nsummary: It was slow.\n" in found.text
    assert found.text.endswith("---\n\n## Other\n\nWords.\n")


@pytest.mark.parametrize(
    "section",
    [
        "<details>\n\nOne.\n\n</details>\n\n<details>\n\nTwo.\n\n</details>",
        "<details><summary>Who</summary>\n\nAll.\n\n</details>\n\nOthers, too.",
        "<details>\n\n</details>",
    ],
)
def test_what_is_folded_in_parts_stays_in_the_body(section: str) -> None:
    assert imported(f"# Lag\n\n## Summary\n\n{section}\n").text.endswith(f"---\n\n## Summary\n\n{section}\n")


@pytest.mark.parametrize(
    "heading",
    [
        "## Detection",
        "## 5. Detection",
        "## How was it detected?",
        "## How did we find out",
        "## Erkennung",
        "## Détection",
    ],
)
def test_how_it_was_noticed_is_the_detection(heading: str) -> None:
    found = imported(f"# Lag\n\n{heading}\n\nA user called.\n\n## Other\n\nWords.\n")
    assert "\ndetection:\n  description: A user called.\n" in found.text
    assert found.text.endswith("---\n\n## Other\n\nWords.\n")


@pytest.mark.parametrize(
    "body",
    [
        "## Analysis\n\n### Detection\n\nA user called.\n\n### Escalation\n\nNobody did.\n",
        "## Detection\n\n![the graph](graph.png)\n",
        "## Detection of the leader\n\nIt is by quorum.\n",
        "## Detections\n\nTwo.\n",
        "## Detection\n\nTBD\n",
    ],
)
def test_other_words_of_detection_stay_in_the_body(body: str) -> None:
    found = imported(f"# Lag\n\n{body}")
    assert "\ndetection:" not in found.text
    assert found.text.endswith(f"---\n\n{body}")


def test_hyphens_at_which_no_line_breaks_are_hyphens() -> None:
    rows = "| Add validation | platform | 2025‑06‑01 |\n"
    found = imported(
        "# Service outage on 2025‑05‑20\n\n**Severity:** SEV‑1\n\n## Timeline\n\n- 08:41 the on‑call was paged\n\n"
        f"## Action items\n\n| Action | Owner | Due |\n|--|--|--|\n{rows}\nSee the run‑book.\n",
    )
    pm = read(found)
    assert (str(pm.date), pm.severity, str(pm.followup_list[0].due)) == ("2025-05-20", "SEV1", "2025-06-01")
    assert pm.timeline[0].event == "the on-call was paged"
    assert "See the run‑book." in found.text


@pytest.mark.parametrize("number", ["1. ", "1) ", "1  ", "1 ", "1.2 ", "2.1. "])
def test_the_number_of_a_section_is_no_part_of_its_name(number: str) -> None:
    pm = read(imported(f"# Lag\n\n## {number}Summary\n\nSlow.\n\n## {number}Root cause\n\nA leak.\n"))
    assert pm.summary is not None
    assert pm.root_cause is not None
    assert (pm.summary.text, pm.root_cause.description) == ("Slow.", "A leak.")


@pytest.mark.parametrize("title", ["Summary (1–2 sentences)", "Executive summary (TL;DR)", "Summary (2-3 lines)"])
def test_how_long_a_summary_should_be_is_no_part_of_its_name(title: str) -> None:
    summary = read(imported(f"# Lag\n\n## {title}\n\nSlow.\n")).summary
    assert summary is not None
    assert summary.text == "Slow."


def test_a_summary_that_says_more_of_itself_stays_in_the_body() -> None:
    assert "## Summary (preliminary)\n\nSlow." in imported("# Lag\n\n## Summary (preliminary)\n\nSlow.\n").text


@pytest.mark.parametrize("zone", ["UTC or PT", "CET or UTC", "UTC or local time"])
def test_a_timeline_in_either_of_two_zones_is_in_none(zone: str) -> None:
    found = imported(f"# Lag\n\n**Date:** 2026-05-01\n\n## Timeline ({zone})\n\n- 10:00 down\n")
    assert read(found).timezone in (None, "UTC")
    assert "timezone:" not in found.text
    assert any(note.message.startswith(f"`{zone}` can be more than one zone") for note in found.notes)


@pytest.mark.parametrize("verbs", ["GET or POST", "PUT or local", "HEAD, GET or PUT"])
def test_the_verbs_of_a_protocol_are_no_zones(verbs: str) -> None:
    told = f"All times are UTC. Only {verbs} failed."
    found = imported(f"# Lag\n\n**Date:** 2026-05-01\n\n## Timeline\n\n{told}\n\n- 10:00 down\n")
    assert read(found).timezone == "UTC"
    assert "timezone: UTC\n" in found.text
    assert not [note for note in found.notes if "zone" in note.message]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("13 August — monitor timeout", "monitor timeout — five minutes long"),
        ("10:00: monitor timeout", "monitor timeout — five minutes long"),
        ("10:00: monitor timeout.", "monitor timeout. five minutes long"),
        ("10:00 on node 2", "on node 2 five minutes long"),
        ("10:00 –", "five minutes long"),
        ("10:00", "five minutes long"),
        ("`10:00 – 10:05`", "five minutes long"),
        ("10:00 – 10:05 (approx)", "five minutes long"),
    ],
)
def test_words_behind_a_dash_and_a_time_are_joined_to_the_next_cell_by_one(cell: str, told: str) -> None:
    rows = f"| {cell} | five minutes long |\n| 18:00 | up |\n"
    pm = read(imported(f"# Lag 2026-03-04\n\n## Timeline\n\n| Time | What |\n|--|--|\n{rows}"))
    assert pm.timeline[0].event == told


@pytest.mark.parametrize("cell", ["–", "-", "…", ""])
def test_a_mark_where_a_time_should_be_is_no_part_of_the_event(cell: str) -> None:
    rows = f"| 10:00 | down |\n| {cell} | seen |\n| 10:10 | up |\n"
    assert events(f"# Lag\n\n## Timeline\n\n| Time | What |\n|--|--|\n{rows}")[1] == "unknown seen"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("- 10:00 a\n- 10.20 b\n- 10:45 c\n", ["10:00 a", "10:20 b", "10:45 c"]),
        ("10:00 a\n10.20: b\n10:45 c\n", ["10:00 a", "10:20 b", "10:45 c"]),
        ("| Time | Event |\n|--|--|\n| 10:00 | a |\n| 10.20 | b |\n| 10:45 | c |\n", ["10:00 a", "10:20 b", "10:45 c"]),
        ("- 10:00 a\n- 10.50 b\n- 10:45 c\n", ["10:00 a", "10:45 c"]),  # not between them
        ("- 10:00 a\n- 10.20.1 b\n- 10:45 c\n", ["10:00 a", "10:45 c"]),
        ("- 10:00 up to\n10.20 of it\n- 10:45 c\n", ["10:00 up to\n10.20 of it", "10:45 c"]),
        ("* 10:00 up to\n  10.20 of it\n* 10:45 c\n", ["10:00 up to\n10.20 of it", "10:45 c"]),
        ("- 10:00 a\n- 10.2 b\n- 10:45 c\n", ["10:00 a", "10:45 c"]),
        ("- 10:00 a\n- 10:45 c\n- 10.50 b\n", ["10:00 a", "10:45 c"]),  # the last one
        (
            "- 10:00 a\n- 10:20 went from 10.20 to 10.30\n- 10:45 c\n",
            ["10:00 a", "10:20 went from 10.20 to 10.30", "10:45 c"],
        ),
    ],
)
def test_a_point_in_a_time_among_others_with_colons(rows: str, expected: list[str]) -> None:
    assert events(f"# Lag\n\n## Timeline (UTC)\n\n{rows}") == expected


@pytest.mark.parametrize(
    ("said", "at", "until"),
    [
        ("Between 10:00 and 10:30", "10:00", "10:30"),
        ("From 10:00 to ~10:30 UTC", "10:00", "~10:30"),
        ("**Between 10:00 and 10:30**", "10:00", "10:30"),
        ("Between 2026-05-01 to 2026-05-03", "2026-05-01", "2026-05-03"),
        ("Between May 1 and May 3", "May 1", "May 3"),
    ],
)
def test_a_range_may_be_told_in_words(said: str, at: str, until: str) -> None:
    rows = f"| Time | Event |\n|---|---|\n| 09:00 | seen |\n| {said} | full |\n"
    event = read(imported(f"# Queue, 2026-05-01\n\n## Timeline\n\n{rows}")).timeline[1]
    assert (event.at.text, event.until and event.until.text, event.event) == (at, until, "full")


@pytest.mark.parametrize(
    "said",
    [
        "Between 10 and 12 nodes",
        "From 10:00 on",
        "From 10:00 to 10:30 UTC,",
        "Between 10:00 and the reboot",
        "From disk to 10:30",
    ],
)
def test_what_else_is_between_two_things_is_no_range(said: str) -> None:
    rows = f"- 09:00 seen\n- {said} it was full\n- 11:00 over\n"
    assert [each.at.text for each in read(imported(f"# Queue, 2026-05-01\n\n## Timeline\n\n{rows}")).timeline] == [
        *("09:00", "11:00"),
    ]
