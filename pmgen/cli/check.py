"""`pmgen check`: every mistake, with its place."""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pmgen import check, reporters, rules
from pmgen.cli import contents, locating, showing
from pmgen.cli import project as world
from pmgen.cli.evidence import PROVING, doubtful
from pmgen.cli.parameters import OneOf, Place, rules_called
from pmgen.cli.project import Failure, Listing, Project
from pmgen.diagnostics import Diagnostic, Level, worst
from pmgen.reporters.visible import visible
from pmgen.rules.policy import Folder
from pmgen.values import Value, replace

if TYPE_CHECKING:
    from pmgen.baseline import Baseline

_MANY = 40
"""From how many documents on it pays to look at what former runs found out, and at several at a time."""

_OF_HOSTS = ("github", "gitlab", "sarif")
"""The formats that hosts of repositories read; they look for each path from the root of the repository."""


class _Checked(Value):
    """What was looked at, and what was found.

    Args:
        whole: whether these are all the documents; what rules find across files is only looked for then.
        everything: whether nothing else of the project is ever looked at.
        unproven: why nobody has looked for the commits that are evidence; empty where somebody has.
    """

    paths: list[str]
    diagnostics: list[Diagnostic]
    whole: bool
    everything: bool = False
    unproven: str = ""

    def looked_for(self, select: Sequence[str], ignore: Sequence[str]) -> Callable[[str, str], bool]:
        """Whether a diagnostic would have been found, by the path of its file and the code of its rule."""
        asked = rules.RULES if self.whole else [each for each in rules.RULES if each not in rules.ACROSS]
        codes = {each.code for each in check.selected(asked, select, ignore)}
        paths = set(self.paths)
        return lambda path, code: (self.everything or path in paths) and code in codes


@click.command("check", epilog="Example: pmgen check --format sarif > pmgen.sarif")
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
    for word in (*select, *ignore):
        rules_called(word)
    if known and write:
        raise click.UsageError(
            "`--baseline` leaves out what is known, `--write-baseline` takes all as known: choose one"
        )
    project, wrong = locating.search(Path.cwd())
    if wrong:
        _stop_with(format_, showing.with_prefix(wrong, project.prefix))
    checked = _check(project, paths)
    if fix:
        checked = _fix(project, paths, checked, select, ignore)
    if checked.unproven and check.selected(PROVING, select, ignore):
        showing.warn(f"the commits that are named as evidence were not looked for: {visible(checked.unproven)}")
    if write is not None:
        _write_baseline(write, checked, select, ignore, format_)
        return
    found, notes = _subtract(known, checked, format_) if known else (checked.diagnostics, [])
    diagnostics = check.selected(found, select, ignore)
    shown = showing.with_prefix(diagnostics, project.prefix)
    fails = Level.WARNING if strict else Level.ERROR
    _tell(format_, shown, [project.prefix + path for path in checked.paths], notes, fails)
    weightiest = worst(diagnostics)
    if weightiest is not None and weightiest.rank <= fails.rank:
        raise SystemExit(1)


def _check(project: Project, paths: Sequence[Path]) -> _Checked:
    """Look at the documents at some paths; without any, at all that the site is made of."""
    checked = _check_documents(project, paths)
    if paths:
        return checked
    from pmgen.cli import overriding  # a few files are looked at sooner without

    unused = overriding.unused(project)
    paths_of_all = [*checked.paths, *(each.path for each in unused)]
    every = [*checked.diagnostics, *unused]
    return replace(checked, paths=paths_of_all, diagnostics=every, whole=True, everything=True)


def _check_documents(project: Project, paths: Sequence[Path]) -> _Checked:
    listing = world.list_source(project) if not paths or _within(project, paths) else None
    files = _files(project, paths, listing)
    policy = project.policy()
    folder = listing.folder if listing else Folder(frozenset(), frozenset())
    if listing and not paths and len(files) >= _MANY:
        return _remembered(project, listing)
    found = [contents.examine(project, path, policy, folder) for path in files]
    doubts, unproven = doubtful(project, [each.post_mortem for each in found])
    examined = [replace(each, problems=(*each.problems, *more)) for each, more in zip(found, doubts, strict=True)]
    whole = listing is not None and (not paths or _all_of(project, listing, files))
    return _Checked([each.shown for each in examined], check.diagnose(examined, whole=whole), whole, unproven=unproven)


def _all_of(project: Project, listing: Listing, files: Sequence[Path]) -> bool:
    """Whether these are all the documents; following the links of a thousand takes as long as checking one."""
    return len(files) >= len(listing.documents) and {_real(path) for path in files} >= {
        _real(project.source / name) for name in listing.documents
    }


def _remembered(project: Project, listing: Listing) -> _Checked:
    """All documents; check and build share one cache of what they found out."""
    from pmgen.cli import caching, examining  # a few files are looked at sooner without

    with caching.believed():
        shorts, shelf = examining.remembered(project, listing)
        doubts, unproven = doubtful(project, [each.brief for each in shorts])
        gists = [
            replace(each.gist, problems=(*each.gist.problems, *more)) if more else each.gist
            for each, more in zip(shorts, doubts, strict=True)
        ]
        found = check.diagnose_all(gists, shelf.of(shorts))
        return _Checked([each.shown for each in gists], found, whole=True, unproven=unproven)


