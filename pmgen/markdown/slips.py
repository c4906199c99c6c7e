"""Markdown that a blank or a line keeps from being any: it is shown as it was typed, and no author means that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from pmgen.diagnostics import shortened
from pmgen.markdown import foreign
from pmgen.markdown.foreign import Found
from pmgen.markdown.places import Origin
from pmgen.markdown.values import Slip

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

# Without one of these in a text there is none of them, and most texts have none. What begins with one set of signs is
# found several times as fast as what begins with this, or that.
_LIKELY: Final = re.compile(
    r"[\])#|\n\[{<(*](?:(?<=\])(?: \(|\[|\]|\([^()<>\n]* )|(?<=\))\[|(?<=#)#|(?<=\|)[ \t]*(?:\n|:?--)"
    r"|(?<=\n)(?:[•◦▪●‣·–—]|-(?=[^\W\d_])|2\))|(?<=\[)[ xX]?\]"
    r"|(?<=\{)[{%#]|(?<=<)(?:https?://[^\s<>|]*\||[@#])|(?<=\]\()https?://[^()]*\Z"
    r"|(?<=\|)https?://[^\[\]|\s]*\])"
)
_BEGINS: Final = re.compile(r"\*\* |!!! |\?\?\?|\[!|h[1-6]\. |\{(?:code|noformat)")
"""Nor what this begins with."""
_LONGEST: Final = 5_000
"""How long a text may be to be looked at: nobody types a paragraph of that length."""
_ADDRESS: Final = (
    r"(?:https?://|mailto:|\.{0,2}/|#)[^()\s<>]*"
    r"|[^()\s<>]+\.(?:md|png|jpe?g|gif|svg|webp|pdf|txt|log|csv|json)(?:#[^()\s<>]*)?"
)
_BLANK_IN_IT: Final = re.compile(
    r"""(?<!\\)(!?)\[[^\[\]\n]*\]\(([^()<>\n\0"'\s][^()<>\n\0"']*[^()<>\n\0"'\s])(?: "[^"\n]*")?\)"""
)
_BLANK_IN_HOST: Final = re.compile(r"([a-z]+://[^/ ]*) +(.*)")
_BLANK_BEFORE_IT: Final = re.compile(rf"(?<![!\\])\[(?![ xX]\]|\d+\])[^\[\]\n]+\]( )\((?:{_ADDRESS})\)")
_REVERSED: Final = re.compile(r"(?<![\w\\])\(([^()\[\]\n\0]+)\)\[(https?://[^\[\]\s]+)\]")
# Of one word each it may be the beginning of a line of a log, or an item of an array; so may words and a level.
_LABELLED: Final = re.compile(
    r"(?<![\w\])!\\])\[([^\W\d_][^\[\]\n]*)\]\["
    r"(?!(?i:trace|debug|info|notice|warn(?:ing)?|error|err|crit(?:ical)?|fatal|severe|panic)\])"
    r"([^\W\d_][^\[\]\n\0]*)\](?![(\[])"
)
# `**kwargs` and `**/x` are other things, and so is `2**n`.
_BOLD: Final = re.compile(r"(?<![\w*\\/.])\*\*(?=[^\W\d_])(?!\w*(?:kw|arg|opt|param|option)s?\b)([^*\n]*)(\*\*(?!\*))?")
_HEADING: Final = re.compile(r"^(#{2,6})([^\W_][^\s`*_\[\]<&\\]*)", re.MULTILINE)
_BOX: Final = re.compile(r"\[[ xX]?\](?=(?<=\[\])[ ]|(?<!\[\])\w)")
_ROWS: Final = re.compile(r"^\|[^\n]*\|[ \t]*\n\|[^\n]*\|[ \t]*$", re.MULTILINE)
_DASHES: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BOLD_LINE: Final = re.compile(r"\*\*(?<![^\n]\*\*) ([^*\n\0]*[^*\s])[ ]?\*\*(?=[\s.,;:!?)]|\Z)")
_HTML_CODE: Final = re.compile(r"\s*<(?:!--|pre|script|style|textarea)", re.IGNORECASE)
_FENCE: Final = re.compile(r"^[ \t]*(`{3}|~{3})", re.MULTILINE)
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_TEXTS: Final = {"text": "", "softbreak": "\n", "hardbreak": "\n"}
_PIPE: Final = re.compile(r"(?<!\\)\|")
# Lines that end in a hard break do not run together.
_LINE: Final = r"[^\n]*(?<!  )(?<!\\)\n"
_BULLETS: Final = re.compile(
    rf"^([•◦▪●‣·–—])[ \t\u00a0]{_LINE}\1[ \t\u00a0]|^-(?=[^\W\d_]){_LINE}-(?=[^\W\d_])", re.MULTILINE
)
_NUMBERS: Final = re.compile(rf"^1\)(?=[^\W\d_]){_LINE}2\)(?=[^\W\d_])", re.MULTILINE)
_ROW_OR_ITEM: Final = "|•◦▪●‣·–—-"


