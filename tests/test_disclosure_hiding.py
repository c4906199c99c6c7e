"""What was meant to be hidden and is shown: marks of internal blocks, comments, and HTML."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pmgen import markdown
from pmgen.cli import locating
from pmgen.cli.previews import looking, rebuilding
from tests.disclosing import run, write

_LINES = (
    *("::: internal", ":::", "Hidden", "  Hidden", "> Hidden", "Hidden | x", "    Hidden") * 2,
    *("  ::: internal", "  :::", "> ::: internal", "> :::", "- ::: internal", "::: Internal", "    ::: internal"),
    *(
        "::::",
        "::::: internal",
        "\t:::",
        "",
        "",
        "Shown",
        "```",
        "~~~",
        "```\tx",
        "`",
        "- item",
        "- - x",
        "1. x",
        "> q",
    ),
    *("<details>", "</details>", "<!--", "-->", "<p>", "<script>", "</script>", "<pre>", "</pre>", "<![CDATA[", "<?x"),
    *("| a | b |", "|---|---|", "[^1]: note", "text[^1]", "# h", "===", "* * *", "[a]: /x", "    code"),
)


@pytest.mark.parametrize(
    "body",
    [
        "<details>\n<summary>Log</summary>\n::: internal\nHidden\n:::\n</details>",
        "<p>\n::: internal\nHidden\n:::",
        "::: internal\n```\ncode\n:::\nHidden\n```\n:::",
        "```\n::: internal\nHidden\n:::\n```",
        "> ::: internal\n<!--\n- x\n> Hidden",
        "> ::: internal\n> x\n:::\nHidden",
        "- ::: internal\n\nHidden\n\n:::",
        "[^1]: Nobody asks.\n\n    ::: internal\n\nHidden",
        "Text\n\n    ::: internal\n    Hidden\n    :::",
        "：：： internal\nHidden\n：：：",
        "!!! internal\n    Hidden",
        '> - !!! Internal "Hidden"',
        "???+ internal\n    Hidden",
        "> [!INTERNAL]\n> Hidden",
    ],
)
@pytest.mark.parametrize("raw_html", ["true", "false"])
def test_a_mark_that_hides_nothing_stops_every_edition(tmp_path: Path, body: str, raw_html: str) -> None:
    (tmp_path / "pmgen.toml").write_text(f"raw_html = {raw_html}\n")
    path = write(tmp_path, body=body)
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    if status == 0:  # what is HTML here may be text there, and rightly left out
        pages = "".join(each.read_text() for each in (tmp_path / "site").rglob("*.html"))
        assert "Hidden" not in pages
        return
    assert (status, "PM511" in told) == (1, True), told
    lint = 'lint: {ignore: [{rule: PM511, reason: "Who cares."}]}\n'
    path.write_text(path.read_text().replace("authors:", f"{lint}authors:"))
    assert run(tmp_path, "build", "--audience", "public", "--no-cache")[0] == 1


def test_a_block_in_the_front_matter_hides_nothing_and_stops_every_edition(tmp_path: Path) -> None:
    path = write(tmp_path)
    block = "summary: |\n  Full.\n\n  ::: internal\n  Hidden\n  :::\n"
    path.write_text(path.read_text().replace("summary: The queue was full.\n", block))
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "9:1: PM511" in told) == (1, True), told


def test_whatever_stands_between_marks_is_left_out_or_a_mark_is_loose() -> None:
    chance = random.Random(20260422)
    left_out = 0
    for _ in range(6000):
        lines, inside = [], False
        for line in chance.choices(_LINES, k=chance.randrange(3, 14)):
            mark = line.lstrip(" >-\t")
            if mark.startswith(":::"):
                inside = "internal" in mark.lower()
            lines.append(line if inside else line.replace("Hidden", "Shown"))
        text = "\n".join(lines)
        for raw_html in (True, False):
            if not markdown.outline(markdown.parse(text, raw_html=raw_html)).loose and "Hidden" in text:
                left_out += 1
                assert "Hidden" not in markdown.without(text, markdown.internal(text, raw_html=raw_html).lines), text
    assert left_out > 30


def test_a_comment_that_reaches_no_page_stops_nothing(tmp_path: Path) -> None:
    comment = "<!-- Ask Jane Doe,\n\njane.roe@mail.test, of 10.0.20.7 -->"
    write(tmp_path, body=f"It filled.\n\n{comment}\n\n- One\n- <!-- Jane Doe -->\n")
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM6" in told) == (0, False), told
    files = [each.read_bytes() for each in (tmp_path / "site").rglob("*") if each.is_file()]
    assert not any(word in data for data in files for word in (b"Jane", b"jane", b"10.0.20.7"))
    write(tmp_path, body=comment)
    (tmp_path / "pmgen.toml").write_text("raw_html = false\n")
    assert run(tmp_path, "check")[1].count("PM602") == 1, "it is shown as text"


@pytest.mark.parametrize(
    ("body", "stops"),
    [
        ("Full <!-- of what\n\nnobody sent --> it was.", True),
        ("<div><!-- of what\n\nnobody sent --></div>", True),
        ("> <!-- of what\n\nnobody sent -->", True),
        ("- <!-- of what\n\n  it\n\nnobody sent -->", True),
        ("| a | b |\n|---|---|\n| <!-- of | what --> |", True),
        ("<!-- of what\n\nnobody sent -->\n\nFull.", False),
        ("Full.\n\n<!-- of what\n\nnobody sent", False),
        ("Full <!-- of\nwhat --> it <!-- was -->.\n\n- One <!-- a -->\n- Two <!-- b -->", False),
        ("<p><!-- of\nwhat --></p>\n\n<details>\n<summary>Log</summary>\n<!-- a -->\n</details>", False),
        ("`<!--` begins a comment, and so does \\<!-- or &lt;!-- or ``a `<!--` b``.", False),
        ("```html\n<!-- of what\n\nnobody sent\n```\n\n    <!-- code", False),
        ("An arrow <- or <-- or <! -- is none.", False),
    ],
)
def test_a_comment_that_is_shown_stops_a_public_edition(tmp_path: Path, body: str, stops: bool) -> None:
    path = write(tmp_path, body=body)
    lint = 'lint: {ignore: [{rule: comment-shown, reason: "Who cares."}]}\n' if stops else ""
    path.write_text(path.read_text().replace("authors:", f"{lint}authors:"))
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM605" in told) == (int(stops), stops), told
    assert run(tmp_path, "build", "--no-cache")[0] == 0


def test_a_comment_in_the_front_matter_is_shown_and_stops_a_public_edition(tmp_path: Path) -> None:
    path = write(tmp_path, event="It filled <!-- with what? -->")
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM605 a comment in Markdown of the front matter is shown" in told) == (1, True), told
    path.write_text(path.read_text().replace("<!-- with what? -->", "# with what?"))
    assert run(tmp_path, "build", "--audience", "public", "--no-cache")[0] == 0


@pytest.mark.parametrize(
    ("body", "stops"),
    [
        ("<p hidden>Full.</p>", True),
        ("<p HIDDEN='until-found'>Full.</p>", True),
        ("It was <span hidden>ours</span>.", True),
        ('<div style="color: red; display : none">\n\nFull.\n\n</div>', True),
        ('<span style="visibility:hidden">Full.</span>', True),
        ('<span style="opacity: 0.0">Full.</span>', True),
        ("<span style=font-size:0px>Full.</span>", True),
        ('<span style="position:absolute; left:-9999px">Full.</span>', True),
        ('<article class="box d-none">Full.</article>', True),
        ('<div class="internal">Full.</div>', True),
        ("<dialog>Full.</dialog>", True),
        ("- One\n\n  <font hidden>Full.</font>", True),
        ("| a |\n|---|\n| <b hidden>Full</b> |", True),
        ("<dialog open>Full.</dialog>", False),
        ('<span style="opacity: 0.5; border-width: 0; width: 0.5em; height: 05px">Full.</span>', False),
        ('<span style="color: #fff; background: red" class="badge">Full.</span>', False),
        ('<i aria-hidden="true">★</i> <details>\n\nFull.\n\n</details>', False),
        ("`<p hidden>` was missing, and so was \\<p hidden> and &lt;p hidden>.", False),
        ("```html\n<p hidden>\n```\n\n    <p hidden>", False),
        ("The <node hidden> is a placeholder, p hidden is a word.", False),
        ("<p title='hidden'>Full.</p> <template hidden>Full.</template>", False),
    ],
)
@pytest.mark.parametrize("raw_html", [True, False])
def test_what_html_was_to_hide_stops_a_public_edition(tmp_path: Path, body: str, stops: bool, raw_html: bool) -> None:
    if not raw_html and ("dialog" in body or "template" in body or ("\n\n</" in body and stops)):
        return  # what is text has no element
    (tmp_path / "pmgen.toml").write_text(f"raw_html = {str(raw_html).lower()}\n")
    path = write(tmp_path, body=body)
    lint = 'lint: {ignore: [{rule: hidden-shown, reason: "Who cares."}]}\n' if stops else ""
    path.write_text(path.read_text().replace("authors:", f"{lint}authors:"))
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM607" in told) == (int(stops), stops), told
    assert run(tmp_path, "build", "--no-cache")[0] == 0


def test_html_in_the_front_matter_hides_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, event="It filled <span hidden>with what?</span>")
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM607 attribute `hidden` of `span` is text in the front matter" in told) == (1, True), told
    path.write_text(path.read_text().replace("<span hidden>with what?</span>", "`<span hidden>`, <b>with</b>"))
    assert run(tmp_path, "build", "--audience", "public", "--no-cache")[0] == 0


def test_what_everybody_will_not_read_is_marked_on_the_page(tmp_path: Path) -> None:
    path = write(tmp_path, internal="true")
    more = (
        "detection: {by: alert, gaps: [{gap: No alarm, internal: true}]}\n"
        "contributing_factors: [{text: No limit, internal: true}, No gate]\n"
        "references: [{title: Runbook, url: 'https://example.org/runbook', internal: true}]"
    )
    path.write_text(path.read_text().replace("detection: {by: alert}", more))
    content = rebuilding.built(looking.first(locating.search(tmp_path)[0])).content
    assert content is not None
    page = (content("2026-04-22-queue.html") or b"").decode()
    mark = '<span class="only-internal">internal</span> '
    assert page.count(mark) == 4
    assert f"{mark}No alarm" in page
    assert f"{mark}No limit" in page
    assert f"{mark}No gate" not in page
