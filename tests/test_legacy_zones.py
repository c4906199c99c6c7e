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


@pytest.mark.parametrize("zone", ["IST", "CST", "XYZ"])
def test_a_time_in_a_zone_that_is_not_sure_is_unknown(zone: str) -> None:
    rows = f"| 10:00 EDT | down |\n| 2026-05-02 10:15 {zone} | vendor told |\n| 11:00 EDT | up |\n"
    found = timeline(f"| Time | What |\n|--|--|\n{rows}", "Timeline")
    assert [(each.at.text, each.event) for each in read(found).timeline] == [
        ("10:00", "down"),
        ("unknown", f"2026-05-02 10:15 {zone}: vendor told"),
        ("2026-05-02 11:00", "up"),
    ]
    assert [note.message for note in found.notes] == [
        f"which time `{zone}` means is not sure; what happened then is at `unknown`, with its time"
    ]


@pytest.mark.parametrize(
    ("day", "written", "expected"),
    [
        ("2026-05-01", "10:15 ET: told", "10:15 -04:00"),
        ("2026-05-01", "2026-01-05 10:15 ET: told", "2026-01-05 10:15 -05:00"),
        ("2026-05-01", "10:15–10:30 PT: told", "10:15 -07:00–10:30 -07:00"),
        ("2026-11-01", "01:30 ET: told", "unknown"),  # twice on that day
        ("2026-03-08", "02:30 ET: told", "unknown"),  # never on that day
    ],
)
def test_a_zone_with_summer_time_has_the_offset_of_the_day(day: str, written: str, expected: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** {day}\n\n## Timeline (UTC)\n\n- 00:10 down\n- {written}\n")
    assert "–".join(filter(None, spans(found)[1])) == expected


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("11:02 AM (PT) → mail is down", "11:02 -07:00"),
        ("**11:02 AM (PT)** mail is down", "11:02 -07:00"),
        ("11:02 (PT) mail is down", "11:02 -07:00"),
        ("2026-05-01 at 11:02:30 PM (EDT): mail is down", "2026-05-01 23:02:30 -04:00"),
        ("11:02 PT → mail is down", "11:02 -07:00"),
        ("11:02 ET -> mail is down", "11:02 -04:00"),
    ],
)
def test_a_zone_in_brackets_or_before_an_arrow_is_that_of_its_time(written: str, at: str) -> None:
    found = timeline(f"- 01:00 UTC seen\n- {written}\n")
    assert [(each.at.text, each.event) for each in read(found).timeline][1] == (at, "mail is down")


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Timeline (all times Pacific)", "America/Los_Angeles"),
        ("Timeline (all times are Eastern)", "America/New_York"),
        ("Timeline (times are in London)", "Europe/London"),
        ("Timeline (Pacific)", "America/Los_Angeles"),
        ("Timeline [UK]", "Europe/London"),
        ("Incident chronology **(London)**", "Europe/London"),
        ("Timeline of the Pacific", None),
        ("Timeline of the outage (Singapore)", None),
        ("Timeline of one site (Chicago)", None),
        ("Timeline (Pacific islands)", None),
        ("Timeline (seen several times in London)", None),
        ("Timeline (all times Pacific and Eastern users were out)", None),
    ],
)
def test_a_heading_may_say_in_words_where_all_times_are(heading: str, zone: str | None) -> None:
    assert read(timeline("- 10:00 seen\n- 11:02 up\n", heading)).timezone == zone


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Zeitlicher Ablauf (MEZ)", "Etc/GMT-1"),
        ("Zeitachse (Uhrzeiten in deutscher Zeit)", "Europe/Berlin"),
        ("Chronologie (heure de Paris)", "Europe/Paris"),
        ("Cronología (hora peninsular)", "Europe/Madrid"),
        ("Linha do tempo (horário de Brasília)", "America/Sao_Paulo"),
        ("时间线（北京时间）", "Asia/Shanghai"),
        ("時系列（日本時間）", "Asia/Tokyo"),
        ("Zeitachse (zur Zeit der deutschen Tagung)", None),
        ("Chronologie (une heure à Paris)", None),
        ("時系列（日本の時間帯別）", None),
    ],
)
def test_a_heading_in_another_language_may_say_where_all_times_are(heading: str, zone: str | None) -> None:
    assert read(timeline("- 10:00 seen\n- 11:02 up\n", heading)).timezone == zone


