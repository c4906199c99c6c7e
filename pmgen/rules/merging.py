"""PM028: what a merge has left behind. In the front matter `front_matter` finds it, since that is no YAML then."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, rule
from pmgen.front_matter import BOTH_SIDES, KEEP_ONE
from pmgen.rules.subject import Subject


@rule("PM028", "unsettled-conflict", Level.ERROR)
def unsettled(subject: Subject) -> Iterator[Problem]:
    """A merge has left both sides of a conflict in a file.

    Readers would get two versions of the same events, and nobody could say which one holds. Code that shows a conflict,
    between fences or indented, is none.

    Bad:

    ```markdown
    <<<<<<< HEAD
    The leader hung at 09:00.
    =======
    The leader hung at 09:05.
    >>>>>>> vault-times
    ```

    Good:

    ```markdown
    The leader hung at 09:05.
    ```
    """
    for each in subject.outline.unmerged:
        yield unsettled.problem(subject.span(each.start, each.end), BOTH_SIDES, help=KEEP_ONE)


RULES = (unsettled,)
