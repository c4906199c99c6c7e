"""What every page has: its head, its edges, and the small shapes that stand for severities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pmgen.plan import Severity, SitePlan
from pmgen.render.assets import Assets

SHAPES = 4
"""How many severities have a shape of their own; the rest share one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of a page.

    Args:
        url: the full address of the page; `None` where nobody said where the site will be.
        published: the day of the article; `None` for a page that is none.
    """

    site: str
    title: str
    description: str
    url: str | None
    published: str | None
    style: str
    script: str
    icon: str


@dataclass(frozen=True, slots=True)
class SeverityMark:
    """A severity as a shape and words; `shape` is 1 for the worst, 0 for one that nobody declared."""

    shape: int
    name: str
    label: str
    meaning: str


def frame(
    site: SitePlan, assets: Assets, title: str, description: str, path: str, published: dt.date | None = None
) -> Frame:
    """The edges of the page at a path."""
    return Frame(
        site.title,
        title,
        description,
        f"{site.base_url.rstrip('/')}/{path}" if site.base_url else None,
        published.isoformat() if published else None,
        assets.style.path,
        assets.script.path,
        assets.icon.path,
    )


def severity_marks(severities: tuple[Severity, ...]) -> Mapping[str, SeverityMark]:
    """The severities by name."""
    return {
        each.name: SeverityMark(min(place, SHAPES), each.name, each.label, each.meaning)
        for place, each in enumerate(severities, 1)
    }


def severity_mark(marks: Mapping[str, SeverityMark], name: str) -> SeverityMark:
    """A severity that may not have been declared."""
    return marks.get(name) or SeverityMark(0, name, "", "")
