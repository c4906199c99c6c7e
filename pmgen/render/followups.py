"""Follow-ups as rows of two tables: what is to be done, and what was."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from pmgen import measures
from pmgen.model import Attempt, Followup, FollowupStatus, PostMortem, Status
from pmgen.plan import Incident, SitePlan
from pmgen.render import words
from pmgen.render.prose import Linker, block, commit_url, issue_url, told
from pmgen.render.templates import Markup
from pmgen.values import Value

_SHA = 10


class LinkShown(Value):
    """Some words and where they lead, if anywhere."""

    text: str
    url: str | None
    internal: bool = False


class DateShown(Value):
    """A day for machines and for people."""

    iso: str
    text: str


class AttemptShown(Value):
    """What was tried, and did not do it; `how` is who tried, or that it was in vain."""

    how: str
    on: DateShown
    why: str
    commits: tuple[LinkShown, ...]


class FollowupShown(Value):
    """A row of the table of follow-ups.

    Args:
        purpose: what its priority means.
        hands: who may do it, of what should still be done; empty otherwise.
        waits: it should, and needs human review.
        open: whether it should.
    """

    id: str
    action: Markup | None
    details: Markup | None
    reason: Markup | None
    issue: LinkShown | None
    priority: str
    purpose: str
    type: str
    hands: str
    waits: bool
    owner: str
    due: DateShown | None
    status: str
    status_words: str
    open: bool
    attempts: tuple[AttemptShown, ...] = ()
    internal: bool = False


class Implementation(Value):
    """A row of the table of what was done; `waits` if it needs human review."""

    id: str
    date: DateShown | None
    action: Markup | None
    priority: str
    type: str
    commits: tuple[LinkShown, ...]
    links: tuple[LinkShown, ...]
    note: Markup | None
    by: str
    waits: bool
    unverified: bool = False


def followups(pm: PostMortem, site: SitePlan, link: Linker) -> tuple[FollowupShown, ...]:
    """The table of follow-ups."""
    return tuple(followup_shown(each, pm, site, link) for each in pm.followup_list)


def implementation(pm: PostMortem, site: SitePlan, link: Linker) -> tuple[Implementation, ...]:
    """What was done, in the order of its days, and then what needs human review."""
    done = [each for each in pm.followup_list if each.status is FollowupStatus.DONE]
    done.sort(key=lambda each: (each.done.on if each.done else None) or dt.date.max)
    waiting = [each for each in pm.followup_list if _waits(each, pm, site)]
    return tuple(implementation_shown(each, site, link) for each in [*done, *waiting])


def date_shown(day: dt.date) -> DateShown:
    """A day in few characters."""
    return DateShown(day.isoformat(), words.short_date(day))


def open_dues(incident: Incident, site: SitePlan) -> tuple[str, ...]:
    """The days by which the open follow-ups of an incident are due, as far as there are any."""
    if not incident.open:
        return ()
    pm = incident.brief
    dues = (measures.due(each, pm, site.due_days) for each in pm.followup_list if each.open)
    return tuple(day.isoformat() for day in sorted(filter(None, dues)))


def open_told(number: int, site: SitePlan) -> str:
    """How many follow-ups are open, in words; empty where it is none, and that cannot be said."""
    return words.count(number, "open follow-up", "open follow-ups") if number or site.whole else ""


def days(dues: Iterable[str]) -> str:
    """Days, separated by blanks, the earliest first; one that comes three times has `x3` behind it."""
    counted = sorted(Counter(dues).items())
    return " ".join(f"{day}x{count}" if count > 1 else day for day, count in counted)


def _is_work(followup: Followup, pm: measures.Queued) -> bool:
    """Whether somebody should still do it; what a withdrawn post-mortem left open nobody should."""
    return followup.open and pm.status is not Status.WITHDRAWN


def _waits(followup: Followup, pm: measures.Queued, site: SitePlan) -> bool:
    return _is_work(followup, pm) and measures.waits(followup, safe=measures.is_safe(followup, pm, site.safe_types))


def followup_shown(followup: Followup, pm: measures.Queued, site: SitePlan, link: Linker) -> FollowupShown:
    """A follow-up as a row."""
    due, work, waits = measures.due(followup, pm, site.due_days), _is_work(followup, pm), _waits(followup, pm, site)
    issue = LinkShown(followup.issue, issue_url(site, followup.issue)) if followup.issue else None
    return FollowupShown(
        followup.id,
        told(followup.action, link),
        block(followup.details, link),
        block(followup.reason, link),
        issue,
        followup.priority.value if followup.priority else "",
        words.PRIORITY[followup.priority] if followup.priority else "",
        followup.type or "",
        ("needs human review" if waits else "a program may do it") if work else "",
        waits,
        followup.owner or "",
        date_shown(due) if due else None,
        followup.status.value,
        words.FOLLOWUP_STATUS[followup.status],
        work,
        tuple(_attempt_shown(each, site) for each in followup.attempts),
        followup.internal,
    )


def _attempt_shown(attempt: Attempt, site: SitePlan) -> AttemptShown:
    commits = tuple(LinkShown(sha[:_SHA], commit_url(site, sha)) for sha in attempt.commits)
    return AttemptShown("in vain" if commits else "by a program", date_shown(attempt.on), attempt.why, commits)


def implementation_shown(followup: Followup, site: SitePlan, link: Linker) -> Implementation:
    """What was done about a follow-up, as a row."""
    done = followup.done if not followup.open else None
    return Implementation(
        followup.id,
        date_shown(done.on) if done and done.on else None,
        told(followup.action, link),
        followup.priority.value if followup.priority else "",
        followup.type or "",
        tuple(LinkShown(sha[:_SHA], commit_url(site, sha)) for sha in done.commits) if done else (),
        tuple(_links(done.links, link)) if done else (),
        told(done.note, link) if done else None,
        (done.by or "") if done else "",
        followup.open,
        bool(done and done.unverified),
    )


def _links(urls: Iterable[str], link: Linker) -> Iterable[LinkShown]:
    for url in urls:
        yield LinkShown(url.removeprefix("https://").removeprefix("http://").rstrip("/"), link(url))
