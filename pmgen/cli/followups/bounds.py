"""What of a project is none of a program's that does a follow-up: what happened, and what it may do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from pmgen import git
from pmgen.cli import leading, leaving_out, locating
from pmgen.cli.followups import starting
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible

_DOCUMENTS, _SIDECARS = (".md", ".markdown", ".html"), (".yml", ".yaml")

_NEW = "2026-04-22-of-tomorrow.md"
"""What a document may be called that somebody is yet to write."""


def out_of_bounds(project: Project, old: str, new: str, files: Sequence[str], between: Sequence[str]) -> str:
    """What work has changed that is none of a program's; empty if nothing.

    Args:
        old: the commit before, and `new`, the one that it has led HEAD to.
        files: what it has changed.
        between: what its commits have, be it that the last of them are without.
    """
    # What becomes of a follow-up is said by this command, and by people: not by the program that does the work.
    if told := next((each for each in (*files, *between) if _is_told(project, each)), ""):
        return f"it has changed what the post-mortems say (`{visible(told)}`)"
    if hiding := next((each for each in files if _is_hiding(project, each, old, new)), ""):
        return f"it has changed what says that a site is built there, so that no post-mortem is (`{visible(hiding)}`)"
    if ignoring := _ignoring(project, files):
        return f"it has changed what git ignores, so that no new post-mortem would be committed (`{visible(ignoring)}`)"
    # Nor what a program may do, which the next run would read there.
    if twin := next((each for each in files if _is_settings_twin(project, each)), ""):
        return f"it has changed the settings of pmgen, where names differ in their case only (`{visible(twin)}`)"
    if _other_settings(project):
        place = next((each for each in files if PurePath(each).name in locating.CONFIGS), "")
        return "it has changed the settings of pmgen" + (f" (`{visible(place)}`)" if place else "")
    return ""


def _other_settings(project: Project) -> bool:
    """Whether the next run would find other settings, or none that it can read."""
    try:
        return locating.search(Path.cwd()) != (project, [])
    except (Failure, OSError):
        return True


def _is_settings_twin(project: Project, path: str) -> bool:
    """Whether a clone on another system would have a file in the place of settings: names alike but for their case."""
    file = project.root / path
    if file.name in locating.CONFIGS or file.name.casefold() not in locating.CONFIGS:
        return False
    folders = {str(each).casefold() for each in starting.settings_folders(project.root)}
    return str(file.parent).casefold() in folders


def _is_told(project: Project, path: str) -> bool:
    """Whether a file is one of those that say what happened: any in their folder, whichever way leads there.

    Where that is the whole project, only those that a build takes for one by their name.
    """
    file, source = leading.to(project.root / path), leading.to(project.source)
    if source != leading.to(project.root):
        # Where names differ in their case only, a clone on another system may have one of the two.
        folded = Path(str(file).casefold()), Path(str(source).casefold())
        return folded[0].is_relative_to(folded[1]) or source.is_relative_to(file)
    # A link has a name of its own, by which a build goes.
    if _is_left_out(project, path) and _is_left_out(project, project.shown(file)):
        return False
    return file.suffix.lower() in _DOCUMENTS or (file.suffix in _SIDECARS and file.with_suffix(".html").is_file())


def _is_hiding(project: Project, path: str, *commits: str) -> bool:
    """Whether a file is, or was, the manifest of a site: what is in its folder is no post-mortem.

    Args:
        commits: the one before, and the one of now.
    """
    file = project.root / path
    if PurePath(path).name != leaving_out.MANIFEST or _is_left_out(project, path):
        return False
    # What a link leads to may become one later on, under whatever name.
    if file.is_symlink() or leaving_out.holds_a_site(file.parent, [file.name]):
        return True
    # Where git makes something else of it in the work tree, a clone may have it as it is stored.
    stored = (git.content(project.root, each, path) for each in commits)
    return any(leaving_out.is_of_a_site(each) for each in stored if each is not None)


def _ignoring(project: Project, files: Sequence[str]) -> str:
    """The file that a program has changed where git would ignore a new document; empty if it would not."""
    changed = next((each for each in files if PurePath(each).name == ".gitignore"), "")
    return changed if changed and git.ignores(project.root, f"{project.config.source}/{_NEW}") else ""


def _is_left_out(project: Project, path: str) -> bool:
    """Whether no build takes a file in the root of a project for a post-mortem, by its name or its place."""
    apart, file = leaving_out.folders_apart(project.config), PurePath(path)
    folders = [(f"{each}/", each.name) for each in file.parents[:-1]]
    if any(leaving_out.folder_reason(folder, name, apart) for folder, name in folders):
        return True
    ignored = project.config.ignore
    if folders and leaving_out.ignored_folder(folders[0][0], ignored):
        return True
    # A manifest hides the folder that it is in, be it ignored itself or not.
    return leaving_out.file_reason(path, file.name, () if file.name == leaving_out.MANIFEST else ignored) is not None
