"""The top of an incident's page: what a reader must know before anything else."""

from __future__ import annotations

from pmgen import measures
from pmgen.model import Kind, PostMortem, State, Status
from pmgen.plan import Incident, SitePlan
from pmgen.render import words
from pmgen.render.prose import Linker, block
from pmgen.render.templates import Markup
from pmgen.render.zone import zero_day, zone_words
from pmgen.times import Moment, Precision
from pmgen.values import Value

_MOST_NAMED = 12
_LONG = 120


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
        items: names, or the words on each side of a dash.
        listed: the items are names rather than words.
        more: names of which there are too many to stand before the answer; they are folded.
    """

    label: str
    items: tuple[Name, ...]
    listed: bool
    more: tuple[Name, ...] = ()


class Card(Value):
    """A part of the answer."""

    heading: str
    anchor: str
    text: Markup | None


def is_long(title: str) -> bool:
    """Whether a title would take more than a few lines in large letters."""
    return len(title) > _LONG


def status_told(pm: PostMortem, site: SitePlan) -> tuple[str, str]:
    """What the document is, by the name of how that looks and in words; that it is complete, where that is known."""
    if site.whole and measures.is_complete(pm):
        return "complete", words.COMPLETE
    return pm.status.value, words.STATUS[pm.status]


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
    zone_shown = zone_words(zone, pm.timeline) if pm.timeline else ""
    services = tuple(Name(each, root + site.service_paths[each]) for each in pm.services)
    tags = tuple(Name(each, root + site.tag_paths[each]) for each in pm.tags)
    return (
        *_said("When", *_when(incident, pm)),
        *_said(clocks, zone_shown),
        *_named("Services", services),
        *_said("Owner", pm.owner or ""),
        *_said("Written by", ", ".join(pm.authors)),
        *_named("Tags", tags),
    )


def _named(label: str, names: tuple[Name, ...]) -> tuple[Fact, ...]:
    shown = len(names) if len(names) <= _MOST_NAMED + 1 else _MOST_NAMED  # a single one is not worth a fold
    return (Fact(label, names[:shown], True, names[shown:]),) if names else ()


def _said(label: str, *texts: str) -> tuple[Fact, ...]:
    return (Fact(label, tuple(map(Name, texts)), False),) if any(texts) else ()


def _when(incident: Incident, pm: PostMortem) -> tuple[str, ...]:
    """From the start to the end, as far as they are known; without a known end, until it was mitigated."""
    start = measures.milestone(pm, Kind.STARTED)
    ends = [event.at for event in pm.timeline if event.kind is Kind.RESOLVED]
    if start is None:
        return ()
    if incident.state is State.ONGOING:
        return _moment(start), "ongoing"
    resolved = ends[-1] if ends and ends[-1].instant else None
    end = resolved or measures.milestone(pm, Kind.MITIGATED)
    if end is None and incident.state is State.RESOLVED and Kind.RESOLVED not in pm.untold:
        return _moment(start), "end unknown"
    if end is None or Kind.RESOLVED in pm.untold or end.instant == start.instant:
        return (_moment(start),)
    mitigated = "" if resolved else "mitigated "
    if end.by_day and _same_day(start, end):
        return _moment(start), f"{mitigated}later that day"
    # A clock time behind a day alone would look like the end of nothing.
    unknown = ", time unknown" if start.by_day and not end.by_day and _same_day(start, end) else ""
    return _moment(start) + unknown, mitigated + _moment(end, start)


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


def cards(pm: PostMortem, link: Linker) -> tuple[Card, ...]:
    """What broke, why it took so long and how it was fixed, as far as the summary says each by itself."""
    if pm.summary is None:
        return ()
    found = (
        Card("What broke", "summary.broke", block(pm.summary.broke, link, below=3)),
        Card("Why it took so long", "summary.delayed", block(pm.summary.delayed, link, below=3)),
        Card("How it was fixed", "summary.fixed", block(pm.summary.fixed, link, below=3)),
    )
    return tuple(card for card in found if card.text)
