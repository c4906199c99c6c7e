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
    refs,
    subject_of,
    texts_with,
)
from pmgen.git.history import Change, History, history
from pmgen.git.own import Own, ignore_file, own, repositories
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
    "Own",
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
    "ignore_file",
    "inside",
    "is_shallow",
    "keep",
    "knows_who_commits",
    "locks",
    "own",
    "refs",
    "repositories",
    "restore",
    "subject_of",
    "texts_with",
    "unlock",
    "unwatched",
    "watch",
]
