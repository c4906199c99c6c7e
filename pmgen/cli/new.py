"""`pmgen new`: a post-mortem that already checks clean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

import click

from pmgen import check, document, serialize, times
from pmgen.addresses import page_of, stem_of
from pmgen.cli import locating, storing
from pmgen.cli import project as world
from pmgen.cli.commands import Command
from pmgen.cli.documents import files
from pmgen.cli.naming import UNNAMED, numbered, one_line, title_slug
from pmgen.cli.parameters import Day
from pmgen.cli.project import Failure, Listing, Project
from pmgen.diagnostics import Level
from pmgen.front_matter import Mapping, Scalar
from pmgen.model import PostMortem, Status, each_once, fold
from pmgen.rules.policy import Folder
from pmgen.source import decode_bytes

BODY: Final = """\
## What happened

Not written yet: what was noticed first, what was tried, and what helped.
"""

# `## ` is for the reader and stays a comment when the lines around it lose their `# `.
GUIDE: Final = """\
## Take away the `# ` before what you can say already; `pmgen check` names what is still missing.
## Before `status: review`:

# services: [{service}]

# summary: Logins failed for two hours. Whoever was logged in noticed nothing.

# impact:
#   description: What users saw, in a sentence or two
#   users: about 40, all in one office  # leave out what is not known
#   data_loss: none  # none, suspected, confirmed, unknown
#   windows:
#     - {{start: "09:15", end: "11:03", level: outage}}

# detection:
#   by: alert  # alert, monitoring, user-report, operator, unknown

# timeline:  # times: "09:15", "~09:15", "{day} 23:55", "T+90m", unknown
#   - {{at: "~09:10", kind: started, event: Logins begin to fail}}
#   - {{at: "09:15", kind: detected, event: The first alert}}
#   - {{at: "11:03", kind: resolved, event: Logins work again}}

## Before `status: published`:

# root_cause:
#   description: Why it happened, in a paragraph
#   trigger: What set it off that day

