"""From one value of a document to another: what is written where, so that all else stays as its author wrote it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from pmgen import document, edit, serialize
from pmgen.diagnostics import Route
from pmgen.document import Document
from pmgen.front_matter import Mapping, Scalar
from pmgen.keys import keys
from pmgen.model import Done
from pmgen.source import Edit, Source, apply
from pmgen.values import Value


class _Item(Value):
    """Something that a list is to end in."""

    value: object


class _Longer(Value):
    """A text that begins as it was, and what it goes on with."""

    text: str
    more: str


def steps(read: Document, route: Route, old: object, new: object) -> Iterator[tuple[Route, object]]:
    """What is to be written where, so that what is there already stays as its author wrote it.

    Args:
        old: the value at the route, of the model as `decode` made it of the document.
        new: what it should be.
    """
    if old == new:
        return
    node = read.front_matter.node(route)
    if isinstance(old, Done) and isinstance(new, Done) and isinstance(node, Mapping) and node.entries:
        for key in keys(Done):
            yield from steps(read, (*route, key.name), getattr(old, key.attribute), getattr(new, key.attribute))
    elif isinstance(old, tuple) and isinstance(new, tuple) and old and new[: len(old)] == old:
        for item in new[len(old) :]:
            yield route, _Item(item)
    elif isinstance(old, str) and isinstance(new, str) and new.startswith(old):
        yield route, _Longer(new, new[len(old) :])
    else:
        yield route, new


def edit_of(read: Document, route: Route, value: object) -> Edit:
    """The change to the text that a step asks for.

    Raises:
        Unsupported: as for `pmgen.edit`.
    """
    if isinstance(value, _Item):
        return edit.append(read, route, serialize.on_one_line(value.value))
    if isinstance(value, _Longer):
        return _lengthened(read, route, value)
    if value in (None, (), False):  # what a key that is not there says
        return edit.drop(read, route)
    return edit.put(read, route, serialize.on_one_line(value))


def _lengthened(read: Document, route: Route, value: _Longer) -> Edit:
    """What lets a text go on: in its block of lines where it is one, and says nothing else then."""
    with contextlib.suppress(edit.Unsupported):
        found = edit.lengthen(read, route, value.more)
        now, _ = document.read(Source(read.source.path, apply(read.source.text, [found])))
        node = now.front_matter.node(route) if now else None
        if isinstance(node, Scalar) and node.text.strip() == value.text:
            return found
    return edit.put(read, route, serialize.on_one_line(value.text))
