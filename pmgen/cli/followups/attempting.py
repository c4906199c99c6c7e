"""A follow-up given to a program, judged by what that leaves behind, and put back or kept."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from pmgen.cli.followups import leavings, remembered, restoring, stashing, telling
from pmgen.cli.followups.judging import Result, judged
from pmgen.cli.followups.starting import Start
from pmgen.cli.project import Project
from pmgen.resolver import worker
from pmgen.resolver.queue import Item

Work = Callable[[bytes, Mapping[str, str]], worker.Ended]
"""The program, run to its end with what it reads and its variables."""


def attempt(project: Project, item: Item, before: Start, work: Work) -> Result:
    """Have a follow-up done, say what became of it, and put the repository back unless it was done.

    Raises:
        Stuck: when it cannot be put back, or may not stay so, as something of the program goes on.
    """
    try:
        ended, own = _ended(project, item, before, work)
        if ended.survived:
            goes_on = "something that the program has started could not be ended, and nothing more was begun"
            raise restoring.Stuck(goes_on)
        left = leavings.look(before.own)
        result = judged(project, item, before, ended, own, left)
    except BaseException as stopped:
        if not restoring.put_back(project, before, item.name):
            stopped.add_note(f"the repository is not as it was at {before.commit[:8]}")
        raise
    _tell(result)
    telling.tell_own(project, before, own)
    if not result.why:
        stashing.put_back(before)
    elif not restoring.put_back(project, before, item.name, left):
        raise restoring.Stuck(restoring.stuck(project, before))
    return result


def _ended(project: Project, item: Item, before: Start, work: Work) -> tuple[worker.Ended, Sequence[Path]]:
    """How the program has ended, and which of git's own files it had changed."""
    ids = _ids(item)
    environment = {**os.environ, **{f"PMGEN_{key.upper()}": value for key, value in ids.items()}}
    data = json.dumps({"schema": 1, **ids, **_task(item)}, ensure_ascii=False).encode("utf-8", "replace")
    with remembered.forgotten_if_changed(project):
        try:
            ended = work(data, environment)
        finally:
            # All of its processes have ended. First of all git is what it was before: what it runs, and where it looks.
            own = restoring.take_back(project, before, item.name)
            # One that was in the middle of a commit would keep all others from theirs.
            before.own.unlock(before.branch)
    return ended, own


def _tell(result: Result) -> None:
    told = click.style("not done", fg="yellow") if result.why else click.style("done", fg="green")
    click.echo(f"{told} `{result.item.name}`: {result.why or ', '.join(sha[:8] for sha in result.commits)}", err=True)


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
