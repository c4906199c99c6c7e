"""The step from a project to its examined documents, which more than one command takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import Final, TypeVar

from pmgen import check, kept, search
from pmgen.addresses import is_legacy, rewriter
from pmgen.check import Examined
from pmgen.cli import knowing
from pmgen.cli import project as world
from pmgen.cli.caching import Memory
from pmgen.cli.progress import progress
from pmgen.cli.project import Project
from pmgen.cli.workers import processes, spread
from pmgen.rules.subject import Folder, Policy
from pmgen.values import replace

T = TypeVar("T")

CHUNK: Final = 16
"""How many documents a process takes at a time."""

_WORTH_IT = 40
"""From how many documents on a second process pays for its start."""


def examine(
    project: Project,
    policy: Policy,
    folder: Folder,
    names: Sequence[str],
    jobs: int | None = None,
    memory: Memory | None = None,
) -> list[Examined]:
    """Read documents and look at each by itself, in several processes where that pays.

    Args:
        names: paths relative to the source folder; the result has their order.
        jobs: how many processes; `None` for as many as there are cores.
        memory: what former builds found out; `None` where nobody is to remember.
    """
    known = knowing.known(memory, names, policy, folder) if memory else {}
    new = [name for name in names if name not in known]
    found = _examine(project, policy, folder, new, processes_for(len(new), jobs))
    for name, examined, digest in progress(found, len(new), "reading"):
        known[name] = _noted(examined, name, digest, policy, folder, memory) if memory else examined
    return [known[name] for name in names]


def _examine(
    project: Project, policy: Policy, folder: Folder, names: Sequence[str], number: int
) -> Iterator[tuple[str, Examined, str]]:
    """Each document with its name and the SHA-256 of its bytes."""
    examine_one = partial(_examine_one, project, policy, folder)
    if number == 1:
        yield from ((name, *examine_one(name)) for name in names)
        return

    def look(some: Sequence[str]) -> list[tuple[str, bytes, str]]:
        found = ((name, *examine_one(name)) for name in some)
        return [(name, kept.to_bytes(examined), digest) for name, examined, digest in found]

    for name, data, digest in chain.from_iterable(spread(look, chunks(names, CHUNK), number)):
        yield name, kept.of_bytes(data, policy, folder), digest


def _noted(examined: Examined, name: str, digest: str, policy: Policy, folder: Folder, memory: Memory) -> Examined:
    """A document that was just examined, remembered if it can be."""
    key = knowing.place(memory, name, digest)
    if (row := knowing.row(examined, policy, folder)) is None:
        return examined
    memory.note(key, row)
    return knowing.keyed(examined, key, folder)


def processes_for(documents: int, jobs: int | None) -> int:
    """How many processes to use for some documents; see `examine`."""
    return 1 if jobs is None and documents < _WORTH_IT else processes(jobs)


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items in groups of a size; the last may be smaller."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def _examine_one(project: Project, policy: Policy, folder: Folder, name: str) -> tuple[Examined, str]:
    shown = project.shown(project.source / name)
    if misnamed := check.misnamed(shown, name):
        return misnamed, ""
    if is_legacy(name):
        from pmgen.cli import legacy_pages  # most projects have none

        return legacy_pages.examine(project, project.source / name, name, policy, folder)
    data = world.read_file(project.source / name, project.source)
    if isinstance(data, str):
        return check.unreadable(shown, "PM017", f"cannot be read: {data}"), ""
    examined = check.examine(shown, data, name, policy, folder, rewriter(name, folder.documents))
    if post_mortem := examined.post_mortem:
        examined = replace(examined, words=search.words_of(post_mortem, examined.body))
    return examined, sha256(data).hexdigest()
