"""PM903 and PM906: names of pages and old addresses that are taken, among all files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from unicodedata import normalize

from pmgen.addresses import page_of, stem_of
from pmgen.diagnostics import Level, rule
from pmgen.rules.outside import Corpus, Found

RESERVED_STEMS = frozenset("index followups insights definitions 404 postmortems manifest schema feed sitemap".split())
"""Names that the site's own pages and data have."""

OWN_PAGES = re.compile(rf"(?:{'|'.join(sorted(RESERVED_STEMS))}|\d{{4}})\.html?$|(?:assets|services|tags)/")
"""The paths of those, and of what there is a page of its own for."""

OWN_FILES = re.compile(rf"(?:{'|'.join(sorted(RESERVED_STEMS))})\.(?:csv|ics|json|prom|xml)$|{OWN_PAGES.pattern}")
"""The paths of all that a site has besides its documents and what lies beside them."""


@rule("PM903", "taken-page-name", Level.ERROR)
def taken_name(corpus: Corpus) -> Iterator[Found]:
    """Two documents would have the same page, or one would have a page of the site's own.

    A page is named after its file, without the folder; systems that do not tell `A` from `a` count them as one.

    Bad:

    ```yaml index.md
    severity: SEV1
    ```

    Good:

    ```yaml 2026-04-22-vault.md
    severity: SEV1
    ```
    """
    first: dict[str, str] = {}
    for subject in sorted(corpus.subjects, key=lambda each: each.path):
        path = page_of(subject.path)
        page = on_disk(f"{stem_of(subject.path)}.html")
        other = first.setdefault(page, subject.path)
        if OWN_PAGES.match(page) or OWN_PAGES.match(path):
            message = f"`{page}` is a page of the site's own"
            yield (
                subject.path,
                taken_name.problem((), message, help="name the file after the day: `2026-04-22-vault.md`"),
            )
        elif other != subject.path:
            message = f"`{other}` would have the same page, `{page}`"
            yield subject.path, taken_name.problem((), message, help="rename one of the two")


def on_disk(name: str) -> str:
    """What a file system that ignores case and the form of accents takes for the same file."""
    return name.casefold() if name.isascii() else normalize("NFC", name.casefold())


@rule("PM906", "taken-alias", Level.ERROR)
def taken_alias(corpus: Corpus) -> Iterator[Found]:
    """An old address is that of another page.

    Bad:

    ```yaml 2026-04-22-vault.md
    aliases: [2026-04-14-nfs.html]
    ```
    ```yaml 2026-04-14-nfs.md
    date: 2026-04-14
    ```

    Good:

    ```yaml 2026-04-22-vault.md
    aliases: [vault-outage.html]
    ```
    """
    pages = {on_disk(name): each.path for each in corpus.subjects for name in _names(each.path)}
    folders: dict[str, str] = {}
    for subject in sorted(corpus.subjects, key=lambda each: each.path):
        held: dict[str, str] = {}
        for index, alias in enumerate(subject.aliases):
            folder, message, advice = posixpath.dirname(posixpath.normpath(alias)), None, None
            name = on_disk(posixpath.normpath(alias))
            other = pages.setdefault(name, subject.path)
            spelled = folders.setdefault(on_disk(folder), folder)
            if first := held.get(name):
                message = f"`{alias}` is there twice" if alias == first else f"`{alias}` is there already, as `{first}`"
                advice = "delete one of the two"
            elif other != subject.path or name == on_disk(page_of(subject.path)):
                message = f"`{alias}` is an address of `{other}`"
            elif OWN_PAGES.match(name):
                message = f"`{alias}` is an address of the site's own"
            elif folder != spelled:
                message = f"`{alias}` is in the folder `{folder}`, which another old address has as `{spelled}`"
            if message:
                yield subject.path, taken_alias.problem(("aliases", index), message, help=advice)
            held.setdefault(name, alias)


def _names(path: str) -> tuple[str, str]:
    """The page of a document, and where it would be beside the others: feeds know a document by that name."""
    return f"{stem_of(path)}.html", page_of(path)


RULES = (taken_name, taken_alias)
