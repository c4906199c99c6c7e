"""Where the settings are by which git goes, and what these name: of a repository, and of whoever uses it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pmgen.git.asking import listed
from pmgen.values import Value

_OF_REPOSITORY = ("local", "worktree")
_OF_USER = ("global", "system")
"""What git calls where settings come from."""

_SYSTEM = "/etc/gitconfig"
"""Where those of all users are, unless somebody has built git otherwise."""


class Settings(Value):
    """The files, be they there or not.

    Args:
        included: the files of settings that those of repositories include.
        hooks: the folders of hooks that any settings name.
        everywhere: the files by which git goes in all repositories of whoever uses it: settings, and attributes.
        ignoring: the one that says what all of them ignore.
    """

    included: tuple[Path, ...]
    hooks: tuple[Path, ...]
    everywhere: tuple[Path, ...]
    ignoring: Path


class _Entry(Value):
    """One setting of a repository: what git calls where it comes from, the file that has it, and what it says."""

    root: Path
    scope: str
    file: Path
    key: str
    value: str


def settings(top: Path, inside: Iterable[Path], environment: Mapping[str, str]) -> Settings:
    """Where the settings of a work tree are.

    Args:
        top: of the work tree.
        inside: the repositories in it.
        environment: the variables that git inherits.
    """
    own = tuple(_entries(top))
    every = (*own, *(entry for root in inside for entry in _entries(root)))
    said = {each.key: top / os.path.expanduser(each.value) for each in own if each.value}  # the last one counts
    folder = Path(os.path.expanduser(environment.get("XDG_CONFIG_HOME") or "~/.config"), "git")
    files = (each.file for each in every if each.scope in _OF_USER)
    attributes = said.get("core.attributesfile", folder / "attributes")
    mine = (*_by_default(folder, environment), *files, *_included(every, _OF_USER), attributes)
    return Settings(
        tuple(dict.fromkeys(_included(every, _OF_REPOSITORY))),
        tuple(dict.fromkeys(_hooks(every))),
        tuple(dict.fromkeys(mine)),
        said.get("core.excludesfile", folder / "ignore"),
    )


def _entries(root: Path) -> Iterator[_Entry]:
    words = listed(root, "config", "--list", "--includes", "--show-scope", "--show-origin", "--null") or []
    for scope, origin, pair in zip(words[::3], words[1::3], words[2::3], strict=False):
        key, _, value = pair.partition("\n")
        yield _Entry(root, scope, root / origin.removeprefix("file:"), key, value)


def _included(entries: Iterable[_Entry], scopes: Iterable[str]) -> Iterator[Path]:
    for each in entries:
        if each.scope in scopes and each.key.startswith(("include.", "includeif.")) and each.value:
            yield each.file.parent / os.path.expanduser(each.value)


def _hooks(entries: Iterable[_Entry]) -> Iterator[Path]:
    for each in entries:
        if each.scope != "command" and each.key == "core.hookspath" and each.value:
            yield each.root / os.path.expanduser(each.value)


def _by_default(folder: Path, environment: Mapping[str, str]) -> Iterator[Path]:
    """Where git looks for the settings of whoever uses it."""
    yield Path(environment.get("GIT_CONFIG_SYSTEM") or _SYSTEM)
    if named := environment.get("GIT_CONFIG_GLOBAL"):
        yield Path(named)
    else:
        yield from (folder / "config", Path(os.path.expanduser("~/.gitconfig")))
