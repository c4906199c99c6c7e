"""Links whose addresses stand elsewhere in a document."""

from __future__ import annotations

import time

import pytest

from pmgen.legacy.formats import references
from tests.test_legacy_shapes import imported, read

DEFINED = "[#12]: https://example.com/12\n[the fix]: <https://example.com/fix> 'It'\n[1]: https://example.com/1\n"


def test_what_is_entered_has_the_addresses_of_its_links() -> None:
    text = (
        "# Queue, 2026-03-04\n\n## Timeline\n\n- 10:00 full, see [the graph][1]\n- 11:00 [The fix] is rolled out\n\n"
        f"## Root cause of the outage\n\nThe [disk][1] was full,\nas [the fix][] says.\n\n{DEFINED}\n"
        "## Action items\n\n- [#12]: watch the disk\n\n## Notes\n\nMore in [the fix].\n"
    )
    found = imported(text)
    pm = read(found)
    assert [each.event for each in pm.timeline] == [
        "full, see [the graph](https://example.com/1)",
        "[The fix](https://example.com/fix) is rolled out",
    ]
    assert pm.root_cause is not None
    said = "The [disk](https://example.com/1) was full,\nas [the fix](https://example.com/fix) says."
    assert pm.root_cause.description == said
    assert [each.action for each in pm.followups or ()] == ["[#12](https://example.com/12): watch the disk"]
    assert found.text.endswith(f"\n---\n\n{DEFINED}\n## Notes\n\nMore in [the fix].\n")
    assert not [each for each in found.notes if "stays in the body" in each.message]


@pytest.mark.parametrize(
    "told",
    [
        "see `[1]` of the list",
        "see [2] and [x][2]",
        "see ![chart][1]",
        "see [1](https://example.com/other)",
        "see \\[1] there",
        "see a[1](b)",
    ],
)
def test_what_refers_to_nothing_stays_as_it_is(told: str) -> None:
    pm = read(imported(f"# Queue, 2026-03-04\n\n## Timeline\n\n- 10:00 {told}\n- 11:00 done\n\n{DEFINED}"))
    assert pm.timeline[0].event == told


def test_an_address_in_a_block_of_code_defines_nothing() -> None:
    text = (
        "# Queue, 2026-03-04\n\n## Timeline\n\n- 10:00 see [1]\n- 11:00 done\n\n```\n[1]: https://example.com/1\n```\n"
    )
    assert read(imported(text)).timeline[0].event == "see [1]"


def test_a_note_at_the_foot_is_no_link() -> None:
    told = "## Root cause\n\nIt was full[^1].\n\n[^1]: https://example.com/1\n"
    assert told in imported(f"# Queue, 2026-03-04\n\n{told}").text


def test_many_links_beside_code_take_time_that_grows_with_them() -> None:
    start = time.perf_counter()
    text = references.inlined("[1] `[1]` " * 20_000 + "`" * 20_000 + "[" * 20_000, {"1": "https://example.com/1"})
    assert text.startswith("[1](https://example.com/1) `[1]` [1](https://example.com/1) ")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("mark", ["-", "*", "1."])
def test_a_box_is_no_link_whatever_is_called_by_its_sign(mark: str) -> None:
    told = f"{mark} [x] watch the disk, see [x]\n{mark} [ ] watch the queue\n"
    text = f"# Queue, 2026-03-04\n\n## Action items\n\n{told}\n[x]: https://example.com/x\n"
    assert [(each.action, str(each.status)) for each in read(imported(text)).followups or ()] == [
        ("watch the disk, see [x](https://example.com/x)", "done"),
        ("watch the queue", "todo"),
    ]


def test_a_note_that_is_an_address_is_no_link_of_that_name() -> None:
    notes = "[^1]: https://example.org/graph\n[b]: https://example.org/b\n"
    found = imported(f"# Lag, 2026-05-01\n\n## Impact\n\nSee [the graph][^1], and [b].\n\n{notes}")
    assert ("[the graph][^1]" in found.text, "[the graph](" in found.text) == (True, False)
