"""Texts of the front matter and of the body: what is shown as it was typed, damaged, or still to come."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from pmgen import check
from pmgen.diagnostics import Diagnostic
from pmgen.markdown import places
from pmgen.markdown.places import Lines, Origin
from pmgen.rules.policy import Folder
from pmgen.source import apply
from tests.test_rules import POLICY, whole_file

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

NAME = "2026-04-22-vault.md"
ALONE = Folder(frozenset((NAME,)), frozenset((NAME,)))


def found(text: str, code: str) -> list[Diagnostic]:
    """What one rule says of a document."""
    examined = check.examine(NAME, text.encode(), NAME, POLICY, ALONE)
    return [each for each in check.diagnose([examined], whole=True) if each.code == code]


def mended(text: str, code: str) -> str:
    """The document after the fixes of one rule."""
    return apply(text, [edit for each in found(text, code) for edit in each.edits])


def event(source: str) -> str:
    """A document with an event that has this source."""
    return whole_file("yaml", f"timeline: [{{at: '09:00', event: It hung, source: {json.dumps(source)}}}]")


@pytest.mark.parametrize(
    "text",
    [
        event("[the graph](https://example.org/d/7)"),
        event("seen in [the graph](<https://example.org/d/7>), and by on-call"),
        event("<https://example.org/d/7>"),
        event("![](https://example.org/d/7.png)"),
        whole_file("yaml", "title: 'Lag of [the queue](https://example.org/queue)'"),
        whole_file("yaml", "references: [{title: '[Runbook](https://example.org)', url: 'https://example.org'}]"),
        whole_file("yaml", "followups: [{id: F1, action: Alert, issue: '[OPS-1](https://example.org/1)'}]"),
    ],
)
def test_a_link_where_nothing_is_markdown_is_shown_as_it_was_typed(text: str) -> None:
    (said,) = found(text, "PM519")
    assert ("which is no Markdown" in said.message, bool(said.help)) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        event("https://example.org/d/7"),
        event("the log of on-call, https://example.org/d/7"),
        event("on-call [by telephone] (at nine)"),
        event("`kubectl get events`[0]"),
        event("<redacted>"),
        event("2026-04-14-nfs.md#why"),
        whole_file("yaml", "title: 'Lag of [the queue] (again)'"),
        whole_file("yaml", "summary: 'Lag of [the queue](https://example.org/queue).'"),
        whole_file("yaml", "timeline: [{at: '09:00', event: 'seen in [it](https://example.org)'}]"),
        whole_file("yaml", "impact: {users: '[all](https://example.org/all)'}"),
        whole_file("yaml", "references: [{title: 'a[0](b)', url: 'https://example.org'}]"),
    ],
)
def test_other_words_where_nothing_is_markdown_are_none_of_its_business(text: str) -> None:
    assert found(text, "PM519") == []


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<https://example.org/d/7>", "https://example.org/d/7"),
        ("[https://example.org/d/7](https://example.org/d/7)", "https://example.org/d/7"),
        ("[](https://example.org/d/7)", "https://example.org/d/7"),
        ("[the graph](https://example.org/d/7)", None),
        ("see <https://example.org/d/7>", None),
    ],
)
def test_an_address_is_bared_where_nothing_is_lost(source: str, kept: str | None) -> None:
    assert mended(event(source), "PM519").replace('"', "") == event(kept or source).replace('"', "")


@pytest.mark.parametrize(
    "yaml",
    [
        "lessons:\n  - A lock is held.\n  - TODO",
        "lessons:\n  went_wrong:\n    - A lock is held.\n    - TODO",
        "lessons: [A lock is held., TODO]",
        "contributing_factors:\n  - {text: A lock is held.}\n  - {text: TODO}",
        "contributing_factors:\n  - A lock is held.\n  - TODO",
        "summary: {broke: TODO}",
        "authors: [platform, TODO]",
        "owner: TODO",
    ],
)
def test_a_text_that_is_still_to_come_is_pointed_at_where_it_stands(yaml: str) -> None:
    text = whole_file("yaml", f"status: review\n{yaml}")
    (said,) = found(text, "PM121")
    assert said.excerpt[said.column - 1 :][: said.end_column - said.column] == "TODO"


@pytest.mark.parametrize(("services", "told"), [("[vault, TBD]", 1), ("[...]", 1), ("[todo, unknown, n/a]", 0)])
def test_a_service_that_is_still_to_come_is_none(services: str, told: int) -> None:
    text = whole_file("yaml", f"status: review\nservices: {services}\ntags: [tbd]")
    assert len(found(text, "PM121")) == told
    assert found(text.replace("status: review", "status: draft"), "PM121") == []


@pytest.mark.parametrize(
    "section",
    [
        "TBD",
        "TODO",
        "…",
        "...",
        "**TODO**",
        "- TBD",
        "> TBD.",
        "TODO: ask on-call",
        "[to be written]",
        "lorem ipsum\n\na",
    ],
)
@pytest.mark.parametrize(
    "body", ["## Why\n\n{}\n\n## When\n\nAt nine.", "## Why\n\n{}\n", "Why\n---\n{}", "{}\n\n## Why\n\nSo."]
)
def test_a_section_that_is_still_to_come_is_none_once_the_document_is_read(section: str, body: str) -> None:
    text = whole_file("markdown", f"---\nstatus: review\n---\n{body.format(section)}")
    (said,) = found(text, "PM121")
    assert said.excerpt[said.column - 1 :] == section.partition("\n")[0]
    assert found(text.replace("status: review", "status: draft"), "PM121") == []


@pytest.mark.parametrize(
    "section",
    [
        "",
        "It hung.",
        "TODO lists were lost.",
        "TODO: a graph of the queue.\n\nIt hung at nine.",
        "It hung.\n\nTBD",
        "```\nTODO\n```",
        "    TODO",
        "`TODO`",
        "![TBD](https://example.org)",
        "Unknown.",
        "None",
        "n/a",
        "—",
        "---",
        "| a |\n|---|\n| TBD |",
        "### How\n\nIt hung.",
        "<!-- TODO -->",
        "<!-- TODO -->\n\nIt hung.",
        "- [ ] TBD by on-call\n- [ ] It hung",
        "## TBD\n\nIt hung.",
    ],
)
def test_a_section_that_says_something_is_none_of_its_business(section: str) -> None:
    text = whole_file("markdown", f"---\nstatus: review\n---\n## Why\n\n{section}\n\n## When\n\nAt nine.")
    assert found(text, "PM121") == []


DAMAGED = {
    "fÃ¼r": "für",
    "(MÃ¼ller,": "(Müller,",
    "**GrÃ¶ÃŸe**": "**Größe**",
    "Itâ€™s": "It’s",
    "â€“": "–",
    "â€¦": "…",
    "5Â\u00a0GB": "5\u00a0GB",
    "20Â°C": "20°C",
    "Â§7": "§7",
    "â†’": "→",
    "ðŸ”¥": "🔥",
    "ğŸ“„": "📄",
    "âœ…": "✅",
    "Ð¿Ñ€Ð¸": "при",
    "koÅ¡ice": "košice",
    "va\u200bult": "vault",
    "va\u00adult-\u00ad2": "vault-\u00ad2",
    "v\u2060ault": "vault",
    "va\u200bul\u00adt/\u200bup\u200bload": "vault/\u200bupload",
    "10\ufeff44": "1044",
    "за\u00adпис": "запис",
    "Ver\u00adfüg\u00adbar\u00adke": "Verfügbarke",
    "Ver\u00adfüg\u00adbar\u00adkeiten\u200bx\u00ady": "Ver\u00adfüg\u00adbar\u00adkeitenxy",
    # Where the word as a whole is no such text, nobody knows what is meant.
    "FÃ¼r’s": None,
    "â€œso": "“so",
    "soâ€": None,
    "ï»¿so": None,
    "[fÃ¼r](https://example.org/fÃ¼r)": None,
}
"""Words that were damaged, and what is written in their place."""

SOUND = [
    "für Müller, Größe, café, Straße, señor, ação, naïve, Ångström, œuvre, ½, №, €, “so”, ‘so’, «so», …, –, —",
    "CAFÉ” ÉTÉ’ NÃO “IRMÔ MAÇÖ „SPAẞ“ Spaß“ „Ä“ »Ö« À… Ü– Ñ» É® ÄÖÜ ÃO Ça Â, Ã, Ð, ß",
    "voilâ” â” pâ…’ ä” Õ°",
    "Đường đi, Việt Nam, ÂM NHẠC, Âu Cơ, Ân",
    "România, Ân, ÎNCEPUT, MÂINE «Â» â",
    "Привет, всё, ёлка, Ґанок, ελληνικά, Ωmega",
    "Dağ ğ Ğ “ağ” yağ… İSTANBUL’da Şişli, ğÜ ĞÇ ıŞ",
    "東京\u200b都、ภาษา\u200bไทย ភាសា\u200bខ្មែរ မြန်\u200bမာ",
    "می\u200cخواهم نمی\u200cشود क्\u200dष क्\u200cष Auf\u200clage",
    "👩\u200d💻 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 ❤\ufe0f 1\ufe0f\u20e3 🇧🇬 👍🏽",
    "\u200fעברית\u200e and \u2066العربية\u2069, a\u200eb",
    "pmgen\u200b/rules\u200b/links, a -\u00ad b, \u200bvault\u200b, (\u00adso)",
    "Ver\u00adfüg\u00adbar\u00adkeit, **Last\u00adverteiler\u00adausfall** und Недо\u00adступ\u00adность",
    "`fÃ¼r` was UTF-8, and `va\u200bult` was ``va`\u200bult``",
    "5\u00a0GB, 10\u202f000, §\u00a07",
    "naïve £5 ±2 20°C µs ©2026 ×2 ÷ ¿Qué? ¡No! ª º",
    "Ø-Werte, Åse, Þór, Ðorđe, ÆØÅ, Íslandi, ÓÐÐR",
]
"""Lines in which nothing was damaged."""


@pytest.mark.parametrize("word", DAMAGED)
@pytest.mark.parametrize(
    "text",
    [
        whole_file("markdown", "The leader waited {} then.\n\n- So it went."),
        whole_file("markdown", "| when | what |\n|---|---|\n| 09:00 | it waited {} then |"),
        whole_file("markdown", "> ## It waited {} then\n>\n> So it went."),
        whole_file("yaml", "summary: 'It waited {} then'"),
        whole_file("yaml", "summary: |\n  It waited\n  {} then"),
        whole_file("yaml", "tags: ['it {} then']"),
    ],
)
def test_a_damaged_word_is_named_and_mended_where_one_answer_is_right(text: str, word: str) -> None:
    damaged, meant = text.replace("{}", word), DAMAGED[word]
    assert [each.level for each in found(damaged, "PM029")] == ["warning"]
    assert mended(damaged, "PM029") == text.replace("{}", meant or word)


def test_a_line_of_thousands_of_damaged_words_is_placed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Token] = []
    origin = places.origin

    def counted(lines: Lines, token: Token) -> Origin:
        asked.append(token)
        return origin(lines, token)

    monkeypatch.setattr(places, "origin", counted)
    text = whole_file("markdown", "fÃ¼r " * 2_000)
    assert len(found(text, "PM029")) == 201
    assert len(asked) < 5


def test_a_word_of_thousands_of_characters_that_nobody_sees_is_named_once() -> None:
    (said,) = found(whole_file("markdown", "a\u200b" * 20_000 + "b"), "PM029")
    assert (said.message, said.edits[0].text) == (
        f"U+200B, which nobody sees, stands within `{'a' * 59}…`",
        "a" * 19_999,
    )


@pytest.mark.parametrize("line", SOUND)
@pytest.mark.parametrize("place", ["body", "cell", "summary", "title"])
def test_a_sound_line_is_left_alone(line: str, place: str) -> None:
    texts = {
        "body": whole_file("markdown", f"{line}\n\nIt hung: {line}"),
        "cell": whole_file("markdown", f"| a |\n|---|\n| {line} |"),
        "summary": whole_file("yaml", f"summary: {json.dumps(line, ensure_ascii=False)}"),
        "title": whole_file("yaml", f"title: {json.dumps(line, ensure_ascii=False)}"),
    }
    assert [each.message for each in found(texts[place], "PM029")] == []


@pytest.mark.parametrize(
    "text",
    [
        whole_file("markdown", "```\nfÃ¼r va\u200bult\n```\n\n    fÃ¼r va\u200bult"),
        whole_file("yaml", "# fÃ¼r va\u200bult\ntags: [vault]"),
        whole_file("markdown", "va&shy;ult and va&#8203;ult"),
        whole_file("yaml", 'tags: ["va\\u200bult"]'),
    ],
)
def test_code_comments_and_what_was_typed_in_so_many_signs_is_left_alone(text: str) -> None:
    assert found(text, "PM029") == []


def test_a_reference_that_is_a_link_is_asked_for_its_address() -> None:
    text = whole_file("yaml", "references: [{title: Runbook, url: '[it](https://example.org/runbook)'}]")
    (said,) = found(text, "PM504")
    assert said.help == "did you mean `https://example.org/runbook`?"


_TABLE = "It hung.\n\n| Pool | Size |\n|--|--|\n| a | 10 |\n"
_ALERT = "> [!WARNING]\n> It hung.\n"
_CODE = "It hung.\n\n```\nkubectl get pods\n```\n"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        (
            "followups",
            [{"id": "F1", "action": _TABLE}],
            "a table in `action`, which is one line in the lists of follow-ups",
        ),
        (
            "followups",
            [{"id": "F1", "action": _ALERT}],
            "a quote in `action`, which is one line in the lists of follow-ups",
        ),
        (
            "followups",
            [{"id": "F1", "action": "Alert", "status": "done", "done": {"note": _CODE}}],
            "a block of code in `note`, which is one line in the lists of follow-ups",
        ),
        ("root_cause", {"chain": [_TABLE]}, "a table in `text`, which is one line of the page"),
        ("severity_reason", _ALERT, "a quote in `severity_reason`, which is one line of the page"),
    ],
)
def test_a_block_in_a_text_that_is_one_line_is_shown_as_it_was_typed(key: str, value: object, message: str) -> None:
    (said,) = found(whole_file("yaml", f"{key}: {json.dumps(value)}"), "PM519")
    assert said.message == f"{message}, is shown as it was typed"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("contributing_factors", [_TABLE, _ALERT, _CODE]),
        ("lessons", {"went_well": [_TABLE]}),
        ("root_cause", {"trigger": _CODE, "description": _TABLE}),
        ("detection", {"gaps": [{"gap": _ALERT, "fix": _CODE}]}),
        ("summary", _TABLE),
        ("followups", [{"id": "F1", "action": "Alert", "details": _TABLE}]),
        ("followups", [{"id": "F1", "action": "Alert when\n- it hangs\n- it is full"}]),
        (
            "timeline",
            [{"at": "09:00", "event": _TABLE}, {"at": "09:05", "event": _ALERT}, {"at": "unknown", "event": _CODE}],
        ),
        ("revisions", [{"date": "2026-04-22", "note": _CODE}]),
        ("impact", {"description": _TABLE, "windows": [{"start": "09:00", "end": "10:00", "note": _TABLE}]}),
        ("impact", {"users": _TABLE, "scope": _CODE}),
        ("timeline", [{"at": "09:00", "event": "It hung.\n\nAll [of it](https://example.org)."}]),
        ("timeline", [{"at": "09:00", "event": "It hung:\n- [a](https://example.org)\n- b"}]),
        ("timeline", [{"at": "09:00", "event": "> [a](https://example.org) is what it said"}]),
        ("timeline", [{"at": "09:00", "event": "`a | b` ```c```"}]),
    ],
)
def test_blocks_where_a_page_has_room_for_them_are_all_right(key: str, value: object) -> None:
    assert found(whole_file("yaml", f"{key}: {json.dumps(value)}"), "PM519") == []


@pytest.mark.parametrize(
    "text",
    [
        "@startuml\nA -> B: hi\n@enduml",
        "@startuml\n\nA -> B: hi\n\n@enduml",
        "Seen:\n\n@startuml calls\nA -> B\n@enduml",
    ],
)
def test_a_diagram_in_plantuml_without_a_fence_is_shown_as_its_source(text: str) -> None:
    (said,) = found(whole_file("markdown", text), "PM521")
    assert said.message == "a diagram in PlantUML is shown as its source"


@pytest.mark.parametrize(
    "text",
    [
        "@startuml begins a diagram, and @enduml ends it.",
        "We wrote `@startuml`.",
        "It begins with\n@startuml\nand that is all.",
        "@startumlx\nA",
        "@platform\nwas paged.",
        "![Who calls whom](calls.png)\n\n@startuml\nA -> B\n@enduml",
        "<details>\n\n@startuml\nA -> B\n@enduml\n\n</details>",
        "~~~text\n@startuml\nA -> B\n@enduml\n~~~",
    ],
)
def test_other_words_about_plantuml_are_no_diagram(text: str) -> None:
    assert found(whole_file("markdown", text), "PM521") == []


def test_an_address_of_nothing_but_slashes_is_looked_up_in_bounded_time() -> None:
    folder = Folder(frozenset(), frozenset(), left_out=(("old/", "`ignore` in the config says `old`"),))
    began = time.process_time()
    assert folder.why_left_out(f"{'a/' * 200_000}b.md") is None
    assert folder.why_left_out(f"old/{'a/' * 200_000}b.md") == "`ignore` in the config says `old`"
    assert time.process_time() - began < 1
