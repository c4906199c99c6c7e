"""`pmgen build`: check everything, then write the site."""

from __future__ import annotations

import contextlib
import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from pmgen import lazily
from pmgen.cli import leading, locating
from pmgen.cli import project as world
from pmgen.cli.builds import outputs, telling
from pmgen.cli.commands import Command
from pmgen.cli.documents import caching
from pmgen.cli.parameters import Number, OneOf, Place
from pmgen.cli.project import Failure, Project
from pmgen.source import why
from pmgen.values import Value, replace

if TYPE_CHECKING:
    from pmgen import writer
    from pmgen.diagnostics import Problem


class _Options(Value):
    """How to build."""

    audience: str
    strict: bool
    check_only: bool
    jobs: int | None
    no_cache: bool
    verbose: bool


@click.command("build", cls=Command, epilog="pmgen build --base-url https://example.org/docs/post-mortems")
@click.option("--site", type=Place(path_type=Path), metavar="DIR", help="Write below this folder (config: site).")
@click.option("--base-url", metavar="URL", help="Where its index will be read (config: base_url).")
@click.option(
    "--audience", type=OneOf(["internal", "public"]), default="internal", help="Who will read it (default: internal)."
)
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit with 1 if the site on disk differs.")
@click.option("--jobs", type=Number(1, 1_024), metavar="N", help="How many processes (default: the cores).")
@click.option("--no-cache", is_flag=True, help="Neither use what former builds found out, nor remember anything.")
@click.option(
    "--changed-list",
    type=Place(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="List there what was added, modified and removed, for whatever publishes or purges it; `-` prints it.",
)
@click.option("--null", "-0", is_flag=True, help="End the lines of that list with NUL.")
@click.option("--verbose", "-v", is_flag=True, help="Name each file built, copied, skipped, removed, and why.")
def command(
    site: Path | None,
    base_url: str | None,
    audience: str,
    strict: bool,
    check_only: bool,
    jobs: int | None,
    no_cache: bool,
    changed_list: Path | None,
    null: bool,
    verbose: bool,
) -> None:
    """Check everything, then write the site.

    When the content has errors nothing is written, and the site stays as it was.
    """
    if changed_list is None and null:
        raise click.UsageError("`--null` says how `--changed-list` is written, which is missing")
    if changed_list is not None and check_only:
        raise click.UsageError("`--check` writes nothing, so that there is nothing for `--changed-list`")
    began = time.monotonic()
    # Everything made here lives until the end: looking for cycles in it takes a sixth of the time and finds none.
    gc.disable()
    project = _configured(locating.find(err=False), site, base_url)
    options = _Options(audience, strict, check_only, jobs, no_cache, verbose)
    if changed_list is None:
        _build(project, began, options)
        return
    shown = "<stdout>" if str(changed_list) == "-" else str(changed_list)
    with contextlib.ExitStack() as stack:
        if shown == "<stdout>":
            file: BinaryIO = sys.stdout.buffer
            # A program reads the list there; what people read must not stand between its lines.
            stack.enter_context(contextlib.redirect_stdout(sys.stderr))
        else:
            file = _opened(changed_list, project)
            stack.callback(_close, file)
        if outcome := _build(project, began, options):
            from pmgen.cli.builds import changes  # asked for by pipelines only

            try:
                file.write(changes.listed(outcome, null=null))
                file.flush()  # it would be when it is closed, too, where nobody says that it cannot be written
            except OSError as error:
                raise Failure(f"the site is written, but not `{shown}`: {why(error)}") from error


def _opened(path: Path, project: Project) -> BinaryIO:
    """The file for the list of changes, emptied: if the build fails, nobody publishes what the one before changed."""
    place, site = leading.to(path), leading.to(project.root / project.config.site)
    # All of the site's folder is published; where that is the whole project, only what the pages are in.
    published = leading.to(project.output) if leading.to(project.root).is_relative_to(site) else site
    if place.is_relative_to(published):
        raise Failure(f"`{path}` is inside the site, which would hold more than was built; put the list elsewhere")
    try:
        return path.open("wb")
    except OSError as error:
        raise Failure(f"`{path}` cannot be written: {why(error)}") from error


def _close(file: BinaryIO) -> None:
    with contextlib.suppress(OSError):  # what cannot be written, which is told already, it tries again
        file.close()


def _build(project: Project, began: float, options: _Options) -> writer.Outcome | None:
    """Build, or say what would be built; what was done, `None` where nothing was."""
    listing = world.list_source(project)
    if not listing.documents:
        raise world.no_post_mortem(project.config.source, listing)
    audience, strict, jobs, verbose = options.audience, options.strict, options.jobs, options.verbose
    memory = None if options.no_cache else caching.remember(project, listing, audience=audience)
    # What the log says of a document is in the repository, of which nothing is remembered.
    if memory and not options.check_only and not strict and project.config.history != "git":
        last = outputs.unchanged(memory, project.output)
        if last is not None:
            telling.nothing_changed(project, listing, *last, began, verbose=verbose)
            return None
    with lazily.patterns():
        from pmgen.cli.builds import building  # where nothing has changed, nothing of it is needed

    with caching.believed():
        if options.check_only:
            building.compare(project, listing, memory, jobs, audience=audience, strict=strict)
            return None
        return building.build(project, listing, memory, jobs, began, audience=audience, strict=strict, verbose=verbose)


def _address(base_url: str) -> str:
    """An address from the command line, which must be what one in the config must be."""
    from pmgen.config import values  # most sites have theirs in the config

    problems: list[Problem] = []
    address: str | None = values.base_url(base_url, ("base_url",), problems)
    if address is None:
        # A password from a pipeline is not repeated into its log.
        start, _, rest = base_url.rpartition("@")
        shown = f"--base-url …@{rest}" if start else f"--base-url {base_url}".rstrip()
        message = problems[0].message.replace("`base_url`", f"`{shown}`")
        raise Failure(message + (f"; {problems[0].help}" if problems[0].help else ""))
    return address


def _configured(project: Project, site: Path | None, base_url: str | None) -> Project:
    """The project with the settings that the command line overrides."""
    settings = project.config
    if site is not None:
        settings = replace(settings, site=str(site.absolute()))
    if base_url is not None:
        settings = replace(settings, base_url=_address(base_url))
    configured = replace(project, config=settings)
    if why := world.misplaced(configured):
        raise Failure(f"{why}; name another one with `--site`")
    return configured
