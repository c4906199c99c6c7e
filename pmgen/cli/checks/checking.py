"""Some documents, or all of them, to what is wrong with them; and again, once that was mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from pmgen import check, rules
from pmgen.check import Examined, Gist
from pmgen.cli import project as world
from pmgen.cli.checks import choosing
from pmgen.cli.checks.evidence import doubtful
from pmgen.cli.documents import contents
from pmgen.cli.project import Listing, Project
from pmgen.diagnostics import Diagnostic, Problem, Rule
from pmgen.rules.policy import Folder
from pmgen.values import Value, replace

F = TypeVar("F", Examined, Gist)

_MANY = 40
"""From how many documents on it pays to look at what former runs found out, and at several at a time."""


class Checked(Value):
    """What was looked at, and what was found.

    Args:
        whole: whether these are all the documents; what rules find across files is only looked for then.
        everything: whether nothing else of the project is ever looked at.
        unproven: why nobody has looked for the commits that are evidence; empty where somebody has.
        unread: the paths of what cannot be read; why not is told whatever is selected, ignored or known.
    """

    paths: list[str]
    diagnostics: list[Diagnostic]
    whole: bool
    everything: bool = False
    unproven: str = ""
    unread: frozenset[str] = frozenset()

    @property
    def hindering(self) -> list[Diagnostic]:
        """What has kept the rules from being asked of a file."""
        return [each for each in self.diagnostics if check.hinders(each, self.unread)]

    def selected(
        self, diagnostics: Iterable[Diagnostic], select: Sequence[str], ignore: Sequence[str]
    ) -> list[Diagnostic]:
        """Those of some diagnostics that are selected and not ignored, or that hinder; see `check.selected`."""
        return [
            each for each in diagnostics if check.is_selected(each, select, ignore) or check.hinders(each, self.unread)
        ]

    def unasked(self, select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
        """The rules that were named to be asked, and that look at all documents or at none."""
        across = [each for each in rules.RULES if each in rules.ACROSS or each in rules.TOLD]
        return [] if self.whole or not select else check.selected(across, select, ignore)

    def looked_for(self, select: Sequence[str], ignore: Sequence[str]) -> Callable[[str, str], bool]:
        """Whether a diagnostic would have been found, by the path of its file and the code of its rule."""
        asked = rules.RULES if self.whole else [each for each in rules.RULES if each not in rules.ACROSS]
        codes = {each.code for each in check.selected(asked, select, ignore)}
        paths, unread = set(self.paths), self.unread
        return lambda path, code: code in codes and path not in unread and (self.everything or path in paths)


def look_at(project: Project, paths: Sequence[Path]) -> Checked:
    """Look at the documents at some paths; without any, at all that the site is made of."""
    checked = _check_documents(project, paths)
    if paths:
        return checked
    from pmgen.cli import overriding  # a few files are looked at sooner without

    unused = overriding.unused(project)
    paths_of_all = [*checked.paths, *(each.path for each in unused)]
    every = [*checked.diagnostics, *unused]
    return replace(checked, paths=paths_of_all, diagnostics=every, whole=True, everything=True)


def _check_documents(project: Project, paths: Sequence[Path]) -> Checked:
    listed = not paths or choosing.within(project, paths)
    # Who names a file wants to know of that, whatever else cannot be read.
    listing = world.list_source(project, whole=not paths) if listed else None
    files = choosing.files(project, paths, listing)
    if listing is None:
        return _looked_at(project, files, Folder(frozenset(), frozenset()), whole=False)
    world.warn_of_unread(project, listing)
    if not paths and len(files) >= _MANY:
        return _remembered(project, listing)
    return _looked_at(project, files, listing.folder, whole=not paths or _all_of(project, listing, files))


def _looked_at(project: Project, files: Sequence[Path], folder: Folder, *, whole: bool) -> Checked:
    """A few documents, or all of them where these are few.

    Args:
        folder: what is known of the one that they are in.
        whole: whether these are all.
    """
    policy = project.policy()
    found = [contents.examine(project, path, policy, folder) for path in files]
    doubts, unproven = doubtful(project, [each.post_mortem for each in found])
    by_path = {each.outside.path: each for each in found if each.outside}
    named = _named(project, found, folder, by_path.__getitem__) if whole else {}
    examined = [_with(each, more, named) for each, more in zip(found, doubts, strict=True)]
    diagnostics = check.diagnose(examined, whole=whole, asked=_asked(unproven, whole=whole))
    shown = [each.shown for each in examined]
    return Checked(shown, diagnostics, whole, unproven=unproven, unread=check.unread(examined))


def _all_of(project: Project, listing: Listing, files: Sequence[Path]) -> bool:
    """Whether these are all the documents; following the links of a thousand takes as long as checking one."""
    return (
        not listing.unread
        and len(files) >= len(listing.documents)
        and {choosing.resolved(path) for path in files}
        >= {choosing.resolved(project.source / name) for name in listing.documents}
    )


def _remembered(project: Project, listing: Listing) -> Checked:
    """All documents; check and build share one cache of what they found out."""
    from pmgen.cli.checks import placing  # a few files are looked at sooner without
    from pmgen.cli.documents import caching, examining

    with caching.believed():
        memory = caching.remember(project, listing)
        shorts, shelf = examining.remembered(project, listing, memory)
        doubts, unproven = doubtful(project, [each.brief for each in shorts])
        seen = [each.gist for each in shorts]
        named = _named(project, seen, listing.folder, shelf.examined)
        gists = [_with(each, more, named) for each, more in zip(seen, doubts, strict=True)]
        place = partial(placing.placed, memory, shelf, {each.shown: each for each in shorts})
        diagnostics = check.diagnose_all(gists, place, asked=_asked(unproven, whole=True))
        if memory.new:
            memory.cache.write(memory.new)
        shown = [each.shown for each in gists]
        return Checked(shown, diagnostics, whole=True, unproven=unproven, unread=check.unread(gists))


def _asked(unproven: str, *, whole: bool) -> tuple[Rule, ...]:
    """The rules that only this command asks, of those that were."""
    return (*(() if unproven else rules.PROVING), *(rules.TOLD if whole else ()))


def _named(
    project: Project, found: Sequence[Examined | Gist], folder: Folder, examined: Callable[[str], Examined]
) -> Mapping[str, tuple[Problem, ...]]:
    """Where public documents name some that no public edition has, by their paths."""
    if not any(each.outside and each.outside.meant for each in found):
        return {}
    from pmgen import edition  # most projects are for those inside alone

    people, services = project.config.public_people, project.policy().services
    return edition.named(found, folder, examined, people=people, services=services)


def _with(found: F, doubts: Sequence[Problem], named: Mapping[str, Sequence[Problem]]) -> F:
    """What was found out of a file, with what nobody can see who looks at the file alone."""
    said: Sequence[Problem] = named.get(found.outside.path, ()) if found.outside else ()
    return replace(found, problems=(*found.problems, *doubts, *said)) if doubts or said else found


def mend(
    project: Project, paths: Sequence[Path], checked: Checked, select: Sequence[str], ignore: Sequence[str]
) -> Checked:
    """Mend until nothing more can be: what is mended may show what could not be seen before."""
    from pmgen.cli.checks import fixing  # most runs mend nothing

    total = 0
    while mended := fixing.fix(project, check.selected(checked.diagnostics, select, ignore)):
        total += mended
        checked = look_at(project, paths)
    click.echo(f"{total} fixed" if total else "nothing to fix", err=True)
    # What is left of the fixes cannot be made, and nobody is to be promised it.
    return replace(checked, diagnostics=[replace(each, edits=()) for each in checked.diagnostics])
