"""Site plan to HTML: one frozen dataclass per template, which the template knows as `page`."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.plan import Page, SitePlan, pages
from pmgen.render import incident, index
from pmgen.render.assets import assets
from pmgen.render.frame import frame
from pmgen.render.setting import Setting, setting
from pmgen.render.templates import TemplateFailure, Templates, compiled, read_templates

__all__ = ["TemplateFailure", "Templates", "paths", "read_templates", "render"]


def render(site: SitePlan, templates: Templates) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, one after the other: first what the pages need, then the pages.

    Returns:
        Paths relative to the folder of the site, and contents.

    Raises:
        TemplateFailure: when the page in question is asked for.
    """
    beside = assets(templates)
    for asset in (beside.style, beside.script, beside.icon):
        yield asset.path, asset.content
    common = setting(site, beside)
    template = compiled(templates)
    for page in pages(site):
        yield page.path, template(page.template)(_value(page, common)).encode()


def paths(site: SitePlan, templates: Templates) -> tuple[str, ...]:
    """The paths that `render` gives, before anything is rendered."""
    beside = assets(templates)
    return (beside.style.path, beside.script.path, beside.icon.path, *(page.path for page in pages(site)))


def _value(page: Page, common: Setting) -> object:
    """What the template of a page is given."""
    site, beside = common.site, common.assets
    if page.incident:
        pm = page.incident.post_mortem
        description = incident.first_sentence(pm) or pm.title
        edges = frame(site, beside, f"{pm.title} · {site.title}", description, page.incident.url, pm.date)
        return incident.incident_page(page.incident, edges, common)
    if page.template == "index.html":
        description = "What happened, why, and what will change: every incident, newest first."
        return index.index_page(frame(site, beside, site.title, description, ""), common)
    return index.NotFoundPage(frame(site, beside, f"Not found · {site.title}", "There is no such page.", page.path))
