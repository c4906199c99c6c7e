"""What imported documents are called, and under which addresses they were found before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from pmgen.addresses import fault, unquoted
from pmgen.cli import leading
from pmgen.cli import project as world
from pmgen.cli.documents import contents
from pmgen.cli.imports.sources import ENDINGS, Before, Taken
from pmgen.cli.naming import numbered, title_slug
from pmgen.cli.project import Project
from pmgen.values import Value


class Named(Value):
    """A file, with what the new one is called.

    Args:
        aliases: the address that the file had, if it is another one than that of the new document.
        is_lost: another document has that address already.
    """

    file: Taken
    name: str
    id: str
    aliases: tuple[str, ...]
    is_lost: bool


def names_for(
    project: Project,
    folder: Path,
    found: Sequence[tuple[Taken, dt.date, str]],
    before: Before,
) -> list[Named]:
    """Names, ids and old addresses, all of them new.

    Args:
        folder: where the documents will be.
        found: the files, each with its day and its title.
        before: what is in the folder already.
    """
    taken = {path.name for path in folder.glob("*")} if folder.is_dir() else set()
    ids = {each.casefold() for each in _ids(project, folder)}
    aliases = set(before.aliases)
    named = []
    for file, day, title in found:
        name = next(each for each in numbered(f"{day}-{title_slug(title)}", ".md") if each not in taken)
        id_ = next(each for each in numbered(f"PM-{day}") if each.casefold() not in ids)
        alias = _alias(file.inside, name)
        lost, stays = alias in aliases, alias == f"{name.removesuffix('.md')}.html"
        taken.add(name)
        ids.add(id_.casefold())
        aliases.add(alias)
        named.append(Named(file, name, id_, () if lost or stays else (alias,), lost))
    return named


def _alias(inside: str, name: str) -> str:
    """The old address of a page, relative to the new one."""
    stem, dot, ending = inside.rpartition(".")
    page = f"{stem}.html" if dot and f".{ending.lower()}" in ENDINGS else f"{inside}.html"
    if fault(read := unquoted(page)) is None:
        page = read  # what is written as in an address was asked for without its `%20`
    old = page.removesuffix(".html").split("/")
    safe = fault(page) is None and unquoted(page) == page and not any(part.startswith((".", "-")) for part in old)
    parts = old if safe else [title_slug(part) for part in old]
    alias = "/".join(parts) + ".html"
    own = name.removesuffix(".md")
    first = alias.partition("/")[0].removesuffix(".html")
    return f"old/{alias}" if first in ("index", own) and alias != f"{own}.html" else alias


def _ids(project: Project, folder: Path) -> Iterator[str]:
    if not folder.is_dir() or leading.to(folder) != leading.to(project.source):
        return
    listing = world.list_source(project)
    policy = project.policy()
    for name in listing.documents:
        examined = contents.examine(project, project.source / name, policy, listing.folder)
        if examined.post_mortem:
            yield examined.post_mortem.id
