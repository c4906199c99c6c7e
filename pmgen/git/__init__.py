"""What the repository knows: who changed which file when, whether all of it is there, and what is in no commit."""

from __future__ import annotations

from pmgen.git.commits import (
    Commit,
    any_differ,
    between,
    commits,
    differing,
    entry,
    existing,
    fetched,
    head,
    inside,
    origin,
    refs,
    refusal,
    subject_of,
    texts_with,
)
from pmgen.git.filters import filtered, without_filters
from pmgen.git.history import Change, History, history
from pmgen.git.keeping import Kept, keep, keep_branch
from pmgen.git.mending import make_way, mend, mend_index, uncut
from pmgen.git.own import Own, own, repositories
from pmgen.git.place import Place, place
from pmgen.git.stashes import STASH, Stash, stash_again, stashes
from pmgen.git.status import Index, State, branch, committable, ignores, index, state, tracks
from pmgen.git.work_tree import (
    Unwilling,
    commit,
    knows_who_commits,
    moved_to,
    put_on,
    restore,
    show_as,
    shown_as,
    watch,
)

__all__ = [
    "STASH",
    "Change",
    "Commit",
    "History",
    "Index",
    "Kept",
    "Own",
    "Place",
    "Stash",
    "State",
    "Unwilling",
    "any_differ",
    "between",
    "branch",
    "commit",
    "commits",
    "committable",
    "differing",
    "entry",
    "existing",
    "fetched",
    "filtered",
    "head",
    "history",
    "ignores",
    "index",
    "inside",
    "keep",
    "keep_branch",
    "knows_who_commits",
    "make_way",
    "mend",
    "mend_index",
    "moved_to",
    "origin",
    "own",
    "place",
    "put_on",
    "refs",
    "refusal",
    "repositories",
    "restore",
    "show_as",
    "shown_as",
    "stash_again",
    "stashes",
    "state",
    "subject_of",
    "texts_with",
    "tracks",
    "uncut",
    "watch",
    "without_filters",
]
