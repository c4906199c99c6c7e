"""What every page has: its head, its edges, and the small shapes that stand for severities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pmgen.config import Severity
from pmgen.plan import SitePlan
from pmgen.render.assets import Assets
from pmgen.values import Value

_NAV = (
    ("index.html", "Index"),
    ("followups.html", "Follow-ups"),
    ("insights.html", "Insights"),
    ("definitions.html", "Definitions"),
)

_SHORT = 5

SHAPES = 5
"""How many severities have a shape of their own; of more, those from the last of them on share it."""


class NavItem(Value):
    """A page that every page links to; `current` if it is this one."""

    text: str
    url: str
    current: bool


class Frame(Value):
    """The edges of a page.

    Args:
        url: the full address of the page; `None` where nobody said where the site will be.
        published: the day of the article; `None` for a page that is none.
        root: what leads from the page to the folder of the site: empty, or ending in `/`.
        long_names: severities are called something longer than `SEV1`, and need a wider column.
        people: as in `SitePlan`.
    """

    site: str
    title: str
    description: str
    url: str | None
    published: str | None
    style: str
    script: str
    icon: str
    root: str = ""
    nav: tuple[NavItem, ...] = ()
    long_names: bool = False
    people: bool = True


class SeverityMark(Value):
    """A severity as a shape and words; `shape` is 1 for the worst, 0 for one that nobody declared."""

    shape: int
    name: str
    label: str
    meaning: str


def frame(
    site: SitePlan,
    assets: Assets,
    title: str,
    description: str,
    path: str,
    published: dt.date | None = None,
    root: str | None = None,
) -> Frame:
    """The edges of a page.

    Args:
        path: of the page; empty for the index.
        published: the day of the article, which needs less of the style sheet; `None` for a page that is none.
        root: what leads to the folder of the site, where that does not follow from the path.
    """
    root = "../" * path.count("/") if root is None else root
    return Frame(
        site.title,
        title,
        description,
        f"{site.base_url.rstrip('/')}/{path}" if site.base_url else None,
        published.isoformat() if published else None,
        root + (assets.incident if published else assets.style).path,
        root + assets.script.path,
        root + assets.icon.path,
        root,
        tuple(NavItem(text, root + page, page == (path or "index.html")) for page, text in _NAV),
        any(len(each.name) > _SHORT for each in site.severities),
        site.people,
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
