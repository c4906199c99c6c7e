"""Where a mistake was made, which is often before the place where the parser stumbles over it."""

from __future__ import annotations

import re

from pmgen.diagnostics import Problem
from pmgen.front_matter.lines import APART, BULLET, KEY, KEY_BEHIND_TIME, bold, no_bullet
from pmgen.front_matter.stumble import Stumble, content_start, indent, line_end, line_start
from pmgen.values import replace

_WORD_KEY = re.compile(r"[A-Za-z_]+: ")
_ESCAPES = {'"': '`\\"`', "'": "`''`"}
_LINK = re.compile(r"\[([^\[\]\r\n]+)\]\((\S+)\)[ \t]*\r?$", re.MULTILINE)
_TIMED = re.compile(r"""(["'\[])([\dT~][^"'\[\]\r\n]*)(?:\1|(?<=[\dA-Z])\])[ \t]*[-–—:]?[ \t]*([^\r\n]+)""")
_BOX = re.compile(r"\[([ xX])\][ \t]+([^\r\n]+)")
_ROW = re.compile(r"\|[^\r\n]*\|[ \t]*\r?$", re.MULTILINE)
_ITEMS = {"timeline": "{at: …, event: …}", "followups": "{id: …, action: …}"}
"""What stands in the lists that people write as tables."""
_ABOVE = re.compile(r"^([a-z_]+):[ \t]*\r?$", re.MULTILINE)
_TYPOGRAPHIC = {'"': re.compile("[“”„]"), "'": re.compile("[‘’‚]")}
_QUOTED = re.compile("""(?<!\\w)'[^']*'|"[^"]*["]""")
_COMMENT = re.compile(r",[ \t]+#|[\[{][ \t]*#")
_OPENING = {"]": "[", "}": "{"}
_KINDS = {'"': "double", "'": "single"}


def stray(stumble: Stumble) -> Problem | None:
    """Text behind something that is complete."""
    if stumble.before.endswith(("'", '"')):
        if _WORD_KEY.match(stumble.text, stumble.at):
            return stumble.problem("a second key on one line", APART)
        if event := as_event(stumble):
            return stumble.problem("text behind a closing quote", event)
        return _behind_quote(stumble, _whole(stumble))
    if stumble.before.endswith(("]", "}")):
        if stumble.here and stumble.here in "]}":
            return stumble.problem(f"a `{stumble.here}` too many", "delete it")
        message = f"text behind a closing `{stumble.before[-1]}`"
        advice = _as_reference(stumble) or _as_followup(stumble) or as_event(stumble)
        advice = advice or "put quotes round the whole text"
        return stumble.problem(message, advice)
    above = stumble.text[line_start(stumble.text, line_start(stumble.text, stumble.at) - 1) : stumble.at]
    if cut := re.match(r"[^\r\n\"'#]*: [^\r\n\"'#]+[ \t](?=#\w)", above):
        at = stumble.at - len(above) + cut.end()
        return stumble.problem("a comment begins here, and the text ends", "put quotes round the whole text", at)
    return None


def _section(stumble: Stumble) -> str:
    """The key at the outer margin below which the parser stopped."""
    return next((each[1] for each in reversed([*_ABOVE.finditer(stumble.text, stumble.first, stumble.at)])), "")


def _as_reference(stumble: Stumble) -> str | None:
    """The item of `references` that was written as a link of Markdown."""
    text = stumble.text
    link = _LINK.match(text, content_start(text, line_start(text, stumble.at)))
    if link is None or _section(stumble) != "references":
        return None
    return f"write `{{title: {_in_quotes(link[1])}, url: {_in_quotes(link[2])}}}`"


def _as_followup(stumble: Stumble) -> str | None:
    """The item of `followups` that was written as a box of Markdown and what is to be done."""
    text = stumble.text
    box = _BOX.match(text, content_start(text, line_start(text, stumble.at)))
    if box is None or _section(stumble) != "followups":
        return None
    status = "" if box[1] == " " else ", status: done"
    return f"write `{{id: …, action: {_in_quotes(box[2].rstrip())}{status}}}`"


