"""What of a text is for everybody: without internal blocks, comments, and addresses that nothing leads to."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Final

from pmgen.markdown import dialect, marks, places
from pmgen.markdown.values import Hidden

_INDENT: Final = re.compile(r"[ \t>]*")
_LINE_END: Final = re.compile(r"(?:\r\n?|\n)\Z")
_GOES_ON: Final = re.compile(r"[ \t>]*(?!(?:[-+*]|\d{1,9}[.)])[ \t])[^\s>]")
"""A line that says something and begins no item of a list, which would be set apart by a blank line before it."""
_LONGEST_BLANK: Final = 1_000

_COMMENT: Final = re.compile(r"(?:<!--(?!-?>)(?:(?!--)[\s\S])*-->\s*)+")
"""Comments that begin and end at one place for every reader of HTML."""
_WORDS: Final = re.compile(r"\w")
_VERBATIM: Final = re.compile(
    r"<(?:iframe|math|noembed|noframes|noscript|plaintext|script|style|svg|template|textarea|title|xmp)", re.IGNORECASE
)
"""Elements in which some of what looks like HTML is text, perhaps a comment, too."""

_BRACKET: Final = re.compile(r"\\.|[\[\]]", re.DOTALL)
_FRONT: Final = re.compile(r"\]\([ \t\n]*<?\Z")
_BEHIND: Final = re.compile(r">?(?:[ \t\n]+(?:\"[^\"]*\"|'[^']*'))?[ \t\n]*\)")
"""What stands round the address of a link, with its title."""


def internal(text: str, *, raw_html: bool) -> Hidden:
    """The internal blocks of a body, and all that could be one: it fails closed.

    Args:
        raw_html: as in `parse`: what is HTML to one reader and text to another hides other marks.
    """
    if marks.MARK not in text:
        return Hidden()
    clean = dialect.readable(text)
    tokens, labels = dialect.with_labels(clean, html=raw_html)
    blocks = [(*each.map,) for each in tokens if each.type == "container_internal_open" and each.map]
    hidden = {number for first, last in blocks for number in range(first, last + 1)}
    notes = (each for each in tokens if each.type == "footnote_reference_open")
    return Hidden(
        tuple(_with_seams(clean, _lines(clean, hidden))),
        frozenset(label for label, line in labels.items() if line in hidden),
        frozenset(str(each.meta["label"]) for each in notes if each.map and each.map[0] in hidden),
    )


def _with_seams(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same lines, but of the last of a row a blank one is left where those round the row would become one block."""
    first = 0
    for index, (start, end) in enumerate(lines):
        if index == 0 or lines[index - 1][1] < start:
            first = start
        ends = index + 1 == len(lines) or end < lines[index + 1][0]
        if ends and _says_something(text, first) and _GOES_ON.match(text, end):
            mark = _INDENT.match(text, start)
            yield mark.end() if mark else start, start + len(text[start:end].rstrip("\r\n"))
        else:
            yield start, end


def _says_something(text: str, end: int) -> bool:
    """Whether the line that ends at a place is not blank."""
    line = _LINE_END.sub("", text[max(0, end - _LONGEST_BLANK) : end], count=1).rstrip(" \t>")
    return bool(line) and line[-1] not in "\r\n"


def without(text: str, lines: Sequence[tuple[int, int]]) -> str:
    """A text without the lines at these places, which are in order."""
    clean = dialect.readable(text)
    starts, ends = [0, *(end for _, end in lines)], [*(start for start, _ in lines), len(clean)]
    return "".join(clean[start:end] for start, end in zip(starts, ends, strict=True))


def without_comments(text: str, *, raw_html: bool) -> str:
    """A body without the comments that stand on lines of their own, of which nothing reaches a page.

    Args:
        raw_html: as in `parse`; where HTML is shown as text, so are comments.
    """
    clean = dialect.readable(text)
    comments = [] if "<!--" not in clean or not raw_html or _VERBATIM.search(clean) else [*_comments(clean)]
    return (
        without(clean, _lines(clean, {number for lines in comments for number in range(*lines)})) if comments else text
    )


def as_without_comments(text: str, *, raw_html: bool) -> str:
    """The same, but for what is round a comment to stay what it was.

    A comment makes a list loose, or two of one; so does one without words, which nobody writes for anything else: it
    stays. So does one behind the mark of an item, which is an empty item without it.

    Args:
        raw_html: as in `parse`.
    """
    clean = dialect.readable(text)
    if "<!--" not in clean or not raw_html or _VERBATIM.search(clean):
        return text
    starts = [start for start, _ in places.lines_of(clean).bounds]
    numbers: set[int] = set()
    for first, last in _comments(clean):
        written = _INDENT.sub("", clean[starts[first] : starts[last] if last < len(starts) else len(clean)], count=1)
        if written.startswith("<!--") and _WORDS.search(written):
            numbers.update(range(first, last))
    return without(clean, tuple(_with_seams(clean, _lines(clean, numbers)))) if numbers else text


def _comments(clean: str) -> Iterator[tuple[int, int]]:
    """The lines of the blocks that are nothing but comments."""
    for each in dialect.block_tokens(clean, html=True, footnotes=True):
        if each.type == "html_block" and each.map and _COMMENT.fullmatch(each.content.strip()):
            yield each.map[0], each.map[1]


def without_unused(text: str) -> str:
    """A text of the front matter without the `[label]: address` that no link in it needs; never without all it says."""
    if "]:" not in text:
        return text
    clean = dialect.readable(text)
    unused = {number for lines in dialect.unused_definitions(clean) for number in range(*lines)}
    left = without(clean, _lines(clean, unused)).rstrip() if unused else text
    return left or text


def without_links(text: str, addresses: Sequence[tuple[int, int]]) -> str | None:
    """A text with the words of some links in the place of these; `None` where it is not seen what belongs to a link.

    Whoever asks has to look whether the text still says the same: a bracket in code is one here.

    Args:
        addresses: where those of the links stand, in their order.
    """
    parts, last = list[str](), 0
    for start, end in addresses:
        front, behind = _FRONT.search(text, last, start), _BEHIND.match(text, end)
        begins = _opened(text, last, front.start()) if front else None
        if front is None or behind is None or begins is None:
            return None
        parts += text[last:begins], text[begins + 1 : front.start()]
        last = behind.end()
    return "".join([*parts, text[last:]])


def _opened(text: str, first: int, end: int) -> int | None:
    """Where the bracket was opened that is closed at a place; `None` where there is none."""
    depth = 0
    for bracket in reversed([*_BRACKET.finditer(text, first, end + 1)]):
        depth += {"[": -1, "]": 1}.get(bracket[0], 0)
        if depth == 0:
            return bracket.start()
    return None


def _lines(text: str, numbers: Container[int]) -> list[tuple[int, int]]:
    starts = [start for start, _ in places.lines_of(text).bounds]
    lines = zip(starts, [*starts[1:], len(text)], strict=True)
    return [line for number, line in enumerate(lines) if number in numbers]
