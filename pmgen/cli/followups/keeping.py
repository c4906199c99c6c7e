"""What there is in a repository, kept before it is put back: a person may have saved some of it."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups import allowing
from pmgen.cli.followups.starting import Start
from pmgen.reporters.visible import visible


def keep(before: Start, name: str, state: git.State) -> bool:
    """Keep what there is in a commit, and name all that is not in it; whether nothing more would be lost.

    Submodules are named, and no obstacle: of each git knows a commit, and nothing in it.

    Args:
        before: to which it will be put back.
        name: of the follow-up that was not done.
        state: how the work tree is, without other repositories in it.
    """
    top = before.own.top
    for path in (top / each for each in state.changed):
        if not path.is_symlink():
            allowing.at(path, allowing.READ)
    kept = git.keep(before.own.place, before.commit, f"What was put back after {name}", state)
    if kept.commit:
        advice = f"`git restore --source={kept.commit[:8]} -- FILE` brings a file of it back"
        click.echo(f"what was there is kept in {kept.commit[:8]}; {advice}", err=True)
    inside = [each for each in kept.left if os.path.lexists(top / each / ".git")]
    lost = [each for each in kept.left if each not in inside]
    if inside:
        showing.warn(f"what was there could not be kept ({_listed(inside)})")
    if lost:
        showing.warn(f"what was there could not be kept, so that it stays ({_listed(lost)})")
    return not lost


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(f"`{visible(each)}`" for each in paths)
