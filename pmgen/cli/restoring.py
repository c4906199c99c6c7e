"""The repository as it was before a program went to work in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from pmgen import git
from pmgen.cli import locating, showing, storing
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible
from pmgen.values import Value


class File(Value):
    """What was in a file, and where it led if it was a link."""

    data: bytes
    mode: int
    link: str | None


class Start(Value):
    """Where the repository was before.

    Args:
        refs: what branches, tags and the like led to.
        overlooked: the files in which git was told to overlook changes.
        own: what was in the files that git has for itself.
        settings: what was in the files that may hold settings, which git may not know; `None` for no file.
    """

    commit: str
    branch: str | None
    refs: Mapping[str, str]
    overlooked: frozenset[str]
    own: Mapping[Path, File | None]
    settings: Mapping[Path, File | None]

    def tips(self) -> frozenset[str]:
        """The commits that branches led to, those of other repositories among them."""
        return frozenset(sha for name, sha in self.refs.items() if name.startswith(("refs/heads/", "refs/remotes/")))


def start(project: Project, commit: str) -> Start:
    """Where the repository is now.

    Args:
        commit: the one that HEAD is.
    """
    root = project.root
    settings = {path: _file(path) for folder in _folders(root) for path in (folder / name for name in locating.CONFIGS)}
    own = {path: _file(path) for path in git.own_files(root)}
    return Start(commit, git.branch(root), git.refs(root), git.unwatched(root), own, settings)


def put_back(project: Project, before: Start, name: str) -> bool:
    """Put repository and settings back to where they were; whether all is back.

    What was there is kept: a person may have saved some of it.

    Args:
        name: of the follow-up that was not done.
    """
    # First: what git ignores and runs from here on is what it did before.
    own = changed_by(project, before)
    well = _put_back(project, before.own, own)
    if own and well:
        showing.warn(f"the program had changed {named(project, own)}, which git has for itself: it is as it was")
    git.watch(project.root, before.overlooked)
    lost = git.changed_files(project.root)
    kept = git.keep(project.root, before.commit, f"What was put back after {name}")
    if kept:
        advice = f"`git restore --source={kept[:8]} -- FILE` brings a file of it back"
        click.echo(f"what was there is kept in {kept[:8]}; {advice}", err=True)
    elif lost:
        showing.warn(f"what was there could not be kept (`{visible(lost[0])}`)")
    back = git.restore(project.root, before.commit, before.branch)
    well = _put_back(project, before.settings, _changed(before.settings)) and well
    _tell_refs(project, before)
    return back and well and git.unwatched(project.root) <= before.overlooked


def changed_by(project: Project, before: Start) -> list[Path]:
    """The files that git has for itself and a program has changed."""
    return _changed(before.own, git.own_files(project.root))


def named(project: Project, paths: Iterable[Path]) -> str:
    """The first of some files, and how many others there are."""
    return _quoted([os.path.relpath(path, project.root) for path in paths])


def tell_rest(project: Project, before: Start) -> None:
    """Name what the program has changed in the repository besides its branch, and nobody puts back."""
    if own := changed_by(project, before):
        showing.warn(f"the program has changed {named(project, own)}: look at it before you use git here")
    _tell_refs(project, before)


def _tell_refs(project: Project, before: Start) -> None:
    now = git.refs(project.root)
    names = sorted(name for name in before.refs.keys() | now.keys() if before.refs.get(name) != now.get(name))
    if others := [name for name in names if name != before.branch and not name.startswith("refs/pmgen/")]:
        showing.warn(f"the program has changed {_quoted(others)} besides its branch: that is not put back")


def _quoted(names: list[str]) -> str:
    return f"`{visible(names[0])}`" + (f" and {len(names) - 1} more" if len(names) > 1 else "")


def _folders(root: Path) -> list[Path]:
    """The folders in which settings are looked for, from where one is to the root of the project."""
    here = Path.cwd()
    return [each for each in (here, *here.parents) if each.is_relative_to(root)]


def _file(path: Path) -> File | None:
    try:
        link = os.readlink(path) if path.is_symlink() else None
        if link and not path.is_file():
            return File(b"", 0, link)
        return File(path.read_bytes(), stat.S_IMODE(path.stat().st_mode), link)
    except OSError:
        return None


def _changed(before: Mapping[Path, File | None], others: Iterable[Path] = ()) -> list[Path]:
    return [path for path in dict.fromkeys((*before, *others)) if _file(path) != before.get(path)]


def _put_back(project: Project, before: Mapping[Path, File | None], paths: Iterable[Path]) -> bool:
    """Put files back to what they were; whether all are. Those that are not are named."""
    well = True
    for path in paths:
        try:
            _replace(path, before.get(path))
        except (OSError, Failure):
            showing.warn(f"{named(project, [path])} cannot be put back")
            well = False
    return well


def _replace(path: Path, file: File | None) -> None:
    # What a program has put there may lead to what is none of ours.
    if path.is_symlink() and (file is None or os.readlink(path) != file.link):
        path.unlink()
    if file is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if file.link and not path.is_symlink():
        path.unlink(missing_ok=True)
        path.symlink_to(file.link)
    if _file(path) != file:
        storing.replace_file(path, file.data)
        path.chmod(file.mode)
