"""Incidents by what they have in common: a year, a service, a tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from pmgen.addresses import by_likeness, slugs
from pmgen.config import Service
from pmgen.plan.incidents import Incident
from pmgen.values import Value

MOST_TOLD = 200
"""How many incidents the page of a service or a tag tells of; the years of older ones have pages of their own."""


class Year(Value):
    """The incidents of a year, newest first."""

    year: int
    incidents: tuple[Incident, ...]

    @property
    def path(self) -> str:
        """The path of its page."""
        return f"{self.year}.html"


class History(Value, dict=True):
    """The incidents of one service or tag, newest first.

    Args:
        folder: `services` or `tags`.
        slug: name of its page in the folder, without its ending.
        info: what the config says of the service, if anything.
    """

    folder: str
    name: str
    slug: str
    incidents: tuple[Incident, ...]
    info: Service | None = None

    @property
    def path(self) -> str:
        """The path of its page."""
        return f"{self.folder}/{self.slug}.html"

    @cached_property
    def older(self) -> tuple[Year, ...]:
        """The years that have pages of their own, latest first: a new incident changes none but that of its year."""
        held = {each.brief.date.year for each in self.incidents[MOST_TOLD:]}
        if not held:
            return ()
        return tuple(each for each in years(self.incidents) if each.year in held)

    def path_of(self, year: Year) -> str:
        """The path of the page of one of its years."""
        return f"{self.folder}/{self.slug}/{year.path}"


def years(incidents: Sequence[Incident]) -> tuple[Year, ...]:
    """Incidents by the year of their date, latest first."""
    by_year: dict[int, list[Incident]] = {}
    for each in incidents:
        by_year.setdefault(each.brief.date.year, []).append(each)
    return tuple(Year(year, tuple(by_year[year])) for year in sorted(by_year, reverse=True))


def by_service(incidents: Sequence[Incident], catalogue: Iterable[Service]) -> tuple[History, ...]:
    """The history of each service that an incident names, by name."""
    known = {name.casefold(): each for each in catalogue for name in (*each.aliases, each.name)}
    named = ((name, each) for each in incidents for name in dict.fromkeys(each.brief.services))
    return tuple(
        History("services", name, slug, found, known.get(name.casefold())) for name, slug, found in _named(named)
    )


def by_tag(incidents: Sequence[Incident]) -> tuple[History, ...]:
    """The history of each tag, by name."""
    named = ((name, each) for each in incidents for name in dict.fromkeys(each.brief.tags))
    return tuple(History("tags", name, slug, found) for name, slug, found in _named(named))


def _named(named: Iterable[tuple[str, Incident]]) -> Iterable[tuple[str, str, tuple[Incident, ...]]]:
    found: dict[str, list[Incident]] = {}
    for name, incident in named:
        found.setdefault(name, []).append(incident)
    # An address stays: of names that look alike in one, the first to be named has it.
    by_name = slugs(sorted(by_likeness(found), key=lambda each: found[each][-1].began))
    return (
        (name, by_name[name], tuple(found[name])) for name in sorted(found, key=lambda each: (each.casefold(), each))
    )
