"""PM501 to PM503: the headings of the narrative body, and what is below them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from pmgen.diagnostics import Level, Problem, rule, shortened
from pmgen.markdown import Heading
from pmgen.rules.subject import Subject


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
        if not heading.text:  # PM502 says so, and once is enough
            continue
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
    """A heading has nothing below it, or no words.

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
    headings = subject.outline.headings
    for heading, below in zip_longest(headings, headings[1:]):
        if not heading.text:
            help = "delete it, or say what it is about"
            yield empty_section.problem(subject.span(heading.start, heading.end), "a heading without words", help=help)
        elif heading.empty:
            message = f"nothing below the heading `{shortened(heading.text)}`"
            parted = _underlined(subject, heading, below)
            yield empty_section.problem(subject.span(heading.start, heading.end), message, help=parted)


def _underlined(subject: Subject, heading: Heading, below: Heading | None) -> str | None:
    """What to do where a line that was to part two texts made a heading of one of them."""
    for each in (heading, below):
        written = subject.text[subject.body + each.start : subject.body + each.end] if each else ""
        if each and "\n" in written and written.endswith("-"):
            return (
                f"`{shortened(each.text)}` is a heading by the line below it: a blank line between the two parts them"
            )
    return None


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
        # What a conflict begins with is made a heading by its `=======`: PM028 says so.
        if heading.level == 1 and heading.text and not heading.text.startswith("<<<<<<< "):
            message = f"`{shortened(heading.text)}` is a heading of the first level, which is the page's title"
            yield first_level.problem(subject.span(heading.start, heading.end), message, help="begin with `##`")


RULES = (skips_level, empty_section, first_level)
