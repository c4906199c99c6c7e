"""The page of one incident."""

from __future__ import annotations

from collections.abc import Sequence

from pmgen.markdown import Heading
from pmgen.model import PostMortem
from pmgen.plan import Incident
from pmgen.render import words
from pmgen.render.causes import Analysis, analysis
from pmgen.render.events import TimelineShown, timeline
from pmgen.render.figures import FigureShown, Unknown, figures, impact_figures, unknown
from pmgen.render.followups import (
    DateShown,
    FollowupShown,
    Implementation,
    LinkShown,
    date_shown,
    followups,
    implementation,
)
from pmgen.render.frame import Frame, SeverityMark, severity_mark
from pmgen.render.impact import DetectionShown, ImpactShown, detection, impact
from pmgen.render.linked_data import linked_data
from pmgen.render.others import NeighbourShown, RelatedShown, beside, related
from pmgen.render.prose import Linker, block, body, commit_url, inline, points, told
from pmgen.render.setting import Setting
from pmgen.render.templates import Markup
from pmgen.render.top import Card, Fact, Notice, cards, facts, is_long, notices, status_told
from pmgen.values import Value, replace


class Lesson(Value):
    """What was learned, of one sort."""

    heading: str
    anchor: str
    items: tuple[Markup, ...]


class RevisionShown(Value):
    """A dated change to the document."""

    date: DateShown
    note: Markup | None


class ChangeShown(Value):
    """A commit that changed the document."""

    date: DateShown
    subject: str
    commit: LinkShown


class ContentsLine(Value):
    """A line of a table of contents."""

    anchor: str
    text: str
    level: int


class FactorShown(Value):
    """Something that made it possible, likelier or worse."""

    text: Markup
    internal: bool


class IncidentPage(Value):
    """What `incident.html` shows; whatever is empty or `None` has no place on the page.

    Args:
        defined: those of the figures that have a definition.
    """

    frame: Frame
    id: str
    title: str
    long: bool
    date: DateShown
    severity: SeverityMark
    severity_reason: Markup | None
    status: str
    status_word: str
    state: str
    state_word: str
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]
    figures: tuple[FigureShown, ...]
    defined: tuple[FigureShown, ...]
    unknown: tuple[Unknown, ...]
    summary: Markup | None
    cards: tuple[Card, ...]
    impact: ImpactShown | None
    timeline: TimelineShown | None
    analysis: Analysis | None
    factors: tuple[FactorShown, ...]
    detection: DetectionShown | None
    no_followups: bool
    followups: tuple[FollowupShown, ...]
    implementation: tuple[Implementation, ...]
    lessons: tuple[Lesson, ...]
    body: Markup | None
    headings: tuple[ContentsLine, ...]
    related: tuple[RelatedShown, ...]
    references: tuple[LinkShown, ...]
    revisions: tuple[RevisionShown, ...]
    changes: tuple[ChangeShown, ...]
    cut: bool
    contents: tuple[ContentsLine, ...]
    previous: NeighbourShown | None
    next: NeighbourShown | None
    source: str
    data: str
    linked_data: Markup


