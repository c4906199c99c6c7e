"""What stands below paragraphs and headings of a timeline that have a time, and tells more of what happened then."""

from __future__ import annotations

import time

import pytest

from tests.test_legacy_shapes import imported, read

HEAD = "# Mail down, 2026-05-01\n\n## Timeline (UTC)\n\n"


def told(text: str) -> list[tuple[str, str]]:
    return [(each.at.text, each.event) for each in read(imported(HEAD + text)).timeline]


@pytest.mark.parametrize("time", ["**10:00 UTC**: down", "10:00 — down", "10:00 down"])
def test_a_list_below_a_paragraph_with_a_time_is_part_of_its_event(time: str) -> None:
    text = f"{time}\n\n- Nobody was paged\n- Two of them\n  were asleep\n\n{time.replace('10:00', '11:00')}\n\n1. Up\n"
    assert told(text) == [
        ("10:00", "down\n\n- Nobody was paged\n- Two of them\n  were asleep"),
        ("11:00", "down\n\n1. Up"),
    ]


@pytest.mark.parametrize(
    ("text", "events", "kept"),
    [
        # below several events it may be of each
        ("10:00 down\n10:30 up\n\n- Nobody was paged\n", [("10:00", "down"), ("10:30", "up")], "- Nobody was paged"),
        # of a timeline of items another one may be of all
        ("10:00 down\n\n- 10:30 up\n- Nobody paged\n", [("10:00", "down"), ("10:30", "up")], "- Nobody paged"),
        # a time below an item is another event
        ("10:00 down\n- Nobody paged\n10:30 up\n", [("10:00", "down")], "- Nobody paged\n10:30 up"),
        # an image is in the body alone
        ("10:00 down\n\n- ![graph](https://example.org/g.png)\n", [("10:00", "down")], "- ![graph]"),
        # a paragraph between them
        ("10:00 down\n\nBy the way:\n\n- Nobody paged\n", [("10:00", "down")], "By the way:\n\n- Nobody paged"),
        # another kind of event
        ("- Detected: 10:05\n- Nobody was paged\n", [("10:05", "Detected")], "- Nobody was paged"),
    ],
)
def test_a_list_that_may_be_of_something_else_stays(text: str, events: list[tuple[str, str]], kept: str) -> None:
    assert (told(text), kept in imported(HEAD + text).text.partition("\n---\n")[2]) == (events, True)


@pytest.mark.parametrize("above", ["10:00 down\n", "10:00 down\n10:10 up\n"])
def test_long_lists_are_told_in_time_that_grows_with_their_length(above: str) -> None:
    text, before = HEAD + above + "- Nobody was paged\n" * 15_000, time.process_time()
    imported(text)
    assert time.process_time() - before < 5


def test_headings_that_end_in_a_time_are_events_with_what_stands_below_them() -> None:
    text = "### 1. Users report it (2026-05-01 12:00)\n\nTwo of them.\n\n- A\n\n### 2. Analysis (12:10-12:30)\n\nNo.\n"
    assert told(text) == [("2026-05-01 12:00", "Users report it\n\nTwo of them.\n\n- A"), ("12:10", "Analysis\n\nNo.")]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("### Detection (10:00)\n\n- 10:02 alert\n- 10:05 page\n", [("10:02", "alert"), ("10:05", "page")]),
        ("### Detection (2 of 3)\n\nLate.\n", []),
        ("### Detection (2026-05-01)\n\nLate.\n", []),
        ("### Detection (at 10:00 by mail)\n\nLate.\n", []),
    ],
)
def test_a_heading_above_times_or_with_another_remark_is_no_event(text: str, events: list[tuple[str, str]]) -> None:
    assert told(text) == events


def test_a_heading_of_another_section_with_a_time_stays() -> None:
    text = "- 10:00 down\n\n## Call (10:30)\n\nWe met.\n"
    assert (told(text), "## Call (10:30)\n\nWe met." in imported(HEAD + text).text) == ([("10:00", "down")], True)


_LOG = "```\nMISCONF: disk full\n```"


@pytest.mark.parametrize(
    "text",
    [
        f"- 10:00 down\n\n{_LOG}\n\n- 10:30 up\n",
        f"- **10:00** down\n{_LOG}\n- **10:30** up\n",
        f"10:00 - down\n\n{_LOG}\n\n10:30 - up\n",
    ],
)
def test_code_between_two_events_is_told_with_the_upper_one(text: str) -> None:
    assert told(text) == [("10:00", f"down\n\n{_LOG}"), ("10:30", "up")]
    assert "MISCONF" not in imported(HEAD + text).text.partition("\n---\n")[2]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # behind the last event it may be of all
        (f"- 10:00 down\n- 10:30 up\n\n{_LOG}\n", [("10:00", "down"), ("10:30", "up")]),
        # before the first one, of none
        (f"{_LOG}\n\n- 10:00 down\n- 10:30 up\n", [("10:00", "down"), ("10:30", "up")]),
        # behind a table of several
        (f"| Time | What |\n|--|--|\n| 10:00 | down |\n\n{_LOG}\n\n- 10:30 up\n", [("10:00", "down"), ("10:30", "up")]),
        # behind a remark
        (f"- 10:00 down\n\nThis is what all saw:\n\n{_LOG}\n\n- 10:30 up\n", [("10:00", "down"), ("10:30", "up")]),
        # a long one
        (
            f"- 10:00 down\n\n{_LOG.replace(': disk', chr(10) * 40)}\n\n- 10:30 up\n",
            [("10:00", "down"), ("10:30", "up")],
        ),
    ],
)
def test_other_code_below_a_timeline_stays(text: str, events: list[tuple[str, str]]) -> None:
    assert (told(text), "MISCONF" in imported(HEAD + text).text.partition("\n---\n")[2]) == (events, True)


def test_below_a_heading_that_is_a_time_lists_and_code_are_as_they_are_written() -> None:
    text = f"### 10:00\n\nDown, as [told][a].\n\n- one\n- two\n\n{_LOG}\n\nWe looked.\n\n### 10:30\n\nUp.\n\n[a]: https://example.org\n"
    assert told(text) == [
        ("10:00", f"Down, as [told](https://example.org).\n\n- one\n- two\n\n{_LOG}\n\nWe looked."),
        ("10:30", "Up."),
    ]


def test_people_may_quote_what_was_logged_in_a_block_of_what_they_did() -> None:
    rows = ("22:11: not in step", "22:45: we saw in the log of the maker of blocks: WARNING, too large", "23:02: fixed")
    text = "```\n" + "\n".join(rows) + "\n```\n"
    assert [at for at, _ in told(text)] == ["22:11", "22:45", "23:02"]


@pytest.mark.parametrize(
    "rows",
    [
        ("22:11:01 app ERROR not in step", "22:45:01 restart", "23:02:02 up"),
        tuple(f"22:1{each}:01 a-host-with-a-very-long-name.of.some.domain app[12345]: ERROR a" for each in range(3)),
        ("22:11:01 level=info msg=a", "22:45:02 level=info msg=b"),
    ],
)
def test_what_a_program_logs_is_no_timeline(rows: tuple[str, ...]) -> None:
    assert told("```\n" + "\n".join(rows) + "\n```\n") == []
