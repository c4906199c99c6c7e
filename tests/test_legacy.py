"""Documents as people wrote them before: what is found in them, and that no word of them is lost."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import decode, document, legacy, markdown
from pmgen.legacy import Imported, lines
from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import missing
from pmgen.legacy.draft import words as words_of
from pmgen.legacy.formats.pages import to_markdown
from pmgen.legacy.vocabulary import words
from pmgen.model import FollowupStatus, PostMortem, State
from pmgen.source import Source
from tests.running import run

LEVELS = ["SEV1", "SEV2", "SEV3", "SEV4"]
DAY = dt.date(2026, 11, 25)

TABLES = """\
# Post-Mortem: Queue broker out of disk

| Field | Value |
|-------|-------|
| **Date** | 2025-03-04 |
| **Severity** | SEV-2 (orders were late) |
| **Duration** | about two hours |
| **Affected Services** | broker, orders |
| **Status** | Resolved |

## Summary

The broker's disk filled up overnight.
Orders were late.

## Timeline (CET)

| When | What |
|------|------|
| **~01:10** | Disk usage passes 90 % |
| 06:05 | **Detected** by on-call: `orders` lag |
| 06:40–07:05 | Old segments deleted |
| later | Retention halved |

## Prevention Plan

### P1 — Notice it earlier

| Action | Type | Status | Details |
|--------|------|--------|---------|
| Alert at 80 % | Alert | TODO | on both brokers |
| Halve the retention | Config | Done | |

## Lessons Learned

- Disks fill up at night.
- Nobody reads dashboards

  at night either.

## Follow-up Implementation

| Date | Action | Commit |
|------|--------|--------|
| 2025-03-06 | Halve the retention | `abc1234f` |
"""
BULLETS = """\
PostQueue — 12 May 2024 outage report
=====================================

**Severity:** Critical **Owner:** platform

All times in UTC.

## What happened when: timeline

- **14:02 UTC** - deploy begins
- **2:30 PM UTC** - alarms

  with a second paragraph
- somebody had lunch

## Action items

- [x] Roll back
- [ ] P0: Add a canary (on-call)
1. ~~Remove the old queue~~
- Write a runbook (DEFERRED)
"""
TOML = '+++\ntitle = "Cache stampede"\ndate = 2023-01-02\ntags = ["cache"]\nodd = [1, 2]\n+++\n\nIt was cold.\n'
RECORD = """\
---
uuid: 11111111-2222-3333-4444-555555555555
company: Example
product: Example Mail
start_time: 2019-02-04T02:50:00Z
end_time: 2019-02-04T18:44:00Z
keywords:
- mail
url: https://example.org/report
summary: Mail was late.
---

