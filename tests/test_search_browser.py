"""The search of the index in a real Chromium, from files on the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NARROW, WIDE, Opened
from tests.running import pmgen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> & </script> zebra"
WRITTEN = {
    "w01": "Set `fsGroupChangePolicy` on it",
    "w02": "the group changes its policy on fs",
    "w03": "`/dev/shm` was full",
    "w04": "mount nfs-csi again",
    "w05": "the NFS and the CSI driver",
    "w06": "vault-0 on 10.0.10.15 in 1.2.3",
    "w07": "vault-1 since 2026-04-14",
    "w08": "Größe des Cafés csi-v4.5.6, Ver\u00adfüg\u00adbar\u00adkeit",
    "w09": "障害が発生した",
    "w10": "ΣΟΦΟΣ İstanbul ﬁle",
    "w11": "pod/authentik-7d9f4-x2k in kube-system, request 4F2A9C1E-0B7D-N1A",
    "w12": "the node had 41 of 77 in 2026; 04 of 14",
    "w13": "node-41 and the rack 77",
    "w14": "k8s-node-410.example.org, at 2026-05-06T07:08:09Z, 10.0.10.151 in us-east-1a",
    "w15": "east of us, 1a; k8s and node are words; the 41st, on prod-db-01-replica",
}
FOUND = [
    # What is typed, and which of the above have it; the first one fits best.
    ("fsgroupchangepolicy", "w01"),
    ("verfügbarkeit", "w08"),
    ("Verfüg\u00adbar", "w08"),
    ("fsGroupChangePolicy", "w01"),
    ("fsGroupPolicy", "w01 w02"),
    ("changepolicy", "w01"),
    ("groupcha", "w01"),
    ("group policy", "w01 w02"),
    ("/dev/shm", "w03"),
    ("dev/sh", "w03"),
    ("nfs-csi", "w04 w05"),
    ("nfs_csi", "w04 w05"),
    ("nfscsi", "w04"),
    ("nfs c", "w04 w05"),
    ("vault-0", "w06"),
    ("vault-", "w06 w07"),
    ("10.0.10.15", "w06"),
    ("10.0.1", "w06 w14"),
    ("10.0.10.1", "w06 w14"),
    ("1.2.3", "w06"),
    ("v1.2.3", "w06"),
    ("12.3", ""),
    ("4.5.6", "w08"),
    ("v4.5", "w08"),
    ("csi-4.5.6", "w08"),
    ("2026-04-14", "w07"),
    ("2026-04", "w07"),
    # A long text has the numbers of a day somewhere; the first of the year is that of all of these, by their date.
    ("14.04.2026", ""),
    ("01.01.2024", "all"),
    ("1.1.2024", "all"),
    ("1 Jan 2024", "all"),
    ("January 1, 2024", "all"),
    ("1 Jan 2023", ""),
    ("14 April 2026", "w07"),
    ("14. April 2026", "w07"),
    ("April 14th, 2026", "w07"),
    ("SEV 2", "all"),
    ("sev 1", ""),
    # A name with a number is found in one piece, and where it is nowhere, by its parts.
    ("node-41", "w13"),
    ("node-410", "w14"),
    ("k8s-node-410", "w14"),
    ("k8s-node-41", "w14"),
    ("rack-77", "w13"),
    ("us-east-1a", "w14"),
    ("us-east-1b", ""),
    ("2026-05-06", "w14"),
    # So is a number: it does not begin a longer one, unless there is no other.
    ("10.0.10.151", "w14"),
    ("10.0.11.15", ""),
    ("grosse", "w08"),
    ("GRÖSSE", "w08"),
    ("größe", "w08"),
    ("CAFE\u0301", "w08"),
    ("cafe", "w08"),
    ("障害", "w09"),
    ("発生", "w09"),
    ("σοφος", "w10"),
    ("ISTANBUL", "w10"),
    ("file", "w10"),
    ("authentik-7d9f4", "w11"),
    ("authentik-7", "w11"),
    ("vault-7", ""),
    # A number says no more with a letter or two beside it, and a day stands for itself within a name.
    ("10.0.41-p", ""),
    ("2026-04-14-x", ""),
    ("41-node-2026-04-14", ""),
    # A choice may be typed; what is called like none is text.
    ("service:vault", ""),
    ("severity:SEV2 vault-0", "w06"),
    ("year:2024 node-41", "w13"),
    ("year:2023 node-41", ""),
    ("state:of node", ""),
    ("7d9f4-x", "w11"),
    ("4F2A9C1E-0B7D-N1A", "w11"),
    ("4f2a9c1e-0b7d", "w11"),
    ("N1A", "w11"),
    ("kube-system/", "w11"),
    ("kubesy", "w11"),
    ("mount unmounted", ""),
    ("“mount”, (again)!", "w04"),
    ("", "all"),
    ("… !", "all"),
]


def document(title: str, date: str, *more: str, severity: str = "SEV2", body: str = "") -> str:
    lines = [f"title: {title}", f"date: {date}", f"severity: {severity}", "status: draft", *more]
    return "---\n" + "\n".join(lines) + f"\n---\n{body}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of some fifty incidents."""
    folder = tmp_path_factory.mktemp("searched")
    source = folder / "postmortems"
    source.mkdir()
    quoted = json.dumps(HOSTILE)
    documents = {
        "2026-04-22-vault": document(
            "Vault raft leader deadlock",
            "2026-04-22",
            f"services: [vault, ci, {', '.join(f'node-{number}' for number in range(10))}]",
            "tags: [raft]",
            "state: ongoing",
            "summary: {broke: The leader hung. Nobody looked.}",
            "followups: [{id: F1, action: Watch the leader, priority: P0, due: 2026-05-01}]",
            severity="SEV1",
        ),
        "2026-04-14-nfs": document("Storage is gone", "2026-04-14", "services: [nfs, vault]", body="\nVault waited.\n"),
        "2025-12-01-old": document(
            "An old leader", "2025-12-01", "services: [ci]", "tags: [capacity]", body="\nNo city had light in 20260.\n"
        ),
        "2025-11-01-hostile": document(quoted, "2025-11-01", f'services: ["{HOSTILE}"]', f'tags: ["{HOSTILE}"]'),
        **{name: document(name, "2024-01-01", f"id: {name}", body=f"\n{text}\n") for name, text in WRITTEN.items()},
        **{
            f"many-{number}": document(
                f"Many things {number}",
                "2023-01-01",
                f"id: MANY-{number}",
                body="\nIn bay-5.\n" if number else "\nNo zebus.\n",
            )
            for number in range(30)
        },
        "2021-01-01-pump": document("Pump 4 of 47 leaks", "2021-01-01", body="\nA bay, and 5.\n"),
        "2022-01-01-zebus": document("Zebus in the rack", "2022-01-01", body="\nToo many.\n"),
    }
    for name, text in documents.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "pmgen.toml").write_text('[[services]]\nname = "nfs"\naliases = ["shared-disk", "NAS"]\n')
    run = pmgen(folder, "build")
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site/docs/post-mortems"


