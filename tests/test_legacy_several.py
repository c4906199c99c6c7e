"""Documents that tell of several incidents: they are named, and nothing of one is told of another."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

_ONE = """

**Severity:** SEV2

### Timeline

- 10:00 alert fired
- 10:30 resolved

### Action items

- [ ] Alert
"""
_OTHER = _ONE.replace("10:", "09:").replace("Alert", "Rotate logs")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("## 2026-04-13 Queue lag", "## 2026-04-18 Disk full"),
        ("## Queue lag (April 13, 2026)", "## Disk full (April 18, 2026)"),
        ("## April 13: queue lag", "## April 18: disk full"),
        ("## Queue lag\n\n**Date:** 2026-04-13", "## Disk full\n\n**Date:** 2026-04-18"),
        ("## 13/04/2026 - Queue lag", "## 18/04/2026 - Disk full"),
    ],
)
def test_two_incidents_are_named_and_not_mixed(one: str, other: str) -> None:
    text = f"# Log of April 2026\n\n{one}{_ONE}\n{other}{_OTHER}"
    found = imported(text)
    second = 1 + text.split("\n").index(other.split("\n")[0])
    assert (
        3,
        f"2 incidents stand here, at lines 3 and {second}, and stay in the body, as a document tells of one; put each"
        " into a file of its own, and import that",
    ) in [(each.line, each.message) for each in found.notes]
    assert (read(found).timeline, read(found).followup_list) == ((), ())
    assert found.text.endswith(f"---\n\n{one}{_ONE}\n{other}{_OTHER}")
    assert not [each for each in found.notes if "stays in the body, and there is no" in each.message]


@pytest.mark.parametrize(
    "text",
    [
        f"# Queue lag, 2026-04-13{_ONE}",
        f"# Log\n\n## 2026-04-13 Queue lag{_ONE}",
        "# Lag\n\n## Timeline\n\n### 2026-04-13: first wave\n\n- 10:00 alert fired\n- 10:30 slow\n\n"
        "### 2026-04-14: second wave\n\n- 09:00 alert fired\n- 10:30 resolved\n",
        f"# Lag\n\n## 2026-04-13 Queue lag{_ONE}\n## Update 2026-04-18{_OTHER}",
        f"# Lag\n\n## 2026-04-13 Queue lag{_ONE}\n## 2026-04-18 Review\n\nWe met.\n",
        f"# Lag\n\n## 2026-04-13 in the morning{_ONE}\n## 2026-04-13 in the evening{_OTHER}",
        f"# Lag\n\n**Date:** 2026-04-13\n\n## Here{_ONE}\n## There{_OTHER}",
        "# Lag 2026-04-13\n\n## Timeline (2026-04-13)\n\n- 10:00 alert fired\n- 10:30 slow\n\n"
        "## Timeline (2026-04-14)\n\n- 09:00 alert fired\n- 10:30 resolved\n",
    ],
)
def test_parts_of_one_incident_are_not_several(text: str) -> None:
    found = imported(text)
    assert len(read(found).timeline) >= 2
    assert not [each for each in found.notes if "incidents stand" in each.message]


_WAVE = "- 10:00 the queue stops\n- 10:40 it is empty"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("## 2026-04-13 Queue lag", "## 2026-04-19 Search slow"),
        ("## Queue lag (April 13, 2026)", "## Search slow (April 19, 2026)"),
        ("### 13.04.2026: Warteschlange", "### 19.04.2026: Suche"),
    ],
)
def test_days_with_a_name_and_times_may_be_an_incident_each(one: str, other: str) -> None:
    found = imported(f"# April 2026\n\n{one}\n\n{_WAVE}\n\n{other}\n\n10:00 slow answers\n\n10:40 index rebuilt\n")
    assert (
        3,
        "2 sections with a day of their own stand here, at lines 3 and 8, and stay in the body; where each tells of an"
        " incident, put it into a file of its own, and import that",
    ) in [(each.line, each.message) for each in found.notes]
    assert (read(found).timeline, str(found.date)) == ((), "2026-04-13")


@pytest.mark.parametrize(
    "text",
    [
        f"# Lag\n\n## 2026-04-13 Queue lag\n\n{_WAVE}\n",
        f"# Lag\n\n## 2026-04-13\n\n{_WAVE}\n\n## 2026-04-14\n\n{_WAVE}\n",
        f"# Lag\n\n## 2026-04-13 Queue lag\n\n{_WAVE}\n\n## 2026-04-13 Again\n\n{_WAVE}\n",
        f"# Lag\n\n## 2026-04-13 Queue lag\n\n{_WAVE}\n\n## 2026-04-18 Review\n\nWe met.\n",
        f"# Lag\n\n## Summary\n\nIt was slow.\n\n## 2026-04-13 Seen\n\n{_WAVE}\n\n## 2026-04-14 Mended\n\n{_WAVE}\n",
        f"# Lag\n\n## 2026-04-13 Seen\n\n{_WAVE}\n\n## 2026-04-14 Mended\n\n{_WAVE}\n\n## Root cause\n\nA bug.\n",
        f"# Lag\n\n## 2026-04-13 Queue lag\n\n{_WAVE}\n\n## 2026-04-14 Again\n\n{_WAVE}\n",
        f"# Lag\n\n## April 30: queue lag\n\n{_WAVE}\n\n## May 1: again\n\n{_WAVE}\n\n## May 2: done\n\n{_WAVE}\n",
        f"# Lag\n\n## 2026-04-13 Lag\n\n### Timeline\n\n{_WAVE}\n\n## 2026-04-19 Again\n\n### Timeline\n\n{_WAVE}\n\n"
        "## Root cause\n\nA bug.\n",
        f"# Lag\n\n## 2026-04-13 Lag\n\n{_WAVE}\n\n## Update 2026-04-18\n\n{_WAVE}\n",
        "# Lag\n\n## Release 2026-04-13\n\n- faster\n\n## Release 2026-04-18\n\n- smaller\n",
    ],
)
def test_days_of_one_incident_are_not_several(text: str) -> None:
    assert not [each for each in imported(text).notes if "stand here" in each.message]


@pytest.mark.parametrize("title", ["April 2026", "Incidents", "Incident log", "Post-mortems of the week"])
def test_days_that_follow_one_another_in_a_log_may_be_an_incident_each(title: str) -> None:
    found = imported(f"# {title}\n\n## 2026-04-13 Queue lag\n\n{_WAVE}\n\n## 2026-04-14 Disk full\n\n{_WAVE}\n")
    assert any("2 sections with a day of their own stand here" in each.message for each in found.notes)
    assert read(found).timeline == ()


def test_the_rows_of_a_table_of_incidents_are_named() -> None:
    head = "| Date | Incident | Severity |\n|--|--|--|\n"
    rows = "| 2026-04-13 | Queue lag | SEV2 |\n| 2026-04-18 | Disk full | SEV3 |\n"
    found = imported(f"# Log\n\n{head}{rows}")
    assert (
        5,
        "2 incidents stand here, at lines 5 and 6, and stay in the body, as a document tells of one; put each into a"
        " file of its own, and import that",
    ) in [(each.line, each.message) for each in found.notes]
    assert str(found.date) == "2026-04-13"
    many = "".join(f"| 2026-04-{day} | Queue lag | SEV2 |\n" for day in range(10, 30))
    assert "20 incidents stand here, from line 5 to line 24," in str(imported(f"# Log\n\n{head}{many}").notes)


@pytest.mark.parametrize(
    ("above", "head", "rows"),
    [
        (
            "# Lag\n\n## Similar incidents",
            "Date | Incident | Severity",
            ("2026-04-13 | Lag | 2", "2026-04-18 | Disk | 3"),
        ),
        ("# Lag\n\n## Impact\n\nMuch.\n\n## More", "Date | Incident", ("2026-04-13 | Lag", "2026-04-18 | Disk")),
        ("# Lag", "Date | Incident | Severity", ("2026-04-13 | Lag | SEV2",)),
        ("# Lag", "Date | Incident", ("2026-04-13 | Lag", "2026-04-13 | Disk")),
        ("# Lag", "Date | Orders", ("2026-04-13 | 10", "2026-04-18 | 20")),
        ("# Lag", "Version | Incident", ("1.2 | Lag", "1.3 | Disk")),
    ],
)
def test_other_tables_with_days_are_no_lists_of_incidents(above: str, head: str, rows: tuple[str, ...]) -> None:
    marks = "|".join("--" for _ in head.split("|"))
    text = f"{above}\n\n| {head} |\n|{marks}|\n" + "".join(f"| {row} |\n" for row in rows)
    assert not [each for each in imported(text).notes if "stand here" in each.message]


def test_a_table_of_incidents_is_no_timeline() -> None:
    head = "| Date | Incident | Severity |\n|--|--|--|\n"
    rows = "| 2026-04-13 | Queue lag in the morning | SEV2 |\n| 2026-04-18 | Disk full at night | SEV3 |\n"
    found = imported(f"# Log\n\n{head}{rows}")
    assert read(found).timeline == ()
    assert found.text.endswith(f"---\n\n{head}{rows}")
    told = head.replace("Incident", "Event").replace("Severity", "Who")
    assert len(read(imported(f"# Lag\n\n{told}{rows}")).timeline) == 2


def test_the_day_of_such_a_document_is_that_of_its_first_incident() -> None:
    found = imported(f"# Log\n\n## 2026-04-13 Queue lag{_ONE}\n## 2026-04-18 Disk full{_OTHER}")
    assert (found.title, str(found.date)) == ("Log", "2026-04-13")
