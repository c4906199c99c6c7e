"""What a run writes down: in a document what became of a follow-up, and a commit of that."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Container, Iterable

import click

from pmgen import git
from pmgen.cli import belonging, showing
from pmgen.cli.followups import queueing, restoring
from pmgen.cli.followups.judging import Result
from pmgen.cli.followups.starting import Start
from pmgen.cli.project import Failure, Project
from pmgen.model import Done
from pmgen.reporters.visible import visible
from pmgen.resolver import changes
from pmgen.resolver.queue import Item
from pmgen.resolver.said import RECORDED

_UNDONE = "it was not done"
"""What can be written down of a follow-up in any case."""


def outcomes(by: str) -> tuple[changes.Wish, ...]:
    """The changes that a run may have to write into a document, as far as they are known before."""
    today = dt.datetime.now(dt.UTC).date()
    return changes.done(Done(today, ("0123456789ab",), by=by)), changes.attempted(today, _UNDONE)


def committable(project: Project, items: Iterable[Item]) -> frozenset[str]:
    """The documents of follow-ups of which a commit could hold what is written down in them.

    No program changes that: what one does to a document is no work.
    """
    paths = {each.path: belonging.as_git_knows(project, each.path) for each in items}
    known = git.committable(project.root, list(paths.values()))
    return frozenset(path for path, itself in paths.items() if itself in known)


def require_committable(project: Project, item: Item, known: Container[str]) -> None:
    """Make sure beforehand that a commit could hold what is written down in the document of a follow-up.

    Args:
        known: the documents of which one could.

    Raises:
        Failure: when none could.
    """
    if item.path not in known:
        path = belonging.as_git_knows(project, item.path)
        there, ignored = git.tracks(project.root, path), git.ignores(project.root, path)
        why = "is told to overlook" if there else "ignores" if ignored else "does not know"
        raise Failure(f"git {why} `{item.path}`, so that no commit would hold it")


def record(project: Project, result: Result, by: str, start: Start) -> bool:
    """Write down in its document what became of a follow-up, and commit that; whether the document could be changed."""
    today = dt.datetime.now(dt.UTC).date()
    shas = tuple(sha[:12] for sha in result.commits)
    try:
        if shas:
            changed = queueing.change(project, result.item, changes.done(Done(today, shas, by=by)))
        else:
            changed = _tried(project, result, today)
    except Failure as failure:
        evidence = " ".join(f"--commit {sha}" for sha in shas)
        advice = f"; later, `pmgen followups done {result.item.name} {evidence}` says that it was done" if shas else ""
        showing.warn(visible(failure.message) + advice)
        return False
    if changed:
        _commit(project, result.item, start)
    return True


def _tried(project: Project, result: Result, today: dt.date) -> bool:
    """Write down that a program has tried in vain, and why, if that can be: what is not counted is tried for ever.

    Raises:
        Failure: as `queueing.change` does.
    """
    with contextlib.suppress(Failure):
        return queueing.change(project, result.item, changes.attempted(today, result.why))
    return queueing.change(project, result.item, changes.attempted(today, _UNDONE))


def _commit(project: Project, item: Item, start: Start) -> None:
    message = f"{RECORDED} [{item.post_mortem.id}] {project.config.ci_skip}".strip()
    if why := restoring.distrust(project, start):
        raise Failure(f"the document is changed, and not committed: {why}")
    try:
        git.commit(project.root, message, [belonging.as_git_knows(project, item.path)])
    except git.Unwilling as unwilling:
        message = f"the document is changed, and git would not commit that: {unwilling}"
        raise Failure(f"{message}; commit it yourself") from unwilling
    click.echo(f"committed: {message}", err=True)