def _fix(
    project: Project, paths: Sequence[Path], checked: _Checked, select: Sequence[str], ignore: Sequence[str]
) -> _Checked:
    """Mend until nothing more can be: what is mended may show what could not be seen before."""
    from pmgen.cli import fixing  # most runs mend nothing

    total = 0
    while mended := fixing.fix(project, check.selected(checked.diagnostics, select, ignore)):
        total += mended
        checked = _check(project, paths)
    click.echo(f"{total} fixed" if total else "nothing to fix", err=True)
    # What is left of the fixes cannot be made, and nobody is to be promised it.
    return replace(checked, diagnostics=[replace(each, edits=()) for each in checked.diagnostics])


def _real(path: Path) -> Path:
    """Where a path leads; unlike `Path.resolve` this does not fail for links that lead in a circle."""
    return Path(os.path.realpath(path))


def _within(project: Project, paths: Sequence[Path]) -> bool:
    """Whether one of some paths lies in the source folder, or holds it."""
    source = _real(project.source)
    return project.source.is_dir() and any(
        path.is_relative_to(source) or source.is_relative_to(path) for path in map(_real, paths)
    )


def _files(project: Project, paths: Sequence[Path], listing: Listing | None) -> list[Path]:
    """The documents at some paths; a path that holds none is an error, never a silent success.

    Args:
        listing: of the source folder, if a path lies in it or round it: what a build leaves out is no document here.
    """
    if not paths:
        assert listing is not None
        if not listing.documents:
            raise world.no_post_mortem(project.config.source)
        return [project.source / name for name in listing.documents]
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise Failure(f"no file or folder `{path}`")
        if not path.is_dir():
            if reason := _left_out(project, path, listing):
                click.echo(f"skipped `{visible(str(path))}`: {visible(reason)}", err=True)
            else:
                # However the way there is spelled, the name of a document is the one that it has in the source folder.
                inside = _inside(project, path)
                found[_page_beside(path.absolute() if inside is None else project.source / inside)] = None
            continue
        documents = _documents_in(project, path, listing)
        if not documents:
            raise world.no_post_mortem(str(path))
        found |= dict.fromkeys(documents)
    return list(found)


def _documents_in(project: Project, folder: Path, listing: Listing | None) -> list[Path]:
    if listing and _real(project.source).is_relative_to(_real(folder)):
        # What lies round the source folder is no post-mortem: notes, and each page of the site.
        return [project.source / name for name in listing.documents]
    if (inside := _inside(project, folder)) is None or listing is None:
        return [folder.absolute() / name for name in world.list_folder(folder).documents]
    start = "" if inside == "." else f"{inside}/"
    return [project.source / name for name in listing.documents if name.startswith(start)]


def _left_out(project: Project, path: Path, listing: Listing | None) -> str | None:
    """Why a build leaves out a file: a commit hook names every file, also those that are no documents."""
    inside = _inside(project, path)
    if inside is None or listing is None:
        return None
    return next(
        (reason for each, reason in listing.skipped if inside == each or inside.startswith(f"{each.rstrip('/')}/")),
        None,
    )


def _inside(project: Project, path: Path) -> str | None:
    """A path relative to the source folder; `None` where it lies elsewhere."""
    # Of the path itself only the folder is followed: a link in the source folder is a document there.
    real, source = _real(path.parent) / path.name if path.name not in ("", "..") else _real(path), _real(project.source)
    return real.relative_to(source).as_posix() if real.is_relative_to(source) else None


def _page_beside(path: Path) -> Path:
    """The legacy page that a file of YAML is about; any other file is the document itself."""
    page = path.with_suffix(".html")
    return page if path.suffix in (".yml", ".yaml") and page.is_file() else path


def _write_baseline(path: Path, checked: _Checked, select: Sequence[str], ignore: Sequence[str], format_: str) -> None:
    """Take what was found as known; what a baseline holds of anything else, it keeps."""
    from pmgen.cli import baselines  # few runs have one

    # Where everything was looked at, it matters to nobody what a merge may have made of the file.
    merges = path.is_file() and not (checked.everything and not select and not ignore)
    old = _read_baseline(path, format_) if merges else {}
    baselines.write(path, old, check.selected(checked.diagnostics, select, ignore), checked.looked_for(select, ignore))


def _subtract(path: Path, checked: _Checked, format_: str) -> tuple[list[Diagnostic], list[str]]:
    """What a baseline does not know, and what to say of the rest."""
    from pmgen.cli import baselines  # as above

    return baselines.subtract(path, _read_baseline(path, format_), checked.diagnostics, checked.looked_for((), ()))


def _read_baseline(path: Path, format_: str) -> Baseline:
    from pmgen.cli import baselines  # as above

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
