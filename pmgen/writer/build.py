"""Write a site.

A changed file is first written, whole, into a staging folder inside the site. Once every page is rendered and
staged, a journal of all paths of the site is left there; then the files are renamed into place, the manifest
last; only then are stale files removed. So a build that fails before the first rename has changed nothing,
and one that is killed after it leaves whole files and a journal that tells the next build what is the site's.

Nothing is forced to the medium (no fsync): what a power failure may take, the next build finds and repairs,
since it compares bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from pmgen.values import Value, field
from pmgen.writer import disk, ledger
from pmgen.writer.disk import UNTOUCHED, Stamp
from pmgen.writer.ledger import MANIFEST, Kind, WriteRefused, shown
from pmgen.writer.staging import note, put_in_place, remove_stale, stage, staging
from pmgen.writer.survey import (
    Before,
    look,
    refuse_blocked,
    refuse_other_folder,
    refuse_unknown,
    refuse_unwritable,
    same,
)

_PARTLY = "changed files were being put in place, each file is whole, and the next build repairs the site"

Entries = dict[str, tuple[int, str]]
"""Size and SHA-256 of each file so far, by path."""


class Outcome(Value):
    """What a build did; posix paths relative to the folder, sorted. Foreign files were left alone.

    `added` are those of the written files that were not there before. `entries` are the size and the SHA-256 of every
    file of the site, its manifest included. `made` says of each written file what `disk.put` does. `unsure` are
    all other files after a build that was killed, which may have changed or removed any.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    foreign: tuple[str, ...]
    entries: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    made: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()


Staged = tuple[str, tuple[int, int]]
"""A file in the staging folder: its name there, and what `disk.put` says of it."""

Made = tuple[str, int, str, Staged | None]
"""A file of the site: path, size, SHA-256, and where it is staged if it is to replace another."""

Stager = Callable[[str, bytes], Made]
"""Takes a file of the site by its path; may be called in any process that is forked from this one."""


class Site(Value):
    """A folder that is held for one build: nobody else writes a site there meanwhile.

    Args:
        before: what was found in it.
        planned: all paths of the site.
        moved: the paths that were renamed into place so far.
    """

    before: Before
    planned: frozenset[str]
    moved: list[str]

    @property
    def stamps(self) -> Mapping[str, Stamp]:
        """The stamp of every file that is there."""
        return self.before.found.stamps

    def refuse_unknown(self) -> None:
        """Refuse, for an edition beside which nothing of another may stay, files of which nobody knows whose they are.

        Raises:
            WriteRefused: where there are such files.
        """
        refuse_unknown(self.before, self.planned)

    def write(
        self,
        files: Iterable[tuple[str, bytes]],
        elsewhere: Callable[[Stager], Iterable[Made]] | None = None,
        kept: Mapping[str, tuple[int, str]] | None = None,
    ) -> Outcome:
        """Make the folder hold exactly the site of all files, and its manifest; leave what others put there.

        `files` is taken one by one and may raise at any moment. `elsewhere` makes further files: it hands each to the
        stager, in whichever process, and gives what that answered. `kept` are files of which the caller knows that
        they are as they should be, with size and SHA-256. Raises WriteRefused where the site cannot or must not be
        written, RuntimeError where the files are not those that were planned, and whatever `files` and `elsewhere`
        raise. The site is then as it was, unless the system failed while files were renamed, which the message says.
        """
        before, planned = self.before, self.planned
        ours = before.ours | planned if before.kind is Kind.DAMAGED else before.ours
        stale = sorted((before.ours & before.found.files) - planned)
        moved = self.moved
        stager = partial(_stage_changed, before, ours, planned)
        with staging(before, moved):
            made = chain(_here(files, stager), elsewhere(stager) if elsewhere else ())
            all_staged, entries = _staged(before, planned, made, kept or {})
            staged = {path: name for path, (name, _) in all_staged.items()}
            refuse_unwritable(before, [*staged, *stale])
            if staged or stale:
                note(before, ours.union(staged))
            put_in_place(before, staged, moved)
            remove_stale(before, planned, stale)
        unchanged = sorted((planned | {MANIFEST}).difference(staged))
        written = tuple(sorted(staged))
        added = tuple(path for path in written if path not in before.found.files)
        marks = {path: mark for path, (_, mark) in all_staged.items()}
        unsure = before.ours.union(planned, [MANIFEST]).difference(written, stale) if before.interrupted else ()
        foreign = before.foreign(planned)
        return Outcome(written, tuple(unchanged), tuple(stale), foreign, entries, added, marks, tuple(sorted(unsure)))


