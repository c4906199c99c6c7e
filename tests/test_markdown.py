from __future__ import annotations

import functools
import posixpath
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pmgen import markdown
from pmgen.markdown import dialect, fragments, highlight, starts, urls
from pmgen.markdown.anchors import give, slug
from pmgen.source import Edit, Span, apply

FIXTURES = Path(__file__).parent / "fixtures" / "markdown"
POST_MORTEMS = Path(__file__).parent.parent / "postmortems"
RESERVED = frozenset({"timeline"})


def rewrite(url: str) -> str:
    """What the site does: the page of a document is beside it."""
    path, hash_sign, anchor = url.partition("#")
    return path.removesuffix(".md") + ".html" * path.endswith(".md") + hash_sign + anchor


def html(text: str, *, raw_html: bool = True) -> str:
    parsed = markdown.parse(text, raw_html=raw_html, reserved=RESERVED)
    return markdown.to_html(parsed, rewrite=rewrite)


def outline(text: str) -> markdown.Outline:
    return markdown.outline(markdown.parse(text))


def described(text: str) -> str:
    """An outline as lines, with what each place in the text reads."""
    found = outline(text)
    headings = (
        f"heading {each.level} #{each.anchor}{' empty' * each.empty}: {text[each.start : each.end]!r}\n"
        for each in found.headings
    )
    links = (
        f"{'image' if each.image else 'link'} {each.url}{f' ({each.alt})' if each.alt else ''}: "
        f"{text[each.start : each.end]!r}\n"
        for each in found.links
    )
    dropped = (f"dropped {each.what}: {text[each.start : each.end]!r}\n" for each in found.dropped)
    return "".join([*headings, *links, *dropped])


