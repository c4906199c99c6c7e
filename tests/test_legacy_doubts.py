"""What the importer leaves alone: what is not sure stays in the body, or open, and no input is too much for it."""

from __future__ import annotations

import time

import pytest

from pmgen.legacy import import_document
from pmgen.legacy.draft import missing
from pmgen.legacy.draft import words as words_of
from tests.test_legacy_shapes import DAY, LEVELS, events, followups, imported, read


@pytest.mark.parametrize(
    "told",
    [
        "## Versions\n\n- **2.10** had the bug\n- **2.11** has it too\n- **2.12** is fixed\n",
        "## Releases\n\n- 2.10: added login\n- 2.31: more of it\n- 3.45: all of it\n",
        "## Timeline\n\n1 March 2024\n\n1.20 was rolled out\n\n1.21 came next\n\n1.30 was better\n",
        "## Timeline\n\n- 10.04 upgraded\n- 10.05 tried\n- 10.06 given up\n",
        "## What it cost\n\n| Date | Cost |\n|--|--|\n| 2024-01-01 | 3 |\n| 2024-01-02 | 4 |\n",
        "## Load\n\n| Time | Load |\n|--|--|\n| 10:00 | 3 |\n| 10:05 | 4 |\n",
        "## Notes\n\n- 9:00 shops open in Berlin\n",
    ],
)
def test_what_is_no_timeline(told: str) -> None:
    assert [each for each in events(f"# Lag\n\n{told}") if ":" in each[:16]] == []


def test_a_title_is_no_section() -> None:
    told = "## Impact\n\n- 17 users\n\n## What happened\n\n### 1. Deploy\n\nWe did.\n"
    assert followups(f"# Preventive maintenance caused outage\n\n{told}") == []
    text = "# Timeline service outage\n\n## What happened\n\nIt was down.\n\n## Hours\n\n- 10:00 shops open\n"
    assert events(text) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Short-term impact",
        "Prevention worked",
        "Improvement of the error rate over time",
        "Tasks in the queue",
        "Next step that failed",
        "Remediation of customers",
    ],
)
def test_headings_that_tell_of_something_and_name_no_list(heading: str) -> None:
    assert followups(f"# Lag\n\n## {heading}\n\n- One\n- Two\n") == []


@pytest.mark.parametrize(
    "action",
    [
        "Updated runbook needed for failover",
        "Added latency alert for p99",
        "Disabled users must not receive mail",
        "Fixed IP address for the gateway",
        "Built images should be signed",
        "Built-in alerts for disk",
        "Raised limits need an audit",
        "We agreed to migrate the database",
        "We proceed with the vendor talks",
        "Once the patch has been released, upgrade",
        "The rate limit has been increased; lower it again",
        "We added a retry. Add a test as well.",
        "Disabled the cron job, pending review of the code",
        "Deployed a fix to half of the fleet",
        "Added a workaround, remove it in Q3",
        "Restarted pods lose state, fix that",
        "Set up a meeting",
        "Fix the report (completed orders only)",
    ],
)
def test_what_may_still_be_to_do_stays_open(action: str) -> None:
    assert followups(f"# Lag\n\n## Follow-ups\n\n- {action}\n") == [(action, "todo")]


@pytest.mark.parametrize(
    "status",
    [
        "to be done",
        "will be deployed next week",
        "needs to be fixed",
        "waiting to be merged",
        "half completed",
        "nothing done so far",
        "isn't done",
        "to be completed by June",
        "Done ✅ (half of nodes)",
        "Done, will be released on Monday",
    ],
)
def test_a_status_that_is_not_reached_is_open(status: str) -> None:
    text = f"# Lag\n\n## Action items\n\n| Action | Status |\n|--|--|\n| Write it | {status} |\n"
    assert followups(text) == [("Write it", "todo")]


@pytest.mark.parametrize(
    "status", ["Done ✅ (all of the nodes)", "Done, and released on Monday", "Completed; nothing left"]
)
def test_a_status_that_begins_with_done_is_done(status: str) -> None:
    text = f"# Lag\n\n## Action items\n\n| Action | Status |\n|--|--|\n| Write it | {status} |\n"
    assert followups(text) == [("Write it", "done")]


@pytest.mark.parametrize(
    "told", ["We could not have known this.", "You could see errors in the log.", "It must have been the cache."]
)
def test_prose_that_asks_for_nothing(told: str) -> None:
    assert followups(f"# Lag\n\n## Follow-ups\n\n{told}\n") == []
    assert followups("# Lag\n\n## Impact\n\nTODO: ask for the graph here\n") == []


