"""Changes to front matter that leave every other byte alone.

What is supported: setting a value that is a text, or stands on one line, to another one on one line; renaming a key;
giving a mapping a key, or another value for one that it has; taking a key away; giving a list one more item; letting a
block of lines go on. Everything else is refused, and so is what would take a comment away. Whoever edits reads the
result again and compares: what is written here knows how YAML looks, not all that it may mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmgen.diagnostics import Fix, RenameKey, Route
from pmgen.document import Document
from pmgen.front_matter import Mapping, Node, Scalar, Sequence
from pmgen.source import Edit, Span

_DASH = re.compile(" *- +")
_BLOCK = re.compile(r"[|>][-+]?[ \t]*(?:#[^\r\n]*)?(?=\r?\n)")
_LEAD = re.compile(r"(?:[ \r]*\n)+(?P<indent> *)")
_BREAKS = re.compile("\n+")


class Unsupported(Exception):
    """The front matter is written in a way that this change does not know how to leave intact."""


def edit_for(document: Document, fix: Fix) -> Edit:
    """The change to the text that a fix asks for.

    Raises:
        Unsupported: when there is no such value or key, or the value cannot be taken away whole.
    """
    if isinstance(fix, Edit):
        return fix
    if isinstance(fix, RenameKey):
        return rename_key(document, fix.route, fix.key)
    return set_value(document, fix.route, fix.text)


def set_value(document: Document, route: Route, text: str) -> Edit:
    """Put `text`, which is YAML, in the place of the value at a route.

    Raises:
        Unsupported: when there is no value, or it is a list or a mapping of several lines, or a comment would be lost.
    """
    node = document.front_matter.node(route)
    if node is None or node.span.start == node.span.end:
        raise Unsupported(f"no value at {route}")
    written = document.source.text[node.span.start : node.span.end]
    if "\n" in written:
        if not isinstance(node, Scalar):
            raise Unsupported(f"no text at {route}, and nothing on one line")
        _refuse_comment(written, node.span.start, node, str(route[-1]))
    return Edit(node.span, text)


def rename_key(document: Document, route: Route, key: str) -> Edit:
    """Call the key at a route `key`.

    Raises:
        Unsupported: when there is no such key.
    """
    span = document.front_matter.key_span(route)
    if span is None:
        raise Unsupported(f"no key at {route}")
    return Edit(span, key)


def put(document: Document, route: Route, text: str) -> Edit:
    """Let the key at the end of a route have the value `text`, which is YAML on one line; it may be there or not.

    Raises:
        Unsupported: when what holds the key is no mapping or has no key yet, or a comment would be lost.
    """
    mapping, key = _mapping(document, route), str(route[-1])
    source = document.source.text
    if key not in mapping.entries:
        return _inserted(document, mapping, f"{key}: {text}")
    name, value = mapping.entries[key]
    colon = source.find(":", name.span.end, max(value.span.end, name.span.end + 2)) + 1
    if not colon:
        raise Unsupported(f"no value behind `{key}`")
    if value.span.start == value.span.end or "\n" in source[colon : value.span.end]:
        _refuse_comment(source[colon : value.span.end], colon, value, key)
        return Edit(Span(colon, max(colon, value.span.end)), f" {text}")
    return Edit(value.span, text)


def drop(document: Document, route: Route) -> Edit:
    """Take the key at the end of a route away, with its value.

    Raises:
        Unsupported: when it is not there, is the first one of a block, or a comment would be lost.
    """
    mapping, key = _mapping(document, route), str(route[-1])
    source, names = document.source.text, list(mapping.entries)
    if key not in names:
        raise Unsupported(f"no key `{key}`")
    name, value = mapping.entries[key]
    place, end = names.index(key), max(value.span.end, name.span.end + 1)
    if place == 0:
        raise Unsupported(f"`{key}` is the first key")
    if source[mapping.span.start] == "{":
        start = mapping.entries[names[place - 1]][1].span.end
        _refuse_comment(source[start:end], start, value, key)
        return Edit(Span(start, end), "")
    start, stop = source.rfind("\n", 0, name.span.start) + 1, _line_end(source, end)
    _refuse_comment(source[start:stop], start, value, key)
    return Edit(Span(start, stop + len(_line_break(source[stop:]))), "")


def append(document: Document, route: Route, text: str) -> Edit:
    """Let the list at a route end in `text`, which is YAML on one line.

    Raises:
        Unsupported: when there is no list, it is empty, or its last item does not begin behind its own dash.
    """
    node = document.front_matter.node(route)
    if not isinstance(node, Sequence) or not node.items:
        raise Unsupported(f"no list with items at {route}")
    source, last = document.source.text, node.items[-1].span
    if source[node.span.start] == "[":
        return Edit(Span(last.end, last.end), f", {text}")
    lead = source[source.rfind("\n", 0, last.start) + 1 : last.start]
    if not _DASH.fullmatch(lead):
        raise Unsupported(f"no item behind a dash of its own in `{route[-1]}`")
    stop = _line_end(source, last.end)
    return Edit(Span(stop, stop), f"{_own_line_break(source)}{lead}{text}")


def lengthen(document: Document, route: Route, more: str) -> Edit:
    """Let the text at a route, a block of lines (`|`, `>`), go on with `more`, which may have several lines.

    Raises:
        Unsupported: when there is no such text, or it says itself how far it is set in.
    """
    node, source = document.front_matter.node(route), document.source.text
    header = _BLOCK.match(source, node.span.start) if isinstance(node, Scalar) else None
    if node is None or header is None:
        raise Unsupported(f"no block of lines at {route}")
    lines = source[header.end() : node.span.end].rstrip()
    lead = _LEAD.match(lines)
    if lead is None:
        raise Unsupported(f"no line in the block at {route}")
    line_break, stop = _own_line_break(source), header.end() + len(lines)
    folds = source[node.span.start] == ">"
    text = _BREAKS.sub(lambda found: line_break * (len(found[0]) + folds) + lead["indent"], more)
    return Edit(Span(stop, stop), text)


def _mapping(document: Document, route: Route) -> Mapping:
    node = document.front_matter.node(route[:-1]) if route else None
    if not isinstance(node, Mapping) or not node.entries:
        raise Unsupported(f"no mapping with keys at {route[:-1]}")
    return node


def _inserted(document: Document, mapping: Mapping, entry: str) -> Edit:
    """An entry behind all others."""
    source = document.source.text
    first, (last_name, last) = next(iter(mapping.entries.values()))[0], list(mapping.entries.values())[-1]
    end = max(last.span.end, last_name.span.end + 1)
    if source[mapping.span.start] == "{":
        return Edit(Span(end, end), f", {entry}")
    indent = first.span.start - source.rfind("\n", 0, first.span.start) - 1
    stop = _line_end(source, end)
    return Edit(Span(stop, stop), f"{_own_line_break(source)}{' ' * indent}{entry}")


def _line_end(source: str, place: int) -> int:
    """Where the line of a place ends, before its line break."""
    stop = source.find("\n", place)
    stop = len(source) if stop < 0 else stop
    return stop - 1 if source[stop - 1 : stop] == "\r" else stop


def _own_line_break(source: str) -> str:
    """What ends the first line, and so every other."""
    return _line_break(source[source.find("\n") - 1 :] if source.find("\n") > 0 else "\n")


def _line_break(text: str) -> str:
    return "\r\n" if text.startswith("\r\n") else "\n"


def _refuse_comment(text: str, start: int, value: Node, key: str) -> None:
    """Refuse to take away a text of the source that may hold a comment: a `#` that is not within quotes.

    Args:
        start: where the text begins in the source.
        value: the node that it holds, as far as it holds one.
    """
    for span in _quoted(value):
        begin, end = span.start - start, span.end - start
        if begin >= 0 and text[begin] in "'\"":
            text = text[:begin] + " " * (end - begin) + text[end:]
    if "#" in text:
        raise Unsupported(f"there may be a comment in `{key}`, which would be lost")


def _quoted(node: Node) -> Iterator[Span]:
    """Where the texts are that are not plain."""
    if isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield from (*_quoted(key), *_quoted(value))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _quoted(item)
    elif not node.plain:
        yield node.span