def at(page: Page, address: str) -> None:
    """Follow an address that ends in a state of the search."""
    page.goto(page.url.partition("#")[0] + address)


def wait(page: Page, *titles: str) -> None:
    """Wait until exactly these are in the list."""
    try:
        page.wait_for_function(
            "titles => JSON.stringify(titles) === JSON.stringify([...document.querySelectorAll('.incidents h3 a')]"
            ".filter(each => each.checkVisibility({visibilityProperty: true})).map(each => each.textContent))",
            arg=list(titles),
            timeout=5000,
        )
    except Exception:
        assert page.locator(".incidents h3 a:visible").all_inner_texts() == list(titles)
        raise


def focused(page: Page) -> str:
    """What has the focus: its words, or its name."""
    return str(page.evaluate("document.activeElement.name || document.activeElement.textContent"))


def newest(page: Page) -> bool:
    """Whether the list is that of the page itself."""
    return page.locator("#newest").is_visible() and not page.locator("#found").is_visible()


VAULT, NFS, OLD = "Vault raft leader deadlock", "Storage is gone", "An old leader"


def test_typing_finds_the_best_first_and_marks_it(opened: Opened) -> None:
    page = opened("index.html")
    field = page.get_by_role("searchbox")
    field.press_sequentially("vaul")
    wait(page, VAULT, NFS, "w06", "w07")
    assert page.locator("#found .count").inner_text() == "4 of 51"
    first = page.locator("#found .entry").first
    assert first.locator("mark").all_inner_texts() == ["Vaul", "vaul"]
    assert first.locator(".date").inner_text().split() == ["22", "Apr", "2026"]
    assert first.locator("time").get_attribute("datetime") == "2026-04-22"
    assert first.locator(".severity use").get_attribute("href") == "#sev.1"
    assert first.locator(".badge").all_inner_texts() == ["Draft", "Ongoing"]
    assert first.locator(".figures").inner_text() == "1 open, 1 overdue"
    assert page.locator("#found .entry").nth(2).locator(".elsewhere").inner_text() == "in its text vaul"
    field.press_sequentially("t leader")
    wait(page, VAULT)
    field.fill("")
    page.wait_for_function("() => document.getElementById('found').hidden")
    assert newest(page)


