"""What somebody has put aside with `git stash`: a list that nothing but the reflog of one name holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pmgen.git.asking import asked, listed
from pmgen.git.mending import make_way, remove_own
from pmgen.git.names import refs
from pmgen.values import Value

STASH: Final = "refs/stash"
"""What leads to the latest of them, where there are any; its reflog leads to all."""


class Stash(Value):
    """What was put aside at one time.

    Args:
        message: what the list says of it.
    """

    commit: str
    message: str


def stashes(root: Path) -> tuple[Stash, ...]:
    """All that was put aside, the latest first."""
    said = listed(root, "log", "--walk-reflogs", "-z", "--format=%H %gs", STASH, "--") or ()
    return tuple(Stash(*entry.split(" ", 1)) for entry in said)


def stash_again(root: Path, dropped: Iterable[Stash]) -> None:
    """Put what was dropped on top of the list again, as far as its commits are still there.

    What is in the way of the list goes, or is called otherwise where it leads to commits.

    Args:
        dropped: the latest first.
    """
    if asked(root, "rev-parse", "--verify", "--quiet", STASH) is None:
        make_way(root, STASH, refs(root) or {})
        for name in (STASH, f"logs/{STASH}"):  # what the reflog has left would be there twice
            remove_own(root, name)
    for each in reversed(tuple(dropped)):
        asked(root, "stash", "store", "--quiet", "--message", each.message, each.commit)
