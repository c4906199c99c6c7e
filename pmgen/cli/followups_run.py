"""`pmgen followups run`: let a program do what is safe to be done by one."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from itertools import islice

import click

from pmgen import git
from pmgen.cli import locating, locking, queueing, restoring, showing
from pmgen.cli import project as world
from pmgen.cli.judging import Result, judged
from pmgen.cli.naming import one_line
from pmgen.cli.parameters import Minutes, Number, OneOf
from pmgen.cli.project import Failure, Project
from pmgen.cli.restoring import Start
from pmgen.model import Done, FollowupStatus
from pmgen.reporters.visible import visible
from pmgen.resolver import changes, worker
from pmgen.resolver.queue import Item

_OPEN = [str(each) for each in FollowupStatus if each.open]
_READY = [str(each) for each in FollowupStatus if each.open and each is not FollowupStatus.BLOCKED]


@click.command(
    "run",
    context_settings={"allow_interspersed_args": False},
    epilog="Example: pmgen followups run --limit 3 -- ./bin/do-followup",
)
@click.option(
    "--timeout", type=Minutes(), default=30.0, show_default=True, metavar="MINUTES", help="For each follow-up."
)
@click.option(
    "--status",
    multiple=True,
    type=OneOf(_OPEN),
    default=_READY,
    help="Only these (default: whatever is open, and waits for nothing).",
)
@click.option("--limit", type=Number(1, 1_000_000), metavar="N", help="At most so many.")
@click.option("--attempts", type=Number(1, 1_000_000), metavar="N", help="Leave to people what has failed N times.")
@click.option("--budget", type=Minutes(), metavar="MINUTES", help="Begin with no other one after so long.")
@click.option(
    "--by", default="pmgen followups run", show_default=True, metavar="NAME", help="Who it was, for the page."
)
@click.option("--dry-run", is_flag=True, help="Name what would be done, in its order, and do nothing.")
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED, metavar="-- COMMAND…")
def run_command(
    timeout: float,
    status: tuple[str, ...],
    limit: int | None,
    attempts: int | None,
    budget: float | None,
    by: str,
    dry_run: bool,
    command: tuple[str, ...],
) -> None:
    """Let a program do the open follow-ups that are safe to be done by one, the most pressing first.

    COMMAND gets one JSON object on its standard input. It has done its work when it exits with 0 and HEAD has new
    commits on top of the old one that change something, but no post-mortem and no setting, with nothing left lying
    about; they become the evidence. Otherwise the repository is put back, the follow-up stays open, and the document
    says why. One commit at the end changes the documents.

    Nobody should edit in this clone meanwhile: what is put back takes with it whatever was saved since the run began.
    It is kept in a commit, which is named.
    """
    project, by = locating.find(), one_line(by, "--by")
    _find(command[0], project)
    queue = queueing.read(project)

    def wanted(item: Item) -> bool:
        return item.safe and item.followup.status in status

    def left(item: Item) -> bool:
        return item.followup.status is FollowupStatus.BLOCKED and not wanted(item)

    def given_up(item: Item) -> bool:
        return attempts is not None and len(item.followup.attempts) >= attempts

    found = [each for each in queue.items if wanted(each) and not given_up(each)]
    waiting = [each for each in queue.items if each.waits or left(each) or (wanted(each) and given_up(each))]
    if not found:
        click.echo("there is nothing for a program to do", err=True)
    unrecordable: list[Item] = []
    ready = _recordable(queue.project, found, by, unrecordable)
    well = True
    if dry_run:
        for each in islice(ready, limit):
            click.echo(f"{each.name}  {visible(each.path)}")
    else:
        well = _carry_out(queue.project, ready, command, by, limit, timeout * 60, budget) and not unrecordable
    _tell_waiting([*waiting, *unrecordable])
    if not well:
        raise SystemExit(1)


def _recordable(project: Project, items: Iterable[Item], by: str, others: list[Item]) -> Iterator[Item]:
    """The follow-ups of which it can be written down what became of them, one by one: none is looked into before.

    Args:
        others: takes the rest, of which it is said why not.
    """
    for item in items:
        try:
            queueing.require_changeable(project, item, _outcomes(by))
        except Failure as failure:
            others.append(item)
            reason = f"what became of it could not be written down: {visible(failure.message)}"
            click.echo(f"{click.style('skipped', fg='yellow')} `{item.name}`: {reason}", err=True)
        else:
            yield item


def _carry_out(
    project: Project,
    items: Iterable[Item],
    command: tuple[str, ...],
    by: str,
    limit: int | None,
    seconds: float,
    budget: float | None,
) -> bool:
    """Have the work done, and say in the documents what became of it; whether all was done, and could be said."""
    with locking.alone(project) as lock, locking.stopped_by_any_signal():
        start = _start(project)
        results: list[Result] = []
        try:
            for result in islice(_run(project, items, command, start, seconds, budget, lock), limit):
                results.append(result)  # noqa: PERF402  # one by one: an interrupt keeps those before it
        finally:
            # Whatever ends the run, what was done until then is said.
            recorded = _record(project, results, by)
    return recorded and not any(each.why for each in results)


def _find(program: str, project: Project) -> None:
    """Refuse a program that is not there: it would fail for every follow-up, and each document would say so."""
    # One with a folder in its name is looked for where it will run.
    if shutil.which(str(project.root / program) if os.path.dirname(program) else program) is None:
        raise Failure(f"there is no program `{visible(program)}`")


def _start(project: Project) -> Start:
    commit, changed = git.head(project.root), git.changed_files(project.root)
    if commit is None or changed is None:
        raise Failure("there is no git repository with a commit here, and the commits are what shows what was done")
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise Failure(f"the work tree has changes (`{visible(changed[0])}`{more}); commit or stash them first")
    if not git.knows_who_commits(project.root):
        raise Failure("git does not know who commits here; set `user.name` and `user.email`")
    if locks := git.locks(project.root):
        raise Failure(f"another git is at work here; if none is, delete `{visible(str(locks[0]))}`")
    return restoring.start(project, commit)


def _run(
    project: Project,
    items: Iterable[Item],
    command: tuple[str, ...],
    start: Start,
    seconds: float,
    budget: float | None,
    lock: int,
) -> Iterator[Result]:
    began = time.monotonic()
    for each in items:
        if budget is not None and time.monotonic() - began >= budget * 60:
            click.echo(f"the budget of {budget:g} minutes is spent; the rest waits", err=True)
            return
        if not _as_it_was(project, each):
            click.echo(f"skipped `{each.name}`: its text has changed since the queue was read", err=True)
            continue
        before = restoring.start(project, git.head(project.root) or start.commit)
        try:
            result = _work(project, each, command, before, seconds, lock)
        except BaseException as stopped:
            if not restoring.put_back(project, before, each.name):
                stopped.add_note(f"the repository is not as it was at {before.commit[:8]}")
            raise
        if result.why:
            click.echo(f"{click.style('not done', fg='yellow')} `{each.name}`: {result.why}", err=True)
            if not restoring.put_back(project, before, each.name):
                raise Failure(f"the repository cannot be put back to {before.commit[:8]}; nothing more was begun")
        else:
            shas = ", ".join(sha[:8] for sha in result.commits)
            click.echo(f"{click.style('done', fg='green')} `{each.name}`: {shas}", err=True)
            restoring.tell_rest(project, before)
        yield result


def _as_it_was(project: Project, item: Item) -> bool:
    policy = project.policy()
    found = world.examine(project, project.root / item.path, policy, world.list_source(project).folder).post_mortem
    if found is None or (found.id, found.status) != (item.post_mortem.id, item.post_mortem.status):
        return False
    return [each for each in found.followup_list if each.id == item.followup.id] == [item.followup]


def _work(project: Project, item: Item, command: tuple[str, ...], before: Start, seconds: float, lock: int) -> Result:
    ids = _ids(item)
    environment = {**os.environ, **{f"PMGEN_{key.upper()}": value for key, value in ids.items()}}
    data = json.dumps({"schema": 1, **ids, **_task(item)}, ensure_ascii=False).encode("utf-8", "replace")
    try:
        ended = worker.work(command, data, environment, project.root, seconds, keeps=(lock,))
    finally:
        # All of its processes have ended. One that was in the middle of a commit would keep all others from theirs.
        git.unlock(project.root)
    return judged(project, item, before, ended)


def _ids(item: Item) -> dict[str, str]:
    """What names the follow-up, and was written by nobody but an author of ids."""
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


def _outcomes(by: str) -> tuple[changes.Wish, ...]:
    """What may have to be said of a follow-up, as far as that is known before."""
    today = dt.datetime.now(dt.UTC).date()
    return changes.done(Done(today, ("0123456789ab",), by=by)), changes.attempted(today, "it was not done")


def _record(project: Project, results: list[Result], by: str) -> bool:
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
    # What git knows is the file, not the links that lead to it.
    root = project.root.resolve()
    files = dict.fromkeys(os.path.relpath((root / each.path).resolve(), root) for each in changed)
    try:
        git.commit(project.root, message, files)
    except git.Unwilling as unwilling:
        raise Failure(f"the documents are changed, and git would not commit that: {unwilling}") from unwilling
    click.echo(f"committed: {message}", err=True)
    return not refused


def _tell_waiting(waiting: list[Item]) -> None:
    if waiting:
        click.echo(f"needs human review: {', '.join(each.name for each in waiting)}", err=True)
