"""In a public edition all documents lie side by side, as their pages do: no address says in which folders they are."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import basename
from urllib.parse import quote

from pmgen import markdown
from pmgen.addresses import is_relative, target_of
from pmgen.rules.policy import Folder
from pmgen.source import Edit, OverlappingEdits, Span, apply

Moved = Callable[[str], str]
"""From an address in a document to the one that leads to the same file in the edition."""


def flat(folder: Folder) -> Folder:
    """A folder whose documents lie side by side; what they show or link to stays in its folders."""
    documents = frozenset(map(basename, folder.documents))
    return Folder(documents, documents | (folder.files - folder.documents))


def mover(path: str, folder: Folder) -> Moved:
    """What makes the addresses in a document those in the edition; whatever leads elsewhere stays as it is written.

    Args:
        path: of the document, relative to the source folder.
        folder: the documents and the files that the edition has.
    """

    def moved(url: str) -> str:
        target = target_of(path, url)[0] if is_relative(url) else ""
        if target not in folder.files or "/" not in f"{path}{target}":
            return url
        place = basename(target) if target in folder.documents else target
        return quote(place, safe="/~") + "".join(url.partition("#")[1:])

    return moved


def readdressed(text: str, moved: Moved) -> str:
    """A Markdown text with the addresses of the edition; its words alone where nobody can be sure that it has them."""
    links = markdown.fragment(text).links
    edits = [Edit(Span(each.start, each.end), to) for each in links if (to := moved(each.url)) != each.url]
    if not edits:
        return text
    try:
        found = apply(text, edits)
    except OverlappingEdits:
        return markdown.plain(text)
    there = [each.url for each in markdown.fragment(found).links]
    return found if there == [moved(each.url) for each in links] else markdown.plain(text)
