"""`pmgen import`: documents as people wrote them before, as documents that build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import click

import pmgen
from pmgen import check, legacy, rules
from pmgen.addresses import printable
from pmgen.check import Examined
from pmgen.cli import leading, locating, showing, storing
from pmgen.cli.commands import Command
from pmgen.cli.documents import examining
from pmgen.cli.documents.workers import spread
from pmgen.cli.imports import sources as import_sources
from pmgen.cli.imports import telling
from pmgen.cli.imports.names import Named, names_for
from pmgen.cli.imports.sources import Before, Taken, read
from pmgen.cli.imports.telling import Done
from pmgen.cli.naming import title_slug
from pmgen.cli.parameters import OneOf, Place
from pmgen.cli.progress import progress
from pmgen.cli.project import Failure, Project
from pmgen.diagnostics import Level
from pmgen.legacy import Imported, Note
from pmgen.model import Status
from pmgen.reporters.visible import visible
from pmgen.rules import completeness
from pmgen.rules.leaks.redaction import redactor, secrets
from pmgen.rules.policy import Folder
from pmgen.values import decoder, encoded, replace


@click.command("import", cls=Command, epilog="pmgen import docs/incidents --to postmortems --dry-run")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=Place(path_type=Path))
@click.option("--to", "to", type=Place(path_type=Path), metavar="DIR", help="The folder (config: source).")
@click.option(
    "--status", type=OneOf([str(each) for each in Status]), default="draft", help="Of the documents (default: draft)."
)
@click.option("--dry-run", is_flag=True, help="Show what was found in each file, and write nothing.")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print the documents, and write nothing.")
def command(sources: tuple[Path, ...], to: Path | None, status: str, dry_run: bool, to_stdout: bool) -> None:
    """Turn Markdown and HTML as people wrote it into documents that build.

    No word is lost, and nothing is invented: what is not sure stays in the body, and is named. Files are never
    overwritten; each gets the name `<date>-<title>.md`, and its old address as an alias.

    It reads Chinese, Dutch, English, French, German, Italian, Japanese, Korean, Portuguese, Russian, Spanish and
    Vietnamese, and what wikis, trackers, forms and chats export. A document becomes one post-mortem: where it tells of
    several incidents, they are named, to be put into files of their own.
    """
    project = locating.find()
    folder = to if to is not None else project.source
    skipped: list[tuple[Path, str]] = []
    found, before = import_sources.take(sources, project, folder, skipped)
    done = _import(project, folder, found, before, status, skipped)
    for path, why in skipped:
        click.echo(f"skipped {visible(str(path))}: {why}", err=True)
    if not found:
        raise Failure(f"nothing to import in {', '.join(f'`{each}`' for each in sources)}")
    if not done:
        click.echo("nothing new: all of it was imported before", err=True)
        return
    if to_stdout:
        for each in done:
            click.echo(each.imported.text, nl=False)
        telling.tell(done, err=True)
        return
    if dry_run:
        click.echo(telling.overview(done))
        telling.tell(done)
        click.echo(f"{showing.count(len(done), 'file')} would be imported", err=True)
        return
    telling.tell(done)
    for each in done:
        storing.create_file(
            each.target, each.imported.text.encode("utf-8", "replace"), telling.near(each.target).as_posix()
        )
    telling.sum_up(done, folder)


def _import(
    project: Project,
    folder: Path,
    found: Sequence[Taken],
    before: Before,
    status: str,
    skipped: list[tuple[Path, str]],
) -> list[Done]:
    """The documents; `skipped` takes the files that were imported before."""
    today = dt.datetime.now(dt.UTC).date()
    levels, number = project.policy().severities, examining.processes_for(len(found), None)

    def survey(some: Sequence[Taken]) -> list[tuple[dt.date | None, str]]:
        return [
            legacy.name_of(_shown(each.inside), read(each.path), levels=levels, today=today, beside=each.beside)
            for each in some
        ]

    def work(some: Sequence[Named]) -> list[tuple[bytes, tuple[str, ...]]]:
        made = (_import_one(project, each, today, levels, status) for each in some)
        return [(encoded(imported), needs) for imported, needs in made]

    surveyed = chain.from_iterable(spread(survey, examining.chunks(found, examining.CHUNK), number))
    new = _new(zip(found, surveyed, strict=True), before, skipped)
    named = names_for(project, folder, [(file, day or today, title) for file, day, title in new], before)
    made = chain.from_iterable(spread(work, examining.chunks(named, examining.CHUNK), number))
    results = progress(made, len(named), "importing")
    return [
        Done(
            str(each.file.path),
            folder / each.name,
            decoder(Imported)(data),
            each.file.path if leading.to(each.file.path).parent == leading.to(folder) else None,
            needs,
        )
        for each, (data, needs) in zip(named, results, strict=True)
    ]


def _new(
    surveyed: Iterable[tuple[Taken, tuple[dt.date | None, str]]], before: Before, skipped: list[tuple[Path, str]]
) -> list[tuple[Taken, dt.date | None, str]]:
    """The files that were not imported before, with their dates and titles; `skipped` takes the others."""
    new = []
    for file, (day, title) in surveyed:
        if known := import_sources.known(before, _shown(file.inside), day, title_slug(title)):
            skipped.append((file.path, f"it was imported before, as `{known}`"))
        else:
            new.append((file, day, title))
    return new


def _shown(name: str) -> str:
    """The name of a file as a document can hold it."""
    return visible(printable(name))


def _import_one(
    project: Project, named: Named, today: dt.date, levels: Sequence[str], status: str
) -> tuple[Imported, tuple[str, ...]]:
    """A document, and what it has to say before it can be published."""
    data, by = read(named.file.path), f"pmgen {pmgen.__version__}"

    def imported(ignore: Sequence[str]) -> Imported:
        return legacy.import_document(
            _shown(named.file.inside),
            data,
            levels=levels,
            today=today,
            by=by,
            status=status,
            id=named.id,
            aliases=named.aliases,
            ignore=ignore,
            beside=named.file.beside,
            timezone=project.policy().timezone,
        )

    found = imported(())
    examined = _examined(project, found.text, named.name)
    post_mortem = examined.post_mortem
    needs = completeness.missing(post_mortem, Status.PUBLISHED) if post_mortem else ()
    errors = {each.code for each in examined.problems if rules.BY_CODE[each.code].level is Level.ERROR}
    if codes := sorted(code for code in errors if code.startswith("PM5")):
        found = imported(codes)
        said = f"excused from {', '.join(codes)}: what its text shows or links to is not where it looks for it"
        found = replace(found, notes=(*found.notes, Note(1, said)))
    if named.is_lost:
        said = "another document has its old address, so that this one has none"
        found = replace(found, notes=(*found.notes, Note(1, said)))
    if found.notes:  # what is printed ends in logs
        redact = redactor(secrets(found.text))
        found = replace(found, notes=tuple(Note(each.line, redact(each.message)) for each in found.notes))
    return found, tuple(needs)


def _examined(project: Project, text: str, name: str) -> Examined:
    """A document as it will be: what is in its body may keep it from being built."""
    folder = Folder(frozenset((name,)), frozenset((name,)))
    return check.examine(name, text.encode("utf-8", "replace"), name, project.policy(), folder)
