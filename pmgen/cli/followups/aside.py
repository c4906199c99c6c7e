"""What would be lost when a repository is put back, and no commit of it can hold, put aside before.

Of a repository that a program has made inside of the work tree git keeps the name of a commit and nothing else, and
settings of whoever runs this are in none.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from itertools import count, filterfalse
from pathlib import Path

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups import allowing
from pmgen.reporters.visible import visible
from pmgen.source import why

_FOLDER = "pmgen-put-back"
"""Where git has what is of all work trees: no clean-up takes it, and git looks for no repository in there."""


def alone(own: git.Own, top: Path, state: git.State | None, strangers: Sequence[Path] = ()) -> git.State | None:
    """How a work tree is without other repositories in it; `None` where that cannot be said.

    Args:
        top: of the work tree: that of `own`, or of a submodule in it.
        state: how it is with them.
        strangers: those that the index has, but had not before.
    """
    unknown = [top / each for each in state.changed if each.endswith("/")] if state else []
    others = [*strangers, *(each for each in unknown if os.path.lexists(each / ".git"))]
    if not others:
        return state
    if not move(own, others):
        return None
    for path in strangers:
        path.mkdir(exist_ok=True)  # where a submodule is to be, there is a folder
    return git.state(top)


def move(own: git.Own, paths: Sequence[Path]) -> bool:
    """Move repositories, or the `.git` of some, out of the work tree, and say where they lie; whether all have gone.

    Args:
        paths: inside of the work tree.
    """
    folder = _new_folder(own)
    for path in paths:
        to = folder / path.relative_to(own.top)
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            for each in (path.parent, path):
                if not each.is_symlink():
                    allowing.at(each, allowing.WRITE | allowing.ENTER)
            shutil.move(path, to)
        except OSError as error:
            stays = "another repository, could not be moved aside, so that it stays"
            showing.warn(f"{_shown(own, path)}, {stays}: {why(error)}")
            return False
        showing.warn(f"{_shown(own, path)}, another repository, now lies in `{visible(showing.from_here(to))}`")
    return True


def copy(own: git.Own, paths: Sequence[Path]) -> None:
    """Copy files that are of whoever runs this, who may have changed them meanwhile, and say where that is."""
    folder = _new_folder(own)
    for path in (each for each in paths if each.is_file()):
        to = folder / path.relative_to(path.anchor)
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, to)
        except OSError as error:
            showing.warn(f"`{visible(showing.from_here(path))}`, as it is now, cannot be kept: {why(error)}")
        else:
            here, there = (visible(showing.from_here(each)) for each in (path, to))
            showing.warn(f"what was in `{here}` now lies in `{there}`")


def _new_folder(own: git.Own) -> Path:
    """Where nothing was moved to yet; nothing is there."""
    kept = own.place.shared / _FOLDER
    if kept.is_symlink():  # what a program has put there may lead to what is none of ours
        kept.unlink()
    return next(filterfalse(os.path.lexists, (kept / str(number) for number in count(1))))


def _shown(own: git.Own, path: Path) -> str:
    return f"`{visible(path.relative_to(own.top).as_posix())}`"
