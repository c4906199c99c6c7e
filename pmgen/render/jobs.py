"""Follow-ups away from the page of their incident: on the board, and on the pages of services and tags."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pmgen import measures
from pmgen.model import Followup
from pmgen.plan import Incident, SitePlan
from pmgen.render.followups import FollowupShown, Implementation, followup_shown, implementation_shown
from pmgen.render.prose import quoted
from pmgen.render.setting import Setting
from pmgen.values import Value, replace


class Job(Value):
    """A follow-up and the incident that it is of.

    Args:
        due: as written or as the config has it.
        safe: a program may do it.
    """

    incident: Incident
    followup: Followup
    due: dt.date | None
    safe: bool

    @property
    def waits(self) -> bool:
        """Whether it is open and needs human review."""
        return measures.waits(self.followup, safe=self.safe)

    @property
    def done_on(self) -> dt.date | None:
        """The day when it was done, if somebody wrote it down."""
        return self.followup.done.on if self.followup.done else None


class JobShown(Value):
    """A follow-up as a row.

    Args:
        name: its full name, `PM-2026-04-22#F3`.
        url: its place on the page of its incident.
        title: of the incident.
    """

    row: FollowupShown
    name: str
    url: str
    title: str


class DoneShown(Value):
    """What was done about a follow-up, as a row; see `JobShown`."""

    row: Implementation
    name: str
    url: str
    title: str


def jobs(incidents: Iterable[Incident], site: SitePlan) -> tuple[Job, ...]:
    """The follow-ups of some incidents, in their order, but for what a withdrawn post-mortem left open."""
    return tuple(
        Job(
            each,
            followup,
            measures.due(followup, each.brief, site.due_days),
            measures.is_safe(followup, each.brief, site.safe_types),
        )
        for each in incidents
        for followup in each.brief.followup_list
        if each.open or not followup.open
    )


def most_pressing(found: Iterable[Job]) -> list[Job]:
    """The open ones: by priority, then by the day when they are due, then the oldest first."""
    return sorted((each for each in found if each.followup.open), key=_urgency)


def _urgency(job: Job) -> tuple[int, dt.date, dt.datetime, str]:
    return (*measures.urgency(job.followup, job.due), job.incident.began, job.incident.brief.id)


def job_shown(job: Job, setting: Setting, root: str = "") -> JobShown:
    """A follow-up as a row.

    Args:
        root: what leads from the page to the folder of the site.
    """
    told, followup, url = job.incident.brief, job.followup, job.incident.url
    link = setting.linker(job.incident.path)
    row = replace(
        followup_shown(followup, told, setting.site, link),
        action=quoted(followup.action, url, root, link),
        reason=quoted(followup.reason, url, root, link),
    )
    name, place = f"{told.id}#{followup.id}", f"{root}{job.incident.place_of(followup)}"
    return JobShown(row, name, place, told.title)


def done_shown(job: Job, setting: Setting) -> DoneShown:
    """What was done about a follow-up, as a row; see `job_shown`."""
    told, followup, url = job.incident.brief, job.followup, job.incident.url
    link = setting.linker(job.incident.path)
    row = replace(
        implementation_shown(followup, setting.site, link),
        action=quoted(followup.action, url, "", link),
        note=quoted(followup.done.note if followup.done else None, url, "", link),
    )
    return DoneShown(row, f"{told.id}#{followup.id}", job.incident.place_of(followup), told.title)
