"""Markup that the importer does not read: it is named, with what makes a page of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import run
from tests.test_legacy_shapes import imported

_RST = "Lag\n===\n\n:Date: 2026-05-01\n\n.. note::\n\n   It was slow.\n"
_ADOC = "= Lag\n:date: 2026-05-01\n\n== Summary\n\nIt was slow.\n"
_ORG = "#+TITLE: Lag\n\n* Summary\nIt was slow.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_RST, ("reStructuredText", "pandoc -s -f rst")),
        ("Lag\n\n.. _ticket: https://example.org/1\n", ("reStructuredText", "pandoc -s -f rst")),
        (_ADOC, ("AsciiDoc", "asciidoctor")),
        ("\nLag\n\n== Summary\n\nIt was slow.\n\n=== Cause\n\nThe disk.\n", ("AsciiDoc", "asciidoctor")),
        (_ORG, ("Org", "pandoc -s -f org")),
        (_ORG.lower(), ("Org", "pandoc -s -f org")),
    ],
)
def test_another_markup_is_named_with_what_makes_a_page_of_it(text: str, expected: tuple[str, str]) -> None:
    name, command = expected
    said = f"it looks like {name}, of which little is read; `{command}` makes a page of it to import"
    found = imported(text)
    assert [each.message for each in found.notes if "looks like" in each.message] == [said]


@pytest.mark.parametrize(
    "text",
    [
        f"# Lag\n\nAs text of Sphinx:\n\n{_RST}",
        f"Lag\n\n```\n{_ADOC}```\n",
        f"## Lag\n\n{_ORG}",
        "Lag\n\n== 10:00 down\n\nAnd up again.\n",  # one such line
        "Lag\n\n.. and so on.\n\n:Date: 2026-05-01\n",
        "Lag\n\n...\n\n.. note: it was slow\n",
        "Lag\n===\n\nCause\n-----\n\nThe disk.\n",
        "== Summary ==\n\nIt was slow.\n\n== Cause ==\n\nThe disk.\n",  # a page of MediaWiki
        "#1 is the disk\n#2 is the lag\n",
        "<html><body><h1>Lag</h1><p>.. note:: it was slow</p></body></html>",
        "",
    ],
)
def test_nothing_is_said_of_what_may_be_markdown(text: str) -> None:
    assert not [each.message for each in imported(text).notes if "looks like" in each.message]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("lag.rst", "reStructuredText; `pandoc -s lag.rst -o lag.html` makes a page of it"),
        ("the lag.docx", "a document of Word; `pandoc -s 'the lag.docx' -o 'the lag'.html` makes a page of it"),
        ("LAG.ADOC", "AsciiDoc; `asciidoctor LAG.ADOC` makes a page of it"),
    ],
)
def test_a_file_in_another_format_is_skipped_with_what_makes_a_page_of_it(
    name: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pmgen.toml").write_text("")
    (tmp_path / name).write_text("Lag")
    assert f"skipped {name}: neither Markdown nor HTML, but {why}\n" in run("import", name).stderr
    (tmp_path / "lag.md").write_text("# Lag\n")
    result = run("import", ".")
    assert (result.exit_code, f"skipped {name}: neither Markdown nor HTML, but {why}\n" in result.stderr) == (0, True)
