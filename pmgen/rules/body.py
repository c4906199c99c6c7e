"""PM5xx: the narrative body, and links anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.addresses import NEVER_PUBLISHED, SAFE_SCHEMES, is_outside, is_relative, scheme_of, target_of
from pmgen.diagnostics import Level, Problem, Route, rule
from pmgen.markdown import Link
from pmgen.rules.subject import Subject
from pmgen.source import Span


def _links(subject: Subject) -> Iterator[tuple[Route | Span, Link]]:
    return ((each.at, each.link) for each in subject.links)


@rule("PM501", "heading-skips-level", Level.WARNING)
def skips_level(subject: Subject) -> Iterator[Problem]:
    """A heading is more than one level below the heading above it.

    Readers who move by headings, with a screen reader or a table of contents, look for the level in between.

    Bad:

    ```markdown
    ## What happened

    #### At first

    A leader hung.
    ```

    Good:

    ```markdown
    ## What happened

    ### At first

    A leader hung.
    ```
    """
    above = 1
    for heading in subject.outline.headings:
        if heading.level > above + 1 and heading.level > 2:
            message = f"a heading of level {heading.level} below one of level {above}"
            yield skips_level.problem(
                subject.span(heading.start, heading.end),
                message,
                help=f"`{'#' * (above + 1)}`, or a heading in between",
            )
        above = heading.level


@rule("PM502", "empty-section", Level.WARNING)
def empty_section(subject: Subject) -> Iterator[Problem]:
    """A heading has nothing below it.

    A reader takes it for text that was lost. Leave the heading out, or say why there is nothing.

    Bad:

    ```markdown
    ## What happened

    ## Why

    A leader hung.
    ```

    Good:

    ```markdown
    ## Why

    A leader hung.
    ```
    """
    for heading in subject.outline.headings:
        if heading.empty:
            message = f"nothing below the heading `{_short(heading.text)}`"
            yield empty_section.problem(subject.span(heading.start, heading.end), message)


@rule("PM503", "first-level-heading", Level.WARNING)
def first_level(subject: Subject) -> Iterator[Problem]:
    """The body holds a heading of the first level.

    The page has its title from the front matter; the body begins with `##`.

    Bad:

    ```markdown
    # Vault was down

    A leader hung.
    ```

    Good:

    ```markdown
    ## What happened

    A leader hung.
    ```
    """
    for heading in subject.outline.headings:
        if heading.level == 1:
            message = f"`{_short(heading.text)}` is a heading of the first level, which is the page's title"
            yield first_level.problem(subject.span(heading.start, heading.end), message, help="begin with `##`")


@rule("PM504", "dead-link", Level.ERROR)
def dead_link(subject: Subject) -> Iterator[Problem]:
    """A link leads to a file that is not there, or that is not published.

    Links to other documents are written as in the repository, with `.md`; on the site they lead to the pages.

    Bad:

    ```markdown
    As in [the last outage](2026-04-14-nfs.md).
    ```

    Good:

    ```markdown
    As in [the handbook](https://example.org/handbook).
    ```
    """
    for at, link in _links(subject):
        if link.image or not is_relative(link.url):
            continue
        target, _ = target_of(subject.path, link.url)
        if message := _unreachable(subject, target):
            yield dead_link.problem(at, message, help=_nearby(subject, target))


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


def _nearby(subject: Subject, target: str) -> str | None:
    import difflib  # only a mistake needs it

    close = difflib.get_close_matches(target, subject.folder.files, n=1, cutoff=0.8) if len(target) < 200 else []
    return f"did you mean `{close[0]}`?" if close else None


@rule("PM505", "dead-anchor", Level.ERROR)
def dead_anchor(subject: Subject) -> Iterator[Problem]:
    """A link leads to a place in the same document that is not there.

    Headings have the anchors that GitHub gives them; the page's own sections are `#summary`, `#timeline`,
    `#root-cause`, `#followups` and so on, and each follow-up has its id.

    Bad:

    ```markdown
    See [what happened](#what-happend).

    ## What happened

    A leader hung.
    ```

    Good:

    ```markdown
    See [what happened](#what-happened) and [the timeline](#timeline).

    ## What happened

    A leader hung.
    ```
    """
    for at, link in _links(subject):
        if link.image or not link.url.startswith("#") or link.url == "#":
            continue
        _, anchor = target_of(subject.path, link.url)
        if anchor not in subject.anchors:
            message = f"nothing in this document has the anchor `#{anchor}`"
            yield dead_anchor.problem(at, message, help=near_anchor(anchor, subject))


def near_anchor(anchor: str, subject: Subject) -> str | None:
    """A guess at the anchor that was meant."""
    import difflib  # only a mistake needs it

    close = difflib.get_close_matches(anchor, sorted(subject.anchors), n=1) if len(anchor) < 200 else []
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
    for at, link in _links(subject):
        if link.image and is_relative(link.url):
            target, _ = target_of(subject.path, link.url)
            message = _unreachable(subject, target) or (None if target else "an image without an address")
            if message:
                yield dead_image.problem(at, message, help=_nearby(subject, target))


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
    for at, link in _links(subject):
        if link.image and not is_relative(link.url):
            message = f"image on another host, which becomes a link: `{_short(link.url)}`"
            help = "put the file beside the document"
            yield remote_image.problem(at, message, help=help)


@rule("PM508", "dropped-html", Level.WARNING)
def dropped_html(subject: Subject) -> Iterator[Problem]:
    """HTML or an address in the body is not let through.

    Scripts, styles, forms, frames and event handlers never reach a page, nor do addresses other than `http`, `https`,
    `mailto` and relative ones. `details`, `kbd`, `sub`, tables and the like do.

    Bad:

    ```markdown
    <script>alert(1)</script>

    A leader hung.
    ```

    Good:

    ```markdown
    <details><summary>Log</summary>

    A leader hung.

    </details>
    ```
    """
    for dropped in subject.outline.dropped:
        message = f"{dropped.what} does not reach the page"
        yield dropped_html.problem(subject.span(dropped.start, dropped.end), message)


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
    for at, link in _links(subject):
        if link.image and not link.alt.strip() and is_relative(link.url):
            message = f"image `{_short(link.url)}` has no text in its place"
            yield image_without_text.problem(at, message, help="`![what it shows](…)`")


@rule("PM510", "unsafe-address", Level.ERROR)
def unsafe_address(subject: Subject) -> Iterator[Problem]:
    """An address in the front matter is neither `http`, `https`, `mailto` nor relative.

    Anything else is not a link that a page may hold.

    Bad:

    ```yaml
    references: [{title: Runbook, url: "javascript:alert(1)"}]
    ```

    Good:

    ```yaml
    references: [{title: Runbook, url: "https://example.org/runbook"}]
    ```
    """
    for route, url in _addresses(subject):
        scheme = scheme_of(url)
        if scheme and scheme not in SAFE_SCHEMES:
            yield unsafe_address.problem(route, f"`{scheme}:` is not an address that a page may link to")


def _addresses(subject: Subject) -> Iterator[tuple[Route, str]]:
    post_mortem = subject.post_mortem
    for index, reference in enumerate(post_mortem.references):
        yield ("references", index, "url"), reference.url
    for index, followup in enumerate(post_mortem.followup_list):
        for number, link in enumerate(followup.done.links if followup.done else ()):
            yield ("followups", index, "done", "links", number), link


@rule("PM511", "loose-internal-block", Level.ERROR)
def loose_block(subject: Subject) -> Iterator[Problem]:
    """A block that is to be internal is not ended, or not written as one.

    What stands between `::: internal` and `:::` is in no public edition. Where one of the two marks is missing or
    spelled otherwise, more or less would be left out than somebody meant.

    Bad:

    ```markdown
    ::: internal
    Who was paged, and how they felt about it.
    ```

    Good:

    ```markdown
    ::: internal
    Who was paged, and how they felt about it.
    :::
    ```
    """
    for each in subject.outline.loose:
        help = "begin a block with `::: internal` and end it with `:::`, each on a line of its own, behind a blank one"
        yield loose_block.problem(subject.span(each.start, each.end), each.what, help=help)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


RULES = (
    skips_level,
    empty_section,
    first_level,
    dead_link,
    dead_anchor,
    dead_image,
    remote_image,
    dropped_html,
    image_without_text,
    unsafe_address,
    loose_block,
)
