"""`pmgen init`: a new place to write post-mortems."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

import pmgen
from pmgen import git, serialize, starter
from pmgen.cli import locating, showing, storing
from pmgen.cli import project as world
from pmgen.cli.commands import Command
from pmgen.cli.locating import CONFIGS
from pmgen.cli.parameters import OneOf, Place
from pmgen.cli.project import Project
from pmgen.config import Config
from pmgen.reporters.visible import visible
from pmgen.starter import Home

_STARTED_BY_PUSH = ("gitlab", "woodpecker")
"""The hosts whose follow-ups start the pipeline that publishes by their push, and by nothing else."""
_SKIPPED = re.compile(r"\[(?:ci skip|skip ci)\]", re.IGNORECASE)
"""What a host takes for the wish that a push starts nothing."""


@click.command("init", cls=Command, epilog="pmgen init --ci gitlab")
@click.argument("folder", default=".", type=Place(path_type=Path, file_okay=False), metavar="[FOLDER]")
@click.option(
    "--ci",
    "host",
    type=OneOf(list(starter.HOSTS)),
    help="Whose pipelines to write (default: those there are, or of the host that `origin` is at).",
)
@click.option("--dry-run", is_flag=True, help="Name what would be written, and write nothing.")
def command(folder: Path, host: str | None, dry_run: bool) -> None:
    """Begin a new place to write post-mortems: settings, an example, pipelines, a pre-commit hook, editor settings.

    What is there already stays as it is, whatever it is; where there are settings, the files fit them.
    """
    project, settings = _settled(folder)
    config, inside, home = project.config, _inside(project.root), _home(project.root)
    found = host or _found(folder)
    nearby = home if home and not found and not inside else None
    chosen = found or (nearby.host if nearby else "none")
    place = starter.Place(
        dt.datetime.now(dt.UTC).date(),
        pmgen.__version__,
        config,
        settings,
        serialize.word(config.severities[-1].name),
        home,
    )
    files = starter.files(chosen, place)
    unseen = chosen in _STARTED_BY_PUSH and (folder / settings).exists() and _SKIPPED.search(config.ci_skip)
    kept = {path: why for path in files if (why := _reason_to_skip(project, place, path))}
    written = _write(folder, files, kept, dry_run=dry_run)
    if chosen == "none" and host is None:
        click.echo(f"no pipeline: `--ci` takes {', '.join(name for name in starter.HOSTS if name != 'none')}", err=True)
    _name_home(nearby, home if settings in written else None, settings)
    if unseen:
        advice = f'with `ci_skip = ""` in `{settings}` it does'
        click.echo(f"what `pmgen followups run` commits starts no pipeline that publishes it: {advice}", err=True)
    if inside:
        unread = [path for path in files if path in starter.AT_THE_ROOT]
        click.echo(_elsewhere(inside, unread, config.source), err=True)
    if why := world.misplaced(project):
        click.echo(f"{why}; `pmgen build` needs `--site`, in pipelines, too", err=True)
    if written and not dry_run:
        page = f"{config.site}/{config.path}/index.html"
        there = "" if folder == Path() else f"in `{folder}`, "
        click.echo(f"next: {there}`pmgen build`, and open {posixpath.normpath(page)}", err=True)


def _name_home(nearby: Home | None, home: Home | None, settings: str) -> None:
    """Say what was taken from where the repository is hosted.

    Args:
        nearby: whose pipelines are written, though nobody asked for them; `None` for nobody's.
        home: whose addresses the settings propose; likewise.
    """
    if nearby:
        click.echo(f"`origin` is at {nearby.url}, whose pipelines these are; `--ci none` writes none", err=True)
    if home:
        click.echo(f"`commit_url` and `issue_url` of {home.url} go into `{settings}`, each behind a `#`", err=True)


def _write(folder: Path, files: Mapping[str, str], kept: Mapping[str, str], *, dry_run: bool) -> list[str]:
    """Write the files, and say of each what became of it; the paths of those written.

    Args:
        kept: those that are not written, and why.
    """
    word, written = "would write" if dry_run else "wrote", []
    for path, text in files.items():
        if path in kept:
            click.echo(f"{'kept':<{max(len(word), 7)}} {path}: {kept[path]}")
            continue
        if not dry_run:
            storing.create_file(folder / path, text.encode(), (folder / path).as_posix())
        click.echo(f"{word:<7} {path}")
        written.append(path)
    return written


def _settled(folder: Path) -> tuple[Project, str]:
    """The place, with the settings that it has already, and the file that holds them or will."""
    here = folder.absolute()
    project, wrong = locating.search(here)
    if project.root != here:  # those of a place round this one are not its own
        return Project(here, Config(), ""), CONFIGS[0]
    if wrong:
        showing.stop_with(wrong, "" if folder == Path() else f"{folder.as_posix()}/", err=True)
    held = locating.settings_file(here)
    return project, held.name if held else CONFIGS[0]


def _inside(folder: Path) -> str:
    """What leads to a folder from the root of the repository that it is in, or would be; empty at the root."""
    there = _nearest(folder)
    before = git.inside(there)
    return "" if before is None else f"{before}{folder.relative_to(there).as_posix()}".removesuffix(".").strip("/")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the first one above that is there."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())


def _elsewhere(inside: str, paths: Sequence[str], source: str) -> str:
    names = ", ".join(f"`{path}`" for path in paths)
    there = posixpath.join(inside, "" if source == "." else source).rstrip("/")
    advice = f'write `source = "{there}"` into a `pmgen.toml` there, and run `pmgen init` there'
    return (
        f"`{visible(inside)}` is not the root of its repository, where alone {names} would be read: {visible(advice)}"
    )


def _home(folder: Path) -> Home | None:
    """Where the repository of a folder is hosted, if that can be told from where it was cloned from."""
    there = _nearest(folder)
    origin = git.origin(there) if git.inside(there) is not None else None
    return starter.home(origin) if origin else None


def _found(folder: Path) -> str:
    """The host whose pipelines the folder has already; empty for none."""
    marks = {"github": ".github", "gitlab": ".gitlab-ci.yml", "woodpecker": ".woodpecker"}
    return next((host for host, mark in marks.items() if (folder / mark).exists()), "")


def _reason_to_skip(project: Project, place: starter.Place, path: str) -> str:
    if (project.root / path).exists() or (project.root / path).is_symlink():
        return "is there already"
    if path in CONFIGS and path != place.settings:
        return f"the settings are in {place.settings}"
    if path == starter.example(place) and project.source.is_dir():
        return "there are post-mortems already" if world.list_source(project).documents else ""
    return ""
