"""The pages of a service, of a tag and of a year."""

from __future__ import annotations

from collections.abc import Sequence

from pmgen import measures
from pmgen.model import State, Status
from pmgen.plan import MOST_TOLD, History, Incident, Year
from pmgen.render import words
from pmgen.render.charts.chart import Chart, chart
from pmgen.render.entries import Group, Tally, by_month, by_year, tallies
from pmgen.render.followups import LinkShown, days, open_dues, open_told
from pmgen.render.frame import Frame
from pmgen.render.insights import half
from pmgen.render.jobs import JobShown, job_shown, jobs, most_pressing
from pmgen.render.setting import Setting
from pmgen.render.shares import Named
from pmgen.values import Value

MOST_ENTRIES = 400
"""How many incidents of a year are told of; where there are more, each has date, severity and title."""

MOST_JOBS = 50
"""How many open follow-ups are shown of a service or a tag."""

_KINDS = {"services": "Service", "tags": "Tag"}
_MOST_NEAR = 12


class MedianShown(Value):
    """A figure across the incidents of a service or a tag.

    Args:
        parts: numbers of the median, each with its unit.
        about: the median is approximate.
        half: between which lengths the middle half is.
        known: how many incidents have it.
    """

    key: str
    label: str
    parts: tuple[tuple[str, str], ...]
    about: bool
    half: tuple[str, ...]
    known: str


class HistoryPage(Value):
    """What `history.html` shows; counts are in words, and empty for none.

    Args:
        owner: of the service, as the config says it.
        link: where to read more of the service.
        feeds: its feeds, without their ending; empty for a tag, which has none.
        near: other services or tags that its incidents have.
        figures: those that enough incidents have.
        more: how many open follow-ups are not shown.
        groups: the incidents that are told of, by year, and `older` the years of the others.
    """

    frame: Frame
    kind: str
    name: str
    total: str
    ongoing: str
    open: str
    dues: str
    owner: str
    link: LinkShown | None
    feeds: str
    near: tuple[Named, ...]
    tallies: tuple[Tally, ...]
    chart: Chart | None
    figures: tuple[MedianShown, ...]
    jobs: tuple[JobShown, ...]
    more: str
    groups: tuple[Group, ...]
    older: tuple[Named, ...]


class YearLink(Value):
    """Another year."""

    name: str
    url: str
    count: str


class YearPage(Value):
    """What `year.html` shows; see `HistoryPage`.

    Args:
        of: the service or tag that it is a year of; `None` for a year of the whole site.
        brief: whether there are too many incidents to tell of each.
    """

    frame: Frame
    name: str
    of: LinkShown | None
    brief: bool
    total: str
    ongoing: str
    open: str
    dues: str
    tallies: tuple[Tally, ...]
    groups: tuple[Group, ...]
    previous: YearLink | None
    next: YearLink | None


def history_page(history: History, frame: Frame, setting: Setting) -> HistoryPage:
    """Work out what the page of a service or a tag shows."""
    site, incidents = setting.site, history.incidents
    open_ = most_pressing(jobs(incidents, site))
    info = history.info
    return HistoryPage(
        frame,
        _KINDS[history.folder],
        history.name,
        words.count(len(incidents), "incident", "incidents"),
        _ongoing(incidents),
        open_told(len(open_), site),
        _dues(incidents, setting),
        (info.owner or "") if info else "",
        LinkShown(info.link.removeprefix("https://").rstrip("/"), info.link) if info and info.link else None,
        history.slug if history.folder == "services" else "",
        _near(history, setting),
        tallies(incidents, setting),
        chart(incidents, site.severities),
        _figures(incidents, site.enough),
        tuple(job_shown(each, setting, frame.root) for each in open_[:MOST_JOBS]),
        f"{len(open_) - MOST_JOBS:,}" if len(open_) > MOST_JOBS else "",
        by_year(incidents[:MOST_TOLD], setting),
        tuple(Named(str(each.year), history.path_of(each), len(each.incidents)) for each in history.older),
    )


def year_page(year: Year, history: History | None, frame: Frame, setting: Setting) -> YearPage:
    """Work out what the page of a year shows: of the whole site, or of a service or tag."""
    years = history.older if history else setting.site.years
    place = next(index for index, each in enumerate(years) if each.year == year.year)
    open_ = sum(each.open for each in year.incidents)
    return YearPage(
        frame,
        str(year.year),
        LinkShown(f"{_KINDS[history.folder]} {history.name}", frame.root + history.path) if history else None,
        len(year.incidents) > MOST_ENTRIES,
        words.count(len(year.incidents), "incident", "incidents"),
        _ongoing(year.incidents),
        open_told(open_, setting.site),
        _dues(year.incidents, setting),
        tallies(year.incidents, setting),
        by_month(year.incidents, setting),
        _year_link(years[place + 1], history, frame) if place + 1 < len(years) else None,
        _year_link(years[place - 1], history, frame) if place else None,
    )


def _year_link(year: Year, history: History | None, frame: Frame) -> YearLink:
    url = frame.root + (history.path_of(year) if history else year.path)
    return YearLink(str(year.year), url, words.count(len(year.incidents), "incident", "incidents"))


def _ongoing(incidents: Sequence[Incident]) -> str:
    ongoing = sum(each.state is State.ONGOING for each in incidents)
    return f"{ongoing:,} ongoing" if ongoing else ""


def _dues(incidents: Sequence[Incident], setting: Setting) -> str:
    return days(day for each in incidents for day in open_dues(each, setting.site))


def _near(history: History, setting: Setting) -> tuple[Named, ...]:
    """The other services, or tags, of the same incidents, those that come most often first."""
    counted: dict[str, int] = {}
    for each in history.incidents:
        told = each.brief
        for name in dict.fromkeys(told.services if history.folder == "services" else told.tags):
            counted[name] = counted.get(name, 0) + 1
    paths = setting.site.service_paths if history.folder == "services" else setting.site.tag_paths
    del counted[history.name]
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0].casefold(), each[0]))
    return tuple(Named(name, paths[name], count) for name, count in ordered[:_MOST_NEAR])


def _figures(incidents: Sequence[Incident], enough: int) -> tuple[MedianShown, ...]:
    stands = [each.figures for each in incidents if each.brief.status is not Status.WITHDRAWN]
    found = []
    for place, definition in enumerate(measures.definitions()):
        sums = measures.across([figures[place] for figures in stands])
        if sums.spread and sums.spread.count >= enough:
            known = f"{sums.spread.count:,} of {sums.of:,}"
            median = sums.spread.median
            shown = median.parts, median.about, half(sums.spread), known
            found.append(MedianShown(definition.key, definition.label, *shown))
    return tuple(found)
