"""The severity of a document, in a project with levels of its own, and what is said of it besides."""

from __future__ import annotations

import datetime as dt

import pytest

from pmgen import legacy
from tests.test_legacy_shapes import imported, read


def entered(severity: str, levels: str) -> tuple[str, list[tuple[int, str]]]:
    """The level that is entered, and what is noted of it."""
    text = f"# Mail down\n\n**Date:** 2026-05-01\n**Severity:** {severity}\n"
    found = legacy.import_document(
        "mail.md", text.encode(), levels=levels.split(), today=dt.date(2026, 6, 1), by="pmgen"
    )
    return found.level, [(each.line, each.message) for each in found.notes]


@pytest.mark.parametrize(
    ("severity", "levels", "level"),
    [
        ("SEV0", "SEV0 SEV1 SEV2 SEV3", "SEV0"),
        ("SEV1", "SEV0 SEV1 SEV2 SEV3", "SEV1"),
        ("Sev 3", "SEV0 SEV1 SEV2 SEV3", "SEV3"),
        ("SEV5", "SEV1 SEV2 SEV3 SEV4 SEV5", "SEV5"),
        ("P2", "P0 P1 P2", "P2"),
        ("Major", "blocker critical major minor", "major"),
        ("minor (SEV2 at first)", "critical major minor", "minor"),
        ("SEV2", "critical major minor", "major"),
    ],
)
def test_the_level_is_the_one_that_is_stated(severity: str, levels: str, level: str) -> None:
    assert entered(severity, levels) == (level, [])


@pytest.mark.parametrize(
    ("severity", "levels", "level"),
    [
        ("SEV0", "SEV1 SEV2 SEV3 SEV4", "SEV1"),
        ("SEV5 (cosmetic)", "SEV1 SEV2 SEV3 SEV4", "SEV4"),
        ("P0", "SEV1 SEV2 SEV3 SEV4", "SEV1"),
        ("SEV4", "critical major minor", "minor"),
    ],
)
def test_a_level_that_there_is_not_is_the_nearest_and_noted(severity: str, levels: str, level: str) -> None:
    said = f"`{severity}` is none of the levels here; `{level}`, the nearest, is taken"
    assert entered(severity, levels) == (level, [(4, said)])


@pytest.mark.parametrize(
    ("severity", "reason"),
    [
        ("Sev-1 (all users) → later Sev-3", "(all users) → later Sev-3"),
        ("SEV1 (all users)", "all users"),
        ("2 - orders were late", "orders were late"),
        ("2 (orders were late)", "orders were late"),
        ("SEV1 (all users", "all users"),
        ("[SEV1] all users (and bots)", "all users (and bots)"),
    ],
)
def test_the_reason_keeps_its_brackets_in_pairs(severity: str, reason: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** 2026-05-01\n**Severity:** {severity}\n")
    assert read(found).severity_reason == reason


def test_a_priority_is_the_severity_where_nothing_else_is_and_is_named() -> None:
    found = imported("# P1 mail down\n\n**Date:** 2026-05-01\n**Priority:** P1\n")
    said = [(each.line, each.message) for each in found.notes]
    assert (found.level, said) == ("SEV1", [(4, "the priority, `P1`, is taken for the severity")])
    assert "- **Priority:** P1\n" in found.text


@pytest.mark.parametrize("stated", ["2 - Major", "2: High", "2 (Major)", "2"])
def test_a_severity_by_number_and_by_its_word_has_no_reason(stated: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** 2026-05-01\n**Severity:** {stated}\n")
    assert (read(found).severity, read(found).severity_reason) == ("SEV2", None)
    assert "Severity:" not in found.text


@pytest.mark.parametrize("stated", ["S1 -> S3", "depends", "all of it"])
def test_a_severity_that_is_not_understood_is_named_and_stays(stated: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** 2026-05-01\n**Severity:** {stated}\n")
    said = [(each.line, each.message) for each in found.notes]
    assert (found.level, said) == ("", [(4, f"`{stated}` says no severity for sure; `SEV3` stands in for it")])
    assert f"**Severity:** {stated}" in found.text


@pytest.mark.parametrize(
    "text",
    [
        "# Mail down\n\n**Priority:** P1\n**Date:** 2026-05-01\n**Severity:** SEV3\n",
        "---\nseverity: SEV3\ndate: 2026-05-01\n---\n\n# Mail down\n\n**Priority:** P1\n",
        "# [SEV3] Mail down\n\n**Date:** 2026-05-01\n**Priority:** P1\n",
    ],
)
def test_a_severity_that_is_stated_goes_before_a_priority(text: str) -> None:
    found = imported(text)
    assert (found.level, found.notes) == ("SEV3", ())
    assert "**Priority:** P1\n" in found.text
