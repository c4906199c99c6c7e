"""Texts of the front matter and of the body: what is shown as it was typed, damaged, or still to come."""

from __future__ import annotations

import json

import pytest

from pmgen import check
from pmgen.diagnostics import Diagnostic
from pmgen.rules.policy import Folder
from pmgen.source import apply
from tests.test_rules import POLICY, whole_file

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
        whole_file("yaml", "impact: {users: '[all](https://example.org/all)'}"),
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
        whole_file("yaml", "impact: {users: 'a[0](b)'}"),
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
    ],
)
def test_a_text_that_is_still_to_come_is_pointed_at_where_it_stands(yaml: str) -> None:
    text = whole_file("yaml", f"status: review\n{yaml}")
    (said,) = found(text, "PM121")
    assert said.excerpt[said.column - 1 :][: said.end_column - said.column] == "TODO"


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


def test_a_reference_that_is_a_link_is_asked_for_its_address() -> None:
    text = whole_file("yaml", "references: [{title: Runbook, url: '[it](https://example.org/runbook)'}]")
    (said,) = found(text, "PM504")
    assert said.help == "did you mean `https://example.org/runbook`?"
