"""The repository as it was before a program went to work in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from pmgen import git
from pmgen.cli import locating, showing, storing
from pmgen.cli.project import Project
from pmgen.reporters.visible import visible
from pmgen.values import Value


class Start(Value):
    """Where the repository was before.

    Args:
        tips: the commits that branches led to.
        overlooked: the files in which git was told to overlook changes.
        settings: what was in the files that may hold settings, which git may not know; `None` for no file.
    """

    commit: str
    branch: str | None
    tips: frozenset[str]
    overlooked: frozenset[str]
    settings: Mapping[Path, bytes | None]


def start(project: Project, commit: str) -> Start:
    """Where the repository is now.

    Args:
        commit: the one that HEAD is.
    """
    root = project.root
    settings = {
        path: _bytes(path) for folder in _folders(root) for path in (folder / name for name in locating.CONFIGS)
    }
    return Start(commit, git.branch(root), git.tips(root), git.unwatched(root), settings)


def put_back(project: Project, before: Start, name: str) -> bool:
    """Put repository and settings back to where they were; whether all is back.

    What was there is kept: a person may have saved some of it.

    Args:
        name: of the follow-up that was not done.
    """
    git.watch(project.root, before.overlooked)
    lost = git.changed_files(project.root)
    kept = git.keep(project.root, before.commit, f"What was put back after {name}")
    if kept:
        advice = f"`git restore --source={kept[:8]} -- FILE` brings a file of it back"
        click.echo(f"what was there is kept in {kept[:8]}; {advice}", err=True)
    elif lost:
        showing.warn(f"what was there could not be kept (`{visible(lost[0])}`)")
    back = git.restore(project.root, before.commit, before.branch)
    for path, data in before.settings.items():
        if data == _bytes(path):
            continue
        if data is None:
            path.unlink()
        else:
            storing.replace_file(path, data)
    return back and git.unwatched(project.root) <= before.overlooked


def _folders(root: Path) -> list[Path]:
    """The folders in which settings are looked for, from where one is to the root of the project."""
    here = Path.cwd()
    return [each for each in (here, *here.parents) if each.is_relative_to(root)]


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
