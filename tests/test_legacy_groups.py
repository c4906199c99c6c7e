"""Several timelines below one heading, and one of which some parts have headings of their own."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import events, imported, read

HEAD = "# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n\n## Timeline\n\n"
ROWS = "| Time | Event |\n|---|---|\n"
A, B = "| 10:00 | full |\n| 12:00 | empty |\n", "| 09:30 | moved |\n| 11:00 | back |\n"
NEXT_DAY = ["10:00 a", "16:00 b", "2026-05-02 09:00 c"]
BOTH = ["09:30 B: moved", "10:00 A: full", "11:00 B: back", "12:00 A: empty"]


@pytest.mark.parametrize(
    "text",
    [
        f"### A\n\n{ROWS}{A}\n### B\n\n{ROWS}{B}",
        f"A:\n\n{ROWS}{A}\n**B:**\n\n{ROWS}{B}",
        "### 1. A\n\n- 10:00 full\n- 12:00 empty\n\n### 2. B\n\n- 09:30 moved\n- 11:00 back\n",
        "A:\n\n- 10:00 full\n- 12:00 empty\n\nB:\n- 09:30 moved\n- 11:00 back\n",
        f"**A**\n\n{ROWS}{A}\n**B**\n\n{ROWS}{B}",
        "__A__\n\n- 10:00 full\n- 12:00 empty\n\n__B__\n\n- 09:30 moved\n- 11:00 back\n",
        "### A\n\n- 2026-05-01 10:00 full\n- 12:00 empty\n\n### B\n\n- 2026-05-01 09:30 moved\n- 11:00 back\n",
    ],
)
def test_two_timelines_below_a_heading_are_one_in_which_each_event_says_whose_it_is(text: str) -> None:
    found = imported(HEAD + text)
    told = [each.replace("2026-05-01 ", "") for each in events(HEAD + text)]
    assert told == BOTH
    assert "2 timelines are one, in the order of their times" in [each.message for each in found.notes]
    assert "A" not in found.text.partition("\n---\n")[2]


def test_the_second_of_two_tables_needs_no_name() -> None:
    text = f"{HEAD}{ROWS}{A}\nThe vendor has a log of its own.\n\n{ROWS}{B}"
    assert events(text) == ["09:30 moved", "10:00 full", "11:00 back", "12:00 empty"]
    assert "The vendor has a log of its own." in imported(text).text


@pytest.mark.parametrize("said", ["This is from the log of the vendor:", "**All of B was down.**"])
def test_a_sentence_above_a_timeline_is_no_name_of_it(said: str) -> None:
    text = f"{HEAD}### A\n\n{ROWS}{A}\n### B\n\n{said}\n\n{ROWS}{B}"
    assert (events(text), said in imported(text).text.partition("\n---\n")[2]) == (BOTH, True)


@pytest.mark.parametrize("line", ["B ![](b.png):", "**B ![](b.png)**", "B[^1]:\n\n[^1]: of the vendor"])
def test_a_line_that_shows_something_besides_its_name_stays(line: str) -> None:
    text = f"{HEAD}### A\n\n{ROWS}{A}\n{line}\n\n{ROWS}{B}"
    assert (events(text), line in imported(text).text.partition("\n---\n")[2]) == (BOTH, True)


def test_the_name_of_a_phase_is_not_said_again() -> None:
    text = "### Detection\n\n- 10:00 down\n- 10:20 page\n\n### Response\n\n- 10:10 seen\n- 10:30 up\n"
    assert events(HEAD + text) == ["10:00 down", "10:10 seen", "10:20 page", "10:30 up"]
    zoned = text.replace("Detection", "Detection (UTC)").replace("Response", "Response (UTC)")
    assert events(HEAD + zoned) == events(HEAD + text)


def test_two_timelines_over_midnight_began_on_one_day() -> None:
    text = "### A\n\n- 22:00 full\n- 00:30 empty\n\n### B\n\n- 21:00 moved\n- 01:00 back\n"
    assert events(HEAD + text) == [
        "21:00 B: moved",
        "22:00 A: full",
        "2026-05-02 00:30 A: empty",
        "2026-05-02 01:00 B: back",
    ]


def test_what_is_not_sure_of_an_event_of_several_timelines_is_told_at_its_line() -> None:
    found = imported(f"{HEAD}### A\n\n- 22:00 full\n- 00:30 empty\n\n### B\n\n- 21:00 moved\n- 23:00 back\n")
    assert [(each.line, each.message) for each in found.notes if "`00:30`" in each.message] == [
        (11, "`00:30` is taken to be on the day after that of the time above it"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the time goes on
        ("### A\n\n- 10:00 a\n\n### B\n\n- 10:00 b\n- 10:30 c\n", ["10:00 a", "10:00 b", "10:30 c"]),
        # over midnight
        ("### A\n\n- 22:00 a\n\n### B\n\n- 01:00 b\n- 01:30 c\n", ["22:00 a", "2026-05-02 01:00 b", "01:30 c"]),
        (
            "### A\n\n- 22:00 a\n- 00:30 b\n\n### B\n\n- 01:00 c\n- 18:00 d\n",
            ["22:00 a", "2026-05-02 00:30 b", "01:00 c", "18:00 d"],
        ),
        # a remark parts nothing, and a slip of the pen stays one
        ("- 10:00 a\n- 10:30 b\n\nBy then all was full.\n\n- 10:20 c\n", ["10:00 a", "10:30 b", "10:20 c"]),
        # of some days only
        (
            "### A\n\n- 2026-05-01 10:00 a\n- 2026-05-02 09:00 b\n\n### B\n\n- 08:00 c\n",
            ["2026-05-01 10:00 a", "2026-05-02 09:00 b", "08:00 c"],
        ),
        # it tells its days
        (
            "### A\n\n- 23:00 a\n\n### B\n\n- 20:00 (next day) b\n- 21:00 c\n",
            ["23:00 a", "2026-05-02 20:00 b", "21:00 c"],
        ),
        ("### Day 1\n\n- 10:00 a\n- 11:00 b\n\n### Day 2\n\n- 09:00 c\n", ["10:00 a", "11:00 b", "2026-05-02 09:00 c"]),
        *(
            (f"### {one}\n\n- 10:00 a\n- 16:00 b\n\n### {other}\n\n- 09:00 c\n", NEXT_DAY)
            for one, other in (
                ("Day 1: the outage", "Day 2: recovery"),
                ("Day 1 (PST)", "Day 2 (PST)"),
                ("Friday", "Saturday – recovery"),
                ("The outage", "The next morning: recovery"),
            )
        ),
        # counted from the start
        ("### A\n\n- T+5m a\n- T+9m b\n\n### B\n\n- T+2m c\n", ["T+5m a", "T+9m b", "T+2m c"]),
        # what came last stands above
        (
            "### B\n\n- 10:30 c\n- 10:20 b\n\n### A\n\n- 10:10 a\n- 10:00 began\n",
            ["10:00 began", "10:10 a", "10:20 b", "10:30 c"],
        ),
    ],
)
def test_one_timeline_below_several_headings_stays_as_it_is(text: str, expected: list[str]) -> None:
    assert events(HEAD + text) == expected


def _kinds(text: str) -> list[str]:
    return [f"{each.at.text} {each.kind}" for each in read(imported(HEAD + text)).timeline]


def test_a_milestone_of_two_timelines_is_that_of_both() -> None:
    one = "### A\n\n- 10:00 Incident started\n- 10:30 Mitigated\n- 12:00 Resolved\n\n"
    assert _kinds(f"{one}### B\n\n- 09:30 Incident started\n- 11:00 Resolved\n") == [
        *("09:30 started", "10:00 note", "10:30 note", "11:00 note", "12:00 resolved"),
    ]


def test_a_milestone_of_one_of_two_timelines_is_the_one_that_is_known() -> None:
    one = "### A\n\n- 10:00 Incident started\n- 10:30 Mitigated\n- 12:00 Resolved\n\n"
    assert _kinds(f"{one}### The vendor\n\n- 09:30 deploys\n- 11:00 answers\n") == [
        *("09:30 note", "10:00 started", "10:30 mitigated", "11:00 note", "12:00 resolved"),
    ]


EU = "- 22:00 errors rise\n- 22:20 failover\n- 23:00 Resolved\n\n"
US = "- 13:10 errors rise\n- 13:30 failover\n- 14:05 Resolved\n"


@pytest.mark.parametrize(("eu", "us"), [("### EU (CET)", "### US (PST)"), ("EU (CET):\n", "US [PST]:\n")])
def test_timelines_in_different_zones_are_in_the_order_of_what_happened(eu: str, us: str) -> None:
    found = imported(f"{HEAD}{eu}\n\n{EU}{us}\n\n{US}".replace("2026-05-01", "2026-03-04"))
    told = [(each.at.text, each.event.partition(": ")[2]) for each in read(found).timeline]
    assert told == [
        *(("22:00 +01:00", "errors rise"), ("13:10 -08:00", "errors rise"), ("22:20 +01:00", "failover")),
        *(("13:30 -08:00", "failover"), ("23:00 +01:00", "Resolved"), ("14:05 -08:00", "Resolved")),
    ]
    assert [each.kind for each in read(found).timeline][-2:] == ["note", "resolved"]
    assert not any("day after" in each.message for each in found.notes)


def test_the_zone_that_all_headings_name_is_that_of_the_timeline() -> None:
    found = read(imported(f"{HEAD}### EU (CET)\n\n- 10:00 a\n\n### Core (CET)\n\n- 10:10 b\n"))
    assert (found.timezone, [each.at.text for each in found.timeline]) == ("Etc/GMT-1", ["10:00", "10:10"])


@pytest.mark.parametrize("days", [("Day 1 (CET)", "Day 2 (CET)"), ("2026-05-01 (CET)", "2026-05-02 (CET)")])
def test_headings_may_name_days_and_their_zone(days: tuple[str, str]) -> None:
    found = read(imported(f"{HEAD}### {days[0]}\n\n- 10:00 a\n- 16:00 b\n\n### {days[1]}\n\n- 09:00 c\n"))
    told = [f"{each.at.text} {each.event}".removeprefix("2026-05-01 ") for each in found.timeline]
    assert (found.timezone, told) == ("Etc/GMT-1", NEXT_DAY)


@pytest.mark.parametrize(
    "name", ["EU (CET team)", "Parser (AST)", "Stage (TEST)", "The (PST) folder", "Shop (London office)", "US"]
)
def test_what_only_looks_like_a_zone_in_a_heading_is_none(name: str) -> None:
    found = read(imported(f"{HEAD}### {name}\n\n- 10:00 a\n\n### Core\n\n- 10:10 b\n"))
    assert (found.timezone, [each.at.text for each in found.timeline]) == (None, ["10:00", "10:10"])


def test_a_zone_in_a_heading_that_nobody_can_be_sure_of_says_when_nothing_was() -> None:
    found = read(imported(f"{HEAD}### London (GMT)\n\n- 10:00 a\n\n### Pune (IST)\n\n- 15:40 b\n"))
    assert [(each.at.text, each.event) for each in found.timeline] == [("10:00 UTC", "a"), ("unknown", "15:40 IST: b")]


def test_the_end_of_one_timeline_is_not_that_of_another_one_that_goes_on() -> None:
    going_on = "### Mail\n\n- 10:00 Incident started\n- 12:00 still slow\n\n"
    assert _kinds(f"{going_on}### Search\n\n- 11:00 Resolved\n") == ["10:00 started", "11:00 note", "12:00 note"]
    phases = going_on.replace("Mail", "Investigation")
    told = ["10:00 started", "11:00 note", "12:00 note", "13:00 resolved"]
    assert _kinds(f"{phases}### Mitigation\n\n- 11:00 on-call joins\n- 13:00 Resolved\n") == told


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("The `mail` queue", "The mail queue"),
        ("Mail `queue`", "Mail queue"),
        ("**Mail** in *full*", "Mail in full"),
        ("Mail[^1]", "Mail"),
        ('<a id="mail"></a>Mail ![](mail.png)', "Mail"),
        ("[Mail](https://example.com)", "[Mail](https://example.com)"),
        ("Mail < 1 GB", "Mail < 1 GB"),
    ],
)
def test_the_name_of_a_timeline_is_without_marks(heading: str, name: str) -> None:
    text = f"{HEAD}### {heading}\n\n- 10:00 full\n- 12:00 empty\n\n### B\n\n- 09:30 moved\n- 11:00 back\n"
    assert events(text) == ["09:30 B: moved", f"10:00 {name}: full", "11:00 B: back", f"12:00 {name}: empty"]
