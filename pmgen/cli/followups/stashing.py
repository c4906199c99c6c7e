"""What somebody has put aside in a repository (git-stash(1)), and a program has dropped there."""

from __future__ import annotations

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups.starting import Start
from pmgen.reporters.visible import visible


def put_back(before: Start) -> None:
    """Put what was dropped on the list again, and say so; name all that cannot be put there.

    Nothing else leads to it, so that it would go with the next clean-up.
    """
    dropped = _dropped(before)
    if not dropped:
        return
    git.stash_again(before.own.top, dropped)
    lost = _dropped(before)
    there = git.existing(before.own.top, [each.commit for each in lost])
    for each in lost:
        again = f"it cannot be put back; `git stash store {each.commit[:12]}` puts it on the list again"
        what = again if each.commit in there else "it is gone"
        showing.warn(f"the program has dropped the stash {each.commit[:12]} (`{visible(each.message)}`): {what}")
    if back := len(dropped) - len(lost):
        they, are = ("it", "is") if back == 1 else ("they", "are")
        stashes = "a stash" if back == 1 else f"{back} stashes"
        showing.warn(f"the program had dropped {stashes}: {they} {are} on the list again (`git stash list`)")


def _dropped(before: Start) -> list[git.Stash]:
    if not before.stashes:
        return []
    there = {each.commit for each in git.stashes(before.own.top)}
    return [each for each in before.stashes if each.commit not in there]
