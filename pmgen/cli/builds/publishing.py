"""The documents of a public edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from pmgen import check, edition
from pmgen.addresses import is_legacy, is_relative, rewriter, sidecar_of
from pmgen.check import Examined, Found
from pmgen.cli.builds.mentioning import refusals
from pmgen.cli.documents.shelf import Shelf, Short, in_parts, in_short
from pmgen.cli.project import Failure, Project
from pmgen.rules import attachments
from pmgen.rules.mentions import is_mentioned
from pmgen.rules.policy import Folder, Policy
from pmgen.rules.subject import source_within, target_within
from pmgen.rules.unseen import Unseen, unseen
from pmgen.values import replace


def published(
    project: Project, shorts: Sequence[Short], shelf: Shelf, policy: Policy, folder: Folder
) -> tuple[Project, list[Short], Shelf]:
    """What everybody may read of a project and its documents.

    Args:
        folder: everything in the source folder.

    Raises:
        Failure: when the config would tell what is internal, or no document is public.
    """
    if told := next(told_by_config(project), None):
        raise Failure(told[1])
    found, shelf = _public_ones(shorts, shelf, policy, folder, people=project.config.public_people)
    if not found:
        raise Failure("no post-mortem is public: none is `status: published` and `visibility: public`")
    return of_nobody(project), found, shelf


def _public_ones(
    shorts: Sequence[Short], shelf: Shelf, policy: Policy, folder: Folder, *, people: bool
) -> tuple[list[Short], Shelf]:
    """The documents that a public edition has, read anew from what is public in them."""
    gists = [each.gist for each in shorts]
    names, ids, there = _chosen(gists, folder)
    beside = unseen(each.outside for each in gists if each.outside)
    published = Shelf(policy, there)
    found, told = [], []
    gone = cache(lambda name: _gone(shelf.examined(name)))
    for name in names:
        examined, named = _public(shelf.examined(name), there, ids, gone, beside, people=people)
        told += named
        parts = in_parts(examined)
        found.append(in_short(examined, name, parts))
        published.put(name, parts)
    _refuse(told)
    return found, published


def _refuse(told: Sequence[str]) -> None:
    if told:
        raise Failure("\n".join(told))


def of_memory(examined: Mapping[str, Examined], folder: Folder, *, people: bool) -> list[Examined]:
    """The documents that a public edition has, of those in memory, by their paths.

    Args:
        folder: everything in the source folder.
        people: whether authors, owners and those who did something are named.

    Raises:
        Failure: when one of them names a document that is not in the edition.
    """
    names, ids, there = _chosen(examined.values(), folder)
    gone = cache(lambda name: _gone(examined[name]))
    beside = unseen(each.outside for each in examined.values() if each.outside)
    found = [_public(examined[name], there, ids, gone, beside, people=people) for name in names]
    _refuse([each for _, named in found for each in named])
    return [each for each, _ in found]


def _chosen(found: Iterable[Found], folder: Folder) -> tuple[list[str], frozenset[str], Folder]:
    """The documents of a public edition, their ids, and what there is beside them."""
    # Of a legacy page nobody can tell which parts are internal.
    seen = [each.outside for each in found if each.outside]
    shown = [each for each in seen if each.public and not is_legacy(each.path)]
    documents = frozenset(each.path for each in shown)
    hidden = folder.documents - documents
    beside = {sidecar_of(path, folder.files) for path in hidden if is_legacy(path)}
    there = Folder(documents, folder.files - hidden - beside)
    return [each.path for each in shown], frozenset(each.id for each in shown), there


def _gone(examined: Examined) -> frozenset[str]:
    """The places of a page that only those inside have."""
    subject = examined.subject
    assert subject is not None
    post_mortem = edition.public(subject.post_mortem, lambda _: False, frozenset(), people=False)
    left = check.rewritten(examined, post_mortem, subject.folder, lambda url: url).subject
    assert left is not None
    return subject.anchors - left.anchors


def _public(
    examined: Examined,
    folder: Folder,
    ids: frozenset[str],
    gone: Callable[[str], frozenset[str]],
    beside: Unseen,
    *,
    people: bool,
) -> tuple[Examined, list[str]]:
    """A document as the edition has it, and why it may not, where it names what no edition has."""
    subject = examined.subject
    assert subject is not None
    path, to_page = subject.path, rewriter(subject.path, folder.documents)
    everything = subject.folder.files

    def left_out(url: str) -> bool:
        found = target_within(subject, url)
        if found is None:
            return False
        target, anchor = found
        # What has the address of a page of the site may be one that no document has.
        if target and target not in folder.files and (is_relative(url) or target in everything or beside.has(target)):
            return True
        page = target or path
        return bool(anchor) and page in folder.documents and anchor in gone(page)

    def hidden(source: str) -> bool:
        target = (source_within(subject, source) or ("",))[0]
        led = target not in folder.files and (target in everything or beside.has(target))
        return led or is_mentioned(source, beside.names)

    post_mortem = edition.public(subject.post_mortem, left_out, ids, people=people, hidden=hidden)
    found = check.rewritten(examined, post_mortem, folder, lambda url: "" if left_out(url) else to_page(url))
    return found, [*refusals(examined, found, subject.policy, beside.names, left_out)]


def told_by_config(project: Project) -> Iterator[tuple[str, str]]:
    """The keys of the config that say what nobody outside may know, and why each keeps a public edition from being."""
    config, policy = project.config, project.policy()
    advice = {"base_url": "say with `--base-url` where the public edition will be"}
    said = [("base_url", config.base_url), ("title", config.title)]
    said += [("severities", f"{each.name} {each.label} {each.meaning}") for each in config.severities]
    for key, text in said:
        if text and (told := attachments.of_file(text.encode(), policy)):
            otherwise = advice.get(key, "say what it is instead")
            where = "and everybody would read it on each page"
            yield key, f"`{key}` names {told}, {where}: {otherwise}, or allow it in the config"


def of_nobody(project: Project) -> Project:
    """A project without what may not be public: the log, owners of services, and links to internal hosts."""
    settings, policy = project.config, project.policy()
    people = settings.public_people

    def told(text: str | None) -> str | None:
        return None if text and attachments.of_file(text.encode(), policy) else text

    services = tuple(
        replace(each, owner=told(each.owner) if people else None, link=told(each.link)) for each in settings.services
    )
    links = (settings.base_url, settings.commit_url, settings.issue_url)
    base_url, commit_url, issue_url = map(told, links)
    settings = replace(settings, base_url=base_url, commit_url=commit_url, issue_url=issue_url)
    return replace(project, config=replace(settings, history="front-matter", services=services))
