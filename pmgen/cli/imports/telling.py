"""What an import says of the documents that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pmgen.cli import leading, showing
from pmgen.cli.table import table
from pmgen.legacy import Imported
from pmgen.reporters.visible import visible
from pmgen.rules.leaks.redaction import redacted
from pmgen.values import Value


class Done(Value):
    """A document that is to be written: where it came from, where it goes.

    Args:
        page: a legacy page that stands in its way.
        needs: what it has to say before it can be published.
    """

    source: str
    target: Path
    imported: Imported
    page: Path | None
    needs: tuple[str, ...]


def overview(done: Sequence[Done]) -> str:
    """What was found in each document, as a table."""
    heads = ("Date", "Severity", "Events", "Follow-ups", "Open", "Unsure", "File", "Title")
    beside = showing.width() - len("  ".join(heads[:-2])) - 8  # a date is longer than its head, and there is a gap
    most = min(40, beside) if beside >= 32 else showing.width() - 2  # in a line of its own
    rows = [
        (
            str(each.imported.date or "–"),
            each.imported.level or "–",
            str(each.imported.events),
            str(each.imported.followups),
            str(each.imported.open),
            str(len(each.imported.notes)),
            each.source if len(each.source) <= most else f"…{each.source[1 - most :]}",
            redacted(each.imported.title),
        )
        for each in done
    ]
    return table(heads, rows, showing.width(), bold=showing.in_colour())


def tell(done: Sequence[Done], *, err: bool = False) -> None:
    """Name what was not sure, with the lines of the source, and what is still to be said."""
    for each in done:
        for note in each.imported.notes:
            click.echo(f"{visible(each.source)}:{note.line}:1: info: {visible(note.message)}", err=err)
        if each.needs:
            keys = ", ".join(f"`{key}`" for key in each.needs)
            click.echo(f"{visible(each.source)}:1:1: info: before it can be published it needs {keys}", err=err)


def sum_up(done: Sequence[Done], folder: Path) -> None:
    """Say what was written, and what there is to do next."""
    events, open_ = sum(each.imported.events for each in done), sum(each.imported.open for each in done)
    told = sum(len(each.imported.notes) for each in done)
    click.echo(
        f"{len(done)} imported into `{near(folder)}` · {showing.count(events, 'event')}"
        f" · {showing.count(open_, 'open follow-up')} · {showing.count(told, 'note')}",
        err=True,
    )
    if unshown := sum(each.imported.unshown for each in done):
        said = f"{showing.count(unshown, 'follow-up')} said to be done, and nothing in the sources shows it"
        click.echo(f"{said}: `pmgen check --select PM403` lists what wants a commit, a link or a note", err=True)
    for each in done:
        if each.page:
            click.echo(f"next: delete `{near(each.page)}`, whose address the new document has taken", err=True)
    click.echo("next: `pmgen check --write-baseline pmgen-baseline.json`, and only what is new fails", err=True)


def near(path: Path) -> Path:
    """A path as somebody in this folder would write it."""
    try:
        return leading.to(path).relative_to(Path.cwd())
    except ValueError:
        return path
