"""What the search loads. `test_search_browser.py` looks at what its script makes of it."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import decode, front_matter, markdown
from pmgen.config import Severity
from pmgen.model import PostMortem, Status
from pmgen.plan import Held, Manuscript, SitePlan, Whole, plan
from pmgen.search import Former, search
from pmgen.search.coding import BITS, LAST, MORE, coded, decoded
from pmgen.search.terms import SEPARATORS, of_html, of_markdown, pieces, terms
from pmgen.values import replace
from tests.planning import planned

FRONT = """\
title: {title}
date: {date}
severity: SEV1
status: published
{more}
"""


EMPTY = PostMortem("", dt.date(2026, 1, 1), "SEV1", Status.DRAFT)


def site(*manuscripts: Manuscript) -> SitePlan:
    return plan(
        manuscripts,
        title="Post-mortems",
        timezone="UTC",
        severities=(Severity("SEV1", "critical", ""), Severity("SEV2", "major", "")),
        safe_types=(),
        due_days={"P0": 7},
    )


def manuscript(title: str = "Something", date: str = "2026-04-22", more: str = "", body: str = "") -> Manuscript:
    text = FRONT.format(title=json.dumps(title), date=date, more=more)
    read, problems = front_matter.read(f"---\n{text}---\n")
    assert read is not None, problems
    pm, problems = decode.decode(read, severities=("SEV1", "SEV2"), timezone="UTC")
    assert pm is not None, problems
    return planned(f"postmortems/{pm.id}.md", f"{pm.id}.md", pm, body, ())


def loaded(*manuscripts: Manuscript) -> dict[str, Any]:
    """What the scripts hand over, by the name that they give it."""
    found = {}
    for content in search(site(*manuscripts))[0].files.values():
        match = re.fullmatch(r'foundForSearch\("([a-z0-9-]+)",(.*)\);\n', content.decode(), re.DOTALL)
        assert match
        found[match[1]] = json.loads(match[2])
    return found


def numbers(text: str) -> list[int]:
    """The numbers of a list, as the script reads them."""
    if text.startswith(BITS):
        bits = [LAST.index(digit) >> bit & 1 for digit in text[1:] for bit in range(6)]
        return [number for number, bit in enumerate(bits) if bit]
    found, gap, number = [], 0, -1
    for digit in text:
        if digit in MORE:
            gap = gap * len(MORE) + MORE.index(digit) + 1
        else:
            number += gap * len(LAST) + LAST.index(digit) + 1
            gap = 0
            found.append(number)
    return found


def listed(*manuscripts: Manuscript) -> dict[str, list[list[int]]]:
    """By word, the incidents that only have it in their text, in their causes, in their names, in their title."""
    data = loaded(*manuscripts)
    entries = [entry for name in data if name.startswith("words-") for entry in data[name].split(" ")]
    return {
        word: [numbers(each) for each in lists.split(",")]
        for word, lists in zip(entries[::2], entries[1::2], strict=True)
    }


def rank(word: str, more: str = "", body: str = "", title: str = "Something") -> int | None:
    """The best place that a word was found in, 3 for the title; None if it was not."""
    lists = listed(manuscript(title, more=more, body=body)).get(word)
    return None if lists is None else max(place for place, found in enumerate(lists) if found)


# Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vault", "vault"),
        ("Vault's", "vault s"),
        ("**Vault**, `vault`", "vault"),
        ("/dev/shm", "dev shm devshm"),
        ("nfs-csi", "nfs csi nfscsi"),
        ("kube_state_metrics", "kube state metrics kubestatemetrics"),
        ("fsGroupChangePolicy", "fs group change policy fsgroupchangepolicy groupchangepolicy changepolicy"),
        ("CrashLoopBackOff", "crash loop back off crashloopbackoff loopbackoff backoff"),
        ("HTTPServer", "http server httpserver"),
        ("IPv4", "i pv4 ipv4"),
        ("SEV1", "sev1"),
        ("2026-04-14", "2026 04 14 2026.04.14"),
        ("10.0.10.15:2049", "10 0 15 10.0.10.15 2049"),
        ("v1.2", "v1 1 2 1.2"),
        ("app:V1.2", "app v1 1 2 1.2"),
        ("csi-v1.2", "csi v1 1 2 csi1.2 1.2"),
        ("v1 rev1.2 v1beta1", "v1 rev1 2 rev1.2 v1beta1"),
        ("vault-0", "vault 0 vault0"),
        ("pod/vault-0", "pod vault 0 vault0 podvault0"),
        # Letters and digits mixed say enough: there are too many such names to keep each of them whole.
        ("vault-7d9f4-x2", "vault 7d9f4 x2"),
        ("kube-proxy-7d9f4", "kube proxy kubeproxy 7d9f4"),
        ("us-east-1a", "us east 1a useast1a"),
        # What somebody would take for one name within another.
        ("prod-node-41", "prod node 41 prodnode41 node41"),
        ("node-41.example.org", "node 41 example org node41exampleorg"),
        ("app-1.2.3", "app 1 2 3 app1.2.3 1.2.3"),
        ("in-rack-77.example-1.2", "in rack 77 example 1 2 inrack77example1.2 rack77 example1 1.2"),
        ("2026-04-14T10:44", "2026 04 14 10 2026.04.14.10 44"),
        ("99.9 %", "99 9 99.9"),
        ("Größe", "grosse"),
        ("STRAẞE straße", "strasse"),
        ("Łódź Ærø smørrebrød", "lodz aero smorrebrod"),
        ("Cafe\u0301 Café", "cafe"),
        ("ﬁle", "file"),
        ("ΣΟΦΟΣ σοφός", "σοφοσ"),
        ("İstanbul", "istanbul"),
        ("½ Ⅷ ™", "1 2 viii tm"),
        ("障害", "障 害 障害"),
        ("ガス", "カ ス カス"),
        ("Ver\u00adfüg\u00adbar\u00adkeit a \u00ad b", "verfugbarkeit a b"),
        ("поЧта", "по чта почта"),
        ("don’t … “quoted” → 🔥fire", "don t quoted fire"),
        ("-. _/ --", ""),
        ("a" * 50, "a" * 40),
        ("-".join(["long"] * 20), f"long {'long' * 10}"),
        ("Ab" * 21, f"ab {'ab' * 20}"),
    ],
)
def test_words_of_a_text(text: str, expected: str) -> None:
    assert {term for piece in pieces(text) for term in terms(piece)} == set(expected.split())


@pytest.mark.parametrize("name", ["a-1-1", "a-1", "1.1", "v1.1", "1-01T1", "A-1/1", "7d9f4-b-1"])
def test_a_very_long_name_is_taken_apart_in_linear_time(name: str) -> None:
    text = "-".join([name] * 100_000)
    begun = time.process_time()
    assert all(len(term) <= 40 for piece in pieces(text) for term in terms(piece))
    assert time.process_time() - begun < 10


@given(st.text())
def test_a_word_has_nothing_that_separates_words(text: str) -> None:
    for term in (term for piece in pieces(text) for term in terms(piece)):
        assert term
        assert not any(first <= ord(each) <= last for each in term for first, last in SEPARATORS)
        assert len(term) <= 40


def test_markup_is_no_word() -> None:
    assert of_markdown("See [the runbook](https://example.org/a_b) and (this).") == "See [the runbook] and (this)."
    html = '<p class="x">one<em>two</em>&amp;three</p><td>four</td><td>five</td>\n<a href="gone.html">six</a>'
    assert of_html(html).split() == ["one", "two", "three", "four", "five", "six"]


@pytest.mark.parametrize(
    ("language", "code", "word"),
    [
        ("json", '{"code": 0x80070005}', "0x80070005"),
        ("json", '{"id": 7f3e9a12}', "7f3e9a12"),
        ("go", "d := 10ms", "10ms"),
        ("bash", "umount /dev/sda-2", "devsda2"),
    ],
)
def test_the_colours_of_code_cut_no_word(language: str, code: str, word: str) -> None:
    html = markdown.block(f"```{language}\n{code}\n```\n")
    assert word in {term for piece in pieces(of_html(html)) for term in terms(piece)}


# Lists of numbers


@given(st.lists(st.integers(0, 40_000), min_size=1, unique=True).map(sorted))
def test_numbers_come_back(given: Sequence[int]) -> None:
    assert numbers(coded(given)) == decoded(coded(given)) == given


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([0], "A"),
        ([0, 1], "AA"),
        ([0, 1, 2], "`H"),
        ([63], "*"),
        ([64], "!A"),
        ([64 + 22 * 64], "!!A"),
        (range(60), "`**********"),
        ([*range(0, 60, 2), 64], "`VVVVVVVVVVQ"),
    ],
)
def test_numbers_are_few_characters(given: Sequence[int], expected: str) -> None:
    assert coded(given) == expected


def test_no_character_of_a_list_means_anything_elsewhere() -> None:
    used = LAST + MORE + BITS
    assert len(set(used)) == len(used)
    assert not set(used) & set("\"\\<>&', \n")
    assert used.isascii()


# What is searched


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("summary: zebra", 1),
        ("summary: {broke: a zebra}", 1),
        ("root_cause: {description: a zebra}", 1),
        ("root_cause: {chain: [{text: one, then: [{text: two, then: zebra}]}]}", 1),
        ("contributing_factors: [zebra]", 1),
        ("followups: [{id: F1, action: Feed the zebra}]", 1),
        ("followups: [{id: zebra, action: Feed it}]", 0),
        ("followups: [{id: F1, action: Feed it, details: a zebra}]", 0),
        ("followups: [{id: F1, action: Feed it, status: done, done: {note: zebra}}]", 0),
        ("services: [zebra]", 2),
        ("tags: [zebra-crossing]", 2),
        ("id: PM-zebra", 2),
        ("impact: {description: zebra}", 0),
        ("timeline: [{at: '10:00', event: a zebra}]", 0),
        ("detection: {gaps: [{gap: zebra}]}", 0),
        ("lessons: [zebra]", 0),
        ("owner: zebra", 0),
        ("references: [{url: 'https://example.org', title: zebra}]", 0),
        ("references: [{url: 'https://example.org/zebra', title: A page}]", None),
        ("summary: 'See [this](zebra.md)'", None),
        ("x-pager: zebra", None),
    ],
)
def test_what_is_searched(more: str, expected: int | None) -> None:
    assert rank("zebra", more) == expected


def test_the_narrative_is_searched_and_its_markup_is_not() -> None:
    body = '<h2 id="horse">What <code>zebra</code>s do</h2>'
    assert rank("zebra", body=body) == 0
    assert rank("horse", body=body) is None
    assert rank("h2", body=body) is None


def test_the_best_place_counts() -> None:
    assert rank("zebra", "tags: [zebra]", "<p>zebra</p>", "The zebra") == 3
    assert rank("2026.04.22") == 2
    assert rank("sev1") == 2
    assert rank("april") == 2


def test_a_document_is_found_by_the_name_of_its_file() -> None:
    pm = replace(EMPTY, id="PM-2026-01-01", title="Storage is gone", date=dt.date(2026, 1, 1))
    found = listed(planned("postmortems/a/nfs-outage.md", "a/nfs-outage.md", pm))
    assert found["nfsoutage"] == found["outage"] == [[], [], [0]]
    assert "md" not in found


def test_a_severity_is_found_by_the_word_for_it() -> None:
    assert loaded(manuscript())["index"]["aliases"]["severity"] == {"SEV1": ["critical"], "SEV2": ["major"]}


def test_incidents_are_numbers_from_the_oldest() -> None:
    found = listed(manuscript("old zebra", "2026-01-01"), manuscript("new zebra", "2026-02-01", "tags: [old]"))
    assert found["zebra"] == [[], [], [], [0, 1]]
    assert found["old"] == [[], [], [1], [0]]
    assert found["new"] == [[], [], [], [1]]


def test_what_can_be_chosen() -> None:
    new = manuscript(
        date="2026-02-01",
        more="services: [vault, nfs]\ntags: [raft]\nstate: resolved\nfollowups: [{id: F1, action: Do it}]",
    )
    old = manuscript(
        date="2025-02-01", more="services: [vault]\nfollowups: [{id: F1, action: Do it, status: wont-do, reason: no}]"
    )
    found = loaded(old, new)["index"]["choices"]
    assert {choice: {value: numbers(found[choice][value]) for value in found[choice]} for choice in found} == {
        "followups": {"open": [1]},
        "service": {"nfs": [1], "vault": [0, 1]},
        "severity": {"SEV1": [0, 1]},
        "state": {"resolved": [1]},
        "tag": {"raft": [1]},
        "year": {"2025": [0], "2026": [1]},
    }


def test_what_the_list_says() -> None:
    more = """\
