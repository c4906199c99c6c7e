"""The repository as it was before a program went to work in it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmgen import git
from pmgen.cli import locating, showing
from pmgen.cli.followups import allowing, keeping, snapshots
from pmgen.cli.followups.snapshots import Snapshot
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible
from pmgen.values import Value

_FEW = 6
"""How many branches and the like are told with where they led."""


class Start(Value):
    """Where the repository was before.

    Args:
        refs: what branches, tags and the like led to.
        overlooked: the files in which git was told to overlook changes.
        branches: those that submodules were on.
        own: where git has what is its own.
        was: what was in the files of that.
        ignored: what all repositories of whoever runs this ignore.
        settings: what was in the files that may hold settings, which git may not know.
    """

    commit: str
    branch: str | None
    refs: Mapping[str, str]
    overlooked: frozenset[str]
    branches: Mapping[Path, str]
    own: git.Own
    was: Snapshot
    ignored: Snapshot
    settings: Snapshot

    @property
    def replaced(self) -> Mapping[str, str]:
        """What git showed in the place of commits and files."""
        return git.shown_as(self.refs)

    def tips(self) -> frozenset[str]:
        """The commits that branches led to, those of other repositories among them."""
        return frozenset(sha for name, sha in self.refs.items() if name.startswith(("refs/heads/", "refs/remotes/")))


def start(project: Project, commit: str, first: Start | None = None) -> Start:
    """Where the repository is now.

    Args:
        commit: the one that HEAD is.
        first: where it was when the run began, to which what git has for itself is always put back.

    Raises:
        Failure: when there is none.
    """
    root = project.root
    places = (folder / name for folder in settings_folders(root) for name in locating.CONFIGS)
    own = first.own if first else git.own(root)
    if own is None:
        raise Failure("there is no git repository with a work tree here")
    was = first.was if first else snapshots.taken((*own.files(), own.head()), own.ways())
    return Start(
        commit=commit,
        branch=git.branch(root),
        refs=git.refs(root),
        overlooked=git.unwatched(root),
        branches=first.branches if first else _branches(each.parent for each in own.links),
        own=own,
        was=was,
        ignored=ignored(project, own),
        settings=snapshots.taken(places),
    )


def _branches(repositories: Iterable[Path]) -> dict[Path, str]:
    return {each: branch for each in repositories if (branch := git.branch(each))}


def ignored(project: Project, own: git.Own) -> Snapshot:
    """What all repositories of whoever runs this ignore; nothing where that is a file of the work tree."""
    folder = os.environ.get("XDG_CONFIG_HOME") or "~/.config"  # gitignore(5)
    path = git.ignore_file(project.root, f"{folder}/git/ignore")
    return snapshots.taken([] if path is None or path.is_relative_to(own.top) else [path])


def take_back(project: Project, before: Start) -> list[Path]:
    """Restore git's own files before git is asked anything; returns those that had been changed.

    Raises:
        Failure: when git is not to be asked.
    """
    found: list[Path] = []
    # A folder that was moved away comes back only where nothing stands in its place.
    if not before.own.gone():
        found += (path for path in before.own.between if os.path.lexists(path))
        for path in found:
            _remove(path)
        heads = [before.own.head()] if before.own.headless() else []
        found += snapshots.put_back(before.was, (*before.own.files(), *heads))
    if why := distrust(project, before):
        raise Failure(f"{why}; nothing else was put back, and nothing more was begun")
    return found


def distrust(project: Project, before: Start) -> str:
    """Why git must not be asked: it might follow settings that somebody else has put there. Empty if it may."""
    own = before.own
    if own.gone() or own.headless():
        return f"the program has taken the repository away, or locked it ({named(project, own.folders[:1])})"
    others = (path for path in own.between if os.path.lexists(path))
    changed = (path for path in snapshots.changed(before.was, own.files()) if not own.runs(path))
    if left := [*others, *changed]:
        return f"the program has changed {named(project, left)}, which cannot be put back, and git would go by it"
    return ""


def tell_own(project: Project, before: Start, paths: Iterable[Path]) -> None:
    """Name which of git's own files a program had changed, and which of them could not be put back."""
    left = snapshots.changed(before.was, paths)
    for path in left:
        showing.warn(f"{named(project, [path])} cannot be put back")
    if mended := [path for path in paths if path not in left]:
        showing.warn(f"the program had changed {named(project, mended)}, which git has for itself: it is as it was")


