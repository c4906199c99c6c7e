"""Which URLs a page may hold, and what becomes of them."""

from __future__ import annotations

import enum
import re
from typing import Final

from pmgen.diagnostics import shortened
from pmgen.markdown.dialect import normalise
from pmgen.markdown.values import Rewrite

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_STRIPPED: Final = "".join(map(chr, range(0x21)))
_IGNORED: Final = re.compile(r"[\t\n\r]")


class Kind(enum.Enum):
    """Where a URL leads."""

    LOCAL = enum.auto()  # a place on the page, or a file of the source
    REMOTE = enum.auto()  # another host
    MAIL = enum.auto()
    UNSAFE = enum.auto()  # anything else: never a link


_KINDS: Final = {"http": Kind.REMOTE, "https": Kind.REMOTE, "mailto": Kind.MAIL}


def kind(url: str) -> Kind:
    """Where a URL leads, as a browser would take it. The URL is percent-encoded."""
    match = _SCHEME.match(url)
    if match:
        return _KINDS.get(match[1].lower(), Kind.UNSAFE)
    return Kind.REMOTE if url.startswith("//") else Kind.LOCAL


def allowed(url: str, *, image: bool) -> bool:
    """Whether a link or an image can have this URL; an image on another host becomes a link."""
    where = kind(url)
    return where is not Kind.UNSAFE and not (image and where is Kind.MAIL)


def from_html(value: str) -> str:
    """The URL of an attribute, percent-encoded; what a browser does not see in it is taken away before.

    See https://url.spec.whatwg.org/#concept-basic-url-parser, steps 1 and 3. A backslash, which a browser takes for
    a slash, is encoded with the rest.
    """
    return normalise(_IGNORED.sub("", value.strip(_STRIPPED)))


def on_page(url: str, rewrite: Rewrite) -> str:
    """The URL on the page; empty where it may not link to it.

    What was relative stays safe: `./javascript:x` does not become a script.
    """
    if url.startswith("//"):
        url = f"https:{url}"  # a page may be read from a disk, and has then no protocol to share
    if kind(url) is not Kind.LOCAL:
        return url if rewrite(url) else ""
    target = rewrite(url)
    return f"./{target}" if kind(target) is Kind.UNSAFE else target


def names_file(url: str) -> bool:
    """Whether an image can have this URL: `#x` or nothing would be the page itself."""
    return bool(url) and not url.startswith("#")


def refused(url: str, *, image: bool) -> str:
    """The words for a URL that does not reach the page, as it was typed where it is a path of Windows."""
    typed = url.replace("%5C", "\\")
    return f"{'image' if image else 'address'} `{shortened(typed)}`"
