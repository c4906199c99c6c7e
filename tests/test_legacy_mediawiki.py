"""Pages of MediaWiki, as people save their source."""

from __future__ import annotations

import time

import pytest

from pmgen.legacy.draft import missing
from pmgen.legacy.draft import words as words_of
from pmgen.legacy.formats import mediawiki
from tests.test_legacy_shapes import imported, read

_PAGE = """\
{{irdoc|status=review}} __NOTOC__
==Summary==
On 2026-05-01 galleries were ''slow'' for '''20 minutes''', see [https://example.org/g the graph].

== Impact ==
{{Scorecard
| task = T20
| users =
| editors = 30
}}

== Timeline ==
'''All times in UTC.'''
* 14:03 {{Phab|T229011}} deployed '''OUTAGE BEGINS'''
** and a second one
*14:10 - <code>lag</code> fires
* 14:23 rolled back '''OUTAGE ENDS'''
<syntaxhighlight lang="sql">
== SELECT ==
</syntaxhighlight>

== Conclusions ==
=== Where did we get lucky? ===
# It was night
# Nobody edited

=== Actionables ===
{| class="wikitable sortable"
|+ What is next
! scope="col" | Action
! scope="col" | Owner !! Status
|-
| style="width: 20%" | Alert on [[lag|slow pages]] || platform || Done
|-
| Test it
on staging
| on-call
| Open
|}
[[Category:Incidents]]
"""


def test_a_page_is_read_as_if_it_were_markdown() -> None:
    found = imported(_PAGE, "2026-05-01 galleries.wiki")
    pm = read(found)
    assert (pm.title, str(pm.date), pm.timezone) == ("galleries", "2026-05-01", "UTC")
    assert [(each.at.text, str(each.kind), each.event) for each in pm.timeline] == [
        ("14:03", "started", "T229011 deployed **OUTAGE BEGINS**\n- and a second one"),
        ("14:10", "note", "`lag` fires"),
        ("14:23", "resolved", "rolled back **OUTAGE ENDS**"),
    ]
    assert [(each.action, each.owner, str(each.status)) for each in pm.followup_list] == [
        ("Alert on slow pages (lag)", "platform", "done"),
        ("Test it on staging", "on-call", "todo"),
    ]
    assert "  lucky: [It was night, Nobody edited]\n" in found.text


def test_a_timeline_may_be_a_list_of_definitions() -> None:
    told = "== Impact ==\nNone.\n== Timeline ==\nIn UTC.\n; 08:55\n: it is down\n; 09:02\n: a user calls\n; 09:40 : up"
    assert [(each.at.text, each.event) for each in read(imported(told)).timeline] == [
        ("08:55", "it is down"),
        ("09:02", "a user calls"),
        ("09:40", "up"),
    ]


def test_how_far_a_follow_up_is_may_be_said_by_a_template() -> None:
    table = "{|\n! Action !! Status\n|-\n| Rotate logs || {{In progress}}\n|}\n"
    told = f"== Impact ==\nNone.\n== Actionables ==\n* {{{{done}}}} Add an alert\n* Test it {{{{Done}}}}\n\n{table}"
    assert [(each.action, str(each.status)) for each in read(imported(told)).followup_list] == [
        ("Add an alert", "done"),
        ("Test it (Done)", "done"),
        ("Rotate logs", "in-progress"),
    ]


def test_no_word_is_lost_but_those_of_the_markup() -> None:
    markup = {"phab", "code", "syntaxhighlight", "lang", "class", "wikitable", "sortable", "scope", "col", "style"}
    markup |= {"width", "20", "__notoc__", "users"}
    found = imported(_PAGE, "2026-05-01 galleries.wiki")
    assert [each for each in missing(_PAGE, words_of(found.text)) if each not in markup] == []


