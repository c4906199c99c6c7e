"""`pmgen check`: every mistake, with its place."""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pmgen import check, reporters, rules
from pmgen.cli import locating, showing
from pmgen.cli import project as world
from pmgen.cli.checks import checking
from pmgen.cli.checks.checking import Checked
from pmgen.cli.commands import Command
from pmgen.cli.parameters import OneOf, Place, rules_called
from pmgen.cli.project import Failure
from pmgen.diagnostics import Diagnostic, Level, worst
from pmgen.reporters.visible import visible
from pmgen.values import replace

if TYPE_CHECKING:
    from pmgen.baseline import Baseline

_OF_HOSTS = ("github", "gitlab", "sarif")
"""The formats that hosts of repositories read; they look for each path from the root of the repository."""


@click.command("check", cls=Command, epilog="pmgen check --format sarif > pmgen.sarif")
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=Place(path_type=Path))
@click.option("--format", "format_", type=OneOf(list(reporters.REPORTERS)), default="text", help="How to print them.")
@click.option("--select", multiple=True, metavar="RULE", help="Only these: codes, beginnings (PM4) or names.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these.")
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--baseline", "known", type=Place(path_type=Path), metavar="FILE", help="Report only what is new.")
@click.option(
    "--write-baseline", "write", type=Place(path_type=Path), metavar="FILE", help="Take all there is as known."
)
def command(
    paths: tuple[Path, ...],
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    fix: bool,
    known: Path | None,
    write: Path | None,
) -> None:
    """Name every mistake in the post-mortems, with its place.

    Without PATH all of them are checked, and what shows only across files, too: duplicate ids, links between documents.
    """
    select, ignore = _named(select), _named(ignore)
    if known and write:
        raise click.UsageError(
            "`--baseline` leaves out what is known, `--write-baseline` takes all as known: choose one"
        )
    project, wrong = locating.search(Path.cwd())
    if wrong:
        _stop_with(format_, showing.with_prefix(wrong, project.prefix))
    base = _looked_into(known, write, format_) if known or write else None
    checked = checking.look_at(project, paths)
    _name_unasked(checked, select, ignore)
    if not paths and (why := world.misplaced(project)):
        showing.warn(f"{why}; `pmgen build` needs `--site`")
    if fix:
        checked = checking.mend(project, paths, checked, select, ignore)
    if write is not None:
        _write_baseline(write, checked, select, ignore, format_)
        if not checked.hindering:
            return
    found, notes = _left(known, base, write, checked)
    diagnostics = checked.selected(found, select, ignore)
    notes = [*notes, *_uncounted(diagnostics)]
    shown = showing.with_prefix(diagnostics, project.prefix)
    fails = Level.WARNING if strict else Level.ERROR
    _tell(format_, shown, [project.prefix + path for path in checked.paths], notes, fails)
    weightiest = worst(diagnostics)
    if weightiest is not None and weightiest.rank <= fails.rank:
        raise SystemExit(1)


def _named(words: Sequence[str]) -> tuple[str, ...]:
    """Some names of rules, without the blanks that a list in a script leaves around them; each names a rule."""
    names = tuple(word.strip() for word in words)
    for name in names:
        rules_called(name)
    return names