On the fourth, mail was late.
"""
PAGE = """\
<!DOCTYPE html><html><head><title>Lights out</title><style>p { color: red }</style></head>
<body><h1>Lights out</h1><script>alert(1)</script><h2>Timeline</h2>
<table><tr><th>Time</th><th>Event</th></tr><tr><td>10:00</td><td>Dark</td></tr></table>
<p>On 2022-07-01 it was <b>dark</b>.</p></body></html>
"""


def imported(text: str, name: str = "a.md") -> Imported:
    return legacy.import_document(name, text.encode(), levels=LEVELS, today=DAY, by="pmgen 0")


def read(found: Imported) -> PostMortem:
    parsed, problems = document.read(Source("a.md", found.text))
    assert parsed is not None, problems
    post_mortem, problems = decode.decode(parsed.front_matter, severities=LEVELS, timezone="UTC")
    assert post_mortem is not None, problems
    return post_mortem


def body(found: Imported) -> str:
    return found.text.split("\n---\n", 1)[1]


def test_a_document_of_tables() -> None:
    found = imported(TABLES)
    pm = read(found)
    assert (pm.title, str(pm.date), pm.severity, pm.status) == (
        "Queue broker out of disk",
        "2025-03-04",
        "SEV2",
        "draft",
    )
    assert pm.severity_reason == "orders were late"
    assert pm.services == ("broker", "orders")
    assert pm.state == "resolved"
    assert pm.summary is not None
    assert (pm.summary.text or "").startswith("The broker's disk")
    assert [(event.at.text, event.about, event.kind) for event in pm.timeline] == [
        ("~01:10", True, "note"),
        ("06:05", False, "detected"),
        ("06:40", False, "note"),
        ("unknown", False, "note"),
    ]
    assert pm.timeline[2].until is not None
    assert pm.timeline[3].event == "later: Retention halved"
    assert str(pm.timeline[1].at.instant) == "2025-03-04 05:05:00+00:00"
    first, second = pm.followup_list
    assert (first.action, first.priority, first.type, first.status) == ("Alert at 80 %", "P1", "Alert", "todo")
    assert first.details == "on both brokers"
    assert second.status is FollowupStatus.DONE
    assert second.done is not None
    assert (str(second.done.on), second.done.commits) == ("2025-03-06", ("abc1234f",))
    assert pm.lessons is not None
    assert len(pm.lessons.learned) == 2
    assert "| **Duration** | about two hours |" in body(found)
    assert "Time" not in body(found)
    assert pm.extra["x-imported"] == {"from": "a.md", "on": "2026-11-25", "by": "pmgen 0"}
    assert pm.schema == 1


def test_a_document_of_bullets_with_a_setext_heading() -> None:
    found = imported(BULLETS)
    pm = read(found)
    assert (str(pm.date), pm.severity, pm.timezone) == ("2024-05-12", "SEV1", "UTC")
    assert [(event.at.text, event.event) for event in pm.timeline] == [
        ("14:02", "deploy begins"),
        ("14:30", "alarms\n\nwith a second paragraph"),
    ]
    assert "somebody had lunch" in body(found)
    assert [(each.status.value, each.priority) for each in pm.followup_list] == [
        ("done", None),
        ("todo", "P0"),
        ("done", None),
        ("blocked", None),  # deferred is not refused: it is still to be done
    ]
    assert all(each.type is None for each in pm.followup_list)


def test_front_matter_of_other_dialects() -> None:
    pm = read(imported(TOML))
    assert (pm.title, str(pm.date), pm.tags) == ("Cache stampede", "2023-01-02", ("cache",))
    assert pm.extra["x-odd"] == ["1", "2"]
    pm = read(imported(RECORD))
    assert (pm.title, str(pm.date)) == ("Example: On the fourth, mail was late", "2019-02-04")
    assert pm.references[0].url == "https://example.org/report"
    assert pm.extra["x-end_time"] == "2019-02-04T18:44:00Z"


def test_tildes_in_a_page_strike_nothing_out_in_its_document() -> None:
    text = "Called ~done~ and ~~gone~~, ~10:00 to ~10:30, ~/a ~/b."
    found, *_ = to_markdown(f"<html><body><p>{text}</p></body></html>")
    assert found == text.replace("~done", r"\~done").replace("~~gone", r"\~~gone")
    assert markdown.block(found) == f"<p>{text}</p>"


def test_a_page_keeps_words_and_tables_and_loses_scripts() -> None:
    found = imported(PAGE, "lights.html")
    pm = read(found)
    assert (pm.title, str(pm.date)) == ("Lights out", "2022-07-01")
    assert [event.event for event in pm.timeline] == ["Dark"]
    assert "alert" not in found.text
    assert "color" not in found.text


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("[Postmortem] 2024-01-14: Late mail", "Late mail"),
        ("Incident: late mail", "late mail"),
        ("Post-mortem for late mail", "late mail"),
        ("2024-01-14 — Late mail", "Late mail"),
        ("Late mail on 2024-01-14", "Late mail"),
        ("Störung der Post am 14.01.2024", "Störung der Post"),
        ("Panne du courrier du 14/01/2024", "Panne du courrier"),
        ("Corte del 14.01.2024", "Corte"),
        ("Late mail - January 14, 2024", "Late mail"),
        ("Late mail (postmortem)", "Late mail"),
        ("Late mail post-mortem", "Late mail"),
        ("Incident on 2024-01-14: late mail", "late mail"),
        ("Incident response was late", "Incident response was late"),
    ],
)
def test_titles_without_the_kind_of_document_and_the_day(heading: str, title: str) -> None:
    assert imported(f"# {heading}\n").title == title


def test_fields_in_plain_bullets() -> None:
    pm = read(imported("# Late mail\n\n* Date: 2023-05-06\n* Severity: SEV 3 - internal only\n* State: mitigated\n"))
    assert (str(pm.date), pm.severity, pm.severity_reason, pm.state) == (
        "2023-05-06",
        "SEV3",
        "internal only",
        "mitigated",
    )


def test_the_clock_goes_past_midnight() -> None:
    pm = read(imported("# A, 2023-05-06\n\n## Timeline\n\n- 23:50-00:05 slow\n- 00:20 still\n- 01:00 fine\n"))
    assert [str(event.at.instant)[:16] for event in pm.timeline] == [
        "2023-05-06 23:50",
        "2023-05-07 00:20",
        "2023-05-07 01:00",
    ]
    assert pm.timeline[0].until is not None
    assert str(pm.timeline[0].until.instant)[:16] == "2023-05-07 00:05"


def test_a_column_for_the_day_and_one_for_the_time() -> None:
    rows = [
        "Date | Time (UTC) | Event",
        "---|---|---",
        "Mar 3 | 08:00 | Grows",
        " | 08:10 | Alert",
        "Mar 4 | 01:00 | Over",
    ]
    table = "\n".join(f"| {row} |" for row in rows)
    pm = read(imported(f"# A, 2020-03-03\n\n## Timeline\n\n{table}"))
    assert [(event.at.text, event.event) for event in pm.timeline] == [
        ("Mar 3 08:00", "Grows"),
        ("08:10", "Alert"),
        ("Mar 4 01:00", "Over"),
    ]


def test_headings_that_are_times() -> None:
    found = imported(
        "# A, 2022-03-04\n\n## What happened\n\n### 10:05 - Alert\n\nIt rang.\n\n### 10:20 - Fixed\n\nWe did.\n"
    )
    assert [event.event for event in read(found).timeline] == ["Alert\n\nIt rang.", "Fixed\n\nWe did."]
    assert "It rang" not in body(found)


def test_a_heading_gives_its_day_to_the_times_below_it() -> None:
    text = "# A, 2021-06-05\n\n## Timeline\n\n### June 5\n\n- 14:00 a\n- 14h30: b\n\n### June 6\n\n- 09:00: c\n"
    assert [(event.at.text, event.event) for event in read(imported(text)).timeline] == [
        ("June 5 14:00", "a"),
        ("14:30", "b"),
        ("June 6 09:00", "c"),
    ]


def test_lines_that_do_what_headings_do() -> None:
    pm = read(
        imported(
            "Down.\n\n**Timeline:**\n\n12:00 began\n12:10 fixed\n\nAction items:\n- [x] one\n- two – done\n- three\n"
        )
    )
    assert [event.event for event in pm.timeline] == ["began", "fixed"]
    assert [(each.action, each.open) for each in pm.followup_list] == [
        ("one", False),
        ("two – done", False),
        ("three", True),
    ]


def test_a_title_and_a_severity_that_are_fields() -> None:
    pm = read(
        imported("# Incident Report\n\n**Title**: Jobs stuck\n\n**Date**: 13/09/2022\n\n## Stats\n\n- Severity: 2\n")
    )
    assert (pm.title, str(pm.date), pm.severity, pm.severity_reason) == ("Jobs stuck", "2022-09-13", "SEV2", None)


def test_a_column_that_says_yes_or_no() -> None:
    pm = read(imported("## Actions\n\n| Measure | Done? |\n|---|---|\n| Time out | Yes |\n| Alert | No |\n"))
    assert [(each.action, each.open) for each in pm.followup_list] == [("Time out", False), ("Alert", True)]


def test_a_second_timeline_in_another_zone_and_where_an_event_is_known_from() -> None:
    table = "| Time | Event | Source |\n|---|---|---|\n| 10:00 | {} | {} |\n"
    first, second = table.format("again", "—"), table.format("down", "log")
    pm = read(imported(f"# A, 2026-05-04\n\n## Timeline (UTC)\n\n{first}\n## Timeline (EEST)\n\n{second}"))
    assert [(event.at.text, event.event, event.source) for event in pm.timeline] == [
        ("10:00 +03:00", "down", "log"),
        ("10:00", "again", None),
    ]


def test_the_evidence_that_a_status_names() -> None:
    table = (
        "| Action | Status |\n|---|---|\n| Alert | Done (2026-05-04, `abc1234`) |\n| Rest | Open since 2026-05-04 |\n"
    )
    done, open_ = read(imported(f"## Action items\n\n{table}")).followup_list
    assert done.done is not None
    assert (str(done.done.on), done.done.commits) == ("2026-05-04", ("abc1234",))
    assert (open_.open, open_.done) == (True, None)


def test_the_last_day_there_is_has_no_day_after_it() -> None:
    assert "00:10" in imported("# A, 9999-12-31\n\n## Timeline\n\n- 23:50 a\n- 00:10 b\n").text


def test_how_far_follow_ups_are_in_other_words() -> None:
    text = """\
