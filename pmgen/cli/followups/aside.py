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
    moved = move(own, others)
    if moved is None:
        return None
    for path in moved:
        git.moved_to(own.top, path)
    for path in strangers:
        path.mkdir(exist_ok=True)  # where a submodule is to be, there is a folder
    return git.state(top)


def move(own: git.Own, paths: Sequence[Path]) -> list[Path] | None:
    """Move repositories, or the `.git` of some, out of the way, and say where they lie; `None` unless all have gone."""
    folder, moved = _new_folder(own), list[Path]()
    for path in paths:
        to = folder / _below(own, path)
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            for each in (path.parent, path):
                if not each.is_symlink():
                    allowing.at(each, allowing.WRITE | allowing.ENTER)
            shutil.move(path, to)
        except OSError as error:
            stays = "another repository, could not be moved aside, so that it stays"
            showing.warn(f"{_shown(own, path)}, {stays}: {why(error)}")
            return None
        moved.append(to)
        showing.warn(f"{_shown(own, path)}, another repository, now lies in `{visible(showing.from_here(to))}`")
    return moved


def empty(own: git.Own, submodules: Sequence[Path]) -> bool:
    """Move submodules aside that git cannot read any more, with what it has of them; whether all have gone.

    Such a one keeps git from saying anything of the work tree that it is in.
    """
    folders = (folder for each in submodules if (folder := own.inside.get(each / ".git")))
    apart = (each for each in folders if os.path.lexists(each) and not any(map(each.is_relative_to, submodules)))
    if move(own, [*submodules, *apart]) is None:
        return False
    for path in submodules:
        path.mkdir()  # where a submodule is to be, there is a folder
        name = _below(own, path).as_posix()
        advice = f"if it stays empty, `git submodule update --init {visible(name)}` fetches it again"
        showing.warn(f"git could not read any more what the program has left of `{visible(name)}`; {advice}")
    return True


def copy(own: git.Own, paths: Sequence[Path]) -> None:
    """Copy files that are of whoever runs this, who may have changed them meanwhile, and say where that is."""
    folder = _new_folder(own)
    for path in (each for each in paths if each.is_file()):
        to = folder / _below(own, path)
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


def _below(own: git.Own, path: Path) -> Path:
    """What leads to a file from the top of the work tree; from the root of all files where it is elsewhere."""
    return path.relative_to(own.top if path.is_relative_to(own.top) else path.anchor)


def _shown(own: git.Own, path: Path) -> str:
    within = path.is_relative_to(own.top)
    return f"`{visible(path.relative_to(own.top).as_posix() if within else showing.from_here(path))}`"
