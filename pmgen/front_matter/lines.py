"""Lines that are no keys and no items where these should be, and why not."""

from __future__ import annotations

import re

from pmgen.diagnostics import Problem
from pmgen.front_matter.misread import BLANK, led_by_blank
from pmgen.front_matter.stumble import Stumble, content_start, line_end, line_start
from pmgen.source import Span

KEY = re.compile(r"""(?:[^\s"'\[\]{},][^\s,:]*|"[^"\r\n]*"|'[^'\r\n]*'):(?:[ \t\r\n]|$)""")
# A value without a letter but for those of times, which goes on with a key: `at: 10:55 event`, `at: 10:55, event`.
KEY_BEHIND_TIME = re.compile(r": +[~\dT][\d:.+~TZ-]*(?: [\d:.+~-]+)*,? +([A-Za-z_]+)$", re.ASCII)
APART = "begin a new line with it, below the first, or put all of them between `{` and `}`, with `,`"
_JOINED = re.compile(r"""["']?([A-Za-z_][\w-]*)["']?:(?!//)([^ \r\n].*)""")
_BLANKS = re.compile(BLANK)
_LED = re.compile(rf"[ ]*(?={BLANK})")
_DASHED = re.compile(r" *-(?=[A-Za-z_][\w-]*:(?: |$))", re.MULTILINE)
BULLET = re.compile(rf"([*•◦▪·–—]|\d{{1,2}}[.)])(?:[ \t]|{BLANK})+(\S[^\r\n]*)")
_BLOCK = re.compile(r"[ -]*([A-Za-z_][\w-]*): *[|>][\d+-]*[ \t]*\r?$", re.MULTILINE)
_OPENS = re.compile(r": ([“„‘‚«])[^\r\n]*$")
_AT_MARGIN = re.compile(r"^[A-Za-z_][\w-]*:(?=[ \t\r\n])", re.MULTILINE)
_HEADINGS = r"(?:#{1,6} [^\r\n]*[^:\s][ \t]*\r?\n(?:[ \t]*\r?\n){0,3}){1,3}"
# Behind an empty line a heading with a text below it, as it may be a comment, or three words of a sentence; what
# `pmgen new` comments ends in a colon.
_BODY = re.compile(rf"^[ \t]*\r?\n(?={_HEADINGS}[A-Z]\w*[ ,.]|[A-Z]\w+ \w+ \w+\b[^:\r\n]*$)", re.MULTILINE)
_BOLD = re.compile(r"(?:- )?\*\*([A-Za-z_][\w -]*)(?::\*\*|\*\*[ ]?:)[ \t]*([^\r\n]*)")
_QUOTABLE = re.compile(r"[^\w\s\[{\"'(/.~+<]|[^\[{\"'].*?(?::[ \t]|[ \t]#|:$)")
"""A value that YAML takes for something else, unless it has quotes."""
_OTHERWISE = re.compile(r"([A-Za-z_][\w-]*) ?[=：] ?(\S.*)")


def body_begun(text: str, start: int, end: int) -> Span | None:
    """The line behind the last key of the front matter that looks like the first one of a body."""
    for key in _AT_MARGIN.finditer(text, start, end):
        start = key.end()
    found = _BODY.search(text, start, end)
    return Span(found.end(), line_end(text, found.end())) if found else None


def without_colon(stumble: Stumble) -> Problem:
    """A line that should have been a key: where that line begins."""
    return _no_key(stumble, stumble.began)


def second_colon(stumble: Stumble) -> Problem:
    """A `: ` in a text: on the line of the key, or on one that the text goes on with."""
    if ": " in stumble.before:
        if KEY_BEHIND_TIME.search(stumble.before):
            return stumble.problem("a second key on one line", APART)
        advice = "put quotes round a text that holds `: `"
        if opens := _OPENS.search(stumble.before):
            advice += f": `'` or `\"`; `{opens[1]}` is none to YAML"
        return stumble.problem("a second `: ` on one line", advice)
    if (above := _beside(stumble)) is not None:
        return _no_key(stumble, above)
    if joined := _dash_above(stumble):
        return joined
    advice = "indent it as the key that it belongs to; a text of several lines that holds `: ` needs quotes"
    return stumble.problem("a key where none can stand", advice)


def _beside(stumble: Stumble) -> int | None:
    """Where the text begins that ends in the key where the parser stopped, if it begins in the column of the key."""
    text, found = stumble.text, None
    start = line_start(text, stumble.at)
    column = content_start(text, start) - start
    while start > stumble.first:
        start = line_start(text, start - 1)
        content = content_start(text, start)
        if start < stumble.first or content - start != column or KEY.match(text, content) or text[content] in "#\r\n":
            break
        found = content
    return found


