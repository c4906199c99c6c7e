"""What other tools make of a text, and CommonMark does not: it is shown as it was typed, with all its brackets.

Named is only what cannot well be prose, or code without its backticks: `[[ -f x ]]` and `{{ value }}` stay unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pmgen.diagnostics import shortened

Found = Iterator[tuple[int, int, str, str, tuple[int, int, str] | None]]
"""Where something is, what is wrong with it, what to do about it, and where what is to be put instead."""

_EMBED: Final = re.compile(r"(?<!\\)!\[\[([^\[\]\n\0|]+)(?:\|[^\[\]\n\0]*)?\]\]")
# `[[ -f x ]]`, `[[:alpha:]]` and `[[nodiscard]]` are other things.
_WIKI: Final = re.compile(
    r"(?<![\w\[\\!])\[\[((?=[^\W\d_a-z]|[^\W\d_][^\[\]\n\0,]* |\d{4}-\d\d-\d\d)\w[^\[\]\n\0]*[^\s\[\]])\]\](?![\](\[])"
)
_PAGE: Final = re.compile(r"\d{4}-\d\d-\d\d[\w.-]*")
_JIRA: Final = re.compile(r"(?<![\w\[\\!])\[([^\[\]|\n\0]+)\|(https?://[^\[\]|\s\0]+)\](?![(\[])")
_SLACK: Final = re.compile(r"(?<!\\)<(https?://[^\s<>|]+)\|([^\n<>|\[\]\0]+)>")
_SLACK_NAME: Final = re.compile(r"(?<!\\)<(?:@[UW]|#C)[A-Z0-9]{6,12}(?:\|[^\n<>\0]*)?>")
_UNCLOSED: Final = re.compile(r"\[(?<!\\\[)[^\[\]\n]+\]\(https?://[^()]*\Z")
_SHORTCODE: Final = re.compile(r"(?<!\\)\{\{[<%] *([a-z][\w-]*)[^\n{}]*[>%]\}\}")
_LIQUID: Final = re.compile(r"(?<!\\)\{%-? *(?:include|highlight|post_url|link|hint|tabs|raw)\b[^\n{}]*%\}")
_MEANT: Final = "write in Markdown what it was to show"
_START: Final = re.compile(
    r"(?P<box>(?:!!!|\?\?\?\+?) (?:note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote"
    r"|caution|important|hint|error|attention)\b[^\n]*)"
    r"|(?P<alert>\[!(?i:note|tip|important|warning|caution|info|danger|todo|abstract|success|question|failure"
    r"|bug|example|quote|error|hint|attention|summary)\])"
    r"|(?P<heading>h[1-6]\.) [^\n]+|(?P<code>\{(?:code|noformat)(?::[^{}\n]*)?\})(?=\n|\Z)"
)
_ANCHOR: Final = re.compile(r"(?<=[ \t])\{#[\w-]+\}\Z")


def found(content: str, *, paragraph: bool) -> Found:
    """What there is of it in a paragraph, a heading or a cell, in which NUL stands for code."""
    if "[[" in content:
        yield from _wiki(content)
    if "|" in content:
        yield from _piped(content)
    if "<" in content:
        for match in _SLACK_NAME.finditer(content):
            yield *match.span(), f"`{match[0]}` is a name that only Slack can read", "write the name or the role", None
    if "](http" in content and (unclosed := _UNCLOSED.search(content)):
        end = unclosed.start() + len(unclosed[0].partition("\n")[0])
        yield unclosed.start(), end, "a link that is never closed", "put a `)` behind the address", None
    if "{" in content:
        yield from _braced(content, paragraph=paragraph)


def _wiki(content: str) -> Found:
    for match in _EMBED.finditer(content):
        name = match[1].strip()
        help = f"write `![what it shows]({f'<{name}>' if ' ' in name else name})`"
        yield *match.span(), "`![[…]]` shows no image", help, None
    for match in _WIKI.finditer(content):
        page, _, words = match[1].partition("|")
        if _PAGE.fullmatch(page):
            help = f"write `[{words or page}]({page.removesuffix('.md')}.md)`"
        else:
            help = f"write `[{words or page}](…)` with the address"
        yield *match.span(), "`[[…]]` makes no link", help, None


def _piped(content: str) -> Found:
    for match in _JIRA.finditer(content):
        meant = f"[{match[1]}]({match[2]})"
        yield *match.span(), "`[…|…]` is a link of Jira", f"write `{meant}`", (*match.span(), meant)
    for match in _SLACK.finditer(content):
        meant = f"[{match[2]}]({match[1]})"
        # The address with the words behind it is a link, and what stands round it is not shown.
        yield (
            match.start() + 1,
            match.end() - 1,
            "`<…|…>` is a link of Slack",
            f"write `{meant}`",
            (*match.span(), meant),
        )


def _braced(content: str, *, paragraph: bool) -> Found:
    for match in _SHORTCODE.finditer(content):
        yield *match.span(), f"`{shortened(match[0])}` is a shortcode of Hugo, and does nothing here", _MEANT, None
    for match in _LIQUID.finditer(content):
        yield *match.span(), f"`{shortened(match[0])}` is a tag of Liquid, and does nothing here", _MEANT, None
    if not paragraph and (anchor := _ANCHOR.search(content)):
        help = "delete it: the anchor of a heading is made of its words"
        yield *anchor.span(), f"`{anchor[0]}` gives a heading no anchor", help, None


def begun(content: str) -> Found:
    """What a paragraph begins with that begins something else elsewhere."""
    if match := _START.match(content):
        if match["box"]:
            help = "write `> **Note:** …`, or what it is instead of `Note`"
            yield *match.span(), f"`{match[0].partition(' ')[0]}` begins no box", help, None
        elif match["alert"]:
            help = "write `> [!NOTE]`, alone on the first line of a quote; or `TIP`, `IMPORTANT`, `WARNING`, `CAUTION`"
            yield *match.span("alert"), f"`{match['alert']}` begins no box here", help, None
        elif match["heading"]:
            help = f"write `{'#' * int(match[0][1])} {shortened(match[0][4:].strip())}`"
            yield *match.span("heading"), f"`{match['heading']}` begins no heading", help, None
        else:
            help = "write three backticks on a line of their own, before the code and behind it"
            yield *match.span(), f"`{match[0]}` begins no code", help, None
