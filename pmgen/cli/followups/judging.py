"""Whether a program that was to do a follow-up has done it, by what it left behind."""

from __future__ import annotations

import re
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

from pmgen import git
from pmgen.cli.followups import bounds, queueing, telling
from pmgen.cli.followups.leavings import Left
from pmgen.cli.followups.starting import Start
from pmgen.cli.project import Project
from pmgen.reporters.visible import visible
from pmgen.resolver import worker
from pmgen.resolver.queue import Item
from pmgen.resolver.said import said_of
from pmgen.values import Value

_SAID = 200
"""Characters of a program's last line that are told."""

_OBEYED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])")
"""What a terminal obeys (ECMA-48): colours and the like, which may stand between a password and its name."""

_TO_COME = re.compile(r"pm-[^/]*#|[^/]*#[a-z]", re.IGNORECASE)
"""How the name of a follow-up begins that may be there one day; of an issue at a host it is `owner/name#12`."""


class Result(Value):
    """What became of a follow-up: the commits that did it, or why it is still to be done."""

    item: Item
    commits: tuple[str, ...]
    why: str


def judged(project: Project, item: Item, before: Start, ended: worker.Ended, own: Sequence[Path], left: Left) -> Result:
    """Whether the follow-up was done.

    Args:
        own: the files that git has for itself and the program had changed.
        left: what there is now.
    """
    last = _last_line(ended.said)
    said = f"; it said: {last}" if last else ""
    if why := _how(ended):
        return Result(item, (), f"{why}{said}")
    if why := _beside(project, before, own, left):
        return Result(item, (), why)
    state = left.state
    if state is None or state.commit is None:
        return Result(item, (), f"it has left {'a HEAD' if state else 'an index'} that git cannot read")
    # What it has merged or pulled, others have done.
    known = before.tips() | git.fetched(before.own.place)
    commits = git.between(before.own.top, before.commit, state.commit, known)
    if commits is None or state.branch != before.branch:
        return Result(item, (), "it has rewritten the history, or left the branch")
    if state.changed:
        return Result(item, (), f"it left changes that are in no commit (`{visible(state.changed[0])}`)")
    if hidden := left.overlooked - before.overlooked:
        return Result(item, (), f"it has told git to overlook what changes in `{visible(min(hidden))}`")
    if why := _nothing_done(project, before, state.commit, commits) or _claims(project, item, before):
        return Result(item, (), f"{why}{said}")
    return Result(item, tuple(commits), "")


def _how(ended: worker.Ended) -> str:
    """How a program has ended; empty if that was well."""
    if ended.code is None:
        return ended.why
    if ended.code < 0:
        return f"it was ended by {_signal(-ended.code)}"
    return f"it exited with {ended.code}" if ended.code else ""


def _beside(project: Project, before: Start, own: Sequence[Path], left: Left) -> str:
    """What a program has done to git itself behind which its work cannot be seen, or goes on; empty if nothing."""
    if left.lost:
        return f"it has left a submodule that git cannot read ({telling.named(project, left.lost)})"
    if changed := [path for path in own if path.name == "exclude" or path == before.own.ignoring]:
        return f"it has changed what git ignores ({telling.named(project, changed)})"
    if settings := [path for path in own if path in before.own.settings]:
        return f"it has changed the settings of git ({telling.named(project, settings)})"
    if left.replaced != before.replaced:
        return "it has told git to show something else in the place of a commit or a file (`git replace`)"
    if new := [each for each in left.strangers if each not in before.own.submodules]:
        return f"it has put another repository into this one ({telling.named(project, new)})"
    if half_done := before.own.place.half_done():
        return f"it left {half_done} half done"
    return ""


def _last_line(said: str) -> str:
    """The last line that is not empty, as it can stand in a document: with no credential, and nothing to obey."""
    from pmgen.rules.leaks.redaction import redacted  # most programs do what they are to do

    lines = (line.strip() for line in _OBEYED.sub("", said).splitlines())
    # What makes a credential of it may stand in the lines before: `password:`.
    return visible(redacted("\n".join(filter(None, lines))).rpartition("\n")[2])[:_SAID]


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _nothing_done(project: Project, before: Start, now: str, commits: Mapping[str, str]) -> str:
    """Why commits are no work; empty if they are some.

    Args:
        commits: each with the first of its parents.
    """
    if before.commit == now:
        return "it made no commit"
    if not commits:
        return "it has only taken in what others have done"
    files = git.differing(before.own.place, before.commit, now)
    alone = commits == {now: before.commit}
    if not files or not (alone or git.any_differ(before.own.top, commits)):
        return "its commits change nothing"
    between = () if alone else _touched(before, now)
    if between is None:
        return "git does not tell what its commits change"
    return bounds.out_of_bounds(project, before.commit, now, files, between)


def _touched(before: Start, now: str) -> Sequence[str] | None:
    """The files that new commits have changed, be it that others take that back; `None` unless git can say so.

    The history tells of these, too, whoever the program says has made the commits.
    """
    commits = git.between(before.own.top, before.commit, now, before.tips())
    return None if commits is None else git.touched(before.own.place, commits)


def _claims(project: Project, item: Item, before: Start) -> str:
    """What new commits say is done beside their own: `sync` would take that, be it for people; empty if nothing.

    What others have done is no exception, but for what was there before: it is the program that says whose a commit is.
    """
    new = git.commits(project.root, before.commit, *before.tips())
    if new is None:
        return "git does not tell what its commits say"
    if not any(each.trailers for each in new):
        return ""
    items = queueing.read(project).items
    known = {each.name for each in items}
    others = (each for each in said_of(items, new) if each.name != item.name)
    claims = (each.name for each in others if each.evidence or (each.name not in known and _TO_COME.match(each.name)))
    other = next(claims, "")
    return other and f"its commits say that `{visible(other)}` is done, which it was not given"
