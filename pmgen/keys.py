"""The keys of a model class, as front matter writes them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from pmgen.model import Doc


@dataclass(frozen=True, slots=True)
class Key:
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
    for field in dataclasses.fields(cls):
        kind, *notes = get_args(hints[field.name]) or (hints[field.name],)
        doc = next((note for note in notes if isinstance(note, Doc)), None)
        if doc is not None:
            required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            found.append(Key(field.name.rstrip("_"), field.name, kind, doc, required))
    return tuple(found)
