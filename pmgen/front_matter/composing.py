"""The events of the YAML parser to a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from pmgen import lazily
from pmgen.diagnostics import Problem
from pmgen.front_matter.tree import DEEPEST, Mapping, Node, Scalar, Sequence, opening
from pmgen.source import Source, Span
from pmgen.values import Mutable

with lazily.patterns():
    import yaml

_PARSER: Any = yaml.CLoader.__mro__[1] if yaml.__with_libyaml__ else None
# What YAML allows, less the C1 controls that it allows (they are never meant) and plus nothing.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def control_message(character: str) -> str:
    """What to say of a character that matches `CONTROL`."""
    return f"control character U+{ord(character):04X}, which no text needs and no page or feed may hold"


class Stop(Exception):
    """Reading cannot go on; caught in `reading`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Open(Mutable):
    """A collection that is being read."""

    start: int
    end: int
    entries: dict[str, tuple[Scalar, Node]] | None
    items: list[Node]
    key: Scalar | None = None


class Composer:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, text: str, span: Span) -> None:
        self.source = Source("", text)
        self.offset = span.start
        self.inside = text[span.start : span.end]
        self.problems: list[Problem] = []

    def compose(self) -> Mapping:
        """The tree.

        Raises:
            yaml.MarkedYAMLError: for what is not YAML.
            Stop: for YAML that front matter has no use for.
        """
        open_: list[_Open] = []
        root: Node | None = None
        for event in self._events():
            node: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                # An escape spells what may not stand in the text itself.
                if event.style == '"' and (control := CONTROL.search(event.value)):
                    self._stop("PM004", control_message(control[0]), event)
                node = Scalar(event.value, self._span(event), not event.style)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                if len(open_) == DEEPEST:
                    self._stop("PM011", f"nested deeper than {DEEPEST} levels", event)
                span = self._span(event)
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                open_.append(_Open(span.start, span.end, {} if is_mapping else None, []))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                node = _close(open_.pop(), self._span(event))
            if node is None:
                continue
            if open_:
                self._add(open_[-1], node)
            else:
                root = node
        return self._root(root)

    def _events(self) -> Iterator[Any]:
        if _PARSER is None:
            raise RuntimeError("PyYAML was built without its C parser (libyaml)")
        parser = _PARSER(self.inside)
        documents = 0
        while event := parser.get_event():
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._stop("PM008", "a second YAML document begins inside the front matter", event)
            elif isinstance(event, yaml.AliasEvent):
                self._stop("PM009", f"alias `*{event.anchor}`, which front matter does not support", event)
            elif isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
                if event.anchor is not None:
                    self._stop("PM009", f"anchor `&{event.anchor}`, which front matter does not support", event)
                if event.tag is not None:
                    self._stop("PM010", f"tag `{self._word(event)}`, which front matter does not support", event)
            yield event

    def _word(self, event: Any) -> str:
        return self.inside[event.start_mark.index :].split(maxsplit=1)[0]

    def _add(self, parent: _Open, node: Node) -> None:
        parent.end = node.span.end
        if parent.entries is None:
            parent.items.append(node)
        elif parent.key is not None:
            parent.entries.setdefault(parent.key.text, (parent.key, node))
            parent.key = None
        elif not isinstance(node, Scalar):
            raise Stop(Problem("PM013", "a key that is not a text", opening(node)))
        else:
            if node.text in parent.entries:
                line, _ = self.source.position(parent.entries[node.text][0].span.start)
                message = f"key `{node.text}` is there twice; the first is on line {line}"
                self.problems.append(Problem("PM007", message, node.span, help="keep one of the two"))
            parent.key = node

    def _root(self, root: Node | None) -> Mapping:
        if root is None or (isinstance(root, Scalar) and root.null):
            return Mapping({}, Span(self.offset, self.offset))
        if isinstance(root, Mapping):
            return root
        kind = "a list" if isinstance(root, Sequence) else "a text"
        advice = "a blank follows the `:` of a key" if isinstance(root, Scalar) and ":" in root.text else None
        raise Stop(Problem("PM012", f"the front matter is {kind}, not keys and values", opening(root), advice))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        # A block's end mark stands behind the line breaks and comments that follow it.
        if isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">"):
            end = start + len(self.inside[start:end].rstrip(" \t\r\n"))
        return Span(self.offset + start, self.offset + end)

    def _stop(self, code: str, message: str, event: Any) -> NoReturn:
        raise Stop(Problem(code, message, self._span(event)))


def _close(opened: _Open, end: Span) -> Node:
    # The end of a block collection has no characters of its own; that of a flow collection is its bracket.
    span = Span(opened.start, end.end if end.end > end.start else max(opened.end, opened.start))
    return Sequence(tuple(opened.items), span) if opened.entries is None else Mapping(opened.entries, span)