def test_whose_follow_ups_they_are_stays_beside_them() -> None:
    told = "**Robert**\n- Look at the bots\n\n**Natalie**\n- Mend the balancer\n  - with tests\n"
    found = read(imported(f"# Lag\n\n## Actions\n\n{told}")).followup_list
    assert [(each.action, each.details) for each in found] == [
        ("Look at the bots", "Robert"),
        ("Mend the balancer", "Natalie\n\n- with tests"),
    ]
    led = imported("# Lag\n\n## Actions\n\nWe should do these:\n\n- One\n\n**To be seen**\n")
    assert [each.details for each in read(led).followup_list] == [None]
    assert "We should do these:\n\n**To be seen**" in led.text


def test_lessons_and_follow_ups_share_nothing() -> None:
    found = read(imported("# Lag\n\n## Lessons learned\n\nLook at disks.\n\n**TODO**: a probe\n"))
    assert [each.action for each in found.followup_list] == ["a probe"]
    assert found.lessons is not None
    assert found.lessons.learned == ("Look at disks.",)


def test_blanks_at_the_end_of_a_line_take_no_letter() -> None:
    told = "- 10:05 — The pods restarted  \n  and we looked\n- **10:06** Alert fired \n  in the channel\n"
    assert events(f"# Lag\n\n## Timeline\n\n{told}") == [
        "10:05 The pods restarted  \nand we looked",
        "10:06 Alert fired \nin the channel",
    ]


@pytest.mark.parametrize("told", ["CT logs checked by the platform", "MT-3 host down", "PT online change started"])
def test_two_letters_at_the_beginning_are_no_zone(told: str) -> None:
    found = read(imported(f"# Lag\n\n## Timeline\n\n- 10:40 Alert\n- 10:42 {told}\n"))
    assert (found.timezone, found.timeline[1].event) == (None, told)


@pytest.mark.parametrize(
    ("said", "severity", "reason"),
    [
        ("Critical - S3 uploads failed", "SEV1", "Critical - S3 uploads failed"),
        ("Major, P1 customers were down", "SEV2", "Major, P1 customers were down"),
        ("S2 - S3 uploads failed", "SEV2", "S3 uploads failed"),
        ("S2", "SEV2", None),
    ],
)
def test_a_letter_with_a_number_is_a_severity_only_where_it_stands_apart(
    said: str, severity: str, reason: str | None
) -> None:
    found = imported(f"# Lag\n\n**Date:** 2026-05-01\n**Severity:** {said}\n")
    assert (read(found).severity, read(found).severity_reason) == (severity, reason)
    assert not found.notes


@pytest.mark.parametrize(
    "told",
    [
        "This was not a SEV1.",
        "It would have been a SEV1 at noon.",
        "Unlike the last SEV1, nobody noticed.",
        "Page for every SEV1.",
    ],
)
def test_a_sentence_that_names_another_severity_says_none(told: str) -> None:
    found = imported(f"# Lag\n\n**Date:** 2026-05-01\n\n{told}\n")
    assert found.severity == ""
    assert "no severity is stated; `SEV3` stands in for it" in [each.message for each in found.notes]
    assert imported(f"# Lag\n\n{told} It was a SEV2.\n").severity == "SEV2"
    assert imported("# Lag\n\n**Severity:** not SEV1\n").severity == ""


@pytest.mark.parametrize("said", ["None", "None (test)", "N/A", "-", "—", "none.", "**None**", "Unknown"])
def test_no_service_is_no_service(said: str) -> None:
    found = imported(f"# Lag\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n**Affected services:** {said}\n")
    assert read(found).services == ()
    assert not missing(said, words_of(found.text))
    assert read(imported("# Lag\n\n**Affected services:** none-such, mail\n")).services == ("none-such", "mail")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Breaking change for `ContentSwitcher`", "Breaking change for `ContentSwitcher`"),
        ("`checkout` returned 500 from `cart`", "`checkout` returned 500 from `cart`"),
        ("Y2K_", "Y2K_"),
        ("**All of it**", "All of it"),
    ],
)
def test_marks_in_titles(heading: str, title: str) -> None:
    assert imported(f"# {heading}\n\nIt was slow.\n").title == title


def test_a_slip_of_the_pen_in_the_timeline_does_not_beat_two_places_that_agree() -> None:
    text = "---\ndate: 2019-08-15\n---\n\n# Icons\n\n## Timeline\n\n- 2015-08-15 10:00 broken\n- 11:00 mended\n"
    assert str(imported(text, "2019-08-15-icons.md").date) == "2019-08-15"
    found = imported("# Outage 10-12-2023\n\nIt was out.\n")
    assert (str(found.date), [note.line for note in found.notes if "two days" in note.message]) == ("2023-12-10", [1])


