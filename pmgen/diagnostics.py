"""What a rule is, and what it reports: a problem at a route, placed it is a diagnostic at a span."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from pmgen.source import Edit, Span
from pmgen.values import Value

Route = tuple[str | int, ...]


class Level(enum.StrEnum):
    """How much a diagnostic weighs: an error fails a build, a warning only a strict one, an info neither."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Level).index(self)


class SetValue(Value, tag=True):
    """A fix: the scalar at a route should read `text`."""

    route: Route
    text: str


class RenameKey(Value, tag=True):
    """A fix: the key at a route should be called `key`."""

    route: Route
    key: str


Fix = SetValue | RenameKey | Edit
"""A change that is safe to make unasked, in the words of the front matter or of the text itself."""


_SHORT: Final = 60
"""How many characters of a text a message quotes."""


def shortened(text: str) -> str:
    """A text that a message quotes, in 60 characters at most; the `…` says that something may be cut in two there."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


class Quote(Value):
    """Some words of a value, and how many times the same ones stand before them."""

    words: str = ""
    before: int = 0


_NO_QUOTE: Final = Quote()


_QUOTED: Final = 200
"""How many parts of one value are quoted: each is counted from its beginning, and nobody would look for the rest."""


def quotes(text: str, parts: Iterable[tuple[int, int]]) -> Iterator[Quote]:
    """The words in some parts of a value, each up to the end of its first line; beyond so many, no words.

    Args:
        parts: where they begin and end.
    """
    for number, (start, end) in enumerate(parts):
        words = text[start:end].partition("\n")[0] if number < _QUOTED else ""
        yield Quote(words, text.count(words, 0, start)) if words else _NO_QUOTE


class Problem(Value):
    """What is wrong, in the words of the front matter.

    Args:
        code: the rule it belongs to.
        message: what is wrong here; stands alone, lower case, backticks round keys and values.
        at: the route to a value, or a span of the file where there is no route (YAML itself, the body).
        help: what to do about it.
        fix: a change that is safe to make unasked.
        on_key: point at the key, not at its value.
        in_page: it is in the legacy page itself, not in the file beside it.
        meant: the known keys for which an unknown one probably stands.
        quoting: what to point at within the value, where it stands there as it is.
    """

    code: str
    message: str
    at: Route | Span
    help: str | None = None
    fix: Fix | None = None
    on_key: bool = False
    in_page: bool = False
    meant: tuple[str, ...] = ()
    quoting: Quote = Quote()


class Rule(Value):
    """Something that is checked.

    Args:
        code: its number, `PM401`; never used again for another rule.
        name: reads as "allow …": `followup-without-owner`.
        level: how much its diagnostics weigh.
        doc: Markdown for users: a line, why it matters, `Bad:` and `Good:` with examples.
        find: what looks for it; `None` where reading the file finds it.
    """

    code: str
    name: str
    level: Level
    doc: str
    find: Callable[[Any], Iterator[Any]] | None = None

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return self.doc.partition("\n")[0]

    def problem(
        self,
        at: Route | Span,
        message: str,
        *,
        help: str | None = None,
        fix: Fix | None = None,
        quoting: Quote = _NO_QUOTE,
    ) -> Problem:
        """A problem that this rule has found."""
        return Problem(self.code, message, at, help, fix, quoting=quoting)


def rule(code: str, name: str, level: Level) -> Callable[[Callable[[Any], Iterator[Any]]], Rule]:
    """Make a rule of the function that looks for it; the function's docstring is the documentation."""

    def declare(find: Callable[[Any], Iterator[Any]]) -> Rule:
        return Rule(code, name, level, dedent(find.__doc__ or ""), find)

    return declare


def found_elsewhere(code: str, name: str, doc: str, level: Level = Level.ERROR) -> Rule:
    """A rule that no function of its own finds; for the arguments see `Rule`."""
    return Rule(code, name, level, dedent(doc))


def dedent(doc: str) -> str:
    """A docstring without the indentation that it has in the code."""
    first, _, rest = doc.strip("\n").partition("\n")
    lines = rest.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join([first.strip(), *(line[margin:].rstrip() for line in lines)]).strip()


class Diagnostic(Value):
    """A problem with its place in a file; lines and columns count from 1, columns count characters.

    Args:
        end_column: just behind the last character.
        excerpt: the text of the line where it begins.
        edits: the fix, as changes to the file; empty where there is none.
    """

    path: str
    code: str
    name: str
    level: Level
    message: str
    help: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str = ""
    edits: tuple[Edit, ...] = ()

    @property
    def fixable(self) -> bool:
        """Whether `pmgen check --fix` mends it."""
        return bool(self.edits)


def worst(diagnostics: Iterable[Diagnostic]) -> Level | None:
    """The weightiest level among diagnostics; `None` where there are none."""
    return min((each.level for each in diagnostics), key=lambda level: level.rank, default=None)