def lines(function: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: function(text) + "\n"


KINDS: dict[str, Callable[[str], str]] = {
    "outline": described,
    "inline": lines(lambda text: markdown.inline(text, rewrite=rewrite)),
    "block": lines(lambda text: markdown.block(text, rewrite=rewrite)),
    "plain": lines(markdown.plain),
    "sentence": lines(markdown.first_sentence),
}


def cases() -> Iterator[object]:
    """Each fixture is a title, a text and what becomes of it, with a line of one full stop behind each."""
    for path in sorted(FIXTURES.glob("*.md")):
        parts = ("\n" + path.read_text("utf-8")).split("\n.\n")
        for index in range(0, len(parts) - 1, 3):
            title, text, expected = (part.strip("\n") for part in parts[index : index + 3])
            yield pytest.param(path.stem, text + "\n", expected, id=f"{path.stem}: {title}")


@pytest.mark.parametrize(("kind", "text", "expected"), [*cases()])
def test_fixture(kind: str, text: str, expected: str) -> None:
    assert KINDS.get(kind, html)(text).strip("\n") == expected


# --- safety -------------------------------------------------------------------------------------------------

ELEMENTS = set(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
ATTRIBUTES = set(
    "href src alt title id class aria-label role tabindex type disabled checked rel colspan rowspan scope start "
    "reversed open value dir lang datetime width height span".split()
)


def elements(page: str) -> list[Element]:
    """Every element that a browser makes of HTML; fails on a comment."""
    tree = html5lib.parseFragment(page, namespaceHTMLElements=False)
    return [each for each in tree.iter() if each.tag != "DOCUMENT_FRAGMENT"]


def assert_safe(page: str) -> None:
    for element in elements(page):
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        for name in {"href", "src"} & set(element.attrib):
            url = element.attrib[name]
            assert urls.kind(url) is not urls.Kind.UNSAFE
            assert "\\" not in url
            assert url == url.strip()
        if element.tag == "img":
            assert urls.kind(element.attrib["src"]) is urls.Kind.LOCAL
        if element.tag == "input":
            assert element.attrib["type"] == "checkbox"
            assert "disabled" in element.attrib


ATTACKS = r"""
<script>alert(1)</script>
<script src=//e.example></script>
<SCRIPT>alert(1)</SCRIPT >
<script>alert(1)
<scr<script>ipt>alert(1)</script>
<img src=x onerror=alert(1)>
<img src="x"onerror=alert(1)>
<img/src=x/onerror=alert(1)>
<img src=`javascript:alert(1)`>
<img src=x:alert(alt) onerror=eval(src) alt=0>
<img srcset="//e.example/x 2x" src=a.png>
<picture><source srcset="//e.example/x"><img src=a.png></picture>
<svg onload=alert(1)>
<svg><script href="data:,alert(1)"/></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<math><mi//xlink:href="data:x,<script>alert(1)</script>">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="javascript:alert(1)"></object>
<embed src="javascript:alert(1)">
<base href="//e.example/">
<meta http-equiv="refresh" content="0;url=//e.example">
<link rel=stylesheet href=//e.example/x.css>
<style>@import "//e.example/x.css"</style>
<div style="background:url(//e.example/x)">a</div>
<form action="javascript:alert(1)"><input type=submit></form>
<input autofocus onfocus=alert(1)>
<button formaction="javascript:alert(1)">a</button>
<details open ontoggle=alert(1)>
<video><source onerror=alert(1)></video>
<audio src=//e.example/x>
<body onload=alert(1)>
<a href="javascript:alert(1)">a</a>
<a href="jAvAsCrIpT:alert(1)">a</a>
<a href=" javascript:alert(1)">a</a>
<a href="java&#x0A;script:alert(1)">a</a>
<a href="java&Tab;script:alert(1)">a</a>
<a href="&#x01;javascript:alert(1)">a</a>
<a href="javascript&colon;alert(1)">a</a>
<a href="vbscript:x">a</a>
<a href="data:text/html,<script>alert(1)</script>">a</a>
<a href=x onclick=alert(1)>a</a>
<a href="x" href="javascript:alert(1)">a</a>
<img src="data:image/svg+xml,<svg onload=alert(1)>">
<img src="\\e.example\x">
<img src="/\e.example/x">
<img src="/&#9;/e.example/x">
<img src="https:e.example/x">
<table background="javascript:alert(1)"><tr><td background="//e.example/x">a</table>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<textarea><img title="</textarea><img src=x onerror=alert(1)>">
<title><a title="</title><img src=x onerror=alert(1)>">
<xmp><p title="</xmp><img src=x onerror=alert(1)>">
<template><script>alert(1)</script></template>
<plaintext>
<frameset onload=alert(1)>
<p title="--><img src=x onerror=alert(1)>">
<!--><img src=x onerror=alert(1)>-->
<!-- --!><img src=x onerror=alert(1)> -->
<![CDATA[><img src=x onerror=alert(1)>]]>
<?xml ><img src=x onerror=alert(1)>?>
<!x ><img src=x onerror=alert(1)>
<div id=timeline class=permalink name=x>a</div>
<img name=getElementById src=a.png>
[a](javascript:alert(1))
[a](JAVASCRIPT:alert(1))
[a](&#106;avascript:alert(1))
[a](<java	script:alert(1)>)
[a](\javascript:alert(1))
[a](javascript&colon;alert(1))
[a](./javascript:alert(1))
[a](x "\" onmouseover=\"alert(1)")
[a](x"onmouseover="alert(1))
[a][r] ![a][r]
![a](javascript:alert(1))
![a](data:image/svg+xml;base64,AAAA)
![a](//e.example/x.png)
![a](/\e.example/x.png)
![a](\\\\e.example/x.png)
![a](https://e.example/x.png)
![" onerror="alert(1)](x.png)
![a](x.png "\" onerror=\"alert(1)")
<javascript:alert(1)>
<data:text/html,x>
`<script>alert(1)</script>`
## <img src=x onerror=alert(1)>
## " onmouseover="alert(1)
## "><script>alert(1)</script>
``` "><script>alert(1)</script>
~~~ " onmouseover=alert(1)
[^"><script>]: a[^"><script>]
| <script>alert(1)</script> | a |
""".strip().splitlines()


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_stays_text_or_goes(attack: str) -> None:
    text = f"a {attack} b\n\n{attack}\n\n- {attack}\n\n|a|\n|-|\n|{attack}|\n\n[r]: javascript:alert(1)\n"
    assert_safe(html(text))
    assert_safe(html(text, raw_html=False))
    assert_safe(markdown.inline(attack, rewrite=rewrite))
    assert_safe(markdown.block(text, rewrite=rewrite))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_does_not_reach_beyond_the_body(attack: str) -> None:
    page = f"<main>{html(f'{attack}{chr(10) * 2}## Next{chr(10) * 2}{attack}')}</main><footer>end</footer>"
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    assert [each.tag for each in body] == ["main", "footer"]


@pytest.mark.parametrize(
    "opening",
    "<div> <table> <table><tr><td> <details> <ul><li> <b> <pre> <p> <blockquote> <h2> <a\x20href=x>".split(" "),
)
def test_what_is_left_open_ends_with_the_body(opening: str) -> None:
    page = f"<main>{html(f'{opening}{chr(10) * 2}text{chr(10) * 2}- a {opening}')}</main><footer>end</footer>"
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    assert [each.tag for each in body] == ["main", "footer"]


def test_raw_html_can_be_text() -> None:
    assert html("a <b>b</b>", raw_html=False) == "<p>a &lt;b&gt;b&lt;/b&gt;</p>\n"
    assert html("<div>\n*a*", raw_html=False) == "<p>&lt;div&gt;\n<em>a</em></p>\n"


def test_an_author_cannot_write_the_mark_of_generated_parts() -> None:
    first = markdown.parse("<b>a</b>\n\n## b")
    text = f'<b data-{first.fingerprint}="0">a</b>\n\n## b'
    assert html(text).startswith("<p><b>a</b></p>\n<h2")


# --- what stays quiet ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title\n\ntext *a* **b** `c` ~~d~~",
        "a < b, c <= d, <3, x<y>z, 1 << 2, -> and <-",
        "`<script>alert(1)</script>`",
        "```html\n<script>alert(1)</script>\n```",
        "    <script>alert(1)</script>",
        "<!-- a note to authors, with <script> -->",
        "a <!-- b --> c <!----> d <!--> e",
        "<details>\n<summary>Log</summary>\n\n```\nx\n```\n\n</details>",
        "<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup> <mark>a</mark> <del>b</del> <ins>c</ins>",
        "<abbr title='x'>d</abbr> <time datetime='2026-04-22'>e</time>",
        "<table><thead><tr><th scope=col>a</th></tr></thead><tbody><tr><td colspan=2 rowspan='3'>b</td></tr></tbody>",
        "<dl><dt>a</dt><dd>b</dd></dl>\n\n<figure><img src=a.png alt=b><figcaption>c</figcaption></figure>",
        "<img src='a.png' width=100 height=50 alt='' loading=lazy>",
        "<p align=center>a</p>\n\n<ol start=3 reversed><li value=7>a</li></ol>",
        "<a href='https://example.org' target=_blank rel=noopener>a</a> <a href='#x'>b</a> <a href='c.md'>c</a>",
        "a<br>b<br/>c<hr>",
        "kubectl exec <pod> -- ls <path> && rm <FILE>",
        "<version>\n<my-element a=b>",
        "</div> </b>",
        "<ul>\n" + "<li>a\n" * 100 + "</ul>\n<table>\n" + "<tr><td>a<td>b\n" * 100,
        "<p>a\n" * 100,
        "[a](https://example.org) [b](mailto:x@example.org) [c](d.md) [e](#f) [g](/h) [i](?j) [k]()",
        "<https://example.org> <on-call@example.org>",
        "![a](b.png) ![c](https://example.org/d.png)",
        "a[^1]\n\n[^1]: b",
        "[not used]: javascript:alert(1)",
        "- a\n  - b\n    - c\n      - d\n        - e\n          - f\n",
        "> a\n> > b\n> > > c\n",
        "& &amp; &nope; &#60;script&#62;",
    ],
)
def test_nothing_is_dropped(text: str) -> None:
    assert outline(text).dropped == ()


# --- places -------------------------------------------------------------------------------------------------

