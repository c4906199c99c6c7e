"""The steps from a project to its site that more than one command takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from pmgen import exports, feeds, plan, render
from pmgen.addresses import NEVER_PUBLISHED, is_legacy
from pmgen.check import Examined
from pmgen.cli.documents import files
from pmgen.cli.documents.examining import CHUNK, chunks
from pmgen.cli.documents.shelf import Account, Shelf, Short, found_by
from pmgen.cli.project import Failure, Listing, Project
from pmgen.plan import Incident, Manuscript, SitePlan
from pmgen.rules.mentions import Names
from pmgen.values import replace


def manuscript(short: Short, shelf: Shelf) -> Manuscript | None:
    """What the site plan takes of a document; `None` where that cannot be read."""
    if short.brief is None:
        return None
    return Manuscript(
        short.shown,
        short.name,
        short.brief,
        Account(shelf, short.name),
        facts=short.facts,
        terms=short.terms,
        key=short.key,
        legacy=short.legacy,
    )


def of_examined(examined: Examined) -> Manuscript | None:
    """The same of a document that is in memory."""
    subject = examined.subject
    if subject is None:
        return None
    pm = subject.post_mortem
    return Manuscript(
        examined.shown,
        subject.path,
        plan.brief(pm, subject.policy.timezone),
        plan.Held(plan.Whole(pm, examined.body, subject.outline.headings), found_by(examined)),
        legacy=examined.page is not None,
    )


def plan_site(project: Project, manuscripts: Iterable[Manuscript | None]) -> SitePlan:
    """The site plan of all documents that could be read."""
    settings = project.config
    found = [each for each in manuscripts if each is not None]
    return plan.plan(
        _with_history(project, found) if settings.history == "git" else found,
        title=settings.title,
        timezone=settings.timezone,
        severities=settings.severities,
        safe_types=settings.safe_types,
        due_days=settings.due_days,
        base_url=settings.base_url,
        enough=settings.enough,
        commit_url=settings.commit_url,
        issue_url=settings.issue_url,
        services=settings.services,
        people=project.people,
        whole=project.whole,
    )


def _with_history(project: Project, manuscripts: Sequence[Manuscript]) -> list[Manuscript]:
    """The manuscripts with what the repository knows of their documents."""
    from pmgen import git  # few sites depend on the clone that they are built from
    from pmgen.cli import belonging

    place, asked_for = git.place(project.root), '`history = "git"` in the config, and '
    if place and (why := belonging.doubt(project, place)):
        raise Failure(f"{asked_for}{why}")
    history = git.history(place, project.config.source) if place else None
    if history is None:
        raise Failure(git.refusal(project.root) or f"{asked_for}no git repository here that can be read")
    return [
        replace(
            each,
            changes=tuple(
                plan.Change(change.sha, change.date, change.subject) for change in history.changes.get(each.source, ())
            ),
            cut=history.cut,
        )
        for each in manuscripts
    ]


Part = Callable[[], Iterable[tuple[str, bytes]]]
"""Some files of the site, by their paths: what one process makes at a time."""


def parts(
    site_plan: SitePlan, templates: render.Templates, searched: str, paths: Sequence[str], wanted: frozenset[str]
) -> list[Part]:
    """The pages and the data of a site in parts, the longest first, so that no process waits for another in the end.

    Args:
        searched: the path of the first file that the search loads.
        paths: of all pages, in their order.
        wanted: the paths of the files that are to be made.
    """
    page = render.on_demand(templates)(site_plan, searched)
    stems = {path.rpartition(".")[0] for path in wanted}
    some = [each for each in site_plan.incidents if each.stem in stems]
    of_one = {f"{each.stem}.html" for each in some}
    of_many = [path for path in paths if path in wanted and path not in of_one]
    if len(some) > CHUNK:
        page(f"{some[0].stem}.html")  # what its templates are compiled to, all processes inherit

    def incidents(shown: Sequence[Incident]) -> Iterator[tuple[str, bytes]]:
        for each in shown:
            for path, make in ((f"{each.stem}.html", page), (f"{each.stem}.json", partial(_as_data, each, site_plan))):
                if path in wanted and (content := make(path)) is not None:
                    yield path, content

    def pages(paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        yield from ((path, content) for path in paths if (content := page(path)) is not None)

    def data(make: Callable[..., Iterator[tuple[str, bytes]]]) -> Iterator[tuple[str, bytes]]:
        yield from ((path, content) for path, content in make(site_plan, wanted) if path in wanted)

    return [
        partial(data, exports.shared),
        partial(data, feeds.files),
        *(partial(pages, some_pages) for some_pages in chunks(of_many, CHUNK)),
        *(partial(incidents, some_incidents) for some_incidents in chunks(some, CHUNK)),
    ]


def _as_data(incident: Incident, site_plan: SitePlan, path: str) -> bytes:
    return exports.incident(incident, site_plan)


def data_paths(site_plan: SitePlan) -> tuple[str, ...]:
    """The paths of everything on the site that is no page and belongs to none, in the order of `data_files`."""
    return (*exports.paths(site_plan), *feeds.paths(site_plan))


def data_files(site_plan: SitePlan) -> Iterator[tuple[str, bytes]]:
    """Each of these files, made when it is asked for: its path and what it holds."""
    yield from exports.files(site_plan)
    yield from feeds.files(site_plan)


Links = tuple[str, Iterable[str]]
"""The path of a document that can be read, and the paths of what it links to, relative to the source folder."""


def linked(examined: Iterable[Examined]) -> Iterator[Links]:
    """Where documents that are in memory lead."""
    return (
        (each.path, [target for _, target, _ in each.targets]) for each in (seen.outside for seen in examined) if each
    )


def copied(links: Iterable[Links], listing: Listing, beside: Mapping[str, str] | None = None) -> dict[str, str]:
    """The files that are part of the site as they are: legacy pages, and what a document shows or links to.

    Args:
        links: of all documents.
        beside: from the paths of files on the site to those in the source folder; `None` where they are the same.

    Returns:
        From the path of each on the site to that in the source folder.
    """
    seen = [*links]
    legacy = (path for path, _ in seen if is_legacy(path))
    wanted = {target for _, targets in seen for target in targets}
    there = {path: path for path in listing.others} if beside is None else beside
    shown = {path: source for path, source in there.items() if path in wanted and _is_published(source)}
    return dict(sorted({**shown, **{path: path for path in legacy}}.items()))


def _is_published(path: str) -> bool:
    return not path.lower().endswith(NEVER_PUBLISHED)


def copy(project: Project, path: str, unseen: Names | None) -> bytes:
    """The contents of a file that is copied; in a public edition an image is the picture alone.

    Args:
        unseen: of the documents that a public edition is without; `None` in one for those inside.

    Raises:
        Failure: when it cannot be read, or would tell everybody what is internal.
    """
    data = files.read(project.source / path, project.source, most=-1)
    if isinstance(data, str):
        raise Failure(f"`{path}` in the source folder cannot be read: {data}")
    if is_legacy(path):
        from pmgen.cli.documents import legacy_pages  # most projects have none

        return legacy_pages.as_published(data)
    if unseen is not None:
        from pmgen import pictures  # most builds are for those inside
        from pmgen.rules import attachments

        try:
            data = pictures.bare(path, data)
        except ValueError as error:
            raise Failure(f"`{path}` may hold more than its picture, so that no public edition can: {error}") from error
        if told := attachments.of_file(data, project.policy(), unseen):
            raise Failure(
                f"`{path}` holds {told}, and would be in a public edition: take it out, or allow it in the config"
            )
    return data
