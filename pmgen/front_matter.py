"""YAML as a tree that remembers places.

The raw text of a scalar is kept and never resolved: YAML 1.1 would read `10:44` as 644 and `no` as false.
What front matter has no use for is refused with its place, before it can cost time or memory: aliases (an
"alias bomb" is nine lines), tags, several documents, nesting beyond `DEEPEST`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from pmgen import lazily
from pmgen.diagnostics import Problem, Route
from pmgen.source import Source, Span
from pmgen.values import Mutable, Value

with lazily.patterns():
    import yaml
    from frontmatter.default_handlers import YAMLHandler

DEEPEST = 60
"""How many levels front matter may nest; a post-mortem needs about ten."""

_HANDLER = YAMLHandler()
_PARSER: Any = yaml.CLoader.__mro__[1] if yaml.__with_libyaml__ else None
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# What YAML allows, less the C1 controls that it allows (they are never meant) and plus nothing.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Scalar(Value):
    """A text: a value or a key. `text` is what it says, `span` covers its quotes, too."""

    text: str
    span: Span
    plain: bool

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
                return _opening(node)
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


def _opening(node: Node) -> Span:
    """The first key of a mapping, the first item of a list: a place that fits on a line."""
    while True:
        if isinstance(node, Mapping) and node.entries:
            return next(iter(node.entries.values()))[0].span
        if not isinstance(node, Sequence) or not node.items:
            return node.span
        node = node.items[0]


def split(text: str) -> tuple[Span, int] | Problem:
    """Where the YAML of the front matter stands in a file, and where the body begins."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    # `^` matches only at the very beginning of what it is given, or behind a line break.
    opening = _HANDLER.FM_BOUNDARY.match(text[start:])
    if not opening:
        return Problem(
            "PM001",
            "no front matter",
            Span(start, start),
            help="begin the file with `---`, the front matter in YAML, and `---`; `pmgen new` writes such a file",
        )
    try:
        inside, body = _HANDLER.split(text[start:])
    except ValueError:
        return Problem(
            "PM002",
            "the front matter is never closed",
            Span(start, start + 3),
            help="put a line with `---` behind the last key",
        )
    begin = start + opening.end()
    return Span(begin, begin + len(inside)), len(text) - len(body)


def read(text: str, *, fenced: bool = True) -> tuple[FrontMatter | None, list[Problem]]:
    """The front matter of a file's text; without one, or with unreadable YAML, what is wrong.

    Args:
        fenced: it stands between lines of three dashes; else it is the whole file.
    """
    if control := _CONTROL.search(text):
        return None, [Problem("PM004", _control_message(control[0]), Span(*control.span()), help="delete it")]
    found = split(text) if fenced else (Span(0, len(text)), len(text))
    if isinstance(found, Problem):
        return None, [found]
    span, body = found
    composer = _Composer(text, span)
    try:
        root = composer.compose()
    except _Stop as stop:
        return None, [*composer.problems, stop.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*composer.problems, _syntax_problem(error, text, span)]
    if composer.problems:
        return None, composer.problems
    return FrontMatter(root, Span(*_first_line(text)), body), []


def _control_message(character: str) -> str:
    return f"control character U+{ord(character):04X}, which no text needs and no page or feed may hold"


def _first_line(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    return start, start + 3


class _Stop(Exception):
    """Reading cannot go on; caught in `read`."""

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


class _Composer:
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
            _Stop: for YAML that front matter has no use for.
        """
        open_: list[_Open] = []
        root: Node | None = None
        for event in self._events():
            node: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                # An escape spells what may not stand in the text itself.
                if event.style == '"' and (control := _CONTROL.search(event.value)):
                    self._stop("PM004", _control_message(control[0]), event)
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
            raise _Stop(Problem("PM013", "a key that is not a text", _opening(node)))
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
        raise _Stop(Problem("PM012", f"the front matter is {kind}, not keys and values", _opening(root), advice))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        # A block's end mark stands behind the line breaks and comments that follow it.
        if isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">"):
            end = start + len(self.inside[start:end].rstrip(" \t\r\n"))
        return Span(self.offset + start, self.offset + end)

    def _stop(self, code: str, message: str, event: Any) -> NoReturn:
        raise _Stop(Problem(code, message, self._span(event)))


def _close(opened: _Open, end: Span) -> Node:
    # The end of a block collection has no characters of its own; that of a flow collection is its bracket.
    span = Span(opened.start, end.end if end.end > end.start else max(opened.end, opened.start))
    return Sequence(tuple(opened.items), span) if opened.entries is None else Mapping(opened.entries, span)


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
    ("found unknown escape character", "a `\\` that means nothing in double quotes", "use single quotes"),
    ("exceeded max depth", f"nested deeper than {DEEPEST} levels", None),
    ("Exceeded max depth", f"nested deeper than {DEEPEST} levels", None),
)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, span: Span) -> Problem:
    says = error.problem or "unreadable YAML"
    mark: Any = error.problem_mark
    if error.context_mark and says.startswith(("found unexpected end of stream", "did not find expected ','")):
        mark = error.context_mark  # where the quote or the bracket opens
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