PLACED = """# A

text [a](a.md)
and <b x=1>
[b](b.md)</b>

> - [ ] [c](c.md)
>   ![d](d.png)

|x|
|-|
|[e](e.md)|

<p>
<a href='f.md'>
"""
EXPECTED = ["a.md", "b.md", "c.md", "d.png", "e.md", "f.md"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_places_hold_for_every_line_ending(ending: str) -> None:
    text = PLACED.replace("\n", ending)
    found = outline(text)
    assert [text[each.start : each.end] for each in found.links] == EXPECTED
    assert [text[each.start : each.end] for each in found.headings] == ["# A"]
    assert [text[each.start : each.end] for each in found.dropped] == ["x=1"]


@pytest.mark.parametrize("odd", ["\0", "\ud800", "\ufeff", "\u2028", "\x0b", "\x85", "\u00a0", "😀"])
def test_places_hold_beside_odd_characters(odd: str) -> None:
    text = f"{odd}a{odd}\n\n{odd} [a](a.md)\n{odd}[b](b.md){odd}\n\n- {odd}[c](c.md)\n\n|{odd}|[d](d.md)|\n|-|-|\n"
    found = outline(text)
    assert [text[each.start : each.end] for each in found.links if each.start] == ["a.md", "b.md", "c.md", "d.md"]


def test_the_place_of_a_link_is_its_own_and_not_that_of_the_same_words_before() -> None:
    text = "a.md `[a](a.md)` [a.md](a.md) and [a](a.md)"
    assert [each.start for each in outline(text).links] == [24, 38]


def test_the_place_of_a_link_in_a_table_is_that_in_its_own_cell() -> None:
    text = "| [a](a.md) | [a](a.md) |\n|-|-|\n| [a](a.md) | a.md [a](a.md) |\n"
    assert [each.start for each in outline(text).links] == [6, 18, 38, 55]


def test_a_first_line_that_is_lost_does_not_move_the_others() -> None:
    text = "\u00a0\n[a](a.md)\n[b](b.md)"
    assert [text[each.start : each.end] for each in outline(text).links] == ["a.md", "b.md"]


def test_an_address_that_is_not_written_in_the_link_has_the_place_of_the_link() -> None:
    text = "see [a] and [b][a] and [c]()\n\n[a]: a.md"
    assert [text[each.start : each.end] for each in outline(text).links] == ["[a]", "[b][a]", "[c]()"]


# --- headings -----------------------------------------------------------------------------------------------


def test_headings_of_a_field_stand_below_those_of_its_section() -> None:
    text = "# a\n\n### b\n\n##### c\n\n<h2>d</h2>"
    assert [each.tag for each in elements(html(text)) if each.tag.startswith("h")] == ["h1", "h3", "h5", "h2"]
    fragment = elements(markdown.block("# a\n\n### b\n\n##### c"))
    assert [each.tag for each in fragment if each.tag.startswith("h")] == ["h4", "h6", "h6"]
    assert [each.level for each in outline("# a\n\n### b").headings] == [1, 3]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("What happened", "what-happened"),
        ("  5 Whys (2026)  ", "5-whys-2026"),
        ("a_b-c.d/e", "a_b-cde"),
        ("R&D – résumé", "rd--résumé"),
        ("ÄÖÜ", "äöü"),
        ("日本語、です", "日本語です"),
        ("हिन्दी", "हिन्दी"),
        ("🔥 fire", "-fire"),
        ("!?", "section"),
        ("", "section"),
    ],
)
def test_anchor_is_that_of_github(text: str, anchor: str) -> None:
    assert slug(text) == anchor


def test_anchors_are_given_once() -> None:
    uses = {"timeline": 0}
    given_anchors = [give(text, uses) for text in ("A", "A", "a", "A 1", "A-1", "Timeline", "Timeline 1")]
    assert given_anchors == ["a", "a-1", "a-2", "a-1-1", "a-1-2", "timeline-1", "timeline-1-1"]


def test_anchors_are_all_ids_of_the_body() -> None:
    text = "## Timeline\n\na[^x] b[^x]\n\n## fn 1\n\n[^x]: c"
    parsed = markdown.parse(text, reserved=RESERVED)
    assert markdown.outline(parsed).anchors == {"timeline-1", "fn-1", "fn-1-1", "fnref-1", "fnref-1-2"}


# --- links and images ---------------------------------------------------------------------------------------


def test_only_relative_addresses_are_rewritten() -> None:
    links = "[a](a.md) [b](#b) [c](https://example.org) <mailto:x@example.org> [d](//e) [e](x:y)"
    text = f"{links} ![f](f.png) <a href=g.md>g</a> ![h](//e/h.png)"
    page = markdown.to_html(markdown.parse(text), rewrite=lambda url: f"r/{url}")
    ours, others = ["r/a.md", "r/#b"], ["https://example.org", "mailto:x@example.org", "https://e"]
    assert re.findall(r'(?:href|src)="([^"]*)"', page) == [*ours, *others, "r/f.png", "r/g.md", "https://e/h.png"]


def test_no_address_is_linked_that_the_page_may_not_link_to() -> None:
    text = "[a](a.md) [c](https://example.org/c) <https://example.org/d> <a href=https://example.org/e>e</a>"
    page = markdown.to_html(markdown.parse(text), rewrite=lambda url: "")
    assert page == "<p>a c https://example.org/d <a>e</a></p>\n"


def test_an_address_stays_harmless_when_rewriting_shortens_it() -> None:
    page = markdown.to_html(markdown.parse("[a](./javascript:x) ![b](./data:y)"), rewrite=posixpath.normpath)
    assert page == '<p><a href="./javascript:x">a</a> <img src="./data:y" alt="b"></p>\n'
    page = markdown.to_html(markdown.parse("![a](b.png)"), rewrite=lambda url: "//example.org/" + url)
    assert page == '<p><a href="//example.org/b.png" rel="noreferrer noopener">a</a></p>\n'


def test_an_image_that_is_rewritten_to_another_host_is_a_link() -> None:
    page = markdown.to_html(markdown.parse("![a](b.png)"), rewrite=lambda url: f"https://example.org/{url}")
    assert page == '<p><a href="https://example.org/b.png" rel="noreferrer noopener">a</a></p>\n'


