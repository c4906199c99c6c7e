"""A run through follow-ups: what must be so before it begins, one attempt after the other, and what is said of all."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

import click

from pmgen import git, markdown
from pmgen.cli import belonging, showing
from pmgen.cli import project as world
from pmgen.cli.documents import contents
from pmgen.cli.followups import (
    aftermath,
    attempting,
    leavings,
    locking,
    recording,
    restoring,
    special,
    starting,
    stopping,
    telling,
)
from pmgen.cli.followups.attempting import Work
from pmgen.cli.followups.judging import Result
from pmgen.cli.followups.starting import Start
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import part, visible
from pmgen.resolver import worker
from pmgen.resolver.queue import Item
from pmgen.rules.leaks.redaction import redacted
from pmgen.values import Value

_STOPPING = "stopping: what was begun is put back, and what was done is written down"


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
            special.require_none(place)  # before git is asked for what it would look for there
            aftermath.require_untouched(project, place)
            start = _start(project, place)

        def work(data: bytes, environment: Mapping[str, str]) -> worker.Ended:
            run = partial(worker.work, keeps=locks, heeding=signals.heeded)
            return run(orders.command, data, environment, project.root, orders.seconds)

        with aftermath.noted(project, start):
            return _carry_out(project, items, orders, start, work)


def _carry_out(project: Project, items: Iterable[Item], orders: Orders, start: Start, work: Work) -> bool:
    results: list[Result] = []
    recorded = True
    try:
        for result in _results(project, items, orders, start, work):
            results.append(result)
            # Before anything else is begun: whatever ends the run then, what became of this one is known.
            recorded = recording.record(project, result, orders.by, start) and recorded
    finally:
        if not restoring.distrust(project, start):
            telling.tell_refs(project, start)
            telling.tell_trees(project, start)
            if results and start.branch is None:
                showing.warn("HEAD is on no branch; `git branch NAME` keeps what was committed")
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


def _results(project: Project, items: Iterable[Item], orders: Orders, start: Start, work: Work) -> Iterator[Result]:
    """What becomes of the follow-ups, one by one: the next is begun when whoever asks has written that down."""
    before = start
    for place, item in enumerate(islice(_ready(project, items, orders.budget), orders.limit)):
        _announce(item)
        if place:
            before = starting.next_start(project, before, leavings.look(before.own))
            aftermath.note(project, before)
        yield attempting.attempt(project, item, before, work)


def _ready(project: Project, items: Iterable[Item], budget: float | None) -> Iterator[Item]:
    """The follow-ups that may be begun now, for as long as any may.

    Args:
        budget: seconds after which no other one is begun.
    """
    began = time.monotonic()
    for item in items:
        if budget is not None and time.monotonic() - began >= budget:
            click.echo(f"the budget of {budget / 60:g} minutes is spent; the rest waits", err=True)
            return
        if _as_it_was(project, item):
            yield item
        else:
            click.echo(f"skipped `{item.name}`: its text has changed since the queue was read", err=True)


def _announce(item: Item) -> None:
    action = f"doing `{item.name}`: {visible(redacted(markdown.plain(item.followup.action)))}"
    click.echo(part(action, 0, 0, showing.width()).text, err=True)


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
