"""`pmgen serve`: the site as it is being written."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import click

from pmgen import server
from pmgen.cli import locating, showing
from pmgen.cli.commands import Command
from pmgen.cli.parameters import Number, OneOf
from pmgen.cli.previews import looking, rebuilding
from pmgen.cli.previews.look import Look
from pmgen.cli.previews.rebuilding import Planner
from pmgen.cli.project import Failure, Project
from pmgen.diagnostics import Diagnostic, Level
from pmgen.reporters.visible import visible
from pmgen.server import Built, Notice, Preview, Server, Watched, notice_of, notices

PORT = 8023
"""Where it listens, unless somebody else does."""

_TRIED = 20
"""How many ports are tried when nobody has asked for one."""


@click.command("serve", cls=Command, epilog="pmgen serve --open")
@click.option("--port", type=Number(0, 65535), metavar="N", help=f"Listen there (default: {PORT}, or the next).")
@click.option(
    "--audience", type=OneOf(["internal", "public"]), default="internal", help="Who will read it (default: internal)."
)
@click.option("--open", "in_browser", is_flag=True, help="Open the browser.")
def command(port: int | None, audience: str, in_browser: bool) -> None:
    """Show the site while it is being written.

    Pages reload when a document, a template or the config is saved; what is wrong is shown inside the page, over the
    last good version of it. Only this machine can read them, and nothing is written to the disk. Ctrl-C ends it.
    """
    try:
        _serve(Path.cwd(), locating.find(), _listening(port), audience, in_browser)
    except KeyboardInterrupt:
        click.echo("", err=True)


def _listening(port: int | None) -> Server:
    try:
        return server.listen(range(PORT, PORT + _TRIED) if port is None else range(port, port + 1))
    except server.PortTaken as taken:
        advice = "; without `--port` the next that is free is taken" if port else ""
        raise Failure(f"{taken}{advice}") from taken


def _serve(here: Path, project: Project, listening: Server, audience: str, in_browser: bool) -> None:
    with _without_collector():
        look, planner = looking.first(project), Planner()
        built = rebuilding.built(look, audience=audience, planner=planner)
        told = rebuilding.diagnosed(look, audience=audience)
        preview = Preview(os.urandom(4).hex(), built, _warn)
    _tell(built, told, project.prefix)
    with listening.serving(preview):
        click.echo(listening.url)
        click.echo("pages reload when something is saved; Ctrl-C ends it", err=True)
        if in_browser:
            import webbrowser  # nobody else needs it

            # Some browsers come back only when they are closed.
            Thread(target=webbrowser.open, args=(listening.url,), daemon=True).start()
        _follow(here, look, told, preview, audience, planner)


def _follow(here: Path, look: Look, told: list[Diagnostic], preview: Preview, audience: str, planner: Planner) -> None:
    """Build again whenever something has changed; `told` are the diagnostics that the terminal has shown."""

    def watched() -> Watched:
        return _watched(here, look.project)

    for named in server.changes(watched, Event()):
        began = time.monotonic()
        newer = looking.again(here, look, named)
        if newer.number != look.number:
            built, diagnostics = _built(newer, audience, planner)
            preview.publish(built)
            _tell(built, diagnostics, newer.project.prefix, told, newer.mistakes)
            took = f"built again in {(time.monotonic() - began) * 1000:.0f} ms"
            click.echo(took if built.content else "not built; the pages stay as they were", err=True)
            told = diagnostics
        look = newer


@contextmanager
def _without_collector() -> Iterator[None]:
    """Inside this context no garbage is collected: what is made stays, and is never searched in vain."""
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def _built(look: Look, audience: str, planner: Planner) -> tuple[Built, list[Diagnostic]]:
    """The build of what was seen, and the diagnostics shown in its pages."""
    try:
        built = rebuilding.built(look, audience=audience, planner=planner)
        return built, rebuilding.diagnosed(look, audience=audience)
    except Failure as failure:
        return Built(None, (Notice(Level.ERROR, failure.message),)), look.diagnostics
    except Exception as error:  # whatever it is, the preview goes on
        return Built(None, (looking.defect(error),)), look.diagnostics


def _watched(here: Path, project: Project) -> Watched:
    """The paths to watch: the documents, the templates, and every config that could count."""
    templates = (folder for _, folder in project.template_folders())
    configs = [folder / name for folder in (here, *here.parents) for name in locating.CONFIGS]
    near = [path for path in configs if path.parent.is_relative_to(project.root)]
    return Watched((project.source, *templates), tuple(near))


def _tell(
    built: Built,
    diagnostics: Sequence[Diagnostic],
    prefix: str,
    before: Sequence[Diagnostic] = (),
    mistakes: Sequence[Diagnostic] = (),
) -> None:
    """Say on the terminal what a reader sees; the diagnostics only where they are others than before.

    Args:
        mistakes: in the settings.
    """
    if diagnostics != before:
        showing.show(showing.with_prefix(diagnostics, prefix), err=True)
    showing.show(mistakes, err=True)
    shown = [notice_of(each) for each in (*diagnostics, *mistakes)]
    if others := [notice for notice in built.notices if notice not in shown]:
        _warn(others)


def _warn(found: Sequence[Notice]) -> None:
    click.echo("\n".join(map(visible, notices.text(found).split("\n"))), err=True)
