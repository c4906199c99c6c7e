"""Documents without marks, pasted from somewhere: lines that name sections, and the one that names it all."""

from __future__ import annotations

import pytest

from pmgen.legacy import Imported
from tests.test_legacy_shapes import imported, read

PLAIN = """\
Checkout down
Incident report for checkout
Issue Summary
On March 4th, 2026 nobody could pay for ten minutes.
Timeline
10:05 AM Release is rolled out
10:15 AM The issue was resolved by going back
Root Cause and Resolution
The release had a file with a wrong name, and went back.
Corrective and Preventative Measures
Add a test of the names of files
"""


def summary_of(found: Imported) -> str | None:
    summary = read(found).summary
    return summary.text if summary else None


def test_lines_of_a_paragraph_that_name_sections_begin_them() -> None:
    found = imported(PLAIN, "0x19-postmortem/README.md")
    pm = read(found)
    assert (str(pm.date), summary_of(found)) == ("2026-03-04", "On March 4th, 2026 nobody could pay for ten minutes.")
    assert [(each.at.text, each.kind) for each in pm.timeline] == [("10:05", "note"), ("10:15", "resolved")]
    assert [each.action for each in pm.followups or ()] == ["Add a test of the names of files"]
    assert found.text.endswith(
        "Checkout down\nRoot Cause and Resolution\nThe release had a file with a wrong name, and went back.\n"
    )


def test_the_line_that_says_what_kind_of_document_it_is_names_it() -> None:
    assert imported(PLAIN, "0x19-postmortem/README.md").title == "checkout"
    alone = PLAIN.replace("Incident report for checkout\n", "")
    assert imported(alone, "0x19-postmortem/README.md").title == "Checkout down"


@pytest.mark.parametrize(
    "first",
    [
        "Nobody could pay on Tuesday.",
        "Hi all,",
        "Owner: on-call",
        "Checkout down\nAgain",
        "One\nTwo\nThree\nIncident report for the till",
        "Incident report",
        "Incident report\nMarch 4, 2026",
        "Incident report\nCheckout down\nAgain",
        "x" * 101,
    ],
)
def test_a_line_that_may_be_anything_is_no_title(first: str) -> None:
    text = f"{first}\n\nImpact\n\nNobody could pay.\n\nTimeline\n\n10:05 AM It is down\n"
    assert imported(text, "2026-03-04-checkout.md").title == "checkout"


@pytest.mark.parametrize("lines", ["INCIDENT REPORT\nCheckout down\nMarch 4, 2026", "Checkout down\n2026-03-04"])
def test_a_line_among_a_day_and_a_kind_of_document_is_the_title(lines: str) -> None:
    found = imported(f"{lines}\n\nImpact\n\nNobody could pay.\n\nTimeline\n\n10:05 AM It is down\n", "lag.md")
    assert (found.title, str(found.date)) == ("Checkout down", "2026-03-04")
    assert "Checkout down" not in found.text.partition("\n---\n")[2]


def test_a_document_with_headings_is_not_named_by_a_line_above_them() -> None:
    assert imported("Checkout down\n\n## Impact\n\nNobody.\n\n## Timeline\n\nLate.\n", "till.md").title == "till"


def test_a_name_with_a_line_below_it_is_the_heading_that_it_was() -> None:
    below = "Incident Summary\n----------------\n\nIt was full.\n\n### Later\n\nAgain.\n"
    text = f"Queue, 2026-03-04\n=================\n\n{below}"
    found = imported(f"{text}\nRoot cause analysis\n-------------------\nThe disk.\n")
    assert summary_of(found) == "It was full."
    assert found.text.endswith("Incident Summary\n----------------\n\n### Later\n\nAgain.\n")


