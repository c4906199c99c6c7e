"""Where a mistake was made, which is often before the place where the parser stumbles over it."""

from __future__ import annotations

import re

from pmgen.diagnostics import Problem
from pmgen.source import Span
from pmgen.values import Value, replace

_KEY = re.compile(r"""(?:[^\s"'\[\]{},][^\s,:]*|"[^"\r\n]*"|'[^'\r\n]*'):(?:[ \t\r\n]|$)""")
_WORD_KEY = re.compile(r"[A-Za-z_]+: ")
# A value without a letter but for those of times, which goes on with a key: `at: 10:55 event`.
_KEY_BEHIND_TIME = re.compile(r": +[~\dT][\d:.+~TZ-]*(?: [\d:.+~-]+)* +[A-Za-z_]+$", re.ASCII)
_APART = "begin a new line with it, below the first, or put all of them between `{` and `}`, with `,`"
_JOINED = re.compile(r"""["']?([A-Za-z_][\w-]*)["']?:(?!//)([^ \r\n].*)""")
_MARKERS = re.compile(r"[ ]*(?:-[ ]+)*")
_ESCAPES = {'"': '`\\"`', "'": "`''`"}
BLANK = "[\u00a0\u2000-\u200b\u202f\u3000\ufeff]"
"""What looks like a blank and is none to YAML, as an expression."""
_BLANKS = re.compile(BLANK)
_BULLET = re.compile(rf"([*•◦▪·–—])(?:[ \t]|{BLANK})+(\S[^\r\n]*)")
_OPENS = re.compile(r": ([“„‘‚«])[^\r\n]*$")
_LINK = re.compile(r"\[([^\[\]\r\n]+)\]\((\S+)\)[ \t]*$", re.MULTILINE)
_TIMED = re.compile(r"""(["'])([\dT~][^"'\r\n]*)\1[ \t]*[-–—:]?[ \t]*([^\r\n]+)$""", re.MULTILINE)
_ABOVE = re.compile(r"^([a-z_]+):[ \t]*\r?$", re.MULTILINE)
_OTHERWISE = re.compile(r"([A-Za-z_][\w-]*) ?[=：] ?(\S.*)")
_TYPOGRAPHIC = {'"': re.compile("[“”„]"), "'": re.compile("[‘’‚]")}
_QUOTED = re.compile("""(?<!\\w)'[^']*'|"[^"]*["]""")
_OPENING = {"]": "[", "}": "{"}
_KINDS = {'"': "double", "'": "single"}


class Stumble(Value):
    """What stopped the parser.

    Args:
        text: of the whole file.
        first: where in it the YAML begins.
        at: where it stopped.
        began: where that began in which it stopped, such as a list; `at` where it does not say.
        quoted: the last text in quotes before it, with its quotes.
    """

    text: str
    first: int
    at: int
    began: int
    quoted: Span | None

    @property
    def here(self) -> str:
        """The character at which it stopped; empty at the end."""
        return self.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """What stands before it on its line."""
        return self.text[_line_start(self.text, self.at) : self.at].rstrip()

    def problem(self, message: str, help: str, at: int | None = None) -> Problem:
        """What is wrong, at one character."""
        at = self.at if at is None else at
        return Problem("PM005", message, Span(at, at + (self.text[at : at + 1] not in ("", "\r", "\n"))), help)


# ------------------------------------------------------------------------------------------------------------ keys


def without_colon(stumble: Stumble) -> Problem:
    """A line that should have been a key: where that line begins."""
    return _no_key(stumble, stumble.began)


def second_colon(stumble: Stumble) -> Problem:
    """A `: ` in a text: on the line of the key, or on one that the text goes on with."""
    if ": " in stumble.before:
        if _KEY_BEHIND_TIME.search(stumble.before):
            return stumble.problem("a second key on one line", _APART)
        advice = "put quotes round a text that holds `: `"
        if opens := _OPENS.search(stumble.before):
            advice += f": `'` or `\"`; `{opens[1]}` is none to YAML"
        return stumble.problem("a second `: ` on one line", advice)
    if (above := _beside(stumble)) is not None:
        return _no_key(stumble, above)
    advice = "indent it as the key that it belongs to; a text of several lines that holds `: ` needs quotes"
    return stumble.problem("a key where none can stand", advice)