def test_a_second_list_says_of_the_same_follow_up_alone_how_far_it_is() -> None:
    lists = "- Add index to users table in production\n- Add index to users table in staging\n"
    text = f"# Lag\n\n## Next steps\n\n{lists}\n## Actions\n\n- Add index to users table in staging (done)\n"
    assert ("Add index to users table in production", "todo") in followups(text)
    text = "# Lag\n\n## Next steps\n\n- Fix all of it, and soon\n\n## Actions\n\n- Fix all\n"
    assert [action for action, _ in followups(text)] == ["Fix all of it, and soon", "Fix all"]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("- 10:00 down\n- 10:30 up\n- 2024-03-20: post-mortem was held\n", "2024-03-05"),
        ("- 2021-01-01: the service is written\n- 10:00 down\n- 10:30 up\n", "2024-03-05"),
        ("- 2024-03-04 10:00 down\n- 10:30 up\n- 2024-03-20: post-mortem was held\n", "2024-03-05"),
        ("- 2024-02-01 10:00 down\n- 10:30 up\n", "2024-02-01"),
    ],
)
def test_one_dated_row_does_not_move_the_incident(told: str, day: str) -> None:
    assert str(imported(f"# Lag\n\n## Timeline\n\n{told}", "2024-03-05-lag.md").date) == day


def test_the_day_of_an_update_is_not_that_of_the_incident() -> None:
    found = imported("# Lag\n\nLast updated: 2024-05-20\n\nOn 5 March 2024 it was slow.\n")
    assert str(found.date) == "2024-03-05"
    assert (5, "the day is the first one that the text names: `2024-03-05`") in [
        (each.line, each.message) for each in found.notes
    ]


@pytest.mark.parametrize("word", ["POST", "REST", "HOST", "CST"])
def test_a_word_in_capitals_is_no_zone(word: str) -> None:
    text = f"# Lag\n\n## Timeline (PST)\n\n- 10:00 {word} requests fail\n- 10:05 PST up\n"
    assert events(text) == [f"10:00 {word} requests fail", "10:05 up"]


def test_cells_that_begin_like_days_of_the_week() -> None:
    rows = "| 10:00 | Friction | Bob |\n| 10:05 | Sunset | Eve |\n"
    assert events(f"# Lag\n\n## Timeline\n\n| Time | What | Who |\n|--|--|--|\n{rows}") == [
        "10:00 Friction — Bob",
        "10:05 Sunset — Eve",
    ]
    rows = "| Fri | 10:00 | down |\n| | 10:05 | told |\n| Sat | 01:00 | up |\n"
    assert [
        each.partition(" ")[2] for each in events(f"# Lag\n\n## Timeline\n\n| Day | Time | What |\n|--|--|--|\n{rows}")
    ] == [
        "down",
        "told",
        "01:00 up",
    ]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Recovery attempt failed", "note"),
        ("Resolved hostname to wrong IP", "note"),
        ("Resolved", "resolved"),
        ("Resolved by a restart", "resolved"),
        ("Recovered", "resolved"),
    ],
)
def test_milestones_only_where_the_words_leave_no_doubt(told: str, kind: str) -> None:
    pm = read(imported(f"# Lag\n\n## Timeline\n\n- 10:00 {told}\n- 10:01 else\n"))
    assert pm.timeline[0].kind.value == kind


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lag.md", "# Incident 0001-01-01\n\n## Timeline\n\n- 0001-01-01 10:00 a\n- 9999-12-31 23:59 b\n- 00:10 c\n"),
        ("lag.md", f"+++\na = {'9' * 5000}\n+++\n\n# Lag\n"),
        ("lag.md", f"+++\na = {'[' * 5000}\n+++\n\n# Lag\n"),
        ("lag.md", f"+++\na = 0x{'9' * 6000}\n+++\n\n# Lag\n"),
        ("lag.html", f"<html><h1>Lag</h1>{'<blockquote>' * 600}deep"),
        ("lag.html", f"<html><h1>Lag</h1>{'<ul><li>' * 600}deep"),
        ("lag.html", "<html><![foo bar]>a<p>deep</p>"),
        ("lag.html", "<html><table><tr><th colspan='²'>deep</th></tr></table><ol start='²'><li>a</ol>"),
        ("lag.html", "<title>&lt;b&gt;</title>"),
        ("lag.md", "# <br>\n\nIt was slow.\n"),
    ],
)
def test_no_document_is_too_odd_to_be_imported(name: str, text: str) -> None:
    found = imported(text, name)
    assert read(found).title
    assert "deep" not in text or "deep" in found.text


