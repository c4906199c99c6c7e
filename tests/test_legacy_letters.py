"""Post-mortems that were sent as letters: their subject, their day, and sections without headings."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

LETTER = """\
From: on-call <on-call@example.com>
To: all@example.com
Subject: Post-mortem: the mail queue was full
Date: Tue, 4 Mar 2025 18:22:01 +0100

Hi all, yesterday the queue was full.

Timeline (CET):

09:10 queue grows
09:40 alert
10:05 disk extended

What we will do next:
- Alert at 70 %
"""


def test_a_letter_is_called_by_its_subject_and_nothing_of_its_head_is_lost() -> None:
    found = imported(LETTER, "mail-0412.txt")
    pm = read(found)
    assert pm.title == "the mail queue was full"
    assert LETTER.partition("\n\n")[0] in found.text


def test_the_day_of_a_letter_is_told_to_be_that() -> None:
    found = imported(LETTER)
    assert str(found.date) == "2025-03-04"
    said = "`2025-03-04` is the day of the letter; the incident may have begun before it"
    assert said in [each.message for each in found.notes]
    assert not [each for each in imported("# Lag\n\n**Date:** 2025-03-04\n").notes if "letter" in each.message]


@pytest.mark.parametrize(
    ("subject", "day"),
    [
        ("Queue full on 2025-03-03", "2025-03-03"),
        ("[Postmortem] 3 March 2025: queue full", "2025-03-03"),
        ("Queue full, moved to 2025-03-09", "2025-03-04"),  # still to come when it was sent
        ("Queue full", "2025-03-04"),
    ],
)
def test_a_letter_is_about_the_day_in_its_subject(subject: str, day: str) -> None:
    found = imported(LETTER.replace("Post-mortem: the mail queue was full", subject))
    assert str(found.date) == day
    assert any("the day of the letter" in each.message for each in found.notes) == (day == "2025-03-04")


def test_lines_that_end_in_a_colon_name_the_sections_of_a_letter() -> None:
    pm = read(imported(LETTER))
    assert (pm.timezone, [each.event for each in pm.timeline]) == (
        "Etc/GMT-1",
        ["queue grows", "alert", "disk extended"],
    )
    assert [each.action for each in pm.followup_list] == ["Alert at 70 %"]


@pytest.mark.parametrize("line", ["Timeline (CET)", "Timeline (CET): two hours.", "Summary (short): it was full"])
def test_a_line_that_goes_on_or_has_no_colon_names_no_section(line: str) -> None:
    assert line in imported(f"# Lag\n\n{line}\n\nIt was full.\n").text


@pytest.mark.parametrize("field", ["From: 2025-03-04 10:00 UTC", "**From:** March 4, 2025"])
def test_from_is_the_beginning_where_it_is_followed_by_a_day(field: str) -> None:
    assert str(imported(f"# Lag\n\n{field}\n").date) == "2025-03-04"


def test_a_sender_with_digits_in_the_address_is_no_date() -> None:
    head = "From: on-call-2026-01-02@example.com\nSubject: Queue full\nDate: 2026-03-04\n"
    assert str(imported(f"{head}\nIt was full.\n").date) == "2026-03-04"


_SENT_ON = "From: on-call\nSent: {}\nTo: platform\nSubject: Queue outage\n\nThe queue was full.\n"


@pytest.mark.parametrize("sent", ["Tuesday, March 4, 2025 9:12 AM", "2025-03-04 09:12", "4 March 2025 09:12:10 +0100"])
def test_a_letter_that_is_sent_on_has_the_day_on_which_it_was_sent(sent: str) -> None:
    found = imported(_SENT_ON.format(sent))
    said = "`2025-03-04` is the day of the letter; the incident may have begun before it"
    assert (str(found.date), said in [each.message for each in found.notes]) == ("2025-03-04", True)
    assert f"Sent: {sent}" in found.text


@pytest.mark.parametrize("sent", ["4,000 mails", "none in 2025", "2025 mails at 9 AM", "yesterday, 9:12", "2019-04-02"])
def test_what_was_sent_is_no_day(sent: str) -> None:
    found = imported(f"# Queue\n\n**Date:** 2025-03-04\n\n## Summary\n\n- Sent: {sent}\n- Failed: 12\n")
    assert (str(found.date), f"- Sent: {sent}" in found.text) == ("2025-03-04", True)
