"""A parsed source file: front matter that remembers places, and a Markdown body."""

from __future__ import annotations

from pmgen import front_matter
from pmgen.diagnostics import Problem
from pmgen.front_matter import FrontMatter
from pmgen.source import Edit, Source, Span
from pmgen.values import Value


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
    parsed, problems = front_matter.read(source.text, fenced=not source.path.endswith((".yml", ".yaml")))
    problems = [*_encoding_problems(source), *problems]
    return (Document(source, parsed) if parsed else None), problems


def _encoding_problems(source: Source) -> list[Problem]:
    found = []
    if source.bom:
        remove = Edit(Span(0, 1), "")
        found.append(Problem("PM014", "the file begins with a byte order mark", Span(0, 1), fix=remove))
    if (at := source.text.find("\r")) >= 0:
        message = "lines end in CRLF" if source.text[at : at + 2] == "\r\n" else "a carriage return ends a line"
        found.append(Problem("PM015", message, Span(at, at)))
    return found
