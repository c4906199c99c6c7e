"""What a page says of its incident to search engines: JSON-LD in the words of schema.org."""

from __future__ import annotations

from pmgen.json_text import one_line
from pmgen.model import PostMortem
from pmgen.render.frame import Frame
from pmgen.render.templates import Markup
from pmgen.render.words import STATUS


def linked_data(pm: PostMortem, frame: Frame) -> Markup:
    """A `TechArticle` (https://schema.org/TechArticle) about the incident; nobody is named."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": pm.title,
        "description": frame.description,
        "datePublished": pm.date.isoformat(),
        "dateModified": max([pm.date, *(each.date for each in pm.revisions)]).isoformat(),
        "articleSection": "Post-mortem",
        "creativeWorkStatus": STATUS[pm.status],
        "isPartOf": {"@type": "WebSite", "name": frame.site},
    }
    if pm.tags or pm.services:
        data["keywords"] = [*pm.services, *pm.tags]
    if frame.url:
        data["url"] = frame.url
    return Markup(one_line(data).decode())
