"""The board of follow-ups."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from pmgen import exports, feeds, render
from pmgen.values import replace
from tests.test_listings import Pages, dangling, links, manuscript, pages, parsed, section, site, templates, text

__all__ = ["pages"]


def followups(*items: str) -> str:
    return "followups:\n" + "\n".join(f"  - {{{item}}}" for item in items)


def rows(html: str, anchor: str = "open") -> list[list[str]]:
    """The cells of the table of a section, a list for each row."""
    table = section(html, anchor).find(".//table")
    assert table is not None
    found = [[text(cell) for cell in row] for row in table.iter("tr")]
    return found[1:]


def names(html: str, anchor: str = "open") -> list[str]:
    """The full names of the follow-ups of a section, in order."""
    return [each.text or "" for each in section(html, anchor).iter("a") if (each.text or "").startswith("PM-")]


def lead(html: str) -> str:
    return text(parsed(html).find(".//header[@class='lead index']"))


EARLY = manuscript(
    "2026-03-01-early",
    "services: [nfs]",
    followups(
        "id: F1, action: Old and unhurried, priority: P1",
        "id: F2, action: Urgent, priority: P0, owner: storage, type: Config",
        "id: F3, action: No priority",
        "id: F4, action: Due soon, priority: P1, due: 2026-03-05",
    ),
)
LATE = manuscript(
    "2026-04-01-late",
    "services: [nfs, vault]",
    followups(
        "id: F1, action: Urgent as well, priority: P0, type: Architecture, owner: storage",
        "id: F2, action: Same day as the old one, priority: P1, due: 2026-03-31, status: in-progress",
        "id: F3, action: Done at once, priority: P0, type: Alert, status: done, "
        "done: {on: 2026-04-02, commits: [2f1f9107f8aa], by: platform, note: 'See [F1](#F1)'}",
        "id: F4, action: Done later, status: done, done: {on: 2026-05-01, links: ['https://example.org/pr/1']}",
        "id: F5, action: Not worth it, status: wont-do, reason: It **cannot** happen again",
        "id: F6, action: Done some time, status: done, done: {note: so they say}",
        "id: F7, action: Stuck, priority: P3, status: blocked, reason: Waits for a vendor, type: 'Alert, Config'",
    ),
)


@pytest.fixture(scope="module")
def board(pages: Pages) -> str:
    return pages(site(EARLY, LATE))["followups.html"]


def test_the_most_pressing_is_first(board: str) -> None:
    assert names(board) == [
        "PM-2026-03-01-early#F2",
        "PM-2026-04-01-late#F1",
        "PM-2026-03-01-early#F4",
        # Both are due on 31 March, and the older incident goes first.
        "PM-2026-03-01-early#F1",
        "PM-2026-04-01-late#F2",
        "PM-2026-04-01-late#F7",
        "PM-2026-03-01-early#F3",
    ]


def test_a_row_says_what_by_when_by_whom_and_how_far(board: str) -> None:
    first, second = rows(board)[:2]
    assert first == [
        "P0",
        "Urgent PM-2026-03-01-early#F2 2026-03-01-early",
        "8 Mar 2026",
        "storage",
        "Config a program may do it",
        "to do",
    ]
    assert second[4:] == ["Architecture needs human review", "to do"]


def test_only_an_exact_safe_type_is_for_a_program(board: str) -> None:
    assert {row[1].partition(" PM-")[0]: row[4] for row in rows(board)} == {
        "Urgent": "Config a program may do it",
        "Urgent as well": "Architecture needs human review",
        "Due soon": "– needs human review",
        "Old and unhurried": "– needs human review",
        "Same day as the old one": "– needs human review",
        "Stuck": "Alert, Config needs human review",
        "No priority": "– needs human review",
    }
    assert "6 need human review 1 a program may do" in lead(board)


def test_what_is_blocked_waits_for_a_person_whatever_its_type(pages: Pages) -> None:
    blocked = "followups: [{id: F1, action: Alert, type: Alert, status: blocked, reason: The vendor is asked}]"
    found = site(manuscript("2026-04-22-x", blocked))
    html = pages(found)["followups.html"]
    assert rows(html)[0][4] == "Alert needs human review"
    assert "1 needs human review" in lead(html)
    assert "a program may do" not in lead(html)


def test_an_owner_is_one_however_the_name_is_spelled(pages: Pages) -> None:
    jobs = ", ".join(
        f"{{id: F{n}, action: Alert, owner: {name}}}" for n, name in enumerate(["On-call", "on call", "dba"])
    )
    html = pages(site(manuscript("2026-04-22-x", f"followups: [{jobs}]")))["followups.html"]
    by_owner = text(section(html, "owners"))
    assert ("On-call 2 open" in by_owner, "on call" in by_owner, "dba 1 open" in by_owner) == (True, False, True)


def test_a_list_of_things_to_do_is_one_line_of_the_board(pages: Pages) -> None:
    listed = "followups:\n  - id: F1\n    action: |\n      Alert when\n\n      - it `hangs` & waits\n      - it is full"
    html = pages(site(manuscript("2026-04-22-x", listed)))["followups.html"]
    assert rows(html)[0][1].startswith("Alert when it hangs & waits; it is full PM-")


def test_why_something_is_blocked_is_said(board: str) -> None:
    assert "Waits for a vendor" in text(section(board, "open"))


def test_the_reader_s_clock_can_tell_what_is_overdue(board: str) -> None:
    due = list(section(board, "open").iter("time"))
    assert {each.get("class") for each in due} == {"due"}
    assert [each.get("datetime") for each in due][:3] == ["2026-03-08", "2026-04-08", "2026-03-05"]
    total = next(each for each in parsed(board).iter("b") if each.get("data-dues"))
    assert total.get("data-dues") == "2026-03-05 2026-03-08 2026-03-31x2 2026-04-08"
    # What is done cannot be overdue.
    assert all(each.get("class") is None for each in section(board, "done").iter("time"))


def test_priorities_count_what_is_open_and_what_is_closed(board: str) -> None:
    assert [row[:5] for row in rows(board, "priorities")] == [
        ["P0", "prevents this exact failure", "2", "1", "1"],
        ["P1", "reduces its reach", "3", "3", "0"],
        ["P2", "detects it faster", "0", "0", "0"],
        ["P3", "resilience", "1", "1", "0"],
        ["–", "without a priority", "1", "1", "3"],
    ]


def summaries(board: str, anchor: str) -> list[str]:
    return [text(each) for each in section(board, anchor).iter("summary")]


def test_where_nobody_may_be_named_nobody_is_said_to_be_missing(pages: Pages) -> None:
    found = pages(replace(site(EARLY, LATE), people=False))
    for path in ("followups.html", "2026-03-01-early.html", "services/nfs.html"):
        assert "Owner" not in found[path], path
    assert "Nobody" not in found["followups.html"]
    assert "By whom" not in found["followups.html"]
    assert rows(found["followups.html"])[0][2:] == ["8 Mar 2026", "Config a program may do it", "to do"]


@pytest.mark.parametrize("whole", [True, False])
def test_that_nothing_is_open_is_said_only_where_nothing_is_left_out(pages: Pages, whole: bool) -> None:
    done = manuscript("2026-05-01-bare", "services: [nfs]", followups("id: F1, action: Done, status: done"))
    found = pages(replace(site(done), whole=whole))
    told = {path for path, html in found.items() if "0 open follow-ups" in html}
    assert told == ({"index.html", "2026.html", "services/nfs.html", "followups.html"} if whole else set())
    some = pages(replace(site(EARLY, LATE), whole=whole))
    assert "open follow-ups" in text(parsed(some["index.html"]).find(".//main"))


def test_what_a_follow_up_lacks_is_a_dash_on_every_page(pages: Pages) -> None:
    found = pages(site(EARLY, LATE))
    lacking = ["F3", "No priority", "–", "– needs human review", "–", "–", "to do"]
    assert rows(found["2026-03-01-early.html"], "followups")[2] == lacking
    done = rows(found["2026-04-01-late.html"], "follow-up-implementation")
    assert ["1 May 2026", "F4 Done later example.org/pr/1", "–", "–", "–", "–"] in done
    bare = manuscript("2026-05-01-bare", followups("id: F1, action: Done, status: done, done: {on: 2026-05-02}"))
    assert [row[2] for row in rows(pages(site(bare))["followups.html"], "done")] == ["–"]


def test_what_a_withdrawn_post_mortem_left_open_waits_for_nobody(pages: Pages) -> None:
    item = followups(
        "id: F1, action: Buy disks, priority: P0, type: Alert",
        "id: F2, action: Old, status: done, done: {on: 2026-05-02, by: platform}",
    )
    withdrawn = pages(site(manuscript("2026-05-01-drill", "status: withdrawn", item)))["2026-05-01-drill.html"]
    assert rows(withdrawn, "followups")[0] == ["F1", "Buy disks", "P0", "Alert", "–", "8 May 2026", "to do"]
    assert 'class="due"' not in withdrawn
    assert [row[1] for row in rows(withdrawn, "follow-up-implementation")] == ["F2 Old"]
    assert 'class="waits"' not in withdrawn
    draft = pages(site(manuscript("2026-05-01-drill", "status: draft", item)))["2026-05-01-drill.html"]
    assert 'class="due"' in draft
    assert "a program may do it" in draft


def test_each_owner_has_a_list_and_so_has_nobody(board: str) -> None:
    assert summaries(board, "owners") == ["storage 2 open", "Nobody yet 5 open"]
    assert names(board, "owner.storage") == ["PM-2026-03-01-early#F2", "PM-2026-04-01-late#F1"]


def test_each_service_has_a_list_and_a_link_to_its_page(board: str) -> None:
    assert summaries(board, "services") == ["nfs 7 open", "vault 3 open"]
    assert "services/vault.html" in [each.get("href") for each in section(board, "service.vault").iter("a")]


def test_what_was_done_last_is_first_and_shows_what_proves_it(board: str) -> None:
    assert names(board, "done") == ["PM-2026-04-01-late#F4", "PM-2026-04-01-late#F3", "PM-2026-04-01-late#F6"]
    later, at_once, some_time = rows(board, "done")
    assert (later[0], later[2]) == ("1 May 2026", "example.org/pr/1")
    assert (at_once[0], at_once[2], at_once[3]) == ("2 Apr 2026", "2f1f9107f8 See F1", "platform")
    assert (some_time[0], some_time[2]) == ("–", "so they say")


def test_what_will_not_be_done_has_its_reason(board: str) -> None:
    assert rows(board, "wont-do") == [
        ["–", "Not worth it PM-2026-04-01-late#F5 2026-04-01-late", "It cannot happen again"]
    ]


def test_a_place_in_a_document_is_linked_from_anywhere(pages: Pages) -> None:
    linking = manuscript(
        "2026-05-01-x",
        "services: [vault]",
        followups(
            "id: F1, action: 'See [F2](#F2), [the other](2026-04-01-late.md#F1), [all](https://example.org/#a)'",
            'id: F2, action: "The words `<a href=\\"#F1\\">` stay"',
        ),
    )
    found = site(linking, LATE)
    made = pages(found)
    expected = {"2026-05-01-x.html#F2", "2026-04-01-late.html#F1", "https://example.org/#a"}
    assert expected <= set(links(made["followups.html"]))
    assert {"../2026-05-01-x.html#F2", "../2026-04-01-late.html#F1"} <= set(links(made["services/vault.html"]))
    assert 'The words <a href="#F1"> stay' in text(section(made["followups.html"], "open"))
    assert dangling(made, {*render.paths(found, templates()), *exports.paths(found), *feeds.paths(found)}) == []


def test_the_board_of_many_is_short_and_says_so(pages: Pages) -> None:
    many = [
        manuscript(
            f"2026-01-{day:02}-x",
            "services: [vault]",
            followups(
                *(f"id: F{n}, action: Do, priority: P1, owner: platform" for n in range(30)),
                *(f"id: D{n}, action: Did, status: done, done: {{on: 2026-02-01, note: so}}" for n in range(10)),
            ),
        )
        for day in range(1, 15)
    ]
    html = pages(site(*many))["followups.html"]
    assert len(rows(html)) == 200
    assert "220 more, less pressing," in text(section(html, "open"))
    assert "415 more" in text(section(html, "owner.platform"))
    assert len(rows(html, "done")) == 100
    assert "420 open follow-ups" in lead(html)
    assert len(html) < 350_000


def test_the_board_says_whom_it_leaves_out_and_never_leaves_out_what_nobody_does(pages: Pages) -> None:
    many = [
        manuscript(
            f"2026-01-{day:02}-x",
            f"services: [s{day}]",
            followups(
                f"id: F1, action: Do, priority: P1, owner: owner {day:02}",
                "id: F2, action: Nobody does this, priority: P0",
                *(f"id: W{n}, action: Will not, status: wont-do, reason: so" for n in range(5)),
                *(f"id: D{n}, action: Did, status: done, done: {{on: 2026-02-01, note: so}}" for n in range(6)),
            ),
        )
        for day in range(1, 32)
    ]
    html = pages(site(*many))["followups.html"]
    owners = summaries(html, "owners")
    assert owners[::25] == ["owner 01 1 open", "Nobody yet 31 open"]
    table = "in the table of all follow-ups"
    for anchor, said in {
        "owners": f"6 more owners are {table}",
        "services": f"6 more services are {table}",
        "done": f"86 more are {table}",
        "wont-do": f"55 more are {table}",
    }.items():
        assert text(section(html, anchor)).endswith(said), anchor


def test_a_board_without_follow_ups_says_so(pages: Pages) -> None:
    html = pages(site(manuscript("2026-01-01-x", "followups: []")))["followups.html"]
    assert "No post-mortem here has a follow-up." in text(parsed(html).find(".//main"))
    assert parsed(html).find(".//table") is None


def test_a_service_shows_what_is_to_be_done_for_it(pages: Pages) -> None:
    html = pages(site(EARLY, LATE))["services/vault.html"]
    assert names(html, "followups") == ["PM-2026-04-01-late#F1", "PM-2026-04-01-late#F2", "PM-2026-04-01-late#F7"]
    first: Element = next(section(html, "followups").iter("time"))
    assert (first.get("class"), first.get("datetime")) == ("due", "2026-04-08")


def test_an_edition_says_of_no_priority_that_there_was_nothing(pages: Pages) -> None:
    found = rows(pages(replace(site(EARLY, LATE), whole=False))["followups.html"], "priorities")
    assert [row[0] for row in found] == ["P0", "P1", "P2", "P3", "–"]
    assert "0" not in {cell for row in found for cell in row}
    assert found[2][2:5] == ["–", "–", "–"]
    assert found[0][2:5] == ["2", "1", "1"]
