"""A parsed source file: front matter that remembers places, and a Markdown body."""

from __future__ import annotations

import re

from pmgen import front_matter
from pmgen.diagnostics import Problem
from pmgen.front_matter import FrontMatter
from pmgen.keys import keys
from pmgen.model import PostMortem
from pmgen.source import Edit, Source, Span
from pmgen.values import Value

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_GOES_ON = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)|-\s|[ \t#]|[\r\n]")
_END = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(?:(?:[ \t]*(?:\r\n|\r|\n))*---[ \t]*(?:\r\n|\r|\n))?")
_ONE_END = "delete this line: only behind the last key stands one of dashes"
_MOVED = "put this line behind the last key, which stands below it"


class Document(Value):
    """A file that could be read as front matter and body."""

    source: Source
    front_matter: FrontMatter

    @property
    def body(self) -> str:
        """The Markdown behind the front matter."""
        return self.source.text[self.front_matter.body :]


def read(source: Source) -> tuple[Document | None, list[Problem]]:
    """The document in a file, and what is wrong with the file as such.

    A file of YAML is front matter alone: what stands beside a legacy page.
    """
    fenced = not source.path.endswith((".yml", ".yaml"))
    parsed, problems = front_matter.read(source.text, fenced=fenced)
    problems = [*_encoding_problems(source), *problems]
    if parsed is None:
        return None, problems
    if fenced and (early := _early_end(source.text, parsed)):
        end, advice = early
        return None, [*problems, Problem("PM008", "the front matter ends here, and goes on below", end, help=advice)]
    return Document(source, parsed), problems


def _early_end(text: str, parsed: FrontMatter) -> tuple[Span, str] | None:
    """The line of dashes that ends the front matter, where keys of it follow, and what to do about it.

    They are keys where another line of dashes follows, or where the first two lines are known ones that it lacks.
    """
    start = text.rfind("---", 0, parsed.body)
    end = _END.match(text, start)
    lines = (line[0] for line in _LINE.finditer(text, end.end() if end else len(text)))
    first = _known(next(lines))
    if not first:
        return None
    second = next(lines, "")
    after = second if not _GOES_ON.match(second) else next((line for line in lines if not _GOES_ON.match(line)), "")
    if after.rstrip() == "---":
        return Span(start, start + 3), _ONE_END
    more = {first, _known(second)}
    return (Span(start, start + 3), _MOVED) if "" not in more and more.isdisjoint(parsed.root.entries) else None


def _known(line: str) -> str:
    """The key that a line begins with, if front matter has it; else nothing."""
    name, colon, _ = line.partition(":")
    return name if colon and _GOES_ON.match(line) and name in {key.name for key in keys(PostMortem)} else ""


def _encoding_problems(source: Source) -> list[Problem]:
    found = []
    if source.bom:
        remove = Edit(Span(0, 1), "")
        found.append(Problem("PM014", "the file begins with a byte order mark", Span(0, 1), fix=remove))
    if (at := source.text.find("\r")) >= 0:
        message = "lines end in CRLF" if source.text[at : at + 2] == "\r\n" else "a carriage return ends a line"
        found.append(Problem("PM015", message, Span(at, at)))
    return found
