"""What people type: choices, numbers and days; and what was meant where they mistyped."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from pmgen.diagnostics import Rule

__all__ = ["Day", "Minutes", "Number", "OneOf", "Place", "meant", "rules_called"]

_YEAR: Final = 525_600
"""Minutes of a year."""

_ABSENT: Final = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""Why nothing is at a path; what is wanted from it is to say what that means."""


class OneOf(click.Choice):  # type: ignore[type-arg, unused-ignore]  # the oldest click that works has no `Choice[str]`
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word, if it is one of them."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            words = [str(each) for each in self.choices]
            if likely := meant(str(value), words, cutoff=0.75):
                self.fail(f"unknown value `{value}`; {likely}", param, ctx)
            self.fail(f"`{value}` is not one of {', '.join(words)}", param, ctx)


class Place(click.Path):  # type: ignore[type-arg, unused-ignore]  # as above
    """A file or folder, be it there or not, or an address.

    An empty text is refused, though as a path it would mean the working directory; so is what nobody can look at.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, if there is one."""
        if not value:
            self.fail("it is empty; the working directory is `.`", param, ctx)
        try:
            os.stat(value)
        except OSError as error:
            if error.errno not in _ABSENT and "://" not in os.fspath(value):
                from pmgen.source import why  # only a mistake needs it

                self.fail(f"`{value}` cannot be reached: {why(error)}", param, ctx)
        return super().convert(value, param, ctx)


class Day(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # as above
    """A day of the calendar, at midnight."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """The day that a word names."""
        if isinstance(value, dt.datetime):
            return value
        try:
            return dt.datetime.strptime(value, "%Y-%m-%d")
        except ValueError:
            from pmgen.decode.advice import for_date  # only a mistake needs it

            self.fail(f"`{value}` cannot be read as a day; {for_date(value)}", param, ctx)


class Number(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # as above
    """A number with a least and a greatest value, whole unless the least one is not."""

    name = "number"

    def __init__(self, least: float, most: float) -> None:
        self.least = least
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number that a word names."""
        whole = isinstance(self.least, int)
        try:
            number: float = int(value) if whole else float(value)
        except ValueError:
            self.fail(f"`{value}` is not {'a whole number' if whole else 'a number'}", param, ctx)
        if not self.least <= number <= self.most:
            self.fail(f"`{value}` is not from {self.least} to {self.most}", param, ctx)
        return number


class Minutes(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # as above
    """A number of minutes: more than 0, at most a year."""

    name = "minutes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The minutes that a word names."""
        try:
            minutes = float(value)
        except ValueError:
            minutes = 0.0
        if not 0 < minutes <= _YEAR:
            self.fail(f"`{value}` is no number of minutes; it is more than 0, and at most {_YEAR}", param, ctx)
        return minutes


def meant(word: str, words: Collection[str], cutoff: float = 0.6) -> str | None:
    """The question whether one of some words was meant; see `closest`."""
    from pmgen import model  # only a mistake needs it

    return model.meant(word, words, cutoff)


def rules_called(word: str) -> Sequence[Rule]:
    """The rules that a word names: by a code, the beginning of codes, or a name.

    Raises:
        Failure: there is none.
    """
    from pmgen import check, rules  # few commands ask for them
    from pmgen.cli.project import Failure

    word = word.strip()
    if not word:
        raise Failure("the name of a rule is empty; `pmgen rules` lists them all")
    if family := [each for each in rules.RULES if each.code.startswith(word.upper())]:
        return family
    if named := check.rule_of(word):
        return [named]
    advice = _meant_rule(word, [*rules.BY_CODE], [*rules.BY_NAME]) or "`pmgen rules` lists them all"
    raise Failure(f"no rule is called `{word}`; {advice}")


def _meant_rule(word: str, codes: Sequence[str], names: Sequence[str]) -> str | None:
    """What was meant; for a mistyped code the digits count for more than how alike it looks."""
    if "," in word:
        return "name each by itself"
    from pmgen.rules.suppressions import code_in  # only a mistake needs it

    if not (code := code_in(word)):
        return meant(word, [*codes, *names])
    for begun in (code, code[:4], code[:3]):
        if any(known.startswith(begun) for known in codes):
            return f"did you mean `{begun}`?" if begun == code else f"`pmgen rules {begun}` lists those that begin so"
    return None