def test_images_are_reported_with_their_words_wherever_they_lie() -> None:
    found = outline("![*a* b](c.png) ![](https://example.org/d.png) <img src=e.png alt='f'>").links
    assert [(each.url, each.alt, each.image) for each in found] == [
        ("c.png", "a b", True),
        ("https://example.org/d.png", "", True),
        ("e.png", "f", True),
    ]


# --- front matter -------------------------------------------------------------------------------------------


def test_a_fragment_is_rewritten_for_the_page_it_is_on() -> None:
    text = "see [a](a.md)"
    assert markdown.inline(text, rewrite=lambda url: f"../{url}") == 'see <a href="../a.md">a</a>'
    assert markdown.inline(text, rewrite=rewrite) == 'see <a href="a.html">a</a>'
    assert markdown.inline(text) == 'see <a href="a.md">a</a>'


def test_a_fragment_makes_no_link_of_a_footnote_and_loses_none() -> None:
    text = "It hung[^1].\n\n[^1]: note"
    assert markdown.block(text) == "<p>It hung[^1].</p>\n<p>[^1]: note</p>"
    assert markdown.plain(text) == "It hung[^1]. [^1]: note"
    assert markdown.without_unused("It hung.\n\n[^1]: note") == "It hung.\n\n[^1]: note"


PROSE = st.text(st.sampled_from("aZ9 .,:;!?|#>+-=()'\"/%é漢\t{}^$@\u00a0"), max_size=30)


@given(PROSE)
def test_words_take_the_same_way_fast_or_slow(text: str) -> None:
    page = markdown.to_html(markdown.parse(text, raw_html=False), rewrite=str).strip("\n")
    if "<h" not in page and "<pre" not in page:
        assert markdown.block(text) == page


@given(st.text(max_size=600))
def test_a_first_sentence_is_the_beginning_of_the_words(text: str) -> None:
    sentence = markdown.first_sentence(text)
    assert len(sentence) <= 240
    assert sentence.removesuffix("…") in markdown.plain(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Alert when\n- it hangs\n- it is `full`", "Alert when it hangs; it is full"),
        (
            "Alert when:\n\n1. it hangs\n2. it is full\n\nand when it is slow",
            "Alert when: it hangs; it is full and when it is slow",
        ),
        ("- It hung.\n- It was full.\n- It was slow", "It hung. It was full. It was slow"),
        ("- one\n  - two\n  - three\n- four", "one two; three; four"),
        ("- one\n\n  more of it\n- \n- two", "one more of it; two"),
        ("It hung.\n\nIt was full", "It hung. It was full"),
        ("- one", "one"),
    ],
)
def test_the_items_of_a_list_do_not_run_together_in_one_line(text: str, words: str) -> None:
    assert markdown.plain(text) == words


def test_words_of_a_body() -> None:
    text = (
        "# A\n\nb <b>c</b><i>d</i> &lt; <x> [e](f.md)[^1]\n\n<div>g</div><div>h</div>\n<script>j</script>\n\n[^1]: i\n"
    )
    parsed = markdown.parse(text)
    assert markdown.plain(parsed) == "A b cd < <x> e g h i"
    assert markdown.first_sentence(parsed) == "b cd < <x> e"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It failed! Then not.", "It failed!"),
        ("It was (as told). Then.", "It was (as told)."),
        ("See fig. 3 and no. 4. Then.", "See fig. 3 and no. 4."),
        ("Was it down? No. 3 of 4 were.", "Was it down?"),
        ("vault-2 … stopped. Then.", "vault-2 … stopped."),
        ("It said etc. The end.", "It said etc."),
        ("At 10:44:05.123 it failed. Then.", "At 10:44:05.123 it failed."),
        ("nfs.example.org was down. Then.", "nfs.example.org was down."),
        ("x" * 300, "x" * 239 + "…"),
        ("", ""),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    assert markdown.first_sentence(text) == sentence


# --- code ---------------------------------------------------------------------------------------------------


def test_a_lexer_that_fails_costs_the_colours_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(language: str) -> None:
        raise RecursionError(language)

    monkeypatch.setattr(highlight, "_lexer", fail)
    assert highlight.html("a <b> of a lexer that fails", "python") == "a &lt;b&gt; of a lexer that fails"


@pytest.mark.parametrize(
    "language", "bash console diff dockerfile go hcl ini json lua python pycon sql toml xml yaml".split()
)
def test_code_keeps_every_character_and_has_only_known_classes(language: str) -> None:
    code = "$ a=\"x\" # c\n+ {'b': [1, true]}\n\n- <d e='f'>\n\tdef g(h): return `i`\n>>> j\nTraceback:\n  \n"
    page = elements(f"<pre>{highlight.html(code, language)}</pre>")
    assert "".join(page[0].itertext()) == code
    assert {each.attrib["class"] for each in page[1:]} <= set(highlight.CLASSES)


STYLE = Path(__file__).parents[1] / "templates/style"


@pytest.mark.parametrize(("part", "panels"), [(0, ["tokens.css", "print.css"]), (1, ["tokens.css"])])
def test_colours_of_code_can_be_read(part: int, panels: list[str]) -> None:
    rules = (STYLE / "code.css").read_text().split("@media screen and (prefers-color-scheme: dark)")[part]
    found = re.findall(r"^ *(\.code \.\w+[^{]*)\{color:(#\w{6})\}$", rules, re.MULTILINE)
    coloured = [name for names, _ in found for name in re.findall(r"\.code \.(\w+)", names)]
    # Emphasis has no colour of its own.
    assert sorted(coloured) == sorted(highlight.CLASSES.keys() - {"ge", "gs"})
    for name in panels:
        panel = re.findall(r"--panel: (#\w+);", (STYLE / name).read_text())[part]
        for _, colour in found:
            assert contrast(colour, panel) >= 4.5


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""

    def luminance(colour: str) -> float:
        parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


# --- any text -----------------------------------------------------------------------------------------------

DEPTH = 1_500


