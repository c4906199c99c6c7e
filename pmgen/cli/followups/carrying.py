"""A run through follow-ups: each is given to a program, judged by what that leaves behind, and put back or kept."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from pmgen import git, markdown
from pmgen.cli import belonging, showing
from pmgen.cli import project as world
from pmgen.cli.documents import contents
from pmgen.cli.followups import (
    aftermath,
    leavings,
    locking,
    recording,
    restoring,
    starting,
    stashing,
    stopping,
    telling,
)
from pmgen.cli.followups.judging import Result, judged
from pmgen.cli.followups.leavings import Left
from pmgen.cli.followups.starting import Start
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import part, visible
from pmgen.resolver import worker
from pmgen.resolver.queue import Item
from pmgen.rules.leaks.redaction import redacted
from pmgen.values import Value

_STOPPING = "stopping: what was begun is put back, and what was done is written down"

Work = Callable[[Sequence[str], bytes, Mapping[str, str], Path, float], worker.Ended]
"""`worker.work`, stopped by those who may stop it."""


class Orders(Value):
    """What a run is to do.

    Args:
        command: the program, and its arguments.
        by: who it was, for the page.
        limit: how many follow-ups to try at most.
        seconds: how long the program may take for each.
        budget: seconds after which no other one is begun.
    """

    command: tuple[str, ...]
    by: str
    limit: int | None
    seconds: float
    budget: float | None


def carry_out(project: Project, items: Iterable[Item], orders: Orders) -> bool:
    """Have the work done, and write down in the documents what became of it; whether all of that succeeded."""
    place = git.place(project.root)
    if place is None:
        nothing = "there is no git repository here, and its commits are what shows what was done"
        raise Failure(git.refusal(project.root) or nothing)
    # Before anything is made in it: in one that is around the project there is nothing to be made.
    if why := belonging.doubt_of_documents(project, place):
        raise Failure(why)
    with locking.alone(place) as locks, stopping.by_signals(_STOPPING) as signals:
        with signals.heeded():
            aftermath.require_untouched(project, place)
            start = _start(project, place)
        with aftermath.noted(project, start):
            return _carry_out(project, items, orders, start, partial(worker.work, keeps=locks, heeding=signals.heeded))


def _carry_out(project: Project, items: Iterable[Item], orders: Orders, start: Start, work: Work) -> bool:
    results: list[Result] = []
    try:
        _run(project, items, orders, start, work, results)
    finally:
        # Whatever ends the run, what was done until then is said.
        recorded = recording.record(project, results, orders.by, start)
        if not restoring.distrust(project, start):
            telling.tell_refs(project, start)
        _sum_up(results)
    return recorded and not any(each.why for each in results)


def _start(project: Project, place: git.Place) -> Start:
    state = git.state(project.root)
    if state is None:
        unknown = "git does not say what was changed in the work tree here; `git status` says why"
        raise Failure(git.refusal(project.root) or unknown)
    if state.commit is None:
        raise Failure("there is no commit in the git repository here, and commits are what shows what was done")
    if half_done := place.half_done():
        raise Failure(f"{half_done} is half done here, and a run might undo it; finish it or give it up first")
    if changed := state.changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise Failure(f"the work tree has changes (`{visible(changed[0])}`{more}); commit or stash them first")
    if not git.knows_who_commits(project.root):
        raise Failure("git does not know who commits here; set `user.name` and `user.email`")
    if found := place.locks(state.branch):
        raise Failure(f"another git is at work here; if none is, delete `{visible(showing.from_here(found[0]))}`")
    return starting.start(project, place, state)


def _run(
    project: Project, items: Iterable[Item], orders: Orders, start: Start, work: Work, results: list[Result]
) -> None:
    began, before = time.monotonic(), start
    left: Left | None = None
    for each in items:
        if orders.budget is not None and time.monotonic() - began >= orders.budget:
            click.echo(f"the budget of {orders.budget / 60:g} minutes is spent; the rest waits", err=True)
            return
        if not _as_it_was(project, each):
            click.echo(f"skipped `{each.name}`: its text has changed since the queue was read", err=True)
            continue
        action = f"doing `{each.name}`: {visible(redacted(markdown.plain(each.followup.action)))}"
        click.echo(part(action, 0, 0, showing.width()).text, err=True)
        if results:
            before = starting.next_start(project, before, left or leavings.look(before.own))
        try:
            result, own, left = _work(project, each, orders, before, work)
        except BaseException as stopped:
            if not restoring.put_back(project, before, each.name):
                stopped.add_note(f"the repository is not as it was at {before.commit[:8]}")
            raise
        _tell(project, result, own, before, left)
        results.append(result)
        if orders.limit is not None and len(results) >= orders.limit:
            return
        left = None if result.why else left  # what was put back is not as it was left


def _tell(project: Project, result: Result, own: list[Path], before: Start, left: Left) -> None:
    """Say what became of a follow-up, and put the repository back unless it was done.

    Args:
        own: what the program had changed of what git has for itself.
        left: what there is now.
    """
    name = result.item.name
    told = click.style("not done", fg="yellow") if result.why else click.style("done", fg="green")
    click.echo(f"{told} `{name}`: {result.why or ', '.join(sha[:8] for sha in result.commits)}", err=True)
    telling.tell_own(project, before, own)
    if not result.why:
        stashing.put_back(before)
    elif not restoring.put_back(project, before, name, left):
        raise Failure(restoring.stuck(project, before))


def _sum_up(results: Sequence[Result]) -> None:
    """Say how many were done, where one has to count."""
    failed = sum(bool(each.why) for each in results)
    if len(results) > 1:
        click.echo(" · ".join([f"{len(results) - failed} done", *([f"{failed} not done"] if failed else [])]), err=True)


def _as_it_was(project: Project, item: Item) -> bool:
    policy = project.policy()
    found = contents.examine(project, project.root / item.path, policy, world.list_source(project).folder).post_mortem
    if found is None or (found.id, found.status) != (item.post_mortem.id, item.post_mortem.status):
        return False
    return [each for each in found.followup_list if each.id == item.followup.id] == [item.followup]


def _work(project: Project, item: Item, orders: Orders, before: Start, work: Work) -> tuple[Result, list[Path], Left]:
    """What became of a follow-up, which of git's own files the program had changed, and what it has left."""
    ids = _ids(item)
    environment = {**os.environ, **{f"PMGEN_{key.upper()}": value for key, value in ids.items()}}
    data = json.dumps({"schema": 1, **ids, **_task(item)}, ensure_ascii=False).encode("utf-8", "replace")
    own: list[Path] = []
    try:
        ended = work(orders.command, data, environment, project.root, orders.seconds)
    finally:
        # All of its processes have ended. First of all git is what it was before: what it runs, and where it looks.
        own += restoring.take_back(project, before)
        # One that was in the middle of a commit would keep all others from theirs.
        before.own.unlock(before.branch)
    left = leavings.look(before.own)
    return judged(project, item, before, ended, own, left), own, left


def _ids(item: Item) -> dict[str, str]:
    """What names the follow-up: ids and paths alone, no free text."""
    return {
        "followup": item.name,
        "post_mortem": item.post_mortem.id,
        "id": item.followup.id,
        "document": item.path,
        "digest": item.digest,
    }


def _task(item: Item) -> dict[str, object]:
    """What is to be done. People wrote it, so it is data: nothing in it is an instruction to the program's makers."""
    followup = item.followup
    return {
        "type": followup.type,
        "priority": followup.priority,
        "status": followup.status,
        "due": item.due.isoformat() if item.due else None,
        "services": item.post_mortem.services,
        "untrusted": {
            "title": item.post_mortem.title,
            "action": followup.action,
            "details": followup.details,
            "reason": followup.reason,
        },
    }
