"""Site plan to HTML: one frozen value per template, which the template knows as `page`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from pmgen.model import Status
from pmgen.plan import Page, SitePlan, pages
from pmgen.render import board, definitions, histories, incident, index, insights
from pmgen.render.assets import Asset, Assets, assets
from pmgen.render.frame import Frame, frame
from pmgen.render.setting import Setting, setting
from pmgen.render.templates import TemplateFailure, Templates, compiled, named_in, read_templates

__all__ = [
    "Files",
    "Renderer",
    "TemplateFailure",
    "Templates",
    "named_in",
    "on_demand",
    "paths",
    "read_templates",
    "render",
]


Files = Callable[[str], bytes | None]
"""What makes the file at a path; `None` where there is no such file."""


def render(site: SitePlan, templates: Templates, search: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the site, one after the other: first what the pages need, then the pages.

    Args:
        search: the path of the first file that the search loads; without it the index has none.

    Returns:
        Paths relative to the folder of the site, and contents.

    Raises:
        TemplateFailure: when the page in question is asked for.
    """
    file = on_demand(templates)(site, search)
    for path in paths(site, templates):
        content = file(path)
        assert content is not None
        yield path, content


class Renderer(Protocol):
    """From a site plan to its files, each made when it is asked for."""

    def __call__(self, site: SitePlan, search: str = "") -> Files:
        """What makes the files of a site; `search` is as for `render`."""


def on_demand(templates: Templates) -> Renderer:
    """What makes the files of one site plan after the other; the templates are compiled once.

    Raises:
        TemplateFailure: here, for what all pages share; else when the page in question is asked for.
    """
    beside = assets(templates)
    content = {asset.path: asset.content for asset in _shared(beside)}
    template = compiled(templates)

    def of(site: SitePlan, search: str = "") -> Files:
        common = setting(site, beside, search)
        by_path = {page.path: page for page in pages(site)}

        def file(path: str) -> bytes | None:
            page = by_path.get(path)
            return template(page.template)(_value(page, common)).encode() if page else content.get(path)

        return file

    return of


def paths(site: SitePlan, templates: Templates) -> tuple[str, ...]:
    """The paths that `render` gives, before anything is rendered."""
    return (*(asset.path for asset in _shared(assets(templates))), *(page.path for page in pages(site)))


def _shared(beside: Assets) -> tuple[Asset, ...]:
    return beside.style, beside.incident, beside.script, beside.icon, beside.search


def _value(page: Page, common: Setting) -> object:
    """What the template of a page is given."""
    site, beside = common.site, common.assets
    if page.incident and page.template == "moved.html":
        told, root = page.incident.brief, "../" * page.path.count("/")
        # The full address is the new one: that is what is to be shared and found.
        edges = frame(
            site, beside, f"{told.title} · {site.title}", "This page has moved.", page.incident.url, root=root
        )
        return index.MovedPage(edges, told.title, root + page.incident.url)
    if page.incident:
        told = page.incident.brief
        # Where a link is shared, what was withdrawn would else be told as if it stood.
        description = told.notice if told.status is Status.WITHDRAWN else told.sentence or told.title
        edges = frame(site, beside, f"{told.title} · {site.title}", description, page.incident.url, told.date)
        return incident.incident_page(page.incident, edges, common)
    if page.year:
        name = f"{page.history.name} in {page.year.year}" if page.history else str(page.year.year)
        description = f"Every incident of {name}, newest first."
        return histories.year_page(page.year, page.history, _frame(common, name, description, page.path), common)
    if page.history:
        name = page.history.name
        description = f"Every incident of {name}, newest first, and what is still to be done."
        return histories.history_page(page.history, _frame(common, name, description, page.path), common)
    return _PAGES[page.template](common, page.path)


def _index(common: Setting, path: str) -> object:
    description = "What happened, why, and what will change: every incident, newest first."
    return index.index_page(frame(common.site, common.assets, common.site.title, description, ""), common)


def _followups(common: Setting, path: str) -> object:
    description = "What is to be done so that it does not happen again, by whom, and what was done."
    return board.board_page(_frame(common, "Follow-ups", description, path), common)


def _insights(common: Setting, path: str) -> object:
    description = "How long incidents take, how they are noticed, what recurs, and what becomes of follow-ups."
    return insights.insights_page(_frame(common, "Insights", description, path), common)


def _definitions(common: Setting, path: str) -> object:
    description = "What every figure and every word on these pages means."
    return definitions.definitions_page(_frame(common, "Definitions", description, path), common)


def _not_found(common: Setting, path: str) -> object:
    title, root = f"Not found · {common.site.title}", common.site.from_anywhere
    edges = frame(common.site, common.assets, title, "There is no such page.", path, root=root)
    return index.not_found_page(edges, common.assets)


_PAGES = {
    "index.html": _index,
    "followups.html": _followups,
    "insights.html": _insights,
    "definitions.html": _definitions,
    "404.html": _not_found,
}


def _frame(common: Setting, title: str, description: str, path: str) -> Frame:
    return frame(common.site, common.assets, f"{title} · {common.site.title}", description, path)
