"""SVG: elements, attributes and texts are written anew; what is not of SVG is not, nor are remarks.

Sources: SVG 2 (W3C), 5.11 for metadata; RFC 2397 for images inside of it.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from pmgen.pictures import svg, visible
from pmgen.pictures.visible import Look

_OURS: Final = frozenset(("", "xml", "xlink"))
"""Prefixes of names that a browser draws by; programs that draw leave their own: paths, names, whole documents."""

_SPACES: Final = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SHRUNK: Final = re.compile(rf"{visible.HIDDEN.pattern}|font-size:0*(?:\.0*)?(?:[a-z]+|%)?(?:;|$)")
_MENTIONS: Final = tuple(
    map(
        re.compile,
        (r"(?<=[#.])[\w:-]+", r"(?<=#)[\w.:-]+", r"(?<![\w-])[\w-]+(?=\.(?:begin|click|end|mouse|repeat))"),
    )
)
"""How a part of a drawing speaks of another: `.class`, `#id`, and `id.end` of an animation."""

_REMARK: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_IMAGE: Final = re.compile(r"\s*data:image/([\w.-]+)(?:\+xml)?;base64,(.*)", re.DOTALL | re.IGNORECASE)
_FETCHED: Final = re.compile(r"@import[^;]*;?|url\(\s*(?!['\"]?\s*#)[^)]*\)", re.IGNORECASE)
_INSIDE: Final = re.compile(r"^\s*data:|url\(\s*['\"]?\s*data:", re.IGNORECASE)


class _Writer:
    """Writes what the parser reads.

    Args:
        names: by which parts of the drawing speak of others.
        judged: whether a text can be told to be invisible, as no style sheet says otherwise.
    """

    def __init__(self, clean: Callable[[str, bytes], bytes], names: Container[str], *, judged: bool) -> None:
        self.parts: list[str] = []
        self.clean, self.names, self.judged = clean, names, judged
        self.hidden = self.undrawn = self.texts = 0
        self.open: list[tuple[str, Look]] = []
        self.sheet: list[str] | None = None  # of the style sheet that is being read

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins; `attributes` are names and values in turn."""
        pairs = dict(zip(attributes[::2], attributes[1::2], strict=True))
        untitled = name == "title" and self.undrawn
        if self.hidden or untitled or not _is_drawn(name, pairs) or visible.is_hidden(pairs):
            self.hidden += 1
            return
        shown = "".join(f" {key}={quoteattr(self.value(value))}" for key, value in self.kept(pairs))
        self.parts.append(f"<{name}{shown}>")
        self.open.append((name, visible.inherited(self.open[-1][1] if self.open else visible.PLAIN, pairs)))
        self.undrawn += name in svg.UNDRAWN
        self.texts += name == "text"
        if name == "style":
            self.sheet = []

    def kept(self, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The attributes of an element that change the picture, and the names that others need."""
        for key, value in attributes.items():
            if key in svg.NAMING:
                if known := " ".join(each for each in value.split() if each in self.names):
                    yield key, known
            elif _is_ours(key, value) and not _leads_away(key, value):
                yield key, value

    def end(self, name: str) -> None:
        """An element ends."""
        if self.hidden:
            self.hidden -= 1
            return
        self.open.pop()
        self.undrawn -= name in svg.UNDRAWN
        self.texts -= name == "text"
        if name == "style" and self.sheet is not None:
            sheet, self.sheet = _REMARK.sub("", "".join(self.sheet)), None
            if _SHRUNK.search("".join(sheet.lower().split()).replace("}", ";")):
                raise ValueError("a style sheet of it hides elements, and nobody here can tell which: delete them")
            self.parts.append(escape(_without_files(sheet)))
        self.parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        """A text, or a part of one."""
        if self.sheet is not None:
            self.sheet.append(text)
        elif not self.hidden and (not text.strip() or self.shows()):
            self.parts.append(escape(text))

    def shows(self) -> bool:
        """Whether one can see what the element says that is open."""
        name, look = self.open[-1]
        if name not in svg.TEXTS or (name == "a" and not self.texts):
            return False
        if self.undrawn:
            raise ValueError("it has words in `defs` or the like, and nobody here can tell whether they are drawn")
        return name == "title" or not self.judged or visible.shows_text(look)

    def value(self, value: str) -> str:
        """The value of an attribute; an image in it is cleaned, too."""
        if (image := _IMAGE.fullmatch(value)) is None:
            return _without_files(value)
        try:
            inside = self.clean(f"inside.{image[1]}", base64.b64decode("".join(image[2].split()), validate=True))
        except binascii.Error as error:
            raise ValueError("an image inside of it cannot be read") from error
        return value[: image.start(2)] + base64.b64encode(inside).decode()

    def refuse(self, *declared: object) -> None:
        """A declaration could hold or repeat anything."""
        raise ValueError("it begins with a declaration of its own language")


def _is_ours(name: str, value: str) -> bool:
    prefix, _, local = name.rpartition(":")
    return _SPACES[name] == value if name in _SPACES else prefix in _OURS and local in svg.ATTRIBUTES


def _is_drawn(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is one of a drawing; one that gives a link another end is none."""
    known = name in svg.ELEMENTS and attributes.get("xmlns", _SPACES["xmlns"]) == _SPACES["xmlns"]
    return known and attributes.get("attributeName", "").rpartition(":")[2] != "href"


def _leads_away(name: str, value: str) -> bool:
    """A script, or an address of something that is not in the file; an image that is inside is none."""
    local = name.rpartition(":")[2]
    inside = value.lstrip().startswith("#") or _INSIDE.search(value)
    return local.startswith("on") or (local == "href" and not inside)


def _without_files(text: str) -> str:
    if _INSIDE.search(text):
        raise ValueError("it holds another file that nobody here can look into")
    return _FETCHED.sub(lambda found: "none" if found[0][0] in "uU" else "", text)


def bare(data: bytes, clean: Callable[[str, bytes], bytes]) -> bytes:
    """A drawing without what it carries.

    Args:
        clean: does the same for an image inside of it.

    Raises:
        ValueError: when it cannot be read, or may hold what nobody here can look into.
    """
    text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8", "replace")
    names = {name for pattern in _MENTIONS for name in pattern.findall(text)}
    writer = _Writer(clean, names, judged="<style" not in text)
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.EntityDeclHandler = writer.refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(f"it is not XML: {error}") from error
    if not writer.parts:
        raise ValueError("nothing of it is drawn")
    return "".join(writer.parts).encode()