def _no_key(stumble: Stumble, at: int) -> Problem:
    """A line that is no key: why not."""
    line = stumble.text[at : line_end(stumble.text, at)].rstrip()
    if (separator := stumble.text[at - 1 : at]) in ("\x85", "\u2028", "\u2029"):
        message = f"U+{ord(separator):04X}, which ends a line of YAML"
        return stumble.problem(message, "put a blank in its place", at - 1)
    if _BLANKS.match(line.removeprefix("-")):
        return led_by_blank(stumble.text, at)
    if problem := bold(stumble, at) or _no_item(stumble, at):
        return problem
    if joined := _JOINED.match(line):
        key, value = joined.groups()
        if _BLANKS.match(value):
            message = f"U+{ord(value[0]):04X} behind the `:` of a key, where YAML wants a blank"
            return stumble.problem(message, f"type the blank anew: `{key}: {value.strip()}`", at + joined.start(2))
        return stumble.problem("no blank behind the `:` of a key", f"write `{key}: {value.strip()}`", at)
    sample = otherwise(line) or "key: value"
    return stumble.problem("a key without `:`", f"write `{sample}`, or indent a text of several lines", at)


def bold(stumble: Stumble, at: int) -> Problem | None:
    """A key that is bold, as in a list of Markdown."""
    found = _BOLD.match(stumble.text, at)
    if found is None:
        return None
    key, value = found[1].strip().lower().replace(" ", "_"), found[2].rstrip()
    if _QUOTABLE.match(value):
        value = "'" + value.replace("'", "''") + "'"
    sample = f"{key}: {value}" if value else f"{key}:"
    return stumble.problem("a key between `**`, as Markdown has it", f"write `{sample}`", at)


def otherwise(line: str) -> str | None:
    """A key and its value, of a line that has another mark than `:` between the two."""
    found = _OTHERWISE.match(line)
    return f"{found[1]}: {found[2].rstrip()}" if found else None


def led(stumble: Stumble) -> Problem | None:
    """What looks like a blank at the beginning of the line where the parser stopped."""
    found = _LED.match(stumble.text, line_start(stumble.text, stumble.at))
    return led_by_blank(stumble.text, found.end()) if found else None


def _no_item(stumble: Stumble, at: int) -> Problem | None:
    """An item of a list whose `-` is missing, is another mark, or has no blank behind it."""
    line = stumble.text[at : line_end(stumble.text, at)].rstrip()
    if bullet := BULLET.match(line):
        return no_bullet(stumble, at, bullet)
    if re.match(r"-[^\s-]", line):
        return stumble.problem("no blank behind the `-` of a list item", f"write `- {line[1:]}`", at)
    if line.startswith("{") and ": " in line:
        return stumble.problem("an item of a list without `-`", f"write `- {line}`", at)
    return None


def no_bullet(stumble: Stumble, at: int, found: re.Match[str]) -> Problem:
    """An item of a list as word processors and Markdown have it."""
    message = f"a list item begins with `-`, not with `{found[1]}`"
    return _beside_text(stumble, at, found[2]) or stumble.problem(message, f"write `- {found[2].rstrip()}`", at)


def _beside_text(stumble: Stumble, at: int, item: str) -> Problem | None:
    """An item of a list in Markdown that is part of a text behind `|` or `>`, and not indented as that is."""
    if KEY.match(item):
        return None
    text, start = stumble.text, line_start(stumble.text, at)
    while start > stumble.first:
        start = line_start(text, start - 1)
        if found := _BLOCK.match(text, start):
            advice = f"put two blanks more before each line of the text than before `{found[1]}:`"
            return stumble.problem(f"an item that is not indented as the text of `{found[1]}`", advice, at)
        if KEY.match(text, content_start(text, start)):
            return None
    return None


def misplaced(stumble: Stumble) -> Problem | None:
    """A key or an item of a list that is indented otherwise than what it belongs to."""
    text, at = stumble.text, stumble.at
    if item := _no_item(stumble, at):
        return item
    start = line_start(text, at)
    above = text[line_start(text, start - 1) : start].rstrip() if start > stumble.first else ""
    if re.compile(r"-(?:[ \t\r\n]|$)").match(text, at):
        if (empty := re.fullmatch(r" *([A-Za-z_][\w-]*): *\[\]", above)) is not None:
            return stumble.problem("a list item below an empty list", f"delete the `[]` behind `{empty[1]}:`")
        if beside := _beside_text(stumble, at, text[at + 1 : line_end(text, at)].strip()):
            return beside
        advice = "begin it in the column of the item above, or below the key of its list"
        return stumble.problem("a list item that belongs to no list", advice)
    if joined := _dash_above(stumble):
        return joined
    if KEY.match(text, at) and not re.search(r"^(?:\.\.\.|%)", text[stumble.first : at], re.MULTILINE):
        return stumble.problem("a key in another column than those above it", "indent it as they are")
    return None


def _dash_above(stumble: Stumble) -> Problem | None:
    """The `-` without a blank behind it on the line above a key that is indented as if there were one."""
    text, start = stumble.text, line_start(stumble.text, stumble.at)
    begin = line_start(text, max(start - 1, 0))
    joined = _DASHED.match(text, begin, start) if start > stumble.first else None
    if joined is None or joined.end() - begin != content_start(text, start) - start:
        return None
    item = text[joined.end() : line_end(text, joined.end())].rstrip()
    return stumble.problem("no blank behind the `-` of a list item", f"write `- {item}`", joined.end() - 1)