@pytest.mark.parametrize("mark", ["{}", "{}:", "**{}**", "**{}:**", "__{}__"])
def test_what_stands_directly_below_a_name_is_of_its_section(mark: str) -> None:
    named = "\n".join(
        f"{mark.format(name)}\n{told}\n"
        for name, told in (("Timeline", "10:00 full\n10:10 extended"), ("Root cause", "The disk was full."))
    )
    pm = read(imported(f"# Queue, 2026-03-04\n\n{named}"))
    assert [each.event for each in pm.timeline] == ["full", "extended"]
    assert pm.root_cause is not None
    assert pm.root_cause.description == "The disk was full."


def test_a_cause_ends_where_the_next_line_names_something_else() -> None:
    told = "Root Cause:\n\nA rule was wrong.\nResolution:\n\nThe rule was put right.\nCorrective measures:\n\nLater."
    found = imported(f"# Queue, 2026-03-04\n\n{told}\n")
    cause = read(found).root_cause
    assert cause is not None
    assert cause.description == "A rule was wrong."
    assert "Resolution:\n\nThe rule was put right.\nCorrective measures:\n\nLater." in found.text


@pytest.mark.parametrize(
    "told",
    [
        "We looked into the\ntimeline\nof last week.",
        "Contents\nSummary\nImpact\nTimeline",
        "Impact:\nSummary:\nDetection:",
        "It had an\nimpact",
        "We saw it in the\nSummary\nof the dashboard.",
        "- a list that goes on\n  Summary\n  within it",
        "The graph shows\nresponse\nand recovery.",
        "```\nSummary\nnothing\n```",
    ],
)
def test_names_in_a_sentence_or_among_others_begin_nothing(told: str) -> None:
    found = imported(f"# Queue, 2026-03-04\n\n## Notes\n\n{told}\n")
    assert told in found.text
    pm = read(found)
    assert (pm.summary, pm.impact, pm.timeline) == (None, None, ())


def test_a_list_ends_where_a_line_names_a_section() -> None:
    pm = read(imported("# Queue, 2026-03-04\n\n## Action items\n- Watch the disk\nImpact\nNobody was able to order.\n"))
    assert [each.action for each in pm.followups or ()] == ["Watch the disk"]
    assert pm.impact is not None
    assert pm.impact.description == "Nobody was able to order."


def test_a_section_without_marks_ends_at_a_line_of_a_few_words() -> None:
    found = imported(
        "Queue, 2026-03-04\n\nSummary\n\nIt was full.\n\nOur motivation\n\nTo tell it.\n\nImpact\n\nNone yet.\n"
    )
    assert summary_of(found) == "It was full."
    assert "Our motivation\n\nTo tell it." in found.text


def test_a_line_across_the_page_is_no_part_of_what_stands_below_it() -> None:
    text = "# Queue, 2026-03-04\n\n### Timeline\n---\n**10:00:** full\n\n**10:10:** extended\n"
    assert [each.event for each in read(imported(text)).timeline] == ["full", "extended"]


@pytest.mark.parametrize("rule", ["---", "***", "_ _ _", "* * *"])
def test_lines_across_the_page_are_in_no_value_and_keep_no_heading(rule: str) -> None:
    sections = ("Summary\n\nIt was full.", "Impact\n\nNobody could order.", "Action items\n\n- Watch the disk")
    told = "".join(f"## {each}\n\n{rule}\n\n" for each in sections)
    found = imported(f"# Queue, 2026-03-04\n\nAs it was.\n\n{rule}\n\n{told}## Notes\n\nOne.\n\n{rule}\n\nTwo.\n")
    pm = read(found)
    assert summary_of(found) == "It was full."
    assert pm.impact is not None
    assert pm.impact.description == "Nobody could order."
    assert [each.action for each in pm.followups or ()] == ["Watch the disk"]
    assert found.text.endswith(f"---\n\nAs it was.\n\n{rule}\n\n## Notes\n\nOne.\n\n{rule}\n\nTwo.\n")


