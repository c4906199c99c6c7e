"""`pmgen followups list` and `next`: the queue, for people and for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import click

from pmgen.cli import locating, showing
from pmgen.cli.commands import Command
from pmgen.cli.followups import lines, queueing
from pmgen.cli.followups.queueing import Queue
from pmgen.cli.parameters import OneOf, meant
from pmgen.cli.project import Failure
from pmgen.model import FollowupStatus, Priority
from pmgen.reporters.visible import visible
from pmgen.resolver.queue import Item, next_safe

_STATUS = [*map(str, FollowupStatus), "open", "all"]
_PRIORITY = [str(each) for each in Priority]
_FORMAT = click.option(
    "--format", "format_", type=OneOf(["table", "json", "csv"]), default="table", help="How to print it."
)
_COLUMNS = ("name", "priority", "status", "due", "overdue", "type", "safe", "owner", "action", "document")


@click.command("list", cls=Command, epilog="pmgen followups list --overdue --owner platform")
@click.option("--status", multiple=True, type=OneOf(_STATUS), help="Only these (default: open).")
@click.option(
    "--priority",
    multiple=True,
    type=OneOf(_PRIORITY, case_sensitive=False),
    metavar=f"[{'|'.join(_PRIORITY)}]",  # click shows them in lower case, as they are nowhere else
    help="Only these.",
)
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only of these types.")
@click.option("--owner", multiple=True, metavar="NAME", help="Only those that these see to.")
@click.option("--service", multiple=True, metavar="NAME", help="Only of incidents of these services.")
@click.option("--safe", is_flag=True, help="Only those that a program may do.")
@click.option("--human", is_flag=True, help="Only those that need human review.")
@click.option("--overdue", is_flag=True, help="Only those past their day.")
@_FORMAT
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there is any: for a job that tells somebody.")
def list_command(
    status: tuple[str, ...],
    priority: tuple[str, ...],
    types: tuple[str, ...],
    owner: tuple[str, ...],
    service: tuple[str, ...],
    safe: bool,
    human: bool,
    overdue: bool,
    format_: str,
    exit_code: bool,
) -> None:
    """All follow-ups of all documents: by priority, then by the day when they are due, then the oldest first.

    A type, an owner or a service that nothing has, but is like one that there is, is taken for a slip of the pen: exit
    code 2, so that it does not look like work that is done.
    """
    queue = queueing.read(locating.find(), whole=False)
    today = dt.datetime.now(dt.UTC).date()
    _refuse_slips(queue, {"type": types, "owner": owner, "service": service})
    known = queue.project.policy().services if service else {}
    called = [known.get(name.casefold(), name) for name in service]
    by_program = {True: safe, False: human}
    wanted: tuple[tuple[object, Callable[[Item], bool]], ...] = (
        (True, _of_status(status)),
        (priority, lambda each: each.followup.priority in priority),
        (types, lambda each: _among(each.followup.type, types)),
        (owner, lambda each: _among(each.followup.owner, owner)),
        (service, lambda each: any(_among(name, called) for name in each.post_mortem.services)),
        (safe or human, lambda each: by_program[each.safe and not each.waits]),
        (overdue, lambda each: each.overdue(today)),
    )
    tests = [test for asked, test in wanted if asked]
    found = [each for each in queue.items if all(test(each) for test in tests)]
    _print(found, today, format_)
    if format_ == "table":
        _sum_up(found, len(queue.items), today)
    if queue.unread or (exit_code and found):
        raise SystemExit(1)


@click.command("next", cls=Command, epilog="pmgen followups next --format json")
@_FORMAT
def next_command(format_: str) -> None:
    """The first follow-up that a program may do, and that nobody has begun; exits with 1 where there is none."""
    queue = queueing.read(locating.find(), whole=False)
    item = next_safe(queue.items)
    if item is None:
        click.echo("there is none that a program may do", err=True)
        raise SystemExit(1)
    _print([item], dt.datetime.now(dt.UTC).date(), format_)
    if queue.unread:
        raise SystemExit(1)


def _refuse_slips(queue: Queue, asked: Mapping[str, Sequence[str]]) -> None:
    """Ask of a word that no follow-up has which one was meant: a slip of the pen looks like work that is done.

    A word that is like no other may be of somebody who has had nothing to do so far.

    Args:
        asked: the words by what they name: a type, an owner or a service.

    Raises:
        Failure: when such a word is like one that there is.
    """
    for what, words in asked.items():
        known = sorted({*filter(None, _words(queue, what))}) if words else []
        for word in words:
            advice = None if _among(word, known) else meant(word, known)
            message = f"no follow-up has the {what} `{visible(word)}`; {advice}"
            if advice and not queue.unread:
                raise Failure(message)
            if advice:  # a document that cannot be read may have it
                showing.warn(message)


def _words(queue: Queue, what: str) -> Iterator[str | None]:
    """What there is of types, owners or services."""
    catalogue = queue.project.config.services
    if what == "type":
        yield from (each.followup.type for each in queue.items)
    elif what == "owner":
        yield from (each.followup.owner for each in queue.items)
        yield from (each.owner for each in catalogue)
    else:
        yield from (name for each in queue.items for name in each.post_mortem.services)
        yield from (name for each in catalogue for name in (each.name, *each.aliases))


def _of_status(wanted: Sequence[str]) -> Callable[[Item], bool]:
    if "all" in wanted:
        return lambda each: True
    words = {each for each in FollowupStatus if each.open} if "open" in wanted or not wanted else set()
    return lambda each: not each.moot and each.followup.status in words.union(wanted)


def _among(name: str | None, wanted: Sequence[str]) -> bool:
    return (name or "").casefold() in {each.casefold() for each in wanted}


def _print(items: Sequence[Item], today: dt.date, format_: str) -> None:
    rows = [_row(each, today) for each in items]
    if format_ == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif format_ == "csv":
        from pmgen.feeds.followups_csv import cell  # a table needs no feed

        text = io.StringIO()
        writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: cell(value) for key, value in row.items()} for row in rows)
        click.echo(text.getvalue(), nl=False)
    elif rows:
        click.echo(lines.shown(items, today), nl=False)


def _row(item: Item, today: dt.date) -> dict[str, object]:
    followup = item.followup
    return {
        "name": item.name,
        "priority": followup.priority,
        "status": followup.status,
        "due": item.due.isoformat() if item.due else None,
        "overdue": item.overdue(today),
        "type": lines.word(followup.type),
        "safe": item.safe,
        "owner": lines.word(followup.owner),
        "action": lines.action(item),
        "document": item.path,
    }


def _sum_up(found: Sequence[Item], total: int, today: dt.date) -> None:
    late = sum(each.overdue(today) for each in found)
    waiting = sum(each.waits for each in found)
    parts = [f"{len(found)} of {total} follow-ups"]
    parts += [f"{late} overdue (!)"] if late else []
    parts += [f"{waiting} {'needs' if waiting == 1 else 'need'} human review"] if waiting else []
    click.echo(" · ".join(parts), err=True)
