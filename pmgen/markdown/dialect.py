"""The one Markdown dialect; with `starts` and `labels` the only place that knows markdown-it.

CommonMark with the tables, strikethrough and task lists of GitHub, and footnotes. The rules of markdown-it are kept;
some are wrapped, so that tokens know their place and hostile input ends in bounded time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from pmgen import lazily
from pmgen.markdown import labels, starts
from pmgen.markdown.alerts import alerts
from pmgen.markdown.values import NOTHING_HIDDEN, Hidden

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token as Token

    from pmgen.markdown.starts import BlockRule, InlineRule

INTERNAL: Final = "internal"
"""The name of the blocks that are in no public edition: `::: internal` … `:::`."""

_CONTAINER: Final = f"container_{INTERNAL}"

DEEPEST: Final = 32
"""How deep blocks nest (a list and its item are two); markdown-it leaves out what lies deeper."""

_DEEPEST_QUOTE: Final = 6
_DEEPEST_INTERNAL: Final = 4
_MOST_PADDING: Final = 5_000
_ADDRESSES: Final = 100_000
"""How many characters of addresses and titles a text may repeat by `[label]`, beyond those that it holds itself."""
_DASHES: Final = re.compile(r"[\s>]*[-:|][-:|\s]*")
_LINE_END: Final = re.compile(r"\r\n?")
_UNREADABLE: Final = re.compile("[\0\ud800-\udfff]")
_PLAIN_URL: Final = re.compile(r"[A-Za-z0-9:/?#@!$&'()*+,;=._~-]*")
# The rules of this dialect begin nowhere else. With fewer stops than markdown-it's own, prose is read faster.
# What begins with a set of characters is found in half the time that two alternatives take.
_STOPS: Final = re.compile(r"[\n\\`~*_\[\]<&!](?:(?<!!)|(?=\[))")


def readable(text: str) -> str:
    """The text with U+FFFD for what no page can hold: NUL and halves of surrogate pairs. Offsets stay."""
    return _UNREADABLE.sub("\ufffd", text)


def block_tokens(text: str, *, html: bool, footnotes: bool, hidden: Hidden = NOTHING_HIDDEN) -> list[Token]:
    """The tokens of a readable text.

    Args:
        html: whether raw HTML is HTML, or text.
        footnotes: whether there are footnotes; they come as `footnote_reference_open` … `_close`, where defined.
        hidden: what was taken out of the text; see `labels.undefined`.
    """
    return _engine(html, footnotes).parse(text, {"addresses": _ADDRESSES + len(text), "hidden": hidden})


def with_labels(text: str, *, html: bool) -> tuple[list[Token], Mapping[str, int]]:
    """The tokens of a readable text, and each label that says where links lead, with its line."""
    env: dict[str, Any] = {"addresses": _ADDRESSES + len(text)}
    tokens = _engine(html, True).parse(text, env)
    return tokens, {label: each["map"][0] for label, each in env.get("references", {}).items()}


def unused_definitions(text: str) -> list[tuple[int, int]]:
    """The lines, from and to, of each `[label]: address` that no link needs; of a readable text without footnotes."""
    env: dict[str, Any] = {"addresses": _ADDRESSES + len(text)}
    found = [child for token in _engine(False, False).parse(text, env) for child in token.children or ()]
    used = {(each.attrs.get("href", each.attrs.get("src")), each.attrs.get("title", "")) for each in found}
    unused = [each for each in env.get("references", {}).values() if (each["href"], each["title"]) not in used]
    return [(each["map"][0], each["map"][1]) for each in (*unused, *env.get("duplicate_refs", ()))]


def inline_tokens(text: str) -> list[Token]:
    """The tokens of a readable text that is one line of a page, without raw HTML and footnotes."""
    children = _engine(False, False).parseInline(text, {})[0].children
    return children or []


def normalise(url: str) -> str:
    """A URL with everything percent-encoded that a URL cannot hold: no space, control character or backslash."""
    if _PLAIN_URL.fullmatch(url):
        return url
    from markdown_it.common.normalize_url import normalizeLink

    return normalizeLink(url)


@lru_cache(maxsize=4)
def _engine(html: bool, footnotes: bool) -> MarkdownIt:
    # Each rule tells a logger that it begins.
    with lazily.patterns(), lazily.modules("copy", "ipaddress"), lazily.instead("logging", getLogger=lazily.Unheard):
        from markdown_it import MarkdownIt, rules_block, rules_inline

    options = {"html": html, "maxNesting": DEEPEST, "tasklists": True, "strikethrough_single_tilde": True}
    engine = MarkdownIt("commonmark", options)
    engine.enable(["table", "strikethrough"])
    # A bad scheme must become a token, or nobody could report it: every URL is judged by `urls`.
    engine.validateLink = lambda url: True  # type: ignore[method-assign]  # its way to be told so
    engine.normalizeLink = normalise  # type: ignore[method-assign]  # likewise
    engine.inline.terminator_re = _STOPS
    for name, rule, ends in (
        ("link", rules_inline.link, "[]"),
        ("image", rules_inline.image, "!]"),
        ("autolink", rules_inline.autolink, "<>"),
        ("html_inline", rules_inline.html_inline, "<>"),
    ):
        engine.inline.ruler.at(name, _placed(rule, *ends))
    engine.inline.ruler.at("strikethrough", _around_words(rules_inline.strikethrough.tokenize))
    engine.block.ruler.at(
        "blockquote", _shallow(rules_block.blockquote, "quotes", _DEEPEST_QUOTE), {"alt": list(starts.INTERRUPTED)}
    )
    engine.block.ruler.at("table", _frugal(rules_block.table), {"alt": list(starts.INTERRUPTED[:2])})
    engine.block.ruler.at("reference", labels.no_footnote(rules_block.reference))
    engine.core.ruler.at("normalize", _normalised)
    engine.core.ruler.after("block", "nowhere", labels.nowhere)
    engine.core.ruler.push("header_cells", _header_cells)
    engine.core.ruler.push("alerts", alerts)
    if footnotes:
        from mdit_py_plugins.container import container_plugin
        from mdit_py_plugins.footnote import footnote_plugin

        engine.use(container_plugin, INTERNAL, validate=_is_internal)
        container = dict(starts.named(engine.block.ruler))[_CONTAINER]
        shallow = _shallow(container, INTERNAL, _DEEPEST_INTERNAL)
        engine.block.ruler.at(_CONTAINER, shallow, {"alt": list(starts.INTERRUPTED)})
        engine.use(footnote_plugin, inline=False, move_to_end=False)
        engine.inline.ruler.at("footnote_ref", labels.footnote_reference)
    starts.choose(engine, _STOPS)
    return engine


def _is_internal(words: str, markup: str) -> bool:
    return words.split()[:1] == [INTERNAL] or words.split()[:1] == [INTERNAL.title()]


def _placed(rule: InlineRule, first: str, last: str) -> InlineRule:
    """A rule that notes on its token which part of the content it stands for, as `meta["at"]`."""

    def placed(state: StateInline, silent: bool) -> bool:
        start = state.pos
        # Where no end follows, the rule itself would look for one through all that does, at each beginning anew.
        if state.src[start] != first or _last_place(state, last) < start:
            return False
        if state.env.get("addresses", 1) <= 0:
            return False
        count = len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            # Text that was still pending comes first.
            token = state.tokens[count]
            token = state.tokens[count + 1] if token.type == "text" else token
            token.meta["at"] = (start, state.pos)
            if "addresses" in state.env:
                state.env["addresses"] -= sum(len(str(value)) for value in token.attrs.values())
        return True

    return placed


def _around_words(rule: InlineRule) -> InlineRule:
    """Tildes that strike out: between two letters or digits, as in `3~5 minutes`, they say how much it was about."""

    def around_words(state: StateInline, silent: bool) -> bool:
        at, text = state.pos, state.src
        single = at and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum()
        return not single and rule(state, silent)

    return around_words


def _last_place(state: StateInline, character: str) -> int:
    """Where a text has a character for the last time; -1 where it has none."""
    text, place = state.env.get(character, ("", -1))
    # Whether it is the same text is seen at once; to compare it with an equal one takes as long as to look through it.
    if text is not state.src:
        text, place = state.env[character] = state.src, state.src.rfind(character)
    return int(place)


def _shallow(rule: BlockRule, name: str, deepest: int) -> BlockRule:
    """Blocks that nest in each other only so deep; each level looks at every following line anew."""

    def shallow(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        depth = state.env.get(name, 0)
        if depth >= deepest:
            return False
        state.env[name] = depth + 1
        matched = rule(state, start, end, silent)
        state.env[name] = depth
        return matched

    return shallow


def _frugal(rule: BlockRule) -> BlockRule:
    """Tables of which all together are filled up with only so many cells that nobody wrote."""

    def frugal(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # The rule would find out by itself; but every line of prose is asked whether a table begins with it.
        if start + 1 >= end or starts.first(state, start + 1) not in "|-:":
            return False
        if silent:
            return rule(state, start, end, True)
        padding = state.env.get("padding", 0) + _padding(state, start, end)
        if padding > _MOST_PADDING or not rule(state, start, end, False):
            return False
        state.env["padding"] = padding
        return True

    return frugal


def _padding(state: StateBlock, start: int, end: int) -> int:
    """How many cells a table would be filled up with, if there is one."""

    def pipes(line: int) -> int:
        return state.src.count("|", state.bMarks[line], state.eMarks[line])

    columns = pipes(start)
    if not columns or not _DASHES.fullmatch(state.src, state.bMarks[start + 1], state.eMarks[start + 1]):
        return 0
    rows = takewhile(lambda line: not state.isEmpty(line), range(start + 2, end))
    return sum(max(0, columns - 1 - pipes(line)) for line in rows)


def _normalised(state: StateCore) -> None:
    """Line feeds end lines; markdown-it asks at each of them, and for NUL, which no readable text has."""
    if "\r" in state.src:
        state.src = _LINE_END.sub("\n", state.src)


def _header_cells(state: StateCore) -> None:
    """A header cell without words heads nothing: it is a plain cell."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "th_open" and not tokens[index + 1].content:
            token.tag = tokens[index + 2].tag = "td"