def test_lines_across_the_page_with_nothing_between_them_stay_where_nothing_was() -> None:
    told = "One.\n\n---\n\n---\n\nTwo.\n"
    assert imported(f"# Queue, 2026-03-04\n\n{told}").text.endswith(f"---\n\n{told}")


def test_lines_that_each_ask_for_something_are_a_follow_up_each() -> None:
    told = "# Queue, 2026-03-04\n\n## Action items\n\n"
    pm = read(imported(f"{told}Add an alert on the disk\nReview the limits: they are old.\n"))
    assert [each.action for each in pm.followups or ()] == [
        "Add an alert on the disk",
        "Review the limits: they are old.",
    ]
    wrapped = read(imported(f"{told}Add an alert on the disk and\nreview the limits of it.\n"))
    assert [each.action for each in wrapped.followups or ()] == [
        "Add an alert on the disk and review the limits of it."
    ]


def test_lines_of_which_some_ask_for_nothing_are_not_one_follow_up() -> None:
    told = "Review the limits: they are old.\nImplement alerts: there were none.\nThis report tells of the queue."
    found = imported(f"# Queue, 2026-03-04\n\n## Corrective measures\n\n{told}\n")
    assert told in found.text
    assert not read(found).followups


DURATION = "Duration: March 4, 2026, 17:30 - March 5, 2026, 01:00 UTC"


@pytest.mark.parametrize("form", ["{}\n{}", "- {}\n- {}", "- **{}\n- **{}"])
@pytest.mark.parametrize("above", ["", "![chart](https://example.com/c.png)\n\n", "This tells of the queue.\n\n"])
def test_a_summary_that_lists_fields_states_them(form: str, above: str) -> None:
    rows = form.format(DURATION, "Impact: nobody could order anything").replace(": ", ":** ") if "**" in form else ""
    rows = rows or form.format(DURATION, "Impact: nobody could order anything")
    found = imported(f"# Queue\n\n{above}## Issue summary\n{rows}\n\n## Notes\n\nNone.\n")
    pm = read(found)
    assert (str(found.date), pm.summary) == ("2026-03-04", None)
    assert pm.impact is not None
    assert pm.impact.description == "nobody could order anything"
    assert "March 5, 2026, 01:00 UTC" in found.text


def test_a_duration_that_only_says_how_long_dates_nothing() -> None:
    found = imported("# Queue\n\n## Summary\n\n- **Duration:** 42 minutes\n- **Impact:** nobody could order it\n")
    assert found.date is None


def test_a_summary_of_lines_with_labels_is_a_list_and_no_summary() -> None:
    told = "Duration:\nStart Time: 10:00 AM\nEnd Time: 2:00 PM"
    found = imported(f"# Queue, 2026-03-04\n\n## Summary\n\n{told}\n")
    assert read(found).summary is None
    assert told in found.text
    assert read(imported("# Queue, 2026-03-04\n\n## Summary\n\nIn short: it was full.\n")).summary is not None


def test_how_long_it_took_is_no_summary() -> None:
    found = imported(
        "# Queue, 2026-03-04\n\n**Issue Summary:**\n\n**Duration:** 9:00 AM to 1:00 PM\n\n## Notes\n\nNo.\n"
    )
    assert read(found).summary is None
    assert "**Duration:** 9:00 AM to 1:00 PM" in found.text


def test_a_summary_of_lines_with_labels_that_tells_what_happened_is_one() -> None:
    told = "**Problem:** Logins failed.\n**Causes:** A certificate.\n**Steps to resolve:** It was renewed."
    assert summary_of(imported(f"# Queue, 2026-03-04\n\n## Summary\n\n{told}\n")) == told


@pytest.mark.parametrize("rule", ["---", "***", "* * *"])
def test_a_line_across_the_page_is_no_part_of_the_item_above_it(rule: str) -> None:
    pm = read(imported(f"# Queue, 2026-03-04\n\n## Timeline\n\n- 10:00 full\n{rule}\n- 10:10 empty\n"))
    assert [each.event for each in pm.timeline] == ["full", "empty"]


