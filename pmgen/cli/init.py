"""`pmgen init`: a new place to write post-mortems."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

import pmgen
from pmgen import starter
from pmgen.cli.parameters import OneOf
from pmgen.cli.project import CONFIGS, Failure


@click.command("init", epilog="Example: pmgen init --ci gitlab")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False), metavar="[FOLDER]")
@click.option("--ci", "host", type=OneOf(list(starter.HOSTS)), help="Whose pipelines to write (default: found).")
@click.option("--dry-run", is_flag=True, help="Name what would be written, and write nothing.")
def command(folder: Path, host: str | None, dry_run: bool) -> None:
    """Begin a new place to write post-mortems: settings, an example, pipelines, a pre-commit hook, editor settings.

    What is there already stays as it is, whatever it is.
    """
    chosen = host or _found(folder)
    files = starter.files(chosen, day=dt.datetime.now(dt.UTC).date(), version=pmgen.__version__)
    kept = 0
    for path, text in files.items():
        if reason := _reason_to_skip(folder, path):
            kept += 1
            click.echo(f"kept    {path}: {reason}")
            continue
        if not dry_run:
            _write(folder / path, text)
        click.echo(f"{'would write' if dry_run else 'wrote  '} {path}")
    if host is None and chosen == "none":
        click.echo(f"no pipeline: `--ci` takes {', '.join(name for name in starter.HOSTS if name != 'none')}", err=True)
    if not dry_run and kept < len(files):
        click.echo("next: `pmgen build`, and open site/docs/post-mortems/index.html", err=True)


def _found(folder: Path) -> str:
    """The host whose pipelines the folder has already."""
    marks = {"github": ".github", "gitlab": ".gitlab-ci.yml", "woodpecker": ".woodpecker"}
    return next((host for host, mark in marks.items() if (folder / mark).exists()), "none")


def _reason_to_skip(folder: Path, path: str) -> str:
    if (folder / path).exists() or (folder / path).is_symlink():
        return "is there already"
    if path in CONFIGS and (folder / "pyproject.toml").is_file():
        text = (folder / "pyproject.toml").read_text(encoding="utf-8", errors="replace")
        return "the settings are in pyproject.toml" if "[tool.pmgen" in text else ""
    if path.startswith("postmortems/") and any((folder / "postmortems").glob("*.md")):
        return "there are post-mortems already"
    return ""


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Failure(f"`{path}` cannot be written: {(error.strerror or '').lower()}") from error
