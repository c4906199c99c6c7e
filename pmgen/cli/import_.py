"""`pmgen import`: documents as people wrote them before, as documents that build."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import click

import pmgen
from pmgen import check, legacy, rules
from pmgen.addresses import printable
from pmgen.cli import examining, showing
from pmgen.cli import project as world
from pmgen.cli.new import slug
from pmgen.cli.parameters import OneOf
from pmgen.cli.progress import progress
from pmgen.cli.project import Failure, Project
from pmgen.cli.table import table
from pmgen.cli.workers import spread
from pmgen.diagnostics import Level
from pmgen.legacy import Imported
from pmgen.model import Status
from pmgen.reporters.visible import visible
from pmgen.rules.subject import Folder
from pmgen.values import Value, decoder, encoded

_ENDINGS = ("", ".md", ".markdown", ".mdown", ".txt", ".html", ".htm", ".xhtml")
_LARGEST = 4 << 20


class _Done(Value):
    """A document that is to be written: where it came from, where it goes."""

    source: str
    target: Path
    imported: Imported


@click.command("import", epilog="Example: pmgen import docs/incidents --to postmortems --dry-run")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path(path_type=Path))
@click.option("--to", "to", type=click.Path(path_type=Path), metavar="DIR", help="The folder (config: source).")
@click.option("--status", type=OneOf([str(each) for each in Status]), default="draft", help="Of the documents.")
@click.option("--dry-run", is_flag=True, help="Show what was found in each file, and write nothing.")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print the documents, and write nothing.")
def command(sources: tuple[Path, ...], to: Path | None, status: str, dry_run: bool, to_stdout: bool) -> None:
    """Turn Markdown and HTML as people wrote it into documents that build.

    No word is lost, and nothing is invented: what is not sure stays in the body, and is named. Files are never
    overwritten; each gets the name `<date>-<title>.md`, and its old address as an alias.
    """
    project = world.find()
    folder = to if to is not None else project.source
    skipped: list[tuple[Path, str]] = []
    found = list(_files(sources, skipped))
    for path, why in skipped:
        click.echo(f"skipped {visible(str(path))}: {why}", err=True)
    if not found:
        raise Failure(f"nothing to import in {', '.join(f'`{each}`' for each in sources)}")
    done = _import(project, folder, found, status)
    if to_stdout:
        for each in done:
            click.echo(each.imported.text, nl=False)
        return
    if dry_run:
        click.echo(_table(done), nl=False)
        click.echo(f"{len(done)} files would be imported", err=True)
        return
    _tell(done)
    for each in done:
        _write(each)
    events, open_ = sum(each.imported.events for each in done), sum(each.imported.open for each in done)
    told = sum(len(each.imported.notes) for each in done)
    click.echo(
        f"{len(done)} imported into `{folder}` · {events} events · {open_} open follow-ups · {told} notes", err=True
    )
    click.echo("next: `pmgen check --write-baseline pmgen-baseline.json`, and only what is new fails", err=True)


def _files(sources: Sequence[Path], skipped: list[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """The files to import, each with the path that its old address had.

    Args:
        skipped: takes the others, each with the reason.
    """
    for source in sources:
        if source.is_dir():
            for path in sorted(source.rglob("*")):
                inside = path.relative_to(source)
                hidden = any(part.startswith((".", "_")) for part in inside.parts)
                if hidden or not path.is_file():
                    continue
                if path.suffix.lower() not in _ENDINGS:
                    skipped.append((path, "neither Markdown nor HTML"))
                elif _is_no_document(path):
                    skipped.append((path, "its name is not that of a post-mortem; name the file itself to import it"))
                else:
                    yield path, inside.as_posix()
        elif source.is_file():
            yield source, source.name
        else:
            raise Failure(f"no file or folder `{source}`")


def _is_no_document(path: Path) -> bool:
    return path.stem.upper() in ("README", "LICENSE", "LICENCE", "CONTRIBUTING", "CHANGELOG", "INDEX")


class _Named(Value):
    """A file, with what the new one is called."""

    path: Path
    name: str
    id: str
    aliases: tuple[str, ...]


def _import(project: Project, folder: Path, found: Sequence[tuple[Path, str]], status: str) -> list[_Done]:
    today = dt.datetime.now(dt.UTC).date()
    levels, number = project.policy().severities, examining.processes_for(len(found), None)

    def survey(some: Sequence[tuple[Path, str]]) -> list[tuple[dt.date | None, str]]:
        return [legacy.name_of(_shown(path.name), _read(path), levels=levels, today=today) for path, _ in some]

    def work(some: Sequence[_Named]) -> list[tuple[str, bytes]]:
        return [(str(each.path), encoded(_import_one(project, each, today, levels, status))) for each in some]

    surveyed = chain.from_iterable(spread(survey, examining.chunks(found, examining.CHUNK), number))
    named = _named(project, folder, found, surveyed, today)
    read = chain.from_iterable(spread(work, examining.chunks(named, examining.CHUNK), number))
    results = progress(read, len(named), "importing")
    return [
        _Done(path, folder / each.name, decoder(Imported)(data))
        for each, (path, data) in zip(named, results, strict=True)
    ]


def _named(
    project: Project,
    folder: Path,
    found: Sequence[tuple[Path, str]],
    surveyed: Iterable[tuple[dt.date | None, str]],
    today: dt.date,
) -> list[_Named]:
    """Names, ids and old addresses; no two are the same, nor the same as one that is there."""
    taken = {path.name for path in folder.glob("*")} if folder.is_dir() else set()
    ids = {each.casefold() for each in _ids(project, folder)}
    aliases: set[str] = set()
    named = []
    for (path, inside), (day, title) in zip(found, surveyed, strict=True):
        name = _free(f"{day or today}-{slug(title)}", ".md", taken)
        alias = _alias(inside, name)
        old = () if alias in aliases else (alias,)
        aliases.add(alias)
        named.append(_Named(path, name, _free_id(f"PM-{day or today}", ids), old))
    return named


def _shown(name: str) -> str:
    """The name of a file as a document can hold it."""
    return visible(printable(name))


def _read(path: Path) -> bytes:
    data = world.read_file(path, path.parent, most=_LARGEST + 1)
    if isinstance(data, str):
        raise Failure(f"`{path}` cannot be read: {data}")
    if len(data) > _LARGEST:
        raise Failure(f"`{path}` is larger than {_LARGEST >> 20} MiB")
    return data


def _import_one(project: Project, named: _Named, today: dt.date, levels: Sequence[str], status: str) -> Imported:
    data, by = _read(named.path), f"pmgen {pmgen.__version__}"

    def imported(ignore: Sequence[str]) -> Imported:
        return legacy.import_document(
            _shown(named.path.name),
            data,
            levels=levels,
            today=today,
            by=by,
            status=status,
            id=named.id,
            aliases=named.aliases,
            ignore=ignore,
        )

    found = imported(())
    codes = _errors(project, found.text, named.name)
    return imported(codes) if codes else found


def _errors(project: Project, text: str, name: str) -> list[str]:
    """The rules of the body that would keep the document from being built."""
    folder = Folder(frozenset((name,)), frozenset((name,)))
    examined = check.examine(name, text.encode("utf-8", "replace"), name, project.policy(), folder)
    found = {each.code for each in examined.problems if rules.BY_CODE[each.code].level is Level.ERROR}
    return sorted(code for code in found if code.startswith("PM5"))


def _alias(inside: str, name: str) -> str:
    """The old address of a page, relative to the new one."""
    stem, dot, ending = inside.rpartition(".")
    page = f"{stem}.html" if dot and f".{ending.lower()}" in _ENDINGS else f"{inside}.html"
    old = page.removesuffix(".html").split("/")
    safe = all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", part) for part in old)
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


def _table(done: Sequence[_Done]) -> str:
    heads = ("Date", "Severity", "Events", "Follow-ups", "Open", "Unsure", "File", "Title")
    rows = [
        (
            str(each.imported.date or "–"),
            each.imported.severity[:12] or "–",
            str(each.imported.events),
            str(each.imported.followups),
            str(each.imported.open),
            str(len(each.imported.notes)),
            each.source if len(each.source) <= 40 else f"…{each.source[-39:]}",
            each.imported.title,
        )
        for each in done
    ]
    return table(heads, rows, showing.width(), bold=showing.in_colour())


def _tell(done: Sequence[_Done]) -> None:
    """Name what was not sure, with the lines of the source."""
    for each in done:
        for note in each.imported.notes:
            click.echo(f"{visible(each.source)}:{note.line}:1: info: {visible(note.message)}")


def _write(done: _Done) -> None:
    try:
        done.target.parent.mkdir(parents=True, exist_ok=True)
        with done.target.open("x", encoding="utf-8", newline="\n", errors="replace") as file:
            file.write(done.imported.text)
    except OSError as error:
        raise Failure(f"`{done.target}` cannot be written: {(error.strerror or '').lower()}") from error