def _uncounted(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Why a build tells of fewer: it asks no repository, and makes no public edition unless it is told to."""
    codes = {each.code for each in (*rules.PROVING, *rules.TOLD)}
    found = [each.code for each in diagnostics if each.code in codes]
    return [f"`pmgen build` does not count {len(found)} of these ({', '.join(sorted(set(found)))})"] if found else []


def _name_unasked(checked: Checked, select: Sequence[str], ignore: Sequence[str]) -> None:
    """Say of which rules that are selected nobody knows whether they would have found anything.

    Raises:
        Failure: these are all of them, be it that there is none; "nothing to report" would be no news.
    """
    unproven = check.selected(rules.PROVING, select, ignore) if checked.unproven else []
    if unproven:
        showing.warn(f"the commits that are named as evidence were not looked for: {visible(checked.unproven)}")
    if unasked := checked.unasked(select, ignore):
        codes = ", ".join(each.code for each in unasked)
        showing.warn(f"{codes}: looked for only where all documents are checked")
    asked = [each for each in check.selected(rules.RULES, select, ignore) if each not in (*unproven, *unasked)]
    if not asked and not checked.hindering:
        raise Failure("nothing was looked for: `--select` and `--ignore` leave no rule that could be asked")


def _looked_into(known: Path | None, write: Path | None, format_: str) -> Baseline | None:
    """What the one baseline holds; nothing is looked for, let alone mended, where either file is another one's."""
    from pmgen.cli.checks import baselines  # few runs have one

    if write:
        baselines.spare(write)
    return _read_baseline(known, format_) if known else None


def _write_baseline(path: Path, checked: Checked, select: Sequence[str], ignore: Sequence[str], format_: str) -> None:
    """Take what was found as known; what a baseline holds of anything else, it keeps.

    A file that cannot be read is not looked at, and why it cannot be read is never known.
    """
    from pmgen.cli.checks import baselines  # as above

    # Where everything was looked at, it matters to nobody what a merge may have made of the file.
    all_anew = checked.everything and not (select or ignore or checked.unread)
    merges = path.is_file() and not all_anew
    old = _read_baseline(path, format_) if merges else {}
    looked_at = [each for each in checked.diagnostics if each.path not in checked.unread]
    baselines.write(path, old, check.selected(looked_at, select, ignore), checked.looked_for(select, ignore))


def _left(
    known: Path | None, base: Baseline | None, written: Path | None, checked: Checked
) -> tuple[list[Diagnostic], list[str]]:
    """What no baseline knows, the one least of all that was just written; and what to say of the rest.

    Args:
        base: the baseline in the file `known`.
    """
    if written:
        return checked.hindering, []
    if known is None or base is None:
        return checked.diagnostics, []
    from pmgen.cli.checks import baselines  # as above

    others = [each for each in checked.diagnostics if not check.hinders(each, checked.unread)]
    new, notes = baselines.subtract(known, base, others, checked.looked_for((), ()))
    return check.in_order([*checked.hindering, *new]), notes


def _read_baseline(path: Path, format_: str) -> Baseline:
    from pmgen.cli.checks import baselines  # as above

    loaded, wrong = baselines.read(path)
    if loaded is None:
        _stop_with(format_, wrong)
    return loaded


def _stop_with(format_: str, diagnostics: list[Diagnostic]) -> NoReturn:
    """Print what is wrong in a file that has to be right before any document can be looked at, and exit with 1."""
    _tell(format_, diagnostics, sorted({each.path for each in diagnostics}))
    raise SystemExit(1)


def _tell(
    format_: str,
    diagnostics: list[Diagnostic],
    paths: list[str],
    notes: Sequence[str] = (),
    fails: Level = Level.ERROR,
) -> None:
    """Print diagnostics as they were asked for, and how many there are."""
    colour, width = showing.in_colour(), showing.width()
    placed = _of_repository(diagnostics) if format_ in _OF_HOSTS else diagnostics
    told = reporters.report(format_, placed, files=paths, rules=rules.RULES, colour=colour, width=width, fails=fails)
    for piece in told:
        sys.stdout.write(piece)
    sys.stdout.flush()  # there is no summary of what could not be told
    for note in notes:
        click.echo(note, err=True)
    click.echo(reporters.summary(diagnostics, files=len(paths), colour=showing.in_colour(err=True)), err=True)


def _of_repository(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics whose paths lead from the root of the repository, where the working directory is in one."""
    from pmgen import git  # a person reads paths from where they are

    inside = git.inside(Path.cwd())
    if not inside:
        return diagnostics
    return [replace(each, path=posixpath.normpath(inside + each.path)) for each in diagnostics]
