"""What former builds of a project found out, and what of it still holds."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pmgen
from pmgen.addresses import is_legacy, sidecar_of
from pmgen.cache import Cache
from pmgen.cli import project as world
from pmgen.cli.project import Failure, Listing, Project
from pmgen.diagnostics import Diagnostic
from pmgen.values import DecodeError, Value, decoder, encoded, field, replace
from pmgen.writer import Outcome
from pmgen.writer.marks import Stamp, held, is_left_over, is_settled, stamp, stamps

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER = ".pmgen-cache"
"""In the project's folder."""

_ENOUGH = 750

_UNSURE: Stamp = (-1, 0, 0, 0)
"""The stamp of no file."""

_LIBRARIES = (
    "detect_secrets",
    "jinja2",
    "markdown_it_py",
    "mdit_py_plugins",
    "msgspec",
    "nh3",
    "pygments",
    "pyyaml",
    "tzdata",
)
"""The packages, as their metadata name them, that have a say in what a page looks like."""


class Seen(Value):
    """A file of the source folder: its stamp, and the SHA-256 of its bytes."""

    stamp: Stamp
    digest: str


class Output(Value):
    """A file of the site.

    Args:
        key: another one whenever the file may be another; empty if nobody knows.
    """

    size: int
    digest: str
    stamp: Stamp
    key: str


class Record(Value):
    """A build that came to its end.

    Args:
        identity: of everything that is no document; see `Memory`.
        listing: of the names in the source folder.
        day: on which it was made.
        when: in nanoseconds, when the stamps of the sources were taken: before anything was read.
        taken: likewise those of the outputs; whatever has been written since is read before it is believed.
        sources: the documents, and the files that were copied.
        diagnostics: the warnings.
        notes: how many more there were that weigh less.
    """

    identity: str
    listing: str
    day: dt.date
    when: int
    taken: int
    sources: dict[str, Seen]
    outputs: dict[str, Output]
    diagnostics: tuple[Diagnostic, ...]
    notes: int


class Memory(Value):
    """What is known at the beginning of a build.

    Args:
        place: the key of the record: one for each folder that a site is written to.
        reading: another one whenever a document may be read in another way.
        identity: another one whenever anything else than a document may change a page.
        listing: another one whenever there are other names in the source folder.
        record: of the last build; `None` if nobody remembers one.
        sources: what was seen of the source folder just now.
        when: as in `Record`.
        new: rows that are yet to be written.
        used: the keys of all rows that were read or written.
    """

    cache: Cache
    place: bytes
    reading: str
    identity: str
    listing: str
    record: Record | None
    sources: Mapping[str, Seen]
    day: dt.date
    when: int
    new: dict[bytes, bytes] = field(default_factory=dict)
    used: set[bytes] = field(default_factory=set)

    def note(self, rows: Mapping[bytes, bytes]) -> None:
        """Remember rows for the builds to come; not before there are enough of them to make it worth while."""
        self.new.update(rows)
        self.used.update(rows)
        if len(self.new) >= _ENOUGH:
            self.cache.write(self.new)
            self.new.clear()


def remember(project: Project, listing: Listing, *, audience: str = "internal") -> Memory:
    """What is known of a project, and what of its files has changed since."""
    cache = Cache(project.root / FOLDER)
    reading = _digest(project.config, audience, __file__ and _code(), _libraries(), sys.version_info[:3])
    identity = _digest(reading, *map(_folder, project.template_folders()))
    place = hashlib.sha256(f"site\0{project.output}\0{audience}".encode("utf-8", "surrogateescape")).digest()
    record = _record(cache.read([place]).get(place))
    when = time.time_ns()
    beside = {sidecar_of(name, listing.others) for name in listing.documents if is_legacy(name)}
    others = (name for name in listing.others if name in beside or (record and name in record.sources))
    names = [*listing.documents, *others]
    sources = dict(_seen(project, names, record))
    day = dt.datetime.now(dt.UTC).date()
    return Memory(cache, place, reading, identity, _digest(listing), record, sources, day, when)


@contextlib.contextmanager
def believed() -> Iterator[None]:
    """Whatever is done with what is remembered; where no build has written that, say so."""
    try:
        yield
    except DecodeError as error:
        raise Failure(f"`{FOLDER}` holds something that no build has written; delete it") from error


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
    found = marks(site)
    if any(map(is_left_over, found)) or len(holding(record, site, found)) != len(record.outputs):
        return None
    _settle(memory, record, found, taken)
    return record, sorted(found.keys() - record.outputs.keys())


def _settle(memory: Memory, record: Record, found: Mapping[str, Stamp | None], taken: int) -> None:
    """Remember the stamps of files that had to be read, so that the next build need not."""
    outputs = {path: replace(each, stamp=found[path]) for path, each in record.outputs.items()}
    if outputs != record.outputs or not all(is_settled(each.stamp, record.taken) for each in outputs.values()):
        memory.cache.write({memory.place: encoded(replace(record, outputs=outputs, taken=taken))})


