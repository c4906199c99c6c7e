"""What is to be said of a file of a project by itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pmgen.addresses import is_legacy, rewriter
from pmgen.cli.documents import files
from pmgen.cli.project import Project

if TYPE_CHECKING:
    from pmgen.check import Examined
    from pmgen.rules.policy import Folder, Policy


def examine(project: Project, path: Path, policy: Policy, folder: Folder) -> Examined:
    """Read one file of the project and look at it by itself; see `read_and_examine`."""
    return read_and_examine(project, path, policy, folder)[0]


def read_and_examine(
    project: Project, path: Path, policy: Policy, folder: Folder, *, html: bool = False
) -> tuple[Examined, tuple[bytes, ...]]:
    """Read one file of the project and look at it by itself; with it the bytes that were read.

    Args:
        path: of the file, which may be outside of the source folder.
        folder: what else is in the source folder.
        html: whether to make HTML of the body.
    """
    from pmgen import check  # only what looks at a document needs it

    source = project.source
    above = os.path.join(source, "")
    inside = str(path).startswith(above)
    name = str(path).removeprefix(above).replace(os.sep, "/") if inside else path.name
    if is_legacy(name):
        from pmgen.cli.documents import legacy_pages  # most projects have none

        examined, read = legacy_pages.examine(project, path, name, policy, folder)
    elif isinstance(data := files.read(path, source if inside else path.parent), str):
        examined, read = check.unreadable(project.shown(path), "PM017", f"cannot be read: {data}"), ()
    else:
        rewrite = rewriter(name, folder.documents) if html else None
        examined, read = check.examine(project.shown(path), data, name, policy, folder, rewrite), (data,)
    return check.under_its_name(examined, name), read
