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


@pytest.mark.parametrize(
    "keys",
    [
        "started_at: 2026-04-13T09:55:00Z\ndetected_at: 2026-04-13T10:00:00Z\nresolved_at: 2026-04-13T11:00:00Z",
        "Start-Time: 2026-04-13 09:55 UTC\nDetected: '2026-04-13 10:00 UTC'\nend_time: 2026-04-13 11:00 UTC",
        "resolved_at: 2026-04-13T11:00:00Z\nstarted_at: 2026-04-13T09:55:00Z\ndetected_at: 2026-04-13T10:00:00Z",
    ],
)
def test_times_of_front_matter_are_the_timeline(keys: str) -> None:
    found = imported(f"---\ntitle: Lag\n{keys}\n---\n\nIt was slow.\n")
    assert [(str(each.kind), str(each.at.instant)[11:16]) for each in read(found).timeline] == [
        ("started", "09:55"),
        ("detected", "10:00"),
        ("resolved", "11:00"),
    ]
    assert "the times that the front matter states are taken for the timeline" in [each.message for each in found.notes]
    assert "2026-04-13" in found.text.partition("\nx-")[2]  # what the keys held stays there


@pytest.mark.parametrize(
    "keys",
    [
        "started_at: 2026-04-13T09:55:00Z\nauthor: platform",
        "started_at: 2026-04-13\nresolved_at: 2026-04-14",
        "start_time: 2026-04-13T00:00:00Z\nend_time: 2026-04-14T00:00:00.000Z",
        "created_at: 2026-04-13T10:00:00Z\nupdated_at: 2026-04-13T11:00:00Z",
        "meeting_started_at: 2026-04-13T10:00:00Z\nmeeting_ended_at: 2026-04-13T11:00:00Z",
        "started_at: [a]\nresolved_at: {b: c}",
        "timeline: [a]\nstarted_at: 2026-04-13T09:55:00Z\nresolved_at: 2026-04-13T11:00:00Z",
    ],
)
def test_other_keys_are_no_timeline(keys: str) -> None:
    assert read(imported(f"---\ntitle: Lag\n{keys}\n---\n\nIt was slow.\n")).timeline == ()


def test_what_the_text_tells_is_the_timeline_and_not_the_keys_of_the_front_matter() -> None:
    keys = "started_at: 2026-04-13T09:55:00Z\nresolved_at: 2026-04-13T11:00:00Z"
    found = imported(f"---\ntitle: Lag\n{keys}\n---\n\n## Timeline\n\n- 10:00 alert fired\n")
    assert [each.event for each in read(found).timeline] == ["alert fired"]
    stated = imported(f"---\ntitle: Lag\n{keys}\n---\n\n{_TIMES}")
    assert [each.event for each in read(stated).timeline] == ["Started at", "Detected", "End time"]
