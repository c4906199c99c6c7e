"""The steps from a project to its site that more than one command takes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from pmgen import check, exports, feeds, plan
from pmgen.addresses import NEVER_PUBLISHED, is_relative, rewriter, target_of
from pmgen.check import Examined
from pmgen.cli import project as world
from pmgen.cli.progress import progress
from pmgen.cli.project import Failure, Listing, Project
from pmgen.plan import Manuscript, SitePlan
from pmgen.rules.subject import Folder, Policy
from pmgen.values import replace

_CHUNK = 8
"""How many documents a worker takes at a time."""

_WORTH_IT = 40
"""From how many documents on a second process pays for its start."""


def examine(
    project: Project, policy: Policy, folder: Folder, names: Sequence[str], jobs: int | None = None
) -> list[Examined]:
    """Read documents and look at each by itself, in several processes where that pays.

    Args:
        names: paths relative to the source folder; the result has their order.
        jobs: how many processes; `None` for as many as there are cores.
    """
    examine_one = partial(_examine_one, project, policy, folder)
    workers = jobs or min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)
    if workers == 1 or (jobs is None and len(names) < _WORTH_IT):
        return list(progress(map(examine_one, names), len(names), "reading"))
    from concurrent.futures import ProcessPoolExecutor  # a small site never needs it

    with ProcessPoolExecutor(workers, initializer=_leave_interrupts) as pool:
        return list(progress(pool.map(examine_one, names, chunksize=_CHUNK), len(names), "reading"))


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that was started by a person."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _examine_one(project: Project, policy: Policy, folder: Folder, name: str) -> Examined:
    shown = project.shown(project.source / name)
    data = world.read_file(project.source / name, project.source)
    if isinstance(data, str):
        return check.unreadable(shown, "PM017", f"cannot be read: {data}")
    return check.examine(shown, data, name, policy, folder, rewriter(name, folder.documents))


def manuscript(examined: Examined) -> Manuscript | None:
    """What the page of a document is made of; `None` where it cannot be read."""
    subject = examined.subject
    if subject is None:
        return None
    return Manuscript(examined.source.path, subject.path, subject.post_mortem, examined.body, subject.outline.headings)


def plan_site(project: Project, manuscripts: Iterable[Manuscript | None]) -> SitePlan:
    """The site plan of all documents that could be read."""
    settings = project.config
    found = [each for each in manuscripts if each is not None]
    return plan.plan(
        _with_history(project, found) if settings.history == "git" else found,
        title=settings.title,
        timezone=settings.timezone,
        severities=[plan.Severity(each.name, each.label, each.meaning) for each in settings.severities],
        safe_types=settings.safe_types,
        due_days=settings.due_days,
        base_url=settings.base_url,
        commit_url=settings.commit_url,
        issue_url=settings.issue_url,
        services=[plan.ServiceInfo(each.name, each.aliases, each.owner, each.link) for each in settings.services],
    )


def _with_history(project: Project, manuscripts: Sequence[Manuscript]) -> list[Manuscript]:
    """The manuscripts with what the repository knows of their documents."""
    from pmgen import git  # few sites depend on the clone that they are built from

    history = git.history(project.root, project.config.source)
    if history is None:
        raise Failure('`history = "git"` in the config, and no git repository here that can be read')
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


def data_paths(site_plan: SitePlan) -> tuple[str, ...]:
    """The paths of everything on the site that is no page and belongs to none, in the order of `data_files`."""
    return (*exports.paths(site_plan), *feeds.paths(site_plan))


def data_files(site_plan: SitePlan) -> Iterator[tuple[str, bytes]]:
    """Each of these files, made when it is asked for: its path and what it holds."""
    yield from exports.files(site_plan)
    yield from feeds.files(site_plan)


def copied(examined: Sequence[Examined], listing: Listing) -> list[str]:
    """The files beside the documents that a document shows or links to."""
    wanted = {
        target_of(each.subject.path, linked.link.url)[0]
        for each in examined
        if each.subject is not None
        for linked in each.subject.links
        if is_relative(linked.link.url)
    }
    return [path for path in listing.others if path in wanted and not path.lower().endswith(NEVER_PUBLISHED)]


def copy(project: Project, path: str) -> bytes:
    """The contents of a file that is copied."""
    data = world.read_file(project.source / path, project.source, most=-1)
    if isinstance(data, str):
        raise Failure(f"`{path}` in the source folder cannot be read: {data}")
    return data
