"""Forms that nobody filled in: their words are no owners and no work."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import followups, imported, read

TABLE = "# Lag\n\n## Action items\n\n| Action | Owner | Due | Status |\n|--|--|--|--|\n"


@pytest.mark.parametrize("action", ["<action>", "[action]", "{{ action }}", "…", "N/A", "[Describe the fix]"])
def test_a_row_of_a_form_is_no_follow_up(action: str) -> None:
    found = imported(f"{TABLE}| {action} | <owner> | YYYY-MM-DD | |\n| Add an alert | platform | | |\n")
    assert [each.action for each in read(found).followup_list] == ["Add an alert"]
    assert (7, f"`{action}` asks for nothing, and is no follow-up") in [
        (each.line, each.message) for each in found.notes
    ]


def test_a_table_that_is_all_form_stays_in_the_body() -> None:
    found = imported(f"{TABLE}| <action> | <owner> | YYYY-MM-DD | TODO |\n")
    assert read(found).followup_list == ()
    assert found.text.endswith("\n| <action> | <owner> | YYYY-MM-DD | TODO |\n")


@pytest.mark.parametrize("item", ["<action>", "[Action item 1]", "<action> (owner: <owner>, due: YYYY-MM-DD)"])
def test_an_item_of_a_form_is_no_follow_up(item: str) -> None:
    assert followups(f"# Lag\n\n## Action items\n\n- [ ] {item}\n- [ ] Add an alert\n") == [("Add an alert", "todo")]


@pytest.mark.parametrize(
    "action", ["Add an alert to `<host>`", "[What we found](https://example.org/x)", "<https://example.org/1>"]
)
def test_an_action_with_brackets_is_one(action: str) -> None:
    assert followups(f"{TABLE}| {action} | | | |\n") == [(action, "todo")]


@pytest.mark.parametrize("owner", ["<owner>", "[name]", "[Team or person]"])
def test_the_words_of_a_form_are_no_owner(owner: str) -> None:
    found = read(imported(f"# Lag\n\n**Owner:** {owner}\n\n## Action items\n\n- Add an alert (owner: {owner})\n"))
    assert (found.owner, found.followup_list[0].owner) == (None, None)


@pytest.mark.parametrize("told", ["<what happened>", "[Event]", "[description]", "{{ event }}"])
def test_a_time_of_a_form_is_no_event(told: str) -> None:
    text = "# Lag\n\n**Date:** 2024-02-26\n**Severity:** SEV2\n\n## Timeline\n\n"
    rows = f"| Time | Event |\n|--|--|\n| HH:MM | {told} |\n| 10:00 | down |\n| 11:00 | {told} |\n"
    table, items = (
        imported(text + rows),
        imported(f"{text}- 10:00 down\n- HH:MM {told}\n- 11:00 {told}\n- 12:00 `<queue>` is up\n"),
    )
    assert [each.event for each in read(table).timeline] == ["down"]
    assert [(each.line, each.message) for each in table.notes] == [
        *((line, f"`{told}` tells of nothing, and is no event") for line in (10, 12)),
    ]
    assert [each.event for each in read(items).timeline] == ["down", "`<queue>` is up"]
    assert f"- HH:MM {told}\n- 11:00 {told}\n" in items.text