## Prevention

### Phase 1: watch (DONE)

1. Alert

### Phase 2: rebuild (DEFERRED)

1. Split
   - in two

**Pending:**

- ✅ Drain
- ❌ Grow
- (done) Rewrite
- TODO: Look
- Not finished (in progress, see the board)

## Follow-up incident: again

- It came back.
"""
    pm = read(imported(text))
    assert [(each.action, each.status.value) for each in pm.followup_list] == [
        ("Alert", "done"),
        ("Split", "blocked"),
        ("Drain", "done"),
        ("Grow", "todo"),
        ("Rewrite", "done"),
        ("Look", "todo"),
        ("Not finished (in progress, see the board)", "in-progress"),
    ]
    assert pm.followup_list[1].details == "- in two"


def test_what_is_not_stated_is_said_to_be_missing() -> None:
    notes = [note.message for note in imported("Nothing is known.\n").notes]
    assert notes == [
        "no date is stated; the day of the import, 2026-11-25, stands in for it",
        "no severity is stated; `SEV3` stands in for it",
    ]


@pytest.mark.parametrize("text", [TABLES, BULLETS, TOML, RECORD], ids=["tables", "bullets", "toml", "record"])
def test_no_word_is_lost(text: str) -> None:
    assert missing(text, words_of(imported(text).text)) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [("SEV1", 1), ("Sev-2", 2), ("severity 3", 3), ("S4", 4), ("P1", 1), ("Critical", 1), ("major", 2)],
)
def test_severities_in_all_spellings(written: str, number: int) -> None:
    assert words.severity(written, LEVELS) == (f"SEV{number}", True)


@pytest.mark.parametrize(
    ("written", "at", "rest"),
    [
        ("~09:00 down", "~09:00", "down"),
        ("**Apr 16 16:23:32** - x", "Apr 16 16:23:32", "x"),
        ("2021-08-26 08:22 x", "2021-08-26 08:22", "x"),
        ("Jan 14, 10:18 AM: x", "Jan 14, 10:18", "x"),
        ("March 3, 2021 at 5:30 PM — x", "March 3, 2021 17:30", "x"),
        ("2:14:07 PM: x", "14:14:07", "x"),
        ("May 3, 2026 3:31:02 PM EDT – x", "May 3, 2026 15:31:02", "x"),
        ("12:00:30.5 a.m. x", "00:00:30.5", "x"),
        ("2:14:07 – 2:20:55 PM x", "14:14:07", "x"),
        ("14:05 PM x", "14:05", "x"),
        ("T+90m x", "T+90m", "x"),
        ("T+0 to T+2h x", "T+0", "x"),
        ("10:44 → 11:04 moved", "10:44", "moved"),
        ("09:30-10:15 warmed", "09:30", "warmed"),
        ("09:30 → warmed", "09:30", "warmed"),
        ("09:30 => warmed", "09:30", "warmed"),
        ("09:30 -> warmed", "09:30", "warmed"),
        ("12 noon: warmed", "12:00", "warmed"),
        ("noon: warmed", "12:00", "warmed"),
        ("Around 09:30, warmed", "~09:30", "warmed"),
        ("At 09:30 UTC it warmed", "09:30", "it warmed"),
        ("09:30 +02:00 warmed", "09:30 +02:00", "warmed"),
        ("09:30 -10 °C in the hall", "09:30", "-10 °C in the hall"),
        ("09:30: -10 °C in the hall", "09:30", "-10 °C in the hall"),
        ("09:30 - 10 nodes warmed", "09:30", "10 nodes warmed"),
        ("09:30 Z-index fixed", "09:30", "Z-index fixed"),
        ("09:30 UTC-based job ran", "09:30", "UTC-based job ran"),
        ("09:30Z - fixed", "09:30Z", "fixed"),
        ("09:30-ish: warmed", "~09:30", "warmed"),
        ("09:30 or so warmed", "~09:30", "warmed"),
        ("09:30 or soon after", "09:30", "or soon after"),
        ("09:30? warmed", "~09:30", "warmed"),
        ("09:30 (?): warmed", "~09:30", "warmed"),
        ("09:30:10,250 warmed", "09:30:10,250", "warmed"),
        ("09:30:10, 25 nodes warmed", "09:30:10", "25 nodes warmed"),
        ("T-5m: warmed", "T-5m", "warmed"),
        ("T\u22121 hour: warmed", "T\u22121h", "warmed"),
    ],
)
def test_times_as_people_write_them(written: str, at: str, rest: str) -> None:
    found = moments.leading(written)
    assert found is not None
    assert (found.at, found.rest) == (at, rest)


@pytest.mark.parametrize(
    ("written", "at", "until"),
    [
        ("9:00–10:30 PM x", "21:00", "22:30"),
        ("9:00 - 10:30 a.m. x", "09:00", "10:30"),
        ("11:30-12:30 PM x", "11:30", "12:30"),
        ("12:15–1 PM x", "12:15", "13:00"),
        ("11:30–12:15 AM x", "23:30", "00:15"),
        ("9:00 AM–1:00 PM x", "09:00", "13:00"),
        ("14:00–3:00 PM x", "14:00", "15:00"),
        ("Apr 1 9:00–Apr 2 3:00 PM x", "Apr 1 9:00", "Apr 2 15:00"),
    ],
)
def test_the_half_of_the_day_holds_for_both_ends_of_a_range(written: str, at: str, until: str) -> None:
    found = moments.leading(written)
    assert found is not None
    assert (found.at, found.until, found.rest) == (at, until, "x")


@pytest.mark.parametrize("text", ["5 nodes", "Mayor", "in 2021 we", "http://x", "14:05 AM x"])
def test_what_is_no_time(text: str) -> None:
    assert moments.leading(text) is None


def test_blocks_cover_every_line_once() -> None:
    for text in (TABLES, BULLETS, "- a\n\n  b\n- c\n```\n# no\n", "a\n---\n| b\n"):
        found = lines.blocks(text.split("\n"))
        assert [number for each in found for number in range(each.start, each.end)] == list(
            range(len(text.split("\n")))
        )


PIECES = st.sampled_from(
    ["# ", "## Timeline\n", "## Action items\n", "| Time | Event |\n|---|---|\n", "| 10:00 | x |\n", "- [x] ", "- ",
     "**Severity:** ", "SEV1", "\n", "\n\n", "---\n", "+++\n", "```\n", "10:44", " – ", "2024-02-30", "|", "T+", "<b>",
     "\x00", "  ", "~~", "a: b\n", "\u2028", "\r", "## Summary\n", "*", "[a](b)", "done", "T0 — 13:45 UTC x\n",
     "+5 min", "## Zeitachse\n", "## 根本原因\n", "| Uhrzeit | Ereignis |\n|---|---|\n", "22. April 2026", "9時10分",
     "erledigt", "Start: ", "## 2026-04-13 a\n\n### Impact\n\nx\n\n", "## 2026-04-18 b\n\n### Impact\n\ny\n\n",
     "1775224800123", "on-call  10:02 AM\n", "<div>\n", "</div>\n", "<details><summary>x</summary>\n", "</details>\n",
     "{#x}", "h2. x\n", "||a||b||\n", "{code}\n", "@"]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map("".join))
def test_importing_never_raises_and_gives_a_document_that_can_be_read(text: str) -> None:
    found = legacy.import_document(
        "2024-01-01-x.md", text.encode("utf-8", "replace"), levels=LEVELS, today=DAY, by="pmgen 0"
    )
    read(found)


_TOLD = st.sampled_from(
    ["# Lag\n\n", "## Timeline\n\n", "## Zeitverlauf\n\n", "## タイムライン\n\n", "## Cause racine\n\n",
     "## Maßnahmen\n\n", "- T0 — 13:45 UTC down\n", "- +5 min seen\n", "- T+1h 10m fine\n", "Start: 13:45\n\n",
     "**Started at:** 2026-04-13 09:55\n", "| Uhrzeit | Ereignis |\n|---|---|\n| 9 Uhr | Behoben |\n\n",
     "- 22 avril 2026 à 10h30 : vu\n", "- 9時10分頃 再起動\n", "## 2026-04-13 Lag\n\n### Impact\n\nSlow.\n\n",
     "## 2026-04-18 Disk\n\n### Impact\n\nFull.\n\n", "## Impact {#impact}\n\n",
     "- 1775224800123 down\n- 1775225400123 up\n", "```\n2026-04-13T10:00:00Z down\n2026-04-13T10:05:00Z up\n```\n\n",
     "on-call  10:02 AM\nslow\n\n", "- [ ] Alert\n", "- [x] Lock\n", "**Datum:** 22.04.2026\n", "### Title\n\nLag\n\n",
     "Slow.\n\n", "<details>\n<summary>Logs</summary>\n\n", "</details>\n\n", "@April 13, 2026 10:00 AM down\n\n"]
)  # fmt: skip


@given(st.lists(_TOLD, max_size=20).map("".join))
def test_no_word_is_lost_of_what_people_write(text: str) -> None:
    tags = ["details", "summary"] * 2 * text.count("details")
    assert missing(text, [*words_of(imported(text).text), *tags]) == []


@given(st.binary(max_size=80))
def test_whatever_the_bytes(data: bytes) -> None:
    read(legacy.import_document("x", data, levels=LEVELS, today=DAY, by="pmgen 0"))


# ---------------------------------------------------------------------------------------------------- the command


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pmgen.toml").write_text("")
    old = tmp_path / "old/deep"
    old.mkdir(parents=True)
    (tmp_path / "old/queue.md").write_text(TABLES)
    (old / "PM 12").write_text(BULLETS)
    (old / "record.md").write_text(RECORD + "\n[See](gone.md) and ![it](gone.png)\n")
    (old / "page.html").write_text(PAGE)
    (tmp_path / "old/README.md").write_text("# About\n")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("Mail%20down.md", "Mail down.html"),
        ("100%.md", "100%.html"),
        ("mail%3Adown.md", "mail-3adown.html"),
        ("mail%2e%2e%2fdown.md", "mail-2e-2e-2fdown.html"),
        ("mail%2520down.md", "mail-20down.html"),
    ],
)
def test_the_old_address_of_a_file_that_an_export_named_checks_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, alias: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pmgen.toml").write_text("")
    (tmp_path / name).write_text("# Mail is down\n\n**Date:** 2026-05-01\n\nIt broke.\n")
    assert run("import", name).exit_code == 0
    assert f"aliases: [{alias}]" in (tmp_path / "postmortems/2026-05-01-mail-is-down.md").read_text()
    assert run("build").exit_code == 0


def test_a_document_that_keeps_its_address_has_no_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pmgen.toml").write_text("")
    (tmp_path / "2026-05-01-mail-down.md").write_text("# Mail down\n\nIt broke.\n")
    result = run("import", "2026-05-01-mail-down.md")
    assert "address" not in result.output
    assert "aliases:" not in (tmp_path / "postmortems/2026-05-01-mail-down.md").read_text()
    assert run("build").exit_code == 0


def test_a_folder_is_imported_and_builds(sources: Path) -> None:
    result = run("import", "old")
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in (sources / "postmortems").iterdir())
    assert names == [
        "2019-02-04-example-on-the-fourth-mail-was-late.md",
        "2022-07-01-lights-out.md",
        "2024-05-12-postqueue.md",
        "2025-03-04-queue-broker-out-of-disk.md",
    ]
    assert "old/deep/record.md:1:1: info: no severity is stated" in result.output
    assert run("build").exit_code == 0
    site = sources / "site/docs/post-mortems"
    assert (site / "2025-03-04-queue-broker-out-of-disk.html").is_file()
    assert (site / "deep/record.html").is_file()
    assert run("check", "--write-baseline", "known.json").exit_code == 0
    assert run("check", "--baseline", "known.json", "--strict").exit_code == 0


def test_nothing_is_overwritten(sources: Path) -> None:
    run("import", "old")
    before = {path.name: path.read_text() for path in (sources / "postmortems").iterdir()}
    (sources / "new").mkdir()
    (sources / "new/broker.md").write_text(TABLES)
    run("import", "new/broker.md")
    after = {path.name: path.read_text() for path in (sources / "postmortems").iterdir()}
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"2025-03-04-queue-broker-out-of-disk-2.md"}
    assert "id: PM-2025-03-04-2" in after["2025-03-04-queue-broker-out-of-disk-2.md"]


def test_no_credential_is_printed_of_what_was_not_sure(sources: Path) -> None:
    (sources / "told.md").write_text(
        "# Outage with password=tr0ub4dor7-horse\n\nDate: 2026-04-22\nSeverity: password=swordfish-of-all9\n\n"
        "## Action items\n\n| Action | Owner | Status |\n|---|---|---|\n| Rotate it | platform | pw: hunter2x9 |\n"
    )
    told = run("import", "told.md", "--dry-run").output
    assert "does not surely say how far it is" in told
    assert "says no severity for sure" in told
    assert not re.search("tr0ub4dor7|swordfish|hunter2", told), told


def test_a_dry_run_shows_what_was_found(sources: Path) -> None:
    result = run("import", "old", "--dry-run")
    assert "2025-03-04  SEV2" in result.output
    assert "old/deep/record.md:1:1: info: no severity is stated" in result.output
    assert not (sources / "postmortems").exists()


@pytest.mark.parametrize(
    ("columns", "shown"), [("60", "{name}"), ("80", "{name}"), ("120", "…{end}"), ("160", "…{end}")]
)
def test_the_name_of_a_source_is_cut_only_where_it_has_no_line_of_its_own(
    sources: Path, monkeypatch: pytest.MonkeyPatch, columns: str, shown: str
) -> None:
    name = f"{'old-' * 13}a.md"
    (sources / name).write_text("# Outage\n\n**Date:** 2025-03-04\n")
    monkeypatch.setenv("COLUMNS", columns)
    lines = run("import", name, "--dry-run").output.splitlines()
    assert any(shown.format(name=name, end=name[-39:]) in line.split() for line in lines[:6]), lines
    assert max(len(line) for line in lines if ": info: " not in line) <= int(columns)


def test_the_documents_can_be_printed(sources: Path) -> None:
    result = run("import", "old/queue.md", "--stdout")
    assert result.output.startswith("---\ntitle: Queue broker out of disk\n")
    assert not (sources / "postmortems").exists()


def test_what_was_imported_before_is_not_imported_again(sources: Path) -> None:
    run("import", "old")
    before = sorted((sources / "postmortems").iterdir())
    result = run("import", "old")
    assert (result.exit_code, sorted((sources / "postmortems").iterdir())) == (0, before)
    assert "skipped old/queue.md: it was imported before, as `2025-03-04-queue-broker-out-of-disk.md`" in result.output
    assert result.output.endswith("nothing new: all of it was imported before\n")
    for folder, title, year in (("a", "Outage in Paris", 2024), ("b", "Outage", 2024), ("c", "Outage in Paris", 2025)):
        (sources / folder).mkdir()
        (sources / folder / "report.md").write_text(f"# {title}\n\n**Date:** {year}-01-01\n")
        assert "1 imported" in run("import", f"{folder}/report.md").output
    assert run("build").exit_code == 0


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("# January 2020 - Outage\n\nIt was slow.\n", "2020-01-01"),
        ("# Outage\n\nPosted 2024-05-04 by the team.\n", "2024-05-04"),
    ],
)
def test_a_day_that_stands_in_is_in_the_name_and_the_id_too(sources: Path, told: str, day: str) -> None:
    (sources / "outage.md").write_text(told)
    run("import", "outage.md")
    (made,) = (path for path in (sources / "postmortems").iterdir() if path.name.startswith(day))
    assert f"date: {day}\n" in made.read_text()
    assert f"id: PM-{day}\n" in made.read_text()
    assert "it was imported before" in run("import", "outage.md").output


def test_what_reads_as_a_document_of_pmgen_is_no_source(sources: Path) -> None:
    run("init", ".")
    before = sorted((sources / "postmortems").iterdir())
    result = run("import", "postmortems")
    assert (result.exit_code, "it is a document of pmgen already" in result.output) == (2, True)
    assert sorted((sources / "postmortems").iterdir()) == before


@pytest.mark.parametrize(
    "status", ["severity: SEV2\nstatus: resolved", "severity: high\nstatus: draft", "severity: SEV2"]
)
def test_the_keys_of_another_tool_make_no_document_of_pmgen(sources: Path, status: str) -> None:
    (sources / "hugo.md").write_text(f"---\ntitle: Lag\ndate: 2025-03-04\n{status}\n---\n\nIt was slow.\n")
    assert "1 file would be imported" in run("import", "hugo.md", "--dry-run").output


def test_documents_of_pmgen_and_its_site_are_no_sources(sources: Path) -> None:
    run("import", "old/queue.md")
    run("build")
    found = run("import", ".", "--dry-run").output
    assert "postmortems/" not in found
    assert "site/" not in found
    (sources / "postmortems/lag.html").write_text("<html><h1>Lag</h1><p>It was slow.</p></html>")
    assert "1 file would be imported" in run("import", "postmortems", "--dry-run").output
    result = run("import", "postmortems/2025-03-04-queue-broker-out-of-disk.md")
    assert "it is a document of pmgen already" in result.output


def test_a_legacy_page_becomes_a_document_with_what_stands_beside_it(sources: Path) -> None:
    folder = sources / "postmortems"
    folder.mkdir()
    (folder / "queue.html").write_text("<html><h1>Queue</h1><p>It was full of mail.</p></html>")
    (folder / "queue.yml").write_text("title: The old queue\ndate: 2025-05-05\nseverity: SEV1\nstatus: published\n")
    result = run("import", "postmortems/queue.html")
    assert "next: delete `postmortems/queue.html`, whose address the new document has taken" in result.output
    made = (folder / "2025-05-05-the-old-queue.md").read_text()
    assert "severity: SEV1" in made
    (folder / "queue.html").unlink()
    (folder / "queue.yml").unlink()
    assert run("build").exit_code == 0
    assert (sources / "site/docs/post-mortems/queue.html").is_file()


def test_what_stands_beside_a_page_in_the_words_of_the_model_is_kept(sources: Path) -> None:
    folder = sources / "postmortems"
    folder.mkdir()
    (folder / "queue.html").write_text("<html><h1>Queue</h1><p>It was full of mail.</p></html>")
    said = "title: The old queue\ndate: 2025-05-05\nseverity: SEV1\nstatus: published\nid: PM-7\nowner: platform\n"
    (folder / "queue.yml").write_text(f"{said}aliases: [x/y.html]\ntimeline:\n  - {{at: '10:00', event: Full}}\n")
    assert "1 event ·" in run("import", "postmortems/queue.html").output
    made = (folder / "2025-05-05-the-old-queue.md").read_text()
    assert "id: PM-7\n" in made
    assert "x-" not in made.replace("x-imported", "").replace("x-status", "")
    (folder / "queue.html").unlink()
    (folder / "queue.yml").unlink()
    assert run("build").exit_code == 0
    assert all((sources / "site/docs/post-mortems" / name).is_file() for name in ("x/y.html", "queue.html"))


def test_a_document_is_written_whole_or_not_at_all(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:100])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        result = run("import", "old/queue.md")
    assert (result.exit_code, list((sources / "postmortems").iterdir())) == (2, [])
    assert "cannot be written: no space left on device" in result.output
    assert "1 imported" in run("import", "old/queue.md").output


def test_what_is_still_to_be_said_before_it_can_be_published(sources: Path) -> None:
    result = run("import", "old/queue.md")
    assert (
        "old/queue.md:1:1: info: before it can be published it needs `impact`, `detection`, `root_cause`"
        in result.output
    )


def test_old_addresses_keep_their_names(sources: Path) -> None:
    (sources / "My Old File.md").write_text("# Queue\n\n**Date:** 2025-01-01\n**Severity:** SEV1\n")
    run("import", "My Old File.md")
    assert run("build").exit_code == 0
    assert (sources / "site/docs/post-mortems/My Old File.html").is_file()


def test_the_readme_of_a_folder_that_is_an_incident(sources: Path) -> None:
    folder = sources / "incidents/2024-03-31-queue"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("# Queue\n\nIt was full.\n")
    (sources / "incidents/README.md").write_text("# All of them\n")
    result = run("import", "incidents")
    assert "skipped incidents/README.md" in result.output
    assert (sources / "postmortems/2024-03-31-queue.md").is_file()


def test_what_is_no_document_is_none_when_it_is_named_either(sources: Path) -> None:
    (sources / "pmgen.toml").write_text('title = "Incidents"\n')
    (sources / "Outage").write_text("# Queue\n\nDate: 2025-03-04\n")
    result = run("import", "pmgen.toml", "--dry-run")
    assert result.exit_code == 2
    assert "skipped pmgen.toml: neither Markdown nor HTML\nerror: nothing to import in `pmgen.toml`" in result.stderr
    assert run("import", "pmgen.toml", "Outage").exit_code == 0
    assert [each.name for each in (sources / "postmortems").iterdir()] == ["2025-03-04-queue.md"]


def test_a_source_without_documents_is_an_error(sources: Path) -> None:
    (sources / "empty").mkdir()
    assert run("import", "empty").exit_code == 2
    assert run("import", "nowhere").exit_code == 2


def test_lessons_by_their_kind() -> None:
    text = "# Lag\n\n## Lessons\n### What went well?\n- Quick alert\n### What went wrong\n- No runbook\n- No owner\n"
    lessons = read(imported(f"{text}### Where we got lucky\n- Low traffic\n")).lessons
    assert lessons is not None
    assert (lessons.went_well, lessons.went_wrong) == (("Quick alert",), ("No runbook", "No owner"))
    assert lessons.lucky == ("Low traffic",)


def test_a_ticket_that_says_what_became_of_it() -> None:
    rows = "| Write it down | process | data | n/a **DONE** |\n| Alert on lag | detect | data | 1235 TODO |\n"
    found = read(imported(f"# Lag\n\n## Action Items\n| Action Item | Type | Owner | Bug |\n|-|-|-|-|\n{rows}"))
    assert [each.status for each in found.followup_list] == [FollowupStatus.DONE, FollowupStatus.TODO]
    assert found.followup_list[0].details == "n/a **DONE**"


def test_a_list_below_a_word_that_says_when() -> None:
    text = "# Lag\n\n## Remediation\n- Done\n  - Roll back\n- Long-term\n  - Test contracts\n  - Break circuits\n"
    found = [(each.action, each.status) for each in read(imported(text)).followup_list]
    todo = FollowupStatus.TODO
    assert found == [("Roll back", FollowupStatus.DONE), ("Test contracts", todo), ("Break circuits", todo)]


def test_rows_of_a_table_without_a_head() -> None:
    text = "# Lag\n\n### What happened?\n\n08:22 | Lag alert\n08:31 | Failover begins\n08:57 | Failover is over\n"
    found = [(each.at.text, each.event) for each in read(imported(text)).timeline]
    assert found == [("08:22", "Lag alert"), ("08:31", "Failover begins"), ("08:57", "Failover is over")]


def test_plain_lines_are_fields_if_one_of_them_is() -> None:
    found = imported("## [RCA] Search down\n\nStart: 2022-05-11 09:12\nEnd: 11:40\nSeverity: **High** for most\n")
    assert (found.title, str(found.date), read(found).severity) == ("Search down", "2022-05-11", "SEV2")
    assert read(imported("# Lag\n\nNote: it was low.\nAlso: it was short.\n")).severity == "SEV3"


@pytest.mark.parametrize(
    ("written", "day", "notes"),
    [("07/09/2022", "2022-09-07", 1), ("11/12/2026", "2026-11-12", 1), ("07/07/2022", "2022-07-07", 0)],
)
def test_a_date_that_can_be_read_in_two_ways(written: str, day: str, notes: int) -> None:
    found = imported(f"# Lag\n\n**Severity:** SEV1\n**Date:** {written}\n")
    assert str(found.date) == day
    assert [(note.line, note.message) for note in found.notes] == [
        (4, f"`{written}` could be two days; `{day}` is taken")
    ] * notes


def test_days_between_the_lines_of_a_paragraph() -> None:
    days = "**5 June 2024**\n07:40 — disk at 95 %\n07:55 — builds fail\n**6 June**\n09:00 — doubled\n"
    text = f"# Full\n\n## Timeline\n{days}"
    found = [(str(each.at.local), each.event) for each in read(imported(text)).timeline]
    assert found == [
        ("2024-06-05 07:40:00", "disk at 95 %"),
        ("2024-06-05 07:55:00", "builds fail"),
        ("2024-06-06 09:00:00", "doubled"),
    ]


def test_a_summary_ends_where_another_heading_begins() -> None:
    summary = read(imported("# Full\n\n## Executive summary\nIt was full.\n\n### Trigger\nA job.\n")).summary
    assert summary is not None
    assert summary.text == "It was full."


def test_what_else_to_read_and_who_took_part() -> None:
    links = "- Tracked in [queue#12](https://example.org/q/12) (open)\n- <https://example.org/talk>\n"
    found = read(imported(f"# Lag\n\n## Attendees\n\n- AB, CD\n- on-call\n\n## References\n\n{links}"))
    assert found.authors == ("AB", "CD", "on-call")
    assert [(each.url, each.title) for each in found.references] == [
        ("https://example.org/q/12", "Tracked in queue#12 (open)"),
        ("https://example.org/talk", None),
    ]


def test_lessons_in_paragraphs_and_by_the_words_they_begin_with() -> None:
    lessons = read(imported("# Lag\n\n## Learnings\n\nRun `pg <dir>` by hand.\n\nTest it.\n")).lessons
    assert lessons is not None
    assert lessons.learned == ("Run `pg <dir>` by hand.", "Test it.")
    items = "- **Went well**: a quick alert\n- **Went wrong**: no runbook\n- **Got lucky:** low traffic\n"
    lessons = read(imported(f"# Lag\n\n## Lessons learned\n\n{items}")).lessons
    assert lessons is not None
    assert (*lessons.went_well, *lessons.went_wrong, *lessons.lucky) == ("a quick alert", "no runbook", "low traffic")


def test_what_stays_in_the_body_though_its_heading_says_what_it_is() -> None:
    text = """# Lag

