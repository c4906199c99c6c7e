"""Post-mortems to the site plan: which page there is, at which path, from which template, with what."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from pmgen.config import Service, Severity
from pmgen.plan.briefs import MILESTONES, Account, Brief, Held, Reached, Whole, brief
from pmgen.plan.histories import MOST_TOLD, History, Year, by_service, by_tag, years
from pmgen.plan.incidents import Change, Incident, Manuscript, Neighbour, RelatedIncident, incidents
from pmgen.values import Value, replace

__all__ = [
    "MILESTONES",
    "MOST_TOLD",
    "Account",
    "Brief",
    "Change",
    "Held",
    "History",
    "Incident",
    "Manuscript",
    "Neighbour",
    "Page",
    "Reached",
    "RelatedIncident",
    "SitePlan",
    "Whole",
    "Year",
    "amended",
    "brief",
    "pages",
    "plan",
]


class SitePlan(Value, dict=True):
    """The whole site.

    Args:
        base_url: where it will be published; `None` if nobody said.
        from_anywhere: what leads to the folder of the site from whatever address; empty if nobody said.
        timezone: the zone of times that name none.
        incidents: newest first: by the instant they began, then by id.
        years: the same by the year of their date, latest first.
        commit_url: address of a commit, with `{sha}` in it.
        issue_url: address of an issue, with `{id}` in it.
        services: what the config says of services.
        by_service: the history of each service that an incident names, by name.
        by_tag: that of each tag.
        enough: how many values there must be before more is said of them together than what each of them is.
        people: whether it says who somebody is; where it must not, nobody is said to be missing.
        whole: whether it has all that was written; where it has not, nothing says that no follow-up is open.
    """

    title: str
    base_url: str | None
    from_anywhere: str
    timezone: str
    incidents: tuple[Incident, ...]
    years: tuple[Year, ...]
    severities: tuple[Severity, ...]
    safe_types: tuple[str, ...]
    due_days: Mapping[str, int]
    commit_url: str | None
    issue_url: str | None
    services: tuple[Service, ...]
    by_service: tuple[History, ...]
    by_tag: tuple[History, ...]
    enough: int
    people: bool
    whole: bool

    @cached_property
    def service_paths(self) -> Mapping[str, str]:
        """The path of the page of each service, by its name."""
        return {each.name: each.path for each in self.by_service}

    @cached_property
    def tag_paths(self) -> Mapping[str, str]:
        """The path of the page of each tag."""
        return {each.name: each.path for each in self.by_tag}


class Page(Value):
    """A page of the site.

    Args:
        path: relative to the folder of the site.
        incident: the one that it is about; `None` for a page about several.
        year: the one that it is about; likewise.
        history: that of the service or tag that it is about; likewise. With a year, the page is about that year of it.
    """

    path: str
    template: str
    incident: Incident | None = None
    year: Year | None = None
    history: History | None = None


def plan(
    manuscripts: Iterable[Manuscript],
    *,
    title: str,
    timezone: str,
    severities: Sequence[Severity],
    safe_types: Sequence[str],
    due_days: Mapping[str, int],
    base_url: str | None = None,
    commit_url: str | None = None,
    issue_url: str | None = None,
    services: Sequence[Service] = (),
    enough: int = 8,
    people: bool = True,
    whole: bool = True,
) -> SitePlan:
    """Put post-mortems in order, beside their neighbours, and under what they have in common."""
    ordered = incidents(manuscripts)
    return SitePlan(
        title,
        base_url,
        f"{base_url.rstrip('/')}/" if base_url else "",
        timezone,
        ordered,
        years(ordered),
        tuple(severities),
        tuple(safe_types),
        dict(due_days),
        commit_url,
        issue_url,
        tuple(services),
        by_service(ordered, services),
        by_tag(ordered),
        enough,
        people,
        whole,
    )


def amended(site: SitePlan, manuscript: Manuscript) -> SitePlan:
    """The site plan after an edit that only the page of the incident itself tells of.

    Args:
        manuscript: the new one, which differs from what was planned in its account alone.
    """
    was = next(each for each in site.incidents if each.path == manuscript.path)
    told, now = was.brief, replace(was, account=manuscript.account)

    def among(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
        return tuple(now if each is was else each for each in incidents)

    def in_histories(histories: Iterable[History], names: Sequence[str]) -> tuple[History, ...]:
        return tuple(
            replace(each, incidents=among(each.incidents)) if each.name in names else each for each in histories
        )

    return replace(
        site,
        incidents=among(site.incidents),
        years=tuple(Year(each.year, among(each.incidents)) for each in site.years),
        by_service=in_histories(site.by_service, told.services),
        by_tag=in_histories(site.by_tag, told.tags),
    )


def pages(site: SitePlan) -> tuple[Page, ...]:
    """Every page of the site."""
    return tuple(_pages(site))


def _pages(site: SitePlan) -> Iterator[Page]:
    yield Page("index.html", "index.html")
    for incident in site.incidents:
        if not incident.legacy:
            yield Page(f"{incident.stem}.html", "incident.html", incident)
        for alias in incident.brief.aliases:
            yield Page(posixpath.normpath(alias), "moved.html", incident)
    for year in site.years:
        yield Page(year.path, "year.html", year=year)
    for history in (*site.by_service, *site.by_tag):
        yield Page(history.path, "history.html", history=history)
        for year in history.older:
            yield Page(history.path_of(year), "year.html", year=year, history=history)
    for name in ("followups.html", "insights.html", "definitions.html"):
        yield Page(name, name)
    yield Page("404.html", "404.html")