def as_event(stumble: Stumble) -> str | None:
    """The item of `timeline` of which only the time is in quotes, or in brackets as chats have it."""
    text = stumble.text
    timed = _TIMED.match(text, content_start(text, line_start(text, stumble.at)))
    if timed is None or _section(stumble) != "timeline":
        return None
    return f"write `{{at: {_in_quotes(timed[2])}, event: {_in_quotes(timed[3].rstrip())}}}`"


def quoted_time(stumble: Stumble) -> Problem | None:
    """A `- ` behind a time in quotes, which parts it from what happened."""
    event = as_event(stumble)
    return stumble.problem("text behind a closing quote", event) if event else None


def missing(stumble: Stumble) -> Problem | None:
    """A bracket or a comma where a value should begin, behind the `:` of a key."""
    if stumble.here in "]}," and stumble.before.endswith(":") and stumble.began == stumble.at:
        return unquoted(stumble)
    return None


def swallowed(stumble: Stumble) -> Problem | None:
    """A comment in brackets that holds the closing one: the parser goes on reading on the lines below."""
    text, place = stumble.text, None
    for line in re.compile(r"[^\r\n]+").finditer(text, stumble.first, stumble.at):
        written = _QUOTED.sub(lambda found: "_" * len(found[0]), line[0].rstrip())
        bracket = written[-1:]
        if bracket in ("]", "}") and (comment := _COMMENT.search(written)):
            opened = _OPENING[bracket] in written[: comment.end()]
            place = (line.start() + comment.end() - 1, line.end(), bracket) if opened else place
    if place is None or place[2] in text[place[1] : stumble.at]:
        return None
    return _in_comment(stumble, place[2], place[0])


def _in_comment(stumble: Stumble, bracket: str, at: int) -> Problem:
    message = f"a comment begins here, and the closing `{bracket}` is in it"
    return stumble.problem(message, "put quotes round a text that holds ` #`", at)


def in_brackets(stumble: Stumble) -> Problem:
    """Something in a list or a mapping in brackets that is neither its end nor a comma."""
    text, bracket = stumble.text, "]" if stumble.text[stumble.began] == "[" else "}"
    # Before all else: a forgotten quote reaches over lines and brackets.
    if stumble.before.endswith(("'", '"')) and stumble.here not in ("", "\r", "\n") and not _item(stumble):
        return _behind_quote(stumble, None)
    if _unclosed(stumble):
        comment = re.compile(r"[ \t,[{]#").search(text, stumble.began, end := line_end(text, stumble.began))
        if comment and bracket in text[comment.end() : end]:
            return _in_comment(stumble, bracket, comment.end() - 1)
        kind = "list" if bracket == "]" else "mapping"
        return stumble.problem(
            f"a {kind} that is never closed with `{bracket}`", f"put the `{bracket}` behind its end", stumble.began
        )
    if stumble.here == ":" and (key := KEY_BEHIND_TIME.search(stumble.before)):
        at = line_start(text, stumble.at) + key.start(1)
        return stumble.problem(f"a `,` is missing before `{key[1]}`", "put a `,` between the two", at)
    if stumble.here == ":":
        return stumble.problem("a second `: ` in one value", "put quotes round a text that holds `: `")
    if stumble.before.endswith(("]", "}")) and stumble.here == "(":
        message = f"text behind a closing `{stumble.before[-1]}`"
        return stumble.problem(message, "put quotes round the whole text")
    if stumble.before.endswith(("'", '"', "]", "}")):
        return stumble.problem("a `,` is missing before this", "put a `,` between the two")
    message = f"`{stumble.here}` inside a text between brackets"
    return stumble.problem(message, f"put quotes round a text that holds `{stumble.here}`")


def _item(stumble: Stumble) -> bool:
    """Whether a key or another value in quotes or brackets begins here, so that only a comma is missing."""
    return stumble.here in "\"'[{" or bool(KEY.match(stumble.text, stumble.at))


