"""The times of a made-up timeline, written in the many ways in which people write them."""

from __future__ import annotations

import datetime as dt
import random
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass

zoneinfo.reset_tzpath(())  # the rules of the package tzdata, which are the same on every machine


@dataclass(frozen=True, slots=True)
class Moments:
    """When things happened.

    Args:
        day: of the incident, in its zone.
        zone: its IANA name.
        instants: in UTC, whole minutes, in order; the first is the start.
    """

    day: dt.date
    zone: str
    instants: tuple[dt.datetime, ...]

    def local(self, index: int) -> dt.datetime:
        """The wall time in the zone of the incident."""
        return self.instants[index].astimezone(zoneinfo.ZoneInfo(self.zone))


def moments(rng: random.Random, day: dt.date, zone: str, count: int) -> Moments:
    """A start on a day, and what followed: minutes apart at first, now and then hours, and past midnight."""
    start = dt.datetime.combine(day, dt.time(rng.randint(4, 22), rng.randrange(60)), zoneinfo.ZoneInfo(zone))
    instants = [start.astimezone(dt.UTC)]
    while len(instants) < count:
        minutes = rng.choice((1, 2, 3, 4, 6, 8, 11, 15, 22, 35)) if rng.random() < 0.93 else rng.randint(60, 400)
        instants.append(instants[-1] + dt.timedelta(minutes=minutes))
    return Moments(day, zone, tuple(instants))


def written(rng: random.Random, when: Moments) -> list[str]:
    """Every moment as text; each is read as its own instant again, cut down to the precision that was written."""
    texts: list[str] = []
    known = when.day  # the day that a clock time without one is read on
    for index in range(len(when.instants)):
        local = when.local(index)
        text = _form(rng, when, index, known)
        texts.append(text)
        if text != "unknown":
            known = local.date()
    return texts


def span(when: Moments, first: int, last: int) -> tuple[str, str]:
    """The beginning and the end of a window: the day is written where it is not that of the incident."""
    start, end = when.local(first), when.local(last)
    texts = [f"{each:%H:%M}" if each.date() == when.day else f"{each:%Y-%m-%d %H:%M}" for each in (start, end)]
    return texts[0], texts[1]


def ambiguous(local: dt.datetime) -> bool:
    """Whether a wall time was there twice, since the clocks were put back."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _form(rng: random.Random, when: Moments, index: int, known: dt.date) -> str:
    local = when.local(index)
    if ambiguous(local):
        return local.isoformat()
    minutes = (when.instants[index] - when.instants[0]) // dt.timedelta(minutes=1)
    if local.date() != known:
        return rng.choice((f"{local:%Y-%m-%d %H:%M}", f"{local:%b %d %H:%M:%S}", local.isoformat()))
    forms = (f"{local:%H:%M}", f"{local:%H:%M:%S}", f"~{local:%H:%M}", f"{local:%b} {local.day} {local:%H:%M}")
    rare = (f"{local:%I:%M %p}", local.isoformat(), f"{local:%Y-%m-%d %H:%M}", f"T+{minutes}m", "unknown")
    if index == 0:
        return _pick(rng, forms, (80, 6, 10, 4))
    return _pick(rng, (*forms, *rare), (70, 6, 7, 4, 2, 3, 2, 5, 1))


def _pick(rng: random.Random, texts: Sequence[str], weights: Sequence[int]) -> str:
    return rng.choices(texts, weights)[0]
