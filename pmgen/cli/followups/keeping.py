"""What there is in a repository, kept before it is put back: a person may have saved some of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups import allowing, aside, special
from pmgen.cli.followups.starting import Start
from pmgen.reporters.visible import visible

_MANY = 20
"""How many files are named that stay where they are."""

_WHY = "What was put back after {}"


def keep(before: Start, name: str, state: git.State) -> bool:
    """Keep what there is in a commit, and name all that is not in it; whether nothing more would be lost.

    What is in a submodule is kept there; where that cannot be, it is named, and no obstacle.

    Args:
        before: to which it will be put back.
        name: of the follow-up that was not done.
        state: how the work tree is, without other repositories in it.
    """
    place, since = before.own.place, before.commit
    lost, submodules = _kept(before, place, since, name, state)
    if unkept := _unkept(before, place.top, since, submodules, name):
        showing.warn(f"what was there could not be kept ({_listed(unkept)})")
    if lost:
        more = f" and {len(lost) - _MANY} more, which `git status` names" if len(lost) > _MANY else ""
        showing.warn(f"what was there could not be kept, so that it stays ({_listed(lost[:_MANY])}{more})")
    return not lost


def _kept(before: Start, place: git.Place, since: str, name: str, state: git.State) -> tuple[list[str], list[str]]:
    """Keep what there is in a work tree; the files that are not kept, and the submodules in which something may be.

    Args:
        place: of the work tree, or of a submodule.
        since: the commit to which it will be put back; empty where that is not known.
        state: how it is.
    """
    top = place.top
    for path in (top / each for each in state.changed):
        if not path.is_symlink():
            special.remove(path)
            allowing.at(path, allowing.READ)
    kept = git.keep(place, since, _WHY.format(name), state)
    if kept.commit:
        _tell(kept.commit, None if place == before.own.place else top)
    paths = dict.fromkeys((*state.changed, *kept.left, *_moved(before, place, since, state)))
    submodules = [each for each in paths if os.path.lexists(top / each / ".git")]
    return [each for each in kept.left if each not in submodules], submodules


def _moved(before: Start, place: git.Place, since: str, state: git.State) -> Iterator[str]:
    """The submodules that are at other commits by what was committed: nothing else may lead to these."""
    if not before.own.links or not since or state.commit in (None, since):
        return
    for path in git.differing(place, since, str(state.commit)) or ():
        folder = Path(os.path.normpath(place.root.resolve() / path))
        if folder / ".git" in before.own.links:
            yield folder.relative_to(place.top).as_posix()


def _unkept(before: Start, top: Path, since: str, submodules: Iterable[str], name: str) -> list[str]:
    """Keep what there is in submodules, and in those inside of them; what is not.

    Args:
        top: of the work tree that they are in, to which all paths are relative.
        since: the commit to which that will be put back; empty where that is not known.
    """
    unkept: list[str] = []
    for each in submodules:
        known = top / each / ".git" in before.own.links
        place = git.place(top / each) if known else None
        state = aside.alone(before.own, place.top, git.state(place.top)) if place else None
        if place is None or state is None:
            unkept.append(each)
            continue
        was = (git.entry(top, since, each) if since else None) or ""
        lost, inside = _kept(before, place, was, name, state)
        deeper = _unkept(before, place.top, was, inside, name)
        unkept += (f"{each}/{path}" for path in (*lost, *deeper))
    return unkept


def keep_last(before: Start, name: str, commits: Iterable[str]) -> None:
    """Keep where HEAD and branches were last, and name what nothing leads to: a program may have removed what did.

    Args:
        commits: by their logs, before anything was mended.
    """
    for kept in git.keep_commits(before.own.top, commits, _WHY.format(name)):
        _tell(kept, None)


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
