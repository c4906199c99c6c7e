"""Problems to diagnostics: the only place where routes become spans."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from pmgen import document, edit, rules
from pmgen.check.examining import Examined, without_flood
from pmgen.diagnostics import Diagnostic, Problem, Quote, Route, Rule
from pmgen.document import Document
from pmgen.model import Lint
from pmgen.rules.leaks.redaction import redactor, secrets
from pmgen.source import Edit, Source, Span

_LONGEST = 400
"""How many characters a message may have."""


def placed_in(source: Source, problems: Iterable[Problem]) -> list[Diagnostic]:
    """The problems of a file that is no document, each with its own span."""
    redact = redactor(secrets(source.text))
    return [_place(each, source, None, redact) for each in problems]


def _place(problem: Problem, source: Source, read: Document | None, redact: Callable[[str], str]) -> Diagnostic:
    """Put a problem of whatever rule at its place; it shows no credential, since what is printed ends in logs.

    Args:
        redact: what takes out of a text what must not be shown.
    """
    rule = rules.BY_CODE[problem.code]
    span = _span(problem, read)
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    edits = _edits(problem, read)
    return Diagnostic(
        source.path,
        rule.code,
        rule.name,
        rule.level,
        redact(_bounded(problem.message)),
        redact(_bounded(problem.help)) if problem.help else None,
        line,
        column,
        end_line,
        end_column,
        redact(source.line_text(line)),
        () if any(redact(each.text) != each.text for each in edits) else edits,
    )


def _bounded(words: str) -> str:
    """A message that can be read, whatever it quotes."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _span(problem: Problem, read: Document | None) -> Span:
    if isinstance(problem.at, Span):
        return problem.at
    if read is None:
        return Span(0, 0)
    front_matter = read.front_matter
    if problem.quoting.words and (within := _quoted(problem.at, problem.quoting, read)):
        return within
    exact = (front_matter.key_span if problem.on_key else front_matter.value_span)(problem.at)
    return exact or _in_short(problem.at, read) or front_matter.nearest_span(problem.at)


def _quoted(at: Route, quote: Quote, read: Document) -> Span | None:
    """Where in a value words stand as they are; `None` where YAML folds or escapes them."""
    if span := _around(at, read):
        end = start = span.start
        for _ in range(quote.before + 1):
            if (start := read.source.text.find(quote.words, end, span.end)) < 0:
                return None
            end = start + len(quote.words)
        return Span(start, end)
    return None


def _around(at: Route, read: Document) -> Span | None:
    """Where a value stands, or the shorter form of it: a list of lessons for a mapping of them by kind."""
    value_span = read.front_matter.value_span
    spans = (value_span(at[:length]) for length in range(len(at) - 1, 0, -1))
    return value_span(at) or _in_short(at, read) or next(filter(None, spans), None)


def _in_short(at: Route, read: Document) -> Span | None:
    """Where an item stands in the shorter form of what holds it: a list of lessons for a mapping of them by kind."""
    return read.front_matter.value_span((*at[:-2], at[-1])) if len(at) > 2 and isinstance(at[-1], int) else None


def _edits(problem: Problem, read: Document | None) -> tuple[Edit, ...]:
    if problem.fix is None:
        return ()
    if isinstance(problem.fix, Edit):
        return (problem.fix,)
    if read is None:
        return ()
    try:
        return (edit.edit_for(read, problem.fix),)
    except edit.Unsupported:
        return ()


def placed(examined: Examined, problems: Iterable[Problem], *, sure: bool) -> list[Diagnostic]:
    """The problems of a file at their places, without those that it asks to ignore.

    Args:
        sure: whether the rules across files have found all that they ever could.
    """
    return at_their_places(examined, unsuppressed(examined.lint, problems, sure=sure))


def at_their_places(examined: Examined, problems: Sequence[Problem]) -> list[Diagnostic]:
    """The problems of a file as diagnostics, whatever it asks to ignore."""
    if not problems:
        return []
    # The tree with the places is not kept from reading: most files have no problem, and trees are large.
    read, _ = document.read(examined.source)
    redact = redactor(secrets(*(each.text for each in (examined.source, examined.page) if each)))
    places = (examined.page if each.in_page and examined.page else examined.source for each in problems)
    return [_place(each, where, read, redact) for each, where in zip(problems, places, strict=True)]


def unsuppressed(lint: Lint, problems: Iterable[Problem], *, sure: bool, asked: Collection[Rule] = ()) -> list[Problem]:
    """The problems of a file without those that it asks to ignore, and with those of its asking.

    Args:
        sure: as for `placed`.
        asked: as for `rules.unused`.
    """
    ignored, used = {each.rule for each in lint.ignore}, set()
    kept = []
    for problem in problems:
        rule = rules.BY_CODE[problem.code]
        if names := ignored & {rule.code, rule.name}:
            used |= names
        else:
            kept.append(problem)
    return [*kept, *without_flood(rules.unused(lint, used, whole=sure, asked=asked))]
