"""Items that only say what stands in the list below them."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import imported, read

HEAD = "# Queue, 2026-03-04\n\n## Corrective and preventative measures\n\n"


@pytest.mark.parametrize(
    "group",
    [
        "**Tasks:**",
        "**Specific Tasks**:",
        "Improvements/Fixes:",
        "Tasks to address the issue:",
        "**Preventive measures**:",
        "Corrective actions:",
    ],
)
def test_the_items_below_one_that_only_calls_them_tasks_are_the_follow_ups(group: str) -> None:
    pm = read(imported(f"{HEAD}- {group}\n  - Watch the disk\n  - **TODO**: Test the restore\n\nThat is all.\n"))
    assert [(each.action, each.details) for each in pm.followups or ()] == [
        ("Watch the disk", None),
        ("Test the restore", None),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "**Monitoring:**\n  - a graph of the disk\n  - an alert on it",  # what it consists of
        "Fix the tasks:\n  - of the day\n  - of the night",
        "Add two measures:\n  - of the disk\n  - of the queue",
        "**Task:**\n  - Owner: platform\n  - Due: 2026-03-20",  # fields of one
        "Tasks\n  - one\n  - two",  # no colon
        "The tasks of the night run too long:\n  - backup\n  - restore",
        "**Tasks:** of the night are to be moved\n  - backup\n  - restore",
    ],
)
def test_an_item_that_says_more_is_one_follow_up_with_its_list(item: str) -> None:
    assert len(read(imported(f"{HEAD}- {item}\n")).followups or ()) == 1


@pytest.mark.parametrize("line", ["**Improvements:**", "*Tasks:*", "**TODO List:**", "Completed:", "**Short-term:**"])
def test_a_line_that_only_calls_the_items_below_it_tasks_leaves_with_them(line: str) -> None:
    found = imported(f"{HEAD}{line}\n\n- Watch the disk\n\n## Notes\n\nNone.\n")
    assert [(each.action, each.details) for each in read(found).followups or ()] == [("Watch the disk", None)]
    assert f"# {'  '}{line}\n" in found.text
    assert found.text.endswith("---\n\n## Notes\n\nNone.\n")


@pytest.mark.parametrize("line", ["We should do these:", "Ask platform about:"])
def test_a_line_that_says_more_stays(line: str) -> None:
    found = imported(f"{HEAD}{line}\n\n- Watch the disk\n")
    assert found.text.endswith(f"## Corrective and preventative measures\n\n{line}\n")


@pytest.mark.parametrize(
    "line",
    ["**Fixed in release 1.4 by platform:**", "**Blocked on the vendor's approval**", "**Queue team improvements:**"],
)
def test_a_line_that_says_more_is_in_the_details_of_each(line: str) -> None:
    pm = read(imported(f"{HEAD}{line}\n\n- Watch the disk\n- Watch the queue\n  - at night\n"))
    said = line.strip("*:")
    assert [(each.action, str(each.status), each.details) for each in pm.followups or ()] == [
        ("Watch the disk", "todo", said),
        ("Watch the queue", "todo", f"{said}\n\n- at night"),
    ]


def test_an_item_that_says_which_tasks_are_below_it_is_in_the_details_of_each() -> None:
    pm = read(
        imported(f"{HEAD}- **Queue improvements:**\n  - Watch the disk\n- **Further tasks:**\n  - Test the restore\n")
    )
    assert [(each.action, each.details) for each in pm.followups or ()] == [
        ("Watch the disk", "Queue improvements"),
        ("Test the restore", None),
    ]


def test_the_reason_that_a_line_gives_for_all_below_it_has_no_marks() -> None:
    (found,) = read(imported(f"{HEAD}**Blocked:**\n\n- Watch the disk\n")).followup_list
    assert (str(found.status), found.reason) == ("blocked", "Blocked")


@pytest.mark.parametrize("heading", ["Lessons Learned", "### Lessons learned", "**References**"])
def test_what_stands_below_the_name_of_something_else_is_no_follow_up(heading: str) -> None:
    text = f"{heading}\n\n* The alert came [at once](https://example.org)\n\n{{}}\n\n* Test it\n"
    for again in ("Action items", "### Action items", "**Prevention**"):
        found = read(imported(f"# Lag, 2026-05-01\n\n## Corrective measures\n\n{text.format(again)}"))
        assert [each.action for each in found.followup_list] == ["Test it"]


@pytest.mark.parametrize(
    "text",
    [
        "### Lessons learned\n\n#### Process\n\n- Ask first\n\n### Later\n\n- Test it",  # below it
        "### Lessons learned\n\n**Went well:**\n\n- Paging\n\n### Later\n\n- Test it",
        "**Went well:**\n\n- Paging\n\n**To do:**\n\n- Test it",
        "### What went wrong\n\n- Late\n\n### Where we got lucky\n\n- Night\n\n### What could be better\n\n- Test it",
    ],
)
def test_what_went_well_is_no_follow_up(text: str) -> None:
    found = read(imported(f"# Lag, 2026-05-01\n\n## Action items\n\n{text}\n"))
    assert [each.action for each in found.followup_list] == ["Test it"]


@pytest.mark.parametrize("heading", ["Impact", "Detection", "Mitigation", "Root cause", "Summary"])
def test_what_a_follow_up_is_about_may_name_its_list(heading: str) -> None:
    found = read(imported(f"# Lag, 2026-05-01\n\n## Action items\n\n### {heading}\n\n- Test it\n"))
    assert [each.action for each in found.followup_list] == ["Test it"]
