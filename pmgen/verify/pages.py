"""What a file of a site links to, and where in it one can link to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from pmgen.values import Value
from pmgen.verify import lists

_ADDRESSES = frozenset(("href", "src", "poster", "data", "action", "data-index"))
_URL = re.compile(r"""url\(\s*["']?([^"')\s]+)|@import\s+["']([^"']+)""")
_PARSED = (".html", ".xml", ".svg")

_DULL = re.compile(r"""</?(?!script|style|title|textarea|loc)[a-z][a-z0-9]*(?: class="[^"<>]*")?>""")
"""A tag with no address and no anchor, as most are: each takes the parser as long as one of the others."""

_TAG_IN_VALUE = re.compile(r"""=\s*(?:"[^"<]*<|'[^'<]*<)""")
"""What may be the value of an attribute with such a tag in it."""

_LARGEST = 32 << 20
"""The most bytes of a page that is looked into: more than any has of those that 50,000 incidents make."""


class Outline(Value):
    """What a file has to do with others.

    Args:
        links: the addresses in it, as they are written.
        anchors: the places in it that an address may name.
        canonical: where it says that it is; empty where it does not.
    """

    links: frozenset[str]
    anchors: frozenset[str]
    canonical: str = ""


NOTHING = Outline(frozenset(), frozenset())


def is_read(path: str) -> bool:
    """Whether a file may have links and anchors."""
    return path.endswith((*_PARSED, ".css")) or lists.of(path) is not None


def largest(path: str) -> int:
    """The most bytes of a file that is looked into."""
    return lists.LARGEST if lists.is_list(path) else _LARGEST


def outline(path: str, data: bytes) -> Outline:
    """The links and the anchors of a page, a feed, a list of incidents or follow-ups, a drawing or a style sheet."""
    if path.endswith(_PARSED):
        reader, text = _Reader(), data.decode("utf-8", "replace")
        # A tag that the end cuts off is none to browsers, and `close` would look from each of them to the end.
        reader.feed(text if _TAG_IN_VALUE.search(text) else _DULL.sub("", text))
        return Outline(frozenset(reader.links), frozenset(reader.anchors), reader.canonical)
    if path.endswith(".css"):
        found = _URL.findall(data.decode("utf-8", "replace"))
        return Outline(frozenset(first or second for first, second in found), frozenset())
    take = lists.of(path)
    return Outline(frozenset(take(data)), frozenset()) if take else NOTHING


class _Reader(HTMLParser):
    """Takes addresses and anchors from HTML, and from the XML that pmgen writes, which looks the same."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.canonical = ""
        self._located = False

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks for them."""
        return j

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over a section that only Word knows, or nobody, as browsers do: for others there would be an error."""
        is_text = self.rawdata.startswith("<![CDATA[", i)
        return super().parse_marked_section(i, report) if is_text else self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._located = tag == "loc"
        if tag == "link" and ("rel", "canonical") in attrs:
            self.canonical = dict(attrs).get("href") or ""
        for name, value in attrs:
            if value is None:
                continue
            if name in _ADDRESSES:
                self.links.add(value.strip())
            elif name == "srcset":
                self.links.update(_images(value))
            elif name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)

    def handle_data(self, data: str) -> None:
        """Take an address from the sitemap, where it is no attribute."""
        if self._located:
            self.links.add(data.strip())
            self._located = False


def _images(srcset: str) -> Iterator[str]:
    """The addresses in a `srcset`, in which there may be commas, without what says which screens they are for."""
    described = False
    for word in srcset.split():
        if described:
            _, comma, word = word.partition(",")  # noqa: PLW2901  what is left of it
            described = not comma
        if address := word.strip(","):
            yield address
            described = not word.endswith(",")


def target(path: str, address: str, base: str) -> tuple[str, str] | None:
    """The file of the site that an address in a file means, and the anchor; `None` for what is no address of this site.

    A file outside of the site begins with `..` or `/`.

    Args:
        base: the address of the folder of the site, ending in `/`; empty where nobody knows it.
    """
    try:
        parts = urlsplit(address)
        if base and address.startswith(base):
            path, parts = "index.html", urlsplit(f"./{address.removeprefix(base)}")
    except ValueError:
        return "..", ""
    if parts.scheme or parts.netloc:
        return None
    file, anchor = unquote(parts.path), _anchor(parts.fragment)
    if not file:
        return path, anchor
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    if file.endswith("/") or found == ".":
        found = "index.html" if found == "." else f"{found}/index.html"
    return found, anchor


def leaves(address: str) -> bool:
    """Whether an address is of another site; `mailto:` and `data:` are of none."""
    try:
        return bool(urlsplit(address).netloc)
    except ValueError:
        return False


def _anchor(fragment: str) -> str:
    """What has to be in a page for a browser to go there: words are looked for, and every page has a top."""
    anchor = unquote(fragment.partition(":~:")[0])
    return "" if anchor.lower() == "top" else anchor
