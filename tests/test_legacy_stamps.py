"""Times that fields state: the timeline of a document that has no other."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

_TIMES = (
    "**Started at:** 2026-04-13 09:55 UTC\n**Detected:** 2026-04-13 10:00 UTC\n**End time:** 2026-04-13 11:00 UTC\n"
)


@pytest.mark.parametrize(
    "text",
    [
        f"# Lag\n\n**Severity:** SEV2\n{_TIMES}\n## Cause\n\nA lock.\n",
        f"# Lag\n\nIt was slow.\n\n## Key information\n\n**Severity:** SEV2\n{_TIMES}",
        "# Lag\n\n| Field | Value |\n|--|--|\n| Severity | SEV2 |\n| Incident start | 2026-04-13 09:55 UTC |\n"
        "| Time detected | 2026-04-13 10:00 UTC |\n| Resolved at | 2026-04-13 11:00 UTC |\n",
    ],
)
def test_times_of_fields_are_the_timeline(text: str) -> None:
    found = imported(text)
    assert [(str(each.kind), str(each.at.instant)[11:16]) for each in read(found).timeline] == [
        ("started", "09:55"),
        ("detected", "10:00"),
        ("resolved", "11:00"),
    ]
    assert "the times that fields state are taken for the timeline" in [each.message for each in found.notes]


@pytest.mark.parametrize(
    "text",
    [
        "**Started at:** 2026-04-13 09:55 UTC\n**Severity:** SEV2\n",
        "**Started at:** 2026-04-13\n**Ended at:** 2026-04-14\n",
        "**Detection:** the page at 10:00\n**Resolution:** 11:00 by a restart\n",
        "**Meeting starts at:** 10:00\n**Meeting ends at:** 11:00\n",
        "It started.\n\n## Calls\n\n**Started at:** 10:00\n**Ended at:** 11:00\n",
    ],
)
def test_other_fields_are_no_timeline(text: str) -> None:
    assert read(imported(f"# Lag\n\n{text}")).timeline == ()


def test_a_timeline_is_not_told_again() -> None:
    found = imported(f"# Lag\n\n**Severity:** SEV2\n{_TIMES}\n## Timeline\n\n- 10:00 alert fired\n")
    assert [each.event for each in read(found).timeline] == ["alert fired"]