@pytest.mark.parametrize("typed", ["critical", "CRIT leader", "april 2026 critical", "2026-04-22-vault"])
def test_an_incident_is_found_by_the_word_for_its_severity_its_month_and_its_file(opened: Opened, typed: str) -> None:
    page = opened("index.html")
    page.get_by_role("searchbox").fill(typed)
    wait(page, VAULT)


@pytest.mark.parametrize("typed", ["shared-disk", "shared d", "nas gone"])
def test_a_service_is_found_by_its_other_names(opened: Opened, typed: str) -> None:
    page = opened("index.html")
    page.get_by_role("searchbox").fill(typed)
    wait(page, NFS)
    assert not page.locator("#found .elsewhere").count()


def test_a_tag_that_an_incident_was_found_by_is_named(opened: Opened) -> None:
    page = opened("index.html")
    page.get_by_role("searchbox").fill("CAPAC lead")
    wait(page, OLD)
    assert page.locator("#found .elsewhere").all_inner_texts() == ["tagged capacity"]
    page.get_by_role("searchbox").fill("raft vault")  # which its title says
    wait(page, VAULT)
    assert not page.locator("#found .elsewhere").count()


def test_an_entry_looks_like_the_one_of_the_page(opened: Opened) -> None:
    page = opened("index.html")
    outline = """list => [...list.querySelectorAll('.entry a[href="2026-04-22-vault.html"]')].map(link =>
        [...link.closest('.entry').querySelectorAll('*')].map(each => `${each.tagName} ${each.getAttribute('class')} `
            + `${each.getAttribute('href') ?? ''} ${each.dateTime ?? ''} ${each.dataset.dues ?? ''}`)).flat()"""
    expected = page.locator("#newest").evaluate(outline)
    assert len(expected) > 12
    at(page, "#tag=raft")
    wait(page, VAULT)
    assert page.locator("#found").evaluate(outline) == expected


def test_what_is_chosen_and_typed_lives_in_the_address(opened: Opened) -> None:
    page = opened("index.html")
    page.get_by_label("Service", exact=True).select_option("vault")
    wait(page, VAULT, NFS)
    page.get_by_label("Open follow-ups").check()
    wait(page, VAULT)
    page.get_by_role("searchbox").press_sequentially("leader hung")
    page.wait_for_function("() => location.hash === '#q=leader+hung&service=vault&followups=open'")
    page.reload()
    wait(page, VAULT)
    assert page.get_by_role("searchbox").input_value() == "leader hung"
    assert page.get_by_label("Service", exact=True).input_value() == "vault"
    page.locator(".clear").click()
    page.wait_for_function("() => location.href.endsWith('index.html')")
    assert newest(page)
    assert focused(page) == "q"


def test_an_address_leads_to_what_it_says(opened: Opened) -> None:
    page = opened("index.html")
    for address, titles in {
        "#severity=SEV1": [VAULT],
        "#year=2025": [OLD, HOSTILE],
        "#state=ongoing": [VAULT],
        "#tag=raft&q=nowhere": [],
        "#service=ci&q=leader": [VAULT, OLD],
        "#q=%3Cimg&service=nowhere": [HOSTILE],
    }.items():
        at(page, address)
        wait(page, *titles)


def test_a_link_that_is_followed_is_not_lost_to_what_was_asked_before(opened: Opened) -> None:
    page = opened("index.html")
    at(page, "#q=leader&service=ci")
    wait(page, VAULT, OLD)
    # The address is written now and then: here after the link was followed, and before the page is told of it.
    page.evaluate("location.hash = 'year=2025'; dispatchEvent(new Event('pagehide'))")
    wait(page, OLD, HOSTILE)


def test_an_address_of_a_place_is_none_of_the_search(opened: Opened) -> None:
    page = opened("index.html")
    at(page, "#2025")
    assert newest(page)
    at(page, "#q=vault")
    wait(page, VAULT, NFS, "w06", "w07")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    wait(page, VAULT, NFS, "w06", "w07")


def test_the_keyboard_is_enough(opened: Opened) -> None:
    page = opened("index.html")
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("leader/")
    assert page.get_by_role("searchbox").input_value() == "leader/"
    wait(page, VAULT, OLD)
    page.keyboard.press("ArrowDown")
    assert focused(page) == VAULT
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page) == OLD
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "q"
    page.keyboard.press("Enter")
    assert focused(page) == VAULT
    page.keyboard.press("/")
    page.keyboard.type("vault raft")
    wait(page, VAULT)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.getElementById('found').hidden")
    assert page.get_by_role("searchbox").input_value() == ""
    assert focused(page) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2026-04-22-vault.html")
    page.go_back()
    assert newest(page)