def test_a_place_in_brackets_in_a_field_or_a_sentence_is_no_zone() -> None:
    said = "# Down\n\n**Date:** 2026-05-01 10:00, one site (Chicago)\n\n## Timeline\n\n"
    said += "All times are approximate: the team (India) was asleep.\n\n- 10:00 seen\n- 11:02 up\n"
    assert read(imported(said)).timezone is None


def test_a_zone_may_stand_in_german_behind_a_time() -> None:
    found = read(
        timeline("- 10:00 Uhr MEZ: down\n- 10:05 MESZ slow\n- **10:30** MEZ up\n- 11:00 Uhr (MEZ) up\n", "Zeitachse")
    )
    assert found.timezone == "Etc/GMT-1"
    told = [(each.at.text, each.event) for each in found.timeline]
    assert told == [("10:00", "down"), ("10:05 +02:00", "slow"), ("10:30", "up"), ("11:00", "up")]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("**10:05** UTC down", ("10:05", "down")),
        ("**10:05** (UTC) down", ("10:05", "down")),
        ("**10:05** UTC: down", ("10:05", "down")),
        ("`10:05` UTC — down", ("10:05", "down")),
        ("*10:05–10:10* CEST down", ("10:05 +02:00", "down")),
        ("**10:05** – **10:10** CEST: down", ("10:05 +02:00", "down")),
        ("**10:05** CEST **down**", ("10:05 +02:00", "**down**")),
        ("**10:05** UTCP is down", ("10:05", "UTCP is down")),
        ("**10:05** UTC/CEST is mixed up", ("10:05", "UTC/CEST is mixed up")),
        ("**10:05** EST. 11:00", ("10:05", "EST. 11:00")),
        ("**10:05** PT boats are down", ("10:05", "PT boats are down")),
        ("**10:05** (UTC clocks are down)", ("10:05", "(UTC clocks are down)")),
        ("**10:05** `UTC` is down", ("10:05", "`UTC` is down")),
    ],
)
def test_a_zone_may_stand_behind_the_marks_around_a_time(row: str, told: tuple[str, str]) -> None:
    event = read(timeline(f"- 10:00 slow\n- {row}\n")).timeline[-1]
    assert (event.at.text, event.event) == told


@pytest.mark.parametrize("told", ["(PT 3) is down", "(MT is slow) again", "PT boats left", "(ET/CT) users wait"])
def test_letters_behind_a_time_that_are_no_zone(told: str) -> None:
    found = timeline(f"- 10:00 seen\n- 11:02 {told}\n")
    assert [(each.at.text, each.event) for each in read(found).timeline][1] == ("11:02", told)


THEIR_OWN = [
    ("Support (PDT)", "Time", ["03:00 -07:00", "03:30 -07:00"]),
    ("Support (PT)", "Time", ["03:00 -07:00", "03:30 -07:00"]),
    ("Support", "Time (PDT)", ["03:00 -07:00", "03:30 -07:00"]),
    ("Support", "Time (UTC+2)", ["03:00 +02:00", "03:30 +02:00"]),
    ("Support", "Time (Asia/Kolkata)", ["03:00 +05:30", "03:30 +05:30"]),
    ("Support (IST)", "Time", ["unknown", "unknown"]),
    ("Support", "Time (IST)", ["unknown", "unknown"]),
    ("Support", "Time (UTC)", ["03:00", "03:30"]),
    ("Support", "Time", ["03:00", "03:30"]),
]


@pytest.mark.parametrize(("heading", "head", "expected"), THEIR_OWN)
def test_another_timeline_is_in_the_zone_that_it_names(heading: str, head: str, expected: list[str]) -> None:
    rows = "|--|--|\n| 03:00 | page updated |\n| 03:30 | customers told |\n"
    found = timeline(f"- 09:00 down\n- 09:30 up\n\n## Timeline of {heading}\n\n| {head} | What |\n{rows}")
    events = {each.event.partition(": ")[2] or each.event: each.at.text for each in read(found).timeline}
    assert [events["page updated"], events["customers told"]] == expected
    assert read(found).timezone == "UTC"


def test_the_first_timeline_too_is_in_the_zone_that_it_names() -> None:
    rows = "| Time (IST) | What |\n|--|--|\n| 09:00 | down |\n\n| Time (UTC) | What |\n|--|--|\n| 04:00 | up |\n"
    assert [(each.at.text, each.event) for each in read(timeline(rows, "Timeline")).timeline] == [
        ("unknown", "09:00 IST: down"),
        ("04:00", "up"),
    ]


