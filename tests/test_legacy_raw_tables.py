"""Tables that are written in HTML inside of Markdown are read like those of Markdown."""

from __future__ import annotations

import time

import pytest

from tests.test_legacy_shapes import imported, read

_HEAD = "# Lag\n\n**Date:** 2024-02-01\n**Severity:** SEV2\n\n"
_TABLE = """\
<table class="wide">
<thead><tr><th>Time</th><th>Event</th></tr></thead>

<tbody>
  <tr>
    <td rowspan="2">10:00 UTC</td>
    <td>alert fired</td>
  </tr>
  <tr><td>**queue** full &amp; <a href="https://example.com/q">slow</a></td></tr>
  <tr><td>2024-13-45 10:00</td><td>mail stopped</td></tr>
  <tr><td>10:10 UTC</td><td>mitigated by <code>restart</code></td></tr>
</tbody>
</table>
"""


def test_a_timeline_of_html() -> None:
    told = imported(f"{_HEAD}## Timeline\n\n{_TABLE}\nIt was late.\n")
    assert [(each.at.text, str(each.kind), each.event) for each in read(told).timeline] == [
        ("10:00", "detected", "alert fired"),
        ("10:00", "note", r"\*\*queue\*\* full & [slow](https://example.com/q)"),
        ("unknown", "note", "2024-13-45 10:00: mail stopped"),
        ("10:10", "mitigated", "mitigated by `restart`"),
    ]
    assert (17, "`2024-13-45 10:00` cannot be read as a time, and is in the text of its event") in [
        (each.line, each.message) for each in told.notes
    ]
    assert told.text.endswith("---\n\n## Timeline\n\nIt was late.\n")
    assert "tbody" not in told.text


def test_follow_ups_of_html() -> None:
    rows = "<tr><td>Add an alert</td><td>platform</td></tr>\n<tr><td>N/A</td><td></td></tr>\n"
    told = imported(f"{_HEAD}## Action items\n\n<table>\n<tr><th>Action</th><th>Owner</th></tr>\n{rows}</table>\n")
    assert [(each.action, each.owner) for each in read(told).followup_list] == [("Add an alert", "platform")]
    assert [(each.line, each.message) for each in told.notes] == [(11, "`N/A` asks for nothing, and is no follow-up")]


def test_fields_of_html_leave_behind_what_has_no_key() -> None:
    rows = "<tr><th>Field</th><th>Value</th></tr>\n<tr><td>Severity</td><td>SEV2</td></tr>\n"
    table = f"<table>\n{rows}<tr><td>Cluster</td><td>north</td></tr>\n</table>\n"
    told = imported(f"# Lag\n\n{table}\nIt was late.\n")
    assert told.severity == "SEV2"
    assert told.text.endswith("---\n\n- **Cluster:** north\n\nIt was late.\n")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<div>\n", "</div>\n"),
        ('<div class="table-wrap">\n\n', "\n</div>\n"),
        ("<details>\n<summary>All that happened</summary>\n", "</details>\n"),
        ("<details open><summary><b>All</b> that happened</summary>\n\n", "\n</details>\n"),
        ("<div>\n<details>\n<summary>All that happened</summary>\n", "</details>\n</div>\n"),
    ],
)
def test_a_table_that_is_framed_or_folded(before: str, behind: str) -> None:
    told = imported(f"{_HEAD}## Timeline\n\n{before}{_TABLE}{behind}\nIt was late.\n")
    assert [each.at.text for each in read(told).timeline] == ["10:00", "10:00", "unknown", "10:10"]
    assert told.text.endswith("---\n\n## Timeline\n\nIt was late.\n")
    assert ("All that happened" in told.text) == ("All" in before)
    assert "div" not in told.text.replace("divider", "")


@pytest.mark.parametrize("tag", ["details", "div"])
def test_what_frames_a_table_of_markdown_goes_with_it(tag: str) -> None:
    table = "| Time | Event |\n|--|--|\n| 10:00 | down |\n"
    told = imported(f"{_HEAD}## Timeline\n\n<{tag}>\n\n{table}\n</{tag}>\n\nIt was late.\n")
    assert told.text.endswith("---\n\n## Timeline\n\nIt was late.\n")


@pytest.mark.parametrize(
    "opening", ["<details>\n<summary>Timeline</summary>\n", "<details open><summary><b>Timeline</b></summary>\n"]
)
def test_what_says_that_a_timeline_is_folded_is_its_heading(opening: str) -> None:
    told = imported(f"{_HEAD}It was late.\n\n{opening}\n- 10:00 UTC down\n- 10:10 UTC up\n\n</details>\n")
    assert [each.event for each in read(told).timeline] == ["down", "up"]
    assert told.text.endswith("---\n\nIt was late.\n")
    more = imported(f"{_HEAD}{opening.replace('Timeline', 'More')}\n- 10:00 UTC down\n\n</details>\n")
    assert read(more).timeline == ()


@pytest.mark.parametrize(
    "frame",
    ["<div>\n{}\nIt was late.\n</div>\n", "<div>\n\n</div>\n\n{}", "<div><div>\n\n{}\n</div>\n</div>\n", "<div>\n\n{}"],
)
def test_a_frame_stays_where_something_else_is_in_it_or_it_does_not_end(frame: str) -> None:
    table = "| Time | Event |\n|--|--|\n| 10:00 | down |\n"
    told = imported(f"{_HEAD}## Timeline\n\n{frame.format(table)}")
    assert len(read(told).timeline) == 1
    assert told.text.count("<div>") == frame.count("<div>")


@pytest.mark.parametrize(
    "table",
    [
        f"```html\n{_TABLE}```\n",
        f"{_TABLE}Right below it.\n",
        _TABLE.replace("</table>\n", ""),
        _TABLE.replace("alert fired", "alert fired <!-- or was it? -->"),
        _TABLE.replace("alert fired", '<img src="a.png">'),
        _TABLE.replace("alert fired", "<table><tr><td>alert</td></tr></table>"),
        _TABLE.replace("<thead>", "<caption>All of it</caption><thead>"),
        "<table></table>\n",
        _TABLE.replace("alert fired", "alert <button>Close</button> fired"),
        f"<div>\nAll of it.\n{_TABLE}</div>\n",
        f"> {_TABLE}",
    ],
)
def test_a_table_that_would_not_be_the_same_stays(table: str) -> None:
    told = imported(f"{_HEAD}## Timeline\n\n{table}")
    assert read(told).timeline == ()
    assert told.text.endswith(f"---\n\n## Timeline\n\n{table}")


@pytest.mark.parametrize(
    "text",
    [
        "<table>\n\n" * 10_000 + "</table>",
        "<table><tr>\n" * 10_000,
        "</table>\n" * 10_000,
        "<div>\n" * 25_000,
        "<div>\n<table>\n" * 10_000 + "</div>\n" * 10_000,
    ],
)
def test_tables_that_do_not_end_take_no_time(text: str) -> None:
    began = time.process_time()
    imported(f"{_HEAD}{text}\n")
    assert time.process_time() - began < 3
