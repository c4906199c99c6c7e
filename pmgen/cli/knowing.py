"""Documents that a former build has examined, and whether what it found is still true."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

from pmgen import kept, measures
from pmgen.addresses import is_legacy, is_relative, sidecar_of, target_of
from pmgen.check import Examined
from pmgen.cli.caching import Memory
from pmgen.model import PostMortem
from pmgen.rules.subject import Folder, Policy
from pmgen.values import DecodeError, Value, decoder, encoded, replace

_MARGIN = dt.timedelta(days=2)
"""Zones, and rules that allow for them, move the hour at which a day begins to matter."""


class _Row(Value):
    """What was found out of a document.

    Args:
        day: when; some rules ask for it.
        targets: what it links to, and whether that was there (1), and a document (2).
    """

    day: dt.date
    targets: dict[str, int]
    data: bytes


def place(memory: Memory, name: str, digest: str) -> bytes:
    """The key of what is known of a document with these bytes."""
    return hashlib.sha256(f"{memory.reading}\0{name}\0{digest}".encode("utf-8", "surrogateescape")).digest()


def _digest(memory: Memory, name: str) -> str:
    """Of the bytes of a document; for a legacy page also of what stands beside it."""
    beside = sidecar_of(name, memory.sources) if is_legacy(name) else None
    return memory.sources[name].digest + (memory.sources[beside].digest if beside else "")


def known(memory: Memory, names: Sequence[str], policy: Policy, folder: Folder) -> dict[str, Examined]:
    """The documents of which everything is known, by their names."""
    places = {name: place(memory, name, _digest(memory, name)) for name in names if name in memory.sources}
    rows = memory.cache.read(places.values())
    memory.used.update(rows)
    found = ((name, _still_true(rows.get(key), policy, folder, key)) for name, key in places.items())
    return {name: examined for name, examined in found if examined}


def row(examined: Examined, policy: Policy, folder: Folder) -> bytes | None:
    """What to remember of a document; `None` where a link that leads nowhere may soon lead somewhere."""
    subject = examined.subject
    targets = _targets(examined, folder)
    if subject is None or 0 in targets.values():
        return None
    return encoded(_Row(policy.today, targets, kept.to_bytes(examined)))


def keyed(examined: Examined, key: bytes, folder: Folder) -> Examined:
    """An examined document with what tells whether its page may be another one."""
    text = f"{key.hex()}\0{sorted(_targets(examined, folder).items())}"
    return replace(examined, key=hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest())


def _still_true(data: bytes | None, policy: Policy, folder: Folder, key: bytes) -> Examined | None:
    if data is None:
        return None
    try:
        found: _Row = decoder(_Row)(data)
        examined = kept.of_bytes(found.data, policy, folder)
    except DecodeError:
        return None
    if examined.post_mortem is None or any(_there(target, folder) != was for target, was in found.targets.items()):
        return None
    if found.day != policy.today and _turns(examined.post_mortem, policy, found.day):
        return None
    return keyed(examined, key, folder)


def _turns(pm: PostMortem, policy: Policy, day: dt.date) -> bool:
    """Whether something that a rule says may have begun or ended since a day."""
    first, last = sorted((day, policy.today))
    return any(first - _MARGIN <= each <= last + _MARGIN for each in _days(pm, policy))


def _days(pm: PostMortem, policy: Policy) -> Iterator[dt.date]:
    yield pm.date
    for each in pm.followup_list:
        yield from filter(None, (measures.due(each, pm, policy.due_days), each.done and each.done.on))


def _targets(examined: Examined, folder: Folder) -> dict[str, int]:
    """Where the relative links of a document lead, and what is there."""
    subject = examined.subject
    if subject is None:
        return {}
    pm = subject.post_mortem
    urls = [linked.link.url for linked in subject.links]
    urls += [each.url for each in pm.references]
    urls += [url for each in pm.followup_list if each.done for url in each.done.links]
    targets = {target_of(subject.path, url)[0] for url in urls if is_relative(url)} - {""}
    return {target: _there(target, folder) for target in sorted(targets)}


def _there(target: str, folder: Folder) -> int:
    return 2 if target in folder.documents else int(target in folder.files)
