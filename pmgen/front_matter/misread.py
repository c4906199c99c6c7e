"""What is YAML, but not what its author meant, and would be lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pmgen.diagnostics import Problem
from pmgen.front_matter.tree import Mapping, Node, Scalar, Sequence
from pmgen.source import Span

BLANK = "[\u00a0\u2000-\u200b\u202f\u3000\ufeff]"
"""What looks like a blank and is none to YAML, as an expression."""
_CUT = re.compile(r"[ \t]+(#\w[^\r\n]*)")
_BLANK = re.compile(BLANK)
_LED = re.compile(rf"(?:^|[\r\n])[ -]*{BLANK}")
_LED_ITEM = re.compile(rf"{BLANK}(?:{BLANK}| )*-(?: |{BLANK})|-{BLANK}")
_ITEM = re.compile(r"[\r\n][ \t]*(- [^\r\n]*)")


def cuts(text: str, inside: str, root: Mapping) -> Iterator[Problem]:
    """Texts that end at a ` #` which was hardly meant to begin a comment.

    Args:
        text: of the whole file.
        inside: the YAML in it.
    """
    # Nearly no file has one, and the tree need not be walked then.
    if " #" not in inside and "\t#" not in inside:
        return
    for scalar in _scalars(root):
        if scalar.plain and (comment := _CUT.match(text, scalar.span.end)):
            word = comment[1].split(maxsplit=1)[0]
            what = "is a comment, and the value is empty" if scalar.null else "begins a comment, and the text ends"
            advice = "put quotes round the whole text; a comment has a blank behind its `#`"
            yield Problem("PM019", f"`{word}` {what}", Span(*comment.span(1)), advice)


def merged_items(text: str, dashed: Iterable[Scalar]) -> Iterator[Problem]:
    """List items that became part of the text above them.

    Args:
        text: of the whole file.
        dashed: the plain texts in which there is a `- `.
    """
    for scalar in dashed:
        # A blank is missing behind its own dash, which is told by who wants a list there.
        found = None if scalar.text.startswith("-") else _ITEM.search(text, scalar.span.start, scalar.span.end)
        if found:
            line = found[1].rstrip()
            message = f"`{line}` is no list item here, but goes on with the text above"
            advice = "indent it as the item above; a text of several lines needs quotes"
            yield Problem("PM024", message, Span(found.start(1), found.start(1) + len(line)), advice)


def led_by_blanks(text: str, inside: str, root: Mapping) -> Iterator[Problem]:
    """Keys and items of lists whose line begins with what looks like a blank, so that they belong to nothing.

    Args:
        text: of the whole file.
        inside: the YAML in it.
    """
    # Nearly no file has one, and the tree need not be walked then.
    if inside.isascii() or not _LED.search(inside):
        return
    for key in _keys(root):
        if _BLANK.match(key.text):
            yield led_by_blank(text, key.span.start)
    for scalar in _scalars(root):
        if scalar.plain and _LED_ITEM.match(scalar.text):
            yield led_by_blank(text, scalar.span.start)


def led_by_blank(text: str, at: int) -> Problem:
    """A line that begins with what looks like a blank, or an item with a `-` and such a one."""
    behind = text[at] == "-"
    at += behind
    where = "behind the `-` of a list item" if behind else "at the beginning of a line"
    message = f"U+{ord(text[at]):04X} {where}, where YAML wants blanks"
    return Problem("PM005", message, Span(at, at + 1), "type the blanks anew")


def _keys(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key
            yield from _keys(value)
    elif isinstance(node, Sequence):
        for each in node.items:
            yield from _keys(each)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    inner = (value for _, value in node.entries.values()) if isinstance(node, Mapping) else node.items
    for each in inner:
        yield from _scalars(each)
