"""What builds remember of the documents, where a program may have written what none of them has found out.

No document would have changed, and the next command would read in there what a follow-up asks for, and who may do it.
Nothing of it is needed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping

from pmgen.cli.documents import caching
from pmgen.cli.followups import allowing
from pmgen.cli.project import Failure, Project
from pmgen.source import why
from pmgen.writer.disk import Stamp, stamp_of


@contextlib.contextmanager
def forgotten_if_changed(project: Project) -> Iterator[None]:
    """Remove all of it at the end of this context where it is not what it was at its beginning.

    Raises:
        Failure: when it cannot be removed.
    """
    before = _now(project)
    try:
        yield
    finally:
        if _now(project) != before or (project.root / caching.FOLDER).is_symlink():
            forget(project)


def _now(project: Project) -> Mapping[str, Stamp | None]:
    """The files, with what changes whenever somebody writes to one, whatever time a program says that it was."""
    folder = project.root / caching.FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return {"": stamp_of(folder)}
    try:
        return {name: stamp_of(folder / name) for name in sorted(os.listdir(folder))}
    except OSError:  # nobody may look into it, and no build does
        return {"": None}


def forget(project: Project) -> None:
    """Remove all of it, whatever a program has put in its place.

    Raises:
        Failure: when that is not possible.
    """
    folder, needed = project.root / caching.FOLDER, allowing.READ | allowing.WRITE | allowing.ENTER
    try:
        if folder.is_symlink() or not folder.is_dir():
            folder.unlink(missing_ok=True)  # a pipe that is opened waits for somebody to write to it
            return
        allowing.at(folder, needed)
        allowing.in_folders(folder, needed)
        shutil.rmtree(folder)
    except OSError as error:
        kept = f"`{caching.FOLDER}`, in which a program may have written what it likes, cannot be removed"
        raise Failure(f"{kept}: {why(error)}") from error
