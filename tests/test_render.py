"""What every page of a site promises, and how templates are read, replaced and named where they fail."""

from __future__ import annotations

import datetime as dt
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from pmgen import render
from pmgen.render.assets import compact, compact_script
from tests.rendering import (
    BODY,
    DRAFT,
    NFS,
    ROOT,
    VAULT,
    Page,
    files,
    manuscript,
    page,
    site,
    templates,
    vault,
    words,
)

__all__ = ["files", "page", "templates", "vault"]


# The pages


def test_pages_are_html(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".html"):
            html5lib.HTMLParser(strict=True).parse(text)


def test_ids_are_unique_and_anchors_lead_somewhere(files: dict[str, str]) -> None:
    for path, text in files.items():
        ids = Counter(re.findall(r'\sid="([^"]*)"', text))
        assert [name for name, count in ids.items() if count > 1] == [], path
        wanted = re.findall(r'(?:href="|aria-describedby="|for="|url\()#?([^")]*)', text)
        local = [name for name in wanted if f"#{name}" in text and f'href="{name}"' not in text]
        assert set(local) <= set(ids), path


def test_links_are_relative_and_lead_to_files(files: dict[str, str]) -> None:
    for path in ("index.html", "2026-04-22-vault.html", "2026-04-14-nfs.html", "draft.html", "404.html"):
        for url in re.findall(r'(?:href|src)="([^"#]+)', files[path]):
            if not url.startswith(("https://", "data:")) and not url.endswith((".json", ".xml")):
                assert url in files, (path, url)


def test_the_policy_allows_nothing_inline_and_nothing_is(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".html"):
            (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            for style in re.findall("<style>(.*?)</style>", text, re.DOTALL):
                assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}';" in policy, path
            inline = r'<style(?!>)|\sstyle=|<script(?! src=| type="application/ld\+json">)|\son[a-z]+='
            assert re.findall(inline, text) == [], path


def test_what_stands_for_a_missing_page_can_be_read_at_any_address(page: Page, files: dict[str, str]) -> None:
    lost = files["404.html"]
    assert re.findall(r'\ssrc=|rel="(?:stylesheet|icon)"[^>]*href="(?!data:)', lost) == []
    assert re.search(r"<style>[^<]*\.lost ", lost)
    published = page("404.html", manuscript("draft", DRAFT), base_url="https://example.org/docs/pm")
    there = "https://example.org/docs/pm/"
    pages = [f"{there}{name}.html" for name in ("index", "followups", "insights", "definitions")]
    links = re.findall(r'<a [^>]*href="([^"]*)"', published)
    assert links == ["#main", pages[0], *pages, pages[0]]
    # Nobody knows where a relative link leads from there, and the page says so.
    advice = "where its links lead to it again, take the last part of the address away"
    assert (advice in lost, advice in published) == (True, False)
    # All other pages work wherever the folder is brought to.
    assert there not in "".join(re.findall("<a [^>]*>", page("index.html", manuscript("draft", DRAFT), base_url=there)))


def test_one_h1_and_headings_in_order(files: dict[str, str]) -> None:
    for path, text in files.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        if path.endswith(".html"):
            assert levels.count(1) == 1, path
            assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_every_heading_of_an_incident_has_a_permalink(vault: str) -> None:
    headings = re.findall(r"<h[2-6].*?</h[2-6]>", vault, re.DOTALL)
    assert len(headings) > 10
    assert [heading for heading in headings if 'class="permalink"' not in heading] == []


def test_tables_have_captions_and_scopes(vault: str) -> None:
    own = vault[: vault.index('id="narrative"')]
    assert own.count("<table") == own.count("<caption>") == 4
    assert re.findall(r"<th(?![^>]*scope=)[ >]", own) == []


def test_the_order_of_the_files_makes_no_difference(page: Page) -> None:
    found = [manuscript("2026-04-22-vault", VAULT, BODY), manuscript("2026-04-14-nfs", NFS)]
    for path in ("index.html", "2026-04-22-vault.html", "2026-04-14-nfs.html"):
        assert page(path, *found) == page(path, *found[::-1])


def test_assets_come_first_and_are_named_after_their_contents(files: dict[str, str]) -> None:
    first = list(files)[:3]
    assert all(re.fullmatch(r"assets/\w+\.[0-9a-f]{10}\.(css|js|svg)", path) for path in first)
    assert next(path for path in files if path.endswith(".html")) == "index.html"


