"""The fields at the top of a document: each goes to its own key, or stays in the body word for word."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

HEAD = "# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n"


@pytest.mark.parametrize(
    "again", ["## Summary\n\nPlatform saw it down for 2h.\n", "## To do\n\n- Tell (owner: platform)\n"]
)
def test_a_field_is_not_lost_to_the_same_words_elsewhere(again: str) -> None:
    found = imported(f"{HEAD}**Owner:** platform\n**Duration:** 2h\n\n{again}")
    assert read(found).owner == "platform"
    assert "- **Duration:** 2h\n" in found.text
    assert "**Owner:**" not in found.text


def test_an_owner_stands_in_its_key_and_not_in_the_body() -> None:
    found = imported(f"{HEAD}**Owner:** on-call\n\nIt broke.\n")
    assert read(found).owner == "on-call"
    assert found.text.endswith("---\n\nIt broke.\n")


@pytest.mark.parametrize("said", ["TBD", "[name]", "n/a", "platform. They will look into it on Monday."])
def test_what_names_nobody_is_no_owner(said: str) -> None:
    found = imported(f"{HEAD}**Owner:** {said}\n\nIt broke.\n")
    assert read(found).owner is None
    assert f"**Owner:** {said}" in found.text