@pytest.mark.parametrize(
    "text",
    [
        ">" * DEPTH,
        "> " * DEPTH + "a\n" + "b\n" * 100,
        "[" * DEPTH,
        "![" * DEPTH + "a" + "](b)" * DEPTH,
        "*" * DEPTH,
        "*a_ " * DEPTH,
        "- " * DEPTH,
        "".join("  " * depth + "- a\n" for depth in range(200)),
        "`" * DEPTH + "a",
        "<!--" * DEPTH,
        "a " + "<!--" * DEPTH,
        "[a](" * DEPTH,
        "<div>" * DEPTH,
        "<b>" * DEPTH,
        "<table>\n\n" + "a\n\n" * 1000,
        "[^a]: x\n\n" + "[^" * DEPTH,
        "[^a]: " * DEPTH,
        '<a b="' * DEPTH,
    ],
)
def test_deep_nesting_ends(text: str) -> None:
    assert len(html(text)) < 40 * len(text)
    assert len(markdown.block(text)) < 40 * len(text)
    markdown.inline(text)
    markdown.plain(text)


def test_what_is_nested_too_deep_is_reported() -> None:
    text = "".join("  " * depth + f"- a{depth}\n" for depth in range(20))
    assert "a14" in html(text)
    assert "a15" not in html(text)
    assert [each.what for each in outline(text).dropped] == ["what is nested deeper than 32 levels"]
    assert outline("> " * 40 + "a").dropped == ()
    assert [each.start for each in outline("<div>" * 66).dropped] == [64 * 5, 65 * 5]


def test_cells_that_nobody_wrote_are_bounded() -> None:
    table = "|a" * 40 + "|\n" + "|-" * 40 + "|\n" + "b\n" * 40 + "\n"
    page = html(table * 20)
    assert page.count("<table ") == 3
    assert page.count("b\n") + page.count("b</") == 20 * 40
    whole = "|a" * 40 + "|\n" + "|-" * 40 + "|\n" + ("|b" * 40 + "|\n") * 200 + "\n"
    assert html(whole * 2).count("<table ") == 2


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *"<script> </script> <style> <svg> <table> </table> <tr> <td> <div> </div> <p> <b> </b> <details>".split(),
            *"</summary> <h1> <li> <form> <input> <template> <pre> <caption> <section> </section> <textarea>".split(),
            *"<!-- --> <![CDATA[ ]]> <? ?> <!x < > & &amp; &#106; \" ' ` ``` ~~~ * ** _ ~~ [ ] ( ) [^1] [^2]".split(),
            *"[a](b.md) [a](javascript:x) ![a](data:x) ![a](//e/x) ![i](i.png) [r] # ## > - 1. | |-| \\ a".split(),
            *"b é <x <title> --- === # ## [x]".split(),
            "[^1]: ",
            "[r]: u",
            "<a href=x>",
            '<a href="javascript:x">',
            "<img src=//e/x onerror=y>",
            '<td align=center title="',
            "- [x] ",
            *"\n \n\n \r\n \r \t \x20 \0 \ud800 \x0b".split(" "),
            "\n\n",
            "    ",
            "\n",
        ]
    ),
    max_size=40,
).map("".join)


@given(st.one_of(FRAGMENTS, st.text(max_size=200), st.text(st.characters(), max_size=60)))
def test_any_text_is_safe(text: str) -> None:
    parsed = markdown.parse(text, reserved=RESERVED)
    page = markdown.to_html(parsed, rewrite=rewrite)
    assert page == markdown.to_html(parsed, rewrite=rewrite)
    assert not parsed.fingerprint or parsed.fingerprint not in page
    assert_safe(page)
    found = markdown.outline(parsed)
    ids = [each.attrib["id"] for each in elements(page) if "id" in each.attrib]
    assert sorted(ids) == sorted(found.anchors)
    everything: list[markdown.Heading | markdown.Link | markdown.Dropped]
    everything = [*found.headings, *found.links, *found.dropped]
    assert all(0 <= each.start <= each.end <= len(text) for each in everything)
    assert_safe(markdown.inline(text))
    assert_safe(markdown.block(text))
    assert_safe(html(text, raw_html=False))
    (page + markdown.plain(text) + markdown.plain(parsed) + markdown.inline(text)).encode()


@functools.cache
def asked_for_everything(html: bool, footnotes: bool) -> MarkdownIt:
    """The parser of the dialect as markdown-it runs it: each rule is asked everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starts, "choose", lambda engine, stops: None)
        return dialect._engine.__wrapped__(html, footnotes)


def assert_same_tokens(text: str, *, raw_html: bool) -> None:
    clean = dialect.readable(text)
    long_way = asked_for_everything(raw_html, raw_html).parse(clean, {"addresses": 100_000 + len(clean)})
    assert dialect.block_tokens(clean, html=raw_html, footnotes=raw_html) == long_way


BEGINNINGS = [
    "# ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "1) ",
    "2. ",
    "```",
    "~~~",
    "---",
    "***",
    "___",
    "===",
    "|--|--|",
    "| a | b",
]
BEGINNINGS += ["::: internal", ":::", "[r]: u", "[^1]: n", "<p>", "    ", "a", "a | b", "--|--", "!"]
INSIDES = ["a ", "` c`", "`` ` ``", "*i*", "__s__", "~~d~~", "[l](u)", "![p](u)", "[r]", "[^1]", "<u:v>", "<b>", "</b>"]
INSIDES += ["<!-- c -->", "&amp;", "&", "\\*", "\\", "!", "[", "]", "_", "|", "  "]
LINES = st.tuples(
    st.sampled_from(["", "", " ", "   ", "> ", "- ", "\t"]),
    st.sampled_from(["", *BEGINNINGS]),
    st.lists(st.sampled_from(INSIDES), max_size=4).map("".join),
).map("".join)


@given(st.lists(LINES, max_size=12).map("\n".join), st.booleans())
@settings(max_examples=300)
def test_rules_that_are_not_asked_would_not_have_matched(text: str, raw_html: bool) -> None:
    assert_same_tokens(text, raw_html=raw_html)


@pytest.mark.parametrize("raw_html", [True, False])
@pytest.mark.parametrize("path", [*FIXTURES.glob("*.md"), *POST_MORTEMS.glob("*.md")], ids=lambda path: path.stem)
def test_rules_that_are_not_asked_match_nothing_in_real_texts(path: Path, raw_html: bool) -> None:
    assert_same_tokens(path.read_text(encoding="utf-8"), raw_html=raw_html)


def test_libraries_are_loaded_when_they_are_needed() -> None:
    code = """if True:
        import sys
        from pmgen import markdown
        print([name for name in ("markdown_it", "nh3", "pygments") if name in sys.modules])
        markdown.to_html(markdown.parse("a *b*"), rewrite=str)
        print([name for name in ("markdown_it", "nh3", "pygments") if name in sys.modules])
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n['markdown_it']\n"


