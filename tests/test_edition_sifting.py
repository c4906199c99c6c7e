"""A hurried look at public documents: it overlooks no name of an internal one."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmgen import check, edition, values
from pmgen.check import Examined
from pmgen.edition import sifting
from pmgen.rules.policy import Folder, Policy
from tests.editions import SHOWN
from tests.test_edition_names import DRAFT, NAMES, PAYROLL

MARKS = [
    "",
    "*",
    "**",
    "`",
    "_",
    "~~",
    "\\",
    " ",
    "\n",
    "\n\n",
    "> ",
    "\n> ",
    "\n1. ",
    "\n2. ",
    "- ",
    "\n# ",
    "é",
    "障",
    "0",
]
DEVICES = [
    *("<b>", "</b>", "<br>", "<i class='a'>", "<!-- c -->", "<script>x</script>", "<https://a.example/", ">", "<", "&"),
    *(
        "&#45;",
        "&shy;",
        "&amp;",
        "%2D",
        "%20",
        "%C3",
        "%C3%A9",
        "\\x2d",
        "\\n",
        "[",
        "](u)",
        "](u 'v')",
        "](2026-zq-secret.md)",
    ),
    *(
        "![a](",
        "][x]",
        "[x]",
        "[^1]",
        "]",
        "(",
        ")",
        "\n\n[x]: u\n\n",
        "\n\n[^1]: u\n\n",
        "\n::: internal\n",
        "\n:::\n",
    ),
]
WHOLE = [*NAMES, *NAMES.values(), *(f"PM-in-{number}" for number in range(len(NAMES)))]


def examined(name: str, text: str) -> Examined:
    everything = frozenset((*(f"{stem}.md" for stem in NAMES), "told.md"))
    return check.examine(name, text.encode("utf-8", "replace"), name, Policy(), Folder(everything, everything))


INSIDE = {
    f"{stem}.md": examined(f"{stem}.md", DRAFT.format(title=title, number=number))
    for number, (stem, title) in enumerate(NAMES.items())
}


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A name with something between its letters, among other words."""
    name = draw(st.sampled_from(WHOLE)) + draw(st.sampled_from(["", "", ".md", ".html", "-1", ".md#a"]))
    name = name.replace("-", draw(st.sampled_from(["-", "-", "\\-", "&#45;", "%2D", "\\x2d"])))
    cuts = sorted(draw(st.lists(st.integers(0, len(name)), max_size=3)))
    pieces = [name[start:end] for start, end in zip([0, *cuts], [*cuts, len(name)], strict=True)]
    between = [draw(st.sampled_from(MARKS + DEVICES)) for _ in cuts]
    joined = "".join(piece + mark for piece, mark in zip(pieces, [*between, ""], strict=True))
    before, behind = (draw(st.sampled_from(MARKS + DEVICES + ["See "])) for _ in range(2))
    return f"So {before}{joined}{behind} is it."


def told(text: str, scalar: str) -> dict[str, Examined]:
    front = f"title: Told\ndate: 2026-04-20\nid: PM-told\n{SHOWN.strip()}"
    if scalar == "quoted":
        front += f"\nseverity_reason: {json.dumps(text, ensure_ascii=False)}"
    elif scalar == "raw":
        front += '\nseverity_reason: "' + text.replace('"', "").replace("\n", "\n  ") + '"'
    elif scalar == "block":
        front += "\nseverity_reason: |\n  " + text.replace("\n", "\n  ")
    return INSIDE | {"told.md": examined("told.md", f"---\n{front}\n---\n\n{'So.' if scalar != 'body' else text}\n")}


@example("As in 2026\\x2dzq-secret", "raw")
@example("See [the data of all *emplo*yees](2026-zq-secret.md)", "body")
@example("See [*lost* quorum][x]\n\n[x]: split-brain.md", "quoted")
@example("As in 2026-zq-\\\nsecret", "raw")
@example("See [the employee leak, DatabaseOutages](2026-zq-secret.md) and [DatabaseOutages](payroll-leak.md)", "body")
@example("See [the leak of data of *employ*ees](2026-zq-secret.md)", "body")
@example("As in ２０２６－ｚｑ－ｓｅｃｒｅｔ, PAYROLL DATA of All EMPLOYEES Leaked", "quoted")
@example("# Twice\n\nSo.\n\n# Twice\n\nSo.", "body")
@example("See [it](https://a.example/é-1.md)", "body")
@example("So (or so) *it went* wrong<br>again", "body")
@given(
    texts() | st.tuples(texts(), texts()).map("\n\n".join), st.sampled_from(["body", "body", "quoted", "raw", "block"])
)
def test_a_hurried_look_overlooks_nothing(text: str, scalar: str) -> None:
    documents = told(text, scalar)
    if not documents["told.md"].outside:
        return
    seen = [each.outside for each in documents.values() if each.outside]
    folder = Folder(frozenset(documents), frozenset(documents))
    none = values.replace(sifting.sieve(seen), always=True)
    _, all_of_them = edition.published(seen, folder, documents.__getitem__, people=False, sought=none)
    thorough: dict[str, Any] = {each.name: each.problems for each in all_of_them if each.problems}
    hurried = edition.named(documents.values(), folder, documents.__getitem__, people=False)
    assert {name: problems for name, problems in hurried.items() if problems} == thorough


def test_few_documents_are_made_to_see_what_they_name() -> None:
    made = []

    def noted(name: str) -> Examined:
        made.append(name)
        return documents[name]

    documents = told("As in [it](2026-zq-secret.md), *payroll*, its data, `all` those of employees.", "body")
    folder = Folder(frozenset(documents), frozenset(documents))
    assert edition.named(documents.values(), folder, noted, people=False) == {}
    assert made == ["told.md"], "once, and not once more to make it"


@pytest.mark.parametrize(
    "text",
    [
        *("[^" * 50_000, "][" * 50_000, "](" * 50_000, "\n[" * 25_000, "<b " * 50_000, "&a" * 50_000),
        *("2026-zq-secret " * 7_500, "::: internal\n2026-zq-secret\n:::\n\n" * 1_250 + "2026-zq-secret"),
        *(PAYROLL[:20] * 5_000, "Payroll" + " " * 100_000 + PAYROLL[8:], "`a" * 50_000, "<code " * 20_000),
        *(" " * 12_500 + "\n2026-**zq**-secret", "2026-**zq**-secre\n\n" * 2_000 + "2026-**zq**-secret"),
        "".join(f"[payroll data {number}](2026-zq-secret.md?{number})\n" for number in range(10_000)),
        "[payroll data](2026-zq-secret.md)\n\n::: internal\n[payroll data](2026-zq-secret.md)\n:::\n\n" * 750,
        "".join(f"[a{number}]: https://a.example/{number}\n" for number in range(2_500)) + "2026-[zq][a1]-secret",
    ],
)
def test_a_hostile_document_is_looked_at_and_shown_in_linear_time(text: str) -> None:
    documents = told(text, "body")
    folder = Folder(frozenset(documents), frozenset(documents))
    begun = time.process_time()
    found = edition.named(documents.values(), folder, documents.__getitem__, people=False)
    check.at_their_places(documents["told.md"], found.get("told.md", ()))
    assert time.process_time() - begun < 4
