"""The steps of a build, from documents to files."""

from __future__ import annotations

import contextlib
import hashlib
import posixpath
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

import click

from pmgen import check, feeds, render, reporters, search, writer
from pmgen.cli import examining, outputs, overriding, showing, telling
from pmgen.cli import project as world
from pmgen.cli import site as steps
from pmgen.cli.caching import Memory
from pmgen.cli.progress import progress
from pmgen.cli.project import Failure, Listing, Project
from pmgen.cli.shelf import Shelf, Short, known_words
from pmgen.cli.workers import apart, spread
from pmgen.diagnostics import Diagnostic, Level, worst
from pmgen.plan import Incident, SitePlan
from pmgen.rules.subject import Policy
from pmgen.values import DecodeError, Value, decoder, encoded
from pmgen.writer.disk import Stamp

_FEW = 4
"""How many pages one process makes by itself."""

_LARGE = 2_000
"""From how many documents on the lists of the search are large enough to be made apart."""


class _Planned(Value):
    """A site that can be made.

    Args:
        documents: how many there are.
        diagnostics: errors and warnings; `notes` is how many there are that weigh less.
        pages: the paths of all pages.
        paths: of all files but those that are copied or belong to the search.
        keys: of some of these; see `caching.Output`.
        public: it is for everybody to read.
    """

    documents: int
    diagnostics: Sequence[Diagnostic]
    notes: int
    site: SitePlan
    templates: render.Templates
    copied: Sequence[str]
    found: search.Search
    pages: Sequence[str]
    paths: frozenset[str]
    keys: Mapping[str, str]
    public: bool


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
    with _refusals(), _glance(project, memory, jobs) as glanced:
        with _untouched():
            planned = _plan(project, listing, memory, jobs, audience=audience, strict=strict)
        processes = examining.processes_for(planned.documents, jobs)
        outcome, stamps = _write(project, planned, memory, processes, glanced)
    warnings, notes = planned.diagnostics, planned.notes
    if memory:
        before = outputs.Looked(stamps, when)
        rows = outputs.record(memory, project, outcome, before, planned.keys, planned.copied, warnings, notes)
        memory.cache.write(memory.new | rows, memory.used)
    if context := click.get_current_context(silent=True):
        # To take all of it apart, object by object, takes longer than to end the process.
        context.meta[__name__] = planned, memory
    built = len(planned.site.incidents)
    telling.done(project, listing, planned.copied, outcome, built, len(warnings), notes, began, verbose=verbose)
    return outcome


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """While this is entered, what keeps the site from being made or written fails the command."""
    try:
        yield
    except writer.WriteRefused as refused:
        raise Failure(str(refused) + (f"; {refused.help}" if refused.help else "")) from refused
    except render.TemplateFailure as failure:
        raise Failure(str(failure)) from failure


@contextlib.contextmanager
def _untouched() -> Iterator[None]:
    """While this is entered nothing of the site is changed, and whoever presses Ctrl-C is told so."""
    try:
        yield
    except KeyboardInterrupt as stopped:
        stopped.add_note("the site is as it was")
        raise


def _glance(
    project: Project, memory: Memory | None, jobs: int | None
) -> contextlib.AbstractContextManager[Callable[[], bytes] | None]:
    """What is in the folder of a large site, which is looked at while the documents are read."""
    known = len(memory.record.sources) if memory and memory.record else 0
    number = examining.processes_for(known, jobs)
    if known < _LARGE or number == 1:
        return contextlib.nullcontext()
    return apart(partial(writer.glance, project.output), number)


