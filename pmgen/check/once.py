"""Of one slip one thing is told: what cannot be read because YAML took it otherwise than it was meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from pmgen.decode.examples import LONGEST, quoted
from pmgen.diagnostics import Problem
from pmgen.front_matter import FrontMatter, Scalar
from pmgen.source import Span
from pmgen.values import replace

_BLANKS = re.compile(r"[ \t]*")


def told(doubts: Iterable[Problem], found: Iterable[Problem], front_matter: FrontMatter, text: str) -> list[Problem]:
    """The problems of a file that cannot be read, without doubts about a value that an error is about as well.

    Args:
        doubts: what was found in the YAML.
        found: what cannot be read in it.
        text: of the whole file.
    """
    errors, kept = [*found], []
    routes = ((index, error.at) for index, error in enumerate(errors) if isinstance(error.at, tuple))
    nodes = ((index, front_matter.node(route)) for index, route in routes)
    values = sorted((node.span.start, index, node) for index, node in nodes if isinstance(node, Scalar))
    starts = [start for start, _, _ in values]
    # Asked once of each: there may be thousands of doubts behind one error.
    ends = [_behind_blanks(text, node.span.end) for _, _, node in values]
    for doubt in doubts:
        at = doubt.at
        place = bisect_right(starts, at.start) - 1 if doubt.code in _EXPLAINED and isinstance(at, Span) else -1
        if place >= 0 and isinstance(at, Span):
            _, index, node = values[place]
            beside = ends[place] == at.start
            if better := _EXPLAINED[doubt.code](errors[index], at, node, text, beside=beside):
                errors[index] = better
                continue
        kept.append(doubt)
    return [*kept, *errors]


def _behind_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _by_comment(error: Problem, comment: Span, node: Scalar, text: str, *, beside: bool) -> Problem | None:
    """The error about a text that a comment `beside` it has cut (PM019), whose advice then holds for all of that text.

    It has no fix: that would leave the comment, which nothing would be told of any more.
    """
    if not beside or not (node.null or error.code == "PM102"):
        return None
    whole = _with_rest(error.help or "", node.text, text[node.span.end : comment.end].rstrip())
    word = text[comment.start : comment.end].split(maxsplit=1)[0]
    return replace(error, help=whole or f"`{word}` begins a comment: put quotes round the whole text", fix=None)


def _with_rest(advice: str, short: str, rest: str) -> str | None:
    """Advice that quotes a text, or only its last words, with the rest of it; `None` where it does not.

    An address in the rest has a place of its own, which is shown of the whole text.
    """
    words = short.split() if len(short) <= LONGEST and "://" not in rest else []
    ends = (" ".join(words[count:]) for count in range(len(words)))
    end = next((each for each in ends if quoted(each) in advice), None)
    return advice.replace(quoted(end), quoted(end + rest)) if end else None


def _by_items(error: Problem, item: Span, node: Scalar, text: str, *, beside: bool) -> Problem | None:
    """The error about a text that has the items of a list in it (PM024), where a list is wanted."""
    return error if item.start < node.span.end and error.code == "PM102" and error.help else None


_EXPLAINED = {"PM019": _by_comment, "PM024": _by_items}
