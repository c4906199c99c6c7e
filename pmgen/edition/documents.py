"""The documents of a public edition."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from posixpath import basename

from pmgen import check
from pmgen.addresses import is_legacy, is_relative, rewriter, sidecar_of
from pmgen.check import Examined, Found
from pmgen.diagnostics import Problem
from pmgen.edition.link_words import telling
from pmgen.edition.naming import naming
from pmgen.edition.post_mortems import public
from pmgen.edition.side_by_side import flat, mover, places
from pmgen.edition.sifting import Sieve, may_name, sieve
from pmgen.model import Status
from pmgen.rules.mentions import is_mentioned
from pmgen.rules.outside import Outside
from pmgen.rules.policy import Folder
from pmgen.rules.subject import Subject, source_within, target_within
from pmgen.rules.unseen import Unseen, drafts, unseen
from pmgen.values import Value, replace


class Published(Value):
    """A document as everybody may read it.

    Args:
        name: its path relative to the source folder.
        place: its path in the edition.
        beside: from the path in the edition of each file that it may show or link to, to that in the source folder.
        found: what the edition has of it.
        problems: where its words name what no edition has, for which there is none.
    """

    name: str
    place: str
    beside: Mapping[str, str]
    found: Examined
    problems: tuple[Problem, ...]


def published(
    seen: Sequence[Outside],
    folder: Folder,
    examined: Callable[[str], Examined],
    *,
    people: bool,
    services: Collection[str] = (),
    only: frozenset[str] | None = None,
    sought: Sieve | None = None,
) -> tuple[Folder, Iterator[Published]]:
    """What a public edition has: its files, and its documents, read anew from what is public in them.

    Args:
        seen: all documents that can be read, as others see them.
        folder: everything in the source folder.
        examined: from the path of a document to the document itself.
        people: whether authors, owners and those who did something are named.
        services: every name that a service goes by, where there is a catalogue.
        only: the paths of the documents that are asked for; `None` for all.
        sought: the sieve of all documents, if somebody has made it.
    """
    # Of a legacy page nobody can tell which parts are internal.
    shown = [each for each in seen if each.public and not is_legacy(each.path)]
    documents, ids = frozenset(each.path for each in shown), frozenset(each.id for each in shown)
    hidden = folder.documents - documents
    sidecars = {sidecar_of(path, folder.files) for path in hidden if is_legacy(path)}
    known = (*seen, *drafts(seen, folder))
    there, others = Folder(documents, folder.files - hidden - sidecars), unseen(known, services)
    edition = flat(there)
    gone = cache(lambda name: _gone(examined(name)))
    sought = sought or sieve(known, services)
    wanted = (each for each in shown if only is None or each.path in only)
    return edition, (
        _public(each, examined(each.path), there, edition, ids, gone, others, sought, people=people) for each in wanted
    )


def named(
    found: Iterable[Found],
    folder: Folder,
    examined: Callable[[str], Examined],
    *,
    people: bool,
    services: Collection[str] = (),
) -> dict[str, tuple[Problem, ...]]:
    """Where documents that say that they are public name some that no public edition has, by their paths.

    Of those that wait to be published it is asked as if all of these were. For the arguments see `published`.
    """
    seen = [each.outside for each in found if each.outside]
    public = [each.path for each in seen if each.public]
    told = dict(_named(seen, public, folder, examined, people=people, services=services))
    waiting = {each.path for each in seen if each.meant and not each.public and _waits(examined(each.path))}
    if waiting:
        then = [replace(each, public=True) if each.path in waiting else each for each in seen]
        told |= _named(then, waiting, folder, examined, people=people, services=services)
    return told


def _named(
    seen: Sequence[Outside],
    paths: Iterable[str],
    folder: Folder,
    examined: Callable[[str], Examined],
    *,
    people: bool,
    services: Collection[str],
) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """The same of some documents as all of them are now; those that name none are not made for it."""
    sought, by_path = sieve((*seen, *drafts(seen, folder)), services), {each.path: each for each in seen}
    only = frozenset(path for path in paths if may_name(by_path[path], examined(path), sought))
    _, documents = published(seen, folder, examined, people=people, services=services, only=only, sought=sought)
    return ((each.name, each.problems) for each in documents)


def _waits(examined: Examined) -> bool:
    post_mortem = examined.post_mortem
    return post_mortem is not None and post_mortem.status is not Status.WITHDRAWN


def _gone(examined: Examined) -> frozenset[str]:
    """The places of a page that only those inside have."""
    subject = examined.subject
    assert subject is not None
    post_mortem = public(subject.post_mortem, lambda _: False, frozenset(), people=False)
    left = check.rewritten(examined, post_mortem, subject.folder, lambda url: url).subject
    assert left is not None
    return subject.anchors - left.anchors


def _public(
    seen: Outside,
    examined: Examined,
    folder: Folder,
    edition: Folder,
    ids: frozenset[str],
    gone: Callable[[str], frozenset[str]],
    others: Unseen,
    sought: Sieve,
    *,
    people: bool,
) -> Published:
    """A document as the edition has it."""
    subject, name, place = examined.subject, seen.path, basename(seen.path)
    assert subject is not None
    everything = subject.folder.files
    lying = places(name, _files(subject, folder))
    moved, to_page = mover(name, folder.documents, lying), rewriter(place, edition.documents)

    def left_out(url: str) -> bool:
        found = target_within(subject, url)
        if found is None:
            return False
        target, anchor = found
        # What has the address of a page of the site may be one that no document has.
        if target and target not in folder.files and (is_relative(url) or target in everything or others.has(target)):
            return True
        # Where it is for those inside, or what the search there is asked for.
        if not is_relative(url) and (target in lying or others.is_asked_by(url)):
            return True
        page = target or name
        return bool(anchor) and page in folder.documents and anchor in gone(page)

    def hidden(source: str) -> bool:
        found = source_within(subject, source)
        target = found[0] if found else ""
        led = target not in folder.files and (target in everything or others.has(target))
        asks = found is not None and not is_relative(source) and others.is_asked_by(source)
        return led or asks or is_mentioned(source, others.names)

    post_mortem = public(subject.post_mortem, left_out, ids, people=people, hidden=hidden, moved=moved)
    found = check.rewritten(
        examined, post_mortem, edition, lambda url: "" if left_out(url) else to_page(moved(url)), moved
    )
    sources = {lies: source for source, lies in lying.items()}
    if not may_name(seen, examined, sought):
        return Published(name, place, sources, found, ())
    names = naming(examined, found, subject.policy, others.names, left_out)
    told = (*names, *telling(examined, sought.called, others.names, left_out))
    return Published(name, place, sources, found, told)


def _files(subject: Subject, folder: Folder) -> Iterator[str]:
    """The files that a document shows or links to, those first of which everybody may know."""
    targets = sorted(subject.targets, key=lambda each: each[0].internal)
    return (target for _, target, _ in targets if target in folder.files and target not in folder.documents)
