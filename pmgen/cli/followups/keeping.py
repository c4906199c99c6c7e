"""What there is in a repository, kept before it is put back: a person may have saved some of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups import allowing, aside
from pmgen.cli.followups.starting import Start
from pmgen.reporters.visible import visible

_WHY = "What was put back after {}"


def keep(before: Start, name: str, state: git.State) -> bool:
    """Keep what there is in a commit, and name all that is not in it; whether nothing more would be lost.

    What is in a submodule is kept there; where that cannot be, it is named, and no obstacle.

    Args:
        before: to which it will be put back.
        name: of the follow-up that was not done.
        state: how the work tree is, without other repositories in it.
    """
    lost, unkept = _kept(before, before.own.place, before.commit, name, state)
    if unkept:
        showing.warn(f"what was there could not be kept ({_listed(unkept)})")
    if lost:
        showing.warn(f"what was there could not be kept, so that it stays ({_listed(lost)})")
    return not lost


def _kept(before: Start, place: git.Place, since: str, name: str, state: git.State) -> tuple[list[str], list[str]]:
    """Keep what there is in a work tree and its submodules; the files that are not, and what is not of submodules.

    Args:
        place: of the work tree, or of a submodule.
        since: the commit to which it will be put back; empty where that is not known.
        state: how it is.
    """
    top = place.top
    for path in (top / each for each in state.changed):
        if not path.is_symlink():
            allowing.at(path, allowing.READ)
    kept = git.keep(place, since, _WHY.format(name), state)
    paths = dict.fromkeys((*state.changed, *kept.left, *_moved(before, place, since, state)))
    inside = [each for each in paths if os.path.lexists(top / each / ".git")]
    if kept.commit:
        _tell(kept.commit, None if place == before.own.place else top)
    unkept: list[str] = []
    for each in inside:
        was = git.entry(top, since, each) if since else None
        unkept += (f"{each}/{path}".rstrip("/") for path in _unkept(before, top / each, was or "", name))
    return [each for each in kept.left if each not in inside], unkept


def _moved(before: Start, place: git.Place, since: str, state: git.State) -> Iterator[str]:
    """The submodules that are at other commits by what was committed: nothing else may lead to these."""
    if not before.own.links or not since or state.commit in (None, since):
        return
    for path in git.differing(place, since, str(state.commit)) or ():
        folder = Path(os.path.normpath(place.root.resolve() / path))
        if folder / ".git" in before.own.links:
            yield folder.relative_to(place.top).as_posix()


def _unkept(before: Start, top: Path, since: str, name: str) -> list[str]:
    """Keep what there is in a submodule, and in those inside of it; what is not, relative to it: empty for all."""
    known = top / ".git" in before.own.links
    place = git.place(top) if known else None
    state = aside.alone(before.own, top, git.state(top)) if place else None
    if place is None or state is None:
        return [""]
    lost, unkept = _kept(before, place, since, name, state)
    return [*lost, *unkept]


def put_on(before: Start, name: str) -> None:
    """Put submodules on their branches again; what these lead to otherwise is kept, and named."""
    for path, branch in before.branches.items():
        if not os.path.lexists(path / ".git"):  # git would look further up
            continue
        if kept := git.keep_branch(path, branch, _WHY.format(name)):
            _tell(kept, path)
        git.put_on(path, branch)


def _tell(commit: str, submodule: Path | None) -> None:
    """Say where what was there is kept.

    Args:
        submodule: in which it was; `None` for none.
    """
    folder = visible(showing.from_here(submodule)) if submodule else ""
    where, there = (f" in `{folder}`", f"-C {folder} ") if folder else ("", "")
    advice = f"`git {there}restore --source={commit[:8]} -- FILE` brings a file of it back"
    click.echo(f"what was there{where} is kept in {commit[:8]}; {advice}", err=True)


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(f"`{visible(each)}`" for each in paths)
