"""PM908, PM909: suppressions, which are looked at when everything else has been."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from pmgen.diagnostics import Level, Problem, found_elsewhere
from pmgen.model import GUESSES, Lint, closest

_CODE: Final = re.compile(r"(?:PM)?[ -]?([\dOIL]{1,3})", re.IGNORECASE | re.ASCII)
_DIGITS: Final = str.maketrans("OoIiLl", "001111")

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
    unknown = 0
    for index, each in enumerate(lint.ignore):
        route = ("lint", "ignore", index, "rule")
        if each.rule not in names:
            close = _meant(each.rule, names) if unknown < GUESSES else None
            unknown += 1
            help = f"did you mean `{close}`?" if close else "`pmgen rules` lists them all"
            yield UNKNOWN.problem(route, f"no rule is called `{each.rule}`", help=help)
        elif each.rule not in used and each.rule not in unknowable:
            yield UNUSED.problem(route, f"`{each.rule}` has found nothing here", help="delete the suppression")


def code_in(word: str) -> str | None:
    """The code, or the beginning of codes, that a word is or was meant to be: of `pm4O1` it is `PM401`."""
    found = _CODE.fullmatch(word)
    return "PM" + found[1].translate(_DIGITS) if found else None


def _meant(word: str, names: Collection[str]) -> str | None:
    """The rule that was meant; of a code one with the same digits, as any other is about something else."""
    if code := code_in(word):
        return code if code in names else None
    return closest(word, [each for each in names if not code_in(each)], 0.6)
