"""The files of a site between two builds: how one left them, and whether they are still so."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pmgen.cli.documents import caching
from pmgen.cli.documents.caching import Memory, Output, Record, Seen
from pmgen.cli.project import Project
from pmgen.diagnostics import Diagnostic
from pmgen.values import Value, encoded, replace
from pmgen.writer import Outcome
from pmgen.writer.disk import Stamp, stamp
from pmgen.writer.marks import held, is_left_over, is_settled, stamps

Kept = dict[str, Output]
"""Files that are as they should be."""

_UNSURE: Stamp = (-1, 0, 0, 0)
"""The stamp of no file."""


class Looked(Value):
    """What was seen of the files of a site.

    Args:
        found: their stamps.
        when: they were taken, in nanoseconds.
    """

    found: Mapping[str, Stamp | None]
    when: int


def kept(record: Record, site: Path, found: Mapping[str, Stamp | None], keys: Mapping[str, bytes]) -> Kept:
    """The files that need not be made again: what they are made of is unchanged, and so are they.

    Args:
        found: what lies there now.
        keys: of the files that are to be there; see `Output`.
    """
    same = [(path, each) for path, each in record.outputs.items() if each.key and keys.get(path) == each.key]
    holding = held(site, found, _left(same), record.taken)
    return {path: each for path, each in same if path in holding}


def _left(outputs: Iterable[tuple[str, Output]]) -> Iterator[tuple[str, int, bytes, Stamp]]:
    """Files as the last build left them."""
    return ((path, each.size, each.digest, each.stamp) for path, each in outputs)


def unchanged(memory: Memory, site: Path) -> tuple[Record, list[str]] | None:
    """The last build, if another one would do nothing, and the files in the site's folder that no build made."""
    record = memory.record
    if (
        record is None
        or (record.identity, record.listing, record.day) != (memory.identity, memory.listing, memory.day)
        or _digests(record.sources) != _digests(memory.sources)
    ):
        return None
    taken = time.time_ns()
    try:
        found = stamps(site)
    except OSError:
        return None
    holding = held(site, found, _left(record.outputs.items()), record.taken)
    if any(map(is_left_over, found)) or len(holding) != len(record.outputs):
        return None
    _settle(memory, record, found, taken)
    return record, sorted(found.keys() - record.outputs.keys())


def _settle(memory: Memory, record: Record, found: Mapping[str, Stamp | None], taken: int) -> None:
    """Remember the stamps of files that had to be read, so that the next build need not."""
    files = record.outputs.items()
    if any(found[path] != each.stamp or not is_settled(each.stamp, record.taken) for path, each in files):
        outputs = {path: replace(each, stamp=found[path]) for path, each in files}
        memory.cache.write({memory.place: encoded(replace(record, outputs=outputs, taken=taken))})


def record(
    memory: Memory,
    project: Project,
    outcome: Outcome,
    before: Looked,
    kept: Kept,
    keys: Mapping[str, bytes],
    copied: Iterable[str],
    diagnostics: Sequence[Diagnostic],
    notes: int,
) -> dict[bytes, bytes]:
    """The row of a build that came to its end.

    Args:
        before: the files of the site, before any of them was written.
        kept: those that were not made again.
        keys: of some of them; see `Output`.
        copied: the files of the source folder that are part of the site as they are.
    """
    taken = time.time_ns()
    made = dict(_made(project.output, outcome.made))
    outputs = {path: each for path, each in kept.items() if _believed(before, path) == each.stamp}
    outputs |= {
        path: Output(size, bytes.fromhex(digest), mark, keys.get(path, b""))
        for path, (size, digest) in outcome.entries.items()
        if path not in outputs and (mark := made.get(path) or _believed(before, path)) is not None
    }
    missing = [name for name in copied if name not in memory.sources]
    sources = {**memory.sources, **dict(caching.seen(project, missing, None))}
    built = Record(
        memory.identity,
        memory.listing,
        memory.day,
        min(memory.when, time.time_ns()),
        min(taken, time.time_ns()),
        sources,
        outputs,
        tuple(diagnostics),
        notes,
    )
    return {memory.place: encoded(built)}


def _believed(before: Looked, path: str) -> Stamp | None:
    """The stamp of a file, unless it is so young that another change would go unnoticed."""
    mark = before.found.get(path)
    return mark if mark is None or is_settled(mark, before.when) else _UNSURE


def _made(site: Path, made: Mapping[str, tuple[int, int]]) -> Iterator[tuple[str, Stamp]]:
    """The stamps of the files that a build has written, and nobody else since."""
    folder = f"{site}{os.sep}"
    for path, known in made.items():
        with contextlib.suppress(OSError):
            mark = stamp(os.lstat(folder + path))
            yield path, mark if (mark[1], mark[3]) == known else _UNSURE


def _digests(sources: Mapping[str, Seen]) -> dict[str, str]:
    return {name: seen.digest for name, seen in sources.items()}
