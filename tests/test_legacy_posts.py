"""Posts of status pages, with their times below them."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

POSTS = (
    ("Resolved", "All mail is delivered.", "Mar 03, 2026 - 00:22 UTC"),
    ("Monitoring", "A fix is in place, and we watch it.", "Mar 02, 2026 - 23:55 UTC"),
    ("Investigating", "Mail is late.", "Mar 02, 2026 - 23:21 UTC"),
)
EVENTS = [
    ("Mar 02, 2026 23:21", None, "Investigating"),
    ("Mar 02, 2026 23:55", None, "Monitoring"),
    ("Mar 03, 2026 00:22", "resolved", "Resolved"),
]


def written(form: str) -> str:
    return "\n\n".join(form.format(*post) for post in POSTS)


@pytest.mark.parametrize(
    "form", ["**{}**\n{}\nPosted {}", "**{}** - {}\n{}", "**{}:** {}\n*{}*", "**{}**\n{}\nUpdated on {}."]
)
@pytest.mark.parametrize("heading", ["", "## Timeline\n\n"])
def test_posts_are_the_events_of_a_timeline_that_is_turned_round(form: str, heading: str) -> None:
    found = imported(f"# Mail is late\n\n**Severity:** SEV2\n\n{heading}{written(form)}\n")
    told = [
        (each.at.text.replace(" - ", " "), each.kind if each.kind == "resolved" else None, each.event.split("**")[1])
        for each in read(found).timeline
    ]
    assert [(at, kind, state.strip(":")) for at, kind, state in told] == EVENTS
    assert (str(found.date), read(found).timezone) == ("2026-03-02", "UTC")
    assert "the timeline begins with what came last, and is turned round" in [each.message for each in found.notes]


@pytest.mark.parametrize(
    "text",
    [
        "**Scope**\nMail was late.\nMar 02, 2026 - 18:22 UTC",  # one alone
        "**On-call:** Mail is late.\nMar 02\n\n**Platform:** It is up.\nMar 03",  # days
        "Mail is late.\nMar 02, 2026 18:22\n\nIt is up.\nMar 02, 2026 19:22",  # no states
        "**Mail**\nIt was late on\nMar 02, 2026 18:22 for some.\n\n**Queue**\nAs well on\nMar 02, 2026 19:22 for all.",
    ],
)
def test_what_is_no_post_stays_in_the_body(text: str) -> None:
    found = imported(f"# Mail is late\n\n**Date:** 2026-03-02\n**Severity:** SEV2\n\n## Then\n\n{text}\n")
    assert (read(found).timeline, text in found.text) == ((), True)