def test_the_index_lists_the_newest_first_by_year(files: dict[str, str]) -> None:
    index = files["index.html"]
    listed = re.findall(r'<h3[^>]*><a href="([^"]+)', index)
    assert listed == ["draft.html", "2026-04-22-vault.html", "2026-04-14-nfs.html"]
    text = words(index)
    assert "3 incidents" in text
    assert "2 open follow-ups" in text
    assert "Nothing mounts." in text
    assert 'data-dues="2026-05-01 2026-07-21"' in index


def test_an_empty_site_has_an_index(page: Page) -> None:
    assert "Nothing has been written up yet" in page("index.html")


def test_full_addresses_only_where_the_site_has_one(page: Page, vault: str) -> None:
    assert "canonical" not in vault
    found = page("a.html", manuscript("a", NFS), base_url="https://example.org/pm/")
    assert '<link rel="canonical" href="https://example.org/pm/a.html">' in found


# Templates


def replaced(templates: render.Templates, name: str, text: str) -> render.Templates:
    return render.Templates({**templates.texts, name: text}, {**templates.paths, name: f"mine/{name}"})


def failure(templates: render.Templates) -> render.TemplateFailure:
    with pytest.raises(render.TemplateFailure) as caught:
        render.on_demand(templates)(site())("404.html")
    return caught.value


def test_a_project_replaces_a_template_by_name(tmp_path: Path, templates: render.Templates) -> None:
    (tmp_path / "404.html").write_text("<!DOCTYPE html><title>{{ page.frame.site }}</title>mine\n")
    own = render.read_templates(("mine", tmp_path), ("templates", ROOT / "templates"))
    assert render.on_demand(own)(site())("404.html") == b"<!DOCTYPE html><title>Post-mortems</title>mine\n"
    assert own.text("index.html") == templates.text("index.html")
    bundled = ("templates", ROOT / "templates")
    assert render.read_templates(("none", tmp_path / "none"), bundled, bundled=True) == templates


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("<p>\n\n{{ page.nonsense }}", 3, "nonsense"),
        ("{{ nothing }}", 1, "'nothing' is undefined"),
        ('\n{% include "gone.html" %}', 2, "gone.html"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
    ],
)
def test_a_template_that_fails_says_where(templates: render.Templates, text: str, line: int, reason: str) -> None:
    error = failure(replaced(templates, "404.html", text))
    assert (error.path, error.line) == ("mine/404.html", line)
    assert reason in error.reason


def test_a_template_that_is_not_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"\xff\xfe")
    with pytest.raises(render.TemplateFailure, match=r"mine/index\.html: .*UTF-8"):
        render.read_templates(("mine", tmp_path))


def test_values_are_escaped_in_any_template(templates: render.Templates) -> None:
    own = replaced(templates, "incident.html", "{{ page.title }}")
    found = site(manuscript("a", NFS.replace("NFS gone", "<b>")))
    assert render.on_demand(own)(found)("a.html") == b"&lt;b&gt;"


@pytest.mark.parametrize(
    ("style", "compacted"),
    [
        ("/* a\n b */\na {\n  b: c;\n}\n", "a{b:c}"),
        ('a::after {\n  content: "/* no */ {";\n}\n', 'a::after{content:"/* no */ {"}'),
        ("@media (a: b) {\n  a:is(b, c) > d {\n    --e-1: f;\n  }\n}\n", "@media (a: b){a:is(b, c) > d{--e-1:f}\n}"),
        ("a,\nb\nc {\n  d: e\n    f;\n}\n", "a,b c{d:e f}"),
    ],
)
def test_a_style_sheet_without_what_browsers_skip(style: str, compacted: str) -> None:
    assert compact(style) == compacted


@pytest.mark.parametrize(
    ("script", "compacted"),
    [
        ("// why\n{\n  // what\n  a();\n\n}\n", "{\na();\n}"),
        ('const url = "https://x.example"; // said so\n', 'const url = "https://x.example"; // said so'),
        ("a = `${b}//c`;\n  d();", "a = `${b}//c`;\nd();"),
        # What may be within a text stays.
        ("a = `\n  // text\n`;\n", "a = `\n  // text\n`;\n"),
        ('a = "b\\\n  // text";\n', 'a = "b\\\n  // text";\n'),
    ],
)
def test_a_script_without_what_browsers_skip(script: str, compacted: str) -> None:
    assert compact_script(script) == compacted


def test_dates_need_no_locale() -> None:
    from pmgen.render import words as names

    assert names.full_date(dt.date(2026, 4, 14)) == "Tuesday 14 April 2026"
    assert names.count(1, "incident", "incidents") == "1 incident"
    assert names.count(10_000, "incident", "incidents") == "10,000 incidents"
