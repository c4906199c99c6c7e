"""`pmgen verify`: whether readers get what was built."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from pmgen.cli import locating, showing
from pmgen.cli.commands import Command
from pmgen.cli.parameters import Number, OneOf, Place
from pmgen.cli.progress import progress
from pmgen.cli.project import Failure
from pmgen.reporters.visible import visible
from pmgen.verify import Built, Finding, Kind, Published, Unusable, Verdict, listed, manifest_of, verify
from pmgen.writer import MANIFEST

_MOST = 50
"""How many findings of a kind are printed for people: a site that is not there at all lacks every file."""


@click.command("verify", cls=Command, epilog="pmgen verify https://example.org/docs/post-mortems/ --against site")
@click.argument("site", metavar="SITE", type=Place())
@click.option("--against", type=Place(path_type=Path), metavar="DIR", help="The folder with what was built.")
@click.option("--format", "format_", type=OneOf(("text", "json")), default="text", help="How to print it.")
@click.option("--ignore", multiple=True, metavar="PATTERN", help="Paths that may be there without being listed.")
@click.option("--jobs", type=Number(1, 64), default=8, metavar="N", help="How many files at a time (default: 8).")
@click.option(
    "--timeout", type=Number(0.1, 3600), default=10.0, metavar="S", help="Seconds for each answer (default: 10)."
)
@click.option("--retries", type=Number(0, 10), default=2, metavar="N", help="How often to ask again (default: 2).")
def command(
    site: str,
    against: Path | None,
    format_: str,
    ignore: tuple[str, ...],
    jobs: int,
    timeout: float,
    retries: int,
) -> None:
    """Compare a site with its manifest: a folder, or the URL where it is published.

    Every listed file must be there with the right bytes, every link must lead to a file and every anchor to a place
    in it; in a folder, nothing may be there that is not listed. A published site is compared with the manifest that
    it has itself, or with what was built (`--against`): only that sees that an old site is still served.

    Links to other sites are not followed.
    """
    began = time.monotonic()
    place, shown = _place(site, timeout, [0.5 * 2**each for each in range(retries)])
    expected = _expected(against)
    try:
        verdict = verify(
            place,
            expected=expected,
            ignore=ignore,
            jobs=jobs,
            progress=lambda it, n: progress(it, n, "verifying"),
        )
    except Unusable as unusable:
        raise _failure(shown, unusable) from unusable
    _print(format_, verdict.findings)
    click.echo(_summary(shown, verdict, time.monotonic() - began), err=True)
    if verdict.findings:
        raise SystemExit(1)


def _place(site: str, timeout: float, pauses: list[float]) -> tuple[Built | Published, str]:
    if "://" in site:
        try:
            published = Published(site, timeout=timeout, pauses=pauses)
        except Unusable as unusable:
            raise _failure(_unnamed(site), unusable) from unusable
        return published, published.url
    path = Path(site)
    if not path.is_dir():
        absent = "there is no such folder; an address begins with `https://` or `http://`"
        raise _failure(site, Unusable("it is no folder" if path.exists() else absent))
    folder = _folder(path)
    return Built(folder), folder.as_posix()


def _unnamed(site: str) -> str:
    """A text that is no address, without the part that may be a password."""
    scheme, mark, rest = site.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2].partition('?')[0]}"


def _failure(shown: str, unusable: Unusable) -> Failure:
    return Failure(visible(f"`{shown}` cannot be verified: {unusable}"))


def _folder(path: Path) -> Path:
    """The folder with the manifest: the one that was named, or the one inside it where the config puts the site."""
    inside = path / locating.search(Path.cwd())[0].config.path
    # A folder may be called so: `path` in the config is for everybody to choose.
    return inside if not (path / MANIFEST).is_file() and os.path.lexists(inside / MANIFEST) else path


def _expected(against: Path | None) -> bytes | None:
    if against is None:
        return None
    folder = _folder(against)
    try:
        data = manifest_of(Built(folder))
        listed.read(data)
    except Unusable as unusable:
        raise Failure(visible(f"`{folder.as_posix()}` is no site to compare with: {unusable}")) from unusable
    return data


def _print(format_: str, findings: Iterable[Finding]) -> None:
    if format_ == "json":
        found = [{"kind": each.kind.value, "path": each.path, "message": each.message} for each in findings]
        click.echo(json.dumps(found, indent=2))
        return
    numbers: Counter[Kind] = Counter()
    # The manifest first: that it is another one, or not there, says most about all others.
    for each in sorted(findings, key=lambda each: each.path != MANIFEST):
        numbers[each.kind] += 1
        if numbers[each.kind] <= _MOST:
            _say(each.kind, visible(f"`{each.path}` {each.message}"))
    for kind, number in numbers.items():
        if number > _MOST:
            _say(kind, f"{number - _MOST:,} more, which `--format json` names")


def _say(kind: Kind, message: str) -> None:
    shown = click.style(kind.value.replace("-", " "), fg="red", bold=True)
    click.echo(f"{shown}: {message}", color=showing.in_colour())


def _summary(shown: str, verdict: Verdict, seconds: float) -> str:
    parts = [showing.count(verdict.files, "file"), showing.count(verdict.links, "link")]
    if verdict.elsewhere:
        parts.append(f"{verdict.elsewhere} to other sites, not followed")
    if number := len(verdict.findings):
        parts.append(showing.count(number, "problem"))
    else:
        parts.append("as built")
    return f"{visible(f'`{shown}`')}: {' · '.join(parts)} · {seconds:.1f} s"
