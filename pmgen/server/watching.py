"""The door to the file system's events: says when to look again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

import watchfiles

from pmgen.values import Value

_QUIET_MS = 20
"""How long it must be quiet before a burst is over: editors rename, write and touch within less."""

_LONGEST_MS = 200
"""When a burst without end is cut."""

_GLANCE_MS = 200
"""How often to look at what no event tells of."""

_POLL_MS = 200
"""How often to look at everything where the system tells of nothing."""


class Watched(Value):
    """What to watch.

    Args:
        folders: with all that is in them; one need not exist yet.
        files: single ones, which need not exist yet either.
    """

    folders: tuple[Path, ...]
    files: tuple[Path, ...]


_Stamp = tuple[int, int, int] | None
"""What tells a file from another, and a folder from another; not what is in the folder."""


def changes(watched: Callable[[], Watched], stop: Event) -> Iterator[frozenset[Path]]:
    """The paths that have changed, each time that some have; empty when it was not noticed which.

    The first is empty and says that from now on nothing is missed.

    Args:
        watched: what to watch, asked again after each change.
        stop: ends it.
    """
    while not stop.is_set():
        target = watched()
        # A path raises where a folder above it is closed to us.
        folders = [folder for folder in target.folders if os.path.isdir(folder)]
        seen = _glance(target)
        # Once more after the last event of a burst: one that comes while they are handed over may get lost.
        again = True
        held: set[Path] = set()
        for told in _events(folders, stop):
            found = held | told
            # An editor may empty a file and write it only then: what it is in between, nobody wrote.
            held = found if any(map(_is_empty, told)) else set()
            if held:
                continue
            now = _glance(target)
            if again or found or now != seen:
                yield frozenset(found)
            again = bool(found)
            if watched() != target or any(now[folder] != seen[folder] for folder in target.folders):
                break
            seen = now


def _glance(watched: Watched) -> dict[Path, _Stamp]:
    """What can be told from outside: which folder this is, and whether a file has changed."""
    return {
        **{folder: _stamp(folder, is_folder=True) for folder in watched.folders},
        **{file: _stamp(file, is_folder=False) for file in watched.files},
    }


def _is_empty(path: Path) -> bool:
    try:
        return path.is_file() and not path.stat().st_size
    except OSError:
        return False


def _stamp(path: Path | str, *, is_folder: bool) -> _Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_ino, 0, 0) if is_folder else (found.st_ino, found.st_mtime_ns, found.st_size)


def _events(folders: Sequence[Path], stop: Event) -> Iterator[set[Path]]:
    """What the system tells of; every now and then an empty set."""
    if not folders:
        while not stop.wait(_GLANCE_MS / 1000):
            yield set()
        return
    try:
        try:
            yield from _watch(folders, stop)
        except FileNotFoundError:
            raise
        except OSError:
            # More folders than the system can watch, or a file system that tells of nothing.
            yield from _looked(folders, stop)
    except FileNotFoundError:
        # A folder went away just now; whoever asks looks again.
        stop.wait(_GLANCE_MS / 1000)


def _looked(folders: Sequence[Path], stop: Event) -> Iterator[set[Path]]:
    """What has changed by its stamp.

    The library could poll, too, but knows times to the second: the later of two saves within one would be lost.
    """
    seen = _inside(folders)
    yield set()
    while not stop.wait(_POLL_MS / 1000):
        now = _inside(folders)
        yield {Path(path) for path, _ in seen.items() ^ now.items()}
        seen = now


def _inside(folders: Sequence[Path]) -> dict[str, _Stamp]:
    """Everything in some folders, with its stamp."""
    return {
        path: _stamp(path, is_folder=is_folder)
        for folder in folders
        for where, inner, files in os.walk(folder)
        for names, is_folder in ((inner, True), (files, False))
        for path in (os.path.join(where, name) for name in names)
    }


def _watch(folders: Sequence[Path], stop: Event) -> Iterator[set[Path]]:
    for found in watchfiles.watch(
        *folders,
        watch_filter=None,
        debounce=_LONGEST_MS,
        step=_QUIET_MS,
        stop_event=stop,
        rust_timeout=_GLANCE_MS,
        yield_on_timeout=True,
        poll_delay_ms=_POLL_MS,
    ):
        yield {Path(path) for _, path in found}
