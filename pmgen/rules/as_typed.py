"""PM519: what was meant as Markdown and is none, in the body and in front matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pmgen import markdown
from pmgen.diagnostics import Level, Problem, Route, SetValue, rule
from pmgen.model import PostMortem
from pmgen.rules.addresses import link_in
from pmgen.rules.subject import Fragment, Subject
from pmgen.source import Edit

_ADDRESSES: Final = frozenset({"source", "issue"})
"""The keys of texts that may be an address."""

_UNREADABLE: Final = frozenset({"a table", "a block of code", "a quote"})
"""The blocks that nobody can read in one line; the items of a list still follow one another there."""

_ALONE: Final = (
    "write its words alone, and its address into `references`",
    "write the address alone: `{}`",
)


@rule("PM519", "markup-shown-as-typed", Level.WARNING)
def shown_as_typed(subject: Subject) -> Iterator[Problem]:
    """Something was meant as Markdown, and is shown as it was typed.

    A blank too many or too few is enough: a heading without one behind its `##`, a link with one before its `(` or in
    its address, a table without the line of dashes below its first one, bold words without `**` behind the last. A link
    by a label needs the line that says where the label leads. What Slack, wikis and other generators of sites have
    beside Markdown does nothing here. Code stands in backticks or between fences, where nothing of this is Markdown. A
    title, the source of an event and the like are no Markdown at all: an address stands there alone. An action is one
    line in the lists of follow-ups, in which nobody can read a table, a quote or a block of code.

    Bad:

    ```markdown
    ##What happened

    See [the runbook] (https://example.org/runbook).
    ```

    Good:

    ```markdown
    ## What happened

    See [the runbook](https://example.org/runbook).
    ```
    """
    for each in subject.outline.slips:
        start, end, text = each.edit or (0, 0, "")
        fix = Edit(subject.span(start, end), text) if each.edit else None
        yield shown_as_typed.problem(subject.span(each.start, each.end), each.what, help=each.help, fix=fix)
    for fragment in subject.fragments:
        shown = [each for each in fragment.outline.slips if not (each.block and fragment.one_line)]
        for each, quoting in fragment.quoted(shown):
            yield shown_as_typed.problem(fragment.at, each.what, help=each.help, quoting=quoting)
        yield from _in_one_line(fragment)
    for at, text in _plain(subject.post_mortem):
        if found := link_in(text):
            address, alone = found
            message = f"a link in `{at[-1]}`, which is no Markdown, is shown as it was typed"
            bare = SetValue(at, address) if alone and at[-1] in _ADDRESSES else None
            yield shown_as_typed.problem(at, message, help=_ALONE[at[-1] in _ADDRESSES].format(address), fix=bare)


def _in_one_line(fragment: Fragment) -> Iterator[Problem]:
    """A block in a text that a page shows as one line."""
    blocks = markdown.blocks_in(fragment.text) if fragment.one_line else ()
    if block := next((each for each in blocks if each in _UNREADABLE), None):
        key = next(step for step in reversed(fragment.at) if isinstance(step, str))
        where = "`details`" if key == "action" else "the body"
        line = "in the lists of follow-ups" if fragment.at[0] == "followups" else "of the page"
        message = f"{block} in `{key}`, which is one line {line}, is shown as it was typed"
        yield shown_as_typed.problem(fragment.at, message, help=f"put it into {where}")


def _plain(post_mortem: PostMortem) -> Iterator[tuple[Route, str]]:
    """The texts that a page shows as they are, and in which somebody may expect a link."""
    yield ("title",), post_mortem.title
    if impact := post_mortem.impact:
        yield from ((("impact", "figures", index, "value"), each.value) for index, each in enumerate(impact.figures))
    for index, event in enumerate(post_mortem.timeline):
        if event.source:
            yield ("timeline", index, "source"), event.source
    for index, followup in enumerate(post_mortem.followup_list):
        if followup.issue:
            yield ("followups", index, "issue"), followup.issue
    for index, reference in enumerate(post_mortem.references):
        if reference.title:
            yield ("references", index, "title"), reference.title


RULES = (shown_as_typed,)