@contextlib.contextmanager
def opened(folder: Path, paths: Sequence[str], glanced: Callable[[], bytes] | None = None) -> Iterator[Site]:
    """Hold a folder, and look at what is in it.

    `paths` are all paths of the site that is to be written (posix, relative to `folder`). `glanced` gives what `glance`
    has seen there a moment ago. Raises WriteRefused where the site cannot or must not be written. Ctrl-C has a note
    that says how the site is.
    """
    spellings = ledger.spellings(paths)
    planned = frozenset(paths)
    with disk.hold(folder):
        moved: list[str] = []
        try:
            before = look(folder, spellings, glanced() if glanced else b"")
            refuse_other_folder(before)
            refuse_blocked(before, planned)
            yield Site(before, planned, moved)
        except KeyboardInterrupt as stopped:
            stopped.add_note(_PARTLY if moved else UNTOUCHED)
            raise


def _here(files: Iterable[tuple[str, bytes]], stager: Stager) -> Iterator[Made]:
    seen: set[str] = set()
    for path, data in files:
        if path in seen:
            raise _twice(path)
        seen.add(path)
        yield stager(path, data)


def _twice(path: str) -> RuntimeError:
    return RuntimeError(f"{shown(path)} was rendered twice")


def _stage_changed(before: Before, ours: frozenset[str], planned: frozenset[str], path: str, data: bytes) -> Made:
    """Stage a file if it differs from the one on disk."""
    if path not in planned:
        raise RuntimeError(f"{shown(path)} was rendered, but not planned")
    size, digest = len(data), hashlib.sha256(data).hexdigest()
    if path in before.found.files:
        if same(before, path, data):
            return path, size, digest, None
        _refuse_foreign(path, ours)
    return path, size, digest, stage(before, path, data)


def _staged(
    before: Before, planned: frozenset[str], made: Iterable[Made], kept: Mapping[str, tuple[int, str]]
) -> tuple[dict[str, Staged], Entries]:
    """Wait for all files, and stage the manifest if it has changed.

    Returns what is staged, by path, and the entries of all files with that of the manifest.
    """
    staged: dict[str, Staged] = {}
    entries: Entries = dict(kept)
    for path, size, digest, where in made:
        enter(entries, path, (size, digest))
        if where is not None:
            staged[path] = where
    if left := planned - entries.keys():
        raise RuntimeError(f"{shown(min(left))} was planned, but not rendered")
    if (data := manifest_of(entries)) != before.manifest:
        staged[MANIFEST] = stage(before, MANIFEST, data)
    return staged, entries | {MANIFEST: (len(data), hashlib.sha256(data).hexdigest())}


def _refuse_foreign(path: str, ours: frozenset[str]) -> None:
    if path not in ours:
        raise WriteRefused(
            f"{shown(path)} is in the way: no build made it, and it holds something else; {UNTOUCHED}",
            path,
            "move it elsewhere and build again",
        )


def enter(entries: Entries, path: str, entry: tuple[int, str]) -> None:
    """Note a file of the site; raises RuntimeError where its path was there before."""
    if path in entries:
        raise _twice(path)
    entries[path] = entry


def manifest_of(entries: Entries) -> bytes:
    """The manifest of a site with some files."""
    return ledger.manifest((path, size, digest) for path, (size, digest) in entries.items())
