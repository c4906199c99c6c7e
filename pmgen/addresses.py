"""Addresses: what one in a document means, and what it is on the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from urllib.parse import quote, unquote

SAFE_SCHEMES = ("http", "https", "mailto")
"""The schemes that a page may link to, besides relative addresses."""

NEVER_PUBLISHED = (".html", ".htm", ".xhtml", ".xml", ".xsl", ".js", ".mjs", ".svgz", ".md")
"""Endings of files that are not copied: a browser would run them, or take them for pages of the site."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def scheme_of(url: str) -> str:
    """The scheme of an address, in lower case; empty for a relative one."""
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


def is_relative(url: str) -> bool:
    """Whether an address is one of a file beside the document, or of a place in it."""
    return not _SCHEME.match(url) and not url.startswith("//")


def target_of(path: str, url: str) -> tuple[str, str]:
    """The file that a relative address in a document means, and the anchor in it.

    Args:
        path: of the document, relative to the source folder.

    Returns:
        The file relative to the source folder (empty for the document itself, beginning with `..` or `/` for
        one outside of it) and the anchor (empty for none).
    """
    address, _, anchor = url.partition("#")
    address = unquote(address.partition("?")[0])
    if not address:
        return "", unquote(anchor)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address)), unquote(anchor)


def is_outside(target: str) -> bool:
    """Whether a target is outside of the source folder."""
    return target.startswith(("../", "/")) or target == ".."


def stem_of(path: str) -> str:
    """The name of a document's page, without its ending: that of its file."""
    return posixpath.splitext(posixpath.basename(path))[0]


def page_of(path: str) -> str:
    """The file of a document's page; all pages lie side by side."""
    return stem_of(path) + ".html"


def rewriter(path: str, documents: Collection[str]) -> Callable[[str], str]:
    """From a relative address in a document to the one on its page.

    Args:
        path: of the document, relative to the source folder.
        documents: every document, likewise.
    """

    def rewrite(url: str) -> str:
        if not is_relative(url) or url.startswith("#"):
            return url
        target, anchor = target_of(path, url)
        page = page_of(target) if target in documents else target
        return quote(page, safe="/~") + (f"#{quote(anchor)}" if anchor else "")

    return rewrite
