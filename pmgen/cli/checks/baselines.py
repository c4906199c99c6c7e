"""The file with what is known: read, written anew, and taken away from what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pmgen import baseline, check
from pmgen.baseline import Baseline, LookedFor
from pmgen.cli import storing
from pmgen.cli.locating import CONFIGS
from pmgen.cli.project import Failure
from pmgen.diagnostics import Diagnostic
from pmgen.source import Source, decode_bytes, why


def read(path: Path) -> tuple[Baseline | None, list[Diagnostic]]:
    """A baseline, or what is wrong in its file.

    Raises:
        Failure: when there is no such file, or it cannot be read.
    """
    source = Source(str(path), _text(path))
    loaded, problems = baseline.read(source.text)
    return loaded, check.placed_in(source, problems)


def _text(path: Path) -> str:
    try:
        return decode_bytes(str(path), path.read_bytes())[0].text
    except OSError as error:
        raise Failure(f"the baseline `{path}` cannot be read: {why(error)}") from error


def spare(path: Path) -> None:
    """Refuse to write a baseline over something else.

    Raises:
        Failure: when that is what the file holds.
    """
    if path.is_file() and (path.name in CONFIGS or not baseline.may_be_one(_text(path))):
        raise Failure(f"`{path}` holds something else than a baseline, which would be lost: name another file")


def write(path: Path, old: Baseline, diagnostics: Sequence[Diagnostic], looked_for: LookedFor) -> None:
    """Write what is known from now on, and say so.

    Args:
        old: what the file holds; of that is kept what was not looked for.
        looked_for: whether a diagnostic would have been found, by the path of its file and the code of its rule.
    """
    kept = baseline.unseen(old, looked_for)
    storing.replace_file(path, baseline.write(diagnostics, kept).encode())
    some = "1 diagnostic is" if len(diagnostics) == 1 else f"{len(diagnostics)} diagnostics are"
    others = f", beside {sum(kept.values())} that it held" if kept else ""
    click.echo(f"{some} known from now on, in `{path}`{others}", err=True)


def subtract(
    path: Path, known: Baseline, diagnostics: Sequence[Diagnostic], looked_for: LookedFor
) -> tuple[list[Diagnostic], list[str]]:
    """What a baseline does not know, and what to say of the rest; `looked_for` as for `write`."""
    left = baseline.subtract(known, diagnostics, looked_for=looked_for)
    notes = [f"{left.known} known from `{path}`"] if left.known else []
    if left.gone:
        notes.append(baseline.advice(left.gone))
    return list(left.new), notes
