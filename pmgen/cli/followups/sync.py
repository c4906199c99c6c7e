"""`pmgen followups sync`: what commits themselves say of follow-ups."""

from __future__ import annotations

from collections.abc import Collection, Container

import click

from pmgen import git
from pmgen.cli import belonging, locating, showing
from pmgen.cli.commands import Command
from pmgen.cli.followups import locking, queueing
from pmgen.cli.project import Failure, Project
from pmgen.model import Done, FollowupStatus
from pmgen.reporters.visible import visible
from pmgen.resolver import changes
from pmgen.resolver.queue import Item
from pmgen.resolver.said import Said, said_of
from pmgen.source import Source
from pmgen.values import replace

_SHORTEST = 7
"""Digits of a hash that each document names at least."""


@click.command("sync", cls=Command, epilog="pmgen followups sync --dry-run")
@click.option("--dry-run", is_flag=True, help="Say what would be changed, and change nothing.")
def sync_command(dry_run: bool) -> None:
    """Take from the history what commits themselves say.

    A commit with a trailer `Post-mortem: PM-2026-04-22#F3` or `Closes: PM-2026-04-22#F3`, or with `Closes:` and the
    follow-up's own `issue`, has done it, unless another commit reverts it. One that only mentions `[PM-2026-04-22]`, or
    says more than the name, is shown, and never taken for that. Nor is a commit that was there when somebody opened the
    follow-up again, or one of a follow-up that is blocked: `start` or `done` says that it no longer is.
    """
    queue = queueing.read(locating.find())
    project = queue.project
    place, commits = git.place(project.root), git.commits(project.root)
    if place is None or commits is None:
        raise Failure(git.refusal(project.root) or "there is no git repository here whose history could be read")
    if why := belonging.doubt(project, place):
        raise Failure(why)
    if place.shallow:
        click.echo("the clone is shallow: older commits may say more", err=True)
    failed = False
    said = said_of(queue.items, commits)
    names = {each.name for each in queue.items} | {each.post_mortem.id for each in queue.items}
    issues = {issue for each in queue.items if (issue := each.followup.issue)}
    if not said:
        click.echo("no commit says anything of a follow-up", err=True)
    for each in said:
        if each.evidence is None:
            click.echo(f"mentioned `{visible(each.name)}`{_there(each.name, names, issues)}: {_shown(each)}")
            continue
        try:
            click.echo(_take(project, queue.find(each.name), each, each.evidence, None if dry_run else place))
        except (Failure, changes.Refused) as failure:
            failed = True
            showing.warn(visible(str(failure)))
    if dry_run and said:
        click.echo("nothing was changed: that is what `pmgen followups sync` would do", err=True)
    if failed:
        raise SystemExit(1)


def _take(project: Project, item: Item, said: Said, evidence: Done, place: git.Place | None) -> str:
    """Close a follow-up by what commits say, unless people have to; what became of it, in a line.

    Args:
        place: of the repository; `None` where nothing is to be changed.

    Raises:
        Failure: when the document cannot be changed.
        Refused: when the follow-up cannot be closed so.
    """
    if item.followup.status is FollowupStatus.BLOCKED:
        # When it was blocked, nobody wrote down: the commit may be the very one that was not enough.
        return f"blocked `{item.name}`, which people start again or close: {_shown(said)}"
    new = _new_of(project, item, evidence.commits)
    if not new and item.followup.open:
        return f"reopened `{item.name}`, which needs a newer commit than {_shown(said)}"
    wish = changes.done(replace(evidence, on=None, commits=new), evidence.on)
    if place is None:
        changed = wish(item.followup) != item.followup
    else:
        with locking.beside_no_run(place):
            changed = queueing.change(project, item, wish)
    return f"{'done' if changed else 'done already'} `{item.name}`: {_shown(said)}"


def _there(name: str, names: Collection[str], issues: Container[str]) -> str:
    """What has to be said of a name that commits only mention."""
    if name in issues or f"#{name}" in issues:
        return ", the issue of several follow-ups, of which one must be named"
    if name in names:
        return ""
    # Another number may be of a follow-up that has gone; only a spelling is asked about.
    like = [each for each in names if each.casefold() == name.casefold()]
    return f", which is not there (`{like[0]}` is)" if like else ", which is not there"


def _new_of(project: Project, item: Item, commits: tuple[str, ...]) -> tuple[str, ...]:
    """The commits that may be evidence of a follow-up: not those that were, or said so, until it was opened again."""
    followup = item.followup
    denied = [sha for each in followup.attempts for sha in each.commits]
    listed = followup.done.commits if followup.done and not followup.open else ()
    policy = project.policy()

    def named(sha: str) -> bool:
        texts = git.texts_with(project.root, item.path, sha[:_SHORTEST])
        sources = (Source(item.path, text) for text in texts)
        found = (changes.commits_of(each, followup.id, policy.severities, policy.timezone) for each in sources)
        return any(changes.among(sha, each) for each in found)

    new = (each for each in commits if not changes.among(each, denied))
    return tuple(each for each in new if changes.among(each, listed) or not named(each))


def _shown(said: Said) -> str:
    return ", ".join(f"{sha[:8]} {visible(subject)}" for sha, subject in said.commits)
