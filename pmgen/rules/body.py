"""PM5xx: the narrative body: its blocks, its raw HTML, and what of its Markdown is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, rule
from pmgen.markdown import Dropped
from pmgen.rules.addresses import meant_address
from pmgen.rules.subject import Subject

_BESIDE = "save it beside the document, and write the name of that file"
_BLOCK = "begin a block with `::: internal` and end it with `:::`, each on a line of its own, behind a blank one"
_OTHER_BLOCK = (
    "the only such block is `::: internal`; for an alert write `> [!WARNING]`, and its text behind `> ` below"
)
_DRAWN = (
    "pages run no script that could draw it: save it as a picture beside the document, `![what it shows](name.svg)`"
)
_MARK = re.compile(r"^[ \t>]*:::", re.MULTILINE)
_ON_A_DRIVE = re.compile(r"[A-Za-z]:(?:%5C|/)")
_NOTE = re.compile(r"(\[\^[^\]\s^]+\]):")


@rule("PM508", "dropped-html", Level.WARNING)
def dropped_html(subject: Subject) -> Iterator[Problem]:
    """HTML in the body, or an address of a link in any Markdown, is not let through.

    Scripts, styles, forms, frames and event handlers never reach a page, nor do addresses other than `http`, `https`,
    `mailto` and relative ones. `details`, `kbd`, `sub`, tables and the like do. What Markdown itself leaves out is
    named, too: a footnote to which nothing refers, or a cell beyond the columns of its table.

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
        help = dropped.help or meant_address(dropped.url) or (_BESIDE if _may_be_saved(dropped) else None)
        yield dropped_html.problem(subject.span(dropped.start, dropped.end), message, help=help)
    for each in subject.fragments:
        lost = [dropped for dropped in each.outline.dropped if dropped.url or dropped.help]
        for dropped, quoting in each.quoted(lost):
            message, help = f"{dropped.what} does not reach the page", dropped.help or meant_address(dropped.url)
            yield dropped_html.problem(each.at, message, help=help, quoting=quoting)


def _may_be_saved(dropped: Dropped) -> bool:
    return dropped.what.startswith("image ") or _ON_A_DRIVE.match(dropped.url) is not None


@rule("PM511", "loose-internal-block", Level.ERROR)
def loose_block(subject: Subject) -> Iterator[Problem]:
    """A block that is to be internal is not ended, or not written as one.

    What stands between `::: internal` and `:::` in the body is in no public edition. Where one of the two marks is
    missing, spelled otherwise or hidden in HTML or code, more or less would be left out than somebody meant. The front
    matter has no such blocks: there whole items are `internal: true`.

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
        help = _BLOCK if "internal" in each.what.lower() or each.what.startswith("`:::`") else _OTHER_BLOCK
        yield loose_block.problem(subject.span(each.start, each.end), each.what, help=help)
    for route, text in subject.prose:
        if ":::" in text and _MARK.search(text):
            help = "move it into the body, where a block may be internal; an item of a list can be `internal: true`"
            yield loose_block.problem(
                route, "`:::` in the front matter, where it neither begins nor ends a block", help=help
            )


@rule("PM517", "endless-code", Level.WARNING)
def endless_code(subject: Subject) -> Iterator[Problem]:
    """A block of code or a `<details>` is never ended.

    Behind a fence that is never closed the whole rest of the document is code, and behind a `<details>` it is folded:
    the reader does not see it.

    Bad:

    ```markdown
    ~~~console
    $ vault status

    The leader hung.
    ```

    Good:

    ```markdown
    ~~~console
    $ vault status
    ~~~

    The leader hung.
    ```
    """
    for each in subject.outline.endless:
        yield endless_code.problem(subject.span(each.start, each.end), each.what)


@rule("PM518", "absent-footnote", Level.WARNING)
def absent_footnote(subject: Subject) -> Iterator[Problem]:
    """A text refers to a footnote that is not there.

    The reference is shown as it was typed. Only the body has footnotes: in the front matter there is no place for them.

    Bad:

    ```markdown
    The leader hung[^1].
    ```

    Good:

    ```markdown
    The leader hung[^1].

    [^1]: It held the lock.
    ```
    """
    for each in subject.outline.absent:
        help = "`[^1]: …` on a line of its own says what it is; code, such as `[^a-z]`, stands in backticks"
        yield absent_footnote.problem(subject.span(each.start, each.end), each.what, help=help)
    for fragment in subject.fragments:
        marks: dict[str, Dropped] = {}
        for each in fragment.outline.absent:
            marks.setdefault(fragment.text[each.start : each.end], each)
        # Any other may well be a pattern, such as `[^a-z]`, and is shown as it was meant.
        told = {*_NOTE.findall(fragment.text)} if marks else set()
        meant = [each for mark, each in marks.items() if mark[2:-1].isdecimal() or mark in told]
        for each, quoting in fragment.quoted(meant):
            mark = fragment.text[each.start : each.end]
            message = f"`{mark}` is no footnote in the front matter, and is shown as it was typed"
            help = "only the body has footnotes: say it in brackets, or there"
            yield absent_footnote.problem(fragment.at, message, help=help, quoting=quoting)


@rule("PM521", "undrawn-diagram", Level.INFO)
def undrawn_diagram(subject: Subject) -> Iterator[Problem]:
    """A diagram is shown as its source.

    Other places draw Mermaid and PlantUML. A page that needs no script, and asks no other host, does not: the reader
    sees the source, and that it is one. With a picture right before or behind it, or inside of `<details>`, it is taken
    for what it is.

    Bad:

    ```markdown
    ~~~mermaid
    graph LR; client --> queue
    ~~~
    ```

    Good:

    ```markdown
    ![A client fills the queue](queue.png)

    ~~~mermaid
    graph LR; client --> queue
    ~~~
    ```
    """
    for each in subject.outline.undrawn:
        message = f"{each.what} is shown as its source"
        yield undrawn_diagram.problem(subject.span(each.start, each.end), message, help=_DRAWN)
    for fragment in subject.fragments:
        for each, quoting in fragment.quoted(fragment.outline.undrawn):
            message = f"{each.what} is shown as its source"
            yield undrawn_diagram.problem(fragment.at, message, help=_DRAWN, quoting=quoting)


RULES = (
    dropped_html,
    loose_block,
    endless_code,
    absent_footnote,
    undrawn_diagram,
)
