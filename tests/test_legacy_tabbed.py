"""Tables that were pasted as lines with tabs."""

from __future__ import annotations

import time

import pytest

from pmgen.legacy import lines
from pmgen.legacy.draft import missing
from pmgen.legacy.draft import words as words_of
from pmgen.legacy.formats import tabbed
from tests.test_legacy_shapes import imported, read

HEAD = "# Queue, 2026-03-04\n\n## Timeline\n\n"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("tab", ["\t", "\t\t"])
def test_the_names_of_the_columns_say_in_which_zone_the_times_are(between: str, tab: str) -> None:
    rows = ("Time (WAT)\tActions", f"10:00 AM{tab}Queue full", "10:30 AM\tSeen | told", f"11:00 AM{tab}Extended")
    found = imported(f"{HEAD}{between.join(rows)}\n\n## Notes\n\nNone.\n")
    pm = read(found)
    assert [(each.at.text, each.event) for each in pm.timeline] == [
        ("10:00", "Queue full"),
        ("10:30", "Seen | told"),
        ("11:00", "Extended"),
    ]
    assert pm.timezone == "Africa/Lagos"
    assert found.text.endswith("---\n\n## Notes\n\nNone.\n")
    assert missing("\n".join(rows[1:]), words_of(found.text)) == []


def test_an_empty_cell_between_two_tabs_is_one() -> None:
    pm = read(imported(f"{HEAD}Time\tSource\tWhat\n10:00\tlog\tfull\n10:30\t\tseen\n11:00\tchat\textended\n"))
    assert [(each.event, each.source) for each in pm.timeline] == [
        ("full", "log"),
        ("seen", None),
        ("extended", "chat"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Time\tmoney\n",
        "Time\tWhat\n10:00\tfull\n",  # too few to be sure
        "Time\tWhat\n10:00\tfull\nand more\n11:00\textended\n",
        "Time is\tmoney\nand so\ton\nand so\tforth\n",
        "Names\tNumbers\n1\t2\n3\t4\n5\t6\n",
        "```\nTime\tWhat\n10:00\ta\n11:00\tb\n```\n",
    ],
)
def test_other_lines_with_tabs_stay(told: str) -> None:
    assert f"{told}\nEnd.\n" in imported(f"# Queue, 2026-03-04\n\n## Notes\n\n{told}\nEnd.\n").text


def test_many_rows_take_time_that_grows_with_them() -> None:
    start = time.perf_counter()
    for told in ("Time\tWhat\n" + "10:00\tfull\n" * 20_000, "Time\tWhat\n\n" * 20_000, "10:00" + "\t" * 100_000):
        texts = told.split("\n")
        tabbed.as_tables(lines.blocks(texts), texts)
    assert time.perf_counter() - start < 2