def test_a_clock_that_is_behind_that_of_another_zone_has_not_passed_midnight() -> None:
    rows = "- 09:50 JST: down\n- 01:00 UTC: seen\n- 10:10 JST: up\n- 23:00 JST: over\n- 00:10 JST: told\n"
    assert [at for at, _ in spans(timeline(rows))] == [
        *("09:50 +09:00", "01:00", "10:10 +09:00", "23:00 +09:00", "2026-05-02 00:10 +09:00"),
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
    assert [note.message for note in found.notes] == [IST]


IST = (
    "`IST` can be `Asia/Kolkata`, `Asia/Jerusalem` or `Europe/Dublin`; "
    "the times are in none, until `timezone` says which"
)


@pytest.mark.parametrize(
    ("heading", "before", "head"),
    [
        ("Timeline (IST)", "", "Time"),
        ("Timeline, IST", "", "Time"),
        ("Timeline", "All times IST.", "Time"),
        ("Timeline", "", "Time IST"),
        ("Timeline", "", "IST"),
    ],
)
def test_a_zone_that_is_not_sure_is_asked_for(heading: str, before: str, head: str) -> None:
    found = timeline(f"{before}\n\n| {head} | What |\n|--|--|\n| 10:00 | down |\n| 10:15 | up |\n", heading)
    assert (read(found).timezone, spans(found)) == (None, [("10:00", ""), ("10:15", "")])
    assert IST in [note.message for note in found.notes]


def test_a_field_that_is_not_sure_of_the_zone_is_asked_for() -> None:
    found = imported(
        "# Mail down\n\n**Date:** 2026-05-01\n**Timezone:** IST\n\n## Timeline\n\n- 10:00 down\n- 10:15 up\n"
    )
    assert IST in [note.message for note in found.notes]


@pytest.mark.parametrize(
    ("heading", "before", "zone"),
    [
        ("Timeline", "All times are ET.", "America/New_York"),
        ("Timeline", "All times in ET unless noted.", "America/New_York"),
        ("Timeline (EST/EDT)", "", "America/New_York"),
        ("Timeline (CET / CEST)", "", "CET"),
        ("Timeline (PDT)", "", "Etc/GMT+7"),
        ("Timeline (Irish Standard Time)", "", "Europe/Dublin"),
        ("Timeline (IST, UTC+5:30)", "", "Asia/Kolkata"),
        ("Timeline (DRAFT)", "", None),
    ],
)
def test_a_zone_that_is_sure_is_entered(heading: str, before: str, zone: str | None) -> None:
    found = timeline(f"{before}\n\n- 10:00 down\n- 10:15 up\n", heading)
    assert (read(found).timezone, spans(found)) == (zone, [("10:00", ""), ("10:15", "")])
    assert not [note.message for note in found.notes if "can be" in note.message]


def test_a_zone_that_is_not_sure_needs_no_mark_behind_it() -> None:
    assert [each.event for each in read(timeline("- 10:00 down\n- 10:15 IST vendor told\n")).timeline] == [
        "down",
        "10:15 IST: vendor told",
    ]


@pytest.mark.parametrize(
    ("day", "rows", "said"),
    [
        ("2026-07-14", "- 9:00 AM EST down\n- 9:15 AM EST up", ["EST` is read as -05:00"]),
        ("2026-07-14", "- 09:00 UTC down\n- 09:15 CET: told\n- 10:00 UTC up", ["CET` is read as +01:00"]),
        ("2026-01-14", "- 9:00 AM EST down\n- 9:15 AM EST up", []),
        ("2026-07-14", "- 9:00 AM EDT down\n- 9:15 AM EDT up", []),
        # Whoever writes both knows which is which.
        ("2026-07-14", "- 9:00 AM EDT down\n- 9:15 AM EST up", []),
        ("2026-07-14", "- 09:00 UTC down\n- 09:15 UTC the office in EST was asked", []),
    ],
)
def test_a_time_of_winter_in_summer_is_asked_about(day: str, rows: str, said: list[str]) -> None:
    found = imported(f"# Mail down\n\n**Date:** {day}\n**Severity:** SEV2\n\n## Timeline\n\n{rows}\n")
    notes = [note.message for note in found.notes if "may be meant" in note.message and note.line > 7]
    assert [each.split(",")[0].removeprefix("`") for each in notes] == said


@pytest.mark.parametrize(
    "said", ["All times are UTC.", "All times UTC", "*Times in UTC*", "Times are UTC.", "All times are given in UTC."]
)
def test_a_sentence_that_names_the_zone_of_all_times_is_entered(said: str) -> None:
    found = imported(
        f"# Mail down\n\n**Date:** 2026-05-02\n**Severity:** SEV2\n\n## Timeline\n\n{said}\n\n- 09:00 down\n"
    )
    assert (read(found).timezone, found.notes) == ("UTC", ())
    assert found.text.endswith("---\n")


@pytest.mark.parametrize(
    "said", ["All times are estimates.", "All times in UTC, though the clock of the mail server was three minutes late"]
)
def test_a_sentence_that_says_more_of_the_times_stays(said: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** 2026-05-02\n\n## Timeline\n\n{said}\n\n- 09:00 down\n")
    assert found.text.endswith(f"## Timeline\n\n{said}\n")


def test_the_zone_of_a_time_in_a_field_is_that_of_a_timeline_that_names_none() -> None:
    head = "# Queue\n\n**Date:** 2026-07-04\n**Time:** 12:07 - 12:30 CEST (23 minutes)\n**Severity:** SEV2\n\n"
    found = imported(f"{head}## Timeline\n\n- 12:07 full\n- 12:30 extended\n")
    assert read(found).timezone == "Etc/GMT-2"
    said = "`CEST`, the zone of a field, is taken for that of the timeline, too"
    assert [each.line for each in found.notes if each.message == said] == [3]


@pytest.mark.parametrize(
    ("fields", "timeline", "zone"),
    [
        ("**Time:** 12:07 CEST", "- 10:07 UTC full\n- 10:30 UTC extended", "UTC"),  # its own
        ("**Time:** 12:07 CEST\n**Reported:** 06:07 EDT", "- 12:07 full\n- 12:30 extended", None),  # two
        ("**Time:** 12:07 CEST\n**Reported:** 06:07 (local time)", "- 12:07 full\n- 12:30 extended", None),
        ("**Team:** on-call, CEST", "- 12:07 full\n- 12:30 extended", None),  # no time
        ("**Time:** 12:07 CEST", "- 12:07 full (local time)\n- 12:30 extended", "Etc/GMT-2"),
        ("**Time:** 12:07 CEST", "Times are (local time).\n\n- 12:07 full\n- 12:30 extended", None),
    ],
)
def test_the_zone_of_a_field_is_no_better_than_that_of_the_timeline(fields: str, timeline: str, zone: str) -> None:
    text = f"# Queue\n\n**Date:** 2026-07-04\n**Severity:** SEV2\n{fields}\n\n## Timeline\n\n{timeline}\n"
    assert read(imported(text)).timezone == zone


def test_the_times_of_a_country_are_in_its_zone() -> None:
    told = "Timeline (these are Japan times):\n21:48 full\n22:11 extended\n"
    assert read(imported(f"# Queue, 2026-03-04\n\n{told}")).timezone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("short", "zone"),
    [
        ("EAT", "Africa/Nairobi"),
        ("WAT", "Africa/Lagos"),
        ("SAST", "Africa/Johannesburg"),
        ("MSK", "Europe/Moscow"),
        ("МСК", "Europe/Moscow"),
    ],
)
def test_an_abbreviation_of_one_zone_names_it(short: str, zone: str) -> None:
    rows = f"17:15 {short}: full\n\n18:00 {short}: extended\n"
    for told in (rows, rows.replace(f" {short}", "")):
        heading = "Timeline" if told == rows else f"Timeline ({short})"
        pm = read(imported(f"# Queue, 2026-03-04\n\n## {heading}\n\n{told}"))
        assert ([each.event for each in pm.timeline], pm.timezone) == (["full", "extended"], zone)


def test_a_zone_that_had_another_offset_once_has_that_of_the_day() -> None:
    told = "Timeline (UTC)\n\n- 10:00 full\n- 14:30 MSK extended\n"
    for day, at in (("2013-03-04", "14:30 +04:00"), ("2026-03-04", "14:30 +03:00")):
        assert read(imported(f"# Queue, {day}\n\n## {told}")).timeline[1].at.text == at


@pytest.mark.parametrize(
    "zone", ["XYT", "ЕКБ", "Kyiv time", "all times in Kyiv time", "по Киеву", "Ortszeit", "ora locale", "当地时间"]
)
@pytest.mark.parametrize("name", ["Timeline", "Хроника"])
def test_a_zone_that_nobody_here_knows_is_asked_for(name: str, zone: str) -> None:
    rows = "- 10:00: full\n- 10:20: fuller\n- 11:00: extended\n"
    found = imported(f"# Queue, 2026-03-04\n\n**Reported:** 12:07 CEST\n\n## {name} ({zone})\n\n{rows}")
    assert (len(read(found).timeline), read(found).timezone) == (3, None)
    word = zone.removeprefix("all times in ")
    which = {
        "Kyiv time": "can be `Europe/Kyiv`",
        **dict.fromkeys(("Ortszeit", "ora locale", "当地时间"), "can be more than one zone"),
    }.get(word, "is a zone that nobody here knows")
    said = f"`{word}` {which}; the times are in none, until `timezone` says which"
    assert [each.line for each in found.notes if each.message.removeprefix("`timeline`: ").startswith(said)] == [5]


@pytest.mark.parametrize(
    "added",
    [
        *("draft", "DRAFT", "RCA", "SRE view", "abridged", "Real time", "Response time", "all times approximate"),
        *(
            "MTTR",
            "P1",
            "START",
            "2026-03-04",
            "UTC",
            "time in hours",
            "Incident time",
            "SLA",
            "partial",
            "NEXT",
            "AUDIT",
        ),
    ],
)
def test_what_a_timeline_adds_to_its_name_is_mostly_no_zone(added: str) -> None:
    found = imported(f"# Queue, 2026-03-04\n\n## Timeline ({added})\n\n- 10:00 full\n- 11:00 extended\n")
    assert not [each for each in found.notes if "zone" in each.message]


def test_a_zone_behind_the_name_of_a_section_of_times_is_that_of_the_times() -> None:
    rows = "- 10:00: сбой\n- 10:20: найдена причина\n- 11:00: исправлено\n"
    assert read(imported(f"# Сбой 2026-03-04\n\n## Хронология (МСК)\n\n{rows}")).timezone == "Europe/Moscow"
    told = f"# Queue 2026-03-04\n\n## Timeline (Moscow time)\n\n{rows}"
    assert read(imported(told)).timezone == "Europe/Moscow"
    above = "## Queues (EST)\n\nThere are two.\n\n## What happened\n\n"
    assert read(imported(f"# Сбой 2026-03-04\n\n{above}{rows}")).timezone is None


def test_a_field_in_utc_needs_no_word_about_the_timeline() -> None:
    head = "**Date:** 2026-07-04\n**Severity:** SEV2\n**Time:** 12:07 UTC\n"
    found = imported(f"# Queue\n\n{head}\n## Timeline\n\n- 12:07 full\n- 12:30 extended\n")
    assert (read(found).timezone, found.notes) == ("UTC", ())


@pytest.mark.parametrize(
    ("told", "zone", "text"),
    [
        ("10:00 EST/EDT down", "America/New_York", "down"),
        ("10:00 PST / PDT: down", "America/Los_Angeles", "down"),
        ("10:00 (EST/EDT) down", "America/New_York", "down"),
        ("**10:00 GMT/BST** down", "Europe/London", "down"),
        ("10:00 EST/CDT down", "Etc/GMT+5", "/CDT down"),  # two zones
        ("10:00 EST/node-3 is down", "Etc/GMT+5", "/node-3 is down"),
    ],
)
def test_both_abbreviations_of_a_zone_behind_a_time_name_it(told: str, zone: str, text: str) -> None:
    found = read(imported(f"# Lag, 2026-05-01\n\n## Timeline\n\n- {told}\n- {told}\n"))
    assert (found.timezone, [each.event for each in found.timeline]) == (zone, [text, text])


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Timeline (Times in WEST coast office)", None),
        ("Timeline (WEST region)", None),
        ("Timeline of us-WEST", None),
        ("Timeline of WEST-2", None),
        ("Timeline (WEST)", "Etc/GMT-1"),
        ("Timeline (WEST, approximate)", "Etc/GMT-1"),
        ("Timeline of the WEST region (CEST)", "Etc/GMT-2"),
    ],
)
def test_what_is_in_the_west_is_in_no_zone(heading: str, zone: str | None) -> None:
    assert read(imported(f"# Lag, 2026-05-01\n\n## {heading}\n\n- 10:00 down\n- 10:30 up\n")).timezone == zone


