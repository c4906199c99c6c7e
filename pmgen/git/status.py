"""What a work tree and its index are like, without a change to either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pmgen.git.asking import asked, listed
from pmgen.git.filters import without_filters
from pmgen.values import Value

_WORDS = ("--porcelain=v2", "-z", "--untracked-files=all", "--no-renames")

_FIELDS = {"1": 7, "u": 9}
"""How many words `git status` says of a file before its path, by the one in front."""


def branch(root: Path) -> str | None:
    """The full name of the branch that HEAD is on; `None` where it is on none."""
    said = asked(root, "symbolic-ref", "--quiet", "HEAD")
    return said.strip() if said else None


class State(Value):
    """A work tree, and what it is of.

    Args:
        commit: the one that HEAD is; `None` where that is none that git can read.
        branch: the full name of the one that HEAD is on; `None` for none.
        changed: what differs from HEAD, files that git does not know among it, relative to the top; a repository of
            which it knows nothing ends in `/`.
    """

    commit: str | None
    branch: str | None
    changed: tuple[str, ...]


def state(root: Path, *, within: bool = True) -> State | None:
    """How a work tree is; `None` where there is no repository, or git cannot read it.

    Args:
        within: whether to look for changes inside of submodules, too: git then does what the settings of these say.
    """
    submodules = f"--ignore-submodules={'none' if within else 'dirty'}"
    words = ("status", *_WORDS, "--branch", "--no-ahead-behind", submodules)
    said = listed(root, *words)
    if said is None:  # with a filter that fails it says nothing at all
        said = listed(root, *words, settings=without_filters(root))
    if said is None:
        return None
    headers = dict(entry[2:].split(" ", 1) for entry in said if entry.startswith("# "))
    commit, name = headers["branch.oid"], headers["branch.head"]
    # So are branches called, too: `(detached)` and the like, and `refs/…` of one that is none.
    on = branch(root) if name.startswith(("(", "refs/")) else f"refs/heads/{name}"
    return State(None if commit == "(initial)" else commit, on, tuple(path for _, path in _files(said)))


def unlike(root: Path, index: Path, settings: Sequence[str]) -> tuple[str, ...] | None:
    """What in a work tree differs from an index that is not its own, relative to the top; `None` unless git says so.

    Args:
        settings: by which git goes, each as `key=value`.
    """
    said = listed(root, "status", *_WORDS, "--ignore-submodules=none", index=index, settings=settings)
    return None if said is None else tuple(path for how, path in _files(said) if how != ".")


def _files(said: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files of which `git status` says something, each after the letter for what the work tree makes of it."""
    for entry in said:
        kind, _, rest = entry.partition(" ")
        if kind == "?":
            yield kind, rest
        elif kind in _FIELDS:
            words = rest.split(" ", _FIELDS[kind])
            yield words[0][1], words[-1]


def ignores(root: Path, path: str) -> bool:
    """Whether git ignores a file, which it does not know.

    Args:
        path: relative to `root`.
    """
    return asked(root, "check-ignore", "--quiet", "--", path) is not None


def tracks(root: Path, *paths: str) -> bool:
    """Whether git knows any of some files, or any in folders; not what is in a repository inside of this one.

    Args:
        paths: relative to `root`, and inside of the work tree.
    """
    return bool(paths and asked(root, "--literal-pathspecs", "ls-files", "-z", "--", *paths))


def committable(root: Path, paths: Sequence[str]) -> frozenset[str]:
    """Those of some files that git knows, and would commit.

    Args:
        paths: relative to `root`.
    """
    said = listed(root, "--literal-pathspecs", "ls-files", "-t", "-z", "--", *paths) or ()
    tags = {entry[2:]: entry[0] for entry in said}
    # What git spells in another way, or cannot look for together with others, it is asked about by itself.
    known = (path for path in dict.fromkeys(paths) if path in tags or tracks(root, path))
    return frozenset(path for path in known if tags.get(path) != "S")  # it goes by the index there


class Index(Value):
    """What an index says of the files in it.

    Args:
        overlooked: those in which git overlooks changes, because somebody has told it to.
        repositories: those that are other repositories.
    """

    overlooked: frozenset[str]
    repositories: tuple[str, ...]


def index(top: Path) -> Index | None:
    """What the index of a work tree says, with paths relative to its top; `None` where git cannot read it."""
    said = listed(top, "ls-files", "-v", "--stage", "-z")
    if said is None:
        return None
    files = [entry.split("\t", 1) for entry in said]
    return Index(
        frozenset(path for tag, path in files if tag[0] == "S" or tag[0].islower()),
        tuple(dict.fromkeys(path for tag, path in files if tag[2:].startswith("160000 "))),
    )
