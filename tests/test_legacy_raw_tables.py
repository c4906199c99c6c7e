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
        f"<div>\n{_TABLE}</div>\n",
        f"> {_TABLE}",
    ],
)
def test_a_table_that_would_not_be_the_same_stays(table: str) -> None:
    told = imported(f"{_HEAD}## Timeline\n\n{table}")
    assert read(told).timeline == ()
    assert told.text.endswith(f"---\n\n## Timeline\n\n{table}")


@pytest.mark.parametrize("text", ["<table>\n\n" * 20_000 + "</table>", "<table><tr>\n" * 20_000, "</table>\n" * 20_000])
def test_tables_that_do_not_end_take_no_time(text: str) -> None:
    began = time.process_time()
    imported(f"{_HEAD}{text}\n")
    assert time.process_time() - began < 5