@pytest.mark.parametrize("rule", ["---", "***", "___"])
def test_an_item_that_is_a_line_across_the_page_tells_nothing(rule: str) -> None:
    pm = read(imported(f"# Queue, 2026-03-04\n\n## Timeline\n\n- 10:00 full\n- {rule}\n- 10:10 empty\n"))
    assert [each.event for each in pm.timeline] == ["full", "empty"]


def test_names_of_the_contents_have_not_the_text_behind_them() -> None:
    found = imported("# Queue, 2026-03-04\n\nContents\nImpact\nRoot cause\n\nWe begin on Tuesday.\n")
    assert read(found).root_cause is None
    assert found.text.endswith("Contents\nImpact\nRoot cause\n\nWe begin on Tuesday.\n")


@pytest.mark.parametrize("mark", ["{}:", "**{}**"])
def test_a_few_words_right_below_a_name_are_what_it_tells(mark: str) -> None:
    named = "".join(
        f"{mark.format(name)}\n\n{told}\n\n"
        for name, told in (("Summary", "Queue full"), ("Root cause", "Disk full\n\nIt was."), ("Impact", "Late orders"))
    )
    found = imported(f"# Queue, 2026-03-04\n\n{named}")
    pm = read(found)
    assert summary_of(found) == "Queue full"
    assert pm.root_cause is not None
    assert pm.impact is not None
    assert (pm.root_cause.description, pm.impact.description) == ("Disk full\n\nIt was.", "Late orders")


@pytest.mark.parametrize("line", ["Who was there:", "**Who was there**", "__Who was there__"])
def test_another_name_right_below_a_name_is_not_what_it_tells(line: str) -> None:
    assert read(imported(f"# Queue, 2026-03-04\n\nRoot cause:\n\n{line}\n\nPlatform.\n")).root_cause is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Add an alert.\nRotate the logs.", ["Add an alert.", "Rotate the logs."]),
        ("Rotate the logs.\nAdd an alert.", ["Rotate the logs.", "Add an alert."]),
        ("Add an alert\nRotate all logs\nTeach our on-call", ["Add an alert", "Rotate all logs", "Teach our on-call"]),
        # one task, and more of it
        ("Add an alert.\nThe alert pages.", ["Add an alert. The alert pages."]),
        ("Add an alert, so that we\nRotate the logs.", ["Add an alert, so that we Rotate the logs."]),
        (
            "Add an alert that says which of\nthe queues is full.",
            ["Add an alert that says which of the queues is full."],
        ),
        ("Add an alert.\nIn the end it pages.", ["Add an alert. In the end it pages."]),
        ("Add an alert.\nFinally a page.", ["Add an alert. Finally a page."]),
        ("Add an alert.\nQueues fill up.", ["Add an alert. Queues fill up."]),
    ],
)
def test_lines_of_a_paragraph_that_each_ask_for_something_are_follow_ups(told: str, expected: list[str]) -> None:
    found = read(imported(f"# Queue, 2026-03-04\n\n## Action items\n\n{told}\n"))
    assert [each.action for each in found.followup_list] == expected


@pytest.mark.parametrize("told", ["Rotate the logs.\nTeach the on-call.", "Both the queues\nEmpty all disks"])
def test_lines_of_which_none_surely_asks_for_something_stay(told: str) -> None:
    found = imported(f"# Queue, 2026-03-04\n\n## Action items\n\n{told}\n")
    assert (read(found).followup_list, told in found.text) == ((), True)


def told_by(text: str) -> list[str]:
    """The times and the texts of the events of a document of plain text."""
    found = read(imported(f"Queue outage post-mortem, 2026-03-04\n\nSummary\nIt was full.\n\n{text}"))
    return [f"{each.at.text} {each.event}" for each in found.timeline]


