"""The step from a project to its examined documents, which more than one command takes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Final, TypeVar

from pmgen import search
from pmgen.addresses import printable
from pmgen.check import Examined
from pmgen.cli.documents import caching, contents, knowing
from pmgen.cli.documents.caching import Memory
from pmgen.cli.documents.shelf import Parts, Shelf, Short, in_parts, in_short, rest
from pmgen.cli.documents.workers import processes, spread
from pmgen.cli.progress import progress
from pmgen.cli.project import Failure, Listing, Project
from pmgen.rules.policy import Folder, Policy
from pmgen.values import replace

T = TypeVar("T")

CHUNK: Final = 16
"""How many documents a process takes at a time."""

_WORTH_IT = 40
"""From how many documents on a second process pays for its start."""


def survey(
    project: Project,
    policy: Policy,
    folder: Folder,
    names: Sequence[str],
    jobs: int | None = None,
    memory: Memory | None = None,
    *,
    note: bool = True,
) -> tuple[list[Short], Shelf]:
    """Read documents and look at each by itself, in several processes where that pays.

    Args:
        names: paths relative to the source folder; the result has their order.
        jobs: how many processes; `None` for as many as there are cores.
        memory: what former builds found out; `None` where nobody is to remember.
        note: whether what is new is to be remembered.

    Returns:
        The documents in short, and where the rest of them is.
    """
    one = partial(_examine_one, project, policy, folder)
    places: dict[str, bytes] = {}
    cache, place = (memory.cache, project.root / caching.FOLDER) if memory else (None, None)
    shelf = Shelf(policy, folder, cache, place, lambda name: _again(one, name, places, memory))
    known: dict[str, Short] = {}
    for short, key, others in knowing.known(memory, names, policy, folder) if memory else ():
        known[short.name], places[short.name] = short, key
        shelf.know(short.name, *others)
    new = [name for name in names if name not in known]
    # Closed whatever happens: the processes that read wait for somebody to tell them to end.
    reading = memory.reading if memory else None
    with contextlib.closing(_surveyed(one, policy, folder, reading, new, processes_for(len(new), jobs))) as found:
        for name, row, parts, noted in progress(found, len(new), "reading"):
            known[name] = short = knowing.of_row(row, name)
            shelf.put(name, parts)
            if noted:
                places[name] = noted
            if memory and note and noted and short.key:
                memory.note({noted: row, **dict(zip(rest(short, noted), (parts.words, parts.whole), strict=True))})
    if memory and note and new:
        shorts = {places[name]: known[name] for name in names}
        for key, group in knowing.regrouped(memory.used, shorts, policy, folder):
            memory.note({key: group})
    search.forget()  # all processes that are still to come would have it
    return [known[name] for name in names], shelf


def remembered(project: Project, listing: Listing, memory: Memory) -> tuple[list[Short], Shelf]:
    """All documents, as `survey` has them; what is found out of them is kept for the builds to come."""
    found = survey(project, project.policy(), listing.folder, listing.documents, memory=memory)
    if memory.new:
        memory.cache.write(memory.new)
        memory.new.clear()
    return found


def in_memory(shorts: Sequence[Short], shelf: Shelf) -> list[Examined]:
    """All that was found out of some documents; not for thousands of them, which would fill the memory."""
    return [replace(shelf.examined(each.name), words=shelf.words(each.name), key=each.key) for each in shorts]


_One = Callable[[str], tuple[Examined, str]]
"""From the name of a document to what was found out of it, and the SHA-256 of its bytes."""

_Row = tuple[str, bytes, Parts, bytes | None]


def _surveyed(
    one: _One, policy: Policy, folder: Folder, reading: str | None, names: Sequence[str], number: int
) -> Generator[_Row, None, None]:
    """Each document with its name, and with the key of what is known of it, if anybody is to remember that."""

    def look(some: Sequence[str]) -> list[_Row]:
        return [_in_bytes(name, *one(name), policy, folder, reading) for name in some]

    if number > 1 and len(names) > CHUNK:
        one(names[0])  # what this imports and compiles, all processes inherit
    with contextlib.closing(spread(look, chunks(names, CHUNK), number)) as found:
        for rows in found:
            yield from rows


def _in_bytes(name: str, examined: Examined, digest: str, policy: Policy, folder: Folder, reading: str | None) -> _Row:
    parts = in_parts(examined)
    key = None if reading is None else knowing.place(reading, name, digest)
    return name, knowing.row(in_short(examined, printable(name), parts), policy, folder, key), parts, key


def _again(one: _One, name: str, places: Mapping[str, bytes], memory: Memory | None) -> Parts:
    """Examine a document again whose rest is gone from the cache; what was told of it before must still be true."""
    examined, digest = one(name)
    if memory and knowing.place(memory.reading, name, digest) != places[name]:
        raise Failure(f"`{name}` was changed while the site was built; build it again")
    return in_parts(examined)


def processes_for(documents: int, jobs: int | None) -> int:
    """How many processes to use for some documents; see `survey`."""
    return 1 if jobs is None and documents < _WORTH_IT else processes(jobs)


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items in groups of a size; the last may be smaller."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def _examine_one(project: Project, policy: Policy, folder: Folder, name: str) -> tuple[Examined, str]:
    examined, read = contents.read_and_examine(project, project.source / name, policy, folder, html=True)
    return examined, "".join(sha256(each).hexdigest() for each in read)
