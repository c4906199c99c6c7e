"""What is searched of an incident, by how much it says about what the incident was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pmgen.addresses import stem_of
from pmgen.model import Cause, Event, Followup, PostMortem, Window
from pmgen.search.terms import of_html, of_markdown
from pmgen.times import MONTHS


def by_rank(pm: PostMortem, body: str, path: str) -> tuple[str, str, str, str]:
    """What is searched: the title, the names, the causes, and everything else.

    Args:
        body: the narrative as HTML.
        path: of the document, relative to the source folder: its page has the same name.
    """
    month = MONTHS[pm.date.month - 1]
    names = (pm.id, stem_of(path), pm.date.isoformat(), month, pm.severity, *pm.services, *pm.tags)
    rest = f"{_joined(_everything_else(pm))}\n{of_html(body)}"
    return pm.title, " ".join(names), _joined(_causes(pm)), rest


def _joined(texts: Iterable[str | None]) -> str:
    return of_markdown("\n".join(filter(None, texts)))


def _causes(pm: PostMortem) -> Iterator[str | None]:
    """What happened, why, and what will change."""
    if said := pm.summary:
        yield from said.parts
    if cause := pm.root_cause:
        yield from (cause.description, cause.trigger, *_chain(cause.chain))
    yield from (each.text for each in pm.contributing_factors)
    yield from (each.action for each in pm.followup_list)


def _chain(causes: Iterable[Cause]) -> Iterator[str]:
    for each in causes:
        yield each.text
        yield from _chain(each.then)


def _everything_else(pm: PostMortem) -> Iterator[str | None]:
    yield from (pm.severity_reason, pm.owner, *pm.authors)
    if impact := pm.impact:
        yield from (impact.description, impact.users, impact.scope)
        yield from chain.from_iterable(map(_window, impact.windows))
        yield from (text for each in impact.figures for text in (each.label, each.value, each.unit))
    if noticed := pm.detection:
        yield noticed.description
        yield from (text for each in noticed.gaps for text in (each.gap, each.impact, each.fix))
    yield from chain.from_iterable(map(_event, pm.timeline))
    yield from chain.from_iterable(map(_followup, pm.followup_list))
    if learned := pm.lessons:
        yield from (*learned.went_well, *learned.went_wrong, *learned.lucky, *learned.learned)
    yield from (each.id for each in pm.related)
    yield from (each.title for each in pm.references)
    yield from (each.note for each in pm.revisions)


def _window(window: Window) -> Iterable[str | None]:
    return (window.level, window.note, *window.services)


def _event(event: Event) -> Iterable[str | None]:
    return event.event, event.source


def _followup(followup: Followup) -> Iterable[str | None]:
    done = followup.done
    evidence = (done.note, done.by, *done.commits) if done else ()
    return (followup.id, followup.owner, followup.type, followup.details, followup.reason, followup.issue, *evidence)
