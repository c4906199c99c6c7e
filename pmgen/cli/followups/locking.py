"""Who may change documents now: one run at a time, nobody else during it, and one change after the other."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible
from pmgen.source import why

_LOCK = "pmgen-followups.lock"
"""Where git has its own: a run is alone in a work tree, however many projects that has, and no clean-up takes it.

A program may: so that folder is held as well, on file systems that can, and without it there is no repository. So is
the folder of the objects, which all work trees share: what a run puts back is theirs, too.
"""


@contextlib.contextmanager
def alone(place: git.Place) -> Iterator[tuple[int, ...]]:
    """Keep a second run out for as long as this one lasts, however it ends; the locks, to be inherited.

    Raises:
        Failure: when another one is at work, or nobody can be kept out.
    """
    import fcntl

    with contextlib.ExitStack() as stack:
        try:
            lock = stack.enter_context((place.here / _LOCK).open("a")).fileno()
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = [_opened(stack, each) for each in (place.here, place.shared / "objects")]
            for each in held:
                _hold(each)
        except BlockingIOError as error:
            message = "another `pmgen followups run` is at work here, or what one has started; wait for its end"
            raise Failure(message) from error
        except OSError as error:
            raise Failure(
                f"the lock `{visible(showing.from_here(place.here / _LOCK))}` cannot be taken: {why(error)}"
            ) from error
        # What outlives a run that was killed goes on holding the locks; what outlives one that ended, does not.
        locks = (lock, *held)
        stack.callback(_let_go, locks)
        yield locks


@contextlib.contextmanager
def beside_no_run(place: git.Place | None) -> Iterator[None]:
    """Keep runs out while somebody else changes documents: a run puts back whatever it has not changed itself.

    Args:
        place: of the repository; `None` where there is none.

    Raises:
        Failure: when one is at work.
    """
    with contextlib.ExitStack() as stack:
        held = (place.here / _LOCK, place.here) if place and os.name == "posix" else ()
        try:
            for each in held:
                with contextlib.suppress(FileNotFoundError, PermissionError):  # no run has ever been here
                    _hold(_opened(stack, each), shared=True)
        except BlockingIOError as error:
            raise Failure("a `pmgen followups run` is at work here, and would undo this; wait for its end") from error
        yield


@contextlib.contextmanager
def one_by_one(project: Project) -> Iterator[None]:
    """Let nobody else change a document between the reading and the writing of one.

    Raises:
        Failure: when their folder cannot be opened.
    """
    with contextlib.ExitStack() as stack:
        if os.name == "posix":  # elsewhere a folder cannot be opened
            try:
                folder = _opened(stack, project.source)
            except OSError as error:
                raise Failure(f"`{visible(project.config.source)}` cannot be opened: {why(error)}") from error
            _hold(folder, wait=True)
        yield


def _opened(stack: contextlib.ExitStack, path: Path) -> int:
    """What is at a path, open until the stack is left."""
    descriptor = os.open(path, os.O_RDONLY)
    stack.callback(os.close, descriptor)
    return descriptor


def _let_go(descriptors: Iterable[int]) -> None:
    """Have nobody kept out any longer by what is open, here or in what has inherited it."""
    import fcntl

    for each in descriptors:
        with contextlib.suppress(OSError):  # a file system without such locks
            fcntl.flock(each, fcntl.LOCK_UN)


def _hold(descriptor: int, *, shared: bool = False, wait: bool = False) -> None:
    """Lock what is open, where the system and its file system have such locks, until it is closed.

    Raises:
        BlockingIOError: when somebody else holds it, and `wait` is not set.
    """
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise
    except OSError:
        return