@given(st.text(alphabet="ab `.1)#-*\t\u00a0&x|é", max_size=14))
@example("a` b `c").via("code that is padded")
@example("\t`1`").via("code by its indentation")
def test_words_are_the_same_whether_a_text_is_parsed_or_not(text: str) -> None:
    # What is one line of words and code is not parsed, what a body holds always is.
    assert markdown.plain(text) == markdown.plain(markdown.parse(text, raw_html=False))


@given(st.text(alphabet="ab `'\"<&*_[\\!\n1.é", max_size=24))
def test_the_short_way_for_code_in_words_gives_what_the_parser_gives(text: str) -> None:
    long_way = fragments._html(fragments._line(text.strip()), None)
    assert markdown.inline(text) == long_way


@given(st.text(alphabet="ab `'\"<&*_[\\!\n\t1.#->|\u00a0\u2028é", max_size=24))
@example("`a`\u2028").via("a blank at the end that no paragraph has")
@example("\n`a`").via("a line before it")
def test_the_short_way_for_a_paragraph_gives_what_the_parser_gives(text: str) -> None:
    long_way = fragments._html(fragments._blocks(text.rstrip(" \t\r\n")), None)
    assert markdown.block(text) == long_way


def alert(kind: str) -> str:
    return (
        f'<blockquote class="alert alert-{kind}" role="note" dir="auto">\n'
        f'<p class="alert-kind" dir="ltr">{kind.title()}</p>\n'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> [!NOTE]\n> It *hung*.", alert("note") + "<p>It <em>hung</em>.</p>\n</blockquote>"),
        ("- > [!warning]  \n  > It hung.", alert("warning") + "<p>It hung.</p>\n</blockquote>"),
        ("> [!TIP]\n>\n> It hung.", alert("tip") + "<p>It hung.</p>\n</blockquote>"),
        ("> > [!Caution]", alert("caution") + "</blockquote>"),
        ("> [!IMPORTANT]\n> It <kbd>hung</kbd>.", alert("important") + "<p>It <kbd>hung</kbd>.</p>\n</blockquote>"),
        # What is none, and is shown as it was typed or linked.
        ("> \\[!NOTE]\n> It hung.", "<p>[!NOTE]\nIt hung.</p>"),
        ("> `[!NOTE]`\n> It hung.", "<p><code>[!NOTE]</code>\nIt hung.</p>"),
        ("> [!NOTE] It hung.", "<p>[!NOTE] It hung.</p>"),
        ("> It hung.\n> [!NOTE]", "<p>It hung.\n[!NOTE]</p>"),
        ("> # [!NOTE]", "[!NOTE] <a"),
        ("> [!NOTE]\n\n[!note]: https://x.example", ">!NOTE</a></p>"),
        ("[!NOTE]\nIt hung.", "<p>[!NOTE]\nIt hung.</p>"),
        (">", '<blockquote dir="auto">\n</blockquote>'),
    ],
)
def test_a_quote_that_is_an_alert_says_which(text: str, html: str) -> None:
    assert html in markdown.to_html(markdown.parse(text), rewrite=str)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("##Why", "## Why"),
        ("It hung\r\n###Why\r\nIt hung", "It hung\r\n### Why\r\nIt hung"),
        ("> > [the `board`] (a.md) said", "> > [the `board`](a.md) said"),
        ("- (the board)[https://example.org]", "- [the board](https://example.org)"),
        ('1. ![a](my b.png)\n   ![c](my d.png "At noon")', '1. ![a](<my b.png>)\n   ![c](<my d.png> "At noon")'),
        ("- [] ask\n- [X]told", "- [ ] ask\n- [X] told"),
        ("> <https://x.example/1|the build>, `<a|b>`", "> [the build](https://x.example/1), `<a|b>`"),
        ("- [the build|https://x.example/1]", "- [the build](https://x.example/1)"),
        ("** bold ** and\n** so ** on", "**bold** and\n**so** on"),
        ("| a |\n|---|\n| `x` [b] (#c) |", "| a |\n|---|\n| `x` [b](#c) |"),
        ("**Note: **it `hung`", "**Note:** it `hung`"),
        ("- **Impact: ** `all` of it", "- **Impact:** `all` of it"),
        ("It **hung **", "It **hung**"),
        ("**Impact (`all`)**of it", "**Impact (`all`)** of it"),
    ],
)
def test_what_is_shown_as_it_was_typed_is_mended_where_it_stands(typed: str, mended: str) -> None:
    edits = [Edit(Span(start, end), new) for start, end, new in filter(None, (s.edit for s in outline(typed).slips))]
    assert apply(typed, edits) == mended
    assert outline(mended).slips == ()


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("##123 is the ticket", ["write `## 123`"]),
        ("##storage said so", ["write `## storage`"]),
        ("[the page](https://x.example the page)", ['put it in quotes: `https://x.example "the page"`']),
        ("f(x)[https://x.example]", []),
        ("![[my queue.png|300]]", ["write `![what it shows](<my queue.png>)`"]),
        ("[[2026-04-14-nfs|that]] and [[2026-04-14-nfs.md]]", ["`[that](2026-04-14-nfs.md)`", "](2026-04-14-nfs.md)`"]),
        ("||when||what||\n|09:00|it hung|", ["one `|` between the cells, and `|---|---|` below them"]),
        ("> [!danger]- Beware", ["write `> [!NOTE]`, alone on the first line of a quote"]),
        ("> [!NOTE]\n> It hung.\n\n\\[!NOTE], [!x] and `[!NOTE]`\n\n[![a](b.png)](c.md)", []),
        ("h3. Why it hung", ["write `### Why it hung`"]),
    ],
)
def test_what_may_mean_something_else_is_named_at_most(text: str, advice: list[str]) -> None:
    slips = outline(text).slips
    assert [each.edit for each in slips] == [None] * len(advice)
    assert [said in (each.help or "") for said, each in zip(advice, slips, strict=True)] == [True] * len(advice)


