"""`pmgen followups run`: let a program do what is safe to be done by one."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import shutil
from collections.abc import Container, Iterator, Sequence
from itertools import islice

import click

from pmgen.cli import locating
from pmgen.cli.commands import Command
from pmgen.cli.followups import queueing, recording
from pmgen.cli.followups.carrying import Orders, carry_out
from pmgen.cli.followups.lines import shown
from pmgen.cli.naming import one_line
from pmgen.cli.parameters import Minutes, Number, OneOf
from pmgen.cli.project import Failure, Project
from pmgen.model import FollowupStatus
from pmgen.reporters.visible import visible
from pmgen.resolver.queue import Item

_OPEN = [str(each) for each in FollowupStatus if each.open]
_READY = [str(each) for each in FollowupStatus if each.open and each is not FollowupStatus.BLOCKED]


@click.command(
    "run",
    cls=Command,
    context_settings={"allow_interspersed_args": False},
    epilog="pmgen followups run --limit 3 -- ./bin/do-followup",
)
@click.option("--timeout", type=Minutes(), default=30.0, metavar="MINUTES", help="For each follow-up (default: 30).")
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
@click.option("--by", default="pmgen followups run", metavar="NAME", help="Who it was (default: pmgen followups run).")
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
    says why. A commit after each one changes its document.

    Nobody should edit in this clone meanwhile: what is put back takes with it whatever was saved since the run began.
    It is kept in a commit, which is named.
    """
    project, by = locating.find(), one_line(by, "--by")
    for program in ("git", command[0]):
        _find(program, project)
    queue = queueing.read(project)
    found, waiting = _sorted_out(queue.items, status, attempts)
    if not found:
        click.echo("there is nothing for a program to do", err=True)
    unrecordable: list[Item] = []
    ready = _recordable(queue.project, found, by, unrecordable)
    well = True
    if dry_run:
        _foretell(list(islice(ready, limit)), command, timeout)
    elif found:
        orders = Orders(command, by, limit, timeout * 60, None if budget is None else budget * 60)
        well = carry_out(queue.project, ready, orders) and not unrecordable
    _tell_waiting([*waiting, *unrecordable])
    if not well:
        raise SystemExit(1)


def _sorted_out(items: Sequence[Item], status: Container[str], attempts: int | None) -> tuple[list[Item], list[Item]]:
    """The follow-ups for a program, and those that wait for people.

    Args:
        attempts: how often a program may have failed; `None` for any number.
    """

    def wanted(item: Item) -> bool:
        return item.safe and item.followup.status in status

    def left(item: Item) -> bool:
        return item.followup.status is FollowupStatus.BLOCKED and not wanted(item)

    def given_up(item: Item) -> bool:
        return attempts is not None and len(item.followup.attempts) >= attempts

    found = [each for each in items if wanted(each) and not given_up(each)]
    return found, [each for each in items if each.waits or left(each) or (wanted(each) and given_up(each))]


def _recordable(project: Project, items: Sequence[Item], by: str, others: list[Item]) -> Iterator[Item]:
    """The follow-ups of which it can be written down what became of them, one by one: none is looked into before.

    Args:
        others: takes the rest, of which it is said why not.
    """
    known = recording.committable(project, items)
    for item in items:
        try:
            queueing.require_changeable(project, item, recording.outcomes(by))
            recording.require_committable(project, item, known)
        except Failure as failure:
            others.append(item)
            reason = f"what became of it could not be written down: {visible(failure.message)}"
            click.echo(f"{click.style('skipped', fg='yellow')} `{item.name}`: {reason}", err=True)
        else:
            yield item


def _foretell(items: Sequence[Item], command: Sequence[str], timeout: float) -> None:
    """Name what a program would be given, and by what it would be done.

    Args:
        timeout: in minutes.
    """
    if items:
        click.echo(shown(items, dt.datetime.now(dt.UTC).date()), nl=False)
        many = "1 follow-up" if len(items) == 1 else f"{len(items)} follow-ups, one by one"
        limit = f"{timeout:g} minute{'' if timeout == 1 else 's'}{'' if len(items) == 1 else ' each'}"
        click.echo(f"`{visible(shlex.join(command))}` would get {many}, and {limit} at most", err=True)


def _find(program: str, project: Project) -> None:
    """Refuse a program that is not there: it would fail for every follow-up, and each document would say so."""
    # One with a folder in its name is looked for where it will run.
    if shutil.which(str(project.root / program) if os.path.dirname(program) else program) is None:
        raise Failure(f"there is no program `{visible(program)}`")


def _tell_waiting(waiting: list[Item]) -> None:
    if waiting:
        click.echo(f"needs human review: {', '.join(each.name for each in waiting)}", err=True)
