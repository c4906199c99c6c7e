"""What is said of what a program has done to git itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from pmgen import git
from pmgen.cli import leading, showing
from pmgen.cli.followups import snapshots
from pmgen.cli.followups.starting import Start
from pmgen.cli.project import Project
from pmgen.reporters.visible import visible

_FEW = 6
"""How many branches and the like are told with where they led."""


def tell_own(project: Project, before: Start, paths: Iterable[Path]) -> None:
    """Name which of git's own files a program had changed, and which of them could not be put back."""
    left = snapshots.changed(before.was, paths)
    for path in left:
        showing.warn(f"{named(project, [path])} cannot be put back")
    if mended := [path for path in paths if path not in left]:
        showing.warn(f"the program had changed {named(project, mended)}, which git has for itself: it is as it was")


def tell_refs(project: Project, before: Start) -> None:
    """Name the branches, tags and the like that have changed besides that of the work tree, and where they led."""
    now = git.refs(project.root) or {}
    changed = {name for name, _ in before.refs.items() ^ now.items()} - {before.branch}
    put_aside = git.stashes(project.root) if git.STASH in now else ()
    _tell_stashes(before, put_aside)
    if now.get(git.STASH) in {None, *(each.commit for each in put_aside)}:  # what was dropped was told
        changed.discard(git.STASH)
    if others := sorted(name for name in changed if not name.startswith("refs/pmgen/")):
        led = [f"`{visible(name)}` led to {before.refs[name][:12]}" for name in others if name in before.refs]
        where = "".join(f"; {each}" for each in led[:_FEW])
        showing.warn(f"the program has changed {_quoted(others)} besides its branch: that is not put back{where}")


def _tell_stashes(before: Start, now: Sequence[git.Stash]) -> None:
    known = {each.commit for each in before.stashes}
    if added := [each.message for each in now if each.commit not in known]:
        it = "a stash" if len(added) == 1 else f"{len(added)} stashes"
        showing.warn(f"the program has added {it} ({_quoted(added)}): that stays; see `git stash list`")


def tell_trees(project: Project, before: Start) -> None:
    """Name the work trees that have been added, and still are where they were."""
    added = [each for each in before.own.place.work_trees() if each not in before.own.trees]
    if others := [each for each in added if not each.is_relative_to(before.own.place.shared)]:
        it = "a work tree" if len(others) == 1 else f"{len(others)} work trees"
        showing.warn(f"the program has added {it} ({named(project, others)}): that stays; see `git worktree list`")


def named(project: Project, paths: Iterable[Path]) -> str:
    """The first of some files, and how many others there are."""
    return _quoted([os.path.relpath(path, leading.to(project.root)) for path in paths])


def _quoted(names: list[str]) -> str:
    return f"`{visible(names[0])}`" + (f" and {len(names) - 1} more" if len(names) > 1 else "")
