"""Where the keys of a TOML text stand, which the TOML reader of the standard library does not tell.

It places keys and values and understands neither: that the text is TOML has been established before. What it
cannot follow (a key with an escape in its quotes, what lies deeper than any setting) is left out, and the
nearest parent stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmgen.diagnostics import Route
from pmgen.source import Span
from pmgen.values import Mutable, Value, field

DEEPEST = 8
"""Routes longer than this are not recorded; no setting has one."""

# One alternative begins with each character, so that a text is read once, from left to right.
_TOKEN = re.compile(
    r"""
    (?P<skip> [ \t\ufeff]+ | \#[^\n]* )
  | (?P<line> \r?\n )
  | (?P<text> \"{3} (?: \\. | [^"\\] | \"{1,2}(?!\") )* \"{3,5}
            | '{3} (?: [^'] | '{1,2}(?!') )* '{3,5}
            | " (?: \\. | [^"\\\n] )* "
            | ' [^'\n]* ' )
  | (?P<mark> [][{},=.] )
  | (?P<bare> [^][{},=."'\#\s]+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Place(Value):
    """Where a key and its value stand; the item of a list has only a value, a table only its header."""

    key: Span
    value: Span


Places = Mapping[Route, Place]


def nearest(places: Places, route: Route, *, on_key: bool = False) -> Span:
    """Where to point for a route: at its value or key, else at the key of the nearest parent, else at the top."""
    for length in range(len(route), 0, -1):
        if place := places.get(route[:length]):
            return place.value if length == len(route) and not on_key else place.key
    return Span(0, 0)


def locate(text: str) -> Places:
    """Where each key and each item of a list stands. Never raises; for what is not TOML it says what it saw."""
    walk = _Walk([(m.lastgroup or "", m[0], Span(*m.span())) for m in _TOKEN.finditer(text) if m.lastgroup != "skip"])
    while walk.kind:
        walk.statement()
    return walk.places


class _Walk(Mutable):
    """The tokens of a text, and what has been seen of them."""

    tokens: list[tuple[str, str, Span]]
    at: int = 0
    table: Route = ()
    places: dict[Route, Place] = field(default_factory=dict)
    lengths: dict[Route, int] = field(default_factory=dict)  # of the lists of tables

    @property
    def kind(self) -> str:
        """What comes next: `text`, `bare`, `line`, the mark itself, or nothing at the end."""
        if self.at >= len(self.tokens):
            return ""
        kind, word, _ = self.tokens[self.at]
        return word if kind == "mark" else kind

    def take(self) -> Span:
        """Go past the next token."""
        span = self.tokens[self.at][2]
        self.at += 1
        return span

    def statement(self) -> None:
        """A header, or a key and its value, up to the end of the line."""
        if self.kind == "[":
            self.header()
        else:
            key = self.key()
            if self.kind == "=":
                self.take()
                self.pair(self.table, key)
        while self.kind not in ("", "line"):
            self.take()
        if self.kind:
            self.take()

    def header(self) -> None:
        """`[table]` or `[[table]]`: what the keys below it belong to."""
        self.take()
        is_list = self.kind == "["
        if is_list:
            self.take()
        key = self.key()
        route: Route = ()
        for number, (name, span) in enumerate(key, start=1):
            route = (*route, name)
            if number == len(key) and is_list:
                self.lengths[route] = self.lengths.get(route, 0) + 1
            self.record(route, span, span)
            if length := self.lengths.get(route):
                route = (*route, length - 1)
                self.record(route, span, span)
        self.table = route

    def key(self) -> list[tuple[str, Span]]:
        """The parts of a dotted key, without their quotes."""
        parts = []
        while self.kind in ("text", "bare", "."):
            kind, word, span = self.tokens[self.at]
            self.take()
            if kind != "mark":
                parts.append((word[1:-1] if kind == "text" else word, span))
        return parts

    def pair(self, table: Route, key: list[tuple[str, Span]]) -> None:
        """The value of a key."""
        route = table
        for name, span in key:
            route = (*route, name)
            self.record(route, span, span)
        value = self.value(route)
        if key and (place := self.places.get(route)):
            self.places[route] = Place(place.key, value)

    def value(self, route: Route) -> Span:
        """A value of any kind, and where it stands."""
        if self.kind not in ("[", "{"):
            return self.scalar()
        if len(route) >= DEEPEST:
            return self.skip()
        closing = "]" if self.kind == "[" else "}"
        span = self.take()
        index = 0
        while self.kind not in ("", closing):
            if self.kind in (",", "line"):
                self.take()
            elif closing == "]":
                item = self.value((*route, index))
                self.record((*route, index), item, item)
                index += 1
            else:
                key = self.key()
                if self.kind not in ("", "}"):
                    self.take()
                    self.pair(route, key)
        return Span(span.start, self.take().end) if self.kind else span

    def scalar(self) -> Span:
        """A text, a number, a date: everything up to what cannot belong to it."""
        if not self.kind:
            return self.tokens[-1][2]
        span = self.take()
        while self.kind in ("bare", ".", "text"):
            span = Span(span.start, self.take().end)
        return span

    def skip(self) -> Span:
        """A list or table, whatever it holds."""
        span, depth = self.take(), 1
        while self.kind and depth:
            depth += (self.kind in ("[", "{")) - (self.kind in ("]", "}"))
            span = Span(span.start, self.take().end)
        return span

    def record(self, route: Route, key: Span, value: Span) -> None:
        """Remember a place; the first one seen counts."""
        if len(route) <= DEEPEST:
            self.places.setdefault(route, Place(key, value))
