"""Whether a git repository is that of a project, or merely one around it, whose own is gone."""

from __future__ import annotations

import os
from pathlib import Path

from pmgen import git
from pmgen.cli import leading, locating, showing
from pmgen.cli.project import Project
from pmgen.reporters.visible import visible


def doubt(project: Project, place: git.Place) -> str:
    """Why the commits of a repository are not those of a project; empty if they are, and so at its root.

    Further down it has to know something of the project: documents, the link that leads to them, or settings.
    """
    source = project.config.source
    paths = [as_git_knows(project, each) for each in (source, *locating.CONFIGS)]
    within = [each for each in (source, *paths) if _is_within(project, each, place)]
    return "" if not place.inside or git.tracks(project.root, *within) else _unknown(project, place)


def doubt_of_documents(project: Project, place: git.Place) -> str:
    """Why a commit of a repository could not hold what is written into the documents of a project; empty if it could.

    That it is the root of the project alone says nothing: the documents may be elsewhere, or in no commit yet.
    """
    path = as_git_knows(project, project.config.source)
    if not _is_within(project, path, place):
        there, top = (visible(showing.from_here(each)) for each in (leading.to(project.source), place.top))
        where = f"the documents are in `{there}`, outside of the git repository `{top}`"
        return f"{where}, whose commits cannot hold what becomes of them; run it where they are"
    return "" if not place.inside or git.tracks(project.root, path) else _unknown(project, place)


def as_git_knows(project: Project, path: str) -> str:
    """The path of a file or folder itself: git does not know the links that lead to it."""
    root = leading.to(project.root)
    return os.path.relpath(leading.to(root / path), root)


def _is_within(project: Project, path: str, place: git.Place) -> bool:
    return Path(os.path.normpath(leading.to(project.root) / path)).is_relative_to(place.top)


def _unknown(project: Project, place: git.Place) -> str:
    top, own = (visible(showing.from_here(each)) for each in (place.top, project.root / ".git"))
    source = visible(os.path.normpath(place.inside + project.config.source))
    advice = f"bring `{own}` back, if it is gone; otherwise commit the documents first"
    return f"the git repository here is `{top}`, which does not know `{source}`; {advice}"
