"""Nodes, each with its place."""

from __future__ import annotations

from pmgen.diagnostics import Route
from pmgen.source import Span
from pmgen.values import Value

DEEPEST = 60
"""How many levels front matter may nest; a post-mortem needs about ten."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Scalar(Value):
    """A text: a value or a key.

    Args:
        text: what it says.
        span: covers its quotes, too.
        plain: whether it has none.
        escape: the first of its escapes that stands for a line break, a tab or a blank; empty where there is none.
    """

    text: str
    span: Span
    plain: bool
    escape: str = ""

    @property
    def null(self) -> bool:
        """Whether YAML takes it for "nothing": empty, `~` or `null`, unquoted."""
        return self.plain and self.text in _NULLS


class Sequence(Value):
    """A list."""

    items: tuple[Node, ...]
    span: Span


class Mapping(Value):
    """Keys and values, in the order written."""

    entries: dict[str, tuple[Scalar, Node]]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value at a key."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


Node = Scalar | Sequence | Mapping


class FrontMatter(Value):
    """The front matter of a document: its tree, where it stands in the file, where the body begins."""

    root: Mapping
    span: Span
    body: int

    def value_span(self, route: Route) -> Span | None:
        """Where exactly a value stands; the only span that an edit may use."""
        node = self._find(route)
        return node.span if node is not None else None

    def key_span(self, route: Route) -> Span | None:
        """Where the key of a value stands; `None` for the item of a list."""
        parent = self._find(route[:-1]) if route else None
        if isinstance(parent, Mapping) and (entry := parent.entries.get(str(route[-1]))):
            return entry[0].span
        return None

    def nearest_span(self, route: Route) -> Span:
        """Where to point for a value that may be missing: at the key of the deepest parent that exists.

        For the item of a list its first line is the place; for a key of the whole front matter, its opening line.
        """
        for length in range(len(route), 0, -1):
            if span := self.key_span(route[:length]):
                return span
            if (node := self._find(route[:length])) is not None:
                return opening(node)
        return self.span

    def node(self, route: Route) -> Node | None:
        """What stands at a route."""
        return self._find(route)

    def _find(self, route: Route) -> Node | None:
        node: Node | None = self.root
        for step in route:
            if isinstance(node, Mapping):
                node = node.get(str(step))
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node


def opening(node: Node) -> Span:
    """The place of a node that fits on a line: the first key of a mapping, the first item of a list."""
    while True:
        if isinstance(node, Mapping) and node.entries:
            return next(iter(node.entries.values()))[0].span
        if not isinstance(node, Sequence) or not node.items:
            return node.span
        node = node.items[0]
