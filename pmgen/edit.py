"""Changes to front matter that leave every other byte alone.

What is supported: setting a value that stands on one line to another one on one line; renaming a key. Everything else
is refused.
"""

from __future__ import annotations

from pmgen.diagnostics import Fix, RenameKey, Route
from pmgen.document import Document
from pmgen.source import Edit


class Unsupported(Exception):
    """The front matter is written in a way that this change does not know how to leave intact."""


def edit_for(document: Document, fix: Fix) -> Edit:
    """The change to the text that a fix asks for.

    Raises:
        Unsupported: when there is no such value or key, or the value spans several lines.
    """
    if isinstance(fix, Edit):
        return fix
    if isinstance(fix, RenameKey):
        return rename_key(document, fix.route, fix.key)
    return set_value(document, fix.route, fix.text)


def set_value(document: Document, route: Route, text: str) -> Edit:
    """Put `text`, which is YAML, in the place of the value at a route.

    Raises:
        Unsupported: when there is no value, or it spans several lines.
    """
    span = document.front_matter.value_span(route)
    if span is None or span.start == span.end or "\n" in document.source.text[span.start : span.end]:
        raise Unsupported(f"no value on one line at {route}")
    return Edit(span, text)


def rename_key(document: Document, route: Route, key: str) -> Edit:
    """Call the key at a route `key`.

    Raises:
        Unsupported: when there is no such key.
    """
    span = document.front_matter.key_span(route)
    if span is None:
        raise Unsupported(f"no key at {route}")
    return Edit(span, key)
