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
_ONE_END = "delete this line: only behind the last key stands one of dashes"


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
    if fenced and (end := _early_end(source.text, parsed.body)):
        return None, [*problems, Problem("PM008", "the front matter ends here, and goes on below", end, help=_ONE_END)]
    return Document(source, parsed), problems


def _early_end(text: str, body: int) -> Span | None:
    """The line of dashes that ends the front matter, where keys of it follow and then another such line."""
    start = text.rfind("---", 0, body)
    lines = _LINE.finditer(text, start)
    next(lines)
    first = next(lines)[0]
    if first.partition(":")[0] not in {key.name for key in keys(PostMortem)} or not _GOES_ON.match(first):
        return None
    after = next((line[0] for line in lines if not _GOES_ON.match(line[0])), "")
    return Span(start, start + 3) if after.rstrip() == "---" else None


def _encoding_problems(source: Source) -> list[Problem]:
    found = []
    if source.bom:
        remove = Edit(Span(0, 1), "")
        found.append(Problem("PM014", "the file begins with a byte order mark", Span(0, 1), fix=remove))
    if (at := source.text.find("\r")) >= 0:
        message = "lines end in CRLF" if source.text[at : at + 2] == "\r\n" else "a carriage return ends a line"
        found.append(Problem("PM015", message, Span(at, at)))
    return found
