"""The repository as it was before a program went to work in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmgen import git
from pmgen.cli import locating
from pmgen.cli.followups import snapshots
from pmgen.cli.followups.leavings import Left
from pmgen.cli.followups.snapshots import Snapshot
from pmgen.cli.project import Failure, Project
from pmgen.values import Value, replace


class Start(Value):
    """Where the repository was before.

    Args:
        refs: what branches, tags and the like led to.
        aliases: which of them led to which other ones.
        stashes: what somebody had put aside, the latest first.
        overlooked: the files in which git was told to overlook changes.
        branches: those that submodules were on.
        own: where git has what is its own.
        was: what was in the files of that.
        settings: what was in the files that may hold settings, which git may not know.
    """

    commit: str
    branch: str | None
    refs: Mapping[str, str]
    aliases: Mapping[str, str]
    stashes: tuple[git.Stash, ...]
    overlooked: frozenset[str]
    branches: Mapping[Path, str]
    own: git.Own
    was: Snapshot
    settings: Snapshot

    @property
    def replaced(self) -> Mapping[str, str]:
        """What git showed in the place of commits and files."""
        return git.shown_as(self.refs)

    @property
    def led(self) -> dict[str, str]:
        """What leads to commits by itself; to the stashes leads a list."""
        return {name: sha for name, sha in self.refs.items() if name != git.STASH and name not in self.aliases}

    def tips(self) -> frozenset[str]:
        """The commits that branches led to, those of other repositories among them."""
        return frozenset(sha for name, sha in self.refs.items() if name.startswith(("refs/heads/", "refs/remotes/")))


def start(project: Project, place: git.Place, state: git.State) -> Start:
    """Where the repository is when a run begins.

    Args:
        state: of its work tree, with a commit.

    Raises:
        Failure: when there is no work tree, or git cannot say how it is.
    """
    index, names = git.index(place.top), git.refs_and_aliases(place.top)
    own = git.own(place, index, os.environ) if index else None
    if own is None or names is None or index is None or state.commit is None:
        raise Failure("there is no git repository with a work tree here")
    refs, aliases = names
    return Start(
        commit=state.commit,
        branch=state.branch,
        refs=refs,
        aliases=aliases,
        stashes=git.stashes(place.top) if git.STASH in refs else (),
        overlooked=index.overlooked,
        branches=_branches(each.parent for each in own.links),
        own=own,
        was=snapshots.taken((*own.files(), *own.heads()), own.ways()),
        settings=_settings(project),
    )


def next_start(project: Project, before: Start, now: Left) -> Start:
    """Where it is before the next program: nothing has been at work in it since it was looked at.

    Args:
        now: what is there. What git has for itself is always put back to what it was when the run began.
    """
    state = now.state
    if state is None or state.commit is None or now.refs is None or now.index is None:
        raise Failure("git cannot read what is there now, and nothing more was begun")
    return replace(
        before,
        commit=state.commit,
        branch=state.branch,
        refs=now.refs,
        overlooked=now.index.overlooked,
        branches=_branches(each.parent for each in before.own.links),
        settings=_settings(project),
    )


def _branches(repositories: Iterable[Path]) -> dict[Path, str]:
    return {each: branch for each in repositories if (branch := git.branch(each))}


def _settings(project: Project) -> Snapshot:
    return snapshots.taken(folder / name for folder in settings_folders(project.root) for name in locating.CONFIGS)


def settings_folders(root: Path) -> list[Path]:
    """The folders in which settings are looked for, from where one is to the root of the project."""
    here = Path.cwd()
    return [each for each in (here, *here.parents) if each.is_relative_to(root)]
