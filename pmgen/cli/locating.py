"""Which project a folder is in, and what its config says: the first file that holds settings, here or above."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pmgen import config
from pmgen.cli import showing
from pmgen.cli.project import Failure, Project
from pmgen.config import Config
from pmgen.diagnostics import Diagnostic, Problem
from pmgen.source import Source, decode_bytes, why

CONFIGS = ("pmgen.toml", config.PYPROJECT)
"""The files that may hold a config; the first that is there counts, and the other must hold none."""


def find(*, err: bool = True) -> Project:
    """The project of the working directory.

    Exits with 1 when its config has errors; they are printed on stderr, unless diagnostics are what a command prints.
    """
    project, wrong = search(Path.cwd())
    if wrong:
        showing.stop_with(wrong, project.prefix, err=err)
    return project


def search(here: Path) -> tuple[Project, list[Diagnostic]]:
    """The project of a folder, and what is wrong with its config; then its settings are the defaults."""
    for folder in (here, *here.parents):
        if path := settings_file(folder):
            return _configured(path, here)
    return Project(here, Config(), ""), []


def settings_file(folder: Path) -> Path | None:
    """The file of a folder that holds settings, if one does."""
    for path in (folder / name for name in CONFIGS):
        # What cannot be read is there, too: settings must not be left out because a link is broken.
        if os.path.lexists(path) and (path.name != config.PYPROJECT or config.is_held(_decoded(path)[0].text)):
            return path
    return None


def _configured(path: Path, here: Path) -> tuple[Project, list[Diagnostic]]:
    prefix = os.path.relpath(path.parent, here).replace(os.sep, "/")
    prefix = "" if prefix == "." else f"{prefix}/"
    source, bad = _decoded(path)
    if bad is None:
        settings, problems = config.read(path.name, source.text)
    else:
        settings, problems = None, [config.not_utf8(bad)]
    if settings and settings.templates != Config().templates and not (path.parent / settings.templates).is_dir():
        what = "is no folder" if (path.parent / settings.templates).exists() else "is not there"
        wrong = f"`{settings.templates}`, the folder of `templates`, {what}"
        problems = [*problems, config.no_templates(path.name, source.text, wrong)]
    found = _placed(problems, source) if problems else []
    return Project(path.parent, settings or Config(), prefix), [*found, *_second(path)]


def _second(path: Path) -> list[Diagnostic]:
    """What is wrong where a file beside the config holds settings, too."""
    other = path.with_name(config.PYPROJECT)
    if path == other or not other.is_file() or not os.access(other, os.R_OK):
        return []
    source, _ = _decoded(other)
    return _placed([config.second(source.text, path.name)], source) if config.is_held(source.text) else []


def _decoded(path: Path) -> tuple[Source, int | None]:
    try:
        return decode_bytes(path.name, path.read_bytes())
    except OSError as error:
        raise Failure(f"{os.path.relpath(path)} cannot be read: {why(error)}") from error


def _placed(problems: Sequence[Problem], source: Source) -> list[Diagnostic]:
    from pmgen import check  # most configs have no problem

    return check.placed_in(source, problems)
