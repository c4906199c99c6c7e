"""The documents of a public edition, and what of the config everybody may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pmgen import check, edition
from pmgen.check import Examined
from pmgen.cli.documents.shelf import Shelf, Short, in_parts, in_short
from pmgen.cli.project import Failure, Project
from pmgen.diagnostics import Diagnostic, Level
from pmgen.edition import Published
from pmgen.rules import attachments
from pmgen.rules.mentions import Names
from pmgen.rules.policy import Folder, Policy
from pmgen.rules.unseen import drafts, unseen
from pmgen.values import replace

NOBODY = "no post-mortem is public: none is `status: published` and `visibility: public`"
"""Why there may be no edition."""


def of_shelf(
    project: Project, shorts: Sequence[Short], shelf: Shelf, policy: Policy, folder: Folder
) -> tuple[list[Short], Shelf, dict[str, str], list[Diagnostic]]:
    """The documents that a public edition has, read anew from what is public in them, and what keeps it from being.

    Between the two, from the path in the edition of each file that they may show or link to, to that in the source
    folder.

    Args:
        folder: everything in the source folder.
    """
    seen = [each.gist.outside for each in shorts if each.gist.outside]
    people = project.config.public_people
    there, documents = edition.published(seen, folder, shelf.examined, people=people, services=policy.services)
    public = Shelf(policy, there)
    found: list[Short] = []
    beside: dict[str, str] = {}
    told: list[Diagnostic] = []
    for each in documents:
        told += _told(each, shelf.examined(each.name))
        parts = in_parts(each.found)
        found.append(in_short(each.found, each.place, parts))
        public.put(each.place, parts)
        beside |= each.beside
    return found, public, beside, told


def unseen_names(project: Project, found: Iterable[check.Found], folder: Folder) -> Names:
    """Of all documents that a public edition is without; a file beside one of the others must not tell of them."""
    seen = [each.outside for each in found if each.outside]
    return unseen((*seen, *drafts(seen, folder)), project.policy().services).names


def of_memory(
    project: Project, examined: Mapping[str, Examined], folder: Folder
) -> tuple[list[Examined], dict[str, str], list[Diagnostic]]:
    """The same of documents in memory, by their paths."""
    seen = [each.outside for each in examined.values() if each.outside]
    people, services = project.config.public_people, project.policy().services
    _, documents = edition.published(seen, folder, examined.__getitem__, people=people, services=services)
    found = [*documents]
    beside = {place: source for each in found for place, source in each.beside.items()}
    told = [told for each in found for told in _told(each, examined[each.name])]
    return [each.found for each in found], beside, told


def _told(published: Published, examined: Examined) -> list[Diagnostic]:
    """Where a document names what no edition has: an error, whatever the document asks to ignore."""
    placed = check.at_their_places(examined, published.problems)
    return [replace(each, level=Level.ERROR) for each in check.in_order(placed)]


def of_everybody(project: Project, unseen: Names, *, documents: int) -> Project:
    """A project as everybody may read it.

    Args:
        unseen: see `unseen_names`.
        documents: how many the edition has.

    Raises:
        Failure: when the config would tell what is internal, or no document is public.
    """
    if told := next(told_by_config(project, unseen), None):
        raise Failure(told[1])
    if not documents:
        raise Failure(NOBODY)
    return of_nobody(project, unseen)


def told_by_config(project: Project, unseen: Names) -> Iterator[tuple[str, str]]:
    """The keys of the config that say what nobody outside may know, and why each keeps a public edition from being.

    Args:
        unseen: see `unseen_names`.
    """
    config, policy = project.config, project.policy()
    advice = {"base_url": "say with `--base-url` where the public edition will be"}
    said = [("base_url", config.base_url), ("title", config.title)]
    said += [("severities", f"{each.name} {each.label} {each.meaning}") for each in config.severities]
    for key, text in said:
        if text and (told := attachments.of_file(text.encode(), policy, unseen)):
            otherwise = advice.get(key, "say what it is instead")
            where = "and everybody would read it on each page"
            yield key, f"`{key}` names {told}, {where}: {otherwise}, or allow it in the config"


def of_nobody(project: Project, unseen: Names) -> Project:
    """A project without what may not be public: the log, owners of services, and links to what is internal.

    Args:
        unseen: see `unseen_names`.
    """
    settings, policy = project.config, project.policy()
    people = settings.public_people

    def told(text: str | None) -> str | None:
        return None if text and attachments.of_file(text.encode(), policy, unseen) else text

    services = tuple(
        replace(each, owner=told(each.owner) if people else None, link=told(each.link)) for each in settings.services
    )
    links = (settings.base_url, settings.commit_url, settings.issue_url)
    base_url, commit_url, issue_url = map(told, links)
    settings = replace(settings, base_url=base_url, commit_url=commit_url, issue_url=issue_url)
    settings = replace(settings, history="front-matter", services=services)
    return replace(project, config=settings, people=people, whole=False)
