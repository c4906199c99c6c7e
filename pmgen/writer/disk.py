"""The writer's only access to the disk: looking at a folder, locking it, and the few ways to change it.

Where a file of the site is, is a text here: path objects of tens of thousands of them take longer than to move them.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from pmgen.values import Value, field
from pmgen.writer.ledger import STAGING, WriteRefused, fold, is_staged, shown

UNTOUCHED = "the site is as it was"


Stamp = tuple[int, int, int, int]
"""Of a file: its size, when it was changed (by its owner, and at all, in nanoseconds), and its number."""


def stamp(status: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of what is at a path; links are not followed."""
    try:
        return stamp(path.lstat())
    except OSError:
        return None


class Found(Value):
    """What lies in a folder: paths relative to it, with `/`; links are never followed."""

    files: set[str] = field(default_factory=set)
    stamps: dict[str, Stamp] = field(default_factory=dict)  # of these, as far as the system tells
    folders: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)  # symbolic links, sockets, devices
    staged: set[str] = field(default_factory=set)  # names of the writer's own files in the staging folder
    renamed: dict[str, str] = field(default_factory=dict)  # spelling on disk -> spelling as planned


def scan(folder: Path, spellings: Mapping[str, str]) -> Found:
    """Everything below a folder; an absent one is empty.

    `spellings` gives planned paths by their folded form: where the file system itself says that a file
    spelled otherwise is the same one, it is found under its planned spelling.
    """
    found = Found()
    pending = [("", "")] if folder.is_dir() else []
    while pending:
        prefix, prefix_on_disk = pending.pop()
        with os.scandir(folder / prefix) as entries:
            for entry in entries:
                path = on_disk = prefix_on_disk + entry.name
                # Most paths are their own folded form, as planned.
                if prefix != prefix_on_disk or spellings.get(path) != path:
                    path = _as_planned(folder, entry, prefix + entry.name, spellings)
                if path != on_disk:
                    found.renamed[on_disk] = path
                if entry.is_dir(follow_symlinks=False):
                    found.folders.add(path)
                    pending.append((f"{path}/", f"{on_disk}/"))
                elif not entry.is_file(follow_symlinks=False):
                    found.others.add(path)
                elif prefix == f"{STAGING}/" and is_staged(entry.name):
                    found.staged.add(entry.name)
                else:
                    found.files.add(path)
                    with contextlib.suppress(OSError):  # nobody may ask for it, or somebody has just removed it
                        found.stamps[path] = stamp(entry.stat(follow_symlinks=False))
    return found


def _as_planned(folder: Path, entry: os.DirEntry[str], path: str, spellings: Mapping[str, str]) -> str:
    planned = spellings.get(fold(path), path)
    if planned != path:
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat((folder / planned).lstat(), Path(entry).lstat()):
                return planned
    return path


def check_folder(folder: Path) -> None:
    """Refuse what is there, but is no folder."""
    # What is there is looked for first: another build may make the folder in between.
    if exists(folder) and not folder.is_dir():
        raise WriteRefused(f"{shown(folder)} is not a folder", str(folder))


def staged_names(folder: str) -> list[str]:
    """The writer's own files in the staging folder, which may be absent; the journal last."""
    if not exists(folder):
        return []
    with os.scandir(folder) as entries:
        return sorted(each.name for each in entries if is_staged(each.name) and each.is_file(follow_symlinks=False))


def exists(path: Path | str) -> bool:
    """Whether there is anything at a path, be it a link that leads nowhere."""
    return os.path.lexists(path)


def read(path: Path | str) -> bytes:
    """All bytes of a file."""
    with open(path, "rb", buffering=0) as file:
        return file.readall()


def same(path: str, data: bytes) -> bool:
    """Whether a file holds exactly `data`; it is read only where the size is right."""
    with open(path, "rb", buffering=0) as file:
        return os.fstat(file.fileno()).st_size == len(data) and file.readall() == data


def writable(folder: str) -> bool:
    """Whether files in a folder may be made, replaced and removed."""
    return os.access(folder, os.W_OK | os.X_OK)


def put(path: str, data: bytes) -> tuple[int, int]:
    """Make a new file; never one that exists, never through a link.

    Returns:
        When it was written, in nanoseconds, and its number: what it keeps until somebody else writes to it.
    """
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        status = os.fstat(file.fileno())
    return status.st_mtime_ns, status.st_ino


def move(source: str, target: str) -> None:
    """Put a file in the place of another, or of none, in one step."""
    os.replace(source, target)


def remove(path: str) -> None:
    """Remove a file, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def make_folder(path: Path | str) -> None:
    """Make one folder."""
    os.mkdir(path)


def remove_folder(path: Path | str) -> None:
    """Remove a folder, if it is there and empty."""
    try:
        os.rmdir(path)
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST):
            raise


def refusal(what: str, path: str, error: OSError, state: str) -> WriteRefused:
    """An error of the system as a refusal: what failed, why, and in which state the site is."""
    reason = error.strerror or type(error).__name__
    if error.errno == errno.EXDEV:
        reason = "its folder is another file system, mounted inside of the site; mount that around the whole site"
    return WriteRefused(f"cannot {what}: {reason[:1].lower()}{reason[1:]}; {state}", path)


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Make a folder where there is none, and keep other builds out of it; a failure unmakes what was made."""
    made: list[Path] = []
    try:
        try:
            check_folder(folder)
            _make(folder, made)
            lock = _lock(folder)
        except WriteRefused:
            made.clear()  # another build has begun in what was made here
            raise
        except OSError as error:
            raise refusal(f"open the folder {shown(folder)}", str(folder), error, UNTOUCHED) from error
        try:
            yield
        finally:
            _unlock(lock)
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                remove_folder(path)
        raise


def _make(folder: Path, made: list[Path]) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        try:
            make_folder(path)
        except FileExistsError as error:
            if path.is_symlink() and not path.exists():
                raise WriteRefused(f"{shown(path)} is a link that leads nowhere; {UNTOUCHED}", str(path)) from error
            continue  # another build was faster
        made.append(path)


def _lock(folder: Path) -> int | None:
    """Lock the folder itself, which leaves no file behind; None where the system has no such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise WriteRefused(f"another build is writing to {shown(folder)}", str(folder)) from error
    except OSError:
        os.close(descriptor)
        return None  # some network file systems cannot lock a folder
    return descriptor


def _unlock(descriptor: int | None) -> None:
    if descriptor is None:
        return
    import fcntl

    # Said aloud, because processes forked meanwhile share the lock and may outlive it.
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)
