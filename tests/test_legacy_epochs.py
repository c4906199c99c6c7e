"""Times as programs print them: seconds since 1970, and the short form of ISO 8601."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

_HEAD = "# Lag\n\n**Date:** 2026-04-03\n**Severity:** SEV2\n\n"


@pytest.mark.parametrize(
    "rows",
    [
        "- 1775224800 alert fired\n- 1775225400: mitigated\n",
        "1. **1775224800** alert fired\n2. **1775225400** mitigated\n",
        "| Time | Event |\n|--|--|\n| 1775224800 | alert fired |\n| 1775225400 | mitigated |\n",
    ],
)
def test_seconds_since_1970(rows: str) -> None:
    told = imported(f"{_HEAD}## Timeline\n\n{rows}")
    assert [(str(each.at.instant), each.event) for each in read(told).timeline] == [
        ("2026-04-03 14:00:00+00:00", "alert fired"),
        ("2026-04-03 14:10:00+00:00", "mitigated"),
    ]
    line = told.notes[0].line
    assert ["1775224800" in f"{_HEAD}## Timeline\n\n{rows}".split("\n")[line - 1], len(told.notes)] == [True, 1]
    assert told.notes[0].message == "the numbers at the beginning of its lines are taken for seconds since 1970"


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        ("- 1775224800000 alert fired\n- 1775225400500: mitigated\n", "milliseconds"),
        ("| Time | Event |\n|--|--|\n| 1775224800 | alert fired |\n| 1775225400.5 | mitigated |\n", "seconds"),
        ("```\n[1775224800.0] alert fired\n[1775225400.5] mitigated\n```\n", "seconds"),
    ],
)
def test_parts_of_seconds_since_1970(rows: str, unit: str) -> None:
    told = imported(f"{_HEAD}## Timeline\n\n{rows}")
    assert [(str(each.at.instant)[:21], each.event) for each in read(told).timeline] == [
        ("2026-04-03 14:00:00+0", "alert fired"),
        ("2026-04-03 14:10:00.5", "mitigated"),
    ]
    note = f"the numbers at the beginning of its lines are taken for {unit} since 1970"
    assert note in [each.message for each in told.notes]


@pytest.mark.parametrize("fence", ["```", "~~~text", "```log"])
@pytest.mark.parametrize(
    "rows",
    [
        "2026-04-03T14:00:00Z node-1 is not ready\n2026-04-03T14:10:00Z node-1 is ready\n",
        "[2026-04-03 14:00:00,250] node-1 is not ready\n    for long\n[2026-04-03 14:10:00] node-1 is ready\n",
        "14:00:00 platform: node-1 is not ready\n14:10:00 platform: node-1 is ready\n",
    ],
)
def test_the_lines_of_a_log_that_people_read(rows: str, fence: str) -> None:
    told = imported(f"{_HEAD}## Timeline\n\n{fence}\n{rows}{fence[:3]}\n")
    assert [str(each.at.instant)[11:16] for each in read(told).timeline] == ["14:00", "14:10"]
    assert [(each.line, each.message) for each in told.notes] == [
        (8, "the lines of this block of code are taken for events")
    ]


@pytest.mark.parametrize(
    "block",
    [
        "```\n2026-04-03T14:00:00Z ERROR a\n2026-04-03T14:10:00Z INFO b\n```\n",
        "```\n2026-04-03T14:00:00Z level=info a\n2026-04-03T14:10:00Z level=info b\n```\n",
        "```console\n14:00 a\n14:10 b\n```\n",
        "```\n14:00:00 a\nTraceback\n14:10:00 b\n```\n",
        "```\n2026-04-03T14:00:00Z a\n```\n",
        "```\n" + "".join(f"14:{each:02}:00 a\n" for each in range(60)) + "15:00:00 b\n```\n",
    ],
)
def test_what_a_program_logs_stays(block: str) -> None:
    told = imported(f"{_HEAD}## Timeline\n\n{block}")
    assert read(told).timeline == ()
    assert told.text.endswith(f"## Timeline\n\n{block}")


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        ("Timeline", "- 1775224800 requests failed\n"),
        ("Timeline", "- 1775224800 one\n- 1175225400 two\n"),
        ("Timeline", "- 1775224800 one\n- 1775225400 two\n- 1775225300 three\n"),
        ("Timeline", "- 1775224800 one\n- 1775224800 the same ticket\n"),
        ("Timeline", "- 17752248001 one\n- 17752254001 two\n"),
        ("Timeline", "- 1775224800.1.2 one\n- 1775225400.1.3 two\n"),
        ("Timeline", "- 177522480000 one\n- 177522540000 two\n"),
        ("Timeline", "- 1775224800-1 one\n- 1775225400-2 two\n"),
        ("Bytes", "- 1775224800 one\n- 1775225400 two\n"),
    ],
)
def test_other_numbers_are_no_times(heading: str, rows: str) -> None:
    told = imported(f"{_HEAD}## {heading}\n\n{rows}")
    assert [each for each in read(told).timeline if each.at.instant] == []
    assert f"\n{rows}" in told.text


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("20260403T140000Z", "2026-04-03T14:00:00Z"),
        ("**20260403T1400Z**", "2026-04-03T14:00Z"),
        ("20260403T160000+0200", "2026-04-03T16:00:00+02:00"),
        ("`20260403T140000`", "2026-04-03T14:00:00"),
        ("20261303T140000Z", "unknown"),
        ("20260403T140000Zulu", "unknown"),
        ("20260403T14", "unknown"),
    ],
)
def test_a_day_and_a_time_without_marks(written: str, at: str) -> None:
    rows = f"- 2026-04-03 13:00 UTC deployed\n- 2026-04-03 13:30 UTC alert fired\n- {written}: mail stopped\n"
    assert read(imported(f"{_HEAD}## Timeline\n\n{rows}")).timeline[-1].at.text == at
