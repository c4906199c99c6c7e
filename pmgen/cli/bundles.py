"""What is known of many documents, in one row of the cache: to ask for each alone takes longer than to read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from pmgen.cache import Cache
from pmgen.values import DecodeError, Mutable, decoder, encoded

_ABOUT = 64
"""How many documents are in a bundle, on average."""


class Bundle(Mutable):
    """Documents whose names follow one another.

    Args:
        places: their names, each with the key of what is known of it.
        rows: what is known, by these keys.
        missing: the names of those of which nothing is known, or nothing that is still true.
        stale: the cache has something else under the key, or nothing.
    """

    key: bytes
    places: dict[str, bytes]
    rows: dict[bytes, bytes]
    missing: set[str]
    stale: bool


def bundles(cache: Cache, places: Mapping[str, bytes]) -> Iterator[Bundle]:
    """The documents in bundles, with all that the cache knows of them.

    Args:
        places: their names, in order, each with the key of what may be known of it.
    """
    parts = [(_key(part.values()), part) for part in _parted(places)]
    whole = cache.read(key for key, _ in parts)
    single = cache.read(place for key, part in parts if key not in whole for place in part.values())
    for key, part in parts:
        rows = _rows(whole.pop(key, None))
        stale = rows is None
        if rows is None:
            rows = {place: single.pop(place) for place in part.values() if place in single}
        yield Bundle(key, part, rows, {name for name, place in part.items() if place not in rows}, stale)


def _parted(places: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Documents in parts; their names alone say where one ends, so that a document more or less changes one or two."""
    part: dict[str, bytes] = {}
    for name, place in places.items():
        part[name] = place
        if crc32(name.encode("utf-8", "surrogateescape")) % _ABOUT == 0:
            yield part
            part = {}
    if part:
        yield part


class Binding:
    """Bundles that are made or mended as what is missing in them comes in."""

    def __init__(self) -> None:
        self._of: dict[str, Bundle] = {}

    def begin(self, bundle: Bundle) -> dict[bytes, bytes]:
        """What the cache is to have of a bundle, if that can be said already."""
        self._of.update(dict.fromkeys(bundle.missing, bundle))
        return _bound(bundle)

    def add(self, name: str, place: bytes | None, row: bytes) -> dict[bytes, bytes]:
        """What it is to have now that more is known of a document.

        Args:
            place: the key of that; `None` if it is not to be remembered.
        """
        bundle = self._of.pop(name, None)
        if bundle is None:
            return {}
        bundle.missing.discard(name)
        if place is not None:
            bundle.rows[place] = row
            bundle.stale = True
        return _bound(bundle)


def _bound(bundle: Bundle) -> dict[bytes, bytes]:
    return {} if bundle.missing or not bundle.stale else {bundle.key: encoded(bundle.rows)}


def _key(places: Iterable[bytes]) -> bytes:
    return hashlib.sha256(b"bundle" + b"".join(places)).digest()


def _rows(data: bytes | None) -> dict[bytes, bytes] | None:
    if data is None:
        return None
    try:
        rows: dict[bytes, bytes] = decoder(dict[bytes, bytes])(data)
    except DecodeError:
        return None
    return rows
