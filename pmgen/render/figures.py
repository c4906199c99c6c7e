"""Figures: how long it took, and the numbers of the incident's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pmgen import measures
from pmgen.measures import Figure
from pmgen.model import PostMortem
from pmgen.render.prose import own
from pmgen.render.templates import Markup
from pmgen.values import Value

_WIDEST: Final = 9
"""How many digits have room beside other figures on a phone."""


class FigureShown(Value):
    """A figure.

    Args:
        key: names it on the page; empty for one of the incident's own, which has no definition.
        parts: numbers, each with its unit.
        about: it is approximate.
    """

    key: str
    label: str
    parts: tuple[tuple[str, str], ...]
    about: bool
    definition: str

    @property
    def wide(self) -> bool:
        """Whether it needs twice the room, lest a number be read as two."""
        return any(len(word) > _WIDEST for number, _ in self.parts for word in number.split())


class Unknown(Value):
    """Figures that are not known for one and the same reason."""

    labels: str
    reason: Markup | None


def figures(found: Iterable[Figure]) -> tuple[FigureShown, ...]:
    """The figures that are known."""
    return tuple(
        FigureShown(each.key, each.label, each.value.parts, each.value.about, each.definition)
        for each in found
        if each.value
    )


def impact_figures(pm: PostMortem, told: Iterable[Figure]) -> tuple[FigureShown, ...]:
    """The numbers of the incident's own, without those that are one of the figures that follow from its timeline.

    Args:
        told: those figures.
    """
    own = pm.impact.figures if pm.impact else ()
    known = {each.key: each.value for each in told if each.value}
    twice = {
        each.place
        for each in measures.typed(pm)
        if any(measures.agree(each.length, known[key]) for key in each.keys if key in known)
    }
    return tuple(
        FigureShown("", each.label, ((each.value, each.unit or ""),), False, "")
        for place, each in enumerate(own)
        if place not in twice
    )


def unknown(found: Iterable[Figure]) -> tuple[Unknown, ...]:
    """The figures that are not known, by reason."""
    by_reason: dict[str, list[str]] = {}
    for each in found:
        if each.missing:
            labels = by_reason.setdefault(each.missing, [])
            labels.append(each.label.lower() if labels else each.label)
    return tuple(Unknown(", ".join(labels), own(reason)) for reason, labels in by_reason.items())
