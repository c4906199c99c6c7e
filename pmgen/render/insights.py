"""Insights: what keeps hurting, how long it takes, and whether what was decided is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmgen import measures
from pmgen.measures import Across, Definition, Figure, Spread
from pmgen.model import State, Status
from pmgen.plan import Incident, SitePlan
from pmgen.render import words
from pmgen.render.charts.dates import Dates, DateTick, dates, ends, together
from pmgen.render.charts.flow import FlowShown, flow_shown
from pmgen.render.charts.noticed import Noticed, noticed
from pmgen.render.charts.points import LARGEST, QUARTILES, Scatter, scatter
from pmgen.render.frame import Frame
from pmgen.render.prose import own
from pmgen.render.recurring import Recurring, recurring
from pmgen.render.setting import Setting
from pmgen.render.shares import Named, ServiceShare, SeverityShare, by_count, names, service_shares, severity_shares
from pmgen.render.templates import Markup
from pmgen.times import Duration
from pmgen.values import Value

MOST_POINTS = 2000
"""How many points the charts have together; from then on several incidents share a mark."""

_MOST_LINKS = 400


class YearOf(Value):
    """A figure in one year; the lengths are empty where there are too few values to speak of them together."""

    year: int
    known: int
    of: int
    lower: str
    median: str
    upper: str


class Reason(Value):
    """Why some incidents do not have a figure."""

    count: str
    text: Markup | None


class FigureAcross(Value):
    """One figure across incidents.

    Args:
        known: how many have it, in words.
        ongoing: how many are not over and so do not have it yet, in words; empty for none.
        median: numbers, each with its unit; empty where no incident has it.
        about: the median is approximate.
        half: between which lengths the middle half is; `None` where there are too few.
        extent: from the shortest to the longest.
        trend: there is a year with enough values to speak of them together.
    """

    key: str
    label: str
    definition: str
    known: str
    ongoing: str
    reasons: tuple[Reason, ...]
    median: tuple[tuple[str, str], ...]
    about: bool
    half: tuple[str, ...] | None
    extent: str
    scatter: Scatter | None
    trend: bool
    years: tuple[YearOf, ...]


class IncidentRow(Value):
    """The figures of an incident, in the order in which they are shown; empty where not known."""

    date: str
    severity: str
    title: str
    url: str
    figures: tuple[str, ...]


class InsightsPage(Value):
    """What `insights.html` shows.

    Args:
        total: how many incidents, in words, and `span` from when to when.
        counted: how many of them the figures are made of.
        withdrawn: how many are in no figure as they were withdrawn, in words; empty for none.
        drawn: some incident is a point of a chart, or in a square.
        apart: how many are in no chart as their dates are far from all others, in words; empty for none.
        enough: how many values there must be before more is said of them than what each of them is.
        ticks: of the scale of days that the charts of incidents share.
        sides: of the squares, in pixels; empty where each incident is a point.
        rows: every incident with a figure, newest first; empty where they are too many.
        others: services that are no bars.
    """

    frame: Frame
    total: str
    span: str
    ongoing: str
    counted: int
    withdrawn: str
    apart: str
    drawn: bool
    enough: int
    ticks: tuple[DateTick, ...]
    sides: tuple[int, ...]
    figures: tuple[FigureAcross, ...]
    rows: tuple[IncidentRow, ...]
    noticed: Noticed | None
    flow: FlowShown | None
    recurring: Recurring
    services: tuple[ServiceShare, ...]
    others: tuple[Named, ...]
    severities: tuple[SeverityShare, ...]
    tags: tuple[Named, ...]
    years: tuple[Named, ...]


def insights_page(frame: Frame, setting: Setting) -> InsightsPage:
    """Work out what the insights are."""
    site = setting.site
    stands = [each for each in site.incidents if each.brief.status is not Status.WITHDRAWN]
    withdrawn = len(site.incidents) - len(stands)
    ongoing = sum(each.state is State.ONGOING for each in stands)
    days = [each.brief.date for each in site.incidents]
    on = dates(together(days)) if days else None
    apart = sum(not on.holds(day) for day in days) if on else 0
    flow = measures.flow(each.brief for each in site.incidents)
    beyond = dates(together([*days, *(day for day, _, _ in flow.days)])) if days else None
    points = sum(figure.value is not None for each in stands for figure in each.figures)
    single = points <= MOST_POINTS
    figures = _figures(stands, on, setting, single=single, linked=points <= _MOST_LINKS)
    services = service_shares(site.by_service, setting)
    return InsightsPage(
        frame=frame,
        total=words.count(len(site.incidents), "incident", "incidents"),
        span=ends(days) if days else "",
        ongoing=f"{ongoing:,} ongoing" if ongoing else "",
        counted=len(stands),
        withdrawn=words.count(withdrawn, "withdrawn post-mortem is", "withdrawn post-mortems are") if withdrawn else "",
        apart=words.count(apart, "incident is", "incidents are") if apart else "",
        drawn=any(figure.scatter for figure in figures),
        enough=site.enough,
        ticks=on.ticks if on else (),
        sides=() if single else tuple(range(2, LARGEST + 1)),
        figures=figures,
        rows=tuple(_row(each) for each in stands if any(figure.value for figure in each.figures)) if single else (),
        noticed=noticed([each.brief for each in stands], on) if on and stands else None,
        flow=flow_shown(flow, beyond, whole=site.whole) if beyond else None,
        recurring=recurring(stands, setting),
        services=services,
        others=names(by_count(site.by_service)[len(services) :]),
        severities=severity_shares(setting),
        tags=names(by_count(site.by_tag)),
        years=tuple(Named(str(each.year), each.path, len(each.incidents)) for each in site.years),
    )


def _figures(
    incidents: Sequence[Incident], on: Dates | None, setting: Setting, *, single: bool, linked: bool
) -> tuple[FigureAcross, ...]:
    found = []
    for place, definition in enumerate(measures.definitions()):
        of_all = [(each, each.figures[place]) for each in incidents]
        found.append(_figure(definition, of_all, on, setting, single=single, linked=linked))
    return tuple(found)


def _figure(
    definition: Definition,
    of_all: Sequence[tuple[Incident, Figure]],
    on: Dates | None,
    setting: Setting,
    *,
    single: bool,
    linked: bool,
) -> FigureAcross:
    known = [(incident, figure) for incident, figure in of_all if figure.value]
    sums = measures.across([figure for _, figure in of_all])
    spread, by_year = sums.spread, _by_year(of_all)
    enough = {
        year: each.spread for year, each in by_year.items() if each.spread and each.spread.count >= setting.site.enough
    }
    drawn = (
        scatter(known, spread, enough, on, setting.severities, single=single, linked=linked) if spread and on else None
    )
    return FigureAcross(
        key=definition.key,
        label=definition.label,
        definition=definition.text,
        known=f"{len(known):,} of {words.count(sums.of, 'incident', 'incidents')}",
        ongoing=words.count(sums.ongoing, "incident", "incidents") if sums.ongoing else "",
        reasons=tuple(
            Reason(words.count(count, "incident", "incidents"), own(reason)) for reason, count in sums.reasons
        ),
        median=spread.median.parts if spread else (),
        about=bool(spread and spread.median.about),
        half=half(spread) if spread and spread.count >= QUARTILES else None,
        extent=" to ".join(_ends(spread.least, spread.most)) if spread and spread.count > 1 else "",
        scatter=drawn,
        trend=bool(enough),
        years=tuple(_year(year, each, setting.site) for year, each in by_year.items()),
    )


def half(spread: Spread) -> tuple[str, ...]:
    """Between which lengths the middle half is; one, where it is no longer than that."""
    return _ends(spread.lower, spread.upper)


def _ends(low: Duration, high: Duration) -> tuple[str, ...]:
    return tuple(dict.fromkeys((low.words, high.words)))


def _by_year(of_all: Sequence[tuple[Incident, Figure]]) -> Mapping[int, Across]:
    """Latest first."""
    held: dict[int, list[Figure]] = {}
    for incident, figure in of_all:
        held.setdefault(incident.brief.date.year, []).append(figure)
    return {year: measures.across(held[year]) for year in sorted(held, reverse=True)}


def _year(year: int, sums: Across, site: SitePlan) -> YearOf:
    spread = sums.spread
    if spread is None or spread.count < site.enough:
        return YearOf(year, spread.count if spread else 0, sums.of, "", "", "")
    return YearOf(year, spread.count, sums.of, spread.lower.words, spread.median.words, spread.upper.words)


def _row(incident: Incident) -> IncidentRow:
    told = incident.brief
    return IncidentRow(
        told.date.isoformat(),
        told.severity,
        told.title,
        incident.url,
        tuple(figure.value.words if figure.value else "" for figure in incident.figures),
    )
