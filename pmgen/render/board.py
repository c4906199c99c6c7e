"""The board of follow-ups: what is to be done first, by whom, and what was done lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pmgen.addresses import by_likeness, slugs
from pmgen.model import FollowupStatus, Priority, spelled_alike
from pmgen.plan import SitePlan
from pmgen.render import words
from pmgen.render.charts.dates import percent
from pmgen.render.followups import days, open_told
from pmgen.render.frame import Frame
from pmgen.render.jobs import DoneShown, Job, JobShown, done_shown, job_shown, jobs, most_pressing
from pmgen.render.setting import Setting
from pmgen.values import Value

MOST_OPEN = 200
"""How many open follow-ups are shown; the files have all of them."""

MOST_CLOSED = 100
"""How many of those are shown that were done last, and of those that will not be done."""

MOST_OF_ONE = 5
"""How many are shown of one owner or one service."""

MOST_GROUPS = 25
"""How many owners are shown, and how many services, those with most to do; what is of nobody is always shown."""


class Level(Value):
    """A priority: what it is for, and how many follow-ups have it; a dash for none where that cannot be said.

    Args:
        name: empty for those without one.
        dues: the days by which the open ones are due, separated by blanks; so for all `dues` here.
        waiting: how many of the open ones need human review.
        closed: how many are done, or will not be.
        open_width: of the bar of the open ones, as a share; the other one is beside it.
    """

    name: str
    purpose: str
    open: str
    dues: str
    waiting: str
    closed: str
    open_width: str
    closed_width: str


class Share(Value):
    """The open follow-ups of one owner, or of one service.

    Args:
        name: empty for those of nobody.
        url: of the page of the service.
        more: how many are not shown, in words; empty for none.
    """

    name: str
    anchor: str
    url: str
    open: str
    dues: str
    jobs: tuple[JobShown, ...]
    more: str


class BoardPage(Value):
    """What `followups.html` shows; counts are in words, and empty for none.

    Args:
        more: how many open ones are not shown; `more_done` and `more_wont_do` are those of the others.
        more_owners: how many have something to do and are not shown; likewise `more_services`.
    """

    frame: Frame
    open: str
    dues: str
    waiting: str
    safe: str
    done_count: str
    wont_do_count: str
    levels: tuple[Level, ...]
    jobs: tuple[JobShown, ...]
    more: str
    owners: tuple[Share, ...]
    more_owners: str
    services: tuple[Share, ...]
    more_services: str
    done: tuple[DoneShown, ...]
    more_done: str
    wont_do: tuple[JobShown, ...]
    more_wont_do: str
    any: bool


def board_page(frame: Frame, setting: Setting) -> BoardPage:
    """Work out what the board shows."""
    site = setting.site
    every = jobs(site.incidents, site)
    open_ = most_pressing(every)
    done = [each for each in every if each.followup.status is FollowupStatus.DONE]
    done.sort(key=lambda each: (each.done_on is not None, each.done_on, each.incident.began), reverse=True)
    wont_do = [each for each in every if each.followup.status is FollowupStatus.WONT_DO]
    waiting = sum(each.waits for each in open_)
    safe = len(open_) - waiting
    owners = _held(_of_owners(open_))
    services = _held(_of_services(open_))
    return BoardPage(
        frame,
        open_told(len(open_), site),
        _dues(open_),
        _some(waiting, "needs human review", "need human review"),
        f"{safe:,} a program may do" if safe else "",
        _some(len(done), "done", "done"),
        _some(len(wont_do), "will not be done", "will not be done"),
        _levels(every, site),
        tuple(job_shown(each, setting) for each in open_[:MOST_OPEN]),
        _beyond(open_, MOST_OPEN),
        _shares(owners, "owner", {}, setting),
        _some(len(_left_out(owners)), "more owner is", "more owners are"),
        _shares(services, "service", site.service_paths, setting),
        _some(len(_left_out(services)), "more service is", "more services are"),
        tuple(done_shown(each, setting) for each in done[:MOST_CLOSED]),
        _beyond(done, MOST_CLOSED),
        tuple(job_shown(each, setting) for each in wont_do[:MOST_CLOSED]),
        _beyond(wont_do, MOST_CLOSED),
        bool(every),
    )


def _beyond(found: Sequence[Job], most: int) -> str:
    return f"{len(found) - most:,}" if len(found) > most else ""


def _some(number: int, one: str, many: str) -> str:
    return words.count(number, one, many) if number else ""


def _dues(open_: Iterable[Job]) -> str:
    return days(each.due.isoformat() for each in open_ if each.due)


def _levels(every: Sequence[Job], site: SitePlan) -> tuple[Level, ...]:
    by_name: dict[Priority | None, list[Job]] = {priority: [] for priority in (*Priority, None)}
    for each in every:
        by_name[each.followup.priority].append(each)
    most = max(map(len, by_name.values())) or 1
    return tuple(_level(priority, held, most, site) for priority, held in by_name.items() if priority or held)


def _level(priority: Priority | None, held: Sequence[Job], most: int, site: SitePlan) -> Level:
    open_ = [each for each in held if each.followup.open]
    closed = len(held) - len(open_)
    return Level(
        priority or "",
        words.PRIORITY[priority] if priority else "without a priority",
        words.number(len(open_), whole=site.whole),
        _dues(open_),
        words.number(sum(each.waits for each in open_), whole=site.whole),
        words.number(closed, whole=site.whole),
        percent(len(open_) / most),
        percent(closed / most),
    )


def _of_owners(open_: Iterable[Job]) -> Iterable[tuple[str, Job]]:
    """Each with who sees to it, spelled as the first time; empty for nobody."""
    spelled: dict[str, str] = {}
    for each in open_:
        owner = each.followup.owner or ""
        yield spelled.setdefault(spelled_alike(owner), owner), each


def _of_services(open_: Iterable[Job]) -> Iterable[tuple[str, Job]]:
    for each in open_:
        for name in dict.fromkeys(each.incident.brief.services) or ("",):
            yield name, each


def _held(named: Iterable[tuple[str, Job]]) -> dict[str, list[Job]]:
    """By name, those with most to do first; those of nobody last."""
    held: dict[str, list[Job]] = {}
    for name, job in named:
        held.setdefault(name, []).append(job)
    names = sorted(held, key=lambda name: (not name, -len(held[name]), name.casefold(), name))
    return {name: held[name] for name in names}


def _left_out(held: Mapping[str, Sequence[Job]]) -> list[str]:
    return [name for name in held if name][MOST_GROUPS:]


def _shares(
    held: Mapping[str, Sequence[Job]], kind: str, urls: Mapping[str, str], setting: Setting
) -> tuple[Share, ...]:
    left_out = frozenset(_left_out(held))
    names = [name for name in held if name not in left_out]
    by_name = slugs(by_likeness(names))
    return tuple(
        Share(
            name,
            f"{kind}.{by_name[name]}" if name else f"{kind}.none",
            urls.get(name, ""),
            f"{len(held[name]):,} open",
            _dues(held[name]),
            tuple(job_shown(each, setting) for each in held[name][:MOST_OF_ONE]),
            _beyond(held[name], MOST_OF_ONE),
        )
        for name in names
    )
