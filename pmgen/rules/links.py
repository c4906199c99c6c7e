"""PM5xx: links and images, in the body and in front matter."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from pmgen.addresses import NEVER_PUBLISHED, SAFE_SCHEMES, is_outside, is_relative, scheme_of, target_of
from pmgen.diagnostics import Level, Problem, Quote, Route, rule
from pmgen.markdown import Link
from pmgen.model import PostMortem
from pmgen.rules.subject import SECTION_KEYS, Subject, shortened
from pmgen.source import Span

# `http//`, `https:/`, `htps://` and their like; a scheme that is one begins otherwise.
_BEGINNING = re.compile(r"h?t{1,3}p{1,2}(s?)(?::?/{1,2}|;//|://)|https?:/+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(
    r"(?:localhost|\d+(?:\.\d+){3}|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.([a-z]{2,}))(?::\d+)?(?=[/?#]|$)", re.IGNORECASE
)
_LINKABLE = "an address that begins with `https://`, or the name of a file beside the document"
_DOMAINS = frozenset(
    "app at au be bg biz br ca ch cloud cn co com corp cz de dev dk edu es eu example fi fr gov hu ie in info int"
    " internal io it jp lan local net nl no nz org pt ro ru se test tw uk us".split()
)
"""The ends of host names that hardly any file has."""


def _links(subject: Subject) -> Iterator[tuple[Route | Span, Link, Quote]]:
    return ((each.at, each.link, each.quote) for each in subject.links)


@rule("PM504", "dead-link", Level.ERROR)
def dead_link(subject: Subject) -> Iterator[Problem]:
    """A link leads to a file that is not there, or that is not published.

    Links to other documents are written as in the repository, with `.md`; on the site they lead to the pages. The
    address of a website begins with `https://`: without that, `www.example.org` is the name of a file.

    Bad:

    ```markdown
    As in [the last outage](2026-04-14-nfs.md).
    ```

    Good:

    ```markdown
    As in [the handbook](https://example.org/handbook).
    ```
    """
    for at, link, quote in _links(subject):
        if link.image or not is_relative(link.url):
            continue
        target, _ = target_of(subject.path, link.url)
        if message := _unreachable(subject, target):
            yield dead_link.problem(
                at, message, help=meant_address(link.url) or _nearby(subject, target), quoting=quote
            )


def _unreachable(subject: Subject, target: str) -> str | None:
    if not target:
        return None
    if is_outside(target):
        return f"`{target}` is outside of the source folder, and will not be on the site"
    if target not in subject.folder.files:
        return f"no file `{target}` in the source folder"
    if target.lower().endswith(NEVER_PUBLISHED) and target not in subject.folder.documents:
        return f"`{target}` is not published"
    return None


def meant_address(url: str) -> str | None:
    """The question whether an address was meant that lacks its beginning, or whose beginning is mistyped."""
    bare = url.removeprefix("<").removesuffix(">").removeprefix("%3C").removesuffix("%3E")
    meant = None
    if found := _BEGINNING.match(bare):
        meant = f"http{found[1]}://{bare[found.end() :]}"
    elif _MAIL.fullmatch(bare):
        meant = f"mailto:{bare}"
    # A browser may do without the beginning of an address; in a page it means a file.
    elif (found := _HOST.match(bare)) and (bare.startswith("www.") or (found[1] or "int").lower() in _DOMAINS):
        meant = f"{'https' if found[1] else 'http'}://{bare}"
    return f"did you mean `{shortened(meant)}`?" if meant and meant != url else None


def _nearby(subject: Subject, target: str) -> str | None:
    """The question whether another file was meant, as the document would have to write it."""
    meant = _file_like(target.replace("\\", "/"), subject.folder.files) if len(target) < 200 else None
    if meant is None and "\\" in target:
        return "the parts of a path are parted by `/`"
    if meant is None:
        return None
    return f"did you mean `{posixpath.relpath(meant, posixpath.dirname(subject.path) or '.')}`?"


def _file_like(target: str, files: frozenset[str]) -> str | None:
    """The file of nearly this name, or the only one of this name in another folder or with a date before it."""
    name = posixpath.basename(target).casefold()
    folded = target.casefold()
    same = [each for each in files if each.casefold() == folded]
    if not same:
        import difflib  # only a mistake needs it

        same = difflib.get_close_matches(target, files, n=1, cutoff=0.8)
    if not same and name:
        ends = (f"/{name}", f"-{name}")
        same = [each for each in files if f"/{each.casefold()}".endswith(ends)]
    return same[0] if len(same) == 1 else None


@rule("PM505", "dead-anchor", Level.ERROR)
def dead_anchor(subject: Subject) -> Iterator[Problem]:
    """A link leads to a place in the same document that is not there.

    Headings have the anchors that GitHub gives them; the page's own sections are `#summary`, `#timeline`,
    `#root-cause`, `#followups` and so on, where the front matter has them, and each follow-up has its id.

    Bad:

    ```markdown
    See [what happened](#what-happend).

    ## What happened

    A leader hung.
    ```

    Good:

    ```markdown
    See [what happened](#what-happened).

    ## What happened

    A leader hung.
    ```
    """
    for at, link, quote in _links(subject):
        if link.image or not link.url.startswith("#"):
            continue
        _, anchor = target_of(subject.path, link.url)
        if anchor and anchor not in subject.anchors:
            message = f"nothing in this document has the anchor `#{anchor}`"
            yield dead_anchor.problem(at, message, help=near_anchor(anchor, subject.anchors), quoting=quote)


def near_anchor(anchor: str, anchors: frozenset[str]) -> str | None:
    """What gives a page the anchor, or a guess at the one that was meant."""
    if anchor in SECTION_KEYS:
        return f"a page has it only with `{SECTION_KEYS[anchor]}` in its front matter"
    import difflib  # only a mistake needs it

    close = [each for each in sorted(anchors) if each.casefold() == anchor.casefold()]
    close = close or difflib.get_close_matches(anchor, sorted(anchors), n=1) if len(anchor) < 200 else []
    return f"did you mean `#{close[0]}`?" if close else None


@rule("PM506", "dead-image", Level.ERROR)
def dead_image(subject: Subject) -> Iterator[Problem]:
    """An image is not there.

    Images lie beside the documents and are copied to the site with them.

    Bad:

    ```markdown
    ![The queue](qeue.png)
    ```

    Good:

    ```markdown
    ![The queue](queue.png)
    ```
    """
    for at, link, quote in _links(subject):
        if link.image and is_relative(link.url):
            target, _ = target_of(subject.path, link.url)
            message = _unreachable(subject, target) or (None if target else "an image without an address")
            if message:
                help = _nearby(subject, target) if target else "`![what it shows](file.png)`"
                yield dead_image.problem(at, message, help=help, quoting=quote)


@rule("PM507", "remote-image", Level.WARNING)
def remote_image(subject: Subject) -> Iterator[Problem]:
    """An image lies on another host.

    No page of the site loads anything from elsewhere: the image may be gone on the day it is needed, and its host would
    learn who reads. On the page it becomes a link.

    Bad:

    ```markdown
    ![The queue](https://example.org/queue.png)
    ```

    Good:

    ```markdown
    [The queue](https://example.org/queue.png)
    ```
    """
    for at, link, quote in _links(subject):
        if link.image and not is_relative(link.url):
            message = f"image on another host, which becomes a link: `{shortened(link.url)}`"
            help = "put the file beside the document"
            yield remote_image.problem(at, message, help=help, quoting=quote)


@rule("PM509", "image-without-text", Level.WARNING)
def image_without_text(subject: Subject) -> Iterator[Problem]:
    """An image has no text in its place.

    Whoever cannot see it, or reads in a terminal during an outage, gets nothing at all.

    Bad:

    ```markdown
    ![](queue.png)
    ```

    Good:

    ```markdown
    ![The queue over two hours](queue.png)
    ```
    """
    for at, link, quote in _links(subject):
        # Without an address there is no image: PM506 says so.
        if link.image and link.url and not link.alt.strip() and is_relative(link.url):
            message = f"image `{shortened(link.url)}` has no text in its place"
            yield image_without_text.problem(at, message, help="`![what it shows](…)`", quoting=quote)


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
    for at, link, quote in _links(subject):
        scheme = "" if link.image else scheme_of(link.url)
        if scheme in ("http", "https") and not link.url.startswith("//", len(scheme) + 1):
            message = f"`{shortened(link.url)}` has no `//` behind its `{scheme}:`"
            yield unsafe_address.problem(at, message, help=meant_address(link.url), quoting=quote)


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
    for at, link, quote in _links(subject):
        if not link.image and link.url in ("", "#"):
            message = f"a link to `{link.url}`, which is this page" if link.url else "a link without an address"
            yield without_address.problem(
                at, message, help="write the address, or the words without `[`, `]` and `(…)`", quoting=quote
            )


def addresses(post_mortem: PostMortem) -> Iterator[tuple[Route, str]]:
    """What the front matter links to, beside the links in its Markdown."""
    for index, reference in enumerate(post_mortem.references):
        yield ("references", index, "url"), reference.url
    for index, followup in enumerate(post_mortem.followup_list):
        for number, link in enumerate(followup.done.links if followup.done else ()):
            yield ("followups", index, "done", "links", number), link


RULES = (
    dead_link,
    dead_anchor,
    dead_image,
    remote_image,
    image_without_text,
    unsafe_address,
    without_address,
)