def strangers(before: Start) -> list[Path]:
    """The repositories inside this one that were not there before, be it in folders that were."""
    known = {each.parent for each in before.own.links}
    found = git.repositories(before.own.top, known)
    return [each for each in found if each not in known and os.path.lexists(each / ".git")]


def put_back(project: Project, before: Start, name: str) -> bool:
    """Put repository and settings back to where they were; whether all is back.

    What was there is kept: a person may have saved some of it.

    Args:
        name: of the follow-up that was not done.
    """
    if distrust(project, before):
        return False
    if git.mend(project.root, before.commit, before.branch, before.refs):
        showing.warn("git could not read what the program has left of a branch, HEAD or the index: it can again")
    git.show_as(project.root, before.replaced)
    git.watch(project.root, before.overlooked)
    # Afterwards git may overlook more by itself: what a sparse checkout leaves out.
    seen = git.unwatched(project.root) <= before.overlooked
    others = strangers(before)
    if not keeping.keep(before.own.top, before.commit, name, others):
        return False
    for path in others:
        _remove(path)
        path.mkdir(exist_ok=True)  # where a submodule is to be, there is a folder
    back = git.restore(project.root, before.commit, before.branch)
    if not back:  # on a full disk there is room only after the first time
        allowing.in_folders(before.own.top, allowing.READ | allowing.WRITE | allowing.ENTER)
        back = git.restore(project.root, before.commit, before.branch)
    for path, branch in before.branches.items() if back else ():
        git.put_on(path, branch)
    snapshots.put_back(before.settings, before.settings)
    left = snapshots.changed(before.settings, before.settings)
    for path in left:
        showing.warn(f"{named(project, [path])} cannot be put back")
    same = not left and not snapshots.changed(before.was, before.own.files())
    return back and same and seen


def stuck(project: Project, before: Start) -> str:
    """What to say where the repository could not be put back."""
    sha = before.commit[:8]
    message = f"the repository cannot be put back to {sha}, and nothing more was begun"
    if why := distrust(project, before):
        return f"{message}: {why}"
    if git.existing(project.root, [sha]):
        return f"{message}; `git status` shows what is in the way, and `git reset --hard {sha}` goes there after that"
    return f"{message}: that commit is not in it any more; clone it anew"


def named(project: Project, paths: Iterable[Path]) -> str:
    """The first of some files, and how many others there are."""
    return _quoted([os.path.relpath(path, project.root.resolve()) for path in paths])


def tell_refs(project: Project, before: Start) -> None:
    """Name the branches, tags and the like that have changed besides that of the work tree, and where they led."""
    now = git.refs(project.root)
    names = sorted(name for name in before.refs.keys() | now.keys() if before.refs.get(name) != now.get(name))
    if others := [name for name in names if name != before.branch and not name.startswith("refs/pmgen/")]:
        led = [f"`{visible(name)}` led to {before.refs[name][:12]}" for name in others if name in before.refs]
        where = "".join(f"; {each}" for each in led[:_FEW])
        showing.warn(f"the program has changed {_quoted(others)} besides its branch: that is not put back{where}")


def _remove(path: Path) -> None:
    """Remove what is there, whatever it is, if that is possible."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _quoted(names: list[str]) -> str:
    return f"`{visible(names[0])}`" + (f" and {len(names) - 1} more" if len(names) > 1 else "")


def settings_folders(root: Path) -> list[Path]:
    """The folders in which settings are looked for, from where one is to the root of the project."""
    here = Path.cwd()
    return [each for each in (here, *here.parents) if each.is_relative_to(root)]
