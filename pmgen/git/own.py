"""What git has for itself: files beside the commits that say what it runs, where it looks and what it ignores.

A program that was at work in a repository may have changed any of them, and then whatever is asked of git may start
what it likes. So git is asked once, before, where they are; from then on they are found without it.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from pmgen.git.place import Place, git_folder, locks_in, unlocked
from pmgen.git.settings import settings
from pmgen.git.status import Index
from pmgen.git.status import index as index_of
from pmgen.values import Value

_FILES = (
    *("commondir", "config", "config.worktree", "gitdir"),
    *("info/attributes", "info/exclude", "info/grafts", "info/sparse-checkout", "objects/info/alternates"),
)
"""Files in a folder of git by which it goes: what is put into one of these, somebody has put there on purpose."""

_PARTS = ("objects", "refs")
"""The folders in a folder of git without which it is none."""

_HEAD = re.compile(rb"ref:\s*refs/|[0-9a-f]{40}")
"""What HEAD must begin with: where it does not, git takes the folder for none of its own, and looks further up."""

_FOLDERS = ("info", "objects", "objects/info", "hooks")
"""Those that they are in: one that has become a link leads to files of somebody else."""


class Own(Value):
    """Where these files are.

    Args:
        place: where the repository is.
        top: the root of the work tree.
        folders: the folders of git: of the repository, of all its work trees and of its submodules.
        trees: the work trees that were added to the first one.
        submodules: where a repository inside of this one is, or is to be.
        links: the `.git` of those that are there, which leads to a folder of git.
        inside: the folders of git to which these lead, by what leads there.
        between: where `.git` would be that of another repository, and make git look no further up.
        settings: the files of settings that others include, and `.git` of the work tree.
        everywhere: the files by which git goes in all repositories of whoever uses it.
        ignoring: that of them which says what all of these ignore; `None` where it is a file of the work tree.
        elsewhere: folders of hooks that are neither in a folder of git nor in the work tree.
        hooks: the hooks that are there.
    """

    place: Place
    top: Path
    folders: tuple[Path, ...]
    trees: tuple[Path, ...]
    submodules: tuple[Path, ...]
    links: tuple[Path, ...]
    inside: Mapping[Path, Path]
    between: tuple[Path, ...]
    settings: tuple[Path, ...]
    everywhere: tuple[Path, ...]
    ignoring: Path | None
    elsewhere: tuple[Path, ...]
    hooks: tuple[Path, ...]

    def files(self) -> Iterator[Path]:
        """All of them, be they there or not, each after the folders that it is in. Git is not asked."""
        # That a work tree or a submodule is gone may be what was to be done.
        there = [each for each in self.folders if each in (self.folders[0], self.place.here) or os.path.lexists(each)]
        removed = [each for each in self.folders if each not in there]
        for folder in there:
            yield from self._ways(folder)
            yield from (folder / name for name in _FILES)
        yield from self.settings
        yield from self.everywhere
        yield from (each for each in self.links if os.path.lexists(each))
        hooks = (each for each in self.hooks if not any(map(each.is_relative_to, removed)))
        yield from dict.fromkeys((*hooks, *_hooks(there, self.elsewhere)))

    def ways(self) -> Iterator[Path]:
        """Those of them that are the folders of others."""
        for folder in self.folders:
            yield from self._ways(folder)

    def _ways(self, folder: Path) -> Iterator[Path]:
        yield from (each for each in reversed(folder.parents) if each.is_relative_to(self.folders[0]))
        yield from (folder, *(folder / name for name in _FOLDERS))

    def unlock(self, *branches: str | None) -> None:
        """Remove what keeps others out of the work tree and its submodules: see `Place.unlock`."""
        self.place.unlock(*branches)
        for folder in self.inside.values():
            unlocked(locks_in(folder))

    def gone(self) -> bool:
        """Whether the repository is not there any more, or what is there in its place is none, or open to nobody."""
        parts = [self.folders[0] / name for name in _PARTS]
        return not all(os.path.isdir(each) and os.access(each, os.X_OK) for each in parts)

    def nameless(self) -> Path | None:
        """The folder of the names of its commits, where nothing is any more, though the commits may be there."""
        objects, names = (self.folders[0] / name for name in _PARTS)
        return names if os.path.isdir(objects) and not os.path.lexists(names) else None

    def heads(self) -> tuple[Path, ...]:
        """What says which branches work trees and submodules are on, that of this work tree first."""
        return tuple(dict.fromkeys(each / "HEAD" for each in (self.place.here, *self.folders)))

    def headless(self) -> list[Path]:
        """Those of them that git would not take for a HEAD: of this work tree, so that it would look further up."""
        here, *others = self.heads()
        return [each for each in (here, *(each for each in others if each.parent.is_dir())) if not _is_head(each)]

    def runs(self, path: Path) -> bool:
        """Whether a file is a hook, which takes no part in what is asked of git here, and not what git goes by."""
        places = {*(each / "hooks" for each in self.folders), *self.elsewhere}
        return path in places or path.parent in places


def _is_head(path: Path) -> bool:
    try:
        return path.is_file() and bool(_HEAD.match(path.read_bytes()))  # from a pipe nothing may ever come
    except OSError:
        return False


def own(place: Place, index: Index, environment: Mapping[str, str]) -> Own | None:
    """Where git has what is its own; `None` where there is no work tree.

    Args:
        index: of the work tree.
        environment: the variables that git inherits.
    """
    top, root, common = place.top, place.root.resolve(), place.shared
    if not place.within:
        return None
    submodules = tuple(repositories(top, index))
    links = tuple(link for each in submodules if os.path.lexists(link := each / ".git"))
    inside = {each: folder for each in links if (folder := git_folder(each.parent))}
    folders = tuple(dict.fromkeys((*_folders(common), *inside.values())))
    said = settings(top, [each.parent for each in links], environment)
    ignoring = None if said.ignoring.is_relative_to(top) else said.ignoring
    linked = [target for each in folders if (target := each / "hooks").is_symlink()]
    elsewhere = tuple(
        path
        for path in dict.fromkeys(Path(os.path.realpath(each)) for each in (*linked, *said.hooks))
        if path.is_relative_to(common) or not path.is_relative_to(top)
    )
    return Own(
        place,
        top,
        folders,
        place.work_trees(),
        submodules,
        links,
        inside,
        tuple(each / ".git" for each in (root, *root.parents) if top in each.parents),
        (top / ".git", *said.included),
        (*said.everywhere, *([ignoring] if ignoring else [])),
        ignoring,
        elsewhere,
        tuple(_hooks(folders, elsewhere)),
    )


def repositories(top: Path, index: Index, known: Container[Path] | None = None) -> Iterator[Path]:
    """Where the index of a work tree says that other repositories are, be they there or not, and inside of these.

    Args:
        top: with no link in it.
        known: the only ones of which git may be asked what is inside of them.
    """
    left: list[tuple[Path, Index | None]] = [(top, index)]
    for folder, said in left:
        for path in (folder / name for name in (said.repositories if said else ())):
            if os.path.realpath(path) != str(path):  # git follows no link to one, either
                continue
            yield path
            if (known is None or path in known) and os.path.lexists(path / ".git"):
                left.append((path, index_of(path)))


def _folders(folder: Path) -> Iterator[Path]:
    """A folder of git, and those of its work trees and submodules, whose names may have several parts."""
    left = [folder]
    for each in left:
        if (each / "HEAD").is_file():
            yield each
            left += [each / "worktrees", each / "modules"]
        elif each.is_dir():
            left += sorted(path for path in each.iterdir() if path.is_dir() and not path.is_symlink())


def _hooks(folders: Iterable[Path], elsewhere: Iterable[Path]) -> Iterator[Path]:
    inside = (each / "hooks" for each in folders)
    for folder in (*(each for each in inside if not each.is_symlink()), *elsewhere):
        with contextlib.suppress(OSError):  # one that is not there, or open to nobody
            yield from sorted(each for each in folder.iterdir() if each.is_symlink() or not each.is_dir())
