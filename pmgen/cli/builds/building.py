"""The steps of a build, from documents to files."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

import click

from pmgen import render, search, writer
from pmgen.cli import project as world
from pmgen.cli.builds import hindering, keying, outputs, searching, telling, weighing
from pmgen.cli.builds import site as steps
from pmgen.cli.documents import examining
from pmgen.cli.documents.caching import Memory
from pmgen.cli.documents.shelf import Shelf, Short
from pmgen.cli.documents.workers import apart, spread
from pmgen.cli.progress import progress
from pmgen.cli.project import Failure, Listing, Project
from pmgen.diagnostics import Diagnostic
from pmgen.plan import SitePlan
from pmgen.rules.mentions import Names
from pmgen.values import Value
from pmgen.writer.disk import Stamp

_FEW = 4
"""How many pages one process makes by itself."""

_LARGE = 2_000
"""From how many documents on the lists of the search are large enough to be made apart."""


class _Planned(Value):
    """A site that can be made.

    Args:
        diagnostics: errors and warnings; `notes` is how many there are that weigh less.
        pages: the paths of all pages.
        copied: from the path of each file that is copied to that in the source folder.
        paths: of all files but those, and those that belong to the search.
        keys: of some of these; see `caching.Output`.
        unseen: the names of the documents that a site for everybody is without; `None` for one for those inside.
    """

    diagnostics: Sequence[Diagnostic]
    notes: int
    site: SitePlan
    templates: render.Templates
    copied: Mapping[str, str]
    found: search.Search
    pages: Sequence[str]
    paths: frozenset[str]
    keys: Mapping[str, bytes]
    unseen: Names | None

    @property
    def public(self) -> bool:
        """Whether it is for everybody to read."""
        return self.unseen is not None


def build(
    project: Project,
    listing: Listing,
    memory: Memory | None,
    jobs: int | None,
    began: float,
    *,
    audience: str,
    strict: bool,
    verbose: bool,
) -> writer.Outcome:
    """Check everything, and write the site.

    Args:
        memory: what former builds found out; `None` where nobody is to remember.
        jobs: how many processes; `None` for as many as there are cores.
        began: when the command did, in seconds.
    """
    when = time.time_ns()
    with hindering.refusals(project), _glance(project, memory, jobs) as glanced:
        with hindering.untouched():
            planned = _plan(project, listing, memory, jobs, audience=audience, strict=strict)
        processes = examining.processes_for(len(planned.site.incidents), jobs)
        outcome, stamps, kept = _write(project, planned, memory, processes, glanced)
    warnings, notes, copied = planned.diagnostics, planned.notes, sorted({*planned.copied.values()})
    if memory:
        before = outputs.Looked(stamps, when)
        rows = outputs.record(memory, project, outcome, before, kept, planned.keys, copied, warnings, notes)
        memory.cache.write(memory.new | rows, memory.used)
    if context := click.get_current_context(silent=True):
        # To take all of it apart, object by object, takes longer than to end the process.
        context.meta[__name__] = planned, memory
    built = len(planned.site.incidents)
    telling.done(project, listing, copied, outcome, built, len(warnings), notes, began, verbose=verbose)
    return outcome


def _glance(
    project: Project, memory: Memory | None, jobs: int | None
) -> contextlib.AbstractContextManager[Callable[[], bytes] | None]:
    """Look into the folder of a large site in a second process, while the documents are read."""
    known = len(memory.record.sources) if memory and memory.record else 0
    number = examining.processes_for(known, jobs)
    if known < _LARGE or number == 1:
        return contextlib.nullcontext()
    return apart(partial(writer.glance, project.output), number)


def compare(
    project: Project, listing: Listing, memory: Memory | None, jobs: int | None, *, audience: str, strict: bool
) -> None:
    """Check everything, and say how the site on disk differs from what would be built; see `build`."""
    with hindering.refusals(project):
        planned = _plan(project, listing, memory, jobs, audience=audience, strict=strict, whole=True)
        contents = chain(
            ((path, steps.copy(project, source, planned.unseen)) for path, source in planned.copied.items()),
            planned.found.files.items(),
            render.render(planned.site, planned.templates, planned.found.path),
            steps.data_files(planned.site),
        )
        difference = writer.compare(project.output, contents)
    telling.differs(project, difference)


def _plan(
    project: Project,
    listing: Listing,
    memory: Memory | None,
    jobs: int | None,
    *,
    audience: str,
    strict: bool,
    whole: bool = False,
) -> _Planned:
    """What is to be written.

    Args:
        whole: the search with all its files, also those that a former build has written.
    """
    policy, public = project.policy(), audience == "public"
    shorts, shelf = examining.survey(project, policy, listing.folder, listing.documents, jobs, memory)
    large = len(shorts) >= _LARGE
    number = examining.processes_for(len(shorts), jobs) if large else 1
    with contextlib.ExitStack() as at_work:
        find = partial(searching.found, memory=memory, whole=whole, public=public)

        def begun(site: SitePlan) -> Callable[[], search.Search]:
            return at_work.enter_context(apart(partial(find, site), number))

        weighed = at_work.enter_context(apart(partial(weighing.weighed, shorts, shelf, public=public), number))
        # Few builds end here, so that a large one goes on meanwhile; nothing that could fail, as that is told after it.
        ahead = large and not public and project.config.history != "git"
        site = _site(project, shorts, shelf) if ahead else None
        searched = begun(site) if site else None
        files = len(shorts)
        told: list[Diagnostic] = []
        unseen: Names | None = None
        beside: Mapping[str, str] | None = None
        if public:
            from pmgen.cli.builds import publishing  # most builds are for those inside

            unseen = publishing.unseen_names(project, (each.gist for each in shorts), listing.folder)
            shorts, shelf, beside, told = publishing.of_shelf(project, shorts, shelf, policy, listing.folder)
        diagnostics, notes = weighing.passed(project, *weighed(), told, files=files, strict=strict)
        if unseen is not None:
            project = publishing.of_everybody(project, unseen, documents=len(shorts))
        site = site or _site(project, shorts, shelf)
        if not site.incidents:
            raise world.no_post_mortem(project.config.source)
        searched = searched or begun(site)
        copied = steps.copied(((each.name, each.targets) for each in shorts if each.brief), listing, beside)
        return _laid_out(project, site, memory, diagnostics, notes, copied, searched, unseen)


def _laid_out(
    project: Project,
    site: SitePlan,
    memory: Memory | None,
    diagnostics: Sequence[Diagnostic],
    notes: int,
    copied: Mapping[str, str],
    searched: Callable[[], search.Search],
    unseen: Names | None,
) -> _Planned:
    """The files of a site, with the keys of those that need not be made anew.

    Args:
        searched: waits for the search, which is made meanwhile.
    """
    templates = project.templates()
    pages = render.paths(site, templates)
    paths = frozenset((*pages, *steps.data_paths(site)))
    keys: dict[str, bytes] = {}
    if memory:
        # What everybody may read of the config depends on what internal documents are called.
        shown = project.config if unseen is not None else None
        keys.update(keying.keys(site, keying.key_of(memory.identity, shown), paths))
    found = searched()
    if memory:
        memory.used.add(searching.place(memory))
        keys["index.html"] = keying.key_of(keys["index.html"], found.path)
        # The name of a file of the search changes with what is in it.
        keys.update((path, path.encode()) for path in (*found.files, *found.same))
    return _Planned(diagnostics, notes, site, templates, copied, found, pages, paths, keys, unseen)


def _site(project: Project, shorts: Sequence[Short], shelf: Shelf) -> SitePlan:
    return steps.plan_site(project, (steps.manuscript(each, shelf) for each in shorts))


def _write(
    project: Project, planned: _Planned, memory: Memory | None, jobs: int, glanced: Callable[[], bytes] | None
) -> tuple[writer.Outcome, Mapping[str, Stamp], outputs.Kept]:
    """Write what has changed; what was done, the stamps that the files had before, and the files that were not made."""
    found = planned.found
    paths = [*planned.copied, *found.files, *found.same, *planned.paths]
    with writer.opened(project.output, paths, glanced) as site:
        if planned.public:
            site.refuse_unknown()
        record = memory.record if memory else None
        kept = outputs.kept(record, project.output, site.stamps, planned.keys) if record else {}
        if not found.same <= kept.keys():  # somebody has removed or changed a file
            found = searching.found(planned.site, memory, whole=True, public=planned.public)
            if found.files.keys() != planned.found.files.keys() | planned.found.same:
                raise Failure("something was changed while the site was built; build it again")
        wanted = planned.paths - kept.keys()
        copies = ((path, steps.copy(project, source, planned.unseen)) for path, source in planned.copied.items())
        searched = ((path, content) for path, content in found.files.items() if path not in kept)
        parts = steps.parts(planned.site, planned.templates, found.path, planned.pages, wanted)

        def elsewhere(stager: writer.Stager) -> Iterator[writer.Made]:
            def stage(part: steps.Part) -> list[writer.Made]:
                return [stager(path, content) for path, content in part()]

            # A few pages are made sooner than a second process begins.
            number = jobs if len(wanted) > _FEW else 1
            return progress(chain.from_iterable(spread(stage, parts, number)), len(wanted), "writing")

        known = {path: (each.size, each.digest.hex()) for path, each in kept.items()}
        return site.write(chain(copies, searched), elsewhere, known), site.stamps, kept
