"""The templates of a project: which of them replace no bundled one, and have no effect."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pmgen import check
from pmgen.cli import leading
from pmgen.cli.project import Project
from pmgen.diagnostics import Diagnostic, Problem
from pmgen.model import closest
from pmgen.source import Span, decode_bytes

_ENDINGS = (".css", ".htm", ".html", ".j2", ".jinja", ".jinja2", ".js", ".svg")
"""What a file ends in that is meant for a template, also by those who do not know which endings templates have here."""

_RENAME = "give it another name, or make it a folder"


def unused(project: Project) -> list[Diagnostic]:
    """The templates of a project that have no effect: none bundled has their name, and none that is used names them."""
    (shown, own), (_, bundled) = project.template_folders()
    if own.is_file():
        problem = Problem(
            "PM025", f"`{shown}` is a file, and templates are looked for in a folder", Span(0, 0), _RENAME
        )
        return check.placed_in(decode_bytes(shown, _read(own))[0], [problem])
    if not own.is_dir() or leading.to(own) == leading.to(bundled):
        return []
    names, files = dict(_files(bundled)).keys(), dict(_files(own, project.output))
    extra = sorted(files.keys() - names)
    used = _reached(files, files.keys() & names) if extra else files.keys()
    found: list[Diagnostic] = []
    for name in extra:
        meant = next((each for each in sorted(names) if Path(each).name == Path(name).name), None) or closest(
            name, names
        )
        if name in used or not (meant or name.lower().endswith(_ENDINGS)):
            continue
        advice = f"did you mean `{meant}`?" if meant else "a template is used if it has the name of a bundled one"
        message = f"`{name}` replaces no template, and none that is used names it"
        source, _ = decode_bytes(f"{shown}/{name}", _read(files[name]))
        found += check.placed_in(source, [Problem("PM025", message, Span(0, 0), advice)])
    return found


def _files(folder: Path, output: Path | None = None, prefix: str = "") -> Iterator[tuple[str, Path]]:
    """Each file in a folder of templates, by its name there; hidden ones are for editors and systems.

    Args:
        output: the folder of the pages, which may be in there.
    """
    for each in folder.iterdir() if os.access(folder, os.R_OK | os.X_OK) else ():
        if each.name.startswith((".", "_")) or each.name.lower().startswith("readme"):
            continue
        if each.is_dir():
            yield from _files(each, output, f"{prefix}{each.name}/") if each != output else ()
        else:
            yield prefix + each.name, each


def _reached(files: Mapping[str, Path], names: Iterable[str]) -> set[str]:
    """Some templates, with those that they include or extend, directly or not."""
    from pmgen import render  # few projects have templates of another name

    reached: set[str] = set()
    left = set(names)
    while left:
        reached.add(name := left.pop())
        left |= render.named_in(_read(files[name]).decode("utf-8", "replace"), files) - reached
    return reached


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""  # whoever needs it will say so
