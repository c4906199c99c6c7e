"""What a page of HTML may do on the site: be read.

A legacy page is written by somebody else, and nothing in it is taken apart. Where nothing in it can run or load, its
bytes stay as they are. Else one line, its policy, is put in front of all it holds, where nothing can undo it; whether
that is needed is asked of the text and not of a parser, which a browser might not agree with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

POLICY: Final = (
    "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of a page that could run or load something: it may look as it did, and nothing else."""

# The words of HTML that run, load or send something, wherever they stand; `src="queue.png"` is none of them.
_ACTIVE: Final = re.compile(
    r"<(?:script|iframe|frame|frameset|object|embed|applet|base|form|link|svg|math|portal|fencedframe|template|"
    r"noscript|xml|xmp|plaintext|video|audio|isindex)(?![a-z0-9-])"
    r"|http-equiv|@import|\burl\s*\(|image-set|\\"
    r"|(?<![a-z0-9-])on[a-z]+\s*="
    r"|(?<![a-z0-9])(?:srcset|imagesrcset|poster|background|data|action|formaction|ping|srcdoc|manifest|lowsrc|dynsrc|"
    r"xlink:href)\s*="
    r"""|(?<![a-z0-9])src\s*=(?!\s*["']?[\w.-][\w./-]*["'\s>])""",
    re.IGNORECASE,
)
_SCHEMES: Final = ("javascript:", "vbscript:")
_BLANKS: Final = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_DOCTYPE: Final = re.compile(r"\ufeff?\s*(?:<!doctype[^>]*>)?", re.IGNORECASE)
_INSTRUCTION: Final = re.compile(r"""http-equiv\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""", re.IGNORECASE)
# Every second page has it, and it does nothing but name the encoding.
_CHARSET: Final = re.compile(r"""<meta\s+http-equiv\s*=\s*["']content-type["']""", re.IGNORECASE)
_HARMLESS: Final = frozenset(
    ("content-type", "content-language", "x-ua-compatible", "content-security-policy", "default-style", "cache-control")
)


def contained(html: str) -> str:
    """A page as the site has it: as it is, or with its policy in front."""
    if _is_inert(html):
        return html
    behind = _DOCTYPE.match(html)
    at = behind.end() if behind else 0
    policy = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return html[:at] + policy + html[at:]


def _is_inert(html: str) -> bool:
    """Whether nothing in a page can run, load, or send anything."""
    return next(active(html), None) is None


def active(html: str) -> Iterator[tuple[int, str]]:
    """Each part of a page that might run, load or send something, as written, and its place."""
    masked = _CHARSET.sub(lambda match: "." * len(match[0]), html)
    for match in _ACTIVE.finditer(masked):
        yield match.start(), " ".join(match[0].split())
    # An address may be spelled in many ways; what a browser makes of them is this.
    plain = _BLANKS.sub("", unescape(html)).lower()
    yield from ((0, each) for each in _SCHEMES if each in plain)


def leaves(html: str) -> bool:
    """Whether a page may send its reader elsewhere unasked, which no policy prevents."""
    named = (unescape((match[1] or "").strip("\"'")).strip().lower() for match in _INSTRUCTION.finditer(html))
    return any(name not in _HARMLESS for name in named)
