"""Which events of a timeline are milestones: only those whose words leave no doubt."""

from __future__ import annotations

import pytest

from pmgen.legacy.vocabulary.milestones import kind_of
from tests.test_legacy_shapes import imported, read


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("Incident begins", "started"),
        ("**OUTAGE MITIGATED**, updated most traffic", "mitigated"),
        ("**OUTAGE BEGINS** — perhaps half of all traffic fails", "started"),
        ("**CASCADE BEGINS**: three nodes are not responding", "started"),
        ("Detected by on-call: `orders` lag", "detected"),
        ("**Detection:** queue does not move", "detected"),
        ("Detection: no consumer of the queue is left", "detected"),
        ("Alert fired: no other node is up", "detected"),
        ("First report from support", "detected"),
        ("Alert fired for the queue", "detected"),
        ("Mitigated by switching over", "mitigated"),
        ("Mitigation applied", "mitigated"),
        ("Resolved", "resolved"),
        ("**RESOLVED** — mail is read again", "resolved"),
        ("Service fully restored.", "resolved"),
        ("Full service restored", "resolved"),
        ("The issue was resolved, and all is well", "resolved"),
        ("The issue was detected when mail was late", "detected"),
        ("Full recovery confirmed", "resolved"),
        ("Incident closed", "resolved"),
        ("Change deployed OUTAGE BEGINS", "started"),
        ("Change deployed to all. **OUTAGE STARTS**", "started"),
        ("next thing happened <START OF OUTAGE>", "started"),
        ("Rolled back (OUTAGE ENDS).", "resolved"),
        ("Rolled back **INCIDENT OVER**", "resolved"),
    ],
)
def test_words_that_are_sure(event: str, kind: str) -> None:
    assert kind_of(event) == kind


@pytest.mark.parametrize(
    "event",
    [
        "Impact begins to shrink",
        "Detection rules were switched off by mistake",
        "Detected by nobody",
        "Alert fired, a false alarm",
        "First report of the review board is due",
        "Mitigated only in one region",
        "Mitigation applied to half of the fleet",
        "Recovery of node 3 aborted, disk full",
        "Recovery begins",
        "Recovered only partially, EU still down",
        "Recovered node 3",
        "Resolved for some users",
        "Resolved? Nobody is sure",
        "Resolved - errors remain in one region",
        "Incident resolved by itself, came back at 10:10",
        "Detection: none",
        "**Detection:** N/A",
        "Detected: never",
        "Alert fired for another service",
        "Resolved, but one region is still down",
        "Service restored in one region",
        "Full service restored in one region",
        "Full service in sight",
        "The issue was resolved for some users",
        "The issue that was resolved is back",
        "Incident resolved by mistake in the tracker",
        "Mail works again",
        "Nobody knew when the outage begins",
        "Half of the mail OUTAGE",
        "OUTAGE BEGINS would be the mark",
        "OUTAGE MITIGATED for some",
        "Mail is late, as after an OUTAGE ENDS for some",
        "FALSE_OUTAGE BEGINNING",
        "first line\nlast line OUTAGE ENDS",
    ],
)
def test_words_that_are_not(event: str) -> None:
    assert kind_of(event) == ""


def test_a_label_before_a_time_is_the_milestone_that_it_names() -> None:
    labels = ("Introduced", "Start", "Detected at", "Acknowledged", "**Identified**", "Mitigation", "Resolution time")
    items = "".join(f"- {label}: 10:{minute}\n" for minute, label in enumerate(labels, start=10))
    found = imported(f"# Queue down\n\n## Timeline\n\n{items}- 10:30 looked at\n")
    assert [str(each.kind) for each in read(found).timeline] == [
        *("note", "started", "detected", "acknowledged", "identified", "mitigated", "resolved", "note")
    ]


@pytest.mark.parametrize(
    "label",
    ["Rollback started", "Not detected", "Identified by support", "Partly resolved", "Backup end", "Detection gap"],
)
def test_any_other_label_names_no_milestone(label: str) -> None:
    found = imported(f"# Queue down\n\n## Timeline\n\n- 10:00 down\n- {label}: 10:30\n- 11:00 looked at\n")
    assert [(each.event, str(each.kind)) for each in read(found).timeline][1] == (label, "note")


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        (["**OUTAGE ENDS**, all balanced", "**INCIDENT ENDS**, 30 minutes nominal"], ["resolved", "note"]),
        (["all balanced", "**INCIDENT ENDS**, 30 minutes nominal"], ["note", "resolved"]),
        (["**OUTAGE ENDS**", "**OUTAGE ENDS**"], ["resolved", "resolved"]),
    ],
)
def test_an_incident_ends_behind_its_outage_for_people_only(rows: list[str], kinds: list[str]) -> None:
    items = "".join(f"- 1{hour}:00 {row}\n" for hour, row in enumerate(rows))
    found = imported(f"# Queue down\n\n## Timeline\n\n- 09:00 **OUTAGE BEGINS**\n{items}")
    assert [str(each.kind) for each in read(found).timeline] == ["started", *kinds]
