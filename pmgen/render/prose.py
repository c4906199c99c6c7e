"""Markdown of the front matter, and addresses, as templates need them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

from pmgen import markdown
from pmgen.addresses import SAFE_SCHEMES, is_relative, rewriter, scheme_of
from pmgen.plan import SitePlan
from pmgen.render.templates import Markup

Linker = Callable[[str], str | None]
"""From an address in a document to the one on its page; `None` where no page may link to it."""


def own(text: str) -> Markup:
    """Words of pmgen's own, which link to nothing, as HTML."""
    return Markup(markdown.inline(text))


def inline(text: str | None, link: Linker) -> Markup | None:
    """Markdown without paragraphs as HTML, on the page of its document.

    Args:
        link: that of the document.
    """
    return Markup(markdown.inline(text, rewrite=_to_page(link))) if text else None


def block(text: str | None, link: Linker, *, below: int = 2) -> Markup | None:
    """Markdown with paragraphs as HTML, likewise.

    Args:
        below: the level of the heading that it stands under.
    """
    return Markup(markdown.block(text, rewrite=_to_page(link), top=below + 1)) if text else None


def told(text: str | None, link: Linker, *, below: int = 2) -> Markup | None:
    """Markdown that is one line in most documents, and in others a list, a quote or a table, likewise.

    Args:
        below: as for `block`.
    """
    if not text or not markdown.blocks_in(text):
        return inline(text, link)
    return Markup(f'<div class="prose">{block(text, link, below=below)}</div>')


def apart(text: str, link: Linker) -> Markup:
    """Such a text among other words, whose direction is none of its business."""
    shown = told(text, link) or Markup("")
    return shown if markdown.blocks_in(text) else Markup(f"<bdi>{shown}</bdi>")


def points(texts: Iterable[str], link: Linker, *, below: int = 2) -> tuple[Markup, ...]:
    """Several such texts."""
    return tuple(told(text, link, below=below) or Markup("") for text in texts)


def _to_page(link: Linker) -> Callable[[str], str]:
    # Where no page may link to, Markdown has taken away or knows better: `//host/path` has a scheme there.
    return lambda url: link(url) or url


def quoted(text: str | None, url: str, root: str, link: Linker) -> Markup | None:
    """Markdown in one line as HTML, on another page than that of its document; of a list or a table, the words alone.

    Args:
        url: of the page of the document; that of the other page is where `root` leads from.
        link: that of the document.
    """
    if not text:
        return None
    if markdown.blocks_in(text):
        return Markup.escape(markdown.plain(text))

    def rewrite(target: str) -> str:
        if not is_relative(target):
            return target
        return root + (url + target if target.startswith("#") else link(target) or "")

    return Markup(markdown.inline(text, rewrite=rewrite))


def body(html: str) -> Markup:
    """The narrative, which is safe HTML already."""
    return Markup(html)


def linker(path: str, documents: frozenset[str]) -> Linker:
    """What makes links of the addresses in a document.

    Args:
        path: of the document, relative to the source folder.
        documents: every document, likewise.
    """
    rewrite = rewriter(path, documents)

    def link(url: str) -> str | None:
        if is_relative(url):
            return None if url.startswith("//") else rewrite(url)
        return url if scheme_of(url) in SAFE_SCHEMES else None

    return link


def commit_url(site: SitePlan, sha: str) -> str | None:
    """Where a commit can be seen."""
    return site.commit_url.replace("{sha}", quote(sha, safe="")) if site.commit_url else None


def issue_url(site: SitePlan, issue: str) -> str | None:
    """Where an issue can be seen; `#12` is the one that its address calls `12`."""
    return site.issue_url.replace("{id}", quote(issue.removeprefix("#"), safe="")) if site.issue_url else None
