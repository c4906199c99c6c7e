"""The documents at the paths that a command was given."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from pmgen.cli import leaving_out
from pmgen.cli import project as world
from pmgen.cli.documents.files import require_file
from pmgen.cli.project import Failure, Listing, Project
from pmgen.reporters.visible import visible


def files(project: Project, paths: Sequence[Path], listing: Listing | None) -> list[Path]:
    """The documents at some paths; a path that holds none is an error, never a silent success.

    Args:
        listing: of the source folder, if a path lies in it or round it: what a build leaves out is no document here.
    """
    if not paths:
        assert listing is not None
        if not listing.documents:
            raise world.no_post_mortem(project.config.source, listing)
        return [project.source / name for name in listing.documents]
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise Failure(f"no file or folder `{path}`")
        require_file(path)
        if not path.is_dir():
            if reason := _left_out(project, path, listing):
                click.echo(f"skipped `{visible(str(path))}`: {visible(reason)}", err=True)
            else:
                # However the way there is spelled, the name of a document is the one that it has in the source folder.
                inside = _inside(project, path)
                found[_page_beside(path.absolute() if inside is None else project.source / inside)] = None
            continue
        documents = _documents_in(project, path, listing)
        if not documents:
            raise world.no_post_mortem(str(path), listing, _start(project, path))
        found |= dict.fromkeys(documents)
    return list(found)


def _documents_in(project: Project, folder: Path, listing: Listing | None) -> list[Path]:
    start = _start(project, folder)
    if listing is None or start is None:
        return [folder.absolute() / name for name in world.list_folder(folder).documents]
    world.refuse_unread(project, listing, start)
    return [project.source / name for name in listing.documents if name.startswith(start)]


def _start(project: Project, folder: Path) -> str | None:
    """What the paths of all that is in a folder begin with, in the source folder; `None` where it lies elsewhere."""
    if resolved(project.source).is_relative_to(resolved(folder)):
        return ""  # what lies round the source folder is no post-mortem: notes, and each page of the site
    inside = _inside(project, folder)
    return None if inside is None else leaving_out.below(inside)


def _left_out(project: Project, path: Path, listing: Listing | None) -> str | None:
    """Why a build leaves out a file: a commit hook names every file, also those that are no documents."""
    inside = _inside(project, path)
    if inside is None or listing is None:
        return None
    return next(
        (reason for each, reason in listing.skipped if inside == each or inside.startswith(f"{each.rstrip('/')}/")),
        None,
    )


def within(project: Project, paths: Sequence[Path]) -> bool:
    """Whether one of some paths lies in the source folder, or holds it."""
    source = resolved(project.source)
    return project.source.is_dir() and any(
        path.is_relative_to(source) or source.is_relative_to(path) for path in map(resolved, paths)
    )


def _inside(project: Project, path: Path) -> str | None:
    """A path relative to the source folder; `None` where it lies elsewhere."""
    # Of the path itself only the folder is followed: a link in the source folder is a document there.
    real, source = (
        resolved(path.parent) / path.name if path.name not in ("", "..") else resolved(path),
        resolved(project.source),
    )
    return real.relative_to(source).as_posix() if real.is_relative_to(source) else None


def _page_beside(path: Path) -> Path:
    """The legacy page that a file of YAML is about; any other file is the document itself."""
    page = path.with_suffix(".html")
    return page if path.suffix in (".yml", ".yaml") and page.is_file() else path


def resolved(path: Path) -> Path:
    """Where a path leads; unlike `Path.resolve` this does not fail for links that lead in a circle."""
    return Path(os.path.realpath(path))
