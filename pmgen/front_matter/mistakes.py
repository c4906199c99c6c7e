"""What the YAML parser says of a mistake, in the words of who made it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pmgen.diagnostics import Problem
from pmgen.front_matter import lines, suspects
from pmgen.front_matter.composing import quoted_last
from pmgen.front_matter.stumble import Stumble
from pmgen.front_matter.tree import DEEPEST
from pmgen.source import Span

if TYPE_CHECKING:
    import yaml

# Where more than the parser's own words is needed; `None` if those will do.
_SUSPECTS: tuple[tuple[str, Callable[[Stumble], Problem | None]], ...] = (
    ("could not find expected ':'", lines.without_colon),
    ("mapping values are not allowed", lines.second_colon),
    ("did not find expected key", suspects.stray),
    ("did not find expected '-' indicator", suspects.stray),
    ("did not find expected key", lines.misplaced),
    ("did not find expected '-' indicator", lines.misplaced),
    ("did not find expected <document start>", lines.misplaced),
    ("found unexpected end of stream", suspects.typographic),
    ("did not find expected node content", suspects.swallowed),
    ("block sequence entries are not allowed", suspects.swallowed),
    ("block sequence entries are not allowed", suspects.quoted_time),
    ("did not find expected node content", suspects.missing),
    ("did not find expected ',' or", suspects.in_brackets),
    ("did not find expected comment or line break", suspects.beside_block),
    ("mapping keys are not allowed", suspects.unquoted),
    ("cannot start any token", suspects.unquoted),
    ("did not find expected tag URI", suspects.unquoted),
    ("did not find expected alphabetic or numeric", suspects.unquoted),
)
_EXPLANATIONS: tuple[tuple[str, str, str | None], ...] = (
    ("did not find expected node content", "a value is missing here", "is there a `,` too many?"),
    ("did not find expected <document start>", "something behind the end of the YAML", "delete `...` and `%` lines"),
    ("found unexpected end of stream", "a quote that is never closed", "close it where its text ends"),
    (
        "did not find expected key",
        "something that is neither a key nor a comment",
        "check the indentation here: all lines of a text are indented as its first one, or further",
    ),
    ("did not find expected '-' indicator", "an item of a list without `-`", "check the indentation here"),
    (
        "block sequence entries are not allowed",
        "a list item where none can stand",
        "begin a list on its own line; put quotes round a text that begins with `- `",
    ),
    ("found unexpected non-alphabetical character", "a line cannot begin with `%`", "put quotes round the key"),
    ("found unknown escape character", "a `\\` that means nothing in double quotes", "use single quotes"),
    ("did not find expected hexdecimal number", "a `\\` that means nothing in double quotes", "use single quotes"),
    ("found invalid Unicode character escape code", "a `\\u` that is no character", "write the character itself"),
    ("exceeded max depth", f"nested deeper than {DEEPEST} levels", None),
    ("Exceeded max depth", f"nested deeper than {DEEPEST} levels", None),
)
_OPENED = ("found unexpected end of stream", "found unexpected non-alphabetical")


def syntax_problem(error: yaml.MarkedYAMLError, text: str, span: Span) -> Problem:
    """Explain why the YAML cannot be read.

    Args:
        text: of the whole file.
        span: where the YAML stands in it.
    """
    if begun := lines.body_begun(text, span.start, span.end):
        message = "the body begins here, inside of the front matter"
        return Problem("PM005", message, begun, "a line with `---` is missing above it, or blanks before it")
    says = error.problem or "unreadable YAML"
    stumble = _stumble(error, text, span)
    at = stumble.began if says.startswith(_OPENED) else stumble.at  # where the quote or the line begins
    here = text[at : at + 1]
    place = Span(at, at + (here not in ("", "\r", "\n")))
    if here == "\t":
        return Problem("PM006", "a tab, where YAML wants spaces", place, help="indent with spaces")
    if led := lines.led(stumble):
        return led
    for words, finer in _SUSPECTS:
        if words in says and (problem := finer(stumble)):
            return problem
    for words, message, help in _EXPLANATIONS:
        if words in says:
            code = "PM011" if message.startswith("nested") else "PM005"
            return Problem(code, message, place, help)
    context = f", {error.context}" if error.context else ""
    return Problem("PM005", f"not YAML: {says}{context}", place)


def _stumble(error: yaml.MarkedYAMLError, text: str, span: Span) -> Stumble:
    length = span.end - span.start
    at = min(error.problem_mark.index, length) if error.problem_mark else 0
    began = min(error.context_mark.index, length) if error.context_mark else at
    quoted = quoted_last(text[span.start : span.end])
    place = Span(span.start + quoted.start, span.start + quoted.end) if quoted else None
    return Stumble(text, span.start, span.start + at, span.start + began, place)
