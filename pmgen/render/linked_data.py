"""What a page says of its incident to search engines: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json

from pmgen.model import PostMortem
from pmgen.render.frame import Frame
from pmgen.render.templates import Markup
from pmgen.render.words import STATUS

# As JSON that can stand in HTML: nothing in it ends the element, whatever a title says.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


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
    return Markup(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))
