"""What is wrong with the documents, and whether there is a build in spite of it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pmgen import check, reporters
from pmgen.cli import overriding, showing
from pmgen.cli.documents.shelf import Shelf, Short
from pmgen.cli.project import Project
from pmgen.diagnostics import Diagnostic, Level, worst


def weighed(shorts: Sequence[Short], shelf: Shelf, *, public: bool) -> tuple[list[Diagnostic], int]:
    """The errors and warnings of all documents, by their weight for this audience, and the number of notes."""
    gists, examined = [each.gist for each in shorts], shelf.of(shorts)
    diagnostics, notes = check.weigh(gists, examined)
    return (check.blocking(diagnostics, gists, examined) if public else diagnostics), notes


def passed(
    project: Project,
    diagnostics: Sequence[Diagnostic],
    notes: int,
    told: Sequence[Diagnostic],
    *,
    files: int,
    strict: bool,
) -> tuple[list[Diagnostic], int]:
    """Print errors and warnings, and exit with 1 where any fails the build; these, and how many notes there are.

    Args:
        told: what the making of the edition found.
    """
    unused = overriding.unused(project)
    diagnostics = check.in_order([*diagnostics, *told]) if told else diagnostics
    shown = showing.with_prefix([*diagnostics, *unused], project.prefix)
    showing.show(shown)
    weightiest = worst(shown)
    if weightiest is Level.ERROR or (strict and weightiest is Level.WARNING):
        click.echo(reporters.summary(shown, files=files + len(unused), colour=showing.in_colour(err=True)), err=True)
        click.echo("nothing was written; the site is as it was", err=True)
        raise SystemExit(1)
    return [*diagnostics, *unused], notes
