"""Documents that a former build has examined, and whether what it found is still true."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence

from pmgen import measures
from pmgen.addresses import is_legacy, sidecar_of
from pmgen.cli.documents.caching import Memory
from pmgen.cli.documents.shelf import Short, rest
from pmgen.plan import Brief
from pmgen.rules.policy import Folder, Policy
from pmgen.values import DecodeError, Value, decoder, encoded, replace

_TERMS = re.compile("[0-9a-f]{64}")

_MARGIN = dt.timedelta(days=2)
"""Zones, and rules that allow for them, move the hour at which a day begins to matter."""


class _Row(Value):
    """What was found out of a document.

    Args:
        day: when; some rules ask for it.
        there: of each of its targets, whether that was there (1), and a document (2).
    """

    day: dt.date
    there: tuple[int, ...]
    short: Short


def place(reading: str, name: str, digest: str) -> bytes:
    """The key of what is known of a document with these bytes.

    Args:
        reading: as in `Memory`.
    """
    return hashlib.sha256(f"{reading}\0{name}\0{digest}".encode("utf-8", "surrogateescape")).digest()


def _digest(memory: Memory, name: str) -> str:
    """Of the bytes of a document; for a legacy page also of what stands beside it."""
    beside = sidecar_of(name, memory.sources) if is_legacy(name) else None
    return memory.sources[name].digest + (memory.sources[beside].digest if beside else "")


def known(
    memory: Memory, names: Sequence[str], policy: Policy, folder: Folder
) -> Iterator[tuple[Short, bytes, tuple[bytes, bytes]]]:
    """The documents that the cache knows, each with its key, and the keys of the others."""
    places = [place(memory.reading, name, _digest(memory, name)) for name in names if name in memory.sources]
    rows = memory.cache.read(places)
    for key in places:
        if (row := rows.pop(key, None)) and (short := _still_true(row, policy, folder)):
            parts = rest(short, key)
            memory.used.update((key, *parts))
            yield short, key, parts


def row(short: Short, policy: Policy, folder: Folder, key: bytes | None) -> bytes:
    """What was found out of a document, as the cache has it.

    Args:
        key: of what is known of it; `None` where nobody is to remember that.
    """
    there = _there(short, folder)
    if key and _lasting(short, there):
        short = _keyed(short, key, there)
    return encoded(_Row(policy.today, there, short))


def of_row(data: bytes, name: str) -> Short:
    """What was just found out of a document; with a key if it is to be remembered.

    Args:
        name: its own: not every name of a file can be written as text.
    """
    found: _Row = decoder(_Row)(data)
    return found.short if found.short.name == name else replace(found.short, name=name)


def _lasting(short: Short, there: Sequence[int]) -> bool:
    """Whether to remember a document: not while it has a dead link, which may soon lead somewhere."""
    return short.brief is not None and 0 not in there


def _keyed(short: Short, key: bytes, there: Sequence[int]) -> Short:
    """A document with what tells whether its page may be another one."""
    text = f"{key.hex()}\0{[*zip(short.targets, there, strict=True)]}"
    return replace(short, key=hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest())


def _still_true(data: bytes, policy: Policy, folder: Folder) -> Short | None:
    try:
        found: _Row = decoder(_Row)(data)
    except DecodeError:
        return None
    told = found.short.brief
    if told is None or not _TERMS.fullmatch(found.short.terms) or _there(found.short, folder) != found.there:
        return None
    if found.day != policy.today and _turns(told, policy, found.day):
        return None
    return found.short


def _turns(told: Brief, policy: Policy, day: dt.date) -> bool:
    """Whether a rule that depends on the day may speak differently now than on an earlier day."""
    first, last = sorted((day, policy.today))
    return any(first - _MARGIN <= each <= last + _MARGIN for each in _days(told, policy))


def _days(told: Brief, policy: Policy) -> Iterator[dt.date]:
    yield told.date
    for each in told.followup_list:
        yield from filter(None, (measures.due(each, told, policy.due_days), each.done and each.done.on))


def _there(short: Short, folder: Folder) -> tuple[int, ...]:
    """What is where the relative links of a document lead; see `_Row`."""
    return tuple([2 if target in folder.documents else int(target in folder.files) for target in short.targets])
