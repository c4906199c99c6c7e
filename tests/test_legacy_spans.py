"""Tables and boxes of pages: cells of several rows, and what is ticked."""

from __future__ import annotations

import re
import time

import pytest

from pmgen.legacy.formats import pages
from tests.test_legacy_shapes import events, followups, imported, read

HEAD = "<html><body><h1>Mail down</h1><p><b>Date:</b> 2026-05-01</p><p><b>Severity:</b> SEV2</p>"


def test_ticked_boxes_are_done() -> None:
    boxes = (
        "<li><input type='checkbox' checked> Add an alert</li>"
        "<li><label><input type=checkbox>Write a runbook</label></li>"
        "<li><p><INPUT TYPE='CheckBox' disabled=''/> Buy a disk</p></li>"
    )
    assert followups(f"{HEAD}<h2>Action items</h2><ul>{boxes}</ul></html>") == [
        ("Add an alert", "done"),
        ("Write a runbook", "todo"),
        ("Buy a disk", "todo"),
    ]


def test_a_time_of_several_rows_is_that_of_each() -> None:
    rows = (
        "<tr><td rowspan='2'>10:00</td><td>Dark</td></tr><tr><td>Alarm</td></tr><tr><td>10:30</td><td>Light</td></tr>"
    )
    page = f"{HEAD}<h2>Timeline</h2><table><tr><th>Time</th><th>Event</th></tr>{rows}</table></html>"
    assert events(page, "a.html") == ["10:00 Dark", "10:00 Alarm", "10:30 Light"]


@pytest.mark.parametrize(
    ("cell", "event"),
    [
        ("<ul>\n<li>Dark</li>\n<li>Alarm</li></ul>", "Dark · Alarm"),
        ("It is<ol><li><b>dark</b></li><li>loud.</li><li>cold</li></ol>", "It is · **dark** · loud. cold"),
        (
            "<ul><li>Dark<ul><li>Red</li></ul></li><li>Alarm</li></ul>then <b>calm</b>",
            "Dark · Red · Alarm then **calm**",
        ),
        ("<p>Seen:</p><ul><li>Dark<ul><li>Red</li></ul></li></ul>", "Seen: Dark · Red"),
        ("<ul><li></li><li>Dark</li></ul> again", "Dark again"),
        ("Dark<br>again", "Dark again"),
    ],
)
def test_a_list_in_a_cell_is_in_its_line(cell: str, event: str) -> None:
    rows = f"<tr><td>10:00</td><td>{cell}</td></tr>"
    page = f"{HEAD}<h2>Timeline</h2><table><tr><th>Time</th><th>Event</th></tr>{rows}</table></html>"
    assert [" ".join(each.split()) for each in events(page, "a.html")] == [f"10:00 {event}"]


def test_many_lists_in_a_cell_are_read_in_bounded_time() -> None:
    before = time.process_time()
    pages.to_markdown(f"<html><table><tr><td>{'<ul><li>a</li><li></li></ul>' * 10_000}</td></tr></table></html>")
    assert time.process_time() - before < 5


def test_a_list_outside_of_a_cell_stays_one() -> None:
    page = f"{HEAD}<h2>Notes</h2><ul><li>Dark</li><li>Loud</li></ul><table><tr><td>a</td></tr></table></html>"
    assert "- Dark\n- Loud" in imported(page, "a.html").text


def test_an_owner_of_several_rows_has_each_of_them() -> None:
    head = "<tr><th>Action</th><th>Owner</th><th>Due</th></tr>"
    rows = (
        "<tr><td>Add an alert</td><td rowspan=2>platform</td><td>2026-06-01</td></tr>"
        "<tr><td>Write a runbook</td><td>2026-06-02</td></tr>"
        "<tr><td colspan=2>Buy a disk</td><td>2026-06-03</td></tr>"
    )
    page = f"{HEAD}<h2>Action items</h2><table>{head}{rows}</table></html>"
    found = read(imported(page, "a.html")).followup_list
    assert [(each.action, each.owner, str(each.due)) for each in found] == [
        ("Add an alert", "platform", "2026-06-01"),
        ("Write a runbook", "platform", "2026-06-02"),
        ("Buy a disk", None, "2026-06-03"),
    ]


def closed(rows: str) -> str:
    """Rows of which no tag is closed, each with its ends."""
    cells = re.sub(r"(<td[^<]*)", r"\1</td>", rows)
    return "".join(f"<tr>{each}</tr>" for each in cells.split("<tr>")[1:])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", ["a | b", "a | c", "a | d"]),
        ("<tr><td>a<td rowspan=3>b<tr><td>c<tr>", ["a | b", "c | b", "| b"]),
        ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", ["a | | b", "a | | c"]),
        ("<tr><td rowspan=many>a<td>b<tr><td>c<td>d", ["a | b", "c | d"]),
    ],
)
def test_spans_of_every_kind(rows: str, expected: list[str]) -> None:
    made, _, whole = pages.to_markdown(f"<html><table><tr><th>One</th><th>Two</th></tr>{closed(rows)}</table></html>")
    assert whole
    assert [" ".join(line.strip("|").split()) for line in made.split("\n")[2:]] == expected


@pytest.mark.parametrize(
    "rows", ["<tr><td rowspan=65534>" * 2_000, "<tr>" + "<td rowspan=2 colspan=999>" * 200 + "<tr>" * 50]
)
def test_no_spans_are_too_many(rows: str) -> None:
    began = time.process_time()
    assert len(pages.to_markdown(f"<html><table>{closed(rows)}</table></html>")[0]) < 4_000_000
    assert time.process_time() - began < 20