def _table(*rows: str) -> str:
    cells = [f"| {' | '.join(each.split())} |" for each in rows]
    return "\n".join(["", "|   |   |", "| --- | --- |", *cells, ""])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("= A =", "# A"),
        ("====A b====  ", "#### A b"),
        ("== a = b ==", "## a = b"),
        ("== A", "== A"),
        ("'''''a''''' ''b'' '''c'''", "***a*** *b* **c**"),
        ("it's, isn't, 'so'", "it's, isn't, 'so'"),
        ("[https://example.org]", "<https://example.org>"),
        ("[[A]] [[A|b]] [[:A]]", "A b (A) A"),
        ("[[File:a.png|thumb|A graph]]", "[[File:a.png|thumb|A graph]]"),
        ("a [b] c [d](https://example.org)", "a [b] c [d](https://example.org)"),
        ("#a\n##b\n#*c", "1. a\n   1. b\n   - c"),
        (";Cause: disk", "\n**Cause: disk**"),
        (";Cause : disk : full", "\n**Cause:** disk : full"),
        (":a\n::b", "a\nb"),
        ("{{irdoc|status=final}}", "{{irdoc|status=final}}"),
        ("<pre>a\n* b</pre>c", "```\na\n* b\n```\nc"),
        ("<pre>\na", "```\na\n```"),
        ("{|\n|a||b\n|-\n|c|d\n|}", "\n|   |   |\n| --- | --- |\n| a | b |\n| c\\|d |  |\n"),
        ("{|\n|-\n|}", "\n"),
        ("{|\na\n|-\n|b\n|- c\n|} d", "\n|   |\n| --- |\n| a |\n| b |\n| c |\n\n d"),
        ("{|\n|a", "{|\n|a"),  # nothing ends it
        ("{{A\n|b = c\n}} d", "\n**A**\n\n- **b:** c\n\n d"),
        ("{{A\n|b = c", "{{A\n|b = c"),
        (
            "{{A\n|b =\n# c\n## d\n|e = f\ng\n\n|h =\n|i=\n}}",
            "\n**A**\n\n- **b:**\n  1. c\n     1. d\n- **e:** f\n  g\n\n",
        ),
        ("__NOTOC__a __FILE__ and __DIR__ __TOC__", "a __FILE__ and __DIR__ "),
        ("{|\n|It broke!! All of it.||b\n|}", "\n|   |   |\n| --- | --- |\n| It broke!! All of it. | b |\n"),
        ("{|\n!a!!b||c\n|}", "\n| a | b | c |\n| --- | --- | --- |\n"),
        ("{|\n|rowspan=2|a||b\n|-\n|c\n|}", "\n|   |   |\n| --- | --- |\n| a | b |\n| a | c |\n"),
        ("{|\n|a\n|rowspan='2' class=x|b\n|-\n|c\n|-\n|d||e\n|}", _table("a b", "c b", "d e")),
        ("{|\n|colspan=2|a\n|-\n|b||c\n|}", "\n|   |   |\n| --- | --- |\n| a |  |\n| b | c |\n"),
        ("{|\n|a||rowspan=3|b\n|-\n|c\n|}", _table("a b", "c b")),
        ("{|\n|rowspan=2 a||b\n|-\n|c||d\n|}", "\n|   |   |\n| --- | --- |\n| rowspan=2 a | b |\n| c | d |\n"),
        ("{|\n|a:\n* b\n* c\n# d\n|e\n|}", "\n|   |   |\n| --- | --- |\n| a: b · c · d | e |\n"),
        ("{|\n|\n* b.\n* c\nd\n|}", "\n|   |\n| --- |\n| b. c d |\n"),
        ("{|\n! A\n| b\n|}", "\n|   |   |\n| --- | --- |\n| A | b |\n"),
    ],
)
def test_its_markup_is_that_of_markdown(source: str, expected: str) -> None:
    assert mediawiki.to_markdown(source) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# Lag\n\n== A ==\n\n== B ==\n",  # Markdown has a heading
        "Lag\n\n## A\n\n== A ==\n\n== B ==\n",
        "== A ==\n\nIt was slow.\n",  # one alone
        "```\n== A ==\n== B ==\n```\n",
        "---\ntitle: Lag\n---\n# Lag\n## A\n== A ==\n== B ==\n",  # front matter
        "Lag\n\n~~~\n== A ==\n== B ==\n~~~\n",
        "Lag\n\n    == A ==\n    == B ==\n",  # code, in either
        "Lag\n===\n\n== A ==\n== B ==\n",  # a heading with a line below
        "== A\n\n== B\n",  # another markup
        "Lag\n===\n\nCause\n=====\n",
        "a == b ==\nc == d ==\n",
        "==========\n==========\n",
    ],
)
def test_what_is_no_such_page_is_read_as_it_stands(text: str) -> None:
    assert not mediawiki.is_wiki(text)


@pytest.mark.parametrize("text", ["== A ==\nx\n----\n== B ==\n", "== A ==\n#x\n=B=\n", "----\n=A=\n===B===\n"])
def test_a_page_is_known_by_its_headings(text: str) -> None:
    assert mediawiki.is_wiki(text)


@pytest.mark.parametrize(
    "part", ["|a=b ", '|a="', "a=b ", "[[", "'''", "[https://a ", "{{a|", "== ", "=", "*#:", "{|\n", "{{a\n", "<pre>\n"]
)
def test_hostile_pages_are_read_in_bounded_time(part: str) -> None:
    text = part * 20_000
    before = time.process_time()
    mediawiki.is_wiki(f"== a ==\n{text}\n== b ==")
    mediawiki.to_markdown(f"{{|\n|{text}\n|}}\n{text}")
    assert time.process_time() - before < 5


@pytest.mark.parametrize("text", ["{{%s}\n}}", "{{a\n|%s\n}}", "{{a\n|b%s\n}}", "<pre%s", "= a%sb"])
@pytest.mark.parametrize("part", [" ", "a ", " lang=a", "= "])
def test_long_lines_that_fail_at_their_end_are_read_in_bounded_time(text: str, part: str) -> None:
    before = time.process_time()
    mediawiki.to_markdown(text % (part * 20_000))
    assert time.process_time() - before < 5


def test_cells_of_many_rows_fill_no_memory() -> None:
    text = "{|\n" + f"|rowspan=1000 colspan=1000|{'a' * 1_000}\n|-\n|b\n" * 1_000 + "|}\n"
    before = time.process_time()
    assert len(mediawiki.to_markdown(text)) < 50_000_000
    assert time.process_time() - before < 5
