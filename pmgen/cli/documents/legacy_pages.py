"""Legacy pages of a project: read with what stands beside them, and as the site has them."""

from __future__ import annotations

from pathlib import Path

from pmgen import check
from pmgen.addresses import sidecar_of
from pmgen.check import Examined
from pmgen.cli.documents import files
from pmgen.cli.project import Project
from pmgen.legacy import standing
from pmgen.legacy.formats import containment
from pmgen.rules.policy import Folder, Policy


def examine(
    project: Project, path: Path, name: str, policy: Policy, folder: Folder
) -> tuple[Examined, tuple[bytes, ...]]:
    """Look at a legacy page; with it the bytes that were read.

    Args:
        name: of the page, relative to the source folder.
    """
    shown = project.shown(path)
    inside = project.source if path.is_relative_to(project.source) else path.parent
    data = files.read(path, inside, most=standing.LARGEST + 1)
    if isinstance(data, str):
        return check.unreadable(shown, "PM017", f"cannot be read: {data}"), ()
    read: tuple[bytes, ...] = (data,)
    metadata = None
    if beside := _beside(path, name, folder):
        said = files.read(beside, inside)
        if isinstance(said, str):
            return check.unreadable(project.shown(beside), "PM017", f"cannot be read: {said}"), ()
        read = (data, said)
        metadata = standing.Metadata(project.shown(beside), said)
    return standing.examine(shown, data, name, metadata, policy, folder), read


def _beside(path: Path, name: str, folder: Folder) -> Path | None:
    """The file beside a page that says what it is about; one outside of the source folder is looked for."""
    if name in folder.files:
        found = sidecar_of(name, folder.files)
        return path.with_suffix(Path(found).suffix) if found else None
    return next((each for each in map(path.with_suffix, (".yml", ".yaml")) if each.is_file()), None)


def as_published(data: bytes) -> bytes:
    """A page as the site has it: byte by byte, and with its policy in front where it could do anything."""
    return containment.contained(data.decode("utf-8", "replace")).encode()
