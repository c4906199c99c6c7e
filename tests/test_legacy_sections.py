"""What the first sections of a document, and headings with days and times, say of all of it."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read


def test_a_section_with_its_day_dates_a_document_that_has_no_other() -> None:
    text = "# Storage incidents\n\n## 2026-03-01 — all mounts fail\n\n### Timeline\n\n- Feb 28, 06:06 UTC down\n"
    assert str(read(imported(text)).date) == "2026-02-28"
    assert str(read(imported("# Storage\n\n## 2026-03-01 — all mounts fail\n\nAgain.\n")).date) == "2026-03-01"
    later = imported("# Storage\n\nAgain.\n\n## Update 2026-03-01\n\nIt was the disk.\n")
    assert str(read(later).date) == "2026-11-25"


def test_updates_the_newest_first_are_all_events_and_none_of_them_dates_the_document() -> None:
    front = "---\ntitle: Files cannot be read\ndate: 2025-01-21T09:30:00\n---\n\n"
    posts = (
        "## 2025-01-22T08:00:00\n\n* watched\n\n## 2025-01-21T18:00:00 - readable again\n\n* one plugin is off\n"
        "* tested\n\n"
        "## 2025-01-21T09:30:00\n\n* cannot be read\n"
    )
    pm = read(imported(front + posts, "2025-01-21T0930--files.md"))
    assert str(pm.date) == "2025-01-21"
    assert [each.event for each in pm.timeline] == [
        "cannot be read",
        "readable again\n\n* one plugin is off\n* tested",
        "watched",
    ]


def test_fields_below_the_first_heading_are_those_of_the_document() -> None:
    listed = (
        "- **Date/Time**: 2026-03-15 14:23 UTC – 16:47 UTC\n- **Severity**: SEV-1\n- **Affected Service**: payments\n"
    )
    pm = read(imported(f"# Payments down\n## Incident summary\n{listed}- **Commander**: [Name]\n\n## Notes\n\nNone.\n"))
    assert (str(pm.date), pm.severity, pm.services, pm.authors) == ("2026-03-15", "SEV1", ("payments",), ())


def test_a_list_below_the_first_heading_that_tells_something_is_no_list_of_fields() -> None:
    told = "## What happened\n- **Severity**: SEV1 was declared\n- The date was missed\n- **Then** it failed"
    assert told in imported(f"# Payments down\n{told}\n").text


@pytest.mark.parametrize("told", ["- System: the queue\n- Owner: nobody knew\n", "- Service: up\n- Status: red\n"])
def test_what_a_first_section_tells_in_few_words_is_no_list_of_fields(told: str) -> None:
    found = imported(f"# Payments down\n\n## What broke\n\n{told}")
    assert (read(found).services, read(found).owner) == ((), None)
    assert told in f"{found.text}\n"


@pytest.mark.parametrize("number", ["I. ", "IV) ", "3. ", "2.1 "])
def test_the_number_of_a_section_is_no_part_of_its_name(number: str) -> None:
    assert read(imported(f"# Payments down\n\n## {number}Lessons learnt\n\n- Test it\n")).lessons is not None


@pytest.mark.parametrize("number", ["I ", "X.", "VIP. ", "IIIII. "])
def test_letters_before_a_name_are_a_part_of_it(number: str) -> None:
    head, told = "# Payments down\n\n", f"## {number}Lessons learnt\n\n- Test it\n"
    assert told in f"{imported(head + told).text}\n"


def test_the_time_of_the_impact_is_the_day_of_the_incident() -> None:
    row = "| Impact Time | Oct 3, 2025 at 4:32 PM PDT - Oct 3, 2025 at 5:10 PM PDT |"
    pm = read(imported(f"# Pager\n\n| Field | Value |\n|--|--|\n{row}\n| Owner | platform |\n"))
    assert (str(pm.date), pm.owner) == ("2025-10-03", "platform")


def test_the_only_day_that_a_document_names_is_that_of_the_incident() -> None:
    found = imported("# Queue\n\nIt was.\n\n## How\n\nBadly.\n\n## Facts\n\n- From 2026-03-04 10:00 for an hour\n")
    assert str(found.date) == "2026-03-04"
    assert (11, "the day is the only one that the text names: `2026-03-04`") in [
        (each.line, each.message) for each in found.notes
    ]


@pytest.mark.parametrize(
    "told",
    [
        "- From 2026-03-04 on\n- Until 2026-03-05",
        "- [ ] Extend it by 2026-03-04",
        "```\n2026-03-04 10:00 full\n```",
        "| Disk | Bought |\n|--|--|\n| 1 | 2026-03-04 |",
        "- To be moved on 2027-03-04",
    ],
)
def test_a_day_of_something_else_dates_no_document(told: str) -> None:
    text = f"# Queue\n\nIt was.\n\n## How\n\nBadly.\n\n## Facts\n\nNone.\n\nNone.\n\nNone.\n\n{told}\n"
    assert imported(text).date is None


def test_a_day_by_which_a_follow_up_is_due_dates_no_document() -> None:
    text = "# Queue\n\nIt was.\n\n## How\n\nBadly.\n\n## Action items\n\n- Extend the disk (by 2026-03-14)\n"
    assert imported(text).date is None


@pytest.mark.parametrize("form", ["Day {} ({})", "Day {}: {}", "Day {} — {}", "**Day {}, {}**"])
@pytest.mark.parametrize("days", [("March 15, 2024", "March 16, 2024"), ("2024-03-15", "2024-03-16")])
def test_a_heading_that_counts_the_days_gives_theirs_to_the_times_below_it(form: str, days: tuple[str, str]) -> None:
    first, second = (f"### {form.format(number, day)}\n\n" for number, day in enumerate(days))
    told = f"{first}- 08:23 mail arrives\n- 08:47 opened\n\n{second}- 02:30 encrypted\n"
    pm = read(imported(f"# Case\n\n## Timeline\n\n{told}"))
    assert [each.at.text for each in pm.timeline] == [f"{days[0]} 08:23", "08:47", f"{days[1]} 02:30"]
    assert str(pm.date) == "2024-03-15"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("2025-07-30/31 Mail outage", "Mail outage"),
        ("Incident: 2025-04-08 09-25-48", "Incident: 2025-04-08 09-25-48"),
        ("2025-07-30 31 mailboxes lost", "31 mailboxes lost"),
        ("2025-07-30/311 is down", "311 is down"),
    ],
)
def test_days_before_a_title_are_no_part_of_it(heading: str, title: str) -> None:
    assert imported(f"# {heading}\n\nIt was.\n").title == title


@pytest.mark.parametrize("due", ["Due date: 18th December 2023", "**Deadline:** 2023-12-18", "Due: 03/04/2023"])
@pytest.mark.parametrize(
    "above", ["Project: queues\nAuthor: platform\n", "Posted 2023-12-01\n\nIt broke.\n\n", "- One\n- "]
)
def test_a_day_by_which_somebody_has_to_do_something_is_not_that_of_the_incident(above: str, due: str) -> None:
    assert imported(f"# Queue\n\n{above}{due}\n\nIt was slow.\n").date is None


@pytest.mark.parametrize(
    "told",
    ["Due to a full disk it broke on 2023-12-18.", "It was due on 2023-12-18:\nit broke.", "Target: queue, 2023-12-18"],
)
def test_a_sentence_that_has_a_word_for_that_dates_a_document_all_the_same(told: str) -> None:
    assert str(imported(f"# Queue\n\n{told}\n").date) == "2023-12-18"


@pytest.mark.parametrize("heading", ["## Actionables", "## Actionable:", "**Actionables**", "Actionables:"])
def test_what_wikis_call_follow_ups(heading: str) -> None:
    found = read(imported(f"# Mail down\n\n2026-05-01\n\n{heading}\n\n- Alert on lag\n- Test it\n"))
    assert [each.action for each in found.followup_list] == ["Alert on lag", "Test it"]


@pytest.mark.parametrize("heading", ["Actionables of the last review", "Actionable alerts", "Non-actionables"])
def test_what_only_sounds_like_them(heading: str) -> None:
    assert not read(imported(f"# Mail down\n\n2026-05-01\n\n## {heading}\n\n- Alert on lag\n")).followup_list


@pytest.mark.parametrize("heading", ["Where did we get lucky?", "Where we got lucky", "Luck"])
def test_luck_in_a_question(heading: str) -> None:
    found = read(imported(f"# Mail down\n\n2026-05-01\n\n### {heading}\n\n- It was night\n"))
    assert "It was night" in repr(found.lessons)


def test_an_empty_box_before_a_lesson_is_none_of_its_words() -> None:
    text = "# Full\n\n## Lessons learned\n\n- [ ] Look at disks\n- [x] Buy some\n\n## What went well\n\n- [ ] Luck\n"
    assert "lessons: [Look at disks, '[x] Buy some']\n" in imported(text).text
    kinds = imported(f"# Full\n\n## What went well\n{text.rpartition('well')[2]}").text
    assert "went_well: [Luck]" in kinds


@pytest.mark.parametrize("footer", ["*Environment: mail · queue*", "_Written by the platform team._\n\n*Reviewed.*"])
def test_a_line_in_emphasis_below_a_rule_is_of_the_document(footer: str) -> None:
    text = f"# Full\n\n## Lessons learned\n\n- Look at disks\n- Buy some\n\n---\n\n{footer}\n"
    found = imported(text)
    assert "lessons: [Look at disks, Buy some]\n" in found.text
    assert footer in found.text.partition("\n---\n")[2]


@pytest.mark.parametrize(
    "section",
    ["Action items\n\n- [ ] Buy disks", "Timeline\n\n- 10:00 full\n- 10:10 empty", "Lessons\n\n- Look at disks"],
)
def test_no_empty_section_is_left_above_what_a_document_ends_with(section: str) -> None:
    found = imported(f"# Full\n\n**Date:** 2026-05-01\n\nOld.\n\n## {section}\n\n---\n\n*Written by on-call*\n")
    assert found.text.partition("\n---\n")[2].split() == "Old. --- *Written by on-call*".split()
    assert not any("stays in the body" in each.message for each in found.notes)


@pytest.mark.parametrize(
    ("rest", "lessons"),
    [
        ("*Look twice*", "'*Look twice*'"),  # no rule
        ("---\n\nLook twice", "Look twice"),
        ("---\n\n**Look twice**", "'**Look twice**'"),
        ("---\n\n- *Look twice*", "'*Look twice*'"),
    ],
)
def test_what_else_stands_below_a_rule_is_of_its_section(rest: str, lessons: str) -> None:
    found = imported(f"# Full\n\n## Lessons learned\n\n- Look at disks\n\n{rest}\n")
    assert f"lessons: [Look at disks, {lessons}]\n" in found.text
