"""The lines of a document in blocks: headings, tables, items of lists, code, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pmgen.legacy.vocabulary import headings, tongues
from pmgen.values import Value

HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?")
_CLOSING = re.compile(r"(?:^|(?<=[ \t]))#+$")
_ANCHOR = re.compile(r"\{#[^{}\s]+\}$")
"""What editors put behind a heading so that links find it."""
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
"""A line across the page."""
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_NUMBER = re.compile(
    r"^(?:D\d: |[IVX]{1,4}[.)]\s|\d{1,2}(?:\.\d{1,2})*(?:[.)]|\s+(?=[A-ZÀ-Þ])(?!Whys?\b))"
    r"|[一二三四五六七八九十]{1,3}[、.．]|[^\w*`_\[(]+)+\s*"
)
_ITEM = re.compile(r"( {0,3})([-*+•]|\d{1,4}[.)]|\([a-z0-9]\))[ \t]+(?=\S)")
_DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-{1,}:?[ \t]*(\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*")
_SUMMARY = re.compile(
    r"[ \t]*(?:<details\b[^<>]*>[ \t]*)?<summary\b[^<>]*>(?:</?\w+>)?([^<>]+)(?:</?\w+>)?</summary[ \t]*>[ \t]*"
)
# What means something only in the body: images, raw HTML, links and notes that are defined elsewhere.
_TIED = re.compile(r"!\[|<(?!https?://)[a-zA-Z/!]|\]\[|\[\^|\]\((?!https?:)")
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]+\1(?!`)")
_STARRED = re.compile(r"\*((?P<name>[^*()（）\n]{2,60}?)(?:\s*[(（][^*()（）\n]{1,30}[)）])?)\*:?")
_CELL = re.compile(r"(?<!\\)\|")


class Block(Value):
    """Some lines that belong together.

    Args:
        kind: `heading`, `table`, `item`, `code`, `text` or `blank`.
        start: the number of its first line, from 0; `end` is the one behind its last.
        level: of a heading, 1 to 6; else 0.
        text: of a heading or an item, without its mark and with its lines joined; else its lines. That of a blank line
            is a line across the page, or empty.
        raw: of a table that is written in HTML or with tabs, whose text is one of Markdown, the numbers of the lines of
            its rows.
    """

    kind: str
    start: int
    end: int
    level: int
    text: str
    raw: tuple[int, ...] = ()


def blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a text, one behind the other."""
    return list(_blocks(lines))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        block = _block(lines, at)
        yield block
        at = block.end


def _block(lines: Sequence[str], at: int) -> Block:
    line = lines[at]
    if not line.strip() or _RULE.fullmatch(line):
        return Block("blank", at, at + 1, 0, line.strip())
    if fence := _FENCE.match(line):
        return _until(lines, at, fence[1])
    if heading := HEADING.fullmatch(line.rstrip()):
        said = _CLOSING.sub("", _ANCHOR.sub("", (heading[2] or "").strip()).rstrip()).strip()
        return Block("heading", at, at + 1, len(heading[1]), said)
    if "|" in line and at + 1 < len(lines) and "-" in lines[at + 1] and _DIVIDER.fullmatch(lines[at + 1]):
        return _table(lines, at)
    if _ITEM.match(line):
        return _item(lines, at)
    if named := _folded(line) or _starred(line) or _named(lines, at):
        return Block("heading", at, at + 1, 6, named)
    return _text(lines, at)


def _until(lines: Sequence[str], at: int, fence: str) -> Block:
    end = at + 1
    while end < len(lines) and not lines[end].strip().startswith(fence):
        end += 1
    end = min(end + 1, len(lines))
    return Block("code", at, end, 0, "\n".join(lines[at:end]))


def _table(lines: Sequence[str], at: int) -> Block:
    end = at + 2
    while end < len(lines) and lines[end].strip() and "|" in lines[end]:
        end += 1
    return Block("table", at, end, 0, "\n".join(lines[at:end]))


def _item(lines: Sequence[str], at: int) -> Block:
    mark = _ITEM.match(lines[at])
    assert mark is not None
    end = at + 1
    while end < len(lines):
        line = lines[end]
        if not line.strip():
            blank, end = end, _behind_blanks(lines, end)
            following = lines[end] if end < len(lines) else ""
            if not following.startswith((" " * mark.end(), "\t")) or _ITEM.match(following):
                end = blank
                break
            continue
        if (
            not line.startswith(("  ", "\t"))
            and (_ITEM.match(line) or _RULE.fullmatch(line) or HEADING.fullmatch(line.rstrip()) or _FENCE.match(line))
        ) or (_ITEM.match(line) and len(line) - len(line.lstrip()) <= len(mark[1])):
            break
        if not line[0].isspace() and _named(lines, end):
            break
        end += 1
    inside = [lines[at][mark.end() :], *(_outdented(line, mark.end()) for line in lines[at + 1 : end])]
    return Block("item", at, end, 0, "\n".join(inside).strip())


