"""What an entry says of an incident: a few words of text, and the same with some more as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from html import escape, unescape
from typing import Final
from urllib.parse import urljoin

from pmgen import markdown
from pmgen.addresses import is_relative, rewriter
from pmgen.feeds.values import absolute, readable
from pmgen.model import PostMortem, Status
from pmgen.plan import Brief, Incident, SitePlan

_Linker = Callable[[str], str | None]
"""From an address in a document to a full one; `None` where there is none."""

_LINK: Final = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_IMAGE: Final = re.compile(r'<img src="[^"]*" alt="([^"]*)"[^>]*>')


def summary(told: Brief) -> str:
    """The summary in plain words, on one line; of a withdrawn post-mortem, that it is withdrawn."""
    if told.status is Status.WITHDRAWN:
        return told.notice
    said = told.summary
    return readable(" ".join(map(markdown.plain, said.parts))) if said else ""


def content(incident: Incident, site: SitePlan, documents: Collection[str]) -> str:
    """The summary and the impact as safe HTML without relative addresses; empty where there is neither.

    An image is the text in its place, and so is a link that has no full address.

    Args:
        documents: every document, relative to the source folder.
    """
    pm = incident.account.whole().post_mortem
    notice = incident.brief.notice
    html = f"<p>{notice}</p>\n" if notice else ""
    if pm.status is not Status.WITHDRAWN:
        link = _linker(incident, site, documents)
        html += "".join(_section(heading, text, link) for heading, text in _sections(pm) if text)
    return readable(html).strip()


def _sections(pm: PostMortem) -> tuple[tuple[str, str | None], ...]:
    said, impact = pm.summary, pm.impact
    return (
        ("", said.text if said else None),
        ("What broke", said.broke if said else None),
        ("Why it took so long", said.delayed if said else None),
        ("How it was fixed", said.fixed if said else None),
        ("Impact", impact.description if impact else None),
    )


def _section(heading: str, text: str, link: _Linker) -> str:
    html = _IMAGE.sub(r"\1", markdown.block(text).strip())
    head = f"<h3>{heading}</h3>\n" if heading else ""
    return f"{head}{_LINK.sub(lambda match: _linked(match, link), html)}\n"


def _linked(match: re.Match[str], link: _Linker) -> str:
    target = link(unescape(match[1]))
    return match[3] if target is None else f'<a href="{escape(target)}"{match[2]}>{match[3]}</a>'


def _linker(incident: Incident, site: SitePlan, documents: Collection[str]) -> _Linker:
    rewrite = rewriter(incident.path, documents)
    page = absolute(site, incident.url)

    def link(url: str) -> str | None:
        if is_relative(url):
            return urljoin(page, rewrite(url)) if page else None
        # `//host/path` takes its scheme from where it stands, which in a reader is nowhere.
        return f"https:{url}" if url.startswith("//") else url

    return link
