"""All files to everything that is wrong, in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from pmgen import rules
from pmgen.check.examining import Examined
from pmgen.check.placing import at_their_places, unsuppressed
from pmgen.diagnostics import Diagnostic, Level, Problem, Rule
from pmgen.model import Lint
from pmgen.rules import body, disclosure, hiding
from pmgen.rules.outside import Corpus, Outside
from pmgen.values import replace


class Found(Protocol):
    """What was found out of a file: an examined one, or the gist of it."""

    @property
    def shown(self) -> str:
        """The path of the file in diagnostics."""

    @property
    def outside(self) -> Outside | None:
        """What rules across files see of it; `None` where it cannot be read."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the file's own rules found."""

    @property
    def lint(self) -> Lint:
        """What it asks of the checker."""


_DISCLOSING = frozenset(
    rule.code for rule in (*disclosure.RULES, body.loose_block, hiding.comment_shown, hiding.hidden_shown)
)
"""The rules of what would be told to everybody."""

F = TypeVar("F", bound=Found)
Named = TypeVar("Named", Diagnostic, Rule)

Across = Mapping[str, Sequence[Problem]]
"""The problems that only show across files, by the paths of these, relative to the source folder."""


def diagnose(examined: Sequence[Examined], *, whole: bool, asked: Collection[Rule] = ()) -> list[Diagnostic]:
    """Everything that is wrong, placed, in the order of the files and their lines; see `diagnose_all`."""
    return diagnose_all(examined, at_their_places, whole=whole, asked=asked)


def diagnose_all(
    found: Sequence[F],
    place: Callable[[F, Sequence[Problem]], list[Diagnostic]],
    *,
    whole: bool = True,
    asked: Collection[Rule] = (),
) -> list[Diagnostic]:
    """Everything that is wrong, placed, in the order of the files and their lines.

    Args:
        place: from what was found out of a file, and problems of it, to these at their places.
        whole: whether these are all the files; what rules find across files is only true then.
        asked: the rules whose problems somebody else has found; see `rules.unused`.
    """
    sure = whole and _all_read(found)
    diagnostics: list[Diagnostic] = []
    for each, problems in gathered(found, across(found) if whole else {}):
        if kept := unsuppressed(each.lint, problems, sure=sure, asked=asked):
            diagnostics += place(each, kept)
    return in_order(diagnostics)


def weigh(found: Sequence[F], examined: Callable[[F], Examined]) -> tuple[list[Diagnostic], int]:
    """The errors and warnings of all files, placed and in order, and how many problems weigh less.

    Args:
        examined: from what was found out of a file to the file itself, where a place in it is to be found.

    To find the place of a problem takes longer than to find the problem, and nobody asks where the lesser ones are.
    """
    diagnostics: list[Diagnostic] = []
    lesser = 0
    sure = _all_read(found)
    for each, problems in gathered(found, across(found)):
        kept = unsuppressed(each.lint, problems, sure=sure)
        weighty = [problem for problem in kept if rules.BY_CODE[problem.code].level is not Level.INFO]
        lesser += len(kept) - len(weighty)
        diagnostics += at_their_places(examined(each), weighty) if weighty else []
    return in_order(diagnostics), lesser


def _all_read(found: Iterable[Found]) -> bool:
    """Whether there is no file that cannot be read, and that might have kept a rule across files from finding more."""
    return all(each.outside for each in found)


def unread(found: Iterable[Found]) -> frozenset[str]:
    """The paths of the files that cannot be read, so that nobody has asked the rules of them; see `hinders`."""
    return frozenset(
        each.shown
        for each in found
        if not each.outside and any(problem.code in rules.HINDERING for problem in each.problems)
    )


def hinders(diagnostic: Diagnostic, unread: Collection[str]) -> bool:
    """Whether a diagnostic says why its file cannot be read: one that nobody may leave out.

    Args:
        unread: see there.
    """
    return diagnostic.code in rules.HINDERING and diagnostic.path in unread


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics in the order of the files and their lines; those of one rule at one place as the rule found them."""
    return sorted(diagnostics, key=lambda each: (each.path, each.line, each.column, each.code))


def across(found: Iterable[Found]) -> Across:
    """What only shows across files, of which these are all."""
    return across_in(corpus(found))


def corpus(found: Iterable[Found]) -> Corpus:
    """All that a rule across files may ask for; where it is the same, they find the same."""
    subjects, unreadable = [], set()
    for each in found:
        if each.outside:
            subjects.append(each.outside)
        else:
            unreadable.add(each.shown)
    return Corpus(tuple(subjects), frozenset(unreadable))


def across_in(seen: Corpus) -> Across:
    """What only shows across files, as far as these see of each other."""
    found: dict[str, list[Problem]] = {}
    for rule in rules.ACROSS:
        assert rule.find is not None
        for path, problem in rule.find(seen):
            found.setdefault(path, []).append(problem)
    return found


def gathered(found: Iterable[F], across: Across) -> Iterator[tuple[F, tuple[Problem, ...]]]:
    """Each file of which there is something to say, with its own problems and those that only show across files."""
    for each in found:
        here = (*each.problems, *(across.get(each.outside.path, ()) if each.outside else ()))
        if here or each.lint.ignore:
            yield each, here


def selected(found: Iterable[Named], select: Sequence[str], ignore: Sequence[str]) -> list[Named]:
    """The rules that are selected (all, where none is named) and not ignored, or the diagnostics of these.

    Args:
        select: codes, beginnings of codes (`PM4`) or names.
        ignore: likewise.
    """
    return [each for each in found if is_selected(each, select, ignore)]


def is_selected(each: Diagnostic | Rule, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether a rule, or that of a diagnostic, is selected and not ignored; see `selected`."""

    def named(words: Sequence[str]) -> bool:
        return any(each.code.startswith(word.upper()) or each.name == word for word in words)

    return (not select or named(select)) and not named(ignore)


def blocking(
    diagnostics: Iterable[Diagnostic], found: Iterable[F], examined: Callable[[F], Examined]
) -> list[Diagnostic]:
    """What a public edition is told: whatever a document would disclose to everybody is an error.

    It is one whatever the document asks to ignore: the config may say what is harmless, a document may not.

    Args:
        diagnostics: of all the files, without what these ask to ignore.
        found: what was found out of all the files.
        examined: as for `weigh`.
    """
    public = {each.shown: each for each in found if each.outside and each.outside.public}
    ignored: list[Diagnostic] = []
    for each in public.values():
        if hidden := [problem for problem in each.problems if _discloses(problem) and _is_ignored(each, problem)]:
            ignored += at_their_places(examined(each), hidden)
    return in_order(
        replace(each, level=Level.ERROR) if each.code in _DISCLOSING and each.path in public else each
        for each in (*diagnostics, *ignored)
    )


def _discloses(problem: Problem) -> bool:
    """Whether everybody would read what nobody outside may: a key that is not known hides nothing, either."""
    if problem.code != "PM101":
        return problem.code in _DISCLOSING
    from pmgen.decode.synonyms import hides  # only a mistake needs it

    return "internal" in problem.meant or hides(str(problem.at[-1] if isinstance(problem.at, tuple) else ""))


def _is_ignored(found: Found, problem: Problem) -> bool:
    rule = rules.BY_CODE[problem.code]
    return any(each.rule in (rule.code, rule.name) for each in found.lint.ignore)


def rule_of(word: str) -> Rule | None:
    """The rule of a code or a name."""
    return rules.BY_CODE.get(word.upper()) or rules.BY_NAME.get(word)
