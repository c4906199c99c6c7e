"""The index of all incidents, and the page for what is not there."""

from __future__ import annotations

from dataclasses import dataclass

from pmgen.model import State, Status
from pmgen.plan import Incident, Year
from pmgen.render import words
from pmgen.render.chart import Chart, chart
from pmgen.render.figures import short
from pmgen.render.followups import DateShown, open_dues
from pmgen.render.frame import Frame, SeverityMark, severity_mark
from pmgen.render.incident import first_sentence
from pmgen.render.setting import Setting


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident in the list.

    Args:
        status: what the document is, unless it is published.
        state: what the incident is, unless it is resolved.
        resolved: how long it took; empty where that is not known.
        open: how many follow-ups are open, in words; empty for none.
        dues: the days by which those are due, separated by blanks.
    """

    url: str
    id: str
    title: str
    date: DateShown
    severity: SeverityMark
    status: str
    status_word: str
    state: str
    state_word: str
    sentence: str
    services: tuple[str, ...]
    resolved: str
    open: str
    dues: str


@dataclass(frozen=True, slots=True)
class YearShown:
    """The incidents of a year."""

    name: str
    count: str
    incidents: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many incidents have a severity."""

    severity: SeverityMark
    count: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """What `index.html` shows.

    Args:
        total: how many incidents, in words.
        open: how many open follow-ups, in words.
        dues: the days by which they are due, separated by blanks.
        ongoing: how many incidents are going on, in words; empty for none.
    """

    frame: Frame
    title: str
    total: str
    open: str
    dues: str
    ongoing: str
    tallies: tuple[Tally, ...]
    chart: Chart | None
    years: tuple[YearShown, ...]


@dataclass(frozen=True, slots=True)
class MovedPage:
    """What stands at an old address: a page that leads to the new one."""

    frame: Frame
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """What `404.html` shows."""

    frame: Frame


def index_page(frame: Frame, setting: Setting) -> IndexPage:
    """Work out what the index shows."""
    site = setting.site
    years = tuple(_year(year, setting) for year in site.years)
    open_ = sum(each.open for incident in site.incidents for each in incident.post_mortem.followup_list)
    ongoing = sum(each.state is State.ONGOING for each in site.incidents)
    by_severity = [each.post_mortem.severity for each in site.incidents]
    dues = sorted(day for incident in site.incidents for day in open_dues(incident.post_mortem, site))
    return IndexPage(
        frame,
        site.title,
        words.count(len(site.incidents), "incident", "incidents"),
        words.count(open_, "open follow-up", "open follow-ups"),
        " ".join(dues),
        f"{ongoing:,} ongoing" if ongoing else "",
        tuple(Tally(mark, by_severity.count(name)) for name, mark in setting.severities.items()),
        chart(site.incidents, site.severities),
        years,
    )


def _year(year: Year, setting: Setting) -> YearShown:
    count = words.count(len(year.incidents), "incident", "incidents")
    return YearShown(str(year.year), count, tuple(_listed(each, setting) for each in year.incidents))


def _listed(incident: Incident, setting: Setting) -> Listed:
    pm = incident.post_mortem
    resolve = next((each.value for each in incident.figures if each.key == "time_to_resolve"), None)
    open_ = sum(each.open for each in pm.followup_list)
    plain = incident.state in (State.RESOLVED, None)
    return Listed(
        incident.url,
        pm.id,
        pm.title,
        DateShown(pm.date.isoformat(), words.day_month(pm.date)),
        severity_mark(setting.severities, pm.severity),
        pm.status.value,
        "" if pm.status is Status.PUBLISHED else words.STATUS[pm.status],
        incident.state.value if incident.state else "",
        "" if plain or incident.state is None else words.STATE[incident.state],
        first_sentence(pm),
        pm.services,
        short(resolve) if resolve else "",
        f"{open_:,} open" if open_ else "",
        " ".join(open_dues(pm, setting.site)),
    )