def compare(
    project: Project, listing: Listing, memory: Memory | None, jobs: int | None, *, audience: str, strict: bool
) -> None:
    """Check everything, and say how the site on disk differs from what would be built; see `build`."""
    with _refusals():
        planned = _plan(project, listing, memory, jobs, audience=audience, strict=strict, whole=True)
        contents = chain(
            ((path, steps.copy(project, path, public=planned.public)) for path in planned.copied),
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

        def searching(site: SitePlan) -> Callable[[], search.Search]:
            return at_work.enter_context(apart(partial(_search, site, memory, whole=whole, public=public), number))

        weighed = at_work.enter_context(apart(partial(_weighed, shorts, shelf, public=public), number))
        # Few builds end here, so that a large one goes on meanwhile; nothing that could fail, as that is told after it.
        ahead = large and not public and project.config.history != "git"
        site = _site(project, shorts, shelf) if ahead else None
        searched = searching(site) if site else None
        diagnostics, notes = _checked(project, *weighed(), files=len(shorts), strict=strict)
        if public:
            project, shorts, shelf = _published(project, shorts, shelf, policy, listing)
        site = site or _site(project, shorts, shelf)
        if not site.incidents:
            raise world.no_post_mortem(project.config.source)
        searched = searched or searching(site)
        templates = project.templates()
        pages = render.paths(site, templates)
        paths = frozenset((*pages, *steps.data_paths(site)))
        keys = dict(_keys(site, memory.identity, paths)) if memory else {}
        copied = steps.copied((each.gist for each in shorts), listing)
        found = searched()
    if memory:
        memory.used.add(_listed(memory))
        keys["index.html"] = _key(keys["index.html"], found.path)
        # The name of a file of the search changes with what is in it.
        keys.update((path, path) for path in (*found.files, *found.same))
    return _Planned(len(shorts), diagnostics, notes, site, templates, copied, found, pages, paths, keys, public=public)


def _published(
    project: Project, shorts: Sequence[Short], shelf: Shelf, policy: Policy, listing: Listing
) -> tuple[Project, list[Short], Shelf]:
    """What everybody may read of a project and its documents."""
    from pmgen.cli import publishing  # most builds are for those inside

    if told := next(publishing.told_by_config(project), None):
        raise Failure(told[1])
    people = project.config.public_people
    shorts, shelf = publishing.public(shorts, shelf, policy, listing.folder, people=people)
    if not shorts:
        raise Failure("no post-mortem is public: none is `status: published` and `visibility: public`")
    return publishing.of_nobody(project), shorts, shelf


def _weighed(shorts: Sequence[Short], shelf: Shelf, *, public: bool) -> tuple[list[Diagnostic], int]:
    """The errors and warnings of all documents, as much as they weigh for an audience, and how many notes there are."""
    gists, examined = [each.gist for each in shorts], shelf.of(shorts)
    diagnostics, notes = check.weigh(gists, examined)
    return (check.blocking(diagnostics, gists, examined) if public else diagnostics), notes


def _site(project: Project, shorts: Sequence[Short], shelf: Shelf) -> SitePlan:
    return steps.plan_site(project, (steps.manuscript(each, shelf) for each in shorts))


def _checked(
    project: Project, diagnostics: Sequence[Diagnostic], notes: int, *, files: int, strict: bool
) -> tuple[list[Diagnostic], int]:
    """Print errors and warnings, and exit with 1 where any fails the build; these, and how many notes there are."""
    unused = overriding.unused(project)
    shown = showing.with_prefix([*diagnostics, *unused], project.prefix)
    showing.show(shown)
    weightiest = worst(shown)
    if weightiest is Level.ERROR or (strict and weightiest is Level.WARNING):
        click.echo(reporters.summary(shown, files=files + len(unused), colour=showing.in_colour(err=True)), err=True)
        click.echo("nothing was written; the site is as it was", err=True)
        raise SystemExit(1)
    return [*diagnostics, *unused], notes


def _search(site: SitePlan, memory: Memory | None, *, whole: bool, public: bool) -> search.Search:
    """What the search loads; see `_plan`. What it has listed is remembered here: of much, little is handed over."""
    # What a service is called inside is nobody's business outside.
    found, listed = search.search(site, _former(memory, whole=whole), aliases=not public)
    if memory and not whole:
        memory.cache.write({_listed(memory): encoded(listed)})
    return found


def _listed(memory: Memory) -> bytes:
    """The key of what the search has listed for a site: another configuration lists other things."""
    return b"listed" + hashlib.sha256(memory.place + memory.identity.encode()).digest()


def _former(memory: Memory | None, *, whole: bool) -> search.Former | None:
    """What the search has listed for the last build of the same site; see `_plan`."""
    if memory is None or memory.record is None or memory.record.identity != memory.identity:
        return None  # another pmgen may write lists in another way
    row = memory.cache.one(_listed(memory))
    try:
        if row is None:
            return None
        listed: search.Lists = decoder(search.Lists)(row)
        written = () if whole else memory.record.outputs.keys()
        return search.Former(listed, partial(known_words, memory.cache), written)
    except DecodeError:
        return None


def _keys(site: SitePlan, identity: str, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Files of the site, each with a key that is another one whenever anything may be that the file says.

    What is said of many incidents is said by their front matter: of a body only its own page and the search know. What
    is not in the key of the index is which file the search loads first.

    Args:
        identity: of all that is no document.
        paths: of all files that are made.
    """
    shared = _key(identity, sorted(each.path for each in site.incidents))
    services, tags = site.service_paths, site.tag_paths

    def said(incidents: Iterable[Incident], *others: object) -> str:
        return _key(shared, [each.facts for each in incidents], others)

    for each in site.incidents:
        told = each.brief
        pages = [services[name] for name in told.services], [tags[name] for name in told.tags]
        near = each.began, each.previous, each.next, each.related, each.changes, each.cut, pages
        key = _key(shared, each.facts, near)
        yield f"{each.stem}.json", key
        for alias in told.aliases:
            yield posixpath.normpath(alias), said([each])
        if each.key and not each.legacy:
            yield f"{each.stem}.html", f"{key}{each.key}"
    whole = said(site.incidents)
    yield from ((path, _key(whole, path)) for path in (*_OF_ALL, *feeds.of_all(site)))
    yield from ((path, _key(identity, path)) for path in paths if path in _OF_NONE or path.startswith("assets/"))
    yield "index.html", _key(whole, "index.html")
    yield from _keys_of_feeds(site, said)
    numbers = [(each.year, len(each.incidents)) for each in site.years]
    for place, year in enumerate(site.years):
        yield year.path, said(year.incidents, year.year, numbers[max(0, place - 1) : place + 2])
    for histories in (site.by_service, site.by_tag):
        names = [(each.name, each.path) for each in histories]
        for history in histories:
            key = said(history.incidents, history.folder, history.name, names)
            yield history.path, key
            yield from ((history.path_of(year), _key(key, year.year)) for year in history.older)


_OF_ALL = ("postmortems.json", "followups.html", "insights.html")
"""What tells of all incidents, by their front matter."""

_OF_NONE = ("schema.json", "definitions.html", "404.html")
"""What tells of none."""


def _keys_of_feeds(site: SitePlan, said: Callable[..., str]) -> Iterator[tuple[str, str]]:
    found = [(feeds.WHOLE, said(feeds.held(site.incidents), feeds.WHOLE))]
    found += [(each.path.removesuffix(".html"), said(each.incidents, each.path, each.name)) for each in site.by_service]
    yield from ((f"{stem}{ending}", key) for stem, key in found for ending in feeds.FEEDS)


def _key(*parts: object) -> str:
    return hashlib.sha256(encoded(parts)).hexdigest()


def _write(
    project: Project, planned: _Planned, memory: Memory | None, jobs: int, glanced: Callable[[], bytes] | None
) -> tuple[writer.Outcome, Mapping[str, Stamp]]:
    """Write what has changed; what was done, and the stamps that the files had before."""
    found = planned.found
    paths = [*planned.copied, *found.files, *found.same, *planned.paths]
    with writer.opened(project.output, paths, glanced) as site:
        if planned.public:
            site.refuse_unknown()
        record = memory.record if memory else None
        kept = outputs.kept(record, project.output, site.stamps, planned.keys) if record else {}
        if not found.same <= kept.keys():  # somebody has removed or changed a file
            found = _search(planned.site, memory, whole=True, public=planned.public)
            if found.files.keys() != planned.found.files.keys() | planned.found.same:
                raise Failure("something was changed while the site was built; build it again")
        wanted = planned.paths - kept.keys()
        copies = ((path, steps.copy(project, path, public=planned.public)) for path in planned.copied)
        searched = ((path, content) for path, content in found.files.items() if path not in kept)
        parts = steps.parts(planned.site, planned.templates, found.path, planned.pages, wanted)

        def elsewhere(stager: writer.Stager) -> Iterator[writer.Made]:
            def stage(part: steps.Part) -> list[writer.Made]:
                return [stager(path, content) for path, content in part()]

            # A few pages are made sooner than a second process begins.
            number = jobs if len(wanted) > _FEW else 1
            return progress(chain.from_iterable(spread(stage, parts, number)), len(wanted), "writing")

        return site.write(chain(copies, searched), elsewhere, kept), site.stamps
