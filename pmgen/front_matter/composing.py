"""The events of the YAML parser to a tree."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, NoReturn

from pmgen import lazily
from pmgen.diagnostics import Problem
from pmgen.front_matter import lines
from pmgen.front_matter.tree import DEEPEST, Mapping, Node, Scalar, Sequence, opening
from pmgen.source import Source, Span
from pmgen.values import Mutable

with lazily.patterns():
    import yaml

_PARSER: Any = yaml.CLoader.__mro__[1] if yaml.__with_libyaml__ else None
# What YAML does not allow, and the C1 controls, which it does: they are never meant.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

# An escape of double quotes, of which some are letters that stand for what nobody sees.
_ESCAPE = re.compile(r"\\(?:([ntrNLP_])|x[0-9A-Fa-f]{2}|[^x])", re.DOTALL)

_TEXT = "put quotes round a text that begins so; else write the value out"


def control_message(character: str) -> str:
    """What to say of a character that matches `CONTROL`."""
    return f"control character U+{ord(character):04X}, which no text needs and no page or feed may hold"


class Stop(Exception):
    """Reading cannot go on; caught in `reading`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Open(Mutable):
    """A collection that is being read.

    Args:
        doubled: whether it is an item of which a key was there already: what follows may be a further item.
    """

    start: int
    end: int
    entries: dict[str, tuple[Scalar, Node]] | None
    items: list[Node]
    key: Scalar | None = None
    doubled: bool = False


