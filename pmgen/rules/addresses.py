"""PM510 and PM520: what is wrong with an address as it stands, wherever it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmgen.addresses import SAFE_SCHEMES, scheme_of
from pmgen.diagnostics import Level, Problem, Route, rule, shortened
from pmgen.model import PostMortem
from pmgen.rules.subject import Subject

# `http//`, `https:/`, `htps://` and their like; a scheme that is one begins otherwise.
_BEGINNING = re.compile(r"h?t{1,3}p{1,2}(s?)(?::?/{1,2}|;//|://)|https?:/+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(
    r"(?:localhost|\d+(?:\.\d+){3}|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.([a-z]{2,}))(?::\d+)?(?=[/?#]|$)", re.IGNORECASE
)
_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]\n]*)\]\(<?(?P<to>(?:https?://|mailto:)[^()\s<>]+)>?\)|<(?P<alone>https?://[^<>\s]+)>"
)
_LINKABLE = "an address that begins with `https://`, or the name of a file beside the document"
_DOMAINS = frozenset(
    "app at au be bg biz br ca ch cloud cn co com corp cz de dev dk edu es eu example fi fr gov hu ie in info int"
    " internal io it jp lan local net nl no nz org pt ro ru se test tw uk us".split()
)
"""The ends of host names that hardly any file has."""


@rule("PM510", "unsafe-address", Level.ERROR)
def unsafe_address(subject: Subject) -> Iterator[Problem]:
    """An address is neither `http`, `https`, `mailto` nor relative, or lacks its `//`.

    Anything else in a key of the front matter is not a link that a page may hold. `https:` without its `//` leads
    nowhere, in Markdown as well.

    Bad:

    ```yaml
    references: [{title: Runbook, url: "javascript:alert(1)"}]
    ```

    Good:

    ```yaml
    references: [{title: Runbook, url: "https://example.org/runbook"}]
    ```
    """
    for route, url in addresses(subject.post_mortem):
        scheme = scheme_of(url)
        if scheme and scheme not in SAFE_SCHEMES:
            message = f"`{scheme}:` is not an address that a page may link to"
            yield unsafe_address.problem(route, message, help=meant_address(url) or _LINKABLE)
    for each in subject.links:
        scheme = "" if each.link.image else scheme_of(each.link.url)
        if scheme in ("http", "https") and not each.link.url.startswith("//", len(scheme) + 1):
            message = f"`{shortened(each.link.url)}` has no `//` behind its `{scheme}:`"
            yield unsafe_address.problem(each.at, message, help=meant_address(each.link.url), quoting=each.quote)


@rule("PM520", "link-without-address", Level.WARNING)
def without_address(subject: Subject) -> Iterator[Problem]:
    """A link leads nowhere.

    An address that is empty, or `#`, is the page on which the link stands: one that was to be filled in later.

    Bad:

    ```markdown
    See [the runbook]().
    ```

    Good:

    ```markdown
    See [the runbook](https://example.org/runbook).
    ```
    """
    for each in subject.links:
        if not each.link.image and each.link.url in ("", "#"):
            message = (
                f"a link to `{each.link.url}`, which is this page" if each.link.url else "a link without an address"
            )
            yield without_address.problem(
                each.at, message, help="write the address, or the words without `[`, `]` and `(…)`", quoting=each.quote
            )


def addresses(post_mortem: PostMortem) -> Iterator[tuple[Route, str]]:
    """What the front matter links to, beside the links in its Markdown."""
    for index, reference in enumerate(post_mortem.references):
        yield ("references", index, "url"), reference.url
    for index, followup in enumerate(post_mortem.followup_list):
        for number, link in enumerate(followup.done.links if followup.done else ()):
            yield ("followups", index, "done", "links", number), link


def link_in(text: str) -> tuple[str, bool] | None:
    """The address of the first Markdown link in a text that is no Markdown, and whether the text says nothing else."""
    if not (found := _LINK.search(text)):
        return None
    to = found["to"] or found["alone"]
    return to, found[0] == text.strip() and (found["words"] or "") in ("", to)


def meant_address(url: str) -> str | None:
    """The question whether an address was meant that lacks its beginning, or whose beginning is mistyped."""
    bare = url.removeprefix("<").removesuffix(">").removeprefix("%3C").removesuffix("%3E")
    meant = None
    if (found := _LINK.match(url)) and found["to"]:
        meant = found["to"]
    elif found := _BEGINNING.match(bare):
        meant = f"http{found[1]}://{bare[found.end() :]}"
    elif _MAIL.fullmatch(bare):
        meant = f"mailto:{bare}"
    # A browser may do without the beginning of an address; in a page it means a file.
    elif (found := _HOST.match(bare)) and (bare.startswith("www.") or (found[1] or "int").lower() in _DOMAINS):
        meant = f"{'https' if found[1] else 'http'}://{bare}"
    return f"did you mean `{shortened(meant)}`?" if meant and meant != url else None


RULES = (unsafe_address, without_address)
