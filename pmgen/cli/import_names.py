"""What imported documents are called, and under which addresses they were found before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from pmgen.addresses import fault
from pmgen.cli import project as world
from pmgen.cli.import_sources import ENDINGS, Before, Taken
from pmgen.cli.new import slug
from pmgen.cli.project import Project
from pmgen.values import Value


class Named(Value):
    """A file, with what the new one is called."""

    file: Taken
    name: str
    id: str
    aliases: tuple[str, ...]


def names_for(
    project: Project,
    folder: Path,
    found: Sequence[tuple[Taken, dt.date, str]],
    before: Before,
) -> list[Named]:
    """Names, ids and old addresses for files of some days and titles, all of them new."""
    taken = {path.name for path in folder.glob("*")} if folder.is_dir() else set()
    ids = {each.casefold() for each in _ids(project, folder)}
    aliases = set(before.aliases)
    named = []
    for file, day, title in found:
        name = _free(f"{day}-{slug(title)}", ".md", taken)
        alias = _alias(file.inside, name)
        old = () if alias in aliases else (alias,)
        aliases.add(alias)
        named.append(Named(file, name, _free_id(f"PM-{day}", ids), old))
    return named


def _alias(inside: str, name: str) -> str:
    """The old address of a page, relative to the new one."""
    stem, dot, ending = inside.rpartition(".")
    page = f"{stem}.html" if dot and f".{ending.lower()}" in ENDINGS else f"{inside}.html"
    old = page.removesuffix(".html").split("/")
    safe = fault(page) is None and not any(part.startswith((".", "-")) for part in old)
    parts = old if safe else [slug(part) for part in old]
    alias = "/".join(parts) + ".html"
    return (
        f"old/{alias}"
        if alias.partition("/")[0].removesuffix(".html") in ("index", name.removesuffix(".md"))
        else alias
    )


def _ids(project: Project, folder: Path) -> Iterator[str]:
    if not folder.is_dir() or folder.resolve() != project.source.resolve():
        return
    listing = world.list_source(project)
    policy = project.policy()
    for name in listing.documents:
        examined = world.examine(project, project.source / name, policy, listing.folder)
        if examined.post_mortem:
            yield examined.post_mortem.id


def _free(stem: str, ending: str, taken: set[str]) -> str:
    name, number = stem + ending, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{ending}"
    taken.add(name)
    return name


def _free_id(wanted: str, ids: set[str]) -> str:
    name, number = wanted, 1
    while name.casefold() in ids:
        number += 1
        name = f"{wanted}-{number}"
    ids.add(name.casefold())
    return name
