"""Looking at a project again and again: each time only at what has changed since."""

from __future__ import annotations

import os
import traceback
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from pmgen import check, render
from pmgen.addresses import is_legacy, sidecar_of
from pmgen.cli import locating, overriding
from pmgen.cli import project as world
from pmgen.cli.builds import site as steps
from pmgen.cli.previews.look import Look, Stamp
from pmgen.cli.previews.reexamining import examined_again, placed_again
from pmgen.cli.project import Failure, Listing, Project
from pmgen.diagnostics import Diagnostic, Level
from pmgen.server import Notice, notice_of
from pmgen.values import replace


def first(project: Project) -> Look:
    """Look at everything.

    Raises:
        Failure: there is nothing to show.
    """
    return _look(project, None, ())


def again(here: Path, before: Look, named: Collection[Path]) -> Look:
    """Look at what has changed.

    Args:
        here: the working directory.
        named: files that are known to have changed; others are found by their stamps.
    """
    try:
        project, wrong = locating.search(here)
        if wrong:
            return _hindered(before, tuple(map(notice_of, wrong)), tuple(wrong))
        return _look(project, before, named)
    except Failure as failure:
        return _hindered(before, (Notice(Level.ERROR, failure.message),))
    except Exception as error:  # whatever it is, the preview goes on
        return _hindered(before, (defect(error),))


def defect(error: Exception) -> Notice:
    """The notice of an error in pmgen itself."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return Notice(Level.ERROR, f"pmgen itself failed: {type(error).__name__}: {error} ({place})")


def _hindered(before: Look, obstacles: tuple[Notice, ...], mistakes: tuple[Diagnostic, ...] = ()) -> Look:
    if obstacles == before.obstacles:
        return before
    return replace(before, number=before.number + 1, obstacles=obstacles, mistakes=mistakes)


def _look(project: Project, before: Look | None, named: Collection[Path]) -> Look:
    listing, stamps, touched = _listed(project, before, named)
    if not listing.documents:
        raise world.no_post_mortem(project.config.source, listing)
    policy, templates = project.policy(), project.templates()
    examined = examined_again(project, policy, listing, before, touched)
    pages = before.pages if before and templates == before.templates else _pages(templates)
    manuscripts = {
        name: before.manuscripts[name] if before and each is before.examined.get(name) else steps.of_examined(each)
        for name, each in examined.items()
    }
    corpus = check.corpus(examined.values())
    across = before.across if before and corpus == before.corpus else check.across_in(corpus)
    placed = placed_again(examined, corpus, across, before)
    unused = overriding.unused(project)
    look = Look(
        0, project, policy, listing, stamps, examined, manuscripts, corpus, across, placed, templates, unused, pages
    )
    return replace(look, number=before.number + _differs(look, before)) if before else look


def _listed(
    project: Project, before: Look | None, named: Collection[Path]
) -> tuple[Listing, Mapping[str, Stamp], Collection[str]]:
    """What there is, with stamps, and the documents that were touched; only the saved ones, if some are named.

    Whoever names them asks once more without any, and then everything is looked at.
    """
    folder = f"{project.source}{os.sep}"
    names = {str(path).removeprefix(folder).replace(os.sep, "/"): path for path in named}
    if before and names and project == before.project:
        # A path raises where a folder is closed to us.
        saved = {name: path for name, path in names.items() if os.path.exists(path)}
        known = before.listing.documents
        # What editors write beside a document is gone again, and was never there for us.
        removed = any(name in before.stamps or _is_above(name, before.stamps) for name in names.keys() - saved.keys())
        if saved and not removed and before.stamps.keys() >= saved.keys() and set(known) >= saved.keys():
            return before.listing, {**before.stamps, **{name: _stamp(str(path)) for name, path in saved.items()}}, saved
    listing = world.list_source(project)
    stamps = {path: _stamp(folder + path) for path in (*listing.documents, *listing.others)}
    if before is None:
        return listing, stamps, listing.documents
    changed = {
        name
        for name in listing.documents
        if name in names or name not in before.examined or _changed(name, stamps, before.stamps)
    }
    return listing, stamps, changed


def _changed(name: str, stamps: Mapping[str, Stamp], before: Mapping[str, Stamp]) -> bool:
    """Whether a document, or what stands beside a legacy page, was touched."""
    names = [name, *(filter(None, [sidecar_of(name, stamps), sidecar_of(name, before)]) if is_legacy(name) else ())]
    return any(stamps.get(each) != before.get(each) for each in names)


def _is_above(folder: str, paths: Iterable[str]) -> bool:
    return any(path.startswith(f"{folder}/") for path in paths)


def _differs(look: Look, before: Look) -> bool:
    """Whether a reader may see a difference; a document that was only touched makes none."""
    return (
        bool(before.obstacles)
        or (look.project, look.policy, look.listing) != (before.project, before.policy, before.listing)
        or (look.pages is not before.pages or look.unused != before.unused)
        or any(each is not before.examined[name] for name, each in look.examined.items())
        or any(look.stamps[path] != before.stamps[path] for path in look.listing.others)
    )


def _stamp(path: str) -> Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _pages(templates: render.Templates) -> render.Renderer:
    try:
        return render.on_demand(templates)
    except render.TemplateFailure as failure:
        raise Failure(str(failure)) from failure