**Severity:** SEV1
**Date:** 2026-04-22

## Impact

![graph](graph.png)

## Timeline

09:15 – lag

It was a long day.

## Attendees

Everybody who was awake took part.

## References

- the wiki
"""
    assert [(note.line, note.message) for note in imported(text).notes] == [
        (8, "`Impact` stays in the body, and there is no `impact`"),
        (14, "a part of `Timeline` stays in the body, beside `timeline`"),
        (18, "`Attendees` stays in the body, and there is no `authors`"),
        (22, "`References` stays in the body, and there is no `references`"),
    ]


def test_what_stays_of_a_page_is_placed_in_the_page() -> None:
    page = "<html>\n<body>\n<h1>Lag</h1>\n<table><tr><td>Severity</td><td>SEV1</td></tr>\n<tr><td>Date</td>"
    page += "<td>2026-04-22</td></tr></table>\n\n\n<h2>References</h2>\n<p>Ask the <b>on-call</b>, or\nthe wiki.</p>\n"
    notes = imported(page, "lag.html").notes
    assert [(note.line, note.message.partition(" ")[0]) for note in notes] == [(9, "`References`")]


def test_who_does_it_by_when_at_the_end_of_an_item() -> None:
    items = """- Alert on lag (owner: platform, due: 2026-05-01)
