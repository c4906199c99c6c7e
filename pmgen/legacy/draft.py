"""A document on its way into front matter: what was found so far, and what is still in the body."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pmgen.legacy.lines import Block, not_blank
from pmgen.values import Mutable, Value, field

_WORD = re.compile(r"\w+")
_BEGINNING = 4
"""Words."""
_EMPHASISED = re.compile(r"\s*([*_])(?!\1)[^*_\n]+\1\s*")
"""A line in one emphasis, which is not a strong one: that names what stands below it."""


class Note(Value):
    """Something that was not sure.

    Args:
        line: in the source, from 1.
    """

    line: int
    message: str


class Draft(Mutable):
    """What was found in a document, and which lines are taken out of its body.

    Args:
        lines: of the source, behind its front matter.
        first: the number of the first of them in the file, from 0.
        tree: the front matter, as a tree for the writer of YAML.
        taken: the numbers of the lines that leave the body.
        emptied: the first lines of headings that leave the body once nothing is left below them.
        labels: texts of the source that only said what stands where.
        fields: labels and values, with the block that states them.
        instead: what stands in the body in the place of a block that was taken, by the number of its first line.
        page: of HTML or of a wiki, which the lines were made of; empty for a document in Markdown.
        month_first: in dates with the year last; `None` where nobody can tell.
        links: addresses that links refer to by their names.
        told: the numbers of the lines that tell of the events of the timeline, in its order.
    """

    lines: list[str]
    first: int
    blocks: list[Block]
    tree: dict[str, Any] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)
    fields: list[tuple[Block, list[tuple[str, str]]]] = field(default_factory=list)
    instead: dict[int, list[str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    page: str = ""
    month_first: bool | None = None
    links: dict[str, str] = field(default_factory=dict)
    told: list[int] = field(default_factory=list)

    def take(self, block: Block, *labels: str) -> None:
        """Let the lines of a block leave the body; `labels` are what of it is in no value."""
        self.taken.update(range(block.start, block.end))
        self.labels += [each for each in labels if each.strip()]

    def take_emptied(self, heading: Block) -> None:
        """Let a heading leave the body, unless something is left below it, which would stand below another one then."""
        self.emptied.add(heading.start)

    def note(self, block: Block, message: str) -> None:
        """Something that a person should look at."""
        self.note_at(block.start, message)

    def note_at(self, line: int, message: str) -> None:
        """Something that a person should look at, at the line of a number."""
        self.notes.append(Note(self.first + line + 1, message))

    def note_first(self, text: str, message: str) -> None:
        """Something that a person should look at, at the first line that holds a text; else at that of the file."""
        begins = text.strip().partition("\n")[0]
        number = next((number for number, line in enumerate(self.lines) if begins in line), -self.first)
        self.note_at(number, message)

    def section(self, heading: int) -> list[Block]:
        """The blocks below a heading, up to the next one of its level or a higher one, or what the document ends with.

        Args:
            heading: its place among the blocks.
        """
        level, end = self.blocks[heading].level, heading + 1
        while end < len(self.blocks) and (self.blocks[end].kind != "heading" or self.blocks[end].level > level):
            end += 1
        return self.blocks[heading + 1 : end if end < len(self.blocks) else self._footer()]

    def _footer(self) -> int:
        """The place of the last line across the page, if all below it is set in emphasis; else of the end."""
        at = end = len(self.blocks)
        while at and _is_of_footer(self.blocks[at - 1]):
            at -= 1
        rule = self.blocks[at - 1] if at else None
        told = not_blank(self.blocks[at:])
        return at - 1 if told and rule and rule.kind == "blank" and rule.text else end

    def headings(self) -> Iterator[tuple[int, Block]]:
        """The headings of sections, with their places among the blocks: all but a title that has others below it."""
        for place, block in enumerate(self.blocks):
            if block.kind != "heading":
                continue
            below = self.section(place) if block.level == 1 and block.start in self.taken else ()
            if all(each.kind != "heading" for each in below):
                yield place, block

    def place(self, block: Block) -> int:
        """Which of the blocks one is."""
        return bisect_left(self.blocks, block.start, key=lambda each: each.start)

    def line_with(self, block: Block, text: str) -> int:
        """The number of the first line of a block that holds a text; that of its first line where none does."""
        return next((each for each in range(block.start, block.end) if text in self.lines[each]), block.start)

    def lines_of(self, texts: Iterable[str], start: int) -> list[int]:
        """The numbers of the lines that begin some texts; that of the one above for a text that stands nowhere.

        Of several lines, it is the next one behind that of the text above; where none is, the last one before.

        Args:
            start: the number of the line that they stand below.
        """
        beginnings = [tuple(words(text)[:_BEGINNING]) for text in texts]
        places = self._places(frozenset(beginnings))
        found = []
        for begins in beginnings:
            if numbers := places.get(begins, []):
                start = numbers[min(bisect_right(numbers, start), len(numbers) - 1)]
            found.append(start)
        return found

    def _places(self, beginnings: frozenset[tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
        """The numbers of the lines in which some words stand, one behind the other; they may go on in the next line."""
        told = [(word, number) for number, line in enumerate(self.lines) for word in words(line)]
        found: dict[tuple[str, ...], list[int]] = {}
        for length in {len(each) for each in beginnings} - {0}:
            for at in range(len(told) - length + 1):
                some = tuple(word for word, _ in told[at : at + length])
                if some in beginnings:
                    found.setdefault(some, []).append(told[at][1])
        return found

    def body(self) -> str:
        """What is left, without headings under which nothing is left."""
        for place in reversed(range(len(self.blocks))):
            block = self.blocks[place]
            if block.kind == "heading" and not self._says_anything(place) and self._was_emptied(place):
                self.take(block, block.text)
        self._take_rules()
        left: list[str] = []
        for number, line in enumerate(self.lines):
            left += self.instead.get(number, [])
            left += [] if number in self.taken else [line]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(left))

    def _take_rules(self) -> None:
        """Let lines across the page leave the body, between which nothing is left of what was."""
        gone: list[Block] = []
        left = False
        for block in self.blocks:
            if block.kind == "blank":
                if block.text and not left and gone:
                    self.take(block)
                elif block.text:
                    gone, left = [], False
            elif block.start in self.taken and not self.instead.get(block.start):
                gone.append(block)
            else:
                left = True

    def _says_anything(self, heading: int) -> bool:
        section = not_blank(self.section(heading))
        return any(each.start not in self.taken or self.instead.get(each.start) for each in section)

    def _was_emptied(self, heading: int) -> bool:
        return self.blocks[heading].start in self.emptied or any(
            block.start in self.taken for block in self.section(heading)
        )


def _is_of_footer(block: Block) -> bool:
    return not block.text if block.kind == "blank" else block.kind == "text" and bool(_EMPHASISED.fullmatch(block.text))


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.casefold())


def missing(source: str, result: Iterable[str]) -> list[str]:
    """The words that occur more often in a source than in a result."""
    left = Counter(result)
    gone = []
    for word in words(source):
        if left[word] > 0:
            left[word] -= 1
        else:
            gone.append(word)
    return gone
