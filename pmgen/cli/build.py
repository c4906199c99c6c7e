"""`pmgen build`: check everything, then write the site."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import click

from pmgen import check, render, reporters, search, writer
from pmgen.cli import project as world
from pmgen.cli import site as steps
from pmgen.cli.progress import progress
from pmgen.cli.project import Failure, Listing, Project
from pmgen.cli.workers import spread
from pmgen.diagnostics import Diagnostic, Level
from pmgen.plan import SitePlan
from pmgen.values import replace


@click.command("build", epilog="Example: pmgen build --strict --base-url https://status.example.org")
@click.option("--site", type=click.Path(path_type=Path), metavar="DIR", help="Write below this folder (config: site).")
@click.option("--base-url", metavar="URL", help="Where the site will be read (config: base_url).")
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit with 1 if the site on disk differs.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes (default: the cores).")
@click.option("--verbose", "-v", is_flag=True, help="Name each file built, copied, skipped, removed, and why.")
def command(
    site: Path | None, base_url: str | None, strict: bool, check_only: bool, jobs: int | None, verbose: bool
) -> None:
    """Check everything, then write the site.

    When the content has errors nothing is written, and the site stays as it was.
    """
    began = time.monotonic()
    # Everything made here lives until the end: looking for cycles in it takes a sixth of the time and finds none.
    gc.disable()
    project = _configured(world.find(), site, base_url)
    listing = world.list_source(project)
    if not listing.documents:
        raise world.no_post_mortem(project.config.source)
    examined = steps.examine(project, project.policy(), listing.folder, listing.documents, jobs)
    diagnostics = check.diagnose(examined, whole=True)
    _stop_on_errors(project, diagnostics, len(examined), strict=strict)
    site_plan = steps.plan_site(project, map(steps.manuscript, examined))
    copied = steps.copied(examined, listing)
    templates = project.templates()
    found = search.search(site_plan)
    try:
        if check_only:
            _compare(project, _contents(project, site_plan, templates, copied, found))
            return
        outcome = _write(project, site_plan, templates, copied, found, steps.processes_for(len(examined), jobs))
    except writer.WriteRefused as refused:
        raise Failure(str(refused) + (f"; {refused.help}" if refused.help else "")) from refused
    except render.TemplateFailure as failure:
        raise Failure(str(failure)) from failure
    if verbose:
        _name_each(project, listing, copied, outcome)
    _name_foreign(project, outcome.foreign)
    click.echo(_summary(len(examined), diagnostics, outcome, time.monotonic() - began), err=True)


def _configured(project: Project, site: Path | None, base_url: str | None) -> Project:
    """The project with the settings that the command line overrides."""
    settings = project.config
    if site is not None:
        settings = replace(settings, site=str(site.absolute()))
    if base_url is not None:
        if not base_url.startswith(("https://", "http://")):
            raise Failure(f"`--base-url {base_url}` begins with neither `https://` nor `http://`")
        settings = replace(settings, base_url=base_url)
    return replace(project, config=settings)


def _stop_on_errors(project: Project, diagnostics: Sequence[Diagnostic], files: int, *, strict: bool) -> None:
    """Print errors and warnings, and exit with 1 where there are any that fail a build."""
    weighty = [each for each in diagnostics if each.level is not Level.INFO]
    shown = world.with_prefix(weighty, project.prefix)
    world.show(shown)
    worst = check.worst(weighty)
    if worst is Level.ERROR or (strict and worst is Level.WARNING):
        click.echo(reporters.summary(shown, files=files, color=world.in_colour(err=True)), err=True)
        click.echo("nothing was written; the site is as it was", err=True)
        raise SystemExit(1)


def _write(
    project: Project,
    site_plan: SitePlan,
    templates: render.Templates,
    copied: Sequence[str],
    found: search.Search,
    jobs: int,
) -> writer.Outcome:
    made = frozenset((*render.paths(site_plan, templates), *steps.data_paths(site_plan)))
    here = chain(((path, steps.copy(project, path)) for path in copied), found.files.items())
    parts = steps.parts(site_plan, templates, found.path, made)

    def elsewhere(stager: writer.Stager) -> Iterator[writer.Made]:
        def stage(part: steps.Part) -> list[writer.Made]:
            return [stager(path, content) for path, content in part()]

        return progress(chain.from_iterable(spread(stage, parts, jobs)), len(made), "writing")

    return writer.write(project.output, [*copied, *found.files, *made], here, elsewhere)


def _contents(
    project: Project, site_plan: SitePlan, templates: render.Templates, copied: Sequence[str], found: search.Search
) -> Iterator[tuple[str, bytes]]:
    for path in copied:
        yield path, steps.copy(project, path)
    yield from found.files.items()
    yield from render.render(site_plan, templates, found.path)
    yield from steps.data_files(site_plan)


def _compare(project: Project, contents: Iterator[tuple[str, bytes]]) -> None:
    """Say how the site on disk differs from what would be built, and exit with 1 where it does."""
    difference = writer.compare(project.output, contents)
    kinds = (("missing", difference.missing), ("different", difference.different), ("stale", difference.stale))
    for kind, paths in kinds:
        for path in paths:
            click.echo(f"{kind}: {path}")
    _name_foreign(project, difference.foreign)
    if not difference.same:
        click.echo(f"`{_folder(project)}` is not what would be built; run `pmgen build`", err=True)
        raise SystemExit(1)
    click.echo(f"`{_folder(project)}` is what would be built", err=True)


def _folder(project: Project) -> str:
    near = Path(os.path.relpath(project.output))
    return (project.output if near.parts[:2] == ("..", "..") else near).as_posix()


def _name_each(project: Project, listing: Listing, copied: Sequence[str], outcome: writer.Outcome) -> None:
    for word, paths in (("wrote", outcome.written), ("kept", outcome.unchanged), ("removed", outcome.removed)):
        for path in paths:
            click.echo(f"{word} {_folder(project)}/{path}")
    for path in copied:
        click.echo(f"copied {project.config.source}/{path}")
    unlinked = [(path, "no document shows it or links to it") for path in listing.others if path not in copied]
    for path, reason in sorted((*listing.skipped, *unlinked)):
        click.echo(f"skipped {project.config.source}/{path}: {reason}")


def _name_foreign(project: Project, paths: Sequence[str]) -> None:
    for path in paths[:20]:
        click.echo(f"left alone: {_folder(project)}/{path}, which pmgen did not make", err=True)
    if len(paths) > 20:
        click.echo(f"left alone: {len(paths) - 20} more files", err=True)


def _summary(files: int, diagnostics: Sequence[Diagnostic], outcome: writer.Outcome, seconds: float) -> str:
    """The line at the end: how many, how long, how many warnings."""
    warnings = sum(each.level is Level.WARNING for each in diagnostics)
    notes = len(diagnostics) - warnings
    parts = [
        _count(files, "post-mortem"),
        f"{_count(len(outcome.written), 'file')} written, {len(outcome.unchanged)} unchanged"
        + (f", {len(outcome.removed)} removed" if outcome.removed else ""),
        _count(warnings, "warning"),
    ]
    if notes:
        parts.append(f"{_count(notes, 'note')} (`pmgen check` shows them)")
    return f"{' · '.join(parts)} · {seconds:.1f} s"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
