"""What leads to the commits of a repository: HEAD, branches, tags and the like, and what says where they were."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pmgen.git.asking import asked, lines_in
from pmgen.git.place import Place

HASH: Final = re.compile(r"[0-9a-f]{7,64}", re.ASCII)
"""The hash of a commit, or so much of its beginning that it may be told from others."""

_REVISION = re.compile(r"(?!.*\.\.)(?:@|\w)[^\s~^:?*\[\\]*(?:[~^][0-9]{0,9})*")
"""A name of one commit: a branch, a tag, `HEAD`, or so many steps before one of them (gitrevisions(7))."""


def head(root: Path) -> str | None:
    """The commit that the work tree is of; `None` where there is none."""
    said = asked(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return said.strip() if said else None


def meant(root: Path, name: str) -> str | None:
    """The hash of the commit that a branch, a tag, `HEAD` or a way from one of them leads to now; `None` for none.

    Args:
        name: as git has it; what may be more than one commit, or a search for one, is none.
    """
    if not _REVISION.fullmatch(name):
        return None
    said = asked(root, "cat-file", "--batch-check=%(objectname) %(objecttype)", given=f"{name}^{{commit}}\n")
    sha, _, kind = (said or "").strip().partition(" ")
    return sha if kind == "commit" and HASH.fullmatch(sha) else None


def refs(root: Path) -> dict[str, str] | None:
    """What branches, tags, notes and the like lead to, by their full names; `None` where git cannot say so."""
    found = refs_and_aliases(root)
    return found and found[0]


def refs_and_aliases(root: Path) -> tuple[dict[str, str], dict[str, str]] | None:
    """The same, and which of these names lead to which other ones, as `refs/remotes/origin/HEAD` does."""
    said = asked(root, "for-each-ref", "--format=%(objectname) %(refname) %(symref)")
    if said is None:
        return None
    lines = [line.split(" ") for line in said.splitlines()]
    return {name: sha for sha, name, _ in lines}, {name: to for _, name, to in lines if to}


def fetched(place: Place) -> frozenset[str]:
    """The commits that were last fetched from another repository."""
    lines = lines_in(place.files["FETCH_HEAD"])
    return frozenset(word for line in lines if HASH.fullmatch(word := line.partition("\t")[0]))


def last(place: Place) -> tuple[str, ...]:
    """The commits that HEAD and the branches were last, by their logs; without those whose log does not say so."""
    logs = (place.files["logs/HEAD"], *sorted((place.shared / "logs/refs/heads").rglob("*")))
    words = (" ".join(lines_in(each)[-1:]).split(" ", 2) for each in logs)
    return tuple(each[1] for each in words if len(each) > 1 and HASH.fullmatch(each[1]))
