"""What the repository knows: who changed which file when, whether all of it is there, and what is in no commit."""

from __future__ import annotations

from pmgen.git.commits import (
    Commit,
    between,
    commits,
    differing,
    existing,
    fetched,
    head,
    inside,
    is_shallow,
    subject_of,
    texts_with,
    tips,
)
from pmgen.git.history import Change, History, history
from pmgen.git.work_tree import (
    Unwilling,
    branch,
    changed_files,
    commit,
    folder,
    keep,
    knows_who_commits,
    locks,
    restore,
    unlock,
    unwatched,
    watch,
)

__all__ = [
    "Change",
    "Commit",
    "History",
    "Unwilling",
    "between",
    "branch",
    "changed_files",
    "commit",
    "commits",
    "differing",
    "existing",
    "fetched",
    "folder",
    "head",
    "history",
    "inside",
    "is_shallow",
    "keep",
    "knows_who_commits",
    "locks",
    "restore",
    "subject_of",
    "texts_with",
    "tips",
    "unlock",
    "unwatched",
    "watch",
]
