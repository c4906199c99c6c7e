"""The way of changed files into the site: staged, noted in the journal, renamed; then stale ones go."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping

from pmgen.writer import disk, ledger
from pmgen.writer.disk import UNTOUCHED
from pmgen.writer.ledger import JOURNAL, NEW_JOURNAL, STAGING, shown
from pmgen.writer.survey import Before

_NEW_SITE = "the new site is in place, and the next build removes what is left of the old one"


@contextlib.contextmanager
def staging(before: Before, moved: Collection[str]) -> Iterator[None]:
    """A staging folder for one build: without the files of a killed one, and gone in the end.

    `moved` are the paths renamed into place so far. After a failure the journal stays if the next build needs
    it: once a file has moved, or where a killed build had left a journal.
    """
    try:
        for name in sorted(before.found.staged - {JOURNAL}):
            disk.remove(before.staged(name))
    except OSError as error:
        raise disk.refusal(f"clean `{STAGING}`", STAGING, error, UNTOUCHED) from error
    try:
        yield
        try:
            _clean(before, keep_journal=False)
        except OSError as error:
            raise disk.refusal(f"remove `{STAGING}`", STAGING, error, _NEW_SITE) from error
    except BaseException:
        _clean(before, keep_journal=bool(moved) or before.interrupted, forgiven=(OSError,))
        raise


def _clean(before: Before, *, keep_journal: bool, forgiven: tuple[type[OSError], ...] = ()) -> None:
    for name in disk.staged_names(before.at(STAGING)):
        if not (keep_journal and name == JOURNAL):
            with contextlib.suppress(*forgiven):
                disk.remove(before.staged(name))
    if not keep_journal and disk.exists(before.at(STAGING)):
        with contextlib.suppress(*forgiven):
            disk.remove_folder(before.at(STAGING))


def stage(before: Before, path: str, data: bytes) -> tuple[str, tuple[int, int]]:
    """Write a file into the staging folder; several processes may do so at once.

    Returns:
        Its name there, and what `disk.put` says of it.
    """
    # No two paths of a site have the same name, and nobody has to tell the others which names are taken.
    name = str(int.from_bytes(hashlib.sha256(path.encode()).digest()[:12]))
    try:
        if not disk.exists(before.at(STAGING)):
            with contextlib.suppress(FileExistsError):  # another process was faster
                disk.make_folder(before.at(STAGING))
        return name, disk.put(before.staged(name), data)
    except OSError as error:
        raise disk.refusal(f"write {shown(path)}", path, error, UNTOUCHED) from error


def note(before: Before, paths: Iterable[str]) -> None:
    """Write the journal, in one step, since that of a killed build may be in its place."""
    try:
        disk.put(before.staged(NEW_JOURNAL), ledger.journal(paths))
        disk.move(before.staged(NEW_JOURNAL), before.staged(JOURNAL))
    except OSError as error:
        raise disk.refusal("write the journal", f"{STAGING}/{JOURNAL}", error, UNTOUCHED) from error


def put_in_place(before: Before, staged: Mapping[str, str], moved: list[str]) -> None:
    """Rename staged files into the site, so that a page comes after what it needs; enter each in `moved`."""
    made: list[str] = []
    state = UNTOUCHED
    path = ""
    try:
        for path in _missing_folders(before, staged):
            disk.make_folder(before.at(path))
            made.append(path)
        for path in sorted(staged, key=ledger.rank):
            moved.append(path)  # before it is, so that it counts whatever happens meanwhile
            try:
                disk.move(before.staged(staged[path]), before.at(path))
            except OSError:
                moved.pop()
                raise
            state = (
                f"{len(moved)} of {len(staged)} changed files are in place, each file is whole, "
                "and the next build repairs the site"
            )
    except BaseException as error:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                disk.remove_folder(before.at(folder))
        if isinstance(error, OSError):
            raise disk.refusal(f"put {shown(path)} in place", path, error, state) from error
        raise


def _missing_folders(before: Before, paths: Iterable[str]) -> list[str]:
    """The folders to make, each after the one it lies in."""
    return sorted(ledger.folders(paths) - before.found.folders, key=lambda folder: (folder.count("/"), folder))


def remove_stale(before: Before, planned: Iterable[str], stale: Iterable[str]) -> None:
    """Remove the files that the site no longer has, then the folders they leave empty."""
    path = ""
    try:
        for path in stale:
            disk.remove(before.at(path))
        for path in _left_folders(before, planned):
            disk.remove_folder(before.at(path))
    except OSError as error:
        raise disk.refusal(f"remove {shown(path)}", path, error, _NEW_SITE) from error


def _left_folders(before: Before, planned: Iterable[str]) -> list[str]:
    """The folders that former builds used and this one does not, each before the one it lies in."""
    left = ledger.folders(before.ours) - ledger.folders(planned)
    return sorted(left & before.found.folders, key=lambda folder: (-folder.count("/"), folder))