def _behind_blanks(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _outdented(line: str, width: int) -> str:
    return line[min(width, len(line) - len(line.lstrip())) :]


def _text(lines: Sequence[str], at: int) -> Block:
    end = at + 1
    while end < len(lines) and lines[end].strip():
        line = lines[end]
        if (under := _UNDERLINE.fullmatch(line)) and len(under[1]) > 1:
            level = 1 if under[1][0] == "=" else 2
            return Block("heading", at, end + 1, level, " ".join(each.strip() for each in lines[at:end]))
        if HEADING.fullmatch(line.rstrip()) or _FENCE.match(line) or _ITEM.match(line) or _folded(line):
            break
        if _RULE.fullmatch(line) or _starred(line) or _named(lines, end):
            break
        if "|" in line and end + 1 < len(lines) and "-" in lines[end + 1] and _DIVIDER.fullmatch(lines[end + 1]):
            break
        end += 1
    return Block("text", at, end, 0, "\n".join(lines[at:end]))


def _named(lines: Sequence[str], at: int) -> str:
    """What a line names that does what a heading does; empty for any other line, and for one of several names."""
    named = headings.alone(line := lines[at].strip())
    if not named and line[-1] in ")]":
        below = _behind_blanks(lines, at + 1)
        named = headings.above_time(line, lines[below] if below < len(lines) else "")
    beside = [each.strip() for each in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])]
    if not named or not any(beside):
        return named
    goes_on = beside[-1][:1].islower() and not line.isupper() and line[-1] not in ":：*_"
    if _UNDERLINE.fullmatch(beside[-1]) or goes_on:
        return ""
    # Where it has no paragraph to itself, it may be the end of a sentence, or one of the contents.
    return named if line[0] in "*_" or (line[0].isupper() and not any(map(headings.alone, beside))) else ""


def _folded(line: str) -> str:
    """What a line names that says what is folded below it, as a heading does; empty for any other line."""
    found = _SUMMARY.fullmatch(line) if "<summary" in line else None
    return found[1] if found and headings.alone(found[1]) else ""


def _starred(line: str) -> str:
    """What a line names between two stars, as chats make a heading; empty for any other line."""
    found = _STARRED.fullmatch(line.strip())
    return found[1] if found and headings.alone(found["name"]) else ""


def behind(blocks: Sequence[Block], place: int) -> Iterator[Block]:
    """The blocks that follow one of them."""
    return (blocks[at] for at in range(place + 1, len(blocks)))


def not_blank(blocks: Iterable[Block]) -> list[Block]:
    """The blocks in which something stands."""
    return [each for each in blocks if each.kind != "blank"]


def rows(table: Block) -> tuple[list[str], list[list[str]]]:
    """The head of a table, and its rows; each row has as many cells as the head."""
    head, _, *others = table.text.split("\n")
    names = _cells(head)
    found = []
    for line in others:
        cells = _cells(line)
        cells = [*cells[: len(names) - 1], " | ".join(cells[len(names) - 1 :])] if len(cells) > len(names) else cells
        found.append([*cells, *[""] * (len(names) - len(cells))])
    return names, found


def numbers(table: Block) -> Sequence[int]:
    """The numbers of the lines in which the rows of a table stand."""
    return table.raw or range(table.start + 2, table.end)  # behind the head and the line below it


def _cells(line: str) -> list[str]:
    text = line.strip()
    text = text.removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(text)]


def fenced(lines: Iterable[str]) -> Iterator[bool]:
    """Whether each line is one of a fenced block of code, its fences among them."""
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        yield bool(fence or found)
        if fence:
            fence = "" if line.strip().startswith(fence) else fence
        elif found:
            fence = found[1]


def name_of(heading: Block) -> str:
    """What a heading says, without a number or a picture before it, and in the words of English if it is a name."""
    return tongues.english(label_of(heading))


def label_of(heading: Block) -> str:
    """What a heading says, without a number or a picture before it, a question mark, and marks of emphasis."""
    return bare(_NUMBER.sub("", bare(heading.text)).rstrip("? "))


def bare(text: str) -> str:
    """A label or a cell without the marks of emphasis and code round it, and without a colon behind it."""
    return text.strip().strip("*_`").strip().rstrip(":").strip("*_` ").strip()


def is_tied(text: str) -> bool:
    """Whether a text means something only in the body: it shows an image, or refers to what is defined there."""
    return bool(_TIED.search(_CODE.sub("", text)))