class Looked(Value):
    """What was seen of the files of a site.

    Args:
        found: their stamps; empty if nobody looked.
        when: they were taken, in nanoseconds.
    """

    found: Mapping[str, Stamp | None]
    when: int = 0


def look(site: Path) -> Looked:
    """Look at the files of a site."""
    when = time.time_ns()
    return Looked(marks(site), when)


def marks(site: Path) -> Mapping[str, Stamp | None]:
    """The stamps of everything in the folder of a site; none where it cannot be read."""
    try:
        return stamps(site)
    except OSError:
        return {}


def holding(record: Record, site: Path, found: Mapping[str, Stamp | None]) -> frozenset[str]:
    """The files of the site that are as the last build left them."""
    known = {path: (each.size, each.digest, each.stamp) for path, each in record.outputs.items()}
    return held(site, found, known, record.taken)


def record(
    memory: Memory,
    project: Project,
    outcome: Outcome,
    before: Looked,
    keys: Mapping[str, str],
    copied: Iterable[str],
    diagnostics: Sequence[Diagnostic],
    notes: int,
) -> dict[bytes, bytes]:
    """The row of a build that came to its end.

    Args:
        before: the files of the site, before any of them was written.
        keys: of some of them; see `Output`.
        copied: the files of the source folder that are part of the site as they are.
    """
    taken = time.time_ns()
    there, when = (before.found, before.when) if before.found else (marks(project.output), memory.when)
    # What was just changed may be changed again, and nobody would see it.
    seen = {path: mark if mark is None or is_settled(mark, when) else _UNSURE for path, mark in there.items()}
    found = {**seen, **dict(_made(project.output, outcome.made))}
    outputs = {
        path: Output(size, digest, mark, keys.get(path, ""))
        for path, (size, digest) in outcome.entries.items()
        if (mark := found.get(path)) is not None
    }
    missing = [name for name in copied if name not in memory.sources]
    sources = {**memory.sources, **dict(_seen(project, missing, None))}
    made = Record(
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
    return {memory.place: encoded(made)}


def _made(site: Path, made: Mapping[str, tuple[int, int]]) -> Iterator[tuple[str, Stamp]]:
    """The stamps of the files that a build has written, as long as nobody else has written to them since."""
    folder = f"{site}{os.sep}"
    for path, known in made.items():
        with contextlib.suppress(OSError):
            mark = stamp(os.lstat(folder + path))
            yield path, mark if (mark[1], mark[3]) == known else _UNSURE


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _digests(sources: Mapping[str, Seen]) -> dict[str, str]:
    return {name: seen.digest for name, seen in sources.items()}


def _record(data: bytes | None) -> Record | None:
    if data is None:
        return None
    try:
        found: Record = decoder(Record)(data)
    except DecodeError:
        return None
    return found


def _seen(project: Project, names: Iterable[str], before: Record | None) -> Iterable[tuple[str, Seen]]:
    """What there is of each file; those whose stamps say that they are as they were are not read again."""
    folder = f"{project.source}{os.sep}"
    for name in names:
        known = before.sources.get(name) if before else None
        try:
            mark = stamp(os.stat(folder + name))
        except OSError:
            continue
        if before and known and known.stamp == mark and is_settled(mark, before.when):
            yield name, known
        else:
            data = world.read_file(project.source / name, project.source)
            yield name, Seen(mark, data if isinstance(data, str) else hashlib.sha256(data).hexdigest())


def _code() -> str:
    """Which pmgen this is: by what it does, since versions are for releases."""
    digest = hashlib.sha256()
    folder = os.path.dirname(pmgen.__file__)  # a path object would cost more than the rest
    for where, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.endswith((".py", ".js", ".css")):
                with open(os.path.join(where, name), "rb") as file:  # as above
                    digest.update(file.read())
    return digest.hexdigest()


def _libraries() -> list[str]:
    """The packages that have a say, with their versions; importing them to ask would take longer than all else."""
    found = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # as above
        except OSError:
            continue
        found |= {name for name in names if name.endswith(".dist-info") and name.lower().startswith(_LIBRARIES)}
    return sorted(found)


def _folder(folder: tuple[str, Traversable]) -> str:
    """The digest of everything in a folder of templates, which may be absent."""
    return _digest(folder[0], sorted(_contents("", folder[1])))


def _contents(prefix: str, folder: Traversable) -> Iterable[tuple[str, str]]:
    if not folder.is_dir():
        return
    for each in folder.iterdir():
        if each.is_dir():
            yield from _contents(f"{prefix}{each.name}/", each)
        else:
            yield prefix + each.name, hashlib.sha256(each.read_bytes()).hexdigest()
