"""PM9xx: what only shows across files."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from unicodedata import normalize

from pmgen.addresses import is_outside, is_relative, page_of, stem_of
from pmgen.diagnostics import Level, Problem, rule
from pmgen.model import spelled_alike
from pmgen.rules.links import near_anchor
from pmgen.rules.mentions import is_mentioned
from pmgen.rules.subject import Corpus, Outside, resembling
from pmgen.rules.unseen import unseen
from pmgen.source import Span

RESERVED_STEMS = frozenset("index followups insights definitions 404 postmortems manifest schema feed sitemap".split())
"""Names that the site's own pages and data have."""

OWN_PAGES = re.compile(rf"(?:{'|'.join(sorted(RESERVED_STEMS))}|\d{{4}})\.html?$|(?:assets|services|tags)/")
"""The paths of those, and of what there is a page of its own for."""

OWN_FILES = re.compile(rf"(?:{'|'.join(sorted(RESERVED_STEMS))})\.(?:csv|ics|json|prom|xml)$|{OWN_PAGES.pattern}")
"""The paths of all that a site has besides its documents and what lies beside them."""

Found = tuple[str, Problem]


@rule("PM901", "duplicate-id", Level.ERROR)
def duplicate_id(corpus: Corpus) -> Iterator[Found]:
    """Two post-mortems share an id.

    Without an `id` a post-mortem is called `PM-` and its date, so two of one day must say which is which.

    Bad:

    ```yaml 2026-04-22-vault.md
    title: Vault raft leader deadlock
    ```
    ```yaml 2026-04-22-dns.md
    title: DNS down
    ```

    Good:

    ```yaml 2026-04-22-vault.md
    title: Vault raft leader deadlock
    ```
    ```yaml 2026-04-22-dns.md
    title: DNS down
    id: PM-2026-04-22-2
    ```
    """
    first: dict[str, Outside] = {}
    for subject in sorted(corpus.subjects, key=lambda each: each.path):
        id = subject.id
        other = first.setdefault(id.casefold(), subject)
        if other is not subject:
            message = f"id `{id}` is already that of `{other.path}`"
            yield subject.path, duplicate_id.problem(("id",), message, help=f"say which is which: `id: {id}-2`")


@rule("PM902", "dangling-reference", Level.ERROR)
def dangling(corpus: Corpus) -> Iterator[Found]:
    """A related incident is not there.

    Bad:

    ```yaml
    related: [{id: PM-2026-04-13, as: recurrence-of}]
    ```

    Good:

    ```yaml
    related: [{id: PM-2026-04-13, as: recurrence-of}]
    lint: {ignore: [{rule: dangling-reference, reason: it was never written up}]}
    ```
    """
    known = {subject.id for subject in corpus.subjects}
    for subject in corpus.subjects:
        for index, related in enumerate(subject.related):
            # A file that cannot be read may be the one that is meant; its own errors come first.
            if related.id not in known and not corpus.unreadable:
                yield (
                    subject.path,
                    dangling.problem(
                        ("related", index, "id"),
                        f"no post-mortem has the id `{related.id}`",
                        help=_closest(related.id, corpus.subjects),
                    ),
                )


def _closest(id: str, subjects: Sequence[Outside]) -> str | None:
    """The id of the post-mortem that is named by its file, or the id that looks most like this one."""
    named = next((each.id for each in subjects if stem_of(each.path) == stem_of(id)), None)
    close = named or resembling(id, [each.id for each in subjects], cutoff=0.85)
    return f"did you mean `{close}`?" if close else None


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
        page = _on_disk(f"{stem_of(subject.path)}.html")
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


def _on_disk(page: str) -> str:
    """What a file system that ignores case and the form of accents takes for the same file."""
    return page.casefold() if page.isascii() else normalize("NFC", page.casefold())


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
    pages = {name.casefold(): each.path for each in corpus.subjects for name in _names(each.path)}
    for subject in sorted(corpus.subjects, key=lambda each: each.path):
        for index, alias in enumerate(subject.aliases):
            name = posixpath.normpath(alias).casefold()
            other = pages.setdefault(name, subject.path)
            if other != subject.path or name == page_of(subject.path).casefold():
                message = f"`{alias}` is an address of `{other}`"
                yield subject.path, taken_alias.problem(("aliases", index), message)
            elif OWN_PAGES.match(name):
                message = f"`{alias}` is an address of the site's own"
                yield subject.path, taken_alias.problem(("aliases", index), message)


def _names(path: str) -> tuple[str, str]:
    """The page of a document, and where it would be beside the others: feeds know a document by that name."""
    return f"{stem_of(path)}.html", page_of(path)


