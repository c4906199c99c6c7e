"""SVG: elements, attributes and texts are written anew; what is not of SVG is not, nor are remarks.

Sources: SVG 2 (W3C), 5.11 for metadata; RFC 2397 for images inside of it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_OURS: Final = frozenset(("", "xml", "xlink"))
"""Prefixes of names that a browser draws by; programs that draw leave their own: paths, names, whole documents."""

_SPACES: Final = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}
_GONE: Final = ("metadata", "content", "data-")  # elements, and attributes in which a whole source may stand
_DRAWN: Final = frozenset(
    """
    a altGlyph altGlyphDef altGlyphItem animate animateColor animateMotion animateTransform circle clipPath
    color-profile cursor defs ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence filter font font-face font-face-format font-face-name font-face-src
    font-face-uri g glyph glyphRef hatch hatchpath hkern image line linearGradient marker mask mesh
    meshgradient meshpatch meshrow missing-glyph mpath path pattern polygon polyline radialGradient rect set
    solidcolor stop style svg switch symbol text textPath title tref tspan use view vkern
    """.split()
)
"""The elements of SVG 1.1 and 2, without `desc`, `metadata`, scripts and what is of other languages."""

_HIDDEN: Final = re.compile(r"display:none|visibility:(?:hidden|collapse)|(?<![\w-])opacity:0*(?:\.0*)?%?(?:;|$)")
"""What is in the file and not in the picture, in a style without blanks."""

_REMARK: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_IMAGE: Final = re.compile(r"\s*data:image/([\w.-]+)(?:\+xml)?;base64,(.*)", re.DOTALL | re.IGNORECASE)
_FETCHED: Final = re.compile(r"@import[^;]*;?|url\(\s*(?!['\"]?\s*#)[^)]*\)", re.IGNORECASE)
_INSIDE: Final = re.compile(r"^\s*data:|url\(\s*['\"]?\s*data:", re.IGNORECASE)


class _Writer:
    """Writes what the parser reads."""

    def __init__(self, clean: Callable[[str, bytes], bytes]) -> None:
        self.parts: list[str] = []
        self.clean = clean
        self.hidden = 0
        self.sheet: list[str] | None = None  # of the style sheet that is being read

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins; `attributes` are names and values in turn."""
        pairs = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if self.hidden or not _is_drawn(name, pairs) or _is_hidden(pairs):
            self.hidden += 1
            return
        kept = ((key, value) for key, value in pairs.items() if _is_ours(key, value) and not _leads_away(key, value))
        shown = "".join(f" {key}={quoteattr(self.value(value))}" for key, value in kept)
        self.parts.append(f"<{name}{shown}>")
        if name == "style":
            self.sheet = []

    def end(self, name: str) -> None:
        """An element ends."""
        if self.hidden:
            self.hidden -= 1
            return
        if name == "style" and self.sheet is not None:
            sheet, self.sheet = _REMARK.sub("", "".join(self.sheet)), None
            if _HIDDEN.search("".join(sheet.lower().split()).replace("}", ";")):
                raise ValueError("a style sheet of it hides elements, and nobody here can tell which: delete them")
            self.parts.append(escape(_without_files(sheet)))
        self.parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        """A text, or a part of one."""
        if self.sheet is not None:
            self.sheet.append(text)
        elif not self.hidden:
            self.parts.append(escape(text))

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
    return _SPACES[name] == value if name in _SPACES else prefix in _OURS and not local.startswith(_GONE)


def _is_drawn(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is one of a drawing; one that gives a link another end is none."""
    known = name in _DRAWN and attributes.get("xmlns", _SPACES["xmlns"]) == _SPACES["xmlns"]
    return known and attributes.get("attributeName", "").rpartition(":")[2] != "href"


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element is in no picture: what it says is for whoever reads the file."""
    said = [f"{name}:{attributes[name]}" for name in ("display", "visibility", "opacity") if name in attributes]
    return any(_HIDDEN.search("".join(style.lower().split())) for style in (*said, attributes.get("style", "")))


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
    writer = _Writer(clean)
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