def _beside(stumble: Stumble) -> int | None:
    """Where the text begins that ends in the key where the parser stopped, if it begins in the column of the key."""
    text, found = stumble.text, None
    start = _line_start(text, stumble.at)
    column = _content(text, start) - start
    while start > stumble.first:
        start = _line_start(text, start - 1)
        content = _content(text, start)
        if start < stumble.first or content - start != column or _KEY.match(text, content) or text[content] in "#\r\n":
            break
        found = content
    return found


def _no_key(stumble: Stumble, at: int) -> Problem:
    """A line that is no key: why not."""
    line = stumble.text[at : _line_end(stumble.text, at)].rstrip()
    if (separator := stumble.text[at - 1 : at]) in ("\x85", "\u2028", "\u2029"):
        message = f"U+{ord(separator):04X}, which ends a line of YAML"
        return stumble.problem(message, "put a blank in its place", at - 1)
    if _BLANKS.match(line.removeprefix("-")):
        return led_by_blank(stumble.text, at)
    if bullet := _BULLET.match(line):
        return _no_bullet(stumble, at, bullet)
    if re.match(r"-[^\s-]", line):
        return stumble.problem("no blank behind the `-` of a list item", f"write `- {line[1:]}`", at)
    if joined := _JOINED.match(line):
        key, value = joined.groups()
        if _BLANKS.match(value):
            message = f"U+{ord(value[0]):04X} behind the `:` of a key, where YAML wants a blank"
            return stumble.problem(message, f"type the blank anew: `{key}: {value.strip()}`", at + joined.start(2))
        return stumble.problem("no blank behind the `:` of a key", f"write `{key}: {value.strip()}`", at)
    sample = otherwise(line) or "key: value"
    return stumble.problem("a key without `:`", f"write `{sample}`, or indent a text of several lines", at)


def otherwise(line: str) -> str | None:
    """A key and its value, of a line that has another mark than `:` between the two."""
    found = _OTHERWISE.match(line)
    return f"{found[1]}: {found[2].rstrip()}" if found else None


def led_by_blank(text: str, at: int) -> Problem:
    """A line that begins with what looks like a blank, or an item with a `-` and such a one."""
    behind = text[at] == "-"
    at += behind
    where = "behind the `-` of a list item" if behind else "at the beginning of a line"
    message = f"U+{ord(text[at]):04X} {where}, where YAML wants blanks"
    return Problem("PM005", message, Span(at, at + 1), "type the blanks anew")


def _no_bullet(stumble: Stumble, at: int, found: re.Match[str]) -> Problem:
    """An item of a list as word processors and Markdown have it."""
    return stumble.problem(f"a list item begins with `-`, not with `{found[1]}`", f"write `- {found[2].rstrip()}`", at)


def misplaced(stumble: Stumble) -> Problem | None:
    """A key or an item of a list that is indented otherwise than what it belongs to."""
    text, at = stumble.text, stumble.at
    if re.compile(r"-(?:[ \t\r\n]|$)").match(text, at):
        advice = "begin it in the column of the item above, or below the key of its list"
        return stumble.problem("a list item that belongs to no list", advice)
    if _KEY.match(text, at) and not re.search(r"^(?:\.\.\.|%)", text[stumble.first : at], re.MULTILINE):
        return stumble.problem("a key in another column than those above it", "indent it as they are")
    return None


# ------------------------------------------------------------------------------------------ quotes and brackets


def stray(stumble: Stumble) -> Problem | None:
    """Text behind something that is complete."""
    if stumble.before.endswith(("'", '"')):
        if _WORD_KEY.match(stumble.text, stumble.at):
            return stumble.problem("a second key on one line", _APART)
        if event := _as_event(stumble):
            return stumble.problem("text behind a closing quote", event)
        return _behind_quote(stumble, _whole(stumble))
    if stumble.before.endswith(("]", "}")):
        if stumble.here and stumble.here in "]}":
            return stumble.problem(f"a `{stumble.here}` too many", "delete it")
        message = f"text behind a closing `{stumble.before[-1]}`"
        return stumble.problem(message, _as_reference(stumble) or "put quotes round the whole text")
    above = stumble.text[_line_start(stumble.text, _line_start(stumble.text, stumble.at) - 1) : stumble.at]
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
    link = _LINK.match(text, _content(text, _line_start(text, stumble.at)))
    if link is None or _section(stumble) != "references":
        return None
    return f"write `{{title: {_in_quotes(link[1])}, url: {_in_quotes(link[2])}}}`"