@rule("PM907", "dead-anchor-elsewhere", Level.ERROR)
def dead_anchor(corpus: Corpus) -> Iterator[Found]:
    """A link leads to a place in another document that is not there.

    Bad:

    ```markdown 2026-04-22-vault.md
    As [last time](2026-04-14-nfs.md#why).
    ```
    ```yaml 2026-04-14-nfs.md
    date: 2026-04-14
    ```

    Good:

    ```markdown 2026-04-22-vault.md
    As [last time](2026-04-14-nfs.md#summary).
    ```
    ```yaml 2026-04-14-nfs.md
    date: 2026-04-14
    summary: The file server could not be reached.
    ```
    """
    known = {subject.path: subject for subject in corpus.subjects}
    for subject in corpus.subjects:
        for linked, target, anchor in subject.targets:
            other = known.get(target) if anchor and not linked.link.image else None
            if other and not is_outside(target) and anchor not in other.anchors:
                message = f"nothing in `{target}` has the anchor `#{anchor}`"
                yield (
                    subject.path,
                    dead_anchor.problem(
                        linked.at, message, help=near_anchor(anchor, other.anchors), quoting=linked.quote
                    ),
                )


@rule("PM910", "public-names-internal", Level.INFO)
def public_names_internal(corpus: Corpus) -> Iterator[Found]:
    """A public post-mortem names one that is in no public edition, or links to a part that is in none.

    The relation, or the link round the words, will be missing there; the words themselves stay, so they should say
    nothing that only the other document may say; where they are its name or its address, no edition is made. A link may
    name it by its full address, which begins with `base_url`.

    Bad:

    ```yaml
    id: PM-2026-04-22
    visibility: public
    related: [{id: PM-2026-04-13, as: recurrence-of}]
    ```

    ```yaml 2026-04-13.md
    id: PM-2026-04-13
    date: 2026-04-13
    ```

    Good:

    ```yaml
    id: PM-2026-04-22
    visibility: public
    related: [{id: PM-2026-04-13, as: recurrence-of}]
    ```

    ```yaml 2026-04-13.md
    id: PM-2026-04-13
    date: 2026-04-13
    status: published
    visibility: public
    ```
    """
    internal = [each for each in corpus.subjects if not each.public]
    ids, paths = {each.id for each in internal}, {each.path for each in internal}
    hidden = {each.path: each.hidden for each in corpus.subjects if each.hidden}
    beside = cache(lambda: unseen(corpus.subjects))  # few documents link to what is none
    for subject in corpus.subjects:
        if not subject.meant:
            continue
        for index, other in enumerate(subject.related):
            if other.id in ids:
                message = f"`{other.id}` is internal; a public edition says nothing of it"
                yield subject.path, public_names_internal.problem(("related", index, "id"), message)
        said = []
        for linked, target, anchor in subject.targets:
            if linked.internal:
                continue  # its words are in no public edition, either
            if (
                target in paths
                or (anchor and anchor in hidden.get(target or subject.path, ()))
                or (not is_relative(linked.link.url) and beside().has(target))
            ):
                worded = isinstance(linked.at, Span) or linked.link.end
                missing = "in a public edition its words are no link" if worded else "a public edition is without it"
                message = f"`{linked.link.url}` is internal; {missing}"
                said.append(linked)
                yield subject.path, public_names_internal.problem(linked.at, message, quoting=linked.quote)
        for linked in subject.sources:
            if linked not in said and is_mentioned(linked.link.url, beside().names):
                message = f"`{linked.link.url}` is internal; a public edition is without it"
                yield subject.path, public_names_internal.problem(linked.at, message)


@rule("PM911", "two-spellings", Level.WARNING)
def two_spellings(corpus: Corpus) -> Iterator[Found]:
    """A service or a tag is spelled in another way than in other post-mortems.

    Each spelling has a page of its own, and who asks for the history of the service finds a part of it. The spelling
    that most have is the one to keep; with a catalogue of services in the config all names of one lead to one page.

    Bad:

    ```yaml 2026-04-14-nfs.md
    date: 2026-04-14
    services: [nfs]
    ```
    ```yaml 2026-04-22-vault.md
    services: [vault, NFS]
    ```

    Good:

    ```yaml 2026-04-14-nfs.md
    date: 2026-04-14
    services: [nfs]
    ```
    ```yaml 2026-04-22-vault.md
    services: [vault, nfs]
    ```
    """
    for key in ("services", "tags"):
        counts = Counter(name for subject in corpus.subjects for name in dict.fromkeys(subject.names[key]))
        usual: dict[str, str] = {}
        for name in sorted(counts, key=lambda each: (-counts[each], each != each.lower(), each)):
            usual.setdefault(spelled_alike(name), name)
        others = {name: usual[spelled_alike(name)] for name in counts.keys() - usual.values()}
        for subject in corpus.subjects if others else ():
            for index, name in enumerate(subject.names[key]):
                kept = others.get(name)
                if kept and kept not in subject.names[key]:  # two in one document are that document's to mend
                    message = f"`{name}` is `{kept}` in {_post_mortems(counts[kept])}"
                    yield subject.path, two_spellings.problem((key, index), message, help=f"write `{kept}`")


def _post_mortems(number: int) -> str:
    return "another post-mortem" if number == 1 else f"{number} other post-mortems"


RULES = (duplicate_id, dangling, taken_name, taken_alias, dead_anchor, public_names_internal, two_spellings)