def test_what_is_shown_as_it_was_typed_is_looked_for_in_bounded_time() -> None:
    runs = " ".join("`" * count for count in range(1, 1400)) + " ]("
    bold = ["**" * 50_000, "**a*" * 1_249, " **a" * 50_000]
    hostile = [runs, "[" * 50_000 + "](", "|" * 50_000 + "\n|" * 2, "(a" * 50_000 + ")[", *bold]
    hostile += ["{{< a " * 800, "<https://a|" * 400, "![[" * 1600]
    started = time.process_time()
    assert [outline(text).slips for text in hostile] == [()] * len(hostile)
    assert time.process_time() - started < 20


def test_internal_blocks_in_each_other_are_read_only_so_deep() -> None:
    # Each looks for its end in all that follows; what lies deeper is hidden by those round it.
    text = "::: internal\n" * 500 + "Hidden\n"
    opened = [each for each in markdown.parse(text).tokens if each.type == "container_internal_open"]
    assert len(opened) == 4
    assert markdown.without(text, markdown.internal(text, raw_html=True).lines) == ""


def test_a_text_that_was_read_before_is_read_as_fast_again() -> None:
    text = "<a " * 200_000
    begun = time.process_time()
    for _ in range(2):  # what is remembered of an equal text must not be compared with it at each sign
        markdown.parse(f"{text}\n", raw_html=True)
    assert time.process_time() - begun < 5


def test_comments_that_are_none_are_looked_for_in_bounded_time() -> None:
    runs = " ".join("`" * count for count in range(1, 1400))
    begun = time.process_time()
    assert [len(outline(text).comments) for text in (f"x <!-- {runs}", "x <!-- a " * 60_000)] == [1, 60_000]
    assert time.process_time() - begun < 10


def test_conflicts_are_placed_in_time_that_grows_with_their_number() -> None:
    begun = time.process_time()
    assert len(outline("<<<<<<< a\n" * 8_000).unmerged) == 8_000
    assert time.process_time() - begun < 5


def test_a_bracket_that_nothing_ends_is_not_looked_for_at_each_beginning() -> None:
    started = time.process_time()
    assert outline("[" * 2_000_000) == markdown.Outline()
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | so it goes |", ["so it goes"]),
        ("| a | b |\n|---|---|\n| `x | y` | 2 |", ["2"]),
        ("| a | b |\n|---|---|\n| 1 | | 3 | 4", ["3 | 4"]),
        ("a | b\n--|--\n1 | 2 | 3 \\| 4\n1 | 2 | 5", ["3 \\| 4", "5"]),
        ("> | a |\n> |---|\n> | 1 | 2 |", ["2"]),
        ("- | a |\n  |---|\n  | 1 | 2 |", ["2"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |\n| `x \\| y` | 2 |\n| 1 | 2 | | |", []),
        ("a | b | c\n\n```\n| a |\n|---|\n| 1 | 2 |\n```", []),
    ],
)
def test_cells_beyond_the_columns_of_a_table_are_named(text: str, lost: list[str]) -> None:
    assert [text[each.start : each.end] for each in outline(text).dropped] == lost


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("<details><summary>Log</summary>\n\na\n\nb", ["<details><summary>Log</summary>"]),
        ("<details>\n\n<details>\n\na\n\n</details>\n\nb", ["<details>"]),
        ("- <details>\n  <summary>Log</summary>\n\n  a\n- b", ["<details>\n  <summary>Log</summary>"]),
        ("a[^1]\n\n[^1]: b <details> c", ["<details>"]),
        ("<details><summary>Log</summary>\n\na\n\n</details>\n\nb", []),
        ("a <details> b\n\nc </details>", []),
        ("</details> a", []),
        ("`<details>`\n\n    <details>\n\n<!-- <details> -->", []),
    ],
)
def test_what_folds_the_rest_of_a_body_is_named(text: str, begun: list[str]) -> None:
    assert [text[each.start : each.end] for each in outline(text).endless] == begun


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**Impact: nobody could log in", ["**Impact: nobody could log in"]),
        ("- **one** and **two `x` of\n  three", ["**two `x` of"]),
        ("It is **a and **b.", ["**a and"]),
        ("**注意：**请看", ["**注意：**"]),
        ("| **a |\n|---|\n| b |", ["**a"]),
        ("**a** b **c**d `**e` **f\ng** ***h** i*", []),
        ("It passes **kwargs and **extra_args on, 2**n times.", []),
        ("- src/**/x.md\n- **/y.md\n- ** z\n- \\**w", []),
        ("```\n**a\n```\n\n    **b\n\n***\n\n**", []),
    ],
)
def test_bold_words_that_have_no_end_are_named(text: str, found: list[str]) -> None:
    assert [text[each.start : each.end] for each in outline(text).slips] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As [the runbook][runbook] says.", ["[the runbook][runbook]"]),
        ("- [the `vault` page][vault page]", ["[the `vault` page][vault page]"]),
        ("As [the runbook][runbook] says.\n\n[runbook]: https://example.org", []),
        ("As `[the runbook][runbook]` or \\[the runbook][runbook] says.", []),
        ("[INFO][vault] a[i][j] [main loop][0] [2026-04-22 10:44][ERROR] [a b][x](c.md)", []),
        ("[main thread][WARN] slow; [vault 2][error] lost; [db pool][Fatal] gone", []),
        ("[main thread][errors] say so", ["[main thread][errors]"]),
        ("[the note][^1]\n\n[^1]: so", []),
    ],
)
def test_a_link_by_a_label_that_nothing_defines_is_named(text: str, found: list[str]) -> None:
    assert [text[each.start : each.end] for each in outline(text).slips] == found


