"""Who changed which file when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from pmgen.git.asking import asked, lines_in
from pmgen.git.commits import day_of
from pmgen.git.place import Place
from pmgen.values import Value

_HEAD = re.compile(r"(?:\A|\0)\x01([0-9a-f]{40,64})\x02([^\x02\0]*)\x02([^\0]*)")
"""A commit in the log, before its files: no subject holds what stands in front of it."""


class Change(Value):
    """A commit that changed a file.

    Args:
        sha: its whole hash.
        date: the author's day, where the author was.
        subject: the first line of its message.
    """

    sha: str
    date: dt.date
    subject: str


class History(Value):
    """The changes of files.

    Args:
        changes: by path relative to the root of the project, newest first; a file's changes under older names count.
        cut: whether the clone is shallow, so that the oldest changes may be missing.
    """

    changes: Mapping[str, tuple[Change, ...]]
    cut: bool


def history(place: Place, folder: str) -> History | None:
    """The history of the files in a folder; `None` where there is none yet.

    Args:
        place: of the project; it may be a folder inside of the repository.
        folder: relative to it.
    """
    log = asked(
        place.root,
        *("log", "-z", "--relative", "--find-renames", "--name-status", "--no-ext-diff", "--no-textconv"),
        *("--format=%x01%H%x02%as%x02%s", "--", folder),
    )
    if log is None:
        return None
    # Without its parents a commit seems to have made every file that there is: nobody knows what it changed.
    parentless = frozenset(lines_in(place.files["shallow"]))
    return History(_changes(log, parentless), place.shallow)


def _changes(log: str, parentless: frozenset[str]) -> dict[str, tuple[Change, ...]]:
    """The changes in a log that is newest first, each file under the name that it has now.

    Args:
        parentless: commits that are left out.
    """
    found: dict[str, list[Change]] = {}
    now: dict[str, str] = {}
    heads = [*_HEAD.finditer(log)]
    ends = [*(each.start() for each in heads[1:]), len(log)]
    for head, end in zip(heads, ends, strict=False):
        sha, day, subject = head.groups()
        if sha in parentless:
            continue
        change = Change(sha, day_of(day), subject.strip())
        renamed: dict[str, str] = {}
        for old, new in _files(log[head.end() : end]):
            name = now.get(new, new)
            found.setdefault(name, []).append(change)
            if old != new:
                renamed[old] = name
        # Only for what is older than this commit: the old name may be another file's later on.
        now |= renamed
    return {path: tuple(changes) for path, changes in found.items()}


def _files(status: str) -> list[tuple[str, str]]:
    """The files of a commit, as pairs of the name before and the name after it."""
    words = [word for word in status.lstrip("\n").split("\0") if word]
    pairs: list[tuple[str, str]] = []
    while words:
        kind = words.pop(0).strip()
        if not words:
            break
        if kind.startswith(("R", "C")) and len(words) > 1:
            old, new = words.pop(0), words.pop(0)
            pairs.append((old if kind.startswith("R") else new, new))
        else:
            name = words.pop(0)
            pairs.append((name, name))
    return pairs
