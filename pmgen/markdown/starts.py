"""The rules of markdown-it, asked only where they can match.

markdown-it asks one rule after the other at each line and at each character that may be markup, and nearly all of them
look at that one character and say no. Here the character chooses the rules that are asked, in the same order; and a
line without markup, which most cells, list items and headings are, is not taken apart at all. The tokens are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from re import Pattern
from typing import TYPE_CHECKING, Final, TypeVar

from pmgen.markdown import code

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import Ruler
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    InlineRule = Callable[[StateInline, bool], bool]
    BlockRule = Callable[[StateBlock, int, int, bool], bool]

_Rule = TypeVar("_Rule")

INTERRUPTED: Final = ("paragraph", "reference", "blockquote", "list")
"""The blocks that others may interrupt: markdown-it has a chain of rules for each."""

_BLOCKS: Final = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "container_internal": ":",
}
"""The first characters of a line with which a rule for blocks can match; rules that are not here can with any."""

_INLINES: Final = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
"""The same for what is in a line."""


def first(state: StateBlock, line: int) -> str:
    """The first character of a line that is no blank; empty where there is none."""
    at = state.bMarks[line] + state.tShift[line]
    return state.src[at : at + 1]


def choose(engine: MarkdownIt, stops: Pattern[str]) -> None:
    """Let the first character choose the rules of an engine, which is not to be configured any more after this.

    Args:
        stops: what ends plain text in a line, as `terminator_re` of markdown-it.
    """
    blocks, inlines = engine.block.ruler, engine.inline.ruler
    chains = {f"in_{chain}": chain for chain in INTERRUPTED}
    chosen = {"any": _block(named(blocks))}
    chosen |= {name: _block(named(blocks, chain)) for name, chain in chains.items()}
    for name, block in chosen.items():
        # All of them are in the chain of all rules, too. There the first is asked first, and one of its rules, that for
        # paragraphs, always matches.
        blocks.push(name, block, {"alt": [chains[name]] if name in chains else []})
    # Code is known by its indentation, and markdown-it looks for its rule to know whether there is such code.
    blocks.enableOnly(["code", *chosen])
    inlines.push("any", _inline(named(inlines)))
    inlines.enableOnly(["any"])
    engine.core.ruler.at("inline", _lines(stops))


def named(ruler: Ruler[_Rule], chain: str = "") -> list[tuple[str, _Rule]]:
    """The rules of a chain with their names, which markdown-it gives for all rules alone."""
    names = {id(rule): name for name, rule in zip(ruler.get_active_rules(), ruler.getRules(), strict=True)}
    return [(names[id(rule)], rule) for rule in ruler.getRules(chain)]


def _by_first(
    rules: Sequence[tuple[str, _Rule]], firsts: Mapping[str, str]
) -> tuple[dict[str, list[_Rule]], list[_Rule]]:
    """The rules for each character that some rules can match with, and those for all others."""
    characters = {each for name, _ in rules for each in firsts.get(name, "")}
    # A rule that is not listed can match with each of them.
    chosen = {each: [rule for name, rule in rules if each in firsts.get(name, each)] for each in characters}
    return chosen, [rule for name, rule in rules if name not in firsts]


def _block(rules: Sequence[tuple[str, BlockRule]]) -> BlockRule:
    """The rules of a chain as one rule."""
    chosen, others = _by_first([each for each in rules if each[0] != "code"], _BLOCKS)

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        for rule in chosen.get(first(state, start), others):  # noqa: SIM110  # a generator is slower
            if rule(state, start, end, silent):
                return True
        return False

    return block


def _inline(rules: Sequence[tuple[str, InlineRule]]) -> InlineRule:
    """The rules for what is in a line as one rule."""
    (_, text), *markup = rules
    chosen, others = _by_first(markup, _INLINES)
    others.insert(0, text)  # what begins with a character that may be markup and is none, is text all the same

    def inline(state: StateInline, silent: bool) -> bool:
        for rule in chosen.get(state.src[state.pos], others):  # noqa: SIM110  # likewise
            if rule(state, silent):
                return True
        return False

    return inline


def _lines(stops: Pattern[str]) -> Callable[[StateCore], None]:
    """What reads the contents of blocks: most are text alone, or text and code, and no rule has to be asked."""
    from markdown_it.token import Token

    def lines(state: StateCore) -> None:
        for token in state.tokens:
            if token.type != "inline":
                continue
            content = token.content
            token.children = children = []
            if not stops.search(content):
                children += [Token("text", "", 0, content=content)] if content else []
            elif parts := code.parts(content):
                for index, part in enumerate(parts):
                    if index % 2:
                        children.append(Token("code_inline", "code", 0, content=part, markup="`"))
                    elif part:
                        children.append(Token("text", "", 0, content=part))
            else:
                state.md.inline.parse(content, state.md, state.env, children)

    return lines
