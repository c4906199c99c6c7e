"""PM908, PM909: suppressions, which are looked at when everything else has been."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pmgen.diagnostics import Level, Problem, found_elsewhere
from pmgen.model import Lint

UNUSED = found_elsewhere(
    "PM908",
    "unused-suppression",
    """
    A document is excused from a rule that has found nothing.

    Whatever was excused is mended; the next slip of that kind would pass unseen.

    Bad:

    ```yaml
    lint: {ignore: [{rule: followup-without-owner, reason: owners are decided on Monday}]}
    ```

    Good:

    ```yaml
    status: review
    followups: [{id: F1, action: Pin the image, priority: P1}]
    lint: {ignore: [{rule: followup-without-owner, reason: owners are decided on Monday}]}
    ```
    """,
    Level.WARNING,
)
UNKNOWN = found_elsewhere(
    "PM909",
    "unknown-suppression",
    """
    A document is excused from a rule that does not exist.

    Bad:

    ```yaml
    lint: {ignore: [{rule: followup-without-onwer, reason: owners are decided on Monday}]}
    ```

    Good:

    ```yaml
    status: review
    followups: [{id: F1, action: Pin the image, priority: P1}]
    lint: {ignore: [{rule: followup-without-owner, reason: owners are decided on Monday}]}
    ```
    """,
    Level.ERROR,
)
RULES = (UNUSED, UNKNOWN)


def find(lint: Lint, used: Collection[str], names: Collection[str], unknowable: Collection[str]) -> Iterator[Problem]:
    """The suppressions that suppress nothing.

    Args:
        used: codes and names that have suppressed something.
        names: every code and name that there is.
        unknowable: codes and names of rules that were not asked, which may have suppressed something.
    """
    for index, each in enumerate(lint.ignore):
        route = ("lint", "ignore", index, "rule")
        if each.rule not in names:
            import difflib  # only a mistake needs it

            close = difflib.get_close_matches(each.rule, sorted(names), n=1) if len(each.rule) < 100 else []
            help = f"did you mean `{close[0]}`?" if close else "`pmgen rules` lists them all"
            yield UNKNOWN.problem(route, f"no rule is called `{each.rule}`", help=help)
        elif each.rule not in used and each.rule not in unknowable:
            yield UNUSED.problem(route, f"`{each.rule}` has found nothing here", help="delete the suppression")