def test_a_page_that_cannot_be_converted_keeps_its_words_and_says_so() -> None:
    page = f"<html><style>p {{ color: red }}</style><script>alert(1)</script><h1>Lag</h1>{'<blockquote>' * 600}deep"
    found = imported(page, "lag.html")
    assert "deep" in found.text
    assert "alert" not in found.text
    assert "color" not in found.text
    assert "the page is too odd to be converted; its words are here without their markup" in [
        n.message for n in found.notes
    ]


def test_a_page_that_ends_within_many_tags_loses_no_word_and_takes_no_time() -> None:
    began = time.process_time()
    found = imported(f"<h1>Lag</h1><p>Slow for an hour.</p>{'<a ' * 20_000}deep", "lag.html")
    assert time.process_time() - began < 5
    assert read(found).title == "Lag"
    assert "Slow for an hour" in found.text
    assert found.text.rstrip().endswith("deep")


MANY = {
    "headings": "# a\n",
    "sections": "## a\n\nb\n\n",
    "underlined": "a\n=\n\nb\n\n",
    "times": "10:00\n\na\n\n",
    "paragraphs": "a b\n\n",
    "items": "- a b\n\n",
    "headings below a timeline": "### 10:00 a\n",
    "rows": "| 10:00 | a b c |\n",
    "follow-ups": "### 1. a\n\nb\n\n",
    "marks": "`",
    "brackets": "([-:,|",
    "kinds": "rca, ",
    "backslashes at the time": "\\",
    "blanks": "# a" + " " * 2000 + "b\n",
    "blanks in a field": " ",
    "blanks in a title": " ",
    "blanks in a heading": " ",
}
HEAD = "# Lag\n\n## Follow-up\n\n"
HEADS = {
    "blanks in a field": "# Lag\n\n**Services:** a",
    "blanks in a title": "# Lag",
    "blanks in a heading": "# Lag\n\n## Timeline",
    "times": "# Lag\n\n## Timeline\n\n",
    "headings below a timeline": "# Lag\n\n## Timeline\n\n",
    "backslashes at the time": "# Lag\n\n## Timeline\n\n",
    "paragraphs": "# Lag\n\n## Timeline\n\n",
    "rows": "# Lag\n\n## Timeline\n\n",
}


@pytest.mark.parametrize("kind", MANY)
def test_four_times_as_much_takes_about_four_times_as_long(kind: str) -> None:
    took = []
    for size in (10_000, 40_000):
        text = f"{HEADS.get(kind, HEAD)}{MANY[kind] * (size // len(MANY[kind]))}b\n"
        began = time.process_time()
        result = import_document("lag.md", text.encode(), levels=LEVELS, today=DAY, by="pmgen").text
        took.append(time.process_time() - began)
        assert not missing(text, words_of(result))
    assert took[1] < 10 * took[0] + 0.1, "the square of it would be sixteen times"


