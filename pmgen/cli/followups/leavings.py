"""What there is in a repository once a program has ended, asked of git at one time.

Whatever of it was known before, the program may have changed. Only where git has what is its own is known for good,
since all that decides about it was put back.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Set
from pathlib import Path

from pmgen import git
from pmgen.values import Value


class Left(Value):
    """What there is.

    Args:
        refs: what branches, tags and the like lead to; as the two after it, `None` where git cannot say so.
        index: what the index says.
        state: how the work tree is.
        lost: the submodules that git cannot read, so that it does not say how the work tree is.
        strangers: the repositories inside of this one that were not there before, be it in folders that were.
    """

    refs: Mapping[str, str] | None
    index: git.Index | None
    state: git.State | None
    lost: tuple[Path, ...]
    strangers: tuple[Path, ...]

    @property
    def readable(self) -> bool:
        """Whether git can read all of it."""
        return None not in (self.refs, self.index, self.state) and bool(self.state and self.state.commit)

    @property
    def replaced(self) -> Mapping[str, str]:
        """What git shows in the place of commits and files."""
        return git.shown_as(self.refs or {})

    @property
    def overlooked(self) -> Set[str]:
        """The files in which git overlooks changes."""
        return self.index.overlooked if self.index else frozenset()


def look(own: git.Own) -> Left:
    """What there is now."""
    index, known = git.index(own.top), {each.parent for each in own.links}
    inside = git.repositories(own.top, index, known) if index else ()
    others = tuple(each for each in inside if each not in known and os.path.lexists(each / ".git"))
    refs, state = git.refs(own.top), git.state(own.top, within=not others)
    lost = () if state else tuple(each for each in sorted(known) if _is_lost(each))
    return Left(refs, index, state, lost, others)


def _is_lost(submodule: Path) -> bool:
    return os.path.lexists(submodule / ".git") and git.head(submodule) is None
