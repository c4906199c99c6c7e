"""What in a folder is plainly no post-mortem, by its name or its place, and why."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from pmgen.config import Config

IGNORED: Final = "`ignore` in the config"

_FOR_THE_REPOSITORY: Final = frozenset(
    f"{stem}{ending}"
    for stem in (
        "AUTHORS",
        "CHANGELOG",
        "CODE_OF_CONDUCT",
        "CONTRIBUTING",
        "GOVERNANCE",
        "LICENSE",
        "MAINTAINERS",
        "NOTICE",
        "SECURITY",
        "SUPPORT",
    )
    for ending in (".md", ".markdown")
)
"""The files that hosts show beside the code; in capitals, as nobody writes the name of a post-mortem."""

MANIFEST: Final = "manifest.json"
"""What tells the folder of a site from others, if it is of one."""

_SITE: Final = "the site is written there"
_TEMPLATES: Final = "the templates are there"


def file_reason(path: str, name: str, ignored: Sequence[str]) -> str | None:
    """Why a file is no post-mortem and no part of one; `None` where nothing speaks against it.

    Args:
        path: relative to the folder that is looked into.
        name: the last part of it.
        ignored: patterns of what is left out, as the config has them.
    """
    lower = name.lower()
    if name.startswith((".", "_")):
        return "its name begins with `.` or `_`"
    if lower.startswith("readme"):
        return "a README is for the repository"
    if name in _FOR_THE_REPOSITORY:
        return f"a {name} is for the repository"
    if reason := ignored_reason(path, name, ignored):
        return reason
    if lower == "index.html":
        return "an index; the site has one of its own"
    if lower.endswith((".htm", ".xhtml")):
        return "a page of HTML by another name; `pmgen import` turns it into a post-mortem"
    return None


def ignored_reason(path: str, name: str, ignored: Sequence[str]) -> str | None:
    """The pattern by which a file or a folder is left out; `None` where there is none. See `file_reason`."""
    for pattern in ignored:
        if fnmatch(path, pattern) or fnmatch(name, pattern):
            return f"{IGNORED} says `{pattern}`"
    return None


def ignored_folder(path: str, ignored: Sequence[str]) -> str | None:
    """The pattern by which a folder is left out, or one that it is in: all that is in there is, too.

    Args:
        path: relative to the folder that is looked into, ending in `/`.
        ignored: as in `file_reason`.
    """
    ends = (at for at, sign in enumerate(path) if sign == "/")
    above = (path[:at] for end in ends for at in (end, end + 1))
    return next(filter(None, (ignored_reason(each, each.rpartition("/")[2], ignored) for each in above)), None)


def folders_apart(config: Config) -> dict[str, str]:
    """The folders in the source folder that hold something else by the settings, each with what that is.

    The paths are relative to the source folder and end in `/`. A site that the command line puts elsewhere is none
    of them: it is left out once it is there, as what the folder holds before is not known.
    """
    named, inside = ((config.site, _SITE), (config.templates, _TEMPLATES)), below(config.source)
    return {
        f"{folder.removeprefix(inside)}/": what
        for folder, what in named
        if folder.startswith(inside) and folder != "." and not os.path.isabs(folder)
    }


def below(folder: str) -> str:
    """What the paths of all that is in a folder begin with."""
    return "" if folder == "." else f"{folder}/"


def folder_reason(path: str, name: str, apart: Mapping[str, str]) -> str | None:
    """Why nothing in a folder is looked at; `None` where nothing speaks against it.

    Args:
        path: relative to the folder that is looked into, ending in `/`.
        name: the last part of it.
        apart: see `folders_apart`.
    """
    return "its name begins with `.` or `_`" if name.startswith((".", "_")) else apart.get(path)


def holds_a_site(folder: Path, names: Collection[str]) -> bool:
    """Whether a folder is that of a site, whoever built it: its pages are no post-mortems.

    Args:
        names: of the files in it.
    """
    if MANIFEST not in names:
        return False
    path = folder / MANIFEST
    try:
        # A pipe may never end, and a device has no end.
        return path.is_file() and is_of_a_site(path.read_bytes())
    except OSError:
        return False


def is_of_a_site(manifest: bytes) -> bool:
    """Whether that is what a build has written: others have files of this name, too."""
    from pmgen.writer import ledger  # hardly any folder has one

    return ledger.read_manifest(manifest)[0] is ledger.Kind.OURS
