"""What builds remember of the documents, where a program may have written what none of them has found out.

No document would have changed, and the next command would read in there what a follow-up asks for, and who may do it.
Nothing of it is needed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping

from pmgen.cli.documents import caching
from pmgen.cli.followups import allowing
from pmgen.cli.project import Failure, Project
from pmgen.source import why
from pmgen.writer.disk import Stamp, stamp_of

Remembered = Mapping[str, Stamp | None]
"""The files, with what changes whenever somebody writes to one, whatever time a program says that it was."""


def now(project: Project) -> Remembered:
    """What there is now."""
    folder = project.root / caching.FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return {}
    try:
        return {name: stamp_of(folder / name) for name in sorted(os.listdir(folder))}
    except OSError:  # nobody may look into it, and no build does
        return {"": None}


def forget_changed(project: Project, before: Remembered) -> None:
    """Remove all of it where it is not what it was.

    Raises:
        Failure: when it cannot be removed.
    """
    if now(project) != before or (project.root / caching.FOLDER).is_symlink():
        forget(project)


def forget(project: Project) -> None:
    """Remove all of it.

    Raises:
        Failure: when that is not possible.
    """
    folder = project.root / caching.FOLDER
    try:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        else:
            allowing.at(folder, allowing.READ | allowing.WRITE | allowing.ENTER)
            with contextlib.suppress(FileNotFoundError):
                shutil.rmtree(folder)
    except OSError as error:
        kept = f"`{caching.FOLDER}`, in which a program may have written what it likes, cannot be removed"
        raise Failure(f"{kept}: {why(error)}") from error
