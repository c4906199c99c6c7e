"""What there is in a repository, kept before it is put back: a person may have saved some of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups import allowing, aside
from pmgen.cli.followups.starting import Start
from pmgen.reporters.visible import visible


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
    kept = git.keep(place, since, f"What was put back after {name}", state)
    inside = [each for each in dict.fromkeys((*state.changed, *kept.left)) if os.path.lexists(top / each / ".git")]
    if kept.commit:
        _tell(kept.commit, None if place == before.own.place else top)
    unkept = [f"{path}/{each}".rstrip("/") for path in inside for each in _unkept(before, top / path, name)]
    return [each for each in kept.left if each not in inside], unkept


def _unkept(before: Start, top: Path, name: str) -> list[str]:
    """Keep what there is in a submodule, and in those inside of it; what is not, relative to it: empty for all."""
    known = top / ".git" in before.own.links
    place = git.place(top) if known else None
    state = aside.alone(before.own, top, git.state(top)) if place else None
    if place is None or state is None:
        return [""]
    lost, unkept = _kept(before, place, "", name, state)
    return [*lost, *unkept]


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
