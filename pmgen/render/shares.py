"""How many incidents each service, tag and severity has, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from pmgen.plan import History
from pmgen.render.charts.dates import percent
from pmgen.render.entries import Tally, tallies
from pmgen.render.followups import DateShown, date_shown, days, open_dues
from pmgen.render.frame import SeverityMark
from pmgen.render.setting import Setting
from pmgen.values import Value

MOST = 25
"""How many services are bars; the others are names."""


class ServiceShare(Value):
    """A service.

    Args:
        width: of its bar, as a share.
        severities: those that its incidents have.
        dues: the days by which its open follow-ups are due, separated by blanks.
    """

    name: str
    url: str
    count: int
    width: str
    severities: tuple[Tally, ...]
    open: int
    dues: str
    last: DateShown


class SeverityShare(Value):
    """A severity."""

    severity: SeverityMark
    count: int
    width: str


class Named(Value):
    """A service or a tag as a name."""

    name: str
    url: str
    count: int


def by_count(histories: Sequence[History]) -> list[History]:
    """Those with most incidents first."""
    return sorted(histories, key=lambda each: -len(each.incidents))


def service_shares(histories: Sequence[History], setting: Setting) -> tuple[ServiceShare, ...]:
    """The services with most incidents."""
    shown = by_count(histories)[:MOST]
    most = max((len(each.incidents) for each in shown), default=1)
    return tuple(_service(each, most, setting) for each in shown)


def severity_shares(setting: Setting) -> tuple[SeverityShare, ...]:
    """All severities, the worst first."""
    found = tallies(setting.site.incidents, setting)
    most = max((each.count for each in found), default=1) or 1
    return tuple(SeverityShare(each.severity, each.count, percent(each.count / most)) for each in found)


def names(histories: Sequence[History]) -> tuple[Named, ...]:
    """Services or tags as names."""
    return tuple(Named(each.name, each.path, len(each.incidents)) for each in histories)


def _service(history: History, most: int, setting: Setting) -> ServiceShare:
    incidents = history.incidents
    dues = days(day for each in incidents for day in open_dues(each, setting.site))
    return ServiceShare(
        history.name,
        history.path,
        len(incidents),
        percent(len(incidents) / most),
        tuple(each for each in tallies(incidents, setting) if each.count),
        sum(each.open for each in incidents),
        dues,
        date_shown(max(each.brief.date for each in incidents)),
    )