class Composer:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, text: str, span: Span) -> None:
        self.source = Source("", text)
        self.offset = span.start
        self.inside = text[span.start : span.end]
        self.problems: list[Problem] = []
        self.dashed: list[Scalar] = []
        self._documents = 0

    def compose(self) -> Mapping:
        """The tree.

        Raises:
            yaml.MarkedYAMLError: for what is not YAML.
            Stop: for YAML that front matter has no use for.
        """
        if _PARSER is None:
            raise RuntimeError("PyYAML was built without its C parser (libyaml)")
        open_: list[_Open] = []
        root: Node | None = None
        # Hundreds of events a document, nearly all of them scalars: the parser's own classes are told apart fastest.
        for event in iter(_PARSER(self.inside).get_event, None):
            kind = event.__class__
            node: Node
            if kind is yaml.ScalarEvent:
                node = self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                open_.append(self._opened(event, len(open_), {} if kind is yaml.MappingStartEvent else None))
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node = _close(open_.pop(), self._span(event))
            else:
                self._without_node(event)
                continue
            if open_:
                self._add(open_[-1], node)
            else:
                root = node
        return self._root(root)

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self._stop_at_properties(event)
        text, style = event.value, event.style
        start, end = event.start_mark.index, event.end_mark.index
        if style:
            if style == '"' and "\\" in (written := self.inside[start:end]):
                # An escape spells what may not stand in the text itself.
                if control := CONTROL.search(text):
                    advice = "in double quotes a `\\` and a letter can spell one: write a path in single quotes"
                    self._stop("PM004", control_message(control[0]), event, advice)
                if escape := next((found[0] for found in _ESCAPE.finditer(written) if found[1]), ""):
                    return Scalar(text, Span(self.offset + start, self.offset + end), False, escape)
            # The end mark of a block stands behind the line breaks and comments that follow it.
            if style in "|>":
                end = start + len(self.inside[start:end].rstrip(" \t\r\n"))
        elif "- " in text:
            scalar = Scalar(text, Span(self.offset + start, self.offset + end), True)
            self.dashed.append(scalar)
            return scalar
        return Scalar(text, Span(self.offset + start, self.offset + end), not style)

    def _opened(self, event: Any, depth: int, entries: dict[str, tuple[Scalar, Node]] | None) -> _Open:
        if event.anchor is not None or event.tag is not None:
            self._stop_at_properties(event)
        if depth == DEEPEST:
            self._stop("PM011", f"nested deeper than {DEEPEST} levels", event)
        span = self._span(event)
        return _Open(span.start, span.end, entries, [])

    def _without_node(self, event: Any) -> None:
        """An event that stands for no node: where the text or a document begins or ends, or an alias."""
        if isinstance(event, yaml.AliasEvent):
            self._stop("PM009", f"alias `*{event.anchor}`, which front matter does not support", event, _TEXT)
        self._documents += isinstance(event, yaml.DocumentStartEvent)
        if self._documents == 2:
            self._stop("PM008", "a second YAML document begins inside the front matter", event)

    def _stop_at_properties(self, event: Any) -> NoReturn:
        if event.anchor is not None:
            self._stop("PM009", f"anchor `&{event.anchor}`, which front matter does not support", event, _TEXT)
        self._stop("PM010", f"tag `{self._word(event)}`, which front matter does not support", event, _TEXT)

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
            raise Stop(Problem("PM013", "a key that is not a text", opening(node), self._unkeyed(node.span.start)))
        else:
            if node.text in parent.entries and not parent.doubled:
                line, _ = self.source.position(parent.entries[node.text][0].span.start)
                message = f"key `{node.text}` is there twice; the first is on line {line}"
                advice = "keep one of the two"
                parent.doubled = self._is_item(parent)
                if parent.doubled:
                    advice += ", or begin a further item with `- ` where its keys begin"
                self.problems.append(Problem("PM007", message, node.span, help=advice))
            parent.key = node

    def _unkeyed(self, at: int) -> str | None:
        """How to write what begins with a bracket, and is a key to YAML."""
        from pmgen.front_matter import stumble, suspects  # only a mistake needs it

        mark = self.source.text[at]
        if event := suspects.as_event(stumble.Stumble(self.source.text, self.offset, at, at, None)):
            return event
        return f"put quotes round a text that begins with `{mark}`" if mark in "{[" else None

    def _is_item(self, opened: _Open) -> bool:
        """Whether a mapping without brackets begins right behind the `-` of a list item."""
        text, start = self.source.text, opened.start
        return text[start] != "{" and text[max(0, start - 9) : start].rstrip(" ").endswith("-")

    def _root(self, root: Node | None) -> Mapping:
        if root is None or (isinstance(root, Scalar) and root.null):
            return Mapping({}, Span(self.offset, self.offset))
        if isinstance(root, Mapping):
            return root
        kind = "a list" if isinstance(root, Sequence) else "a text"
        raise Stop(
            Problem("PM012", f"the front matter is {kind}, not keys and values", opening(root), self._keyed(root))
        )

    def _keyed(self, root: Node) -> str | None:
        """How to write as a key and a value what the front matter begins with instead of one."""
        if not isinstance(root, Scalar):
            keyed = isinstance(root, Sequence) and root.items and all(isinstance(each, Mapping) for each in root.items)
            return "write its keys without `-` or `[…]`" if keyed else None
        line = self.source.text[root.span.start : root.span.end].splitlines()[0]
        if sample := lines.otherwise(line):
            return f"write `{sample}`"
        return "a blank follows the `:` of a key" if ":" in root.text else None

    def _span(self, event: Any) -> Span:
        return Span(self.offset + event.start_mark.index, self.offset + event.end_mark.index)

    def _stop(self, code: str, message: str, event: Any, help: str | None = None) -> NoReturn:
        raise Stop(Problem(code, message, self._span(event), help))


def _close(opened: _Open, end: Span) -> Node:
    # The end of a block collection has no characters of its own; that of a flow collection is its bracket.
    span = Span(opened.start, end.end if end.end > end.start else max(opened.end, opened.start))
    return Sequence(tuple(opened.items), span) if opened.entries is None else Mapping(opened.entries, span)


def quoted_last(inside: str) -> Span | None:
    """The last text in quotes before the place at which the parser stumbles, if it is the last text at all."""
    last: Any = None
    with suppress(yaml.MarkedYAMLError):
        for event in iter(_PARSER(inside).get_event, None):
            if event.__class__ is yaml.ScalarEvent:
                last = event
    return Span(last.start_mark.index, last.end_mark.index) if last and last.style in ("'", '"') else None
