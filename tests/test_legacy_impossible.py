"""Documents that contradict themselves: what is imported of them builds, and no word is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from pmgen import check
from pmgen.diagnostics import Level
from pmgen.legacy import Imported, import_document
from pmgen.rules import BY_CODE
from pmgen.rules.policy import Folder, Policy
from tests.test_legacy_shapes import imported, read

NEVER = (
    "`02:30` never was in `America/New_York`: the clocks were put forward past it; "
    "what happened then is at `unknown`, with its time"
)


def document(rows: str, *, day: str = "2026-03-08", heading: str = "Timeline") -> str:
    return f"# Mail down\n\n**Date:** {day}\n**Severity:** SEV2\n\n## {heading}\n\n{rows}\n"


def errors(found: Imported, policy: Policy | None = None) -> list[str]:
    name = "a.md"
    folder = Folder(frozenset((name,)), frozenset((name,)))
    examined = check.examine(name, found.text.encode(), name, policy or Policy(), folder)
    return [each.message for each in examined.problems if BY_CODE[each.code].level is Level.ERROR]


@pytest.mark.parametrize(
    ("rows", "heading", "event", "note"),
    [
        (
            "- Feb 29 10:00 installed\n- 11:00 down",
            "Timeline",
            "unknown note Feb 29 10:00: installed",
            "`Feb 29 10:00` is no day of 2026; what happened then is at `unknown`, with its time",
        ),
        (
            "- 10:00–09:30 rolled back\n- 11:00 up",
            "Timeline",
            "10:00 note 10:00–09:30: rolled back",
            "`until: 09:30` is before `at: 10:00`; both are in the text of the event",
        ),
        (
            "- 02:30 alert fired\n- 03:30 up",
            "Timeline (ET)",
            "unknown detected 02:30: alert fired",
            NEVER,
        ),
        (
            "- 01:30–02:30 failed over\n- 03:30 up",
            "Timeline (ET)",
            "unknown note 01:30–02:30: failed over",
            NEVER,
        ),
        (
            "- 09:00 Resolved: by hand\n- 10:00 Incident started",
            "Timeline",
            "09:00 note Resolved: by hand",
            "`resolved` at `09:00` is before `started` at `10:00`; it is not taken for a milestone",
        ),
    ],
)
def test_what_cannot_have_been_stays_in_words(rows: str, heading: str, event: str, note: str) -> None:
    found = imported(document(rows, heading=heading))
    first = read(found).timeline[0]
    assert f"{first.at.text} {first.kind} {first.event}" == event
    assert note in [each.message for each in found.notes]
    assert errors(found) == []


def test_the_zone_of_the_config_counts_where_the_document_names_none() -> None:
    data = document("- 02:30 alert fired\n- 03:30 up").encode()
    today = dt.date(2026, 6, 1)
    found = import_document(
        "a.md", data, levels=Policy().severities, today=today, by="pmgen", timezone="America/New_York"
    )
    assert errors(found, Policy(timezone="America/New_York")) == []


@pytest.mark.parametrize(
    "rows", ["- 09:00 down\n- 10:00–10:30 restarted", "- 09:00 Incident started\n- 10:00 Resolved"]
)
def test_what_can_have_been_stays(rows: str) -> None:
    found = imported(document(rows))
    assert [each.message for each in found.notes] == []
    assert len([each for each in read(found).timeline if each.until or each.kind.milestone]) > 0
