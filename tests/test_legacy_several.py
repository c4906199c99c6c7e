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
