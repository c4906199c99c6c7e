"""The keys of a model class, as front matter writes them."""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from pmgen.diagnostics import Route
from pmgen.model import Doc, Markdown, PostMortem
from pmgen.values import Value, is_value, names, required


class Key(Value):
    """One key of a mapping.

    Args:
        name: as it stands in front matter.
        attribute: as the model calls it (`as` is a word of Python's, so the model says `as_`).
        type: the annotation, without its documentation.
        doc: what it means.
        required: whether a mapping without it cannot be read.
    """

    name: str
    attribute: str
    type: Any
    doc: Doc
    required: bool


@cache
def keys(cls: type) -> tuple[Key, ...]:
    """The keys that front matter may hold for a class of the model; attributes without a `Doc` are not keys."""
    hints = get_type_hints(cls, include_extras=True)
    found = []
    needed = required(cls)
    for name in names(cls):
        kind, *notes = get_args(hints[name]) or (hints[name],)
        doc = next((note for note in notes if isinstance(note, Doc)), None)
        if doc is not None:
            found.append(Key(name.rstrip("_"), name, kind, doc, name in needed))
    return tuple(found)


def prose(post_mortem: PostMortem) -> list[tuple[Route, str]]:
    """Every text of a post-mortem that is Markdown, with the route to it."""
    found: list[tuple[Route, str]] = []
    _gather(post_mortem, (), found)
    return found


def _gather(value: object, route: Route, found: list[tuple[Route, str]]) -> None:
    cls: type = value.__class__
    for name, attribute, is_text in _with_prose(cls):
        held = getattr(value, attribute)
        if not held:
            continue
        if isinstance(held, tuple):
            items = [((*route, name, index), item) for index, item in enumerate(held)]
        else:
            items = [((*route, name), held)]
        if is_text:
            found += items
        else:
            for place, item in items:
                _gather(item, place, found)


@cache
def _with_prose(cls: type) -> tuple[tuple[str, str, bool], ...]:
    """The keys that hold Markdown, or something that does: name, attribute, whether it is the text itself."""
    found = []
    for key in keys(cls):
        kind = next((part for part in get_args(key.type) if part not in (NoneType, Ellipsis)), key.type)
        kind = next((part for part in get_args(kind) if part not in (NoneType, Ellipsis)), kind)
        # A cause may have further causes.
        if kind is Markdown or (is_value(kind) and (kind is cls or _with_prose(kind))):
            found.append((key.name, key.attribute, kind is Markdown))
    return tuple(found)