# Lets none of the files of the search arrive before it is told to.
HOLD = """() => {
    const append = document.head.append;
    const held = [];
    document.head.append = script => held.push(script);
    window.arrive = () => {
        document.head.append = append;
        document.head.append(...held);
    };
}"""


def test_enter_waits_for_what_was_asked_for(opened: Opened) -> None:
    page = opened("index.html")
    page.evaluate(HOLD)
    page.keyboard.press("/")
    page.keyboard.type("old leader")
    page.keyboard.press("Enter")
    assert focused(page) == "q"
    page.evaluate("arrive()")
    wait(page, OLD)
    page.wait_for_function("title => document.activeElement.textContent === title", arg=OLD)


def test_who_goes_on_typing_stays_where_that_goes(opened: Opened) -> None:
    page = opened("index.html")
    page.evaluate(HOLD)
    page.keyboard.press("/")
    page.keyboard.type("old")
    page.keyboard.press("Enter")
    page.keyboard.type(" leader")
    page.evaluate("arrive()")
    wait(page, OLD)
    assert focused(page) == "q"
    assert page.get_by_role("searchbox").input_value() == "old leader"


def test_more_are_shown_when_they_are_asked_for(opened: Opened) -> None:
    page = opened("index.html")
    page.get_by_role("searchbox").fill("many things")
    page.get_by_role("button", name="Show 10 more").wait_for()
    links = page.locator("#found h3 a")
    assert links.count() == 20
    links.nth(19).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.querySelectorAll('#found h3 a').length === 30")
    assert focused(page) == links.nth(20).inner_text()
    assert not page.locator(".more:visible").count()
    page.wait_for_function("() => location.hash === '#q=many+things'")
    links.nth(25).click()
    page.wait_for_url("**/many-*.html")
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('#found h3 a').length === 30")
    page.get_by_role("searchbox").fill("many thing")
    page.get_by_role("button", name="Show 10 more").wait_for()


def test_where_nothing_is_found_a_way_on_is_shown(opened: Opened) -> None:
    page = opened("index.html")
    at(page, "#q=raft+nothing&severity=SEV1")
    page.locator("#found .none button").first.wait_for()
    assert "No incident has all of that." in page.locator("#found .none").inner_text()
    page.get_by_role("button", name="1 without “nothing”").click()
    wait(page, VAULT)
    assert page.get_by_role("searchbox").input_value() == "raft"
    # Only that word goes, wherever else its letters are.
    page.get_by_role("searchbox").fill("deadlock adlock, raft")
    page.get_by_role("button", name="1 without “adlock”").click()
    wait(page, VAULT)
    assert page.get_by_role("searchbox").input_value() == "deadlock , raft"
    # A message that was pasted: what no other incident has had in it goes at once.
    page.get_by_role("searchbox").fill('raft: 0xc0ffee "leader" pod-x7z hung <10.1.2.3> zzq')
    page.get_by_role("button", name="1 without “0xc0ffee”, “pod-x7z”, “10.1.2.3”, “zzq”").click()
    wait(page, VAULT)
    assert page.get_by_role("searchbox").input_value() == 'raft:  "leader"  hung <>'
    # A slip of the pen, in the name of a service, of a tag, or of one by which it goes as well.
    # Or in any other word that begins like it, unless it is so short that many are like it.
    slips = {
        "valt": "vault",
        "vualt leader": "vault",
        "rafft": "raft",
        "shered-disk": "",
        "daedlock": "deadlock",
        "zebas": "",
    }
    for typed, meant in slips.items():
        page.get_by_role("searchbox").fill(typed)
        page.wait_for_function("() => document.querySelector('#found .count').textContent.startsWith('0 of')")
        offered = page.locator("#found .none button", has_text=" for ").all_inner_texts()
        assert offered == ([f"“{meant}” for “{typed.split()[0]}”"] if meant else []), typed
    page.get_by_role("searchbox").fill("hung vualt, leader")
    page.get_by_role("button", name="“vault” for “vualt”").click()
    wait(page, VAULT)
    assert page.get_by_role("searchbox").input_value() == "hung vault, leader"
    page.get_by_label("Severity").select_option("")
    page.get_by_role("searchbox").fill("1 May 1999")
    page.wait_for_function("() => document.querySelector('#found .none').textContent.includes('tells of that date')")
    page.get_by_role("searchbox").fill("nothing")
    page.wait_for_function(
        "() => document.querySelector('#found .none').textContent.includes('No incident has that word')"
    )


