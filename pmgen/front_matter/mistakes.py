"""What the YAML parser says of a mistake, in the words of who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pmgen.diagnostics import Problem
from pmgen.front_matter.tree import DEEPEST
from pmgen.source import Span

if TYPE_CHECKING:
    import yaml

_EXPLANATIONS: tuple[tuple[str, str, str | None], ...] = (
    ("did not find expected node content", "a value is missing here", "is there a `,` too many?"),
    ("did not find expected <document start>", "something behind the end of the YAML", "delete `...` and `%` lines"),
    (
        "mapping values are not allowed",
        "a second `: ` on one line",
        "put quotes round a text that holds `: `",
    ),
    ("found unexpected end of stream", "a quote that is never closed", None),
    ("did not find expected ',' or ']'", "a list that is never closed with `]`", "is a comma missing?"),
    ("did not find expected ',' or '}'", "a mapping that is never closed with `}`", "is a comma missing?"),
    (
        "could not find expected ':'",
        "a key without `:`",
        "write `key: value`, or indent a text of several lines",
    ),
    (
        "did not find expected key",
        "something that is neither a key nor a comment",
        "check the indentation here",
    ),
    ("did not find expected '-' indicator", "an item of a list without `-`", "check the indentation here"),
    (
        "block sequence entries are not allowed",
        "a list item where none can stand",
        "begin the list on its own line",
    ),
    ("found unexpected non-alphabetical character", "a line cannot begin with `%`", "put quotes round the key"),
    ("found unknown escape character", "a `\\` that means nothing in double quotes", "use single quotes"),
    ("exceeded max depth", f"nested deeper than {DEEPEST} levels", None),
    ("Exceeded max depth", f"nested deeper than {DEEPEST} levels", None),
)


_OPENED = ("found unexpected end of stream", "did not find expected ','", "found unexpected non-alphabetical")


def syntax_problem(error: yaml.MarkedYAMLError, text: str, span: Span) -> Problem:
    """Explain why the YAML cannot be read.

    Args:
        text: of the whole file.
        span: where the YAML stands in it.
    """
    says = error.problem or "unreadable YAML"
    mark: Any = error.problem_mark
    if error.context_mark and says.startswith(_OPENED):
        mark = error.context_mark  # where the quote, the bracket or the line begins
    at = span.start + min(mark.index if mark else 0, span.end - span.start)
    here = text[at : at + 1]
    place = Span(at, at + (here not in ("", "\r", "\n")))
    if here == "\t":
        return Problem("PM006", "a tab, where YAML wants spaces", place, help="indent with spaces")
    if "cannot start any token" in says:
        return Problem("PM005", f"a value cannot begin with `{here}`", place, help="put quotes round it")
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    if "did not find expected key" in says and before.endswith(("'", '"')):
        advice = "inside single quotes a `'` is written twice: `''`"
        return Problem("PM005", "text behind a closing quote", place, help=advice)
    if "mapping values are not allowed" in says and ": " not in text[text.rfind("\n", 0, at) : at]:
        advice = "is the line above without its `:`, or this one indented too far?"
        return Problem("PM005", "a key where none can stand", place, help=advice)
    for words, message, help in _EXPLANATIONS:
        if words in says:
            code = "PM011" if message.startswith("nested") else "PM005"
            return Problem(code, message, place, help)
    context = f", {error.context}" if error.context else ""
    return Problem("PM005", f"not YAML: {says}{context}", place)
