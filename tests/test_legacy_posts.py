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


def told(text: str) -> list[tuple[str, str]]:
    """The times of the events and what they tell, on one line each."""
    found = read(imported(f"# Mail is late\n\n**Severity:** SEV2\n\n{text}\n"))
    return [(each.at.text.replace(",", ""), " ".join(each.event.split())) for each in found.timeline]


_PLAIN = [
    ("Mar 2 23:21", "Investigating - Mail is late."),
    ("Mar 2 23:55", "Monitoring - A fix is in place."),
    ("Mar 3 00:22", "Resolved - All mail is delivered."),
]


@pytest.mark.parametrize(
    "form",
    [
        "{0} - {1}\n{2}, {3} UTC\n\n",  # a post in a paragraph
        "{0} - {1}\n{2}, {3} UTC\n",  # all in one
        "{0} -\n{1}\n{2}, {3} UTC\n\n",  # the state in a line of its own
        "{0} -\n\n{1}\n\n{2}, {3} UTC\n\n",  # each in a paragraph
        "{2}, {3} UTC\n{0} - {1}\n\n",  # the time above
        "{0} - {1} {2}, {3} UTC\n\n",  # the time behind
        "{0} -\n\n{1}\n\nPosted about 1 month ago. {2}, {3} UTC\n\n",  # how long ago, too
        "{0} - {1} Posted 3 days ago. {2}, {3} UTC\n\n",
    ],
)
def test_posts_are_read_as_a_status_page_shows_them_without_emphasis(form: str) -> None:
    posts = (
        ("Resolved", "All mail is delivered.", "Mar 3", "00:22"),
        ("Monitoring", "A fix is in place.", "Mar 2", "23:55"),
        ("Investigating", "Mail is late.", "Mar 2", "23:21"),
    )
    assert told("".join(form.format(*each) for each in posts)) == _PLAIN


@pytest.mark.parametrize("form", ["{}\n{}\nPosted {} UTC\n\n", "{}\n\n{}\n\n{} UTC\n\n", "{}\n{}\n{} UTC\n"])
def test_a_state_may_have_a_line_of_its_own(form: str) -> None:
    text = form.format("Resolved", "It is up.", "Mar 3, 14:05") + form.format("Update", "Down.", "Mar 3, 12:58")
    assert told(text) == [("Mar 3 12:58", "Update — Down."), ("Mar 3 14:05", "Resolved — It is up.")]


@pytest.mark.parametrize(
    "form",
    [
        "- {0} {2}, {3} UTC\n\n  {1}\n",
        "- **{0}** - {2}, {3} UTC\n\n  {1}\n",
        "{0} {2}, {3} UTC\n\n{1}\n\n",
        "### {0} - {2}, {3} UTC\n\n{1}\n\n",
    ],
)
@pytest.mark.parametrize("heading", ["", "## Update timeline\n\n"])
def test_a_post_may_have_its_time_behind_its_state(form: str, heading: str) -> None:
    posts = (
        ("investigating", "Mail is late.", "Mar 2, 2026", "23:21"),
        ("resolved", "All mail is delivered.", "Mar 3, 2026", "00:22"),
    )
    found = told(heading + "".join(form.format(*each) for each in posts))
    assert [(at, text.replace("*", "")) for at, text in found] == [
        ("Mar 2 2026 23:21", "investigating — Mail is late."),
        ("Mar 3 2026 00:22", "resolved — All mail is delivered."),
    ]


def test_what_stands_above_posts_in_their_paragraph_stays() -> None:
    posts = "Resolved - It is up.\nMar 3, 14:05 UTC\nInvestigating - It is down.\nMar 3, 12:58 UTC"
    text = f"Mar 3, 2026\nMail is late\n{posts}"
    found = imported(f"# Mail\n\n{text}\n")
    assert [each.at.text for each in read(found).timeline] == ["Mar 3, 12:58", "Mar 3, 14:05"]
    assert (found.text.split("---\n")[2].split("\n\n")[0].strip(), str(found.date)) == (
        "Mar 3, 2026\nMail is late",
        "2026-03-03",
    )


