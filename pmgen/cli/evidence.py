"""Whether the commits that documents name as evidence are in the repository, and still stand."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from pmgen.cli.project import Project
from pmgen.diagnostics import Problem
from pmgen.measures import Queued
from pmgen.rules.evidence import Doubts, doubtful_evidence


def doubtful(project: Project, documents: Sequence[Queued | None]) -> list[tuple[Problem, ...]]:
    """For each document, the problems of the commits that it names: gone, reverted, or of another repository.

    Nothing is claimed in a shallow clone or without a repository.

    Args:
        documents: what has their follow-ups; `None` for one that cannot be read.
    """
    named = {sha for each in documents for sha in _commits(each)}
    found = _known(project, named) if named else None
    if found is None:
        return [()] * len(documents)
    return [tuple(doubtful_evidence(each.followup_list, found)) if each else () for each in documents]


def _in_a_repository(root: Path) -> bool:
    """Whether there is a repository at all: starting git takes as long as checking a file."""
    return "GIT_DIR" in os.environ or any((folder / ".git").exists() for folder in (root, *root.parents))


def _commits(document: Queued | None) -> Iterable[str]:
    found = (each.done for each in document.followup_list) if document else ()
    return [sha for done in found if done and not done.unverified for sha in done.commits]


def _known(project: Project, named: set[str]) -> Doubts | None:
    """What the repository says of some commits; `None` where it may not have all that there is."""
    if not _in_a_repository(project.root):
        return None
    from pmgen import git  # few files name a commit
    from pmgen.resolver import reverts

    there = git.existing(project.root, sorted({sha.lower() for sha in named}))
    if git.is_shallow(project.root) is not False or git.head(project.root) is None:
        return None
    if not there:
        return Doubts(elsewhere=frozenset(named))
    known = git.commits(project.root) or ()
    hashes = sorted(each.sha for each in known)
    standing = frozenset(each.sha for each in reverts.standing(known))
    gone: dict[str, str] = {}
    reverted: set[str] = set()
    for sha in named:
        if found := reverts.beginning(hashes, sha.lower()):
            if standing.isdisjoint(found):
                reverted.add(sha)
            continue
        subject = git.subject_of(project.root, sha.lower()) if sha.lower() in there else None
        alike = [each.sha for each in known if subject and each.subject == subject]
        gone[sha] = alike[0][: max(12, len(sha))] if len(alike) == 1 else ""
    return Doubts(gone, frozenset(reverted))