@pytest.mark.parametrize(
    ("told", "zone", "text"),
    [
        ("10:00 WEST region is down", None, "WEST region is down"),
        ("**10:00** WEST-2 is down", None, "WEST-2 is down"),
        ("10:00 WEST down", "Etc/GMT-1", "down"),
        ("10:00 (WEST) coast is down", "Etc/GMT-1", "coast is down"),
        ("10:00 WEST: region is down", "Etc/GMT-1", "region is down"),
    ],
)
def test_what_is_in_the_west_behind_a_time_is_told(told: str, zone: str | None, text: str) -> None:
    found = read(imported(f"# Lag, 2026-05-01\n\n## Timeline\n\n- {told}\n- {told}\n"))
    assert (found.timezone, [each.event for each in found.timeline]) == (zone, [text, text])


@pytest.mark.parametrize(
    "said",
    [
        "All timestamps are in CET.",
        "All events are documented in [CET](https://en.wikipedia.org/wiki/Central_European_Time) time.",
        "*All entries are in CET.*",
        "Timestamps are given in CET, as in the logs.",
    ],
)
def test_a_sentence_on_all_timestamps_names_their_zone(said: str) -> None:
    assert read(timeline(f"{said}\n\n- 10:00 seen\n- 11:02 up\n", "Timeline")).timezone == "Etc/GMT-1"