@pytest.mark.parametrize("form", ["- **{}:** {}\n", "**{}:** {}  \n", "| {} | {} |\n", "**{}:** {}\n\n"])
def test_fields_that_are_called_as_states_are_the_milestones_that_they_were(form: str) -> None:
    fields = (
        ("Started", "2026-03-03 13:10 UTC"),
        ("Detected", "2026-03-03 13:20 UTC"),
        ("Identified", "2026-03-03 13:50 UTC"),
        ("Resolved", "2026-03-03 14:10 UTC"),
    )
    head = "| Field | Value |\n|---|---|\n" if form.startswith("|") else ""
    text = f"# Cache down\n\n{head}{''.join(form.format(*each) for each in fields)}\n## Summary\n\nIt was down.\n"
    found = [(each.at.text, str(each.kind)) for each in read(imported(text)).timeline]
    assert found == [(at.removesuffix(" UTC"), name.lower()) for name, at in fields]


def test_an_update_with_more_than_words_keeps_its_heading() -> None:
    posts = [f"## Update 2026-03-0{day} 10:00 UTC\n\nWe know more.\n\n" for day in (4, 5, 6)]
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    found = imported(f"# Mail\n\n**Severity:** SEV2\n\n{posts[0]}{posts[1]}{posts[2]}{table}")
    assert [each.at.text for each in read(found).timeline] == ["2026-03-04 10:00", "2026-03-05 10:00"]
    assert f"{posts[2]}{table}".strip() in found.text


def test_the_list_in_a_post_stays_one() -> None:
    text = "Investigating - It is down in:\n- eu\n- us\nMar 3, 12:58 UTC\n\nResolved - Up.\nMar 3, 14:05 UTC"
    assert read(imported(f"# Mail\n\n{text}\n")).timeline[0].event == "Investigating - It is down in:\n\n- eu\n\n- us"


@pytest.mark.parametrize(("day", "date"), [("Mar 3", "2026-03-03"), ("Dec 3", "2025-12-03"), ("Feb 29", "2024-02-29")])
def test_a_day_without_a_year_is_the_last_such_day_before_the_import(day: str, date: str) -> None:
    found = imported(f"# Mail\n\nResolved - Up.\n{day}, 14:05 UTC\n\nInvestigating - Down.\n{day}, 12:58 UTC\n")
    assert (found.date, f"date: {date}" in found.text) == (None, True)
    message = f"no year is stated; the last such day before the import, {date}, stands in for it"
    assert message in [each.message for each in found.notes]


@pytest.mark.parametrize(
    "text",
    [
        "Resolved - It is up.\nMar 3, 14:05 UTC",  # one alone
        "Update - We know more.\n\nResolved - It is up.",  # no times
        "Resolved in March.\nMar 3, 14:05 UTC\n\nIdentified by us.\nMar 3, 12:58 UTC",  # sentences
        "Update the pool size\nMar 3, 14:05 UTC\n\nUpdate the docs\nMar 3, 12:58 UTC",
        "- Resolved Mar 3\n- Identified Mar 2",  # days alone
        "Resolved\n\nIt is up since Mar 3, 14:05 UTC.\n\nIdentified\n\nDown on\nMar 3, 12:58 UTC.",  # one
        "Resolved - It is up.\n\n## More\n\nMar 3, 14:05 UTC",  # a heading between
        "**Log in**\n\nIt failed until Mar 3, 2026 at 10:00 UTC.\n\n**Log out**\n\nAnd from Mar 3, 2026 at 9:00 UTC.",
        "**Log in:** It failed until Mar 3, 2026 at 10:00 UTC\n\n**Log out:** It did not, Mar 3, 2026 at 9:00 UTC.",
        "**Log in**\n\nIt failed at\nMar 3, 2026 10:00 UTC\n\n**Log out**\n\nIt failed at\nMar 3, 2026 11:00 UTC",
        "Update - It failed on Mar 3, 2026 at 10:00 UTC.\n\nUpdate - It was up by Mar 3, 2026 at 11:00 UTC.",
        "Monitoring - We look at it from Mar 3, 14:05 UTC on.\n\nUpdate - So we did at Mar 3, 12:58 UTC, too.",
        "Resolved - Up.\nMar 3, 14:05 UTC\nThanks to all\n\nIdentified - Down.\nMar 3, 12:58 UTC\nThanks to all",
    ],
)
def test_what_only_begins_as_a_post_does_stays_in_the_body(text: str) -> None:
    found = imported(f"# Mail is late\n\n**Date:** 2026-03-02\n**Severity:** SEV2\n\n## Then\n\n{text}\n")
    assert (read(found).timeline, text in found.text) == ((), True)