def _unclosed(stumble: Stumble) -> bool:
    """Whether what is in brackets has ended, by the look of the lines."""
    text, at = stumble.text, stumble.at
    if not stumble.here:
        return True
    if stumble.here in "]}":
        return ("]" if text[stumble.began] == "[" else "}") not in text[at : line_end(text, at)]
    outer, inner = line_start(text, stumble.began), line_start(text, at)
    if outer == inner:
        return False
    return indent(text, inner) <= indent(text, outer) or text.startswith("- ", indent(text, inner) + inner)


def typographic(stumble: Stumble) -> Problem | None:
    """A quote that a word processor has closed."""
    text, at = stumble.text, stumble.began
    quote = text[at : at + 1]
    found = _TYPOGRAPHIC[quote].search(text, at, line_end(text, at)) if quote in _TYPOGRAPHIC else None
    if found is None:
        return None
    return stumble.problem("a quote that is never closed", f"`{found[0]}` does not close it: write `{quote}`", at)


def _behind_quote(stumble: Stumble, whole: str | None) -> Problem:
    """Text behind a closing quote; where it is closed on another line, the opening one is the suspect."""
    quote, found = stumble.before[-1], stumble.quoted
    rule = f"inside {_KINDS[quote]} quotes a `{quote}` is written {_ESCAPES[quote]}"
    if found and "\n" in stumble.text[found.start : found.end].replace("\r", "\n"):
        line = len(re.findall(r"\r\n|\r|\n", stumble.text[: stumble.at])) + 1
        message = f"the quote that opens here is closed on line {line}, where text follows"
        if curly := typographic(replace(stumble, began=found.start)):
            return stumble.problem(message, curly.help or rule, found.start)
        return stumble.problem(message, f"close it where its text ends; {rule}", found.start)
    advice = f"put quotes round the whole text: `{whole}`" if whole else f"put quotes round the whole text; {rule}"
    return stumble.problem("text behind a closing quote", advice)


def _whole(stumble: Stumble) -> str | None:
    """The text that was meant, in quotes that suit it; `None` where it is not clear where it ends."""
    found = stumble.quoted
    if found is None:
        return None
    written = stumble.text[found.start : line_end(stumble.text, stumble.at)].rstrip()
    lead = stumble.text[line_start(stumble.text, found.start) : found.start]
    if not lead.endswith((": ", "- ")) or " #" in written:
        return None
    quote = written[0]
    if written.count(quote) % 2 == 0:
        # A letter right behind it: that quote is an apostrophe, and nobody knows what the others are.
        return None if stumble.text[found.end].isalnum() else _in_quotes(written)
    # One too many, and the last at the end: they are the outer two, with one between them.
    return _in_quotes(written[1:-1]) if written.endswith(quote) else None


def _in_quotes(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unquoted(stumble: Stumble) -> Problem:
    """A text that begins with what YAML has another use for."""
    text, began = stumble.text, stumble.began
    mark = text[began : began + 1]
    start = line_start(text, began)
    # An item of a list is a text with bold words at its beginning, unless the front matter begins with that list.
    first = not text[stumble.first : start].strip()
    keyed = not text[start:began].strip() or (first and text[start:began] == "- ")
    if keyed and (key := bold(stumble, began)):
        return key
    starred = BULLET.match(text, began)
    if starred and not text[line_start(text, began) : began].strip():
        return no_bullet(stumble, began, starred)
    named = "a backtick" if mark == "`" else f"`{mark}`"
    return stumble.problem(f"a value cannot begin with {named}", "put quotes round the whole text", began)


def beside_block(stumble: Stumble) -> Problem:
    """A text on the line of the `|` or `>` that begins a block of lines."""
    mark = stumble.text[stumble.began : stumble.began + 1]
    if _ROW.match(stumble.text, stumble.began) and (item := _ITEMS.get(_section(stumble))):
        message = "a table of Markdown, where YAML wants a list"
        return stumble.problem(message, f"write each of its rows as an item: `- {item}`", stumble.began)
    advice = "put quotes round the whole text, or begin it on the next line, indented"
    return stumble.problem(f"a text on the line of its `{mark}`", advice, stumble.began)
