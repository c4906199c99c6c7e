"""What the search of a site loads, and what of it former builds have listed."""

from __future__ import annotations

import hashlib
from functools import partial

from pmgen import search
from pmgen.cli.documents.caching import Memory
from pmgen.cli.documents.shelf import known_words
from pmgen.plan import SitePlan
from pmgen.values import DecodeError, decoder, encoded


def found(site: SitePlan, memory: Memory | None, *, whole: bool, public: bool) -> search.Search:
    """What the search loads. What it has listed is remembered here: of much, little is handed over.

    Args:
        memory: what former builds found out; `None` where nobody is to remember.
        whole: with all its files, also those that a former build has written.
        public: for everybody to read.
    """
    # What a service is called inside is nobody's business outside.
    loaded, listed_now = search.search(site, _former(memory, whole=whole), aliases=not public)
    if memory and not whole:
        memory.cache.write({place(memory): encoded(listed_now)})
    return loaded


def place(memory: Memory) -> bytes:
    """The key of what the search has listed for a site: another configuration lists other things."""
    return b"listed" + hashlib.sha256(memory.place + memory.identity.encode()).digest()


def _former(memory: Memory | None, *, whole: bool) -> search.Former | None:
    """What the search has listed for the last build of the same site; see `found`."""
    if memory is None or memory.record is None or memory.record.identity != memory.identity:
        return None  # another pmgen may write lists in another way
    row = memory.cache.one(place(memory))
    try:
        if row is None:
            return None
        listed: search.Lists = decoder(search.Lists)(row)
        written = () if whole else memory.record.outputs.keys()
        return search.Former(listed, partial(known_words, memory.cache), written)
    except DecodeError:
        return None
