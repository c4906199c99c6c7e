"""`pmgen followups start`, `block`, `done`, `wont-do` and `reopen`: what a document says of one follow-up."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click

from pmgen import git
from pmgen.cli import belonging, locating, showing
from pmgen.cli.commands import Command
from pmgen.cli.followups import locking, queueing
from pmgen.cli.followups.queueing import Queue
from pmgen.cli.naming import one_line
from pmgen.cli.parameters import Day
from pmgen.cli.project import Failure, Project
from pmgen.model import COMMIT, Done, Markdown
from pmgen.reporters.visible import visible
from pmgen.resolver import changes, reverts
from pmgen.resolver.queue import Item
from pmgen.resolver.said import said_of

_NAME = click.argument("name", metavar="PM-…#F3")
_DAY = Day()
_SHA = re.compile(COMMIT)
_TOLD = 12
"""Digits of a commit that a document is told."""
_NO_GIT = "there is no git repository here to look for the commits in"
_PAGE = re.compile(r"https?://[^\s/?#.]+(?:\.[^\s/?#.]+|:\d+)[^\s]*", re.IGNORECASE)


def _change(name: str, wish: changes.Wish, said: str) -> None:
    queue = queueing.read(locating.find(), whole=False)
    item = queue.find(name)
    _change_one(queue, item, wish, said, git.place(queue.project.root))


def _change_one(queue: Queue, item: Item, wish: changes.Wish, said: str, place: git.Place | None) -> bool:
    """Change a follow-up and say so; whether anything was to be changed.

    Args:
        place: of the repository; `None` where there is none.
    """
    name = item.name
    with locking.beside_no_run(place):
        changed = queueing.change(queue.project, item, wish)
    if changed:
        click.echo(f"`{name}` {said} ({visible(queue.project.prefix + item.path)})")
    else:
        click.echo(f"`{name}` {said} already; nothing was changed")
    return changed


@click.command("start", cls=Command, epilog="pmgen followups start PM-2026-04-22#F3")
@_NAME
def start_command(name: str) -> None:
    """Say that somebody has begun with a follow-up."""
    _change(name, changes.started, "is in progress")


@click.command("block", cls=Command, epilog="pmgen followups block PM-2026-04-22#F3 --reason 'waits for disks'")
@_NAME
@click.option("--reason", metavar="TEXT", help="What it waits for.")
def block_command(name: str, reason: str | None) -> None:
    """Say that a follow-up cannot go on."""
    _change(name, changes.blocked(one_line(reason, "--reason") if reason is not None else None), "is blocked")


@click.command("done", cls=Command, epilog="pmgen followups done PM-2026-04-22#F3 --commit 2f1f9107")
@_NAME
@click.option(
    "--commit", "commits", multiple=True, metavar="SHA", help="A commit that did it, such as HEAD; may be repeated."
)
@click.option("--link", "links", multiple=True, metavar="URL", help="Where it can be seen; may be repeated.")
@click.option("--note", metavar="TEXT", help="What shows it, where there is neither.")
@click.option("--by", metavar="NAME", help="Who did it.")
@click.option("--on", type=_DAY, metavar="DAY", help="When, YYYY-MM-DD (default: today).")
@click.option("--no-verify", is_flag=True, help="Do not ask git for the commits; the document then says so.")
def done_command(
    name: str,
    commits: tuple[str, ...],
    links: tuple[str, ...],
    note: str | None,
    by: str | None,
    on: dt.datetime | None,
    no_verify: bool,
) -> None:
    """Say that a follow-up was done, and what shows it.

    Each commit must be in the repository, HEAD must come from it, and no later commit may have reverted it.
    """
    today = dt.datetime.now(dt.UTC).date()
    if on and on.date() > today + dt.timedelta(days=1):  # somewhere it is tomorrow already
        raise Failure(f"{on.date()} is still to come")
    queue = queueing.read(locating.find(), whole=False)
    item = queue.find(name)
    if on and on.date() < item.post_mortem.date:
        raise Failure(f"{on.date()} is before the incident, which began on {item.post_mortem.date}")
    for each in links:
        _refuse_nowhere(queue.project.root / item.path, each)
    place = git.place(queue.project.root)
    found = tuple(_digits(queue.project, place, each.strip()) for each in commits)
    if found and not no_verify:
        _verify(queue.project, place, found)
    evidence = Done(
        on.date() if on else None,
        found,
        tuple(one_line(each, "--link") for each in links),
        Markdown(one_line(note, "--note")) if note is not None else None,
        one_line(by, "--by") if by is not None else None,
        unverified=bool(found) and no_verify,
    )
    _change_one(queue, item, changes.done(evidence, today), "is done", place)


@click.command("wont-do", cls=Command, epilog="pmgen followups wont-do PM-2026-04-22#F3 --reason 'no longer used'")
@_NAME
@click.option("--reason", required=True, metavar="TEXT", help="Why not.")
def wont_do_command(name: str, reason: str) -> None:
    """Say that a follow-up will not be done, and why."""
    _change(name, changes.wont_do(one_line(reason, "--reason")), "will not be done")


@click.command("reopen", cls=Command, epilog="pmgen followups reopen PM-2026-04-22#F3")
@_NAME
def reopen_command(name: str) -> None:
    """Say that a follow-up is to be done after all; what showed that it was done, or why not, goes.

    Commits that say they have done it are noted under `attempts`, so that `sync` does not believe them again.
    """
    queue = queueing.read(locating.find(), whole=False)
    item = queue.find(name)
    place = git.place(queue.project.root)
    others = belonging.doubt(queue.project, place) if place else ""
    commits = git.commits(queue.project.root) if place and not others else None
    said = said_of(queue.items, commits or ())
    claims = [sha for each in said if each.name == name and each.evidence for sha in each.evidence.commits]
    changed = _change_one(queue, item, changes.opened_again(dt.datetime.now(dt.UTC).date(), claims), "is open", place)
    why = others or _unknown(queue.project, place, read=commits is not None)
    if changed and why:
        showing.warn(f"a commit that says `{name}` is done is not noted, and `sync` may believe it again: {why}")


def _unknown(project: Project, place: git.Place | None, *, read: bool) -> str:
    """Why there may be commits of which nothing is known; empty if there are none, as where there is no repository.

    Args:
        read: whether git has told of any.
    """
    if place and (read or not git.refs(project.root)):
        return "the clone is shallow" if read and place.shallow else ""
    if place is None and git.inside(project.root) is None:
        return ""
    return git.refusal(project.root) or "git does not tell of the commits here"


def _refuse_nowhere(document: Path, link: str) -> None:
    """Refuse an address that shows nothing: evidence is what others can look at."""
    path = link.partition("#")[0]
    if not _PAGE.fullmatch(link) and not (path and (document.parent / path).is_file()):
        raise Failure(f"`{visible(link)}` is no address that shows anything; one of a page is like `https://…`")


def _digits(project: Project, place: git.Place | None, commit: str) -> str:
    """The digits of a commit; of a name those of what it means now, as it may mean another one tomorrow.

    Raises:
        Failure: when nothing is called so, or nobody can be asked what is.
    """
    if _SHA.fullmatch(commit):
        return commit.lower()
    if sha := git.meant(project.root, commit):
        click.echo(f"`{visible(commit)}` is {sha[:_TOLD]}", err=True)
        return sha[:_TOLD]
    if place is None and "://" not in commit:
        why = git.refusal(project.root) or _NO_GIT
        raise Failure(f"{why}; `--no-verify` records the digits of one, which `{visible(commit)}` is not")
    where = "an address is given as `--link`" if "://" in commit else "`git log --oneline` shows those of each"
    raise Failure(f"`{visible(commit)}` is no commit: 7 to 64 hexadecimal digits name one; {where}")


def _verify(project: Project, place: git.Place | None, commits: tuple[str, ...]) -> None:
    """Refuse commits that are not among those that HEAD comes from, or were taken back."""
    advice = "; `--no-verify` records it unchecked"
    known = git.commits(project.root)
    if place is None or known is None:
        raise Failure(f"{git.refusal(project.root) or _NO_GIT}{advice}")
    if why := belonging.doubt(project, place):
        raise Failure(f"{why}{advice}")
    standing = {each.sha for each in reverts.standing(known)}
    for sha in commits:
        found = [each for each in known if each.sha.startswith(sha)]
        if len(found) > 1:
            raise Failure(f"`{sha}` is the beginning of {len(found)} commits; give more digits")
        if found:
            if found[0].sha not in standing:
                raise Failure(f"a later commit says that it reverts `{sha}`; name the one that did it again{advice}")
            continue
        if place.shallow:
            raise Failure(f"the clone is shallow, so nobody can say whether there is a commit `{sha}`{advice}")
        if git.subject_of(project.root, sha):
            raise Failure(f"commit `{sha}` is there, but HEAD does not come from it{advice}")
        raise Failure(f"there is no commit `{sha}` in this repository{advice}")