# followups:  # [] where nothing is to be done
#   - id: F1
#     action: Alert when logins fail
#     priority: P2  # P0 prevents this failure, P1 reduces its reach, P2 detects it faster, P3 resilience
#     type: Alert
#     owner: platform
"""


@click.command("new", cls=Command, epilog="pmgen new 'Vault deadlock' --severity SEV1 --service vault")
@click.argument("title", nargs=-1, required=True, metavar="TITLE")
@click.option("--date", type=Day(), metavar="YYYY-MM-DD", help="When it began (default: today).")
@click.option("--severity", metavar="LEVEL", help="How bad it was (default: the last level but one, SEV3).")
@click.option("--service", "services", multiple=True, metavar="NAME", help="What was affected; may be repeated.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Who writes it; may be repeated.")
@click.option("--owner", metavar="NAME", help="Who answers for the document.")
@click.option("--timezone", metavar="ZONE", help="Zone of its times, such as Europe/Sofia (config: timezone).")
@click.option("--id", "id_", metavar="ID", help="Its stable name (default: PM- and the date).")
@click.option("--stdout", is_flag=True, help="Print it, and write no file.")
def command(
    title: tuple[str, ...],
    date: dt.datetime | None,
    severity: str | None,
    services: tuple[str, ...],
    authors: tuple[str, ...],
    owner: str | None,
    timezone: str | None,
    id_: str | None,
    stdout: bool,
) -> None:
    """Begin a post-mortem: a draft that checks clean, with examples of what it will need.

    Prints the path of the file, which is named after the date and the title. A file that is there is never overwritten.
    """
    project = locating.find()
    config = project.config
    listing = world.list_source(project, whole=False) if project.source.is_dir() else Listing((), (), ())
    world.warn_of_unread(project, listing)
    zone = one_line(timezone, "--timezone") if timezone is not None else config.timezone
    day = date.date() if date else dt.datetime.now(times.zone(zone) or dt.UTC).date()
    levels = [level.name for level in config.severities]
    post_mortem = PostMortem(
        title=one_line(" ".join(title), "the title"),
        date=day,
        severity=_level(one_line(severity, "--severity"), levels) if severity is not None else levels[-2:][0],
        status=Status.DRAFT,
        id=_id(project, listing, day, id_),
        timezone=zone,
        services=each_once(_service(each, project.policy().services) for each in services),
        authors=tuple(one_line(each, "--author") for each in authors),
        owner=one_line(owner, "--owner") if owner is not None else None,
    )
    text = draft(post_mortem, service=config.services[0].name if config.services else "login")
    name = _name(listing, day, post_mortem.title)
    _refuse_unclean(project, listing, name, text)
    if stdout:
        click.echo(text, nl=False)
        return
    path = project.prefix + project.called(name)
    _refuse_taken(project, listing, name, path)
    storing.create_file(project.source / name, text.encode(), path)
    click.echo(path)
    if title_slug(post_mortem.title) == UNNAMED != post_mortem.title.lower():
        click.echo(
            f"its name is `{stem_of(name)}`, as the title has no Latin letter: that of its page, for good", err=True
        )
    taken = "" if severity else f", set the severity, which is {post_mortem.severity} for now"
    click.echo(f"next: say what happened{taken}, and run `pmgen check`", err=True)


def draft(post_mortem: PostMortem, *, service: str) -> str:
    """The text of a new file: what is known already, and examples of what is not.

    Args:
        service: the name in the example of `services`.
    """
    guide = GUIDE.format(service=serialize.word(service), day=post_mortem.date).split("\n\n")
    if post_mortem.services:
        guide = [each for each in guide if not each.startswith("# services:")]
    return serialize.document(post_mortem, BODY, comments="\n\n".join(guide))


def _name(listing: Listing, day: dt.date, title: str) -> str:
    """The name of the file; titles without any Latin letter share one, with a number where it is taken."""
    stem = f"{day}-{title_slug(title)}"
    if not stem.endswith(f"-{UNNAMED}") or UNNAMED in title.lower():
        return f"{stem}.md"
    taken = {page_of(each).casefold() for each in listing.documents}
    return next(name for name in numbered(stem, ".md") if page_of(name) not in taken)


def _level(written: str, levels: Sequence[str]) -> str:
    return next((level for level in levels if fold(level) == fold(written)), written)


def _service(written: str, known: Collection[str]) -> str:
    """The name of one service; refuses several in one option, which would be one that nobody has."""
    name = one_line(written, "--service")
    if re.search("[,;]", name) and name.casefold() not in known:
        raise Failure(f"`{name}` is more than one service; name each by itself: `--service vault --service dns`")
    return name


def _id(project: Project, listing: Listing, day: dt.date, chosen: str | None) -> str:
    """The id that was asked for, or the first one of the day that is free."""
    wanted = f"PM-{day}" if chosen is None else one_line(chosen, "--id")
    taken = dict(_ids(project, listing.documents, wanted.removeprefix("PM-")))
    if chosen is not None:
        if other := taken.get(wanted.casefold()):
            raise Failure(f"id `{wanted}` is already that of `{other}`")
        return wanted
    return next(free for free in numbered(wanted) if free.casefold() not in taken)


def _ids(project: Project, names: Collection[str], part: str) -> Iterator[tuple[str, str]]:
    """The ids of the documents in which `part` occurs, folded, each with the name of its file."""
    needle = part.lower().encode()
    for name in names:
        data = files.read(project.source / name, project.source)
        if isinstance(data, str) or needle not in data.lower():
            continue
        read, _ = document.read(decode_bytes(name, data)[0])
        # A draft that cannot be read at the moment will hold the day that its name says.
        yield (_id_of(read.front_matter.root) if read else f"PM-{stem_of(name)[:10]}").casefold(), name


def _id_of(root: Mapping) -> str:
    for key, prefix in (("id", ""), ("date", "PM-")):
        node = root.get(key)
        if isinstance(node, Scalar) and not node.null:
            return prefix + node.text.strip()
    return ""


def _refuse_unclean(project: Project, listing: Listing, name: str, text: str) -> None:
    """Stop where the draft would not check clean: an option holds what its key cannot."""
    folder = Folder(listing.folder.documents | {name}, listing.folder.files | {name})
    examined = check.examine(name, text.encode(), name, project.policy(), folder)
    for each in check.diagnose([examined], whole=False):
        if each.level is not Level.INFO:
            raise Failure(each.message + (f"; {each.help}" if each.help else ""))


def _refuse_taken(project: Project, listing: Listing, name: str, path: str) -> None:
    if (project.source / name).exists():
        raise Failure(f"`{path}` is already there; choose another title, or another `--date`")
    for other in listing.documents:
        if page_of(other).casefold() == page_of(name).casefold():
            raise Failure(f"`{other}` has the page `{page_of(other)}` already; choose another title")