summary: {broke: "The **leader** hung. For hours."}
services: [vault]
timeline:
  - {at: "~09:00", kind: started, event: so}
  - {at: "10:30", kind: resolved, event: so}
followups:
  - {id: F1, action: Do it, priority: P0}
  - {id: F2, action: Do it}
"""
    assert loaded(manuscript("Vault <hangs>", more=more))["incidents-0"] == [
        [
            "2026-04-22",
            "SEV1",
            "published",
            "resolved",
            "PM-2026-04-22.html",
            "Vault <hangs>",
            "The leader hung.",
            ["vault"],
            "~1 h 30 min",
            2,
            "2026-04-29",
            0,
        ]
    ]


# Files


def test_names_change_with_contents_and_with_nothing_else() -> None:
    one, same, other = (search(site(manuscript(title)))[0] for title in ("One", "One", "Other"))
    assert one == same
    assert one.path in one.files
    assert not set(one.files) & set(other.files)
    assert all(re.fullmatch(r"assets/search/[a-z]+(-\d+)?\.[0-9a-f]{10}\.js", path) for path in one.files)


def test_the_order_of_the_documents_makes_no_difference() -> None:
    documents = [manuscript(f"Number {day}", f"2026-03-{day:02}", f"tags: [t{day % 3}]") for day in range(1, 29)]
    assert search(site(*documents)) == search(site(*reversed(documents)))


WORDS = st.text("abc", min_size=1, max_size=2)
SAID = st.lists(st.lists(WORDS, max_size=5, unique=True).map(sorted).map(" ".join), min_size=4, max_size=4).map(tuple)


@given(st.lists(SAID, min_size=1, max_size=24), st.dictionaries(st.integers(0, 23), SAID), st.lists(SAID, max_size=3))
def test_lists_that_are_mended_are_those_that_are_made_anew(
    before: list[tuple[str, ...]], changes: dict[int, tuple[str, ...]], new: list[tuple[str, ...]]
) -> None:
    def found_by(*said: tuple[str, ...]) -> SitePlan:
        days = [f"{2000 + number}-01-01" for number in range(len(said))]
        accounts = [Held(Whole(EMPTY, "", ()), each) for each in said]
        found = [
            replace(manuscript(date=day), account=account, terms=repr(account.found))
            for day, account in zip(days, accounts, strict=True)
        ]
        return site(*found)

    after = [changes.get(number, each) for number, each in enumerate(before)] + new
    known = {repr(each): each for each in before}
    former = Former(search(found_by(*before))[1], known.get)
    assert search(found_by(*after), former) == search(found_by(*after))
    forgotten = Former(former.lists, lambda terms: None)
    assert search(found_by(*after), forgotten) == search(found_by(*after))


@given(st.lists(SAID, min_size=1, max_size=24), st.dictionaries(st.integers(0, 23), SAID))
def test_files_that_a_former_build_has_written_are_not_made_again_and_no_other_is_left_out(
    before: list[tuple[str, ...]], changes: dict[int, tuple[str, ...]]
) -> None:
    def found_by(said: Iterable[tuple[str, ...]]) -> SitePlan:
        accounts = (Held(Whole(EMPTY, "", ()), each) for each in said)
        return site(*(replace(manuscript(), account=each, facts="f", terms=repr(each.found)) for each in accounts))

    after = found_by(changes.get(number, each) for number, each in enumerate(before))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pmgen.search._WORDS_SIZE", 8)  # so that even these few words fill several files
        written, listed = search(found_by(before))
        there = sorted(written.files)[:-1]
        again, lists = search(after, Former(listed, {repr(each): each for each in before}.get, there))
        whole, lists_of_all = search(after)
    assert lists == lists_of_all
    assert again.path == whole.path
    assert again.files.keys() | again.same == whole.files.keys()
    assert again.same == whole.files.keys() & set(there)
    assert all(whole.files[path] == content for path, content in again.files.items())


def test_words_that_sort_before_all_others_are_mended_in() -> None:
    before = [manuscript("zebra", f"2026-01-{day:02}", f"id: z{day}") for day in range(1, 9)]
    known = {str(day): each.account.words() for day, each in enumerate(before)}
    before = [replace(each, terms=str(day)) for day, each in enumerate(before)]
    new = replace(manuscript(date="2026-02-01", title="-0"), terms="new")
    asked: list[str] = []

    def words(terms: str) -> tuple[str, ...]:
        asked.append(terms)
        return known[terms]

    former = Former(search(site(*before))[1], words)
    forgetful = [replace(each, account=Held(each.account.whole(), ())) for each in before]  # nobody may ask these again
    assert search(site(*forgetful, new), former) == search(site(*before, new))
    assert asked == []


def test_a_new_incident_leaves_the_rows_of_the_others_where_they_are() -> None:
    documents = [manuscript(f"Number {day}", f"2026-01-{day % 28 + 1:02}") for day in range(70)]
    before, after = (search(site(*documents, *more))[0] for more in ((), (manuscript("New", "2026-02-01"),)))
    rows = [path for path in before.files if "incidents-0" in path]
    assert len(rows) == 1
    assert rows[0] in after.files


def test_nothing_in_a_file_ends_a_script_or_a_line() -> None:
    hostile = "</script><img src=x onerror=alert(1)>&amp;"
    found, _ = search(site(manuscript(hostile, more=f"services: [{json.dumps(hostile)}]")))
    for content in found.files.values():
        assert not set(content.decode()) & set("<>&\u2028\u2029")
    assert loaded(manuscript(hostile))["incidents-0"][0][5] == hostile


def test_a_separator_of_lines_is_none_in_a_file() -> None:
    incident = replace(site(manuscript()).incidents[0], url="a\u2028b\u2029")
    found, _ = search(replace(site(), incidents=(incident,)))
    assert rb'"a\u2028b\u2029"' in b"".join(found.files.values())


def test_words_are_in_files_of_like_size_in_the_order_in_which_the_script_looks_for_them() -> None:
    body = " ".join(f"w{number:05}" for number in range(12_000)) + " \U00020000x \uff5ez ﬀ"
    data = loaded(manuscript(body=body))
    files = [data[f"words-{number}"].split(" ")[::2] for number in range(len(data["index"]["words"]))]
    assert len(files) > 1
    assert all(len(data[f"words-{number}"]) < 49_000 for number in range(len(files)))
    words = [word for file in files for word in file]
    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))
    assert [first for first, _ in data["index"]["words"]] == [file[0] for file in files]


def test_a_site_without_incidents_has_nothing_to_search() -> None:
    data = loaded()
    assert data.keys() == {"index"}
    assert data["index"]["incidents"] == 0