HALF = "`10:00` says neither AM nor PM, and may be both; it is at `unknown`, with its time"
LOST = "which time `CST` means is not sure; what happened then is at `unknown`, with its time"
END = "`until: 10:50` is before `at: 11:00`; both are in the text of the event"
SEVERAL = (
    "`IST` can be `Asia/Kolkata`, `Asia/Jerusalem` or `Europe/Dublin`; "
    "the times are in none, until `timezone` says which"
)


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ("- 8:00 AM down\n- 9:00 AM seen\n- 10:00 told\n- 11:00 PM up\n", 10, HALF),
        ("- 10:00 UTC down\n- 10:30 UTC seen\n- 10:40 CST: told\n- 10:50 CST: told again\n", 10, LOST),
        ("- 10:00 down\n- 11:00–10:50 rolled back\n- 11:30 up\n", 9, END),
        ("It was noticed.\n\n- 10:00 IST: down\n- 10:15 IST: up\n", 10, SEVERAL),
        ("It was noticed.\n\n| Time (IST) | What |\n|--|--|\n| 10:00 | down |\n| 10:15 | up |\n", 10, SEVERAL),
    ],
)
def test_a_doubt_about_a_time_is_named_at_its_line(rows: str, line: int, message: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n\n## Timeline\n\n{rows}")
    assert [(each.line, each.message) for each in found.notes if "stays" not in each.message] == [(line, message)]


def test_a_doubt_about_the_zone_of_a_field_is_named_there() -> None:
    found = imported("# Mail down\n\n**Severity:** SEV2\n**Time zone:** IST\n\n## Timeline\n\n- 10:00 down\n")
    assert (4, SEVERAL) in [(each.line, each.message) for each in found.notes]


@pytest.mark.parametrize("cell", ["```", "**", "`", "_", "--", ":"])
def test_a_row_of_marks_alone_asks_for_nothing(cell: str) -> None:
    told = f"| Action | Owner |\n|---|---|\n| {cell} | mail |\n| Add an alert | mail |\n"
    (found,) = read(imported(f"# Lag\n\n## Action items\n\n{told}")).followup_list
    assert found.action == "Add an alert"


@pytest.mark.parametrize("place", ["HH:mm", "HH:MM", "xx:xx", "??:??", "--:--", "xx:xx:xxZ", "HH:MM:SS"])
@pytest.mark.parametrize("row", ["| {} | full |", "| {}: | full |", "| **{}** | full |"])
def test_a_day_beside_the_place_of_a_time_that_nobody_knew_is_the_time(place: str, row: str) -> None:
    rows = [row.format(f"2026-03-04 {place}"), "| 2026-03-05 10:00 | extended |"]
    pm = read(imported("# Queue\n\n## Timeline\n\n| Time | Event |\n|--|--|\n" + "\n".join(rows) + "\n"))
    assert [(each.at.text, each.event) for each in pm.timeline] == [
        ("2026-03-04", "full"),
        ("2026-03-05 10:00", "extended"),
    ]
    assert str(pm.date) == "2026-03-04"


@pytest.mark.parametrize("cell", ["...", "…", "—", "-"])
def test_a_cell_that_only_says_that_it_goes_on_is_no_part_of_the_event(cell: str) -> None:
    rows = f"| 10:00 | full |\n| {cell} | still full |\n| 11:00 | extended |\n"
    pm = read(imported(f"# Queue, 2026-03-04\n\n## Timeline\n\n| Time | Event |\n|--|--|\n{rows}"))
    assert [(each.at.text, each.event) for each in pm.timeline][1] == ("unknown", "still full")


def test_what_says_more_of_when_it_was_stays_in_the_event() -> None:
    rows = "| 10:00 | full |\n| at night | still full |\n| 11:00 | extended |\n"
    pm = read(imported(f"# Queue, 2026-03-04\n\n## Timeline\n\n| Time | Event |\n|--|--|\n{rows}"))
    assert pm.timeline[1].event == "at night: still full"


@pytest.mark.parametrize("row", ["- {} UTC - full", "- **{} UTC:** full", "| {} | full |"])
def test_a_day_with_blanks_between_its_parts_is_one(row: str) -> None:
    rows = "\n".join(row.format(f"2026 03 26 {clock}") for clock in ("11:00", "11:30"))
    table = "| Time (UTC) | Event |\n|--|--|\n" if row.startswith("|") else ""
    pm = read(imported(f"# Queue\n\n## Timeline\n\n{table}{rows}\n"))
    assert [each.at.text for each in pm.timeline] == ["2026-03-26 11:00", "2026-03-26 11:30"]
    assert (str(pm.date), pm.timezone) == ("2026-03-26", "UTC")


@pytest.mark.parametrize("told", ["2026 13 26 11:00 full", "2026 03 26 hosts are full", "2026 03 40 11:00 full"])
def test_other_numbers_with_blanks_between_them_are_no_day(told: str) -> None:
    assert told in imported(f"# Queue, 2026-03-26\n\n## Timeline\n\n- {told}\n").text


@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        ("2023-08-07-queue.md", "- 2023-07-21: full\n- 2023-07-21: extended\n", True),
        ("2023-08-07-queue.md", "- 07-21-2023: full\n- 07-22-2023: extended\n", True),
        ("2023-08-07-queue.md", "- 2023-08-06: full\n- 2023-08-07: extended\n", False),
        ("2023-08-07-queue.md", "- 2021-01-01: bug written\n- 2023-08-07: full\n", False),
        ("2023-08-07-queue.md", "- 2021-01-01: bug written\n- 10:00: full\n", False),  # on which day, nobody says
        ("2023-08-07-queue.md", "- 10:00: full\n- 11:00: extended\n", False),
        ("queue.md", "- 2023-07-21: full\n- 2023-07-21: extended\n", False),
    ],
)
def test_a_day_on_which_nothing_in_the_timeline_was_is_named(name: str, rows: str, said: bool) -> None:
    found = imported(f"# Queue\n\n## Timeline\n\n{rows}", name)
    told = "`2023-08-07` is the day that is stated; by the timeline it was `2023-07-21`"
    assert ([each.message for each in found.notes if "by the timeline" in each.message] == [told]) is said
    assert str(found.date) == ("2023-08-07" if "-" in name else "2023-07-21")