def found_by(page: Page, typed: str) -> None:
    """Type something, and wait until what is found is there."""
    page.get_by_role("searchbox").fill(typed)
    page.wait_for_function("typed => location.hash === '#' + new URLSearchParams({q: typed})", arg=typed)


def test_a_name_is_marked_where_it_is_in_one_piece_and_its_parts_are_one_click_away(opened: Opened) -> None:
    page = opened("index.html")
    found_by(page, "node-41")
    wait(page, "w13")
    assert page.locator("#found .elsewhere").all_inner_texts() == ["in its text node-41"]
    assert page.locator("#found .note").text_content() == ""
    page.get_by_role("button", name="3 with “node” and “41” apart").click()
    wait(page, "w12", "w13", "w15")
    assert page.get_by_role("searchbox").input_value() == "node 41"
    found_by(page, "node-41 had")
    page.get_by_role("button", name="1 with “node” and “41” apart").click()
    wait(page, "w12")
    found_by(page, "bay-5")
    page.get_by_role("button", name="Show 9 more").click()
    page.get_by_role("button", name="30 with “bay” and “5” apart").click()
    page.wait_for_function("() => document.querySelector('#found .count').textContent === '30 of 51'")
    # A name in which it is not the whole of a number is another one.
    found_by(page, "node-8")
    wait(page, VAULT)
    assert page.locator("#found mark").all_inner_texts() == ["node-8"]


def test_nothing_is_said_to_be_why_that_only_holds_the_letters(opened: Opened) -> None:
    page = opened("index.html")
    found_by(page, "city")
    wait(page, OLD)
    assert page.locator("#found .elsewhere").all_inner_texts() == ["in its text city"]  # not: tagged capacity
    # A day that is its own stands in no text.
    found_by(page, "22.4.2026")
    wait(page, VAULT)
    assert not page.locator("#found .elsewhere").count()
    # A number is no other that begins like it.
    found_by(page, "many 1")
    wait(page, "Many things 1")


def test_parts_that_are_found_in_place_of_a_name_are_told_from_it(opened: Opened) -> None:
    page = opened("index.html")
    found_by(page, "rack-77")
    wait(page, "w13")
    note = page.locator("#found .note")
    said = "No incident has “rack-77” as a name of its own: these have all its parts."
    assert note.inner_text() == said
    page.wait_for_function(f"() => document.querySelector('[role=status]').textContent.endsWith('found. {said}')")
    assert page.locator("#found .elsewhere").all_inner_texts() == ["in its text rack, 77"]
    # A part that is a number is no other that begins like it.
    found_by(page, "pump-4")
    wait(page, "Pump 4 of 47 leaks")
    assert page.locator("#found mark").all_inner_texts() == ["Pump", "4"]
    # The name may be there within a longer one.
    found_by(page, "db-01-replica")
    wait(page, "w15")
    assert note.inner_text() == said.replace("rack-77", "db-01-replica")
    # What is being typed may become the name of a pod, and a day is looked for by its numbers.
    for typed in ("authentik-7d9", "authentik-7d9f4", "nfs-csi", "01.01.2024", "nothing"):
        found_by(page, typed)
        assert note.text_content() == "", typed


def test_words_that_are_in_most_incidents_count_for_little(opened: Opened) -> None:
    page = opened("index.html")
    found_by(page, "many zebus")  # one has the first word in its title and the other in its text, one the reverse
    wait(page, "Zebus in the rack", "Many things 0")


def test_quotes_are_said_to_make_no_difference(opened: Opened) -> None:
    page = opened("index.html")
    found_by(page, '"leader raft"')
    wait(page, VAULT)
    assert page.locator("#found .note").inner_text() == "Quotes make no difference: the words may stand apart."
    found_by(page, '"leader"')
    wait(page, VAULT, OLD)
    assert page.locator("#found .note").text_content() == ""


