"""Documents and what is wrong in them, looked at anew only where something has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pmgen import check
from pmgen.check import Examined
from pmgen.cli.documents import caching, examining, files
from pmgen.cli.previews.look import Look, Placed
from pmgen.cli.project import Listing, Project
from pmgen.rules.outside import Corpus
from pmgen.rules.policy import Folder, Policy
from pmgen.source import decode_bytes
from pmgen.values import replace


def examined_again(
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


def _reads_alike(project: Project, name: str, before: Examined | None) -> bool:
    """Whether a file that was touched still says the same."""
    if before is None or before.subject is None or before.page:
        return False
    data = files.read(project.source / name, project.source)
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


def placed_again(
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
