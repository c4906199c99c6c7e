"""What a build says of what it did."""

from __future__ import annotations

import time
from collections.abc import Sequence

import click

from pmgen.addresses import is_legacy, sidecar_of
from pmgen.cli import showing
from pmgen.cli.documents.caching import Record
from pmgen.cli.project import Listing, Project
from pmgen.reporters.visible import visible
from pmgen.writer import Difference, Outcome

_Left = tuple[str, str]
"""A file of the source folder, and why it is on no page."""


def nothing_changed(
    project: Project, listing: Listing, record: Record, found: Sequence[str], began: float, *, verbose: bool
) -> None:
    """Say that the site is what would be built.

    Args:
        found: what is in its folder and was made by nobody here.
        began: when the build did, in seconds.
    """
    if record.diagnostics:
        showing.show(showing.with_prefix(record.diagnostics, project.prefix))
    outcome = Outcome((), tuple(sorted(record.outputs)), (), tuple(found), {})
    copied = [name for name in listing.others if name in record.sources]
    number = len(listing.documents)
    done(project, listing, copied, outcome, number, len(record.diagnostics), record.notes, began, verbose=verbose)


def done(
    project: Project,
    listing: Listing,
    copied: Sequence[str],
    outcome: Outcome,
    documents: int,
    warnings: int,
    notes: int,
    began: float,
    *,
    verbose: bool,
) -> None:
    """Say what was done: how much, how long, how many warnings; and on request each file.

    Args:
        copied: the files of the source folder that are part of the site as they are.
        documents: how many were built.
        warnings: how many there were, and `notes` how many more that weigh less.
        began: when the build did, in seconds.
    """
    beside, unlinked = _left(listing, copied)
    if verbose:
        _name_each(project, listing, copied, (*beside, *unlinked), outcome)
    _name_foreign(project, outcome.foreign)
    skipped = 0 if verbose else len(unlinked)
    click.echo(_summary(documents, warnings, notes, skipped, outcome, time.monotonic() - began), err=True)


def differs(project: Project, difference: Difference) -> None:
    """Say how the site on disk differs from what would be built, and exit with 1 where it does."""
    kinds = (("missing", difference.missing), ("different", difference.different), ("stale", difference.stale))
    for kind, paths in kinds:
        for path in paths:
            click.echo(visible(f"{kind}: {path}"))
    _name_foreign(project, difference.foreign)
    if not difference.same:
        refused = near(project, difference.refused)
        advice = f"and cannot be built there: {refused}" if refused else "run `pmgen build`"
        click.echo(visible(f"`{folder(project)}` is not what would be built; {advice}"), err=True)
        raise SystemExit(1)
    click.echo(f"`{folder(project)}` is what would be built", err=True)


def near(project: Project, message: str) -> str:
    """What the writer says, with the folders that lead to the site as a person would name them from here."""
    for each in (project.output, *project.output.parents):
        message = message.replace(f"`{each}`", f"`{showing.from_here(each)}`")
    return message


def folder(project: Project) -> str:
    """The folder of the site, as a person would name it from here."""
    return showing.from_here(project.output)


def _left(listing: Listing, copied: Sequence[str]) -> tuple[list[_Left], list[_Left]]:
    """What is no page and no part of one: what is known from a legacy page beside it, and what nobody may expect."""
    taken = frozenset(copied)
    pages = {sidecar_of(name, listing.others): name for name in listing.documents if is_legacy(name)}
    left = [path for path in listing.others if path not in taken]
    beside = [(path, f"it says what `{pages[path]}` is about") for path in left if path in pages]
    return beside, [(path, "no document shows it or links to it") for path in left if path not in pages]


def _name_each(
    project: Project, listing: Listing, copied: Sequence[str], left: Sequence[_Left], outcome: Outcome
) -> None:
    for word, paths in (("wrote", outcome.written), ("kept", outcome.unchanged), ("removed", outcome.removed)):
        for path in paths:
            click.echo(visible(f"{word} {folder(project)}/{path}"))
    for path in copied:
        click.echo(visible(f"copied {project.called(path)}"))
    for path, reason in sorted((*listing.skipped, *left)):
        click.echo(visible(f"skipped {project.called(path)}: {reason}"))


def _name_foreign(project: Project, paths: Sequence[str]) -> None:
    for path in paths[:20]:
        click.echo(visible(f"left alone: {folder(project)}/{path}, which is no part of the site"), err=True)
    if len(paths) > 20:
        click.echo(f"left alone: {len(paths) - 20} more files", err=True)


def _summary(documents: int, warnings: int, notes: int, skipped: int, outcome: Outcome, seconds: float) -> str:
    """The line at the end: how many, how long, how many warnings, and how much is left out and was not named."""
    parts = [
        showing.count(documents, "post-mortem"),
        f"{showing.count(len(outcome.written), 'file')} written, {len(outcome.unchanged)} unchanged"
        + (f", {len(outcome.removed)} removed" if outcome.removed else ""),
        showing.count(warnings, "warning"),
    ]
    if notes:
        parts.append(
            f"{notes} info (`pmgen check` shows {'it' if notes == 1 else 'them'})"
        )  # as the check sums them up
    if skipped:
        parts.append(f"{showing.count(skipped, 'file')} skipped (`--verbose` says why)")
    return f"{' · '.join(parts)} · {seconds:.1f} s"
