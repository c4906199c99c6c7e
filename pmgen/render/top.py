"""The top of an incident's page: what a reader must know before anything else."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen import measures
from pmgen.model import Kind, PostMortem, State, Status
from pmgen.plan import Incident, SitePlan
from pmgen.render import words
from pmgen.render.zone import zero_day, zone_words
from pmgen.times import Moment, Precision
from pmgen.values import Value

_MOST_NAMED = 12


class Notice(Value):
    """Something that a reader must know before reading on."""

    kind: str
    word: str
    text: str


class Name(Value):
    """A name and the page of what has it, if it has one."""

    text: str
    url: str = ""


class Fact(Value):
    """A line at the top of the page.

    Args:
        listed: the items are names rather than words.
        more: names of which there are too many to stand before the answer; they are folded.
    """

    label: str
    items: tuple[Name, ...]
    listed: bool
    more: tuple[Name, ...] = ()


def notices(pm: PostMortem, state: State | None) -> tuple[Notice, ...]:
    """What the document is, unless it is published, and whether the incident goes on."""
    found = []
    if pm.status is Status.DRAFT:
        found.append(
            Notice("draft", "Draft", "Written while things were still unclear; facts are missing and may change.")
        )
    elif pm.status is Status.REVIEW:
        found.append(Notice("review", "In review", "Not agreed on yet; details may change."))
    elif pm.status is Status.WITHDRAWN:
        found.append(
            Notice("withdrawn", "Withdrawn", "No longer stands as it was written; kept so that links to it work.")
        )
    if state is State.ONGOING:
        found.append(Notice("ongoing", "Ongoing", "The incident had not ended when this was written."))
    return tuple(found)


def facts(incident: Incident, pm: PostMortem, zone: str, site: SitePlan, root: str) -> tuple[Fact, ...]:
    """When it was, what it was about, and who answers for the document.

    Args:
        zone: that of its times.
        root: what leads from the page to the folder of the site.
    """
    clocks = "Times" if zero_day(pm.timeline) else "Times in"
    single = (("When", _when(incident, pm)), (clocks, zone_words(zone, pm.timeline) if pm.timeline else ""))
    services = tuple(Name(each, root + site.service_paths[each]) for each in pm.services)
    tags = tuple(Name(each, root + site.tag_paths[each]) for each in pm.tags)
    owner, authors = ("Owner", pm.owner or ""), ("Written by", ", ".join(pm.authors))
    return (
        *_said(*single),
        *_named("Services", services),
        *_said(owner, authors),
        *_named("Tags", tags),
    )


def _named(label: str, names: tuple[Name, ...]) -> tuple[Fact, ...]:
    shown = len(names) if len(names) <= _MOST_NAMED + 1 else _MOST_NAMED  # a single one is not worth a fold
    return (Fact(label, names[:shown], True, names[shown:]),) if names else ()


def _said(*lines: tuple[str, str]) -> Iterator[Fact]:
    return (Fact(label, (Name(text),), False) for label, text in lines if text)


def _when(incident: Incident, pm: PostMortem) -> str:
    """From the start to the end, as far as they are known; without a known end, until it was mitigated."""
    start = measures.milestone(pm, Kind.STARTED)
    ends = [event.at for event in pm.timeline if event.kind is Kind.RESOLVED]
    if start is None:
        return ""
    if incident.state is State.ONGOING:
        return f"{_moment(start)} – ongoing"
    resolved = ends[-1] if ends and ends[-1].instant else None
    end = resolved or measures.milestone(pm, Kind.MITIGATED)
    if end is None or Kind.RESOLVED in pm.untold or end.instant == start.instant:
        return _moment(start)
    mitigated = "" if resolved else "mitigated "
    if end.by_day and _same_day(start, end):
        return f"{_moment(start)} – {mitigated}later that day"
    # A clock time behind a day alone would look like the end of nothing.
    unknown = ", time unknown" if start.by_day and not end.by_day and _same_day(start, end) else ""
    return f"{_moment(start)}{unknown} – {mitigated}{_moment(end, start)}"


def _same_day(one: Moment, other: Moment) -> bool:
    return one.local is not None and other.local is not None and one.local.date() == other.local.date()


def _moment(moment: Moment, after: Moment | None = None) -> str:
    """A known moment with its date, unless that is the date of the one before it."""
    local = moment.local
    if local is None:
        return moment.text
    about = "~" if moment.about else ""
    if moment.precision is Precision.DAY:
        return about + words.long_date(local)
    clock = words.clock(local, seconds=moment.precision is Precision.SECOND)
    if after and after.local and after.local.date() == local.date():
        return about + clock
    return f"{words.long_date(local)}, {about}{clock}"
