"""Whether the commits that documents name as evidence are in the repository."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pmgen.cli.project import Project
from pmgen.diagnostics import Problem
from pmgen.measures import Queued
from pmgen.rules.evidence import gone_evidence


def missing(project: Project, documents: Sequence[Queued | None]) -> list[tuple[Problem, ...]]:
    """Of each document a problem for each commit that is gone.

    Nothing is claimed in a shallow clone, without a repository, or where it has none of all those commits: then they
    are those of another one.

    Args:
        documents: what has their follow-ups; `None` for one that cannot be read.
    """
    named = {sha for each in documents for sha in _commits(each)}
    gone = _gone(project, named) if named else {}
    if not gone:
        return [()] * len(documents)
    return [tuple(gone_evidence(each.followup_list, gone)) if each else () for each in documents]


def _in_a_repository(root: Path) -> bool:
    """Whether git may know anything: to start it takes as long as to check a file, so it is not asked in vain."""
    return "GIT_DIR" in os.environ or any((folder / ".git").exists() for folder in (root, *root.parents))


def _commits(document: Queued | None) -> Iterable[str]:
    found = (each.done for each in document.followup_list) if document else ()
    return [sha for done in found if done and not done.unverified for sha in done.commits]


def _gone(project: Project, named: set[str]) -> Mapping[str, str]:
    """The commits to which HEAD does not lead back, each with the one of the same subject if there is exactly one."""
    if not _in_a_repository(project.root):
        return {}
    from pmgen import git  # few files name a commit

    there = git.existing(project.root, sorted(named))
    if not there or git.is_shallow(project.root):
        return {}
    known = git.commits(project.root) or ()
    gone: dict[str, str] = {}
    for sha in named:
        if any(each.sha.startswith(sha) for each in known):
            continue
        subject = git.subject_of(project.root, sha) if sha in there else None
        alike = [each.sha for each in known if subject and each.subject == subject]
        gone[sha] = alike[0][: max(12, len(sha))] if len(alike) == 1 else ""
    return gone
