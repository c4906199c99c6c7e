"""Whether the commits that documents name as evidence are in the repository, and still stand."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from pmgen.cli.project import Project
from pmgen.diagnostics import Problem
from pmgen.measures import Queued
from pmgen.rules.evidence import Doubts, doubtful_evidence


def doubtful(project: Project, documents: Sequence[Queued | None]) -> tuple[list[tuple[Problem, ...]], str]:
    """For each document, the problems of the commits that it names: gone, reverted, or of another repository.

    Args:
        documents: what has their follow-ups; `None` for one that cannot be read.

    Returns:
        With them why nobody has looked for the commits, so that nothing is claimed of them; empty where somebody has,
        or where there is nothing to look for, or no repository to look in.
    """
    named = {sha for each in documents for sha in _commits(each)}
    found = _known(project, named) if named and _in_a_repository(project.root) else ""
    if isinstance(found, str):
        return [()] * len(documents), found
    return [tuple(doubtful_evidence(each.followup_list, found)) if each else () for each in documents], ""


def _in_a_repository(root: Path) -> bool:
    """Whether there is a repository at all: starting git takes as long as checking a file."""
    return "GIT_DIR" in os.environ or any((folder / ".git").exists() for folder in (root, *root.parents))


def _commits(document: Queued | None) -> Iterable[str]:
    found = (each.done for each in document.followup_list) if document else ()
    return [sha for done in found if done and not done.unverified for sha in done.commits]


def _known(project: Project, named: set[str]) -> Doubts | str:
    """What the repository says of some commits, or why it cannot say so: it may not have all that there is."""
    from pmgen import git  # few files name a commit
    from pmgen.cli import belonging
    from pmgen.resolver import reverts

    place = git.place(project.root)
    if place is None:
        return git.refusal(project.root) or "there is no `git` that answers"
    if why := belonging.doubt(project, place):
        return why
    if place.shallow:
        return "the clone is shallow; `git fetch --unshallow` gets the rest"
    there = git.existing(project.root, ["HEAD", *sorted({sha.lower() for sha in named})])
    if "HEAD" not in there:
        return "the repository has no commit yet"
    if len(there) == 1:
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
