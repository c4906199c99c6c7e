"""`pmgen serve`: the site as it is being written."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import click

from pmgen import server
from pmgen.cli import looking, rebuilding, showing
from pmgen.cli import project as world
from pmgen.cli.looking import Look
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible
from pmgen.server import Built, Preview, Server, Watched, notices

PORT = 8023
"""Where it listens, unless somebody else does."""

_TRIED = 20
"""How many ports are tried when nobody has asked for one."""


@click.command("serve", epilog="Example: pmgen serve --open")
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help=f"Listen there (default: {PORT}, or the next)."
)
@click.option(
    "--audience", type=click.Choice(["internal", "public"]), default="internal", help="Who will read it (internal)."
)
@click.option("--open", "in_browser", is_flag=True, help="Open the browser.")
def command(port: int | None, audience: str, in_browser: bool) -> None:
    """Show the site while it is being written.

    Pages reload when a document, a template or the config is saved; what is wrong is shown inside the page, over the
    last good version of it. Only this machine can read them, and nothing is written to the disk. Ctrl-C ends it.
    """
    try:
        _serve(Path.cwd(), world.find(), _listening(port), audience, in_browser)
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
        look = looking.first(project)
        preview = Preview(os.urandom(4).hex(), rebuilding.built(look, audience=audience))
    _tell(look, None)
    with listening.serving(preview):
        click.echo(listening.url)
        click.echo("pages reload when something is saved; Ctrl-C ends it", err=True)
        if in_browser:
            import webbrowser  # nobody else needs it

            # Some browsers come back only when they are closed.
            Thread(target=webbrowser.open, args=(listening.url,), daemon=True).start()
        _follow(here, look, preview, audience)


def _follow(here: Path, look: Look, preview: Preview, audience: str) -> None:
    """Build again whenever something has changed."""

    def watched() -> Watched:
        return _watched(here, look.project)

    for named in server.changes(watched, Event()):
        began = time.monotonic()
        newer = looking.again(here, look, named)
        if newer.number != look.number:
            preview.publish(_built(newer, audience))
            _tell(newer, look, time.monotonic() - began)
        look = newer


@contextmanager
def _without_collector() -> Iterator[None]:
    """What is made here stays: the search for what could be thrown away would go through all of it in vain."""
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def _built(look: Look, audience: str) -> Built:
    try:
        return rebuilding.built(look, audience=audience)
    except Exception as error:  # whatever it is, the preview goes on
        return Built(None, (looking.defect(error),))


def _watched(here: Path, project: Project) -> Watched:
    """Where a change makes another site: the documents, the templates, and every config that could count."""
    templates = (folder for _, folder in project.template_folders())
    configs = [folder / name for folder in (here, *here.parents) for name in world.CONFIGS]
    near = [path for path in configs if path.parent.is_relative_to(project.root)]
    return Watched((project.source, *templates), tuple(near))


def _tell(look: Look, before: Look | None, seconds: float = 0) -> None:
    """Say on the terminal what a reader sees."""
    if before is None or look.diagnostics != before.diagnostics:
        showing.show(showing.with_prefix(look.diagnostics, look.project.prefix), err=True)
    if look.obstacles:
        click.echo("\n".join(map(visible, notices.text(look.obstacles).split("\n"))), err=True)
    if before is not None:
        click.echo(f"built again in {seconds * 1000:.0f} ms", err=True)
