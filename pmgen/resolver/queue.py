"""All follow-ups of all documents, in the order in which they should be done."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from pmgen import measures
from pmgen.model import Followup, FollowupStatus, Status
from pmgen.values import Value, encoded


class Told(measures.Queued, Protocol):
    """What has follow-ups, and says of what they are: a post-mortem, or what is told of one elsewhere."""

    @property
    def id(self) -> str:
        """Its stable name."""

    @property
    def title(self) -> str:
        """What a reader calls the incident."""

    @property
    def services(self) -> tuple[str, ...]:
        """What was affected."""


class Item(Value):
    """A follow-up, and the document that it is in.

    Args:
        path: of the document, relative to the root of the project.
        due: as written, or as the config has it.
        safe: a program may do it, and its name means no other one.
        place: of the follow-up in its document.
    """

    path: str
    post_mortem: Told
    followup: Followup
    due: dt.date | None
    safe: bool
    place: int

    @property
    def name(self) -> str:
        """Its full name, `PM-2026-04-22#F3`."""
        return _name(self.post_mortem, self.followup)

    @property
    def waits(self) -> bool:
        """Whether it is open and needs human review; what a withdrawn post-mortem left open does not."""
        return not self.moot and measures.waits(self.followup, safe=self.safe)

    @property
    def moot(self) -> bool:
        """Whether it was left open by a withdrawn post-mortem, and so is work for nobody."""
        return self.followup.open and self.post_mortem.status is Status.WITHDRAWN

    def overdue(self, today: dt.date) -> bool:
        """Whether it is open and past its day."""
        return self.followup.open and not self.moot and self.due is not None and self.due < today

    @property
    def digest(self) -> str:
        """Another one whenever the follow-up says something else."""
        return hashlib.sha256(encoded(self.followup)).hexdigest()


def queue(documents: Iterable[tuple[str, Told]], safe_types: Sequence[str], due_days: Mapping[str, int]) -> list[Item]:
    """All follow-ups: by priority, then by the day when they are due, then the oldest first.

    Args:
        documents: the paths and the post-mortems.
    """
    every = [(path, pm, place, each) for path, pm in documents for place, each in enumerate(pm.followup_list)]
    # As for the rules, capitals make no other name: people write it in commits.
    names = Counter(_name(pm, each).casefold() for _, pm, _, each in every)
    items = (
        Item(
            path,
            pm,
            each,
            measures.due(each, pm, due_days),
            measures.is_safe(each, pm, safe_types) and names[_name(pm, each).casefold()] == 1,
            place,
        )
        for path, pm, place, each in every
    )
    return sorted(items, key=_place)


def _name(pm: Told, followup: Followup) -> str:
    return f"{pm.id}#{followup.id}"


def _place(item: Item) -> tuple[int, dt.date, dt.date, str, int]:
    return (*measures.urgency(item.followup, item.due), item.post_mortem.date, item.post_mortem.id, item.place)


def next_safe(items: Iterable[Item]) -> Item | None:
    """The first that a program may do, and nobody has begun."""
    return next((each for each in items if each.safe and each.followup.status is FollowupStatus.TODO), None)
