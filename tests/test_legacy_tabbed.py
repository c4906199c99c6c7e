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


@pytest.mark.parametrize("head", ["## Timeline\n\n", ""])
def test_rows_with_commas_are_a_table_like_any_other(head: str) -> None:
    rows = 'time,event\n10:00,queue full\n10:05,"alert fired, page sent"\n10:30,"the ""big"" fix"\n11:00,up, at last\n'
    found = imported(f"# Queue, 2026-03-04\n\n{head}{rows}\n## Notes\n\nNone.\n")
    assert [(each.at.text, each.event) for each in read(found).timeline] == [
        ("10:00", "queue full"),
        ("10:05", "alert fired, page sent"),
        ("10:30", 'the "big" fix'),
        ("11:00", "up, at last"),
    ]
    assert found.text.endswith("---\n\n## Notes\n\nNone.\n")


def test_rows_with_commas_have_as_many_columns_as_their_head() -> None:
    rows = "Timestamp (UTC),Source,What\n2026-03-04 10:00,log,full\n2026-03-04 10:30,,seen\n"
    pm = read(imported(f"{HEAD}{rows}"))
    assert [(each.event, each.source) for each in pm.timeline] == [("full", "log"), ("seen", None)]
    assert pm.timezone == "UTC"


@pytest.mark.parametrize(
    "told",
    [
        "time,event\n10:00,full\n",  # too few to be sure
        "Time,source,what\n10:00,log,full\n10:30,log,seen, and more\n",
        "Time,what\n10:00,full\nand more\n",
        "Names,numbers\n1,2\n3,4\n",
        "Times, we said, are hard\n10:00, for one\n10:30, for another\n",
        'time,event\n10:00,"full\n10:30,seen"\n',
        "```\ntime,event\n10:00,a\n11:00,b\n```\n",
    ],
)
def test_other_lines_with_commas_stay(told: str) -> None:
    assert f"{told}\nEnd.\n" in imported(f"# Queue, 2026-03-04\n\n## Notes\n\n{told}\nEnd.\n").text


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