def slips(token: Token, origin: Callable[[], Origin], *, paragraph: bool, item: bool) -> Iterator[Slip]:
    """What is shown as it was typed in a paragraph, a heading or a cell.

    Args:
        origin: where the content comes from, asked only where something is found.
        paragraph: whether it is one.
        item: whether a list item begins with it.
    """
    content = token.content
    if len(content) > _LONGEST:
        return
    shown = _shown(token) if "**" in content else ""
    bold = "**" in shown
    if not bold and not _LIKELY.search(content) and not _BEGINS.match(content):
        return
    content = _CODE.sub(lambda code: "\0" * len(code[0]), content)
    shown = shown or _shown(token)
    links = [*_links(content), *(_bold(content, shown) if bold else ()), *foreign.found(content, paragraph=paragraph)]
    blocks = (*_blocks(content, item=item), *foreign.begun(content)) if paragraph else ()
    for number, (at, end, what, help, edit) in enumerate((*links, *blocks)):
        # What is escaped, or within a link that is one, looks the same; rows are none of both, whatever is in them.
        if content[at] in _ROW_OR_ITEM or content[at:end].replace("\0", "") in shown:
            place = origin().place
            start, stop = place(at, end)
            put = (*place(edit[0], edit[1]), edit[2]) if edit else None
            yield Slip(what, help, start, stop, put, number >= len(links))


def fences(token: Token, origin: Callable[[], Origin]) -> Iterator[Slip]:
    """Where code is to begin within HTML, in which nothing is Markdown before the next blank line."""
    if _HTML_CODE.match(token.content):
        return
    if found := _FENCE.search(token.content):
        place = origin().place(*found.span(1))
        yield Slip("a fence within HTML begins no code", "leave a blank line above it", *place, block=True)


def _shown(token: Token) -> str:
    """What a reader sees as text, without code."""
    return "".join(_TEXTS[each.type] or each.content for each in token.children or () if each.type in _TEXTS)


def _blocks(content: str, *, item: bool) -> Found:
    for match in _HEADING.finditer(content):
        what = f"`{match[1]}` without a blank begins no heading"
        # `##123` and `##channel` are names of other things, too.
        put = (match.end(1), match.end(1), " ") if match[2][0].isupper() else None
        yield (*match.span(), what, f"write `{match[1]} {match[2]}`", put)
    if item and (box := _BOX.match(content)):
        empty = box[0] == "[]"
        what = f"`{box[0]}` is no box of a task" if empty else f"`{box[0]}` without a blank is no box of a task"
        at = 1 if empty else box.end()
        yield (*box.span(), what, "write `[ ] `" if empty else f"write `{box[0]} `", (at, at, " "))
    if content.startswith("|") and content.count("|") > 1 and _DASHES.fullmatch(content):
        help = "leave no blank line between it and the first one, nor anywhere else in a table"
        yield 0, len(content), "a line of dashes that stands apart from its table", help, None
    if rows := _ROWS.search(content):
        yield from _table(content[rows.start() :].split("\n"), rows.start())
    if bullets := _BULLETS.search(content):
        mark = bullets[1] or "-"
        what = f"`{mark}`{'' if bullets[1] else ' without a blank'} begins no list item, and its lines run together"
        yield (bullets.start(), bullets.start() + 1, what, "begin each with `- `", None)
    if numbers := _NUMBERS.search(content):
        what = "`1)` without a blank begins no list item, and its lines run together"
        yield (numbers.start(), numbers.start() + 2, what, "write `1) ` and `2) `", None)