- [Short term] **Done** - roll back — Owner: on-call
- Test it (@database)
- Ask (once, or twice)
- Raise the limit (priority: P0; status: done)
- Draw it (due: soon)
"""
    lines = "TODO: say who is on call\nDONE: say when\n"
    listed = read(imported(f"# Lag\n\n## Follow-ups\n\n{items}\n{lines}")).followup_list
    assert [(each.action, each.owner, str(each.due or ""), each.priority, each.status.value) for each in listed] == [
        ("Alert on lag", "platform", "2026-05-01", None, "todo"),
        ("[Short term] roll back", "on-call", "", None, "done"),
        ("Test it", "@database", "", None, "todo"),
        ("Ask (once, or twice)", None, "", None, "todo"),
        ("Raise the limit", None, "", "P0", "done"),
        ("Draw it (due: soon)", None, "", None, "todo"),
        ("say who is on call", None, "", None, "todo"),
        ("say when", None, "", None, "done"),
    ]


def test_a_template_whose_sections_are_headings_of_the_first_level() -> None:
    text = """---
title: Everything was out
date: 2021-04-20
status: resolved
---

# Date
2021-04-14

# Severity
SEV2

# Summary
All of it was out.

# Lessons Learned
## Things that went well
Notified early.

## Where we got lucky
- Low traffic

