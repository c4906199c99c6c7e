"""A project, and what lies in its source folder: the world, turned into values."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

import pmgen
from pmgen.cli import leading, leaving_out, showing
from pmgen.cli.walking import walk
from pmgen.config import Config
from pmgen.source import why
from pmgen.values import Value

if TYPE_CHECKING:
    from pmgen import render
    from pmgen.rules.policy import Folder, Policy


class Failure(click.ClickException):
    """Wrong usage, or an environment in which the work cannot be done."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        """Print the message as every other message is printed."""
        word = click.style("error", fg="red", bold=True) if showing.in_colour(err=True) else "error"
        click.echo(f"{word}: {self.message}", err=True)


class Project(Value):
    """A project.

    Args:
        root: its folder, absolute: the one with the config, or the working directory.
        config: its settings.
        prefix: what leads from the working directory to the root, `""` or ending in `/`.
        people: whether the site says who somebody is; see `plan.SitePlan`.
        whole: whether nothing is left out of it; likewise.
    """

    root: Path
    config: Config
    prefix: str
    people: bool = True
    whole: bool = True

    @property
    def source(self) -> Path:
        """The folder with the post-mortems."""
        return self.root / self.config.source

    @property
    def output(self) -> Path:
        """The folder with the pages."""
        return self.root / self.config.site / self.config.path

    def templates(self) -> render.Templates:
        """The project's own templates, and the bundled ones for the rest."""
        from pmgen import render  # only a build needs Jinja

        try:
            return render.read_templates(*self.template_folders(), bundled=True)
        except render.TemplateFailure as failure:
            raise Failure(str(failure)) from failure

    def template_folders(self) -> tuple[tuple[str, Path], ...]:
        """Where templates are looked for first and where next, each with the path to show for it."""
        return (self.config.templates, self.root / self.config.templates), ("templates", _bundled())

    def policy(self) -> Policy:
        """What the rules ask for."""
        from pmgen.rules.policy import Policy  # only what looks at a document needs it

        names = {
            name.casefold(): service.name
            for service in self.config.services
            for name in (service.name, *service.aliases)
        }
        return Policy(
            severities=tuple(severity.name for severity in self.config.severities),
            timezone=self.config.timezone,
            safe_types=self.config.safe_types,
            due_days=self.config.due_days,
            services=names,
            raw_html=self.config.raw_html,
            today=dt.datetime.now(dt.UTC).date(),
            allowed_secrets=self.config.allowed_secrets,
            allowed_addresses=self.config.allowed_addresses,
            allowed_people=self.config.allowed_people,
            internal_hosts=self.config.internal_hosts,
            public_people=self.config.public_people,
            base_url=self.config.base_url,
            commit_url=self.config.commit_url,
            source=self.config.source,
            labels=tuple(severity.label for severity in self.config.severities),
        )

    def shown(self, path: Path) -> str:
        """A path as diagnostics show it: with `/`, relative to the root."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def called(self, name: str) -> str:
        """The path of a file relative to the root, by its path in the source folder."""
        return leaving_out.below(self.config.source) + name


def _bundled() -> Path:
    """The bundled templates: inside the package in a wheel, beside it in a checkout.

    To ask `importlib.resources` for them takes longer than to read them.
    """
    package = Path(pmgen.__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


_DOCUMENTS: Final = (".md", ".markdown", ".html")


class Listing(Value):
    """What lies in the source folder; paths are relative to it, with `/`, in order.

    Args:
        documents: the files that are post-mortems.
        others: the other files that could be copied.
        skipped: what is left out, and why.
        unread: the folders that cannot be read, and why; none where that is an error.
    """

    documents: tuple[str, ...]
    others: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def folder(self) -> Folder:
        """The names, for the rules."""
        from pmgen.rules.policy import Folder  # as above

        skipped = (path for path, _ in self.skipped if path.lower().endswith(_DOCUMENTS))
        files = frozenset((*self.documents, *self.others))
        return Folder(frozenset(self.documents), files, frozenset(skipped), (*self.skipped, *self.unread))


def list_source(project: Project, *, whole: bool = True) -> Listing:
    """What lies in the source folder; for `whole` see `list_folder`."""
    apart = leaving_out.folders_apart(project.config)
    return list_folder(project.source, project.config.ignore, apart, whole=whole)


def list_folder(
    folder: Path, ignored: Sequence[str] = (), apart: Mapping[str, str] | None = None, *, whole: bool = True
) -> Listing:
    """What lies in a folder.

    Args:
        ignored: patterns of what is left out, as the config has them.
        apart: folders in it that hold something else, and what; see `leaving_out.folders_apart`.
        whole: whether it is an error that a folder in it cannot be read, as what it holds may not be missing.

    Raises:
        Failure: it cannot be read, or a folder in it cannot that may not be missing.
    """
    documents: list[str] = []
    others: list[str] = []
    skipped: list[tuple[str, str]] = []
    unread: list[tuple[str, OSError]] = []
    for inside, names in walk(folder, "", ignored, apart or {}, skipped, unread):
        # What is in such a folder is looked at all the same: no public edition may call a draft by its name.
        left_out = leaving_out.ignored_folder(inside, ignored) if ignored else None
        for name in names:
            path = inside + name
            # Nearly every file of a large folder is such a one; nothing but the config has a say in it.
            if name.endswith(".md") and name[0].isdigit() and not ignored:
                documents.append(path)
            elif reason := left_out or leaving_out.file_reason(path, name, ignored):
                skipped.append((path, reason))
            elif name.lower().endswith(_DOCUMENTS):
                documents.append(path)
            else:
                others.append(path)
    for path, error in unread:
        if whole or not path:  # the pages of what is in there would go from the site
            raise _no_folder(folder / path, error) from error
    why_not = sorted((path, f"cannot be read: {why(error)}") for path, error in unread)
    return Listing(tuple(sorted(documents)), tuple(sorted(others)), tuple(sorted(skipped)), tuple(why_not))


def _no_folder(folder: Path, error: OSError) -> Failure:
    if isinstance(error, FileNotFoundError):
        shown = showing.from_here(folder)
        return Failure(f"there is no folder `{shown}` for post-mortems; `pmgen init` begins a place to write them")
    return Failure(_unread(folder, f"cannot be read: {why(error)}"))


def _unread(folder: Path, reason: str) -> str:
    return f"the folder `{showing.from_here(folder)}` of post-mortems {reason}"


def warn_of_unread(project: Project, listing: Listing) -> None:
    """Name the folders that cannot be read, to somebody whose work may be done without."""
    for path, reason in listing.unread:
        showing.warn(_unread(project.source / path, reason))


def refuse_unread(project: Project, listing: Listing, start: str) -> None:
    """Stop where a folder cannot be read whose path begins with `start`.

    Raises:
        Failure: for the first of them.
    """
    for path, reason in listing.unread:
        if path.startswith(start):
            raise Failure(_unread(project.source / path, reason))


def misplaced(project: Project) -> str:
    """Why the site cannot be written where it would be; empty if it can.

    A folder of its own may lie among the post-mortems, as nothing in there is taken for one.
    """
    source, site = leading.to(project.source), leading.to(project.root / project.config.site)
    if leading.to(project.output).is_relative_to(source) and (site == source or not site.is_relative_to(source)):
        return f"the site would be written into the folder of the post-mortems, `{project.config.source}`"
    return ""


def no_post_mortem(path: str, listing: Listing | None = None, start: str | None = "") -> Failure:
    """What to say of a path that holds no post-mortem.

    Args:
        listing: of the source folder, if the path is there.
        start: what the paths of all that it holds begin with in there; `None` if it lies elsewhere.
    """
    ignored = [
        name
        for name, reason in (listing.skipped if listing and start is not None else ())
        if name.startswith(start or "") and reason.startswith(leaving_out.IGNORED)
    ]
    if ignored:
        left_out = showing.count(len(ignored), "file")
        return Failure(f"no post-mortem in `{path}`: {leaving_out.IGNORED} leaves out {left_out}")
    return Failure(f"no post-mortem in `{path}`; `pmgen new TITLE` writes one")
