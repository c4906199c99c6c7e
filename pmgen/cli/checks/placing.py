"""Where in the documents their problems are, as far as former checks have found it out.

To find the place of a problem a document is read anew, with the places of all that it says: of ten thousand documents
that takes ten times as long as to look up what is known of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pmgen import check
from pmgen.check import Gist
from pmgen.cli.documents.caching import Memory
from pmgen.cli.documents.shelf import Shelf, Short
from pmgen.diagnostics import Diagnostic, Problem
from pmgen.values import DecodeError, decoder, encoded


def placed(
    memory: Memory, shelf: Shelf, shorts: Mapping[str, Short], gist: Gist, problems: Sequence[Problem]
) -> list[Diagnostic]:
    """Problems of a document at their places.

    Args:
        memory: what was found out before; what is new is noted there.
        shorts: the documents by their paths in diagnostics.
    """
    short = shorts[gist.shown]
    key = hashlib.sha256(b"placed" + encoded((short.key, problems))).digest() if short.key else b""
    if (known := _known(memory, key)) is not None:
        return known
    found = check.at_their_places(shelf.examined(short.name), problems)
    # A fix changes a document: none is made of what somebody else may have written.
    if key and not any(each.edits for each in found):
        memory.note({key: encoded(found)})
    return found


def _known(memory: Memory, key: bytes) -> list[Diagnostic] | None:
    row = memory.cache.one(key) if key else None
    try:
        return None if row is None else [*decoder(tuple[Diagnostic, ...])(row)]
    except DecodeError:
        return None
