"""Incidents that are one another's recurrence, or have the same cause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pmgen.model import Related, Relation

AGAIN = frozenset({Relation.RECURRENCE_OF, Relation.SAME_CAUSE})
"""The relations that say that something happened again."""


class Relative(Protocol):
    """What is related to others: a post-mortem, or what is told of one elsewhere."""

    @property
    def id(self) -> str:
        """Its stable name."""

    @property
    def related(self) -> Sequence[Related]:
        """The others."""


def recurrences(pms: Sequence[Relative]) -> tuple[tuple[int, ...], ...]:
    """The post-mortems that belong together, as indices in the order given; those that stand alone are left out.

    What recurred of something that recurred is one chain with it. Chains are in the order of their first member.
    """
    places = {pm.id: index for index, pm in enumerate(pms)}
    leaders = list(range(len(pms)))
    for index, pm in enumerate(pms):
        for other in pm.related:
            if other.as_ in AGAIN and other.id in places:
                ends = sorted((_leader(leaders, index), _leader(leaders, places[other.id])))
                leaders[ends[1]] = ends[0]
    chains: dict[int, list[int]] = {}
    for index in range(len(pms)):
        chains.setdefault(_leader(leaders, index), []).append(index)
    return tuple(tuple(chain) for chain in chains.values() if len(chain) > 1)


def _leader(leaders: list[int], index: int) -> int:
    while leaders[index] != index:
        leaders[index] = leaders[leaders[index]]
        index = leaders[index]
    return index