def _links(content: str) -> Found:
    if "** " in content:
        for match in _BOLD_LINE.finditer(content):
            meant = f"**{match[1].strip()}**"
            yield (
                *match.span(),
                "a blank within `**` makes nothing bold",
                f"write `{shortened(meant)}`",
                (*match.span(), meant),
            )
    for match in _BLANK_IN_IT.finditer(content):
        if " " in match[2] and (match[1] or re.fullmatch(_ADDRESS, match[2].replace(" ", "_"))):
            kind = "an image" if match[1] else "a link"
            what = f"a blank in the address of {kind}"
            if host := _BLANK_IN_HOST.match(match[2]):
                advice = f'if `{host[2]}` is a title, put it in quotes: `{host[1]} "{host[2]}"`'
                yield *match.span(), what, advice, None
            else:
                advice = f"put the address between `<` and `>`: `<{match[2]}>`"
                yield *match.span(), what, advice, (*match.span(2), f"<{match[2]}>")
    for match in _BLANK_BEFORE_IT.finditer(content):
        yield (*match.span(), "a blank between `]` and `(` makes no link", "delete it", (*match.span(1), ""))
    for match in _REVERSED.finditer(content):
        meant = f"[{match[1]}]({match[2]})"
        yield (*match.span(), "`(…)[…]` is no link", f"write `{meant}`", (*match.span(), meant))
    for match in _LABELLED.finditer(content):
        if " " not in match[1]:
            continue
        what = f"`[…][{match[2]}]` makes no link: nothing says where `{match[2]}` leads"
        yield (*match.span(), what, f"write `[{match[2]}]: https://…` on a line of its own", None)


def _bold(content: str, shown: str) -> Found:
    """Bold words whose end is none: the signs round them are shown, where those of other bold words are not."""
    for match in _BOLD.finditer(content):
        words, at, end = match[1], match.start(), match.end()
        if match[0].replace("\0", "") not in shown:
            continue
        kept, after = words.rstrip(), content[end : end + 1]
        if match[2] and words == kept and after.isalnum() and not words[-1].isalnum():
            what = f"`**` between `{words[-1]}` and a letter closes nothing"
            yield at, end, what, "put a blank behind it", (end, end, " ") if words[-1].isascii() else None
        elif match[2] and words != kept and not (after.isalnum() and kept[-1].isalnum()):
            put = (match.start(1) + len(kept), end, "** " if after.strip() else "**")
            yield at, end, "`**` behind a blank closes nothing", "put it before the blank", put
        else:
            what = "`**` is never closed"
            yield at, match.start(1) + len(kept), what, "write `**` behind the last of the bold words, too", None


def _table(lines: list[str], at: int) -> Found:
    """A table that is none, by its first lines."""
    first, second = lines[:2]
    columns, dashes = _cells(first), f"`|{'---|' * _cells(first)}`"
    end = at + len(first.rstrip())
    if first.startswith("||"):
        help = f"write one `|` between the cells, and `|{'---|' * (columns // 2)}` below them"
        yield at, end, "`||` begins no table", help, None
    elif not _DASHES.fullmatch(second):
        what = "a table without the line of dashes below its first one"
        yield at, end, what, f"write {dashes} there", None
    elif _cells(second) != columns:
        what = f"a table of {columns} columns by its first line, and of {_cells(second)} by the dashes below it"
        yield at, end, what, f"write {dashes} there", None


def _cells(line: str) -> int:
    return len(_PIPE.findall(line)) - 1
