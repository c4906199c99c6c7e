"""Documents that a former build has examined, and whether what it found is still true.

Each has a row of its own in the cache, and so have some dozens of them together: that is read much sooner than theirs.
When one of these has changed, theirs are read for its group, and the group has a new row.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from pmgen import measures
from pmgen.addresses import is_legacy, sidecar_of
from pmgen.cli.documents.caching import Memory
from pmgen.cli.documents.shelf import Short, rest
from pmgen.plan import Brief
from pmgen.rules.policy import Folder, Policy
from pmgen.values import DecodeError, Value, decoder, encoded, replace

_ENOUGH = 8
"""How many documents are worth a row for all of them."""

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


_Group = tuple[_Row | None, ...]
"""What was found out of some documents; of those with a dead link nothing is remembered."""


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
    rows = dict(_in_groups(memory, places))
    alone = memory.cache.read(key for key in places if key not in rows)
    rows.update((key, found) for key, data in alone.items() if (found := _row(data)))
    for key in places:
        if (found := rows.get(key)) and _is_still_true(found, policy, folder):
            short = found.short
            parts = rest(short, key)
            memory.used.update((key, *parts))
            yield short, key, parts


def _in_groups(memory: Memory, places: Iterable[bytes]) -> Iterator[tuple[bytes, _Row]]:
    """What the cache has of documents together with others."""
    groups = _groups(places)
    for key, data in memory.cache.read(groups).items():
        with contextlib.suppress(DecodeError):
            found: _Group = decoder(_Group)(data)
            memory.used.add(key)
            yield from ((each, row) for each, row in zip(groups[key], found, strict=False) if row)


def _groups(places: Iterable[bytes]) -> dict[bytes, list[bytes]]:
    """Documents in groups: by the key of each of these, those of the documents in it."""
    groups: dict[int, list[bytes]] = defaultdict(list)
    for each in places:
        groups[each[0]].append(each)
    enough = (some for some in groups.values() if len(some) >= _ENOUGH)
    return {hashlib.sha256(b"".join((b"group", *some))).digest(): some for some in enough}


def regrouped(
    used: Container[bytes], shorts: Mapping[bytes, Short], policy: Policy, folder: Folder
) -> Iterator[tuple[bytes, bytes]]:
    """The rows of groups that the cache does not have yet.

    Args:
        used: the keys of those that it has.
        shorts: all documents by their keys, in their order.
    """
    for key, some in _groups(shorts).items():
        if key not in used:
            yield key, encoded([_remembered(shorts[each], policy, folder) for each in some])


def _remembered(short: Short, policy: Policy, folder: Folder) -> _Row | None:
    # What was found on an earlier day and is still true would be found today.
    return _Row(policy.today, _there(short, folder), short) if short.key else None


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


def _row(data: bytes) -> _Row | None:
    try:
        found: _Row = decoder(_Row)(data)
    except DecodeError:
        return None
    return found


def _is_still_true(found: _Row, policy: Policy, folder: Folder) -> bool:
    told = found.short.brief
    return (
        told is not None
        and _TERMS.fullmatch(found.short.terms) is not None
        and _there(found.short, folder) == found.there
        and (found.day == policy.today or not _turns(told, policy, found.day))
    )


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
