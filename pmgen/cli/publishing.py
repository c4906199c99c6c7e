"""The documents of a public edition."""

from __future__ import annotations

from pmgen import check, edition, search
from pmgen.addresses import is_relative, rewriter, target_of
from pmgen.check import Examined
from pmgen.cli.project import Project
from pmgen.rules.subject import Folder
from pmgen.values import replace


def public(examined: list[Examined], folder: Folder, *, people: bool) -> list[Examined]:
    """The documents that a public edition has, read anew from what is public in them.

    Args:
        folder: everything in the source folder.
        people: whether authors, owners and those who did something are named.
    """
    # Of a legacy page nobody can tell which parts are internal.
    shown = [each for each in examined if each.post_mortem and each.post_mortem.public and not each.page]
    ids = frozenset(each.post_mortem.id for each in shown if each.post_mortem)
    documents = frozenset(each.subject.path for each in shown if each.subject)
    there = Folder(documents, folder.files - (folder.documents - documents))
    return [_public(each, there, ids, people=people) for each in shown]


def _public(examined: Examined, folder: Folder, ids: frozenset[str], *, people: bool) -> Examined:
    subject = examined.subject
    assert subject is not None
    path, to_page = subject.path, rewriter(subject.path, folder.documents)

    def left_out(url: str) -> bool:
        target = target_of(path, url)[0] if is_relative(url) else ""
        return bool(target) and target not in folder.files

    post_mortem = edition.public(subject.post_mortem, left_out, ids, people=people)
    again = check.rewritten(examined, post_mortem, folder, lambda url: "" if left_out(url) else to_page(url))
    return replace(again, words=search.words_of(post_mortem, again.body), key="")


def of_nobody(project: Project) -> Project:
    """A project as far as it may be public: the log, and who answers for a service, are not."""
    settings = project.config
    services = settings.services
    if not settings.public_people:
        services = tuple(replace(each, owner=None) for each in services)
    return replace(project, config=replace(settings, history="front-matter", services=services))