def publicly(text: str) -> str:
    """The HTML of a text without its internal blocks."""
    hidden = markdown.internal(text, raw_html=True)
    left = markdown.without(text, hidden.lines)
    return markdown.to_html(markdown.parse(left, hidden=hidden), rewrite=lambda url: url).replace("\n", "")


INTERNAL = "::: internal\nHidden\n:::\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"[a][b]\n{INTERNAL}[b]: #b\n", '<p><a href="#b">a</a></p>'),
        (f"One\n{INTERNAL}Two\n", "<p>One</p><p>Two</p>"),
        (f"One\n{INTERNAL}---\n", "<p>One</p><hr>"),
        (f"One\n{INTERNAL}    Code\n", '<p>One</p><pre class="code" tabindex="0"><code>Code</code></pre>'),
        (f"- One\n{INTERNAL}Two\n", '<ul dir="auto"><li>One</li></ul><p>Two</p>'),
        ("> One\n> ::: internal\n> Hidden\n> :::\n> Two\n", '<blockquote dir="auto"><p>One</p><p>Two</p></blockquote>'),
        ("One\r\n::: internal\r\nHidden\r\n:::\r\nTwo\r\n", "<p>One</p><p>Two</p>"),
        # Items of a list stay as near to each other as they were.
        ("- One\n  ::: internal\n  Hidden\n  :::\n- Two\n", '<ul dir="auto"><li>One</li><li>Two</li></ul>'),
        (f"One\n\n{INTERNAL}\nTwo\n", "<p>One</p><p>Two</p>"),
        (f"{INTERNAL}One\nTwo\n", "<p>One Two</p>"),
        (f"One\n{INTERNAL}", "<p>One</p>"),
    ],
)
def test_what_stands_round_an_internal_block_stays_apart_without_it(text: str, expected: str) -> None:
    assert publicly(text).replace("One\nTwo", "One Two").replace("OneTwo", "One Two") == expected


@pytest.mark.parametrize("use", ["[a][b]", "![a][b]", "[a][]", "[a]", "a[^c]", "**a[^c]**"])
def test_what_an_internal_block_defines_leads_nowhere_whatever_may_be_linked_to(use: str) -> None:
    text = f"{use}\n\n::: internal\n[b]: b.png\n[a]: #a\n\n[^c]: d\n:::\n"
    assert re.sub("</?strong>", "", publicly(text)) == "<p>a</p>"


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("A\n\n<!-- x -->\n\nB", "A\n\nB"),
        ("<!-- x\n\ny -->\nA", "A"),
        ("A\n<!-- x -->\nB", "A\n\nB"),
        ("- A\n  <!-- x -->\n- B <!-- y -->\n- <!-- z --> C", "- A\n- B\n- C"),
        ("> <!-- x -->\n> A", "> A"),
        ("# A <!-- x -->\n\nB <!-- y\nz --> c <!-- z -->.", "# A\n\nB c ."),
        ("A <!-- x --> <!-- y -->\nB", "A\nB"),
        ("A\n      <!-- x -->\nB", "A\nB"),
        ("A<!-- x -->b<!-- y --> c", "Ab c"),
        ("| a |\n|---|\n| b <!-- x --> |\n| <!-- y --> c |", "| a |\n|---|\n| b |\n| c |"),
        ("<div>\n  <!-- x -->\n<!-- y\nz -->\n<b>a</b> <!-- z --> c <!-- z -->\n</div>", "<div>\n<b>a</b> c\n</div>"),
        ("<div>\n<!-- x --> <!-- y --> <b>A</b>\n</div>", "<div>\n<b>A</b>\n</div>"),
        ("**A** <!-- x --> `b`", "**A** `b`"),
        ("`<!-- x -->` \\<!-- y -->", "`<!-- x -->` \\<!-- y -->"),
    ],
)
def test_nobody_can_tell_that_there_was_a_comment(text: str, without: str) -> None:
    assert html(text) == html(without)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("- A\n\n  <!-- x -->\n\nB", "- A\n\n\nB"),
        ("- A\n<!-- x -->\n- B", "- A\n- B"),
        ("A\n<!-- x -->\nB", "A\n\nB"),
        ("> A\n>\n> <!-- x -->", "> A\n>\n"),
        ("A\n<!-- x --> <!-- y -->\n---", "A\n\n---"),
        ("- A\n<!-- -->\n- B", None),
        ("- A\n- <!-- x -->\n  B", None),
        ("A <!-- x --> b", None),
        ("<div>\n<!-- x -->\n</div>", None),
        ("<pre>\n\n<!-- x -->\n\n</pre>\n\n<xmp>\n\n<!-- y -->\n\n</xmp>", None),
        ("```\n<!-- x -->\n```\n\n    <!-- y -->", None),
        ("<!-- x", None),
    ],
)
def test_a_comment_shapes_nothing_that_everybody_reads(text: str, left: str | None) -> None:
    assert markdown.as_without_comments(text, raw_html=True) == (text if left is None else left)
    assert markdown.as_without_comments(text, raw_html=False) == text


@pytest.mark.parametrize("raw", ["", "<kbd>x</kbd>\n\n"], ids=["", "raw"])
def test_a_diagram_is_shown_as_what_it_is_without_a_script(raw: str) -> None:
    shown = html(f"{raw}```mermaid\ngraph LR; a --> b\n```\n")
    assert shown.removeprefix("<p><kbd>x</kbd></p>\n") == (
        '<figure class="diagram">\n<figcaption>Source of a diagram, in Mermaid</figcaption>\n'
        '<pre class="code" tabindex="0"><code class="language-mermaid">graph LR; a --&gt; b\n</code></pre>\n</figure>\n'
    )


def test_other_code_is_no_diagram() -> None:
    for info in ("", "text", "dot", "console mermaid", "mermaids"):
        assert "<fig" not in html(f"```{info}\ngraph LR; a --> b\n```\n")