def test_a_screen_reader_is_told_how_many_there_are(opened: Opened) -> None:
    page = opened("index.html")
    status = page.get_by_role("status")
    assert status.inner_text() == ""
    page.get_by_role("searchbox").fill("vault")
    page.wait_for_function("() => document.querySelector('[role=status]').textContent === '4 of 51 incidents found'")
    page.get_by_role("searchbox").fill("nothing")
    page.wait_for_function("() => document.querySelector('[role=status]').textContent === 'No incident found'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_searching(opened: Opened, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened("index.html", color_scheme=scheme, bypass_csp=True)
    at(page, "#q=leader&severity=SEV1")
    wait(page, VAULT)
    found = Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, found.generate_report()


def test_nothing_found_scrolls_sideways_on_a_small_screen(opened: Opened) -> None:
    page = opened("index.html", NARROW)
    at(page, "#q=zebra+img")
    wait(page, HOSTILE)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


def test_nothing_that_a_document_says_is_run(opened: Opened) -> None:
    page = opened("index.html")
    page.get_by_role("searchbox").fill("zebra alert")
    wait(page, HOSTILE)
    assert page.locator("#found img").count() == 0
    assert page.locator("#found .names").inner_text() == HOSTILE
    page.get_by_role("searchbox").fill(HOSTILE)
    wait(page, HOSTILE)


def test_without_script_there_is_nothing_that_needs_one(opened: Opened) -> None:
    page = opened("index.html", java_script_enabled=False)
    assert page.locator("input:visible, select:visible, button:visible").count() == 0
    page.get_by_role("link", name="by year, service and tag").click()
    assert page.url.endswith("#all")
    for name in ("2025", "vault", "raft"):
        assert page.locator("#all").get_by_role("link", name=name, exact=True).count() == 1


SHIFTS = """() => new Promise(resolve => {
    const observer = new PerformanceObserver(list => resolve(list.getEntries().length));
    observer.observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(0), 200);
})"""

# Writes a page as a slow connection would bring it: each part is painted before the next one comes.
ARRIVE = """async parts => {
    document.open();
    for (const part of parts) {
        document.write(part);
        await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    document.close();
}"""


@pytest.mark.parametrize("size", [WIDE, (700, 900), NARROW])
def test_nothing_moves_when_the_script_comes(opened: Opened, size: tuple[int, int]) -> None:
    page = opened("index.html", size)
    assert page.get_by_role("searchbox").is_enabled()
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("size", [WIDE, (700, 900), NARROW])
def test_nothing_moves_while_the_page_arrives(opened: Opened, site: Path, size: tuple[int, int]) -> None:
    page = opened("postmortems.json", size)  # A neighbour that brings no script of its own.
    parts = re.split("(?=<(?:select|section|form|label|ol|footer)\\b)", (site / "index.html").read_text("utf-8"))
    page.evaluate(ARRIVE, parts)
    assert page.get_by_role("searchbox").is_visible()
    assert page.evaluate(SHIFTS) == 0


def test_a_search_that_cannot_be_loaded_says_so(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator("#search").evaluate("form => { form.dataset.index = 'assets/search/index.gone.js' }")
    page.get_by_role("searchbox").fill("vault")
    page.wait_for_function("() => document.querySelector('#found .none').textContent.includes('cannot be loaded')")
    assert page.locator("#newest").is_visible()
    page.context.close()


def test_more_that_cannot_be_loaded_is_told_and_can_be_asked_for_again(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    for number in range(90):
        text = document(f"Many {number}", "2023-01-01", f"id: MANY-{number:02}")
        (tmp_path / f"postmortems/many-{number}.md").write_text(text)
    assert pmgen(tmp_path, "build").returncode == 0
    built = tmp_path / "site/docs/post-mortems"
    (older,) = (built / "assets/search").glob("incidents-0.*")
    away = older.rename(tmp_path / older.name)
    page = browser.new_page()
    page.goto((built / "index.html").as_uri())
    page.get_by_role("searchbox").fill("many")
    more = page.get_by_role("button", name="Show 20 more")
    more.click()
    page.get_by_text("More cannot be loaded just now; try again in a moment, or reload the page.").first.wait_for()
    assert page.locator("#found .none").is_visible()
    said = "document.querySelector('#search [role=status]').textContent"
    page.wait_for_function(f"() => {said}.startsWith('90 of 90 incidents found. More cannot')")
    assert page.locator("#found .entry").count() == 20
    away.rename(older)
    more.click()
    page.wait_for_function("() => document.querySelectorAll('#found .entry').length === 40")
    assert page.locator("#found .none").text_content() == ""
    page.context.close()


ROWS_LATER = """() => new Promise(resolve => {
    const list = document.querySelector("#found ol");
    const [field, status] = [document.querySelector("#search input"), document.querySelector("#search [role=status]")];
    const seen = [];
    const look = (changes, of) => {
        seen.push([list.children.length, list.children[0]?.isConnected ?? false, document.activeElement === field]);
        if (list.children.length < 20) return;
        of.disconnect();
        setTimeout(() => resolve([seen, said]), 900);
    };
    const said = [];
    new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true});
    new MutationObserver(look).observe(list, {childList: true});
    field.focus();
    field.value = "many things";
    field.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def test_what_fills_a_screen_comes_first_and_the_others_disturb_nobody(opened: Opened) -> None:
    page = opened("index.html")
    page.get_by_role("searchbox").focus()
    page.wait_for_timeout(300)
    seen, said = page.evaluate(ROWS_LATER)
    assert seen == [[8, True, True], [20, True, True]]
    assert said == ["30 of 51 incidents found"]
    assert page.get_by_role("button", name="Show 10 more").is_visible()


def test_the_first_stay_where_the_others_cannot_be_loaded(opened: Opened) -> None:
    page = opened("index.html")
    page.evaluate("""() => {
        const opened = searchFinder;
        searchFinder = async (path) => {
            const finder = await opened(path);
            const missing = async (...of) => { throw new SearchFileMissing("rows"); };
            const rows = (incidents) => incidents.length > 8 ? missing() : finder.rows(incidents);
            return {...finder, rows};
        };
    }""")
    found_by(page, "many things")
    page.get_by_text("More cannot be loaded just now; try again in a moment, or reload the page.").first.wait_for()
    assert page.locator("#found .entry").count() == 8
    assert page.get_by_role("button", name="Show 20 more").is_visible()
    said = "document.querySelector('#search [role=status]').textContent"
    page.wait_for_function(f"() => {said}.startsWith('30 of 51 incidents found. More cannot be loaded')")


def test_what_was_found_stays_where_a_way_on_cannot_be_loaded(opened: Opened) -> None:
    page = opened("index.html")
    page.evaluate("""() => {
        const opened = searchFinder;
        searchFinder = async (path) => {
            const finder = await opened(path);
            const terms = async (text) => {
                if (text === "node 41") throw new SearchFileMissing("words");
                return finder.terms(text);
            };
            return {...finder, terms};
        };
    }""")
    found_by(page, "node-41")
    wait(page, "w13")
    page.wait_for_timeout(200)
    assert page.locator("#found .count").inner_text() == "1 of 51"
    assert page.locator("#found .none").text_content() == ""


def titles(page: Page, typed: Sequence[str]) -> list[list[str]]:
    """What is found by each of some texts."""
    found: list[list[str]] = page.evaluate(
        """async (typed) => {
            const finder = await searchFinder(document.getElementById('search').dataset.index);
            const answer = [];
            for (const text of typed) {
                const terms = await finder.terms(text);
                const rows = await finder.rows(finder.matching(terms.map(term => finder.answer(term).scores)));
                answer.push(rows.map(row => row[5]));
            }
            return answer;
        }""",
        typed,
    )
    return found


def test_words_are_taken_apart_as_they_were_when_the_site_was_built(opened: Opened) -> None:
    found = titles(opened("index.html"), [typed for typed, _ in FOUND])
    written = [" ".join(title for title in some if title in WRITTEN) for some in found]
    everything = " ".join(WRITTEN)
    answers = zip(FOUND, written, strict=True)
    wrong = {typed: got for (typed, expected), got in answers if got != (everything if expected == "all" else expected)}
    assert wrong == {}


@pytest.mark.parametrize(
    "name",
    [
        "authentik-7d9f4-x2k",
        "10.0.10.151",
        "2026-04-22-vault",
        "2026-05-06T07:08:09Z",
        "4F2A9C1E-0B7D-N1A",
        "fsGroupChangePolicy",
        "k8s-node-410.example.org",
        "prod-db-01-replica",
        "csi-v4.5.6",
        "us-east-1a",
        "vault-0",
    ],
)
def test_nothing_vanishes_while_a_name_is_typed(opened: Opened, name: str) -> None:
    begun = [name[:end] for end in range(1, len(name) + 1)]
    found = zip(begun, titles(opened("index.html"), begun), strict=True)
    assert [typed for typed, some in found if not some] == []


def test_a_name_of_any_length_is_looked_up_in_a_moment(opened: Opened) -> None:
    page = opened("index.html")
    milliseconds = page.evaluate("""async () => {
        const finder = await searchFinder(document.getElementById("search").dataset.index);
        const began = performance.now();
        (await finder.terms("vault-1-".repeat(10_000))).map(finder.answer);
        return performance.now() - began;
    }""")
    assert milliseconds < 3000


def test_of_a_name_of_any_length_a_way_on_is_looked_for_in_a_moment(opened: Opened) -> None:
    page = opened("index.html")
    page.get_by_role("searchbox").fill("vault-nothing" + "-zz-1" * 2000)
    page.get_by_role("button", name="4 with “vault”").wait_for(timeout=4000)


def test_a_choice_can_be_typed(opened: Opened) -> None:
    page = opened("index.html")
    for typed, found in {
        "service:vault": [VAULT, NFS],
        "Service:vau gone": [NFS],
        "service:  vault": [VAULT, NFS],
        "service : vault": [],
        "service:nas": [NFS],
        "tag:raft severity:critical": [VAULT],
        "state:ongoing": [VAULT],
        "year:2025 leader": [OLD],
        "leader service:": [VAULT, OLD],
        "raft service:nothing": [],
        "raft owner:platform": [],
    }.items():
        found_by(page, typed)
        wait(page, *found)
    found_by(page, "raft service:nfs")
    page.get_by_role("button", name="1 without “service:nfs”").click()
    wait(page, VAULT)
    assert page.get_by_role("searchbox").input_value() == "raft"


def test_nothing_vanishes_while_a_choice_is_typed(opened: Opened) -> None:
    page = opened("index.html")
    emptied = """async wholes => {
        const [field, found] = [document.querySelector("[role=search] input"), []];
        for (const whole of wholes)
            for (let end = 1; end <= whole.length; end++) {
                field.value = whole.slice(0, end);
                field.dispatchEvent(new Event("input", { bubbles: true }));
                for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
                const links = [...document.querySelectorAll(".incidents h3 a")];
                if (!links.some(each => each.checkVisibility())) found.push(field.value);
            }
        return found;
    }"""
    assert page.evaluate(emptied, ["service:vault severity:SEV1", "severity:SEV1", "service: vault"]) == []
    found_by(page, "service:vault sever")
    note = "Without “sever”, which none of these has: “severity:” begins a choice."
    assert page.locator("#found .note").inner_text() == note
    assert not page.locator("#found .elsewhere").count()
    # One that is finished is a word, as is one that no choice begins with, and what is found by nothing else either.
    for typed in ("service:vault sever ", "service:vault severe", "service:vault sever leader", "nowhere sever"):
        found_by(page, "vault")
        page.get_by_role("searchbox").fill(typed)
        page.get_by_text("No incident has all of that.").wait_for()


def test_of_a_name_that_is_nowhere_its_beginning_is_one_click_away(opened: Opened) -> None:
    page = opened("index.html")
    found_by(page, "vault-9-x2k4q waited")
    page.get_by_role("button", name="1 with “vault”").click()
    wait(page, NFS)
    assert page.get_by_role("searchbox").input_value() == "vault waited"
    # Not by one that most of all have, or that is nowhere as well.
    for typed in ("many-x-9", "nothing-x-9"):
        found_by(page, typed)
        wait(page)
        assert page.locator("#found .none button").count() == 0, typed


def test_a_long_text_has_few_ways_on(opened: Opened) -> None:
    page = opened("index.html")
    found_by(page, " ".join(["vualt", "rafft", "daedlock", "valt"] * 5))
    page.locator("#found .none button").first.wait_for()
    names = page.locator("#found .none button").all_inner_texts()
    assert len(names) == len(set(names)) <= 5


def test_a_word_that_is_there_twice_has_one_way_on_for_both(opened: Opened) -> None:
    page = opened("index.html")
    found_by(page, "vualt waited vualt")
    page.get_by_role("button", name="“vault” for “vualt”").click()
    wait(page, NFS)
    assert page.get_by_role("searchbox").input_value() == "vault waited vault"
    found_by(page, "raft nowhere leader nowhere")
    page.get_by_role("button", name="1 without “nowhere”").click()
    wait(page, VAULT)
    assert page.get_by_role("searchbox").input_value().split() == ["raft", "leader"]
    page.get_by_role("searchbox").fill("leader vault raft " * 1500 + "nowhere")
    page.get_by_role("button", name="1 without “nowhere”").wait_for(timeout=4000)


def test_of_many_services_those_are_named_that_were_searched_for(site: Path, opened: Opened) -> None:
    page = opened("index.html", WIDE)
    at(page, "#q=deadlock")
    wait(page, "Vault raft leader deadlock")
    names = page.locator("#found .names li")
    assert names.all_inner_texts() == ["vault", "ci", *(f"node-{number}" for number in range(6)), "and 4 more"]
    at(page, "#q=node-8")
    page.locator("#found mark").first.wait_for()
    assert names.all_inner_texts()[8:] == ["node-8", "and 3 more"]