@pytest.mark.parametrize(
    "text",
    [
        "Timeline\n10:00 full\nDetection\n10:05 alert\nResolution\n10:40 empty\n",
        "Timeline\n\n10:00 full\n\nDetection\n\n10:05 alert\n\nResolution\n\n10:40 empty\n",
        "Timeline\n- 10:00 full\nDetection\n- 10:05 alert\nRecovery\n- 10:40 empty\n\nImpact\nNobody.\n",
        "Timeline (UTC)\n10:00 full\n10:05 alert\n10:40 empty\n",
        "Timeline\n\nDetection\n\n10:00 full\n10:05 alert\n\nRecovery\n\n10:40 empty\n",
        "Timeline (UTC)\n\nDetection:\n\n- 10:00 full\n- 10:05 alert\n\nResponse:\n\n- 10:40 empty\n",
        "Timeline (all times UTC)\n\n- 10:00 full\n- 10:05 alert\n- 10:40 empty\n",
    ],
)
def test_a_timeline_of_plain_text_goes_on_behind_the_name_of_a_phase(text: str) -> None:
    assert told_by(text) == ["10:00 full", "10:05 alert", "10:40 empty"]


def test_a_name_of_a_timeline_right_above_a_phase_does_not_stay_alone() -> None:
    found = imported("Queue outage post-mortem, 2026-03-04\n\nTimeline (UTC)\n\nDetection\n\n10:00 full\n10:05 alert\n")
    assert found.text.rpartition("---")[2].strip() == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Timeline\n10:00 full\n\nDetection\nBy an alert at 10:05.\n", ["10:00 full"]),  # it tells something else
        ("Timeline\n10:00 full\n\nDetection\n10:05 alert\n\nIt was late.\n", ["10:00 full"]),
        ("Timeline\n10:00 full\n\nImpact\n10:05 to 10:40 no mail\n", ["10:00 full"]),  # no phase
        ("## Timeline\n\n10:00 full\n\n## Detection\n\n10:05 alert\n", ["10:00 full"]),  # with marks
        ("Timeline (short)\n\nIt was full.\n", []),
        ("Timeline (UTC)\n\nDetection\n\nBy an alert.\n", []),
        ("Timeline\n\nDetection\n\nBy an alert at 10:05.\n\nResolution\n\n10:40 empty\n", []),
        ("Timeline (see below)\n\nIt was full at 10:00.\n", []),
        ("Times (UTC)\n10:00 full\n", []),
    ],
)
def test_another_section_of_plain_text_ends_it(text: str, kept: list[str]) -> None:
    assert told_by(text) == kept


@pytest.mark.parametrize(
    "behind",
    [
        "Root Cause and Resolution: The disk was full.",
        "**Impact:** Mail was late.",
        "Root cause: A disk\nthat was full.",
    ],
)
def test_a_line_that_names_another_section_is_no_part_of_the_last_event(behind: str) -> None:
    found = imported(f"# Queue, 2026-03-04\n\n## Timeline\n\n10:00: full\n10:40: empty\nagain\n{behind}\n")
    assert [f"{each.at.text} {each.event}" for each in read(found).timeline] == ["10:00 full", "10:40 empty again"]
    assert found.text.endswith(f"## Timeline\n\n{behind}\n")


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ("10:40: empty\nNote: the log is gone", "empty Note: the log is gone"),
        ("10:30: why\nRoot cause: the disk\n10:40: empty", "empty"),
        ("10:40: empty\nthe root cause: the disk", "empty the root cause: the disk"),
    ],
)
def test_any_other_line_goes_on_with_its_event(rows: str, last: str) -> None:
    found = imported(f"# Queue, 2026-03-04\n\n## Timeline\n\n10:00: full\n{rows}\n")
    assert read(found).timeline[-1].event == last
    assert found.text.rpartition("---")[2].strip() == ""
