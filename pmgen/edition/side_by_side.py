"""Where things lie in a public edition: no address says in which folders the documents and the files beside them are.

All documents lie side by side, as their pages do, and what one shows or links to is in a folder of its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import basename, splitext
from urllib.parse import quote

from pmgen import markdown
from pmgen.addresses import is_relative, stem_of, target_of
from pmgen.markdown import Rewrite
from pmgen.rules.policy import Folder
from pmgen.rules.taken import OWN_PAGES, on_disk
from pmgen.source import Edit, OverlappingEdits, Span, apply


def flat(folder: Folder) -> Folder:
    """The documents of a folder, side by side; of what lies beside them each has its own."""
    documents = frozenset(map(basename, folder.documents))
    return Folder(documents, documents)


def places(path: str, files: Iterable[str]) -> Mapping[str, str]:
    """Where the files lie in the edition that a document shows or links to, by their paths in the source folder.

    Args:
        path: of the document, relative to the source folder.
        files: in an order that what is internal does not change.
    """
    folder = stem_of(path)
    if OWN_PAGES.match(on_disk(f"{folder}/")):
        folder = f"files/{folder}"  # two deep, as those of no document are
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in dict.fromkeys(files):
        (stem, ending), name, number = splitext(basename(each)), basename(each), 1
        while on_disk(name) in taken:
            number += 1
            name = f"{stem}-{number}{ending}"
        taken.add(on_disk(name))
        found[each] = f"{folder}/{name}"
    return found


def mover(path: str, documents: frozenset[str], beside: Mapping[str, str]) -> Rewrite:
    """What makes the addresses in a document those in the edition; whatever leads elsewhere stays as it is written.

    Args:
        path: of the document, relative to the source folder.
        documents: those that the edition has, likewise.
        beside: the places of the files.
    """

    def moved(url: str) -> str:
        target = target_of(path, url)[0] if is_relative(url) else ""
        place = basename(target) if target in documents else beside.get(target)
        if place is None:
            return url
        return quote(place, safe="/~") + "".join(url.partition("#")[1:])

    return moved


def readdressed(text: str, moved: Rewrite) -> str:
    """A Markdown text with the addresses of the edition; its words alone where nobody can be sure that it has them."""
    if "](" not in text and "]:" not in text:  # a relative address stands behind one of these
        return text
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
