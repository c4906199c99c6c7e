"""What former builds of a project found out, and what of it still holds."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pmgen
from pmgen.addresses import is_legacy, sidecar_of
from pmgen.cache import Cache
from pmgen.cli.documents import files
from pmgen.cli.project import Failure, Listing, Project
from pmgen.diagnostics import Diagnostic
from pmgen.values import DecodeError, Value, decoder, field
from pmgen.writer.disk import Stamp, stamp
from pmgen.writer.marks import is_settled

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".pmgen-cache"
"""In the project's folder."""

_ENOUGH = 150
"""Rows that are worth a transaction: what waits for one is in the memory of all processes."""

_CLOSED = "cannot be read"
"""In the place of a digest."""

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
    """A file of the site; its SHA-256 and its key are bytes, since there are tens of thousands of them in a row.

    Args:
        key: another one whenever the file may be another; empty if nobody knows.
    """

    size: int
    digest: bytes
    stamp: Stamp
    key: bytes


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
    reading = _digest(project.config, audience, _code(), _libraries(), sys.version_info[:3])
    identity = _digest(reading, *map(_folder, project.template_folders()))
    place = hashlib.sha256(f"site\0{project.output}\0{audience}".encode("utf-8", "surrogateescape")).digest()
    record = _record(cache.read([place]).get(place))
    when = time.time_ns()
    beside = {sidecar_of(name, listing.others) for name in listing.documents if is_legacy(name)}
    others = (name for name in listing.others if name in beside or (record and name in record.sources))
    names = [*listing.documents, *others]
    sources = dict(seen(project, names, record))
    day = dt.datetime.now(dt.UTC).date()
    return Memory(cache, place, reading, identity, _digest(listing), record, sources, day, when)


@contextlib.contextmanager
def believed() -> Iterator[None]:
    """Inside this context the cache is trusted; if it turns out that no build has written it, say so."""
    try:
        yield
    except DecodeError as error:
        raise Failure(f"`{FOLDER}` holds something that no build has written; delete it") from error


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _record(data: bytes | None) -> Record | None:
    if data is None:
        return None
    try:
        found: Record = decoder(Record)(data)
    except DecodeError:
        return None
    return found


def seen(project: Project, names: Iterable[str], before: Record | None) -> Iterable[tuple[str, Seen]]:
    """Stamp and digest of each file; a file whose stamp is unchanged is not read again."""
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
            data = files.read(project.source / name, project.source)
            yield name, Seen(mark, data if isinstance(data, str) else hashlib.sha256(data).hexdigest())


@functools.cache
def _code() -> str:
    """Which pmgen this is, by the digest of its code: the version only changes with a release.

    It stays what it was when the process first asked: so does what has been imported.
    """
    digest = hashlib.sha256()
    folder = os.path.dirname(pmgen.__file__)  # a path object would cost more than the rest
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".js", ".css")):
                with open(os.path.join(where, name), "rb") as file:  # as above
                    digest.update(file.read())
    return digest.hexdigest()


def _libraries() -> list[str]:
    """The packages that shape the site, with their versions, found without the time that importing them takes."""
    found = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # as above
        except OSError:
            continue
        found |= {name for name in names if name.endswith(".dist-info") and name.lower().startswith(_LIBRARIES)}
    return sorted(found)


def _folder(folder: tuple[str, Path]) -> str:
    """The digest of everything in a folder of templates, which may be absent."""
    return _digest(folder[0], sorted(_contents("", folder[1])))


def _contents(prefix: str, folder: Path) -> Iterable[tuple[str, str]]:
    """The digest of each file; one that cannot be read is reported by whoever needs it."""
    try:
        found = list(folder.iterdir()) if os.path.isdir(folder) else []
    except OSError:
        yield prefix, _CLOSED
        return
    for each in found:
        if os.path.isdir(each):
            yield from _contents(f"{prefix}{each.name}/", each)
        else:
            yield prefix + each.name, _digest_of(each)


def _digest_of(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return _CLOSED
