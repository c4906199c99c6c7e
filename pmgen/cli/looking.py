"""Looking at a project again and again: each time only at what has changed since."""

from __future__ import annotations

import os
import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pmgen import check, render
from pmgen.addresses import is_legacy, sidecar_of
from pmgen.check import Examined
from pmgen.cli import caching, examining, locating, overriding
from pmgen.cli import project as world
from pmgen.cli import site as steps
from pmgen.cli.project import Failure, Listing, Project
from pmgen.diagnostics import Diagnostic, Level, Problem
from pmgen.plan import Manuscript
from pmgen.rules.subject import Corpus, Folder, Policy
from pmgen.server import Notice, notice_of
from pmgen.source import decode_bytes
from pmgen.values import Value, replace

Stamp = tuple[int, int, int] | None
"""What tells a changed file from an unchanged one; `None` for one that is not there."""

Placed = tuple[tuple[Problem, ...], bool, list[Diagnostic]]
"""The problems of a document, whether a suppression without any is unused, and the diagnostics that they became."""


class Look(Value):
    """What was seen of a project at a moment.

    Args:
        number: another one whenever a reader may see a difference.
        stamps: of everything in the listing.
        examined: every document, by its path relative to the source folder.
        manuscripts: of each document that can be read; they remember what was worked out of them.
        corpus: what documents see of each other, and `across`, what is wrong there.
        placed: what is wrong, by the path of the document as diagnostics show it.
        unused: what is wrong with the names of templates.
        pages: from a site plan to what makes its pages.
        obstacles: what kept it from being seen any better; all else is as it was before.
    """

    number: int
    project: Project
    policy: Policy
    listing: Listing
    stamps: Mapping[str, Stamp]
    examined: Mapping[str, Examined]
    manuscripts: Mapping[str, Manuscript | None]
    corpus: Corpus
    across: check.Across
    placed: Mapping[str, Placed]
    templates: render.Templates
    unused: Sequence[Diagnostic]
    pages: render.Renderer
    obstacles: tuple[Notice, ...] = ()

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Errors and warnings."""
        found = (each for _, _, diagnostics in self.placed.values() for each in diagnostics)
        return [*check.in_order(each for each in found if each.level is not Level.INFO), *self.unused]


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
            return _hindered(before, tuple(notice_of(each) for each in wrong))
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


def _hindered(before: Look, obstacles: tuple[Notice, ...]) -> Look:
    if obstacles == before.obstacles:
        return before
    return replace(before, number=before.number + 1, obstacles=obstacles)


def _look(project: Project, before: Look | None, named: Collection[Path]) -> Look:
    listing, stamps, touched = _listed(project, before, named)
    if not listing.documents:
        raise world.no_post_mortem(project.config.source)
    policy, templates = project.policy(), project.templates()
    examined = _examined(project, policy, listing, before, touched)
    pages = before.pages if before and templates == before.templates else _pages(templates)
    manuscripts = {
        name: before.manuscripts[name] if before and each is before.examined.get(name) else steps.of_examined(each)
        for name, each in examined.items()
    }
    corpus = check.corpus(examined.values())
    across = before.across if before and corpus == before.corpus else check.across_in(corpus)
    placed = _placed(examined, corpus, across, before)
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
        saved = {name: path for name, path in names.items() if path.exists()}
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


def _examined(
    project: Project,
    policy: Policy,
    listing: Listing,
    before: Look | None,
    touched: Collection[str],
) -> dict[str, Examined]:
    """Every document, in the order of their names; those that are as they were are taken over."""
    folder = listing.folder
    if before is None:
        return _at_first(project, policy, listing)
    if (policy, project.source) != (before.policy, before.project.source):
        return _read(project, policy, folder, listing.documents)
    stale = {name for name in touched if not _reads_alike(project, name, before.examined.get(name))}
    moved = before.listing.folder != folder
    if moved:
        stale |= set(_whose_links_changed(before, folder))
    new = _read(project, policy, folder, sorted(stale & set(listing.documents)))
    if not moved:
        return {name: new.get(name) or before.examined[name] for name in listing.documents}
    return {name: new.get(name) or _inside(before.examined[name], folder) for name in listing.documents}


def _at_first(project: Project, policy: Policy, listing: Listing) -> dict[str, Examined]:
    """Every document; those that a build has looked at are known, and nothing new is remembered."""
    memory, names = caching.remember(project, listing), listing.documents
    surveyed = examining.survey(project, policy, listing.folder, names, memory=memory, note=False)
    return dict(zip(names, examining.in_memory(*surveyed), strict=True))


def _read(project: Project, policy: Policy, folder: Folder, names: Sequence[str]) -> dict[str, Examined]:
    """Documents by name; in one process, as the preview that runs has threads, and cannot be copied safely."""
    surveyed = examining.survey(project, policy, folder, names, jobs=1)
    return dict(zip(names, examining.in_memory(*surveyed), strict=True))


def _changed(name: str, stamps: Mapping[str, Stamp], before: Mapping[str, Stamp]) -> bool:
    """Whether a document, or what stands beside a legacy page, was touched."""
    names = [name, *(filter(None, [sidecar_of(name, stamps), sidecar_of(name, before)]) if is_legacy(name) else ())]
    return any(stamps.get(each) != before.get(each) for each in names)


def _reads_alike(project: Project, name: str, before: Examined | None) -> bool:
    """Whether a file that was touched still says the same."""
    if before is None or before.subject is None or before.page:
        return False
    data = world.read_file(project.source / name, project.source)
    return not isinstance(data, str) and decode_bytes(before.source.path, data)[0].text == before.source.text


def _whose_links_changed(before: Look, folder: Folder) -> Iterator[str]:
    """The documents with a link to a file that has come or gone, or to one that is still missing."""
    old = before.listing.folder
    moved = (old.files ^ folder.files) | (old.documents ^ folder.documents)
    for name, each in before.examined.items():
        targets = {target for _, target, _ in each.subject.targets} - {""} if each.subject else set()
        if targets & moved or not targets <= folder.files:
            yield name


def _inside(examined: Examined, folder: Folder) -> Examined:
    """A document that is as it was, in a folder that is not."""
    if examined.subject is None:
        return examined
    return replace(examined, subject=replace(examined.subject, folder=folder))


def _placed(
    examined: Mapping[str, Examined], corpus: Corpus, across: check.Across, before: Look | None
) -> dict[str, Placed]:
    """What is wrong; finding the places again is the slow part, and is only done where something is new."""
    known = before.examined if before else {}
    new, found = dict(examined), dict[str, Placed]()
    if before and across is before.across:  # what is new in some documents is nothing to the others
        new = {name: each for name, each in examined.items() if each is not known[name]}
        again = {known[name].source.path for name in new}
        found = {path: placed for path, placed in before.placed.items() if path not in again}
    texts = {known[name].source.path: known[name].source for name in new.keys() & known.keys()}
    for each, problems in check.gathered(new.values(), across):
        path = each.source.path
        sure = not corpus.unreadable or not each.lint.ignore
        placed = before.placed.get(path) if before and texts.get(path) is each.source else None
        if placed is None or placed[:2] != (problems, sure):
            placed = (problems, sure, check.placed(each, problems, sure=sure))
        found[path] = placed
    return found
