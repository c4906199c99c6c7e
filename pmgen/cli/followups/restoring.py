"""Putting a repository back to what it was before a program went to work in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups import allowing, aside, keeping, leavings, snapshots, special, stashing, telling
from pmgen.cli.followups.leavings import Left
from pmgen.cli.followups.starting import Start
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible

_LOOK = allowing.READ | allowing.ENTER
"""What git has to be allowed in folders to see what is in them."""


class Stuck(Failure):
    """A repository could not be put back."""


def is_left(error: BaseException) -> bool:
    """Whether it is known of what ends a run that the repository is not what it was: then it has a note of that."""
    return isinstance(error, Stuck) or bool(getattr(error, "__notes__", ()))


def take_back(project: Project, before: Start, name: str) -> list[Path]:
    """Restore git's own files before git is asked anything; returns those that had been changed.

    Args:
        name: of the follow-up that the program was given.

    Raises:
        Failure: when git is not to be asked.
    """
    found: list[Path] = []
    own = before.own
    nameless = own.nameless()
    if nameless:
        with contextlib.suppress(OSError):  # then the repository is gone, and is told to be
            nameless.mkdir()
    # A folder that was moved away comes back only where nothing stands in its place.
    if not own.gone():
        found += (path for path in own.between if os.path.lexists(path))
        aside.move(own, [*found, *_in_place_of_links(before)])
        found += _opened(before)
        special.clear(own)
        aside.copy(own, snapshots.changed(before.was, own.everywhere))
        found += snapshots.put_back(before.was, (*own.files(), *own.headless()))
    if nameless and not distrust(project, before):
        _name_again(before, nameless, name)
    if why := distrust(project, before):
        advice = "; clone it anew" if own.gone() else ""
        raise Failure(f"{why}; nothing else was put back, and nothing more was begun{advice}")
    return found + [path for path in [git.uncut(own.place)] if path]


def _name_again(before: Start, folder: Path, name: str) -> None:
    """Write what led to commits into the folder of that, which is empty now; have none where that has no sense."""
    if not git.existing(before.own.top, [before.commit]):
        folder.rmdir()  # it is another repository, or too little is left of this one
        return
    last = git.last(before.own.place)
    git.lead(before.own.top, before.led)
    git.alias(before.own.top, before.aliases)
    here = visible(showing.from_here(folder))
    showing.warn(f"the program had removed `{here}`: branches, tags and the like are written there as they were")
    keeping.keep_last(before, name, last)


def _opened(before: Start) -> Iterator[Path]:
    """Open the folders into which nobody may look: git runs a hook there all the same, as it knows its name."""
    for folder in (*before.own.elsewhere, *before.own.ways()):
        if not folder.is_symlink() and allowing.at(folder, _LOOK):
            allowing.at(folder, allowing.WRITE)
            if folder in before.was:
                yield folder


def _in_place_of_links(before: Start) -> list[Path]:
    """The repositories that stand where a file led to the one that is to be there."""
    links = (each for each in (before.own.top / ".git", *before.own.links) if before.was.get(each) != snapshots.FOLDER)
    return [each for each in links if each.is_dir() and not each.is_symlink()]


def distrust(project: Project, before: Start) -> str:
    """Why git must not be asked: it might follow settings that somebody else has put there. Empty if it may."""
    own = before.own
    if own.gone() or own.heads()[0] in own.headless():
        return f"the program has taken the repository away, or locked it ({telling.named(project, own.folders[:1])})"
    others = (path for path in own.between if os.path.lexists(path))
    changed = (path for path in snapshots.changed(before.was, own.files()) if not own.runs(path))
    if left := [*others, *changed]:
        return (
            f"the program has changed {telling.named(project, left)}, which cannot be put back, and git would go by it"
        )
    return ""


def put_back(project: Project, before: Start, name: str, left: Left | None = None) -> bool:
    """Put repository and settings back to where they were; whether all is back.

    What was there is kept: a person may have saved some of it.

    Args:
        name: of the follow-up that was not done.
        left: what there is, where that is known.
    """
    if distrust(project, before):
        return False
    back = _put_back(project, before, name, left)
    stashing.put_back(before)  # on a full disk there is room only now
    return back


def _put_back(project: Project, before: Start, name: str, left: Left | None) -> bool:
    left = _seen(before, name, None if allowing.in_folders(before.own.top, _LOOK) else left)
    before.own.place.unlock(left.state.branch if left.state else None)  # that of another branch
    # Afterwards git may overlook more by itself: what a sparse checkout leaves out.
    seen = left.overlooked <= before.overlooked
    state = aside.alone(before.own, before.own.top, left.state, left.strangers)
    if state is None or not keeping.keep(before, name, state):
        return False
    _make_way(before, left)
    back = _restored(project, before)
    if back:
        keeping.put_on(before, name)
    return _settled(project, before) and back and seen


def _make_way(before: Start, left: Left) -> None:
    """Let there be the branch that was there, whatever other name is in its way."""
    branch = before.branch or ""
    for old, new in git.make_way(before.own.top, branch, left.refs or {}).items():
        showing.warn(f"`{visible(old)}` was in the way of `{visible(branch)}`: it is `{visible(new)}` now")


def _settled(project: Project, before: Start) -> bool:
    """Put the settings of pmgen back, which git may not know; whether these are what they were, and those of git."""
    snapshots.put_back(before.settings, before.settings)
    lost = snapshots.changed(before.settings, before.settings)
    for path in lost:
        showing.warn(f"{telling.named(project, [path])} cannot be put back")
    return not lost and not snapshots.changed(before.was, before.own.files())


def _seen(before: Start, name: str, left: Left | None) -> Left:
    """What there is, once git can read it, and shows and looks at what it did before."""
    own = before.own
    left = left or leavings.look(own)
    if not left.readable:
        last = git.last(own.place)
        inside = [each.parent for each in own.links if os.path.lexists(each) and each.parent not in left.lost]
        mended = [git.mend(own.top, before.commit, before.branch, before.led, before.aliases)]
        if any([*mended, *(git.mend_index(each, "HEAD") for each in inside)]):
            showing.warn("git could not read what the program has left of a branch, HEAD or the index: it can again")
            keeping.keep_last(before, name, last)
        left = leavings.look(own)
    if left.lost and aside.empty(own, left.lost):
        left = leavings.look(own)
    hidden = left.overlooked - before.overlooked
    if left.replaced == before.replaced and not hidden:
        return left
    git.show_as(own.top, before.replaced, left.replaced)
    git.watch(own.top, hidden)
    return leavings.look(own)


def _restored(project: Project, before: Start) -> bool:
    """Put the repository back as often as it takes; whether all of it is."""
    own = before.own

    def restored(*settings: str) -> bool:
        there = bool(own.submodules)
        return git.restore(own.place, before.commit, before.branch, submodules=there, settings=settings)

    if restored():
        return True
    allowing.in_folders(own.top, allowing.READ | allowing.WRITE | allowing.ENTER)
    if restored():  # on a full disk there is room only after the first time
        return True
    plain, state = git.without_filters(own.top), git.state(own.top)
    raw = git.filtered(own.top, state.changed) if state else ()
    # One of which git makes nothing else is not to be lost, as it would be with a filter that fails.
    back = bool(raw) and restored(*plain)
    if back:
        what = telling.named(project, [own.top / each for each in raw])
        showing.warn(f"a filter of git fails for {what}: that is there as git stores it")
    return back


def stuck(project: Project, before: Start) -> str:
    """What to say where the repository could not be put back."""
    sha = before.commit[:8]
    message = f"the repository cannot be put back to {sha}, and nothing more was begun"
    if why := distrust(project, before):
        return f"{message}: {why}"
    if not git.existing(before.own.top, [sha]):
        return f"{message}: that commit is not in it any more; clone it anew"
    if not git.whole(before.own.top, before.commit):
        return f"{message}: not all that this commit has is in it any more; clone it anew"
    back = f"`git reset --hard {sha}` and `git clean -ffd` go there"
    return f"{message}; `git status` shows what is in the way; once what you need of it is elsewhere, {back}"
