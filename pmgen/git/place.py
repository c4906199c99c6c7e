"""Where a repository is, and where git has what others look at: asked once, and found without git from then on.

A program that was at work there leads git nowhere else: what decides about that (`.git`, `commondir`, the settings) is
among the files that are put back before git is asked for anything again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pmgen.git.asking import lines_in, run
from pmgen.values import Value

_WORDS = ("--is-shallow-repository", "--is-inside-work-tree", "--show-prefix", "--absolute-git-dir", "--git-common-dir")

_HALF_DONE = {
    "rebase-merge": "a rebase",
    "rebase-apply/applying": "a series of patches (`git am`)",
    "rebase-apply": "a rebase",
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "sequencer": "a series of cherry-picks or reverts",
    "BISECT_START": "a bisection",
}
"""What git is in the middle of where it has one of these."""

_ABORTED = {
    "merge": ("MERGE_HEAD",),
    "rebase": ("rebase-merge", "rebase-apply"),
    "cherry-pick": ("CHERRY_PICK_HEAD", "sequencer"),
    "revert": ("REVERT_HEAD", "sequencer"),
    "am": ("rebase-apply",),
    "bisect": ("BISECT_START",),
}
"""The commands that may have to give it up, by what git then has."""

LOCKED = ("index", "HEAD", "ORIG_HEAD", "config", "packed-refs", "shallow")
"""The files beside a branch that git locks while it writes."""

_NAMES = ("index", "FETCH_HEAD", "logs/HEAD", "shallow", *_HALF_DONE, *(f"{each}.lock" for each in LOCKED))


class Place(Value):
    """Where a repository is.

    Args:
        root: the folder for which git was asked.
        top: the root of the work tree that it is in, or the folder itself where it is in none.
        within: whether it is in one.
        inside: what leads from there to that folder, ending in `/`; empty where it is the same.
        here: the folder of git of this work tree.
        shared: that of all work trees of the repository.
        shallow: whether the oldest commits may be missing.
        files: where git has some files for itself, be they there or not, by their names.
    """

    root: Path
    top: Path
    within: bool
    inside: str
    here: Path
    shared: Path
    shallow: bool
    files: Mapping[str, Path]

    def half_done(self) -> str | None:
        """What is begun in this work tree and not ended, so that other commands would end it in their own way."""
        return next((what for name, what in _HALF_DONE.items() if os.path.lexists(self.files[name])), None)

    def given_up(self) -> Iterator[str]:
        """The commands that may have to give up what is half done, each named once all before it have been run."""
        for command, names in _ABORTED.items():
            if any(os.path.lexists(self.files[name]) for name in names):
                yield command

    def locks(self, *branches: str | None) -> tuple[Path, ...]:
        """The files with which a git that is at work in this work tree, or was ended in the middle, keeps others out.

        Args:
            branches: the full names of those that HEAD is on.
        """
        paths = (
            *(self.files[f"{each}.lock"] for each in LOCKED),
            *(self.shared / f"{each}.lock" for each in dict.fromkeys(branches) if each),
        )
        return tuple(path for path in paths if path.is_file())

    def work_trees(self) -> tuple[Path, ...]:
        """Where the work trees are that were added to the first one, be they there or not."""
        said = (lines_in(each) for each in sorted(self.shared.glob("worktrees/*/gitdir")))
        return tuple((self.shared / lines[0]).parent for lines in said if lines)

    def unlock(self, *branches: str | None) -> None:
        """Remove these files; only for one who knows that whoever made them has ended."""
        unlocked(self.locks(*branches))


def locks_in(folder: Path) -> Iterator[Path]:
    """The files of this kind in a folder of git in which nobody else is at work."""
    yield from (path for each in LOCKED if (path := folder / f"{each}.lock").is_file())
    yield from folder.glob("refs/heads/**/*.lock")


def unlocked(locks: Iterable[Path]) -> None:
    """Remove locks, where that is possible: where it is not, git says what is in its way."""
    for path in locks:
        with contextlib.suppress(OSError):
            path.unlink()


def place(root: Path) -> Place | None:
    """Where the repository of a folder is; `None` where there is none, or no git that reads it."""
    lines = _answers(root, [*((word,) for word in _WORDS), *(("--git-path", name) for name in _NAMES)])
    if lines is None:
        return None
    shallow, within, inside, here, shared, *paths = lines
    folder = root.resolve()
    return Place(
        root,
        (folder, *folder.parents)[inside.count("/")],
        within == "true",
        inside,
        (root / here).resolve(),
        (root / shared).resolve(),
        shallow == "true",
        {name: root / path for name, path in zip(_NAMES, paths, strict=True)},
    )


def git_folder(root: Path) -> Path | None:
    """The folder of git of a work tree; `None` where there is no repository."""
    said = _said(root, "--absolute-git-dir")
    return None if said is None else Path(said.removesuffix("\n")).resolve()


def path_of(root: Path, name: str) -> Path | None:
    """Where git has a file for itself, be it there or not; `None` where there is no repository."""
    said = _said(root, "--git-path", name)
    return None if said is None else root / said.removesuffix("\n")


def _answers(root: Path, questions: list[tuple[str, ...]]) -> list[str] | None:
    """What `git rev-parse` says to each question; `None` where there is no repository."""
    said = _said(root, *(word for each in questions for word in each))
    if said is None:
        return None
    lines = said.split("\n")[:-1]
    if len(lines) != len(questions):  # the name of a folder goes over several
        lines = [(_said(root, *each) or "").removesuffix("\n") for each in questions]
    return lines


def _said(root: Path, *words: str) -> str | None:
    # The name of a folder may be in any encoding.
    ended = run(root, "rev-parse", *words)
    return os.fsdecode(ended.stdout) if ended and ended.returncode == 0 else None
