"""Lists of which one item is to be done."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

HEAD = "# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n\n"
LISTED = "- (a) Move the mail\n  to a new disk\n- (b) Delete old mail\n- (c) Buy a disk\n"


@pytest.mark.parametrize(
    "intro",
    [
        "Pick one:",
        "We have to choose between:",
        "Things to choose from:",
        "**Options:**",
        "The queue is too slow.\nDo one of these:",
    ],
)
def test_alternatives_are_one_follow_up(intro: str) -> None:
    found = imported(f"{HEAD}## Follow-up\n\n- Look at the disk\n\n{intro}\n\n{LISTED}\nThat is all.\n")
    first, second = read(found).followup_list
    assert (first.action, second.action) == ("Look at the disk", " ".join(intro.split()).strip("*:"))
    assert (second.open, second.type, second.details) == (True, None, LISTED.strip())
    assert "of this list one item is to be done: it is one follow-up" in [note.message for note in found.notes]
    assert found.text.endswith("## Follow-up\n\nThat is all.\n")


@pytest.mark.parametrize("heading", ["## Follow-ups (pick one)", "## Next steps\n\n### One of these"])
def test_alternatives_below_a_heading_that_says_so(heading: str) -> None:
    (only,) = read(imported(f"{HEAD}{heading}\n\n{LISTED}")).followup_list
    assert (only.action, only.details) == (heading.rpartition("# ")[2], LISTED.strip())


@pytest.mark.parametrize("intro", ["We do all of these:", "Pick up one by one:", "Somebody has to pick one.", "Soon:"])
def test_other_lists_are_follow_ups_each(intro: str) -> None:
    assert len(read(imported(f"{HEAD}## Follow-up\n\n{intro}\n\n{LISTED}")).followup_list) == 3
