"""Who may change documents now: one run at a time, nobody else during it, and one change after the other."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible
from pmgen.source import why

_LOCK = "pmgen-followups.lock"
"""Where git has its own: a run is alone in a repository, however many projects that has, and no clean-up takes it."""


@contextlib.contextmanager
def alone(project: Project) -> Iterator[int]:
    """Keep a second run out for as long as this one lasts, however it ends; the lock, to be inherited.

    Raises:
        Failure: when another one is at work, or nobody can be kept out.
    """
    import fcntl

    folder = git.folder(project.root)
    if folder is None:
        nothing = "there is no git repository here, and its commits are what shows what was done"
        raise Failure(git.refusal(project.root) or nothing)
    with contextlib.ExitStack() as stack:
        try:
            lock = stack.enter_context((folder / _LOCK).open("w")).fileno()
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = "another `pmgen followups run` is at work here, or what one has started; wait for its end"
            raise Failure(message) from error
        except OSError as error:
            raise Failure(
                f"the lock `{visible(showing.from_here(folder / _LOCK))}` cannot be taken: {why(error)}"
            ) from error
        # What outlives a run that was killed goes on holding the lock; what outlives one that ended, does not.
        stack.callback(fcntl.flock, lock, fcntl.LOCK_UN)
        yield lock


@contextlib.contextmanager
def beside_no_run(project: Project) -> Iterator[None]:
    """Keep runs out while somebody else changes documents: a run puts back whatever it has not changed itself.

    Raises:
        Failure: when one is at work.
    """
    folder = git.folder(project.root)
    with contextlib.ExitStack() as stack:
        try:
            lock = os.open(folder / _LOCK, os.O_RDONLY) if folder else None
        except OSError:  # no run has ever been here
            lock = None
        if lock is None:
            yield
            return
        stack.callback(os.close, lock)
        try:
            _hold(lock, shared=True)
        except BlockingIOError as error:
            raise Failure("a `pmgen followups run` is at work here, and would undo this; wait for its end") from error
        yield


@contextlib.contextmanager
def one_by_one(project: Project) -> Iterator[None]:
    """Let nobody else change a document between the reading and the writing of one."""
    if os.name != "posix":  # a folder cannot be opened there
        yield
        return
    folder = os.open(project.source, os.O_RDONLY)
    try:
        _hold(folder, wait=True)
        yield
    finally:
        os.close(folder)


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
