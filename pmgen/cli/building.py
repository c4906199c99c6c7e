"""The steps of a build, from documents to files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import click

from pmgen import check, render, reporters, search, writer
from pmgen.check import Examined
from pmgen.cli import caching, examining, telling
from pmgen.cli import project as world
from pmgen.cli import site as steps
from pmgen.cli.caching import Memory
from pmgen.cli.progress import progress
from pmgen.cli.project import Failure, Listing, Project
from pmgen.cli.workers import spread
from pmgen.diagnostics import Diagnostic, Level
from pmgen.plan import Incident, SitePlan
from pmgen.values import Value, encoded


class _Planned(Value):
    """A site that can be made.

    Args:
        diagnostics: errors and warnings; `notes` is how many there are that weigh less.
        paths: of all files but those that are copied or belong to the search.
        keys: of some of these; see `caching.Output`.
    """

    examined: Sequence[Examined]
    diagnostics: Sequence[Diagnostic]
    notes: int
    site: SitePlan
    templates: render.Templates
    copied: Sequence[str]
    found: search.Search
    paths: frozenset[str]
    keys: Mapping[str, str]


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
    try:
        planned = _plan(project, listing, memory, jobs, audience=audience, strict=strict)
        outcome = _write(project, planned, memory, examining.processes_for(len(planned.examined), jobs))
    except writer.WriteRefused as refused:
        raise Failure(str(refused) + (f"; {refused.help}" if refused.help else "")) from refused
    except render.TemplateFailure as failure:
        raise Failure(str(failure)) from failure
    warnings, notes = planned.diagnostics, planned.notes
    if memory:
        rows = caching.record(memory, project, outcome.entries, planned.keys, planned.copied, warnings, notes)
        memory.cache.write(memory.new | rows, memory.used)
    number = len(planned.site.incidents)
    telling.done(project, listing, planned.copied, outcome, number, len(warnings), notes, began, verbose=verbose)
    return outcome


def compare(
    project: Project, listing: Listing, memory: Memory | None, jobs: int | None, *, audience: str, strict: bool
) -> None:
    """Check everything, and say how the site on disk differs from what would be built; see `build`."""
    try:
        planned = _plan(project, listing, memory, jobs, audience=audience, strict=strict)
        contents = chain(
            ((path, steps.copy(project, path)) for path in planned.copied),
            planned.found.files.items(),
            render.render(planned.site, planned.templates, planned.found.path),
            steps.data_files(planned.site),
        )
        difference = writer.compare(project.output, contents)
    except writer.WriteRefused as refused:
        raise Failure(str(refused) + (f"; {refused.help}" if refused.help else "")) from refused
    except render.TemplateFailure as failure:
        raise Failure(str(failure)) from failure
    telling.differs(project, difference)


def _plan(
    project: Project, listing: Listing, memory: Memory | None, jobs: int | None, *, audience: str, strict: bool
) -> _Planned:
    examined = examining.examine(project, project.policy(), listing.folder, listing.documents, jobs, memory)
    diagnostics, notes = check.weigh(examined)
    if audience == "public":
        diagnostics = check.blocking(diagnostics, examined)
    _stop_on_errors(project, diagnostics, len(examined), strict=strict)
    if audience == "public":
        from pmgen.cli import publishing  # most builds are for those inside

        examined = publishing.public(examined, listing.folder, people=project.config.public_people)
        if not examined:
            raise Failure("no post-mortem is public: none is `status: published` and `visibility: public`")
        project = publishing.of_nobody(project)
    site = steps.plan_site(project, map(steps.manuscript, examined))
    if not site.incidents:
        raise world.no_post_mortem(project.config.source)
    templates = project.templates()
    paths = frozenset((*render.paths(site, templates), *steps.data_paths(site)))
    keys = dict(_keys(site, memory.identity)) if memory else {}
    copied = steps.copied(examined, listing)
    return _Planned(examined, diagnostics, notes, site, templates, copied, search.search(site), paths, keys)


def _keys(site: SitePlan, identity: str) -> Iterator[tuple[str, str]]:
    """Files of the site, each with a key that is another one whenever anything may be that the file says.

    Args:
        identity: of all that is no document.
    """
    for incident in site.incidents:
        around = (incident.previous, incident.next, incident.related, incident.changes, incident.cut)
        key = _key([incident], identity, incident.path, incident.began, around)
        endings = (".json",) if incident.legacy else (".html", ".json")
        yield from ((f"{incident.stem}{ending}", key) for ending in endings)
    numbers = [(each.year, len(each.incidents)) for each in site.years]
    for place, year in enumerate(site.years):
        yield year.path, _key(year.incidents, identity, year.year, numbers[max(0, place - 1) : place + 2])
    for histories in (site.by_service, site.by_tag):
        names = [(each.name, each.path) for each in histories]
        for history in histories:
            yield history.path, _key(history.incidents, identity, history.folder, history.name, names)


def _key(incidents: Sequence[Incident], *others: object) -> str:
    """A key for what is said of some incidents and of other things; empty where one of them has none."""
    keys = [each.key for each in incidents]
    return hashlib.sha256(encoded((keys, others))).hexdigest() if all(keys) else ""


def _write(project: Project, planned: _Planned, memory: Memory | None, jobs: int) -> writer.Outcome:
    kept = _kept(project, planned.keys, memory.record) if memory and memory.record else {}
    wanted = planned.paths - kept.keys()
    copies = ((path, steps.copy(project, path)) for path in planned.copied)
    parts = steps.parts(planned.site, planned.templates, planned.found.path, wanted)

    def elsewhere(stager: writer.Stager) -> Iterator[writer.Made]:
        def stage(part: steps.Part) -> list[writer.Made]:
            return [stager(path, content) for path, content in part()]

        return progress(chain.from_iterable(spread(stage, parts, jobs)), len(wanted), "writing")

    paths = [*planned.copied, *planned.found.files, *planned.paths]
    return writer.write(project.output, paths, chain(copies, planned.found.files.items()), elsewhere, kept)


def _kept(project: Project, keys: Mapping[str, str], record: caching.Record) -> dict[str, tuple[int, str]]:
    """The files that need not be made: nothing that they say has changed, and they lie where they should."""
    same = [path for path, key in keys.items() if path in record.outputs and key and record.outputs[path].key == key]
    holding = caching.holding(record, project.output, caching.marks(project.output))
    return {path: (record.outputs[path].size, record.outputs[path].digest) for path in same if path in holding}


def _stop_on_errors(project: Project, diagnostics: Sequence[Diagnostic], files: int, *, strict: bool) -> None:
    """Print errors and warnings, and exit with 1 where there are any that fail a build."""
    shown = world.with_prefix(diagnostics, project.prefix)
    world.show(shown)
    worst = check.worst(diagnostics)
    if worst is Level.ERROR or (strict and worst is Level.WARNING):
        click.echo(reporters.summary(shown, files=files, color=world.in_colour(err=True)), err=True)
        click.echo("nothing was written; the site is as it was", err=True)
        raise SystemExit(1)
