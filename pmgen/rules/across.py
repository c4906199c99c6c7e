"""PM901, PM902, PM907 and PM911: what post-mortems say of each other, and call alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pmgen.addresses import is_outside, stem_of
from pmgen.diagnostics import Level, rule
from pmgen.model import GUESSES, spelled_alike
from pmgen.rules.links import near_anchor
from pmgen.rules.outside import Corpus, Found, Linked, Outside
from pmgen.rules.subject import resembling


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
    if corpus.unreadable:  # one of these may be what is meant; their own errors come first
        return
    known = {subject.id for subject in corpus.subjects}
    related = (
        (subject.path, index, each.id) for subject in corpus.subjects for index, each in enumerate(subject.related)
    )
    missing = ((path, index, id) for path, index, id in related if id not in known)
    for number, (path, index, id) in enumerate(missing):
        help = _closest(id, path, corpus.subjects) if number < GUESSES else None
        yield path, dangling.problem(("related", index, "id"), f"no post-mortem has the id `{id}`", help=help)


def _closest(id: str, path: str, subjects: Sequence[Outside]) -> str | None:
    """The id of the post-mortem that is named by its file or in other capitals, or the id that looks most like this.

    Args:
        path: of the post-mortem that names it, which hardly means itself.
    """
    others = [each for each in subjects if each.path != path]
    named = next(
        (each.id for each in others if stem_of(each.path) == stem_of(id) or each.id.casefold() == id.casefold()), None
    )
    close = named or resembling(id, [each.id for each in others], cutoff=0.85)
    return f"did you mean `{close}`?" if close else None


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
    for number, (path, linked, target, anchor, anchors) in enumerate(_dead_anchors(corpus)):
        message = f"nothing in `{target}` has the anchor `#{anchor}`"
        help = near_anchor(anchor, anchors) if number < GUESSES else None
        yield path, dead_anchor.problem(linked.at, message, help=help, quoting=linked.quote)


def _dead_anchors(corpus: Corpus) -> Iterator[tuple[str, Linked, str, str, frozenset[str]]]:
    """The links to nothing in another document: where each stands, where it leads, and the anchors that are there."""
    known = {subject.path: subject for subject in corpus.subjects}
    for subject in corpus.subjects:
        for linked, target, anchor in subject.targets:
            other = known.get(target) if anchor and not linked.link.image else None
            if other and not is_outside(target) and anchor not in other.anchors:
                yield subject.path, linked, target, anchor, other.anchors


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


RULES = (duplicate_id, dangling, dead_anchor, two_spellings)