def incident_page(incident: Incident, frame: Frame, setting: Setting) -> IncidentPage:
    """Work out what the page of an incident shows."""
    whole, site = incident.account.whole(), setting.site
    pm = whole.post_mortem
    link = setting.linker(incident.path)
    zone = pm.timezone or site.timezone
    known = figures(incident.figures)
    status, status_word = status_told(pm, site)
    page = IncidentPage(
        frame=frame,
        id=pm.id,
        title=pm.title,
        long=is_long(pm.title),
        date=DateShown(pm.date.isoformat(), words.full_date(pm.date)),
        severity=severity_mark(setting.severities, pm.severity),
        severity_reason=inline(pm.severity_reason, link),
        status=status,
        status_word=status_word,
        state=incident.state.value if incident.state else "",
        state_word=words.STATE[incident.state] if incident.state else "",
        notices=notices(pm, incident.state),
        facts=facts(incident, pm, zone, site, frame.root),
        figures=(*known, *impact_figures(pm, incident.figures)),
        defined=known,
        # Where nothing was written down yet, that nothing follows from it is no news.
        unknown=unknown(incident.figures) if pm.timeline or pm.impact else (),
        summary=block(pm.summary.text, link) if pm.summary else None,
        cards=cards(pm, link),
        impact=impact(pm, link),
        timeline=timeline(pm, zone, link),
        analysis=analysis(pm.root_cause, link),
        factors=_factors(pm, link),
        detection=detection(pm.detection, link),
        no_followups=pm.followups == (),
        followups=followups(pm, site, link),
        implementation=implementation(pm, site, link),
        lessons=_lessons(pm, link),
        body=body(whole.body) if whole.body.strip() else None,
        headings=_headings(whole.headings),
        related=related(incident, setting),
        references=_references(pm, link),
        revisions=tuple(RevisionShown(date_shown(each.date), told(each.note, link)) for each in pm.revisions),
        changes=_changes(incident, setting),
        cut=incident.cut,
        contents=(),
        previous=beside(incident.previous),
        next=beside(incident.next),
        source=incident.source,
        data=incident.url.removesuffix(".html") + ".json",
        linked_data=linked_data(pm, frame),
    )
    return _with_contents(page)


def _lessons(pm: PostMortem, link: Linker) -> tuple[Lesson, ...]:
    if pm.lessons is None:
        return ()
    lessons = (
        Lesson("What went well", "lessons.well", points(pm.lessons.went_well, link, below=3)),
        Lesson("What went wrong", "lessons.wrong", points(pm.lessons.went_wrong, link, below=3)),
        Lesson("Where we got lucky", "lessons.lucky", points(pm.lessons.lucky, link, below=3)),
        Lesson("What we learned", "lessons.learned", points(pm.lessons.learned, link, below=3)),
    )
    return tuple(lesson for lesson in lessons if lesson.items)


def _headings(headings: Sequence[Heading]) -> tuple[ContentsLine, ...]:
    """The headings of the narrative, two levels deep; none where there is only one."""
    if len(headings) < 2:
        return ()
    top = min(heading.level for heading in headings)
    near = [heading for heading in headings if heading.level <= top + 1]
    return tuple(ContentsLine(heading.anchor, heading.text, heading.level - top) for heading in near)


def _factors(pm: PostMortem, link: Linker) -> tuple[FactorShown, ...]:
    texts = points((factor.text for factor in pm.contributing_factors), link)
    return tuple(
        FactorShown(text, factor.internal) for text, factor in zip(texts, pm.contributing_factors, strict=True)
    )


def _references(pm: PostMortem, link: Linker) -> tuple[LinkShown, ...]:
    return tuple(LinkShown(each.title or each.url, link(each.url), each.internal) for each in pm.references)


def _changes(incident: Incident, setting: Setting) -> tuple[ChangeShown, ...]:
    """The commits that changed the document."""
    return tuple(
        ChangeShown(date_shown(each.date), each.subject, LinkShown(each.sha[:8], commit_url(setting.site, each.sha)))
        for each in incident.changes
    )


def _with_contents(page: IncidentPage) -> IncidentPage:
    """The page with a table of the sections that it has, if they are more than two."""
    sections: Sequence[tuple[str, str, object]] = (
        ("summary", "Summary", page.summary or page.cards),
        ("impact", "Impact", page.impact),
        ("timeline", "Timeline", page.timeline),
        ("root-cause", "Root cause", page.analysis),
        ("contributing-factors", "Contributing factors", page.factors),
        ("detection", "Detection", page.detection),
        ("followups", "Follow-ups", page.followups or page.no_followups),
        ("follow-up-implementation", "Follow-up implementation", page.implementation),
        ("lessons", "Lessons", page.lessons),
        ("narrative", "Narrative", page.body),
        ("related", "Related", page.related),
        ("references", "References", page.references),
        ("revisions", "Revisions", page.revisions or page.changes or page.cut),
    )
    found = tuple(ContentsLine(anchor, text, 0) for anchor, text, present in sections if present)
    return replace(page, contents=found if len(found) > 2 else ())