@pytest.mark.parametrize(
    "said", ["All events are in the queue of CET members.", "Some timestamps were in CET.", "The entries are in CET."]
)
def test_another_sentence_on_some_of_them_names_none(said: str) -> None:
    assert read(timeline(f"- 10:00 seen\n- 11:02 up\n\n## Notes\n\n{said}\n", "Timeline")).timezone is None


@pytest.mark.parametrize("said", ["All entries are in the log.", "All events are kept in one file."])
def test_a_sentence_on_where_all_of_them_are_stays_in_the_body(said: str) -> None:
    assert said in timeline(f"{said}\n\n- 10:00 seen\n- 11:02 up\n", "Timeline").text.partition("\n---\n")[2]


@pytest.mark.parametrize("head", ["Date/Time (UTC)", "Date/Time", "**Day/Hour**", "Time/Zone"])
def test_words_with_a_stroke_between_them_are_no_zone(head: str) -> None:
    rows = f"| {head} | Event |\n|---|---|\n| 2026-05-01 10:00 | down |\n| 2026-05-01 10:30 | up |\n"
    assert read(timeline(rows, "Timeline")).timezone in (None, "UTC")
    assert "timezone: Date" not in timeline(rows, "Timeline").text


_APART = "timelines in several zones lie hours apart; one of them may have been on another day there"


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("PST)\n\n- 22:30 deploy\n- 23:10 down", "CET)\n\n- 07:30 deploy\n- 09:00 up", True),
        ("PST)\n\n- 08:30 deploy\n- 09:10 down", "CET)\n\n- 17:30 deploy\n- 19:00 up", False),
        ("PST)\n\n- 22:30 deploy\n- 23:10 down", "CET)\n\n- 2026-05-02 07:30 deploy\n- 09:00 up", False),
        ("PST)\n\n- 22:30 deploy\n- 23:10 down", "PST)\n\n- 07:30 deploy\n- 09:00 up", False),
    ],
)
def test_timelines_in_zones_where_it_may_be_another_day_are_named(first: str, second: str, *, apart: bool) -> None:
    found = timeline("", f"Timeline ({first}\n\n## Timeline of the vendor ({second}")
    assert len(read(found).timeline) == 4
    assert (_APART in [each.message for each in found.notes]) == apart


@pytest.mark.parametrize(
    ("row", "at"),
    [
        ("May 1, 2026 → 13:00 (UTC+2)", "May 1, 2026 13:00 +02:00"),
        ("2026-05-01 -> 13:00", "2026-05-01 13:00"),
        ("13:00 → 14:00", "13:00"),
    ],
)
def test_an_arrow_between_a_day_and_a_time_makes_no_range(row: str, at: str) -> None:
    found = timeline(f"| When | What |\n|---|---|\n| {row} | down |\n| May 1, 2026 15:00 | up |")
    assert spans(found)[0] == (at, "14:00" if row.endswith("14:00") else "")
