"""What a run writes down: in each document what became of its follow-ups, and one commit of that."""

from __future__ import annotations

import datetime as dt
import os

import click

from pmgen import git
from pmgen.cli import queueing, restoring, showing
from pmgen.cli.judging import Result
from pmgen.cli.project import Failure, Project
from pmgen.cli.restoring import Start
from pmgen.model import Done
from pmgen.reporters.visible import visible
from pmgen.resolver import changes
from pmgen.resolver.queue import Item


def outcomes(by: str) -> tuple[changes.Wish, ...]:
    """What may have to be said of a follow-up, as far as that is known before."""
    today = dt.datetime.now(dt.UTC).date()
    return changes.done(Done(today, ("0123456789ab",), by=by)), changes.attempted(today, "it was not done")


def record(project: Project, results: list[Result], by: str, start: Start) -> bool:
    """Say in the documents what became of the follow-ups, and commit that; whether all of it could be said."""
    today = dt.datetime.now(dt.UTC).date()
    changed: list[Item] = []
    refused = 0
    for each in results:
        if each.commits:
            wish = changes.done(Done(today, tuple(sha[:12] for sha in each.commits), by=by))
        else:
            wish = changes.attempted(today, each.why)
        try:
            if queueing.change(project, each.item, wish):
                changed.append(each.item)
        except Failure as failure:
            refused += 1
            showing.warn(visible(failure.message))
    if not changed:
        return not refused
    ids = dict.fromkeys(each.post_mortem.id for each in changed)
    names = " ".join(f"[{id}]" for id in ids)
    message = f"docs: update post-mortem follow-up implementation {names} {project.config.ci_skip}".strip()
    if not restoring.is_trusted(start):
        raise Failure("the documents are changed, and not committed: git would go by what the program has left to it")
    # What git knows is the file, not the links that lead to it.
    root = project.root.resolve()
    files = dict.fromkeys(os.path.relpath((root / each.path).resolve(), root) for each in changed)
    try:
        git.commit(project.root, message, files)
    except git.Unwilling as unwilling:
        raise Failure(f"the documents are changed, and git would not commit that: {unwilling}") from unwilling
    click.echo(f"committed: {message}", err=True)
    return not refused
