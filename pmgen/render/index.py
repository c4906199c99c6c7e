"""The index of all incidents, and the pages for what has moved or is not there."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256

from pmgen.model import State
from pmgen.plan import History
from pmgen.render import words
from pmgen.render.assets import Assets
from pmgen.render.charts.chart import Chart, chart
from pmgen.render.entries import Entry, Group, Tally, by_year, every_kind, tallies
from pmgen.render.followups import days, open_dues, open_told
from pmgen.render.frame import Frame, SeverityMark
from pmgen.render.setting import Setting
from pmgen.render.shares import Named, by_count, names
from pmgen.render.templates import Markup
from pmgen.values import Value

MOST_ENTRIES = 150
"""How many incidents are told of, from the newest; the others are on the pages of their years."""

MOST_NAMES = 100
"""How many services, and how many tags, are named; the others are on the page of the insights."""


class Listed(Value):
    """The incidents of a year as far as they are told of; `more` is how many are not, in words, empty for none."""

    group: Group
    more: str
    url: str


class Names(Value):
    """Services or tags, those that come most often first; `more` is how many are not named, empty for none."""

    shown: tuple[Named, ...]
    more: str


class Option(Value):
    """Something to choose: its value and the words for it."""

    value: str
    text: str


class Choice(Value):
    """A choice of some incidents; `any` are the words for all of them."""

    name: str
    label: str
    any: str
    options: tuple[Option, ...]


class SearchShown(Value):
    """The search, which is a script.

    Args:
        script: its path.
        data: the path of the first file that it loads.
        choices: those that make a difference.
        followups: there are open ones, and incidents without.
        severities: the declared ones, for their shapes.
        blank: what an incident that was found looks like.
    """

    script: str
    data: str
    choices: tuple[Choice, ...]
    followups: bool
    severities: tuple[SeverityMark, ...]
    blank: Entry


class IndexPage(Value):
    """What `index.html` shows.

    Args:
        total: how many incidents, in words.
        open: how many open follow-ups, in words; empty where that cannot be said.
        dues: the days by which they are due, separated by blanks.
        board: the page of them; empty where there are none.
        ongoing: how many incidents are going on, in words; empty for none.
        search: `None` where there is nothing to be searched.
    """

    frame: Frame
    title: str
    total: str
    open: str
    dues: str
    board: str
    ongoing: str
    tallies: tuple[Tally, ...]
    chart: Chart | None
    search: SearchShown | None
    listed: tuple[Listed, ...]
    years: tuple[Named, ...]
    services: Names
    tags: Names


class MovedPage(Value):
    """What stands at an old address: a page that leads to the new one."""

    frame: Frame
    title: str
    url: str


class NotFoundPage(Value):
    """What `404.html` shows, at whatever address: it loads nothing.

    Args:
        style: the style sheet itself.
        digest: its SHA-256, as a policy names it.
        icon: as a `data:` address.
    """

    frame: Frame
    style: Markup
    digest: str
    icon: str


def not_found_page(frame: Frame, assets: Assets) -> NotFoundPage:
    """Put what `404.html` needs into it."""
    digest = b64encode(sha256(assets.lost.encode()).digest()).decode()
    icon = f"data:image/svg+xml;base64,{b64encode(assets.icon.content).decode()}"
    return NotFoundPage(frame, Markup(assets.lost), digest, icon)


def index_page(frame: Frame, setting: Setting) -> IndexPage:
    """Work out what the index shows."""
    site = setting.site
    open_ = sum(incident.open for incident in site.incidents)
    ongoing = sum(each.state is State.ONGOING for each in site.incidents)
    years = tuple(Named(str(each.year), each.path, len(each.incidents)) for each in site.years)
    return IndexPage(
        frame,
        site.title,
        words.count(len(site.incidents), "incident", "incidents"),
        open_told(open_, site),
        days(day for each in site.incidents for day in open_dues(each, site)),
        "followups.html" if open_ else "",
        f"{ongoing:,} ongoing" if ongoing else "",
        tallies(site.incidents, setting),
        chart(site.incidents, site.severities),
        _search(setting) if setting.search and site.incidents else None,
        _listed(setting),
        years,
        _names(site.by_service),
        _names(site.by_tag),
    )


def _listed(setting: Setting) -> tuple[Listed, ...]:
    incidents = [incident for year in setting.site.years for incident in year.incidents][:MOST_ENTRIES]
    groups = by_year(incidents, setting)
    found = []
    for group, year in zip(groups, setting.site.years, strict=False):
        more = len(year.incidents) - len(group.incidents)
        count = words.count(len(year.incidents), "incident", "incidents")
        whole = Group(group.anchor, group.name, count, group.incidents)
        found.append(Listed(whole, f"{more:,}" if more else "", year.path))
    return tuple(found)


def _names(histories: Sequence[History]) -> Names:
    more = len(histories) - MOST_NAMES
    return Names(names(by_count(histories)[:MOST_NAMES]), f"{more:,}" if more > 0 else "")


def _search(setting: Setting) -> SearchShown:
    site = setting.site
    open_ = sum(incident.open > 0 for incident in site.incidents)
    return SearchShown(
        setting.assets.search.path,
        setting.search,
        tuple(_choices(setting)),
        0 < open_ < len(site.incidents),
        tuple(setting.severities.values()),
        every_kind(),
    )


def _choices(setting: Setting) -> Iterable[Choice]:
    """The choices by which incidents differ."""
    site = setting.site
    told = [each.brief for each in site.incidents]
    severities, states = {each.severity for each in told}, {each.state for each in site.incidents}
    if len(severities) > 1:
        marks = [each for each in setting.severities.values() if each.name in severities]
        options = tuple(Option(each.name, f"{each.name} {each.label}".rstrip()) for each in marks)
        yield Choice("severity", "Severity", "Any severity", options)
    if _differ(each.services for each in told):
        yield Choice("service", "Service", "Any service", _alphabetical(site.by_service))
    if _differ(each.tags for each in told):
        yield Choice("tag", "Tag", "Any tag", _alphabetical(site.by_tag))
    if len(site.years) > 1:
        years = (str(each.year) for each in site.years)
        yield Choice("year", "Year", "Any year", tuple(Option(year, year) for year in years))
    if len(states) > 1:
        named = (each for each in State if each in states)
        yield Choice("state", "State", "Any state", tuple(Option(each, words.STATE[each]) for each in named))


def _differ(names: Iterable[Sequence[str]]) -> bool:
    """Whether some incidents have other names than the first one."""
    found = map(frozenset, names)
    first = next(found, None)
    return any(each != first for each in found)


def _alphabetical(histories: Sequence[History]) -> tuple[Option, ...]:
    shown = {each.name for each in by_count(histories)[:MOST_NAMES]}
    return tuple(Option(each.name, each.name) for each in histories if each.name in shown)
