"""PM910 and PM912: what a public post-mortem names of those that are in no public edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from pmgen.addresses import is_relative
from pmgen.diagnostics import Level, found_elsewhere, rule
from pmgen.rules import mentions, unseen
from pmgen.rules.outside import Corpus, Found, Linked, Outside
from pmgen.source import Span


@rule("PM910", "public-names-internal", Level.INFO)
def public_names_internal(corpus: Corpus) -> Iterator[Found]:
    """A public post-mortem names one that is in no public edition, or links to a part that is in none.

    The relation, or the link round the words, will be missing there; the words themselves stay, so they should say
    nothing that only the other document may say; where they are its id, file, address or title, PM912 says so. A link
    may name it by its full address, which begins with `base_url`.

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
    ids = {each.id for each in corpus.subjects if not each.public}
    beside = cache(lambda: unseen.unseen(corpus.subjects))  # few documents link to what is none
    leads_inside = _leading_inside(corpus, beside)
    for subject in corpus.subjects:
        if not subject.meant:
            continue
        for index, other in enumerate(subject.related):
            if other.id in ids:
                message = f"`{other.id}` is internal; a public edition says nothing of it"
                yield subject.path, public_names_internal.problem(("related", index, "id"), message)
        # The words of an internal link are in no public edition, either.
        shown = (each for each in subject.targets if not each[0].internal)
        said = [linked for linked, target, anchor in shown if leads_inside(subject, linked, target, anchor)]
        for linked in said:
            worded = isinstance(linked.at, Span) or linked.link.end
            missing = "in a public edition its words are no link" if worded else "a public edition is without it"
            message = f"`{linked.link.url}` is internal; {missing}"
            yield subject.path, public_names_internal.problem(linked.at, message, quoting=linked.quote)
        for linked in subject.sources:
            if linked not in said and mentions.is_mentioned(linked.link.url, beside().names):
                message = f"`{linked.link.url}` is internal; a public edition is without it"
                yield subject.path, public_names_internal.problem(linked.at, message)


def _leading_inside(corpus: Corpus, beside: Callable[[], unseen.Unseen]) -> Callable[[Outside, Linked, str, str], bool]:
    """Whether a link of a document leads, by its path and its anchor, to what no public edition has."""
    paths = {each.path for each in corpus.subjects if not each.public}
    hidden = {each.path: each.hidden for each in corpus.subjects if each.hidden}

    def leads_inside(subject: Outside, linked: Linked, target: str, anchor: str) -> bool:
        if target in paths or (anchor and anchor in hidden.get(target or subject.path, ())):
            return True
        url = linked.link.url
        return not is_relative(url) and (beside().has(target) or beside().is_asked_by(url))

    return leads_inside


words_name_internal = found_elsewhere(
    "PM912",
    "public-words-name-internal",
    """The words of a public post-mortem are a name of one that is in no public edition: id, file, title.

    Everybody would read of an incident that nobody outside may know of, and often what it was about; so there is no
    public edition as long as they are there, whatever the document asks to ignore. What is meant for those inside goes
    between `::: internal` and `:::`, or into an item with `internal: true`. `allowed_addresses` in the config allows
    what is harmless.

    A name that may be an ordinary word (`vault`, `2026-04-22`, `split-brain`) counts with the ending of a file, and one
    of three parts (`dns-ttl-low`) in code, too. With the ending alone counts what has another meaning: a standard, a
    region or a version (`utf-8`, `us-east-1`, `postgres-15`), and what a public service or tag or the catalogue is
    called, `vault-2` beside `vault`. Of a draft that `ignore` in the config leaves out, or that begins with `_`, the
    name of the file counts, if a year is in it, or `draft` in its path.

    A title counts where it stands as it is written, with the capitals of a heading, or as addresses have it, if four of
    its words have four letters and no public title begins with it. The words of a link to the document stay, too: there
    its title counts however short it is, and so do two words of it or of the file's name that stand side by side, in
    whichever order, be they of one or of many, unless a public title, service or tag has them.

    To find all that, public documents are made as the edition would have them, so that `pmgen check` looks for it where
    it looks at all documents, and `pmgen build` where it builds that edition.

    Bad:

    ```markdown
    ---
    visibility: public
    ---
    It went as in 2026-04-13-payroll-leak.
    ```

    ```yaml 2026-04-13-payroll-leak.md
    id: PM-2026-04-13
    date: 2026-04-13
    ```

    Good:

    ```markdown
    ---
    visibility: public
    ---
    It went as once before.
    ```

    ```yaml 2026-04-13-payroll-leak.md
    id: PM-2026-04-13
    date: 2026-04-13
    ```
    """,
    Level.WARNING,
)

RULES = (public_names_internal,)
TOLD = (words_name_internal,)
"""What the making of a public edition finds."""