# Timeline
- 2021-04-13
  - 4:16: staging fails
  - ~18:30: left for the next day
- 2021-04-14
  - 9:50: all services restart
- 2021-04-15
  - nothing more
"""
    found = read(imported(text))
    assert (found.title, str(found.date), found.severity, found.state) == (
        *("Everything was out", "2021-04-14", "SEV2"),
        State.RESOLVED,
    )
    assert found.lessons is not None
    assert (found.lessons.went_well, found.lessons.lucky) == (("Notified early.",), ("Low traffic",))
    assert [(str(each.at.local), each.event) for each in found.timeline] == [
        ("2021-04-13 04:16:00", "staging fails"),
        ("2021-04-13 18:30:00", "left for the next day"),
        ("2021-04-14 09:50:00", "all services restart"),
        ("2021-04-15 00:00:00", "nothing more"),
    ]


def test_a_section_is_no_title() -> None:
    found = imported(
        "# Executive Summary\n\nAll of it was out.\n\n## Root causes and trigger\n\nA job.\n", "vault-down.md"
    )
    assert found.title == "vault down"
    assert [note.line for note in found.notes] == [1, 1]


def test_a_timeline_in_a_block_of_code_and_no_log() -> None:
    block = "```\n21:48 (UTC): stopped\n~22:11: looked\n  at a node\n02:18: released\n```"
    text = "## Issue summary\n\nOn 9 May 2021 it stopped.\n\n## Timeline\n\n"
    found = [(each.at.text, each.event) for each in read(imported(text + block)).timeline]
    assert found == [("21:48", "stopped"), ("~22:11", "looked at a node"), ("2021-05-10 02:18", "released")]
    log = "```\n2021-05-09 21:48:01 ERROR a\n2021-05-09 21:48:02 ERROR b\n```"
    assert read(imported(text + log)).timeline == ()


def test_a_column_for_the_day_of_a_year_that_its_head_names() -> None:
    rows = "| Thur | Jan 20 | 22:40 | logged out.\n| Fri | Jan 21 | 00:20 | asked.\n"
    head = "| Day | Date (2022) | Time (UTC) | Event |\n|--|--|--|--|\n"
    found = imported(f"# Incident Report: 20220120 - Locked out\n\n## Timeline\n\n{head}{rows}")
    assert (found.title, str(found.date)) == ("Locked out", "2022-01-20")
    assert [(str(each.at.local), each.event) for each in read(found).timeline] == [
        ("2022-01-20 22:40:00", "logged out."),
        ("2022-01-21 00:20:00", "asked."),
    ]


def test_headings_with_numbers_and_pictures_and_a_column_for_the_day() -> None:
    rows = "| 2025-03-12 | 15:57 | halts |\n| 2025-03-13 | 11:25 | runs |\n"
    text = f"""# Halt

