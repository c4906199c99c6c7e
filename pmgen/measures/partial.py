"""What a timeline does not tell any more when its internal events have been left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pmgen.measures.figures import figures
from pmgen.measures.milestones import BEGAN, first_known, milestone
from pmgen.model import Kind, PostMortem

PHASES: Final = "phases"
"""The phases of the incident, among what is untold."""

_NOTICED: Final = frozenset({Kind.DETECTED, Kind.ACKNOWLEDGED, Kind.IDENTIFIED})
_CHANGING: Final = frozenset({Kind.MITIGATED, Kind.RESOLVED, Kind.REOPENED})


def untold(whole: PostMortem, left: PostMortem) -> tuple[str, ...]:
    """The figures, milestones, phases and the beginning that would be others than they were.

    Args:
        left: the post-mortem without its internal events.
    """
    gone = frozenset(each.kind for each in whole.timeline if each.internal)
    return tuple(_untold(whole, left, gone)) if gone else ()


def _untold(whole: PostMortem, left: PostMortem, gone: frozenset[Kind]) -> Iterator[str]:
    for was, now in zip(figures(whole), figures(left), strict=True):
        # What is not known any more says so by itself.
        if now.value and now.value != was.value:
            yield now.key
    for kind in Kind:
        if kind.milestone and milestone(whole, kind) != milestone(left, kind):
            yield kind
    first = first_known(left)
    if first and first != first_known(whole):
        yield BEGAN
    # Without any `detected` nothing is said of when it was noticed.
    noticed = any(each.kind is Kind.DETECTED for each in left.timeline)
    if gone & _CHANGING or (noticed and gone & _NOTICED):
        yield PHASES
