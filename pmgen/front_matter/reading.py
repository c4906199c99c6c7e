"""The text of a file to its front matter, and to what is wrong with it."""

from __future__ import annotations

import re

from pmgen import lazily
from pmgen.diagnostics import Problem
from pmgen.front_matter import lines, mistakes
from pmgen.front_matter.composing import CONTROL, Composer, Stop, control_message
from pmgen.front_matter.misread import cuts, led_by_blanks, merged_items
from pmgen.front_matter.tree import FrontMatter
from pmgen.source import Span

with lazily.patterns():
    import yaml
    from frontmatter.default_handlers import YAMLHandler

# What a word processor makes of three hyphens, and two of them.
_NEARLY = re.compile(r"^(--|(?=-{0,3}[–—―−])[-–—―−]{1,4})[ \t\r]*$", re.MULTILINE)
_BELOW = re.compile(r"(?<=\n)---[ \t]*\r?\n(?:title|date|severity|status|id):(?=[ \t])")
_MERGE = re.compile(r"^<{7} [^\r\n]+", re.MULTILINE)
BOTH_SIDES = "both sides of a conflict, which a merge has left here"
"""What PM028 says."""
KEEP_ONE = "keep what holds, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"
"""And what is to be done."""
_AS_ANOTHER = "type the word anew: it was read as another encoding"
_BOUNDARY: re.Pattern[str] = YAMLHandler.FM_BOUNDARY


def split(text: str) -> tuple[Span, int] | Problem:
    """Where the YAML of the front matter stands in a file, and where the body begins."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    # `^` matches only at the very beginning of what it is given, or behind a line break.
    fenced = text[start:]
    opening = _BOUNDARY.match(fenced)
    if not opening:
        return Problem("PM001", "no front matter", Span(start, start), help=_beginning(text, start))
    closing = _closing(fenced, opening.end())
    if not closing and (nearly := _NEARLY.search(fenced, opening.end())):
        at = Span(start + nearly.start(1), start + nearly.end(1))
        advice = f"`{nearly[1]}` does not end it: write `---`, three hyphens"
        return Problem("PM002", "the front matter is never closed", at, advice)
    if not closing:
        begun = lines.body_begun(text, start + opening.end(), len(text))
        advice = "put a line with `---` above this one" if begun else "put a line with `---` behind the last key"
        return Problem("PM002", "the front matter is never closed", begun or Span(start, start + 3), help=advice)
    return Span(start + opening.end(), start + closing.start()), start + closing.end()


def _closing(text: str, at: int) -> re.Match[str] | None:
    """The next boundary behind a place; the pattern by itself would be tried at each character."""
    while (at := text.find("\n---", at) + 1) > 0:
        if found := _BOUNDARY.match(text, at):
            return found
    return None


def _beginning(text: str, start: int) -> str:
    """What to do about a text without front matter."""
    if "\r" in text and "\n" not in text:
        return "its lines end in carriage returns alone: save the file with line feeds"
    if nearly := _NEARLY.match(text[start:]):
        return f"`{nearly[1]}` does not begin it: write `---`, three hyphens, there and below its last key"
    if below := _BELOW.search(text):
        line = text.count("\n", 0, below.start()) + 1
        return f"nothing can stand above the `---` that begins it, on line {line}"
    source = "`pmgen import` makes such a file of this one" if text[start:] else "`pmgen new` writes such a file"
    return f"begin the file with `---`, the front matter in YAML, and `---`; {source}"


def read(text: str, *, fenced: bool = True) -> tuple[FrontMatter | None, list[Problem]]:
    """The front matter of a file's text, and what is wrong; without one, or with unreadable YAML, only that.

    Args:
        fenced: it stands between lines of three dashes; else it is the whole file.
    """
    if control := CONTROL.search(text):
        advice = _AS_ANOTHER if "\x80" <= control[0] <= "\x9f" else "delete it"
        return None, [Problem("PM004", control_message(control[0]), Span(*control.span()), help=advice)]
    found = split(text) if fenced else (Span(0, len(text)), len(text))
    if isinstance(found, Problem):
        return None, [_unmerged(text, len(text)) or found]
    span, body = found
    composer = Composer(text, span)
    try:
        root = composer.compose()
    except Stop as stop:
        return None, [*composer.problems, stop.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*composer.problems, _unmerged(text, span.end) or mistakes.syntax_problem(error, text, span)]
    if composer.problems:
        return None, composer.problems
    if led := next(led_by_blanks(text, composer.inside, root), None):  # the lines below it say no more
        return None, [led]
    doubts = [*cuts(text, composer.inside, root), *merged_items(text, composer.dashed)]
    return FrontMatter(root, Span(*_first_line(text)), body), doubts


def _unmerged(text: str, end: int) -> Problem | None:
    """Where a merge has left both sides of a conflict, which explains all else that is wrong before `end`."""
    found = _MERGE.search(text, 0, end)
    return Problem("PM028", BOTH_SIDES, Span(*found.span()), KEEP_ONE) if found else None


def _first_line(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    return start, start + 3