def _as_event(stumble: Stumble) -> str | None:
    """The item of `timeline` of which only the time is in quotes."""
    text = stumble.text
    timed = _TIMED.match(text, _content(text, _line_start(text, stumble.at)))
    if timed is None or _section(stumble) != "timeline":
        return None
    return f"write `{{at: {_in_quotes(timed[2])}, event: {_in_quotes(timed[3].rstrip())}}}`"


def missing(stumble: Stumble) -> Problem | None:
    """A bracket or a comma where a value should begin, behind the `:` of a key."""
    if stumble.here in "]}," and stumble.before.endswith(":") and stumble.began == stumble.at:
        return unquoted(stumble)
    return None


def swallowed(stumble: Stumble) -> Problem | None:
    """A comment behind a comma that holds the closing bracket: the parser goes on reading on the lines below."""
    text, place = stumble.text, None
    for line in re.compile(r"[^\r\n]+").finditer(text, stumble.first, stumble.at):
        written = _QUOTED.sub(lambda found: "_" * len(found[0]), line[0].rstrip())
        bracket = written[-1:]
        if bracket in ("]", "}") and (comment := re.search(r",[ \t]+#", written)):
            opened = _OPENING[bracket] in written[: comment.start()]
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
        comment = re.compile(r"[ \t]#").search(text, stumble.began, end := _line_end(text, stumble.began))
        if comment and bracket in text[comment.end() : end]:
            return _in_comment(stumble, bracket, comment.end() - 1)
        kind = "list" if bracket == "]" else "mapping"
        return stumble.problem(
            f"a {kind} that is never closed with `{bracket}`", f"put the `{bracket}` behind its end", stumble.began
        )
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
    return stumble.here in "\"'[{" or bool(_KEY.match(stumble.text, stumble.at))


def _unclosed(stumble: Stumble) -> bool:
    """Whether what is in brackets has ended, by the look of the lines."""
    text, at = stumble.text, stumble.at
    if not stumble.here:
        return True
    if stumble.here in "]}":
        return ("]" if text[stumble.began] == "[" else "}") not in text[at : _line_end(text, at)]
    outer, inner = _line_start(text, stumble.began), _line_start(text, at)
    if outer == inner:
        return False
    return _indent(text, inner) <= _indent(text, outer) or text.startswith("- ", _indent(text, inner) + inner)


def typographic(stumble: Stumble) -> Problem | None:
    """A quote that a word processor has closed."""
    text, at = stumble.text, stumble.began
    quote = text[at : at + 1]
    found = _TYPOGRAPHIC[quote].search(text, at, _line_end(text, at)) if quote in _TYPOGRAPHIC else None
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
    written = stumble.text[found.start : _line_end(stumble.text, stumble.at)].rstrip()
    lead = stumble.text[_line_start(stumble.text, found.start) : found.start]
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


# --------------------------------------------------------------------------------------------- what begins a text


def unquoted(stumble: Stumble) -> Problem:
    """A text that begins with what YAML has another use for."""
    text, began = stumble.text, stumble.began
    mark = text[began : began + 1]
    starred = _BULLET.match(text, began)
    if starred and not text[_line_start(text, began) : began].strip():
        return _no_bullet(stumble, began, starred)
    named = "a backtick" if mark == "`" else f"`{mark}`"
    return stumble.problem(f"a value cannot begin with {named}", "put quotes round the whole text", began)


def beside_block(stumble: Stumble) -> Problem:
    """A text on the line of the `|` or `>` that begins a block of lines."""
    mark = stumble.text[stumble.began : stumble.began + 1]
    advice = "put quotes round the whole text, or begin it on the next line, indented"
    return stumble.problem(f"a text on the line of its `{mark}`", advice, stumble.began)


# ----------------------------------------------------------------------------------------------------------- lines


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"[\r\n]|\Z").search(text, at)
    return found.start() if found else len(text)


def _content(text: str, start: int) -> int:
    """Where the content of a line begins, behind its blanks and the `-` of list items."""
    found = _MARKERS.match(text, start)
    return found.end() if found else start


def _indent(text: str, start: int) -> int:
    return len(text[start : _line_end(text, start)]) - len(text[start : _line_end(text, start)].lstrip(" "))