| Field | Value |
|---|---|
| **Severity** | SEV-2 |
| **Window** | `2025-03-12T15:57Z` → `2025-03-13T11:25Z` |

## 1. Summary

All of it halted.

## 💥 Impact

All of it.

## 🛡️ Prevention & Next Steps

1. Stop

## 2) Timeline

| Day | Time (UTC) | Event |
|-----|------------|-------|
{rows}"""
    found = read(imported(text))
    assert found.summary is not None
    assert found.impact is not None
    assert (str(found.date), found.summary.text, found.impact.description) == (
        *("2025-03-12", "All of it halted."),
        "All of it.",
    )
    assert [each.action for each in found.followup_list] == ["Stop"]
    assert [(str(each.at.local), each.event) for each in found.timeline] == [
        ("2025-03-12 15:57:00", "halts"),
        ("2025-03-13 11:25:00", "runs"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("07-09-2023", "07-30-2023", ["2023-07-09", "2023-07-30"]),
        ("09/07/2023", "30/07/2023", ["2023-07-09", "2023-07-30"]),
        ("07-09-2023", "07-10-2023", ["2023-07-09", "2023-07-10"]),
        ("03-04-2023", "04-05-2023", []),
    ],
)
def test_days_with_the_year_last_that_one_of_them_explains(first: str, second: str, days: list[str]) -> None:
    text = f"# Lag\n\n## Timeline\n\n{first} 2:14 pm - approved\n\n{second} 11:51 am - entered\n\n## Log\n\n{first} x\n"
    assert imported(text).text.endswith(f"{first} x\n")
    found = [f"{each.at.local:%Y-%m-%d %H:%M} {each.event}" for each in read(imported(text)).timeline if each.at.local]
    assert found == [f"{day} {rest}" for day, rest in zip(days, ["14:14 approved", "11:51 entered"], strict=False)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| 02/01/2024 08:00 | a |\n| 13/01/2024 10:00 | b |\n", ["2024-01-02 08:00", "2024-01-13 10:00"]),
        ("| 1/2/2024 8:00 AM | a |\n| **1/13/2024** 10:00 PM | b |\n", ["2024-01-02 08:00", "2024-01-13 22:00"]),
        ("| 02.01.2024 08:00 | a |\n| 03.02.2024 10:00 | b |\n", ["2024-01-02 08:00", "2024-02-03 10:00"]),
    ],
)
def test_days_with_the_year_last_in_a_table(rows: str, expected: list[str]) -> None:
    found = read(imported(f"# Lag\n\n## Timeline\n\n| Time | Event |\n|--|--|\n{rows}"))
    assert [each.at.text for each in found.timeline] == expected


def test_a_version_with_points_is_no_day() -> None:
    text = "# Lag\n\n## Timeline\n\n| Time | Event |\n|--|--|\n| 08:00 | 1.2.20240 out |\n| 09:00 | 1.2.2024.5 out |\n"
    assert [each.event for each in read(imported(text)).timeline] == ["1.2.20240 out", "1.2.2024.5 out"]


@pytest.mark.parametrize(
    ("stated", "severity"),
    [
        ("**Severity:** Sev. 2", "SEV2"),
        ("**Severity:** Level 1", "SEV1"),
        ("**Severity:** Priority 1", "SEV1"),
        ("**Severity:** ~~SEV1~~ SEV2", "SEV2"),
        ("Date: 2024-01-02 | Severity: Major | Commander: on-call", "SEV2"),
        ("| Date | Severity | Status |\n|--|--|--|\n| 2024-01-02 | SEV1 | Resolved |", "SEV1"),
    ],
)
def test_severities_that_are_stated_at_the_top(stated: str, severity: str) -> None:
    found = imported(f"# Mail is down\n\n{stated}\n\nIt was.\n")
    assert (found.severity != "", read(found).severity) == (True, severity)
    assert (found.events, [each.message for each in found.notes if "severit" in each.message]) == (0, [])


@pytest.mark.parametrize("title", ["[SEV2] Mail is down", "Sev-2: Mail is down", "Mail is down (SEV 2)"])
def test_a_severity_that_marks_the_title(title: str) -> None:
    assert read(imported(f"# {title}\n\nIt was.\n")).severity == "SEV2"


def test_a_severity_that_a_title_is_about() -> None:
    assert imported("# SEV2 pages reach nobody\n\nIt was.\n").severity == ""


@pytest.mark.parametrize("when", ["**2024-01-02** 08:00", "**2024-01-02** — 08:00", "*2024-01-02*, **08:00** –"])
def test_a_day_that_is_set_off_from_its_time(when: str) -> None:
    found = read(imported(f"# Lag\n\n## Timeline\n\n- {when} down\n- 09:00 up\n")).timeline
    assert [(each.at.text, each.event) for each in found] == [("2024-01-02 08:00", "down"), ("09:00", "up")]
